//! Printed copies: where each hangs, and which of them must be printed again.

use super::currency::{Currency, compare};
use super::edition::Edition;
use crate::aid::front_matter::Status;
use crate::config::ledger::{self, Entry, Printed};
use crate::site::{AidIndex, Site};
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
    let copies = site.aids[aid].front.print.iter().flat_map(|print| &print.value.copies);
    copies.map(move |copy| Hanging { aid, at: copy.at.clone(), copies: copy.qty, rev: copy.rev.clone() })
}

/// Copies that hang somewhere and must be taken down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The aid's id.
    pub id: String,
    /// The aid of today; `None` when there is none any more.
    pub aid: Option<AidIndex>,
    /// Where they hang.
    pub at: String,
    /// How many.
    pub copies: u32,
    /// The rev that hangs there.
    pub rev: Option<String>,
    /// Why they must go; `None` when their aid is gone.
    pub currency: Option<Currency>,
}

/// The copies that must be taken down, by place: what the ledger says hangs there; where it says nothing, the front matter.
#[must_use]
pub fn stale(site: &Site, ledger: &[Entry]) -> Vec<Stale> {
    let mut found: Vec<Stale> = ledger.iter().filter_map(|entry| stale_entry(site, entry)).collect();
    let recorded = recorded(ledger);
    found.extend(
        hanging(site)
            .into_iter()
            .filter(|copy| !is_recorded(site, &recorded, copy))
            .filter_map(|copy| stale_copy(site, copy)),
    );
    found.sort_by(|a, b| (&a.at, &a.id, a.aid).cmp(&(&b.at, &b.id, b.aid)));
    found
}

/// The same of one aid, with the ledger of its site.
#[must_use]
pub fn stale_of_aid(site: &Site, aid: AidIndex) -> Vec<Stale> {
    let ledger = ledger::with_id(&site.data.ledger, &site.id(aid));
    let mut found: Vec<Stale> = ledger.iter().filter_map(|entry| stale_entry(site, entry)).collect();
    found.retain(|stale| stale.aid == Some(aid));
    let recorded = recorded(ledger);
    found.extend(
        of_aid(site, aid).filter(|copy| !is_recorded(site, &recorded, copy)).filter_map(|copy| stale_copy(site, copy)),
    );
    found
}

/// A copy of the front matter that must go.
fn stale_copy(site: &Site, copy: Hanging) -> Option<Stale> {
    // A copy without a rev is to be hung, not to be taken down.
    let rev = copy.rev?;
    let currency = compare(site, copy.aid, &Printed { rev: Some(rev.clone()), ..Printed::default() });
    must_go(&currency).then(|| Stale {
        id: site.id(copy.aid),
        aid: Some(copy.aid),
        at: copy.at,
        copies: copy.copies,
        rev: Some(rev),
        currency: Some(currency),
    })
}

fn must_go(currency: &Currency) -> bool {
    matches!(currency, Currency::Superseded { .. } | Currency::Withdrawn)
}

fn stale_entry(site: &Site, entry: &Entry) -> Option<Stale> {
    let aid = aid_of(site, entry);
    // While somebody works on the aid, the old copy holds.
    if aid.is_some_and(|aid| is_draft(site, aid)) {
        return None;
    }
    let currency = aid.map(|aid| compare(site, aid, &entry.printed));
    if currency.as_ref().is_some_and(|currency| !must_go(currency)) {
        return None;
    }
    let Entry { id, at, copies, printed, .. } = entry.clone();
    Some(Stale { id, aid, at, copies, rev: printed.rev, currency })
}

fn is_draft(site: &Site, aid: AidIndex) -> bool {
    site.aids[aid].front.status == Status::Draft
}

/// The aid of an entry: of its id, in its language.
fn aid_of(site: &Site, entry: &Entry) -> Option<AidIndex> {
    let is_it = |aid: AidIndex| entry.lang.is_empty() || site.aids[aid].language.tag() == entry.lang;
    let first = site.aid_with_id(&entry.id)?;
    let group = &site.groups[site.group_of[first]].aids;
    group.iter().copied().find(|&aid| site.id(aid) == entry.id && is_it(aid))
}

/// What the ledger speaks of: id, place and language; empty for every language.
type Recorded<'a> = HashSet<(&'a str, &'a str, &'a str)>;

fn recorded(ledger: &[Entry]) -> Recorded<'_> {
    ledger.iter().map(|entry| (entry.id.as_str(), entry.at.as_str(), entry.lang.as_str())).collect()
}

fn is_recorded(site: &Site, recorded: &Recorded<'_>, copy: &Hanging) -> bool {
    let (id, lang) = (site.id(copy.aid), site.aids[copy.aid].language.tag());
    [lang, ""].into_iter().any(|lang| recorded.contains(&(id.as_str(), copy.at.as_str(), lang)))
}

/// The ledger after all that was stale or new has been printed and hung on a day. What is current keeps its day; what only
/// its words make old stays; what is out of use is gone.
#[must_use]
pub fn record(site: &Site, ledger: &[Entry], today: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for entry in ledger {
        let aid = aid_of(site, entry);
        if aid.is_some_and(|aid| is_draft(site, aid)) {
            entries.push(entry.clone());
            continue;
        }
        match aid.map(|aid| (aid, compare(site, aid, &entry.printed))) {
            None | Some((_, Currency::Withdrawn)) => {}
            Some((aid, Currency::Superseded { .. })) => {
                entries.push(edition_at(site, aid, &entry.at, entry.copies, today));
            }
            Some(_) => entries.push(entry.clone()),
        }
    }
    let recorded = recorded(ledger);
    for copy in hanging(site) {
        if !site.is_withdrawn(copy.aid) && !is_recorded(site, &recorded, &copy) {
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
