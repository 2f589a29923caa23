//! A query → the aids that answer it: the native twin of `src/search/browser/`.
//!
//! In: the index as its files hold it, and a query. Out: an [`Answer`]. Words are looked up (`words`, `typo`), their postings
//! are added up by aid (`rank`), and the best aids are told with the reasons.

mod rank;
mod typo;
mod words;

use super::answer::{Answer, FacetCount, FacetFilter, Hit, Kind, Options, Place, Word, WordPoints};
use super::files::read_texts;
use super::postings::LINES;
use super::{Index, text};
use crate::source::SitePath;
use crate::value::FacetKind;
use rank::{Candidate, Ranking};
use std::collections::BTreeMap;
use words::{Meaning, Query};

/// Answers a query.
pub(super) fn answer(index: &Index, files: &BTreeMap<SitePath, Vec<u8>>, query: &str, options: &Options) -> Answer {
    let query = words::resolve(index, text::tokens(query), ends_in_a_word(query));
    let ranking = Ranking::new(&query.meanings);
    let mut candidates = ranking.candidates(index.aids.len());
    let facets = options.facets.as_ref().map(|filter| count_facets(index, &candidates, filter)).unwrap_or_default();
    if let Some(filter) = options.facets.as_ref() {
        let passes = filter_of(index, filter, None);
        candidates.retain(|candidate| passes(candidate.document));
    }
    let total = candidates.len();
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.document.cmp(&b.document)));
    candidates.truncate(options.limit);
    Answer {
        hits: candidates.into_iter().map(|candidate| hit(index, files, &query, candidate)).collect(),
        total,
        words: query.meanings.iter().map(word).collect(),
        nearest: query.nearest,
        suggestion: suggestion(&query),
        facets,
    }
}

/// The last word is still being typed, unless something follows it.
fn ends_in_a_word(query: &str) -> bool {
    query.chars().next_back().is_some_and(char::is_alphanumeric)
}

fn word(meaning: &Meaning) -> Word {
    Word { text: meaning.form.clone(), kind: meaning.kind(), stop: meaning.stop, joined: meaning.joined }
}

/// The query with its unknown words as they were understood.
fn suggestion(query: &Query) -> Option<String> {
    let is_corrected = |meaning: &Meaning| matches!(meaning.kind(), Kind::Typo | Kind::Near);
    if !query.meanings.iter().any(is_corrected) {
        return None;
    }
    let words = query.meanings.iter().filter(|meaning| !meaning.joined).map(|meaning| match &meaning.matches[..] {
        [best, ..] if is_corrected(meaning) => best.word.as_str(),
        _ => meaning.form.as_str(),
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

fn hit(index: &Index, files: &BTreeMap<SitePath, Vec<u8>>, query: &Query, candidate: Candidate) -> Hit {
    let Candidate { document, score, mut points, met, line } = candidate;
    points.words = met
        .iter()
        .map(|met| WordPoints {
            word: met.word,
            term: query.meanings[met.word].matches[met.matched].word.clone(),
            points: met.points,
        })
        .collect();
    let place = line.and_then(|(cell, lands)| place(index, files, document as usize, (cell - LINES) as usize, lands));
    Hit { aid: index.aids[document as usize], score, points, place }
}

/// A line of a document, and the last anchor before it.
fn place(
    index: &Index,
    files: &BTreeMap<SitePath, Vec<u8>>,
    document: usize,
    line: usize,
    lands: bool,
) -> Option<Place> {
    let (paths, per) = &index.texts;
    let (lines, anchors) = read_texts(files.get(paths.get(document / per)?)?, document % per);
    let before = anchors.iter().take_while(|(from, _)| *from <= line).last();
    let anchor = before.map(|(_, anchor)| anchor.to_string()).filter(|anchor| lands && !anchor.is_empty());
    Some(Place { anchor, text: lines.get(line)?.to_string() })
}

/// Whether a document has one of the chosen values of every facet but `except`.
fn filter_of<'a>(index: &'a Index, filter: &'a FacetFilter, except: Option<FacetKind>) -> impl Fn(u32) -> bool + 'a {
    let chosen: Vec<Vec<&[u32]>> = filter
        .iter()
        .filter(|(kind, values)| Some(**kind) != except && !values.is_empty())
        .map(|(kind, values)| {
            let of_kind = index.facets.iter().filter(|facet| facet.kind == *kind && values.contains(&facet.slug));
            of_kind.map(|facet| facet.documents.as_slice()).collect()
        })
        .collect();
    move |document| chosen.iter().all(|lists| lists.iter().any(|list| list.binary_search(&document).is_ok()))
}

/// For each value of each facet, how many matches have it; a facet's own choice does not count against its other values.
fn count_facets(index: &Index, candidates: &[Candidate], filter: &FacetFilter) -> Vec<FacetCount> {
    let mut passing: BTreeMap<FacetKind, Vec<bool>> = BTreeMap::new();
    let mut counts = Vec::new();
    for facet in &index.facets {
        let passing = passing.entry(facet.kind).or_insert_with(|| {
            let passes = filter_of(index, filter, Some(facet.kind));
            let mut passing = vec![false; index.aids.len()];
            candidates.iter().for_each(|found| passing[found.document as usize] = passes(found.document));
            passing
        });
        let count = facet.documents.iter().filter(|&&document| passing[document as usize]).count();
        counts.push(FacetCount { kind: facet.kind, slug: facet.slug.clone(), count });
    }
    counts
}
