//! Printed copies: where each hangs, and which of them must be printed again.

use super::currency::{Currency, compare};
use super::edition::Edition;
use crate::aid::front_matter::Status;
use crate::config::ledger::{Entry, Printed};
use crate::site::{AidIndex, Site, Validity};
use std::collections::HashSet;

/// Copies of an aid at one place, as its front matter names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hanging {
    /// The aid.
    pub aid: AidIndex,
    /// Where.
    pub at: String,
    /// How many.
    pub copies: u32,
    /// The rev that the front matter says hangs there.
    pub rev: Option<String>,
}

/// All copies that aids name, by place and title.
#[must_use]
pub fn hanging(site: &Site) -> Vec<Hanging> {
    let aids = (0..site.aids.len()).filter(|&aid| !is_draft(site, aid));
    let mut found: Vec<Hanging> = aids.flat_map(|aid| of_aid(site, aid)).collect();
    found.sort_by(|a, b| (&a.at, &site.aids[a.aid].title, a.aid).cmp(&(&b.at, &site.aids[b.aid].title, b.aid)));
    found
}

/// The copies that one aid names.
pub(super) fn of_aid(site: &Site, aid: AidIndex) -> impl Iterator<Item = Hanging> {
    let mut found: Vec<Hanging> = Vec::new();
    for copy in site.aids[aid].front.print.iter().flat_map(|print| &print.value.copies) {
        match found.iter_mut().find(|known| known.at == copy.at && known.rev == copy.rev) {
            Some(known) => known.copies = known.copies.saturating_add(copy.qty),
            None => found.push(Hanging { aid, at: copy.at.clone(), copies: copy.qty, rev: copy.rev.clone() }),
        }
    }
    found.into_iter()
}

/// Copies that hang somewhere and must be taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The aid's id.
    pub id: String,
    /// Their language; empty where nobody has written it down.
    pub lang: String,
    /// The aid of today; `None` when there is none any more.
    pub aid: Option<AidIndex>,
    /// Where they hang.
    pub at: String,
    /// How many.
    pub copies: u32,
    /// The rev that hangs there.
    pub rev: Option<String>,
    /// Why they must go.
    pub reason: Reason,
}

/// Why copies must be taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// What to do has changed: what the change record says of it, newest first, and the numbers of the steps that differ.
    Superseded {
        /// What the change record says.
        notes: Vec<String>,
        /// The steps, where they are known.
        steps: Vec<u32>,
    },
    /// The aid is out of use.
    Withdrawn,
    /// The aid was valid until a day that has passed.
    Expired,
    /// There is no such aid any more.
    Gone,
    /// The aid names places, and this is none of them.
    Unnamed,
}

impl Reason {
    /// Why copies of this currency must go; `None` for those that may stay.
    fn of(currency: Currency) -> Option<Self> {
        match currency {
            Currency::Superseded { notes, steps } => Some(Self::Superseded { notes, steps }),
            Currency::Withdrawn => Some(Self::Withdrawn),
            Currency::Expired => Some(Self::Expired),
            Currency::Current | Currency::Wording | Currency::Pending => None,
        }
    }
}

/// The copies that must be taken down, by place: what the ledger says hangs there; where it says nothing, the front matter.
#[must_use]
pub fn stale(site: &Site, ledger: &[Entry]) -> Vec<Stale> {
    let recorded = recorded(site, ledger);
    let entries = ledger.iter().filter_map(|entry| stale_entry(site, entry));
    let named = hanging(site).into_iter().filter(|copy| !recorded.contains(&(copy.aid, copy.at.as_str())));
    let mut found: Vec<Stale> = entries.chain(named.filter_map(|copy| stale_copy(site, copy))).collect();
    found.sort_by(|a, b| (&a.at, &a.id, &a.lang).cmp(&(&b.at, &b.id, &b.lang)));
    found
}

/// The same of one aid, with the ledger of its site.
#[must_use]
pub fn stale_of_aid(site: &Site, aid: AidIndex) -> Vec<Stale> {
    let ledger: Vec<&Entry> = site.entries_of(aid).collect();
    let entries = ledger.iter().filter_map(|entry| stale_entry(site, entry)).filter(|stale| stale.aid == Some(aid));
    let named = of_aid(site, aid).filter(|copy| ledger.iter().all(|entry| entry.at != copy.at));
    entries.chain(named.filter_map(|copy| stale_copy(site, copy))).collect()
}

/// A copy of the front matter that must go.
fn stale_copy(site: &Site, copy: Hanging) -> Option<Stale> {
    // A copy without a rev is to be hung, not to be taken down.
    let rev = copy.rev?;
    let currency = compare(site, copy.aid, &Printed { rev: Some(rev.clone()), ..Printed::default() });
    Some(Stale {
        reason: Reason::of(currency)?,
        id: site.id(copy.aid),
        lang: site.aids[copy.aid].language.tag().to_owned(),
        aid: Some(copy.aid),
        at: copy.at,
        copies: copy.copies,
        rev: Some(rev),
    })
}

fn stale_entry(site: &Site, entry: &Entry) -> Option<Stale> {
    let aid = site.aids_of(entry).first().copied();
    let reason = match aid {
        // While somebody works on the aid, the old copy holds.
        Some(aid) if is_draft(site, aid) => None,
        Some(aid) if is_unnamed(site, aid, entry) => Some(Reason::Unnamed),
        Some(aid) => Reason::of(compare(site, aid, &entry.printed)),
        None => site.orphan(entry).filter(|orphan| !orphan.is_draft).map(|_| Reason::Gone),
    }?;
    let Entry { id, lang, at, copies, printed, .. } = entry.clone();
    Some(Stale { id, lang, aid, at, copies, rev: printed.rev, reason })
}

fn is_draft(site: &Site, aid: AidIndex) -> bool {
    site.aids[aid].front.status == Status::Draft
}

/// Whether the aid names places, but not the one of this entry. One that names none leaves it to the ledger.
fn is_unnamed(site: &Site, aid: AidIndex, entry: &Entry) -> bool {
    let mut named = of_aid(site, aid).peekable();
    !site.is_withdrawn(aid) && named.peek().is_some() && named.all(|copy| copy.at != entry.at)
}

/// What a ledger speaks of.
fn recorded<'a>(site: &Site, ledger: &'a [Entry]) -> HashSet<(AidIndex, &'a str)> {
    let of_entry = |entry: &'a Entry| site.aids_of(entry).into_iter().map(|aid| (aid, entry.at.as_str()));
    ledger.iter().flat_map(of_entry).collect()
}

/// The ledger after all that was stale or new has been printed and hung on a day. What is current keeps its day; what only
/// its words make old stays; what is out of use, gone, or hangs elsewhere now is left out. How many hang, the aid says.
#[must_use]
pub fn record(site: &Site, ledger: &[Entry], today: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for entry in ledger {
        let aid = site.aids_of(entry).first().copied();
        let named = aid.and_then(|aid| of_aid(site, aid).find(|copy| copy.at == entry.at));
        let copies = named.map_or(entry.copies, |copy| copy.copies);
        match (stale_entry(site, entry).map(|stale| stale.reason), aid) {
            (None, _) => entries.push(Entry { copies, ..entry.clone() }),
            (Some(Reason::Superseded { .. }), Some(aid)) => {
                entries.push(edition_at(site, aid, &entry.at, copies, today));
            }
            (Some(_), _) => {}
        }
    }
    let recorded = recorded(site, ledger);
    for copy in hanging(site) {
        let is_in_use = !site.is_withdrawn(copy.aid) && site.validity(copy.aid) != Validity::Expired;
        if is_in_use && !recorded.contains(&(copy.aid, copy.at.as_str())) {
            entries.push(edition_at(site, copy.aid, &copy.at, copy.copies, today));
        }
    }
    entries
}

fn edition_at(site: &Site, aid: AidIndex, at: &str, copies: u32, today: &str) -> Entry {
    let edition = Edition::of(site, aid);
    Entry {
        at: at.to_owned(),
        copies,
        date: today.to_owned(),
        printed: Printed { check: Some(edition.fingerprint()), rev: edition.rev, steps: edition.steps },
        id: edition.id,
        lang: edition.lang,
    }
}
