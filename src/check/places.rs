//! Where the asks of one aid find it.

use super::phrase::{self, Phrase};
use super::{Finder, PAGE, Scope};
use crate::site::{AidIndex, Site};

/// What a phrase finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskPlace<'a> {
    /// The phrase.
    pub query: &'a str,
    /// The aid must be among so many first hits; for what must not find it, must not.
    pub top: usize,
    /// The aid's place among the first 10, from 1.
    pub place: Option<usize>,
    /// The aid that comes first.
    pub first: Option<AidIndex>,
}

/// The places of an aid for its `asks`, and for those of its `asks_not` that find it all the same.
#[must_use]
pub fn places<'a>(site: &'a Site, aid: AidIndex, finder: &dyn Finder) -> (Vec<AskPlace<'a>>, Vec<AskPlace<'a>>) {
    let asks = phrase::asks(site, Scope::Aid(aid)).map(|ask| place(&ask, PAGE.max(ask.top), site, finder));
    let forbidden = phrase::asks_not(site, Scope::Aid(aid)).map(|ask| place(&ask, ask.top, site, finder));
    (asks.collect(), forbidden.filter(|ask| ask.place.is_some()).collect())
}

fn place<'a>(phrase: &Phrase<'a>, within: usize, site: &Site, finder: &dyn Finder) -> AskPlace<'a> {
    let target = phrase.target(site);
    let hits = finder.find(phrase.language(site), phrase.query, within);
    let place = hits.iter().position(|hit| hit.aid == target).map(|index| index + 1);
    AskPlace { query: phrase.query, top: phrase.top, place, first: hits.first().map(|hit| hit.aid) }
}
