//! How soon and how surely people find the aids: figures, and what changed since the last time.
//!
//! In: a [`Site`](crate::site::Site) and a [`Finder`](super::Finder). Out: [`Findability`], the same for the same site, always.

mod compare;
mod measure;

pub use compare::{Change, Comparison, compare};
pub use measure::measure;

use serde::{Deserialize, Serialize};

/// The version of [`Findability`] as data. Raised when old figures cannot be compared with new ones.
pub const VERSION: u32 = 1;

/// What a site's phrases find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findability {
    /// [`VERSION`].
    pub version: u32,
    /// Aids in use.
    pub aids: usize,
    /// Those of them without `asks`; they are searched for by their titles.
    pub aids_without_asks: usize,
    /// The figures of all asks.
    pub by_ask: Figures,
    /// The figures of the titles of aids without asks.
    pub by_title: Figures,
    /// Every phrase, in the order of the aids.
    pub phrases: Vec<Tried>,
}

/// The figures of many phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// As written.
    pub as_written: Rate,
    /// With a slip in the longest word.
    pub typos: Rate,
    /// With the last word cut short.
    pub prefixes: Rate,
    /// With a plural in place of a singular, or the reverse.
    pub plurals: Rate,
    /// With the words in another order.
    pub word_order: Rate,
    /// As a question.
    pub questions: Rate,
    /// Letters to type and one key to open the aid: half of the phrases need no more. `None`: half are not found at all.
    pub keystrokes_median: Option<usize>,
    /// The same for 90 of 100 phrases.
    pub keystrokes_p90: Option<usize>,
}

/// How many of the tries found their aid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rate {
    /// So many did.
    pub found: usize,
    /// Of so many.
    pub of: usize,
}

/// A phrase and what it finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The aid's file.
    pub aid: String,
    /// The phrase.
    pub query: String,
    /// What the phrase is to the aid.
    pub from: Source,
    /// The aid must be among so many first hits; for variants of the phrase among 3, if this is less.
    pub top: usize,
    /// Its place among the first 10, from 1.
    pub place: Option<usize>,
    /// Letters after which it is there to stay, and one key to open it. `None`: it is not there at the end, either.
    pub keystrokes: Option<usize>,
    /// The variants that do not find it.
    pub missed: Vec<String>,
}

/// Where a phrase comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// One of the aid's `asks`.
    Ask,
    /// Its title, for want of asks.
    Title,
}

impl Tried {
    /// Whether the phrase as written finds the aid as it should.
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.place.is_some_and(|place| place <= self.top)
    }
}
