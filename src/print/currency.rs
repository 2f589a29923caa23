//! Whether a printed copy is current: what `edition.js` says to whoever scans it, for all copies at once.

use super::edition::Edition;
use crate::aid::front_matter::Change;
use crate::config::ledger::Printed;
use crate::site::{AidIndex, Site, Validity};
use std::collections::BTreeSet;

/// Whether a printed copy is current.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Currency {
    /// It says what the aid says.
    Current,
    /// Some words differ; what to do is the same.
    Wording,
    /// What to do has changed.
    Superseded {
        /// What the change record says of it, newest first.
        notes: Vec<String>,
        /// Numbers of the steps that differ, where they are known.
        steps: Vec<u32>,
    },
    /// What to do has changed, from a day that has not come: until then the copy holds.
    Pending,
    /// The aid was valid until a day that has passed.
    Expired,
    /// The aid is out of use.
    Withdrawn,
}

/// Whether a printed copy of an aid holds today.
#[must_use]
pub fn compare(site: &Site, aid: AidIndex, printed: &Printed) -> Currency {
    match (site.validity(aid), compare_text(site, aid, printed)) {
        _ if site.is_withdrawn(aid) => Currency::Withdrawn,
        (Validity::Expired, _) => Currency::Expired,
        (Validity::Pending, Currency::Superseded { .. }) => Currency::Pending,
        (_, currency) => currency,
    }
}

/// Compares what a printed copy says with what the aid says, whatever the day.
#[must_use]
pub fn compare_text(site: &Site, aid: AidIndex, printed: &Printed) -> Currency {
    let now = Edition::of(site, aid);
    let check = now.fingerprint();
    let same_text = printed.check.as_ref() == Some(&check);
    let same_rev = spelled(printed.rev.as_deref()) == spelled(now.rev.as_deref());
    let same_deeds = printed.check.as_deref().and_then(|check| check.get(..4)).map(|deeds| deeds == now.deeds);
    let since = if same_rev { None } else { changes_since(site, aid, printed.rev.as_deref(), now.rev.as_deref()) };
    let notes = |changes: &[&Change]| {
        changes.iter().filter(|change| !change.minor).map(|change| change.note.clone()).collect::<Vec<_>>()
    };
    match (since, same_deeds) {
        // Not every change is in the text: a picture may show another valve.
        (Some(changes), _) if changes.iter().any(|change| !change.minor) => {
            let steps = in_order(named(&changes).chain(differing(&printed.steps, &now)));
            Currency::Superseded { notes: notes(&changes), steps }
        }
        _ if same_text => Currency::Current,
        (Some(_), _) | (None, Some(true)) => Currency::Wording,
        (None, None) if same_rev => Currency::Current,
        (None, _) => Currency::Superseded { notes: Vec::new(), steps: in_order(differing(&printed.steps, &now)) },
    }
}

fn spelled(rev: Option<&str>) -> String {
    rev.unwrap_or_default().trim().to_uppercase()
}

/// The changes since a rev, newest first; `None` when nobody has kept them up to the rev of today.
fn changes_since<'a>(site: &'a Site, aid: AidIndex, rev: Option<&str>, now: Option<&str>) -> Option<Vec<&'a Change>> {
    let changes = site.aids[aid].front.changes.iter().map(|change| &change.value);
    let with_rev: Vec<&Change> = changes.filter(|change| change.rev.is_some()).collect();
    let then = with_rev.iter().position(|change| spelled(change.rev.as_deref()) == spelled(rev))?;
    let is_kept = with_rev.first().is_some_and(|newest| spelled(newest.rev.as_deref()) == spelled(now));
    (then > 0 && is_kept).then(|| with_rev[..then].to_vec())
}

/// The numbers of the steps that changes name.
fn named<'a>(changes: &'a [&'a Change]) -> impl Iterator<Item = u32> + 'a {
    changes.iter().flat_map(|change| change.steps.iter().copied())
}

/// The numbers of the steps that differ, of those that went and of those that came; none where nobody has written them down.
fn differing<'a>(printed: &'a [(u32, String)], now: &'a Edition) -> impl Iterator<Item = u32> + 'a {
    let changed = now.steps.iter().filter(|step| !printed.is_empty() && !printed.contains(step));
    let gone = printed.iter().filter(|(number, _)| now.steps.iter().all(|(today, _)| today != number));
    changed.chain(gone).map(|(number, _)| *number)
}

fn in_order(numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    numbers.collect::<BTreeSet<u32>>().into_iter().collect()
}
