//! What was read of the aids, kept from one state of a site to the next: after an edit one aid is read.

use super::files::{self, row};
use super::index::Terms;
use super::reading::{Reading, Run};
use super::vocabulary::Vocabulary;
use super::{Index, Search};
use crate::aid::Aid;
use crate::language::Language;
use crate::site::{AidIndex, LanguageIndex, Site};
use crate::source::SitePath;
use crate::value::{FacetKind, Label};
use rayon::prelude::*;
use std::borrow::Borrow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Aids that one run takes.
const RUN: usize = 256;
/// Words of a body that are usual at least.
const LEAST_WORDS: u64 = 16;

/// Makes the index of a site, sooner when it made that of the state before.
///
/// The index is the same as [`super::build`] makes, to the byte, whatever came before.
#[derive(Debug, Default)]
pub struct Indexer {
    words: SiteWords,
    languages: Vec<Shelf>,
}

/// What a site says about the words of all aids: when it changes, all are read again.
#[derive(Debug, Default, PartialEq)]
struct SiteWords {
    languages: Vec<Language>,
    vocabularies: BTreeMap<FacetKind, BTreeMap<String, Label>>,
    synonyms: Vec<Vec<String>>,
    facts: BTreeMap<String, String>,
}

/// What is kept of the index of a language.
#[derive(Debug, Default)]
struct Shelf {
    vocabulary: Vocabulary,
    /// Words of a usual body, which all impacts depend on.
    average: u64,
    kept: HashMap<SitePath, Kept>,
}

/// What is kept of an aid.
#[derive(Debug)]
pub(super) struct Kept {
    /// What was read: as long as it is held here, no other has its address.
    aid: Arc<Aid>,
    page: SitePath,
    reading: Reading,
    /// What results show of it.
    pub(super) row: Box<str>,
}

impl Kept {
    /// The lines, as their file has them.
    pub(super) fn texts(&self) -> &str {
        &self.reading.texts
    }

    /// Whether this was read of the same aid. A translation is put together for every state of the site: what is written in
    /// its file is the same when it is the same text, and the rest is in its front matter.
    fn is_of(&self, site: &Site, aid: AidIndex) -> bool {
        let (old, new) = (&self.aid, &site.aids[aid]);
        let same = Arc::ptr_eq(old, new)
            || (Arc::ptr_eq(&old.text, &new.text) && old.kind == new.kind && old.front == new.front);
        same && self.page == site.pages[aid]
    }
}

impl Borrow<Reading> for &Kept {
    fn borrow(&self) -> &Reading {
        &self.reading
    }
}

impl Indexer {
    /// The index of a state of the site.
    #[must_use]
    pub fn index(&mut self, site: &Site) -> Search {
        let words = SiteWords::of(site);
        if words != self.words {
            *self = Self { words, languages: Vec::new() };
        }
        self.languages.resize_with(site.config.languages.len(), Shelf::default);
        let mut search = Search::default();
        for (language, shelf) in self.languages.iter_mut().enumerate() {
            shelf.read(site, language);
            let kept: Vec<&Kept> = site.lists[language].by_title.iter().map(|&aid| shelf.kept_of(site, aid)).collect();
            let terms = Terms::new(&shelf.vocabulary, &kept);
            let mut index = Index::new(site, language, &terms);
            drop(terms);
            let files = files::files(site, language, &index, &kept);
            index.texts = files.texts;
            search.files.extend(files.files);
            search.indexes.push(index);
        }
        search
    }
}

impl SiteWords {
    fn of(site: &Site) -> Self {
        Self {
            languages: site.config.languages.clone(),
            vocabularies: site.config.vocabularies.clone(),
            synonyms: site.config.synonyms.clone(),
            facts: site.data.facts.clone(),
        }
    }
}

impl Shelf {
    fn kept_of(&self, site: &Site, aid: AidIndex) -> &Kept {
        self.kept.get(&site.aids[aid].path).expect("every aid of the list was read")
    }

    /// Reads the aids of the list that are not as they were, and forgets those that are not in it.
    fn read(&mut self, site: &Site, language: LanguageIndex) {
        let aids = &site.lists[language].by_title;
        let average = usual_words(site, aids);
        if average != self.average {
            *self = Self { average, ..Self::default() };
        }
        let mut old = std::mem::take(&mut self.kept);
        self.kept.reserve(aids.len());
        let mut others = Vec::new();
        for &aid in aids {
            let new = &site.aids[aid];
            match old.remove_entry(&new.path) {
                Some((path, mut kept)) if kept.is_of(site, aid) => {
                    kept.aid = Arc::clone(new);
                    self.kept.insert(path, kept);
                }
                _ => others.push(aid),
            }
        }
        let own = &site.config.languages[language];
        #[expect(clippy::cast_precision_loss, reason = "an average")]
        let runs: Vec<Run> = others.par_chunks(RUN).map(|aids| Run::new(site, own, average as f32, aids)).collect();
        let rows: Vec<Box<str>> = others.par_iter().map(|&aid| row(site, language, aid).into()).collect();
        let readings = runs.into_iter().flat_map(|run| run.readings(&mut self.vocabulary));
        let readings: Vec<Reading> = readings.collect();
        for ((aid, reading), row) in others.into_iter().zip(readings).zip(rows) {
            let (aid, page) = (Arc::clone(&site.aids[aid]), site.pages[aid].clone());
            self.kept.insert(aid.path.clone(), Kept { aid, page, reading, row });
        }
    }
}

/// The mean number of words of a body, in steps of an eighth: every impact depends on it, and one edit seldom changes it.
fn usual_words(site: &Site, aids: &[AidIndex]) -> u64 {
    let words: u64 = aids.iter().map(|&aid| u64::from(site.aids[aid].doc.words)).sum();
    let average = words / u64::try_from(aids.len()).unwrap_or(u64::MAX).max(1);
    let mut usual = LEAST_WORDS;
    while usual + usual / 16 < average {
        usual += usual / 8;
    }
    usual
}
