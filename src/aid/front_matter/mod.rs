//! The YAML at the top of an aid, typed, every value with its place.
//!
//! In: the text between the fences. Out: [`FrontMatter`] and the problems; a key that is wrong costs only itself.

mod keys;
mod lists;
mod read;
mod scalars;

pub use crate::value::Located;
pub(super) use read::read;

use super::doc::{Mode, Signal};
use crate::language::Language;
use crate::value::{AidType, Duration, Person};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Everything that front matter may say. A key that is absent, empty or wrong is `None` or an empty list.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the keys are described in the README, by their names")]
pub struct FrontMatter {
    pub title: Option<Located<String>>,
    pub id: Option<Located<String>>,
    pub need: Option<Located<String>>,
    pub summary: Option<Located<String>>,
    pub kind: Option<AidType>,
    pub moment: Vec<Moment>,
    pub tags: Vec<Located<String>>,
    pub roles: Vec<Located<String>>,
    pub locations: Vec<Located<String>>,
    pub equipment: Vec<Located<String>>,
    pub asks: Vec<Located<Ask>>,
    pub asks_not: Vec<Located<String>>,
    pub also_called: Vec<Located<String>>,
    /// Old addresses of this page; `redirect_from` is read too.
    pub aliases: Vec<Located<String>>,
    pub tools: Vec<Thing>,
    pub parts: Vec<Thing>,
    pub ppe: Vec<Thing>,
    /// `aid:ID` or free text.
    pub prerequisites: Vec<Located<String>>,
    pub hazards: Vec<Located<HazardNote>>,
    pub time: Option<Located<Duration>>,
    pub result: Option<Located<String>>,
    pub status: Status,
    pub owner: Option<Person>,
    pub approver: Option<String>,
    pub approved: Option<Located<Date>>,
    pub rev: Option<Located<String>>,
    pub effective: Option<Located<Date>>,
    pub expires: Option<Located<Date>>,
    pub changes: Vec<Located<Change>>,
    /// `last_reviewed_on` is read too.
    pub reviewed: Option<Located<Date>>,
    pub reviewed_by: Option<String>,
    pub review_note: Option<String>,
    pub tried_on: Option<Located<Date>>,
    pub tried_by: Option<String>,
    /// `review_in` is read too.
    pub review_every: Option<Located<Duration>>,
    pub sources: Vec<Located<Reference>>,
    pub supersedes: Vec<Located<String>>,
    pub related: Vec<Located<String>>,
    pub lang: Option<Located<Language>>,
    pub translation_of: Option<Located<String>>,
    pub translated_rev: Option<Located<String>>,
    pub mode: Option<Mode>,
    pub print: Option<Located<Print>>,
    pub video: Option<Located<VideoFile>>,
    pub weight: Option<f64>,
    /// A free map for themes, as JSON.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// The moment of need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the five moments of need of Gottfredson and Mosher, by their names")]
pub enum Moment {
    New,
    More,
    Apply,
    Solve,
    Change,
}

impl Moment {
    /// The name in front matter.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::More => "more",
            Self::Apply => "apply",
            Self::Solve => "solve",
            Self::Change => "change",
        }
    }
}

/// Whether an aid is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Built only with `--drafts`.
    Draft,
    /// In use.
    #[default]
    Active,
    /// Out of use; a tombstone stays at its address.
    Withdrawn,
}

/// A phrase that people type, and the rank at which it must find the aid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// The phrase.
    pub query: String,
    /// The aid must be among the first `top` hits; 3 unless given.
    pub top: u32,
}

/// A tool, a part or a piece of protective equipment.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Thing {
    /// What it is.
    pub name: String,
    /// How many, as written.
    pub qty: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// A hazard named in the front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HazardNote {
    /// How grave.
    pub level: Signal,
    /// What it is.
    pub what: String,
    /// What can happen.
    pub harm: Option<String>,
    /// How to avoid it.
    pub avoid: Option<String>,
    /// The step that it concerns.
    pub at: Option<u32>,
}

impl HazardNote {
    /// What harm it does and how to avoid it, in sentences.
    #[must_use]
    pub fn text(&self) -> String {
        self.harm.iter().chain(&self.avoid).map(|text| sentence(text)).collect::<Vec<_>>().join(" ")
    }
}

/// The text with a capital and a full stop, unless it has an end already.
fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut out: String =
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if !out.ends_with(['.', '!', '?', '؟', '。']) {
        out.push('.');
    }
    out
}

impl FrontMatter {
    /// The changes since the last major one, that one included, newest first: what a reader of the edition before has not seen.
    pub fn latest_changes(&self) -> impl Iterator<Item = &Located<Change>> {
        let minor = self.changes.iter().take_while(|change| change.value.minor).count();
        self.changes.iter().take(minor + 1)
    }

    /// Whether a step changed since the last major change, or by it.
    #[must_use]
    pub fn has_changed(&self, step: u32) -> bool {
        self.latest_changes().any(|change| change.value.steps.contains(&step))
    }
}

/// An entry of the change record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The rev that it made.
    pub rev: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// A minor change does not void printed cards.
    pub minor: bool,
    /// Numbers of the steps that changed.
    pub steps: Vec<u32>,
    /// What changed.
    pub note: String,
}

/// A source that the aid rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its title.
    pub title: String,
    /// Edition or version.
    pub edition: Option<String>,
    /// When somebody last compared the aid with it.
    pub checked: Option<Date>,
    /// Address; http or https.
    pub url: Option<String>,
}

/// How the aid is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Print {
    /// `a6`, `card`, `100 x 60 mm`, … as written.
    pub format: Option<String>,
    /// 1 or 2.
    pub sides: Option<u8>,
    /// `error`, `back` or `next`, as written.
    pub overflow: Option<String>,
    /// Where printed copies hang.
    pub copies: Vec<PrintedCopy>,
}

/// A printed copy on a wall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedCopy {
    /// Where it hangs.
    pub at: String,
    /// How many; 1 unless given.
    pub qty: u32,
    /// The rev that hangs there.
    pub rev: Option<String>,
}

/// The video of an aid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VideoFile {
    /// The video, relative to the aid.
    pub src: String,
    /// WebVTT file.
    pub captions: Option<String>,
    /// Still picture.
    pub poster: Option<String>,
    /// Text alternative: a file, or the text itself.
    pub transcript: Option<String>,
    /// Length in seconds.
    pub seconds: Option<u32>,
}
