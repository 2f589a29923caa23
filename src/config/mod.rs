//! `kneeboard.yaml` and `data/`: what a site says of itself.
//!
//! In: the root of the site, then its files. Out: [`Config`] and [`Data`], with problems. Every key is documented here and in
//! the README; an unknown key is refused with a suggestion, a wrong value is left out, and the rest is used. A site without
//! a file gets [`Config::default`] with its folder's name as title.

mod data;
pub mod ledger;
mod read;
mod synonyms;

pub use data::load as load_data;
pub use read::load;

use crate::diagnostic::{Diagnostic, Level, Place};
use crate::language::Language;
use crate::source::SitePath;
use crate::value::{AidType, Duration, FacetKind, Label, Person};
use std::collections::BTreeMap;

/// `kneeboard.yaml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `title`: the name of the site.
    pub title: Label,
    /// `description`: one sentence, for the home page, search engines and the feed.
    pub description: Option<Label>,
    /// `base_url`: where the site will be, ending in `/`. Needed only for absolute addresses: sitemap, feed, search engines.
    pub base_url: Option<String>,
    /// `languages`: the default first.
    pub languages: Vec<Language>,
    /// `theme`: `default`, `plain`, or a folder of `themes/`.
    pub theme: String,
    /// `owner`: who answers for an aid that names nobody, and whom to tell that an aid is missing.
    pub owner: Option<Person>,
    /// `ignore`: files and folders that are not part of the site.
    pub ignore: Vec<SitePath>,
    /// `vocabularies`, here or in `data/vocabularies.yaml`: entry → label. A facet without one takes any entry.
    pub vocabularies: BTreeMap<FacetKind, BTreeMap<String, Label>>,
    /// `synonyms`: groups of two phrases or more that mean the same to whoever searches, as written.
    pub synonyms: Vec<Vec<String>>,
    /// `review`.
    pub review: Review,
    /// `print`.
    pub print: PrintDefaults,
    /// `packs`: names of packs, with the ids of their aids and where each stands in the file.
    pub packs: Vec<(String, Vec<(String, Place)>)>,
    /// `checks`: code → level; `None` is off.
    pub checks: BTreeMap<&'static str, Option<Level>>,
}

/// `review`: how often aids are looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Review {
    /// `every`: for all types.
    pub every: Option<Duration>,
    /// `by_type`.
    pub by_type: BTreeMap<AidType, Duration>,
}

/// `print`: defaults for cards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrintDefaults {
    /// `format`: of a card.
    pub format: Option<String>,
    /// `sheet`: `a4` or `letter`.
    pub sheet: Option<String>,
    /// `backs: duplex`: backs are printed on the other side of the sheet; else beside their fronts, to be folded.
    pub duplex: bool,
    /// `offset`: how far to the right and down backs are printed, in mm, to mend what a printer is off by.
    pub offset: (f64, f64),
}

/// `data/`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Data {
    /// `data/glossary.yaml`: term → meaning.
    pub glossary: BTreeMap<String, Label>,
    /// `printed.yaml`: which edition hangs where, by id.
    pub ledger: Vec<ledger::Entry>,
    /// `data/facts.yaml`: dotted key → value, as written.
    pub facts: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: Label::default(),
            description: None,
            base_url: None,
            languages: vec![Language::english()],
            theme: "default".to_owned(),
            owner: None,
            ignore: Vec::new(),
            vocabularies: BTreeMap::new(),
            synonyms: Vec::new(),
            review: Review::default(),
            print: PrintDefaults::default(),
            packs: Vec::new(),
            checks: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Applies `checks`: changes levels, drops what is off.
    pub fn apply_levels(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain_mut(|diagnostic| match self.checks.get(diagnostic.code.id) {
            Some(None) => false,
            Some(Some(level)) => {
                diagnostic.level = *level;
                true
            }
            None => true,
        });
    }
}
