//! What the dates of an aid mean on the day of the build.

use super::{AidIndex, Site};
use crate::value::Duration;
use jiff::ToSpan;
use jiff::civil::Date;

/// Whether an aid is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Validity {
    /// Before `effective`.
    Pending,
    /// In force.
    Current,
    /// After `expires`; on that day itself it is still in force.
    Expired,
}

impl Site {
    /// Whether the aid is in force on the day of the build.
    #[must_use]
    pub fn validity(&self, aid: AidIndex) -> Validity {
        let front = &self.aids[aid].front;
        if front.expires.as_ref().is_some_and(|date| self.today > date.value) {
            Validity::Expired
        } else if front.effective.as_ref().is_some_and(|date| self.today < date.value) {
            Validity::Pending
        } else {
            Validity::Current
        }
    }

    /// When the aid last changed: its newest change, else the day it was approved or came into force.
    #[must_use]
    pub fn changed(&self, aid: AidIndex) -> Option<Date> {
        let front = &self.aids[aid].front;
        let newest = front.changes.iter().filter_map(|change| change.value.date).max();
        newest.or_else(|| front.approved.as_ref().or(front.effective.as_ref()).map(|date| date.value))
    }

    /// When the aid is due for review: its last review (or trial) and the period of the aid, its type or the site.
    #[must_use]
    pub fn review_due(&self, aid: AidIndex) -> Option<Date> {
        let aid = &self.aids[aid];
        let last = aid.front.reviewed.iter().chain(&aid.front.tried_on).map(|date| date.value).max()?;
        let review = &self.config.review;
        let own = aid.front.review_every.as_ref().map(|every| &every.value);
        let period = own.or_else(|| review.by_type.get(&aid.kind)).or(review.every.as_ref())?;
        add(last, period)
    }
}

/// The date so much later; `None` past the calendar's end.
fn add(date: Date, period: &Duration) -> Option<Date> {
    let days = i64::from(period.days) + i64::from(period.seconds / 86_400);
    date.checked_add(i64::from(period.months).months()).ok()?.checked_add(days.days()).ok()
}
