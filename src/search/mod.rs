//! Search: from a site to an index in small files, and from a query to the aids that answer it.
//!
//! In: a [`Site`]. Out: [`Search`], the files below `search/` (the engine for browsers and the index, every file a classic
//! script) and the same index for queries in this process. Native and browser queries read the same text and rank alike.
//!
//! ```text
//!  aids ──document──► lines ──reading──► readings ──index──► terms ──shards──► texts ──files──► search/LANG/*.js
//!                    (text, language)   (postings)                              │
//!                                           ▲                                   └──query──► Answer
//!                                    kept by [`Indexer`]
//! ```
//!
//! Up to the reading everything is done aid by aid, and takes three quarters of the time: an [`Indexer`] keeps the readings,
//! so that after an edit one aid is read. From there on everything is made anew and a file depends only on the readings: what
//! was there before cannot show.

mod answer;
mod codec;
mod document;
mod files;
mod index;
mod indexer;
mod language;
mod postings;
mod prefixes;
mod query;
mod reading;
mod scale;
mod shards;
mod spelling;
mod synonyms;
pub mod text;
mod vocabulary;

pub use answer::{Answer, FacetCount, FacetFilter, Hit, Kind, Options, Place, Points, Word, WordPoints};
pub use indexer::Indexer;

use crate::site::{AidIndex, FacetValue, LanguageIndex, Site};
use crate::source::SitePath;
use crate::value::FacetKind;
use codec::{push_number, sign};
use index::{Entry, Term, Terms};
use rayon::prelude::*;
use shards::{ShardEntry, Shards};
use std::collections::{BTreeMap, HashMap};

/// Aids of a term that are in its shard; the others are in a file of their own, which is read after the first results.
const FIRST_AIDS: usize = 2_048;
/// In an index of more than [`FIRST_AIDS`] aids, a stop word that more than one aid in so many has says nothing, and has no
/// postings.
const EVERYWHERE: usize = 2;
/// Bytes of a file of the spelling list.
const SPELLING_SHARD: usize = 6_000;
/// Bytes of postings up to which one file holds them all.
const ONE_SHARD: usize = 24_000;

/// The index of a site, one a language.
#[derive(Debug, Default)]
pub struct Search {
    indexes: Vec<Index>,
    files: BTreeMap<SitePath, Vec<u8>>,
}

/// The index of a language.
#[derive(Debug, Default)]
struct Index {
    /// The aids by their numbers in the index: by title.
    aids: Vec<AidIndex>,
    /// The files with the lines of the aids, and how many aids each holds.
    texts: (Vec<SitePath>, usize),
    terms: Shards,
    prefixes: Shards,
    /// Words by their first and by their last letters.
    spelling: Shards,
    backward: Shards,
    /// Further postings of frequent terms.
    more: Vec<String>,
    facets: Vec<FacetList>,
}

/// The aids that have a value of a facet.
#[derive(Debug)]
struct FacetList {
    kind: FacetKind,
    slug: String,
    label: String,
    /// Their numbers, sorted.
    documents: Vec<u32>,
}

/// Builds the index of every language of the site.
#[must_use]
pub fn build(site: &Site) -> Search {
    Indexer::default().index(site)
}

impl Search {
    /// Every file below `search/`, by its path in the output.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<SitePath, Vec<u8>> {
        &self.files
    }

    /// The aids that answer a query, best first, as readers of this language get them when every file is loaded.
    #[must_use]
    pub fn query(&self, language: LanguageIndex, query: &str, options: &Options) -> Answer {
        let answer = |index| query::answer(index, &self.files, query, options);
        self.indexes.get(language).map(answer).unwrap_or_default()
    }
}

impl Index {
    /// The index without its files.
    fn new(site: &Site, language: LanguageIndex, terms: &Terms<'_>) -> Self {
        let aids = site.lists[language].by_title.clone();
        let payloads: Vec<(String, Option<String>)> = terms.terms.par_iter().map(|term| payload(terms, term)).collect();
        let mut more = Vec::new();
        let mut entries = Vec::with_capacity(payloads.len());
        for (term, (mut payload, rest)) in terms.terms.iter().zip(payloads) {
            if let Some(rest) = rest {
                let mut number = String::new();
                push_number(&mut number, u32::try_from(more.len()).unwrap_or(u32::MAX));
                payload.insert_str(2, &number);
                more.push(rest);
            }
            let words = term.forms.iter().map(|form| (*form).to_owned()).collect();
            entries.push(ShardEntry { words, payload });
        }
        // What is cut is let go at once: all of it together is as much as the site.
        let shards = cut(&entries);
        drop(entries);
        let prefixes = cut(&prefixes::prefixes(terms, &shards.boundaries));
        let (spelling, backward) = spelling::spellings(terms);
        let facets = facets(site, language, &aids);
        Self {
            aids,
            texts: Default::default(),
            prefixes,
            spelling: shards::cut(&spelling, SPELLING_SHARD),
            backward: shards::cut(&backward, SPELLING_SHARD),
            terms: shards,
            more,
            facets,
        }
    }
}

/// Cuts entries into shards of a size that balances two costs: a query loads a few shards, and the root names them all.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a size")]
fn cut(entries: &[ShardEntry]) -> Shards {
    let bytes: usize = entries.iter().map(|entry| entry.payload.len() + entry.words[0].len() + 3).sum();
    let size =
        if bytes <= ONE_SHARD { ONE_SHARD } else { (1.5 * bytes as f64).sqrt().clamp(2_000.0, 12_000.0) as usize };
    shards::cut(entries, size)
}

/// A term's text: flags (1: stop word, 2: more postings in the file whose number follows), its inverse document frequency in
/// eighths, postings. Second, the postings that are read later.
fn payload(terms: &Terms<'_>, term: &Term<'_>) -> (String, Option<String>) {
    let count = term.entries.len();
    // A stop word has no best aids: it is there at once or later altogether.
    let first = if term.stop && count > FIRST_AIDS { 0 } else { FIRST_AIDS };
    let everywhere = term.stop && terms.documents > FIRST_AIDS && count > terms.documents / EVERYWHERE;
    let weight = (scale::idf(terms.documents, count) * scale::IDF_STEPS).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 90")]
    let weight = weight.clamp(1.0, 90.0) as u32;
    let flags = u32::from(term.stop) + if count > first && !everywhere { 2 } else { 0 };
    let mut payload: String = [sign(flags), sign(weight)].into_iter().collect();
    if everywhere {
        return (payload, None);
    }
    if count <= first {
        terms.push_entries(&mut payload, &term.entries);
        return (payload, None);
    }
    let mut best: Vec<usize> = (0..count).collect();
    best.sort_by_key(|&at| (std::cmp::Reverse(term.entries[at].impact()), at));
    let mut is_first = vec![false; count];
    best.into_iter().take(first).for_each(|at| is_first[at] = true);
    let pick = |wanted: bool| -> Vec<Entry> {
        term.entries.iter().zip(&is_first).filter(|(_, first)| **first == wanted).map(|(entry, _)| *entry).collect()
    };
    terms.push_entries(&mut payload, &pick(true));
    let mut rest = String::new();
    terms.push_entries(&mut rest, &pick(false));
    (payload, Some(rest))
}

/// Every value of every facet, in the order of the site.
fn facets(site: &Site, language: LanguageIndex, aids: &[AidIndex]) -> Vec<FacetList> {
    let number_of: HashMap<AidIndex, u32> = aids.iter().copied().zip(0..).collect();
    let list = |kind: FacetKind, value: &FacetValue| {
        let mut documents: Vec<u32> = value.aids.iter().filter_map(|aid| number_of.get(aid).copied()).collect();
        documents.sort_unstable();
        FacetList { kind, slug: value.slug.clone(), label: value.label.clone(), documents }
    };
    let facets = site.facets[language].iter();
    facets.flat_map(|facet| facet.values.iter().map(move |value| list(facet.kind, value))).collect()
}
