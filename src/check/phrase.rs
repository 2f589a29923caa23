//! Phrases that must find an aid.

use super::{FIRST_HITS, Finder, Scope};
use crate::aid::front_matter::Located;
use crate::site::{AidIndex, LanguageIndex, Site};
use crate::unicode::{fold, is_mark};
use std::ops::Range;

/// A phrase that must find an aid.
#[derive(Clone, Debug)]
pub(super) struct Phrase<'a> {
    /// The aid whose file has it.
    pub(super) aid: AidIndex,
    /// What is typed.
    pub(super) query: &'a str,
    /// Where it stands in the aid's file.
    pub(super) span: Range<usize>,
    /// The aid must be among so many first hits.
    pub(super) top: usize,
}

/// The asks of the aids in use, in the order of the aids.
pub(super) fn asks(site: &Site, scope: Scope) -> impl Iterator<Item = Phrase<'_>> {
    in_use(site, scope).flat_map(move |aid| {
        site.aids[aid].front.asks.iter().map(move |Located { value, span }| {
            let top = usize::try_from(value.top).unwrap_or(usize::MAX);
            Phrase { aid, query: &value.query, span: span.clone(), top }
        })
    })
}

/// What must not find an aid, for the aids in use.
pub(super) fn asks_not(site: &Site, scope: Scope) -> impl Iterator<Item = Phrase<'_>> {
    in_use(site, scope).flat_map(move |aid| {
        site.aids[aid].front.asks_not.iter().map(move |Located { value, span }| Phrase {
            aid,
            query: value,
            span: span.clone(),
            top: FIRST_HITS,
        })
    })
}

/// The aids that readers are led to.
pub(super) fn in_use(site: &Site, scope: Scope) -> impl Iterator<Item = AidIndex> + '_ {
    let aids = match scope {
        Scope::Site => 0..site.aids.len(),
        Scope::Aid(aid) => aid..aid + 1,
    };
    aids.filter(|&aid| !site.is_withdrawn(aid))
}

/// A phrase without the differences that a search does not see: case, marks, punctuation.
pub(super) fn bare(query: &str) -> String {
    words(query).map(fold).collect::<Vec<_>>().join(" ")
}

/// Whether this is `bare` of a phrase; of ten thousand phrases most differ in their first word.
pub(super) fn is_bare(query: &str, bare: &str) -> bool {
    let is_word = |word: &str, bare: &str| {
        if word.is_ascii() { word.eq_ignore_ascii_case(bare) } else { fold(word) == bare }
    };
    let mut words = words(query);
    let mut bare = bare.split(' ').filter(|word| !word.is_empty());
    bare.all(|bare| words.next().is_some_and(|word| is_word(word, bare))) && words.next().is_none()
}

fn words(query: &str) -> impl Iterator<Item = &str> {
    let words = query.split(|letter: char| !letter.is_alphanumeric() && !is_mark(letter));
    words.filter(|word| !word.is_empty())
}

impl Phrase<'_> {
    /// The language whose readers type it: that of the aid.
    pub(super) fn language(&self, site: &Site) -> LanguageIndex {
        site.language_index(self.aid)
    }

    /// The aid as these readers get it.
    pub(super) fn target(&self, site: &Site) -> AidIndex {
        site.in_language(self.aid, self.language(site))
    }

    /// The place of the aid among the first `within` hits for `query`, from 1.
    pub(super) fn place_for(&self, query: &str, within: usize, site: &Site, finder: &dyn Finder) -> Option<usize> {
        let target = self.target(site);
        let hits = finder.find(self.language(site), query, within);
        hits.iter().position(|hit| hit.aid == target).map(|index| index + 1)
    }

    /// Whether a variant of the phrase finds the aid well enough: a slip need not lead to the very first place.
    pub(super) fn is_found_by(&self, variant: &str, site: &Site, finder: &dyn Finder) -> bool {
        self.place_for(variant, self.top.max(FIRST_HITS), site, finder).is_some()
    }
}
