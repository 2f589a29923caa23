//! Whether a printed copy is current: what `edition.js` says to whoever scans it, for all copies at once.

use super::edition::Edition;
use crate::aid::front_matter::Change;
use crate::config::ledger::Printed;
use crate::site::{AidIndex, Site};

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
    /// The aid is out of use.
    Withdrawn,
}

/// Compares a printed copy with the aid of today.
#[must_use]
pub fn compare(site: &Site, aid: AidIndex, printed: &Printed) -> Currency {
    if site.is_withdrawn(aid) {
        return Currency::Withdrawn;
    }
    let now = Edition::of(site, aid);
    let check = now.fingerprint();
    if printed.check.as_ref() == Some(&check) {
        return Currency::Current;
    }
    let same_rev = spelled(printed.rev.as_deref()) == spelled(now.rev.as_deref());
    let same_deeds = printed.check.as_deref().and_then(|check| check.get(..4)).map(|deeds| deeds == now.deeds);
    let since = if same_rev { None } else { changes_since(site, aid, printed.rev.as_deref(), now.rev.as_deref()) };
    let notes = |changes: &[&Change]| {
        changes.iter().filter(|change| !change.minor).map(|change| change.note.clone()).collect::<Vec<_>>()
    };
    match (since, same_deeds) {
        (Some(changes), _) if changes.iter().all(|change| change.minor) => Currency::Wording,
        (Some(changes), _) => {
            let steps = if printed.steps.is_empty() { named(&changes) } else { differing(&printed.steps, &now) };
            Currency::Superseded { notes: notes(&changes), steps }
        }
        (None, Some(true)) => Currency::Wording,
        (None, None) if same_rev => Currency::Current,
        (None, _) => Currency::Superseded { notes: Vec::new(), steps: differing(&printed.steps, &now) },
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
fn named(changes: &[&Change]) -> Vec<u32> {
    let mut steps: Vec<u32> = changes.iter().flat_map(|change| change.steps.iter().copied()).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

/// The numbers of the steps that differ, of those that went and of those that came.
fn differing(printed: &[(u32, String)], now: &Edition) -> Vec<u32> {
    if printed.is_empty() {
        return Vec::new();
    }
    let changed = now.steps.iter().filter(|step| !printed.contains(step));
    let gone = printed.iter().filter(|(number, _)| now.steps.iter().all(|(today, _)| today != number));
    let mut numbers: Vec<u32> = changed.chain(gone).map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
