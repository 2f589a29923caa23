//! Rules that need the whole site: is every aid found by what people type?
//!
//! In: a [`Site`] and a [`Finder`]. Out: problems ([`run`]) and figures ([`findability::measure`]). One rule is one file of
//! `rules`.
//!
//! `check` and `search` are siblings and do not know each other: whoever runs the rules brings the two together.

pub mod findability;
mod phrase;
mod places;
mod rules;
mod variants;
mod why;

pub use places::{AskPlace, places};

use crate::diagnostic::Diagnostic;
use crate::site::{AidIndex, LanguageIndex, Site};

/// An aid must be among so many first hits, unless its ask says otherwise: what a phone shows without scrolling.
pub const FIRST_HITS: usize = 3;
/// A page of results: what is not on it has no place.
const PAGE: usize = 10;

/// Asks the site's search.
pub trait Finder: Sync {
    /// The first `limit` aids that answer a query for readers of this language, best first.
    fn find(&self, language: LanguageIndex, query: &str, limit: usize) -> Vec<Found>;
}

/// An aid that answers, and what speaks for it, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The aid.
    pub aid: AidIndex,
    /// The words of the query, each with its points: 0 for one that it lacks. Words that say little are left out.
    pub words: Vec<(String, f64)>,
    /// The words stand together in one line.
    pub passage: f64,
    /// The words stand in its title.
    pub title: f64,
    /// The query is one of its asks or names, or its title.
    pub named: f64,
    /// The line that matches best.
    pub line: Option<String>,
}

/// How much of a site is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    Site,
    /// What concerns one aid; the others are there to compare it with.
    Aid(AidIndex),
}

impl Scope {
    /// Whether an aid is looked at.
    fn has(self, aid: AidIndex) -> bool {
        match self {
            Self::Site => true,
            Self::Aid(one) => one == aid,
        }
    }
}

/// What every rule that the site has not turned off says of it.
#[must_use]
pub fn run(site: &Site, scope: Scope, finder: &dyn Finder) -> Vec<Diagnostic> {
    let is_off = |code: &str| matches!(site.config.checks.get(code), Some(None));
    let wanted = rules::ALL.iter().filter(|(code, _)| !is_off(code.id));
    wanted.flat_map(|(_, rule)| rule(site, scope, finder)).collect()
}

/// How many phrases a site is checked with: the asks of its aids in use.
#[must_use]
pub fn count_asks(site: &Site) -> usize {
    phrase::asks(site, Scope::Site).count()
}
