//! What a query gives.

use crate::site::AidIndex;
use crate::value::FacetKind;
use std::collections::BTreeMap;

/// Which aids to answer with: for each facet named here an aid must have one of the values (their slugs).
pub type FacetFilter = BTreeMap<FacetKind, Vec<String>>;

/// How to answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The most hits.
    pub limit: usize,
    /// Filter and count by facets; `None` counts nothing.
    pub facets: Option<FacetFilter>,
}

impl Default for Options {
    fn default() -> Self {
        Self { limit: 10, facets: None }
    }
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The best aids, best first.
    pub hits: Vec<Hit>,
    /// How many aids match at all.
    pub total: usize,
    /// The words of the query and what they were taken for.
    pub words: Vec<Word>,
    /// No word of the query is known, nor anything a slip away: the hits are the nearest there is.
    pub nearest: bool,
    /// The query with its unknown words as the index spells them, when that differs.
    pub suggestion: Option<String>,
    /// How many of all matches have each value of each facet, if asked for.
    pub facets: Vec<FacetCount>,
}

/// How many matches have a value of a facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCount {
    /// The facet.
    pub kind: FacetKind,
    /// The value's slug.
    pub slug: String,
    /// Matches that have it and pass the filters of the other facets.
    pub count: usize,
}

/// A word of the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As the engine reads it: small letters without marks.
    pub text: String,
    /// What it was taken for.
    pub kind: Kind,
    /// A word that says little, such as `the`: it only counts beside others.
    pub stop: bool,
    /// Put together from words of the query, as `e42` is from `E-42`.
    pub joined: bool,
}

/// How a word of the query meets the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// As written, or another form of the same word.
    Exact,
    /// The beginning of a word: the last word while it is typed.
    Prefix,
    /// Another word, a letter or two away.
    Typo,
    /// A word that begins alike: only when nothing better is known for any word of the query.
    Near,
    /// No aid has it, nor anything like it.
    Unknown,
}

/// An aid that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The aid.
    pub aid: AidIndex,
    /// What it is ranked by.
    pub score: f64,
    /// Why it has that score.
    pub points: Points,
    /// The best line, step or row that matches; an anchor of the aid's page if it has one.
    pub place: Option<Place>,
}

/// The parts of a score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Points {
    /// What each word gives by itself, in the order of the query.
    pub words: Vec<WordPoints>,
    /// The words stand together in one line or step.
    pub passage: f64,
    /// The words stand in the title.
    pub title: f64,
    /// The query is one of the aid's asks or names, or its title.
    pub named: f64,
}

/// What one word of the query gives to an aid.
#[derive(Clone, Debug, PartialEq)]
pub struct WordPoints {
    /// Index in [`Answer::words`].
    pub word: usize,
    /// The word of the index that it met.
    pub term: String,
    /// Its points.
    pub points: f64,
}

/// A place in an aid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The anchor on its page, such as `step-4`.
    pub anchor: Option<String>,
    /// The line as plain text.
    pub text: String,
}
