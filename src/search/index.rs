//! Readings → the terms of a language with their postings.
//!
//! In: what was read of the aids that readers of a language meet, by title. Out: every term (all forms of one word) with the
//! aids that have it. Made anew for every state of a site, whatever is kept of the readings: it takes a few milliseconds.

use super::codec::code;
use super::language::without_article;
use super::postings::{HEAD_CELLS, push_gap};
use super::reading::Reading;
use super::text::order;
use super::vocabulary::{Vocabulary, number};
use rayon::prelude::*;
use std::borrow::Borrow;

/// All forms of one word, and where it stands.
#[derive(Debug)]
pub(super) struct Term<'a> {
    key: &'a str,
    /// The forms, in the order of the index.
    pub(super) forms: Vec<&'a str>,
    /// It says little by itself.
    pub(super) stop: bool,
    /// By document.
    pub(super) entries: Vec<Entry>,
}

/// A posting whose signs lie in [`Terms`]. There are millions: every byte counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) document: u32,
    start: u32,
    signs: u16,
    impact: u8,
    /// Code of the sign of its first cell.
    first: u8,
}

impl Entry {
    /// 0–15.
    pub(super) fn impact(&self) -> u32 {
        self.impact.into()
    }

    /// The first cell, if it is one of a title's.
    pub(super) fn first_cell(&self) -> u32 {
        self.first.into()
    }
}

/// Every term of a language.
#[derive(Debug, Default)]
pub(super) struct Terms<'a> {
    /// By first form.
    pub(super) terms: Vec<Term<'a>>,
    /// Number of documents.
    pub(super) documents: usize,
    /// Impact and cells of all postings, by document.
    signs: String,
}

impl<'a> Terms<'a> {
    /// Puts readings together, whose numbers in the index are their places in this list.
    pub(super) fn new<R: Borrow<Reading> + Sync>(vocabulary: &'a Vocabulary, readings: &[R]) -> Self {
        let used = used_words(vocabulary, readings);
        let entries = entries(vocabulary.keys.len(), readings);
        let keys = vocabulary.keys.iter().map(|key| &**key);
        let term = |(key, entries)| Term { key, forms: Vec::new(), stop: true, entries };
        let mut terms: Vec<Term<'a>> = keys.zip(entries).map(term).collect();
        for (word, _) in vocabulary.words.iter().zip(used).filter(|(_, used)| *used) {
            let term = &mut terms[word.term as usize];
            term.stop &= word.stop;
            term.forms.extend(without_article(&word.form));
            term.forms.push(&word.form);
        }
        // A synonym that no text gained, a word that no text has any more.
        terms.retain(|term| !term.entries.is_empty());
        terms.par_iter_mut().for_each(|term| {
            term.forms.sort_unstable_by(|a, b| order(a, b));
            term.forms.dedup();
        });
        // Two languages may cut a word differently: then two terms have the same forms.
        terms.par_sort_unstable_by(|a, b| {
            let first = order(a.forms[0], b.forms[0]);
            first.then_with(|| a.forms.cmp(&b.forms)).then_with(|| a.key.cmp(b.key))
        });
        let mut signs = String::with_capacity(readings.iter().map(|reading| reading.borrow().signs.len()).sum());
        readings.iter().for_each(|reading| signs.push_str(&reading.borrow().signs));
        Terms { terms, documents: readings.len(), signs }
    }

    /// Impact and cells of an entry.
    pub(super) fn signs(&self, entry: &Entry) -> &str {
        &self.signs[entry.start as usize..][..entry.signs.into()]
    }

    /// Appends entries as text.
    pub(super) fn push_entries(&self, out: &mut String, entries: &[Entry]) {
        out.reserve(entries.iter().map(|entry| usize::from(entry.signs) + 1).sum());
        let mut previous = 0;
        for entry in entries {
            push_gap(out, &mut previous, entry.document);
            out.push_str(self.signs(entry));
        }
    }
}

/// Which words stand in a text, or are synonyms in the language of one.
fn used_words<R: Borrow<Reading>>(vocabulary: &Vocabulary, readings: &[R]) -> Vec<bool> {
    let mut used = vec![false; vocabulary.words.len()];
    let mut languages = vec![false; vocabulary.languages.len()];
    for reading in readings {
        let reading = reading.borrow();
        reading.words.iter().for_each(|&word| used[word as usize] = true);
        languages[reading.language as usize] = true;
    }
    // The language of the index comes first: what its texts gain is in its words.
    for (number, known) in vocabulary.languages.iter().enumerate() {
        if number == 0 || languages[number] {
            known.synonyms.iter().for_each(|&word| used[word as usize] = true);
        }
    }
    used
}

/// The entries of every term, by document. Each task takes every so-manieth term, and looks at all documents.
fn entries<R: Borrow<Reading> + Sync>(terms: usize, readings: &[R]) -> Vec<Vec<Entry>> {
    let tasks = rayon::current_num_threads();
    let lists: Vec<Vec<Vec<Entry>>> =
        (0..tasks).into_par_iter().map(|task| entries_of(task, tasks, terms, readings)).collect();
    let mut lists: Vec<_> = lists.into_iter().map(Vec::into_iter).collect();
    (0..terms).map(|term| lists[term % tasks].next().unwrap_or_default()).collect()
}

fn entries_of<R: Borrow<Reading>>(task: usize, tasks: usize, terms: usize, readings: &[R]) -> Vec<Vec<Entry>> {
    let (task, tasks) = (number(task), number(tasks));
    let mut counts = vec![0; terms];
    let places = readings.iter().flat_map(|reading| &reading.borrow().postings);
    places.for_each(|place| counts[place.term as usize] += 1);
    let of_task = counts.iter().skip(task as usize).step_by(tasks as usize);
    let mut lists: Vec<Vec<Entry>> = of_task.map(|&count| Vec::with_capacity(count)).collect();
    let mut offset = 0;
    for (document, reading) in (0..).zip(readings) {
        let reading = reading.borrow();
        let mut start = 0;
        for place in &reading.postings {
            if place.term % tasks == task {
                let signs = &reading.signs.as_bytes()[start as usize..place.end as usize];
                lists[(place.term / tasks) as usize].push(entry(document, offset + start, signs));
            }
            start = place.end;
        }
        offset += number(reading.signs.len());
    }
    lists
}

fn entry(document: u32, start: u32, signs: &[u8]) -> Entry {
    let head = code(signs[0]);
    // A posting of many cells begins in a title, whose cells are of one sign; they follow a number of one sign.
    let first = if head % HEAD_CELLS == HEAD_CELLS - 1 { 2 } else { 1 };
    #[expect(clippy::cast_possible_truncation, reason = "codes are below 91")]
    let (impact, first) = ((head / HEAD_CELLS) as u8, code(signs[first]) as u8);
    Entry { document, start, signs: u16::try_from(signs.len()).unwrap_or(u16::MAX), impact, first }
}
