//! The site's search as the rules of `check` ask it.

use crate::check::{Finder, Found};
use crate::search::{Answer, Hit, Options, Search};
use crate::site::LanguageIndex;

/// Asks an index.
#[derive(Debug)]
pub struct IndexFinder<'a>(pub &'a Search);

impl Finder for IndexFinder<'_> {
    fn find(&self, language: LanguageIndex, query: &str, limit: usize) -> Vec<Found> {
        let mut answer = self.0.query(language, query, &Options { limit, ..Options::default() });
        if answer.nearest {
            // What is offered for want of anything better was not found.
            return Vec::new();
        }
        std::mem::take(&mut answer.hits).into_iter().map(|hit| found(hit, &answer)).collect()
    }
}

fn found(hit: Hit, answer: &Answer) -> Found {
    let points_of = |word: usize| hit.points.words.iter().filter(|met| met.word == word).map(|met| met.points).sum();
    let telling = answer.words.iter().enumerate().filter(|(_, word)| !word.stop && !word.joined);
    Found {
        aid: hit.aid,
        words: telling.map(|(index, word)| (word.text.clone(), points_of(index))).collect(),
        passage: hit.points.passage,
        title: hit.points.title,
        named: hit.points.named,
        line: hit.place.map(|place| place.text),
    }
}
