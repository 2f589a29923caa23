//! Documents → the terms of a language with their postings.
//!
//! In: the aids that readers of a language meet, by title. Out: every term (all forms of one word) with the aids that have
//! it. Parallel over runs of aids; each run has words of its own, which are merged at the end in the order of the aids.

use super::document;
use super::language::{Words, without_article};
use super::postings::{
    IMPACTS, LABELS, LAST_TITLE_POSITION, LINES, MOST_PHRASE_WORDS, NEED, PHRASE_SLOTS, PHRASES, TITLE,
};
use super::synonyms::Synonyms;
use super::text::{order, split};
use crate::language::Language;
use crate::site::{AidIndex, Site};
use rayon::prelude::*;
use std::collections::HashMap;

/// Aids that one run takes.
const RUN: usize = 256;
/// Lines of an aid in which a word is kept; more would say nothing new.
const MOST_LINES: usize = 12;
const MOST_LINES_STOP: usize = 4;
/// BM25's saturation: how soon more of the same word counts no more.
const SATURATION: f32 = 1.2;
/// What a word counts that only stands there because the site says that it means the same.
const SYNONYM: f32 = 0.8;

/// A part of an aid: its weight, how far its length counts against it (BM25's b), and its usual length in words.
struct Field {
    weight: f32,
    length: f32,
    words: f32,
}

const TITLE_FIELD: Field = Field { weight: 4.0, length: 0.5, words: 5.0 };
const PHRASE_FIELD: Field = Field { weight: 3.0, length: 0.3, words: 4.0 };
const LABEL_FIELD: Field = Field { weight: 1.5, length: 0.3, words: 2.0 };
const NEED_FIELD: Field = Field { weight: 2.0, length: 0.3, words: 10.0 };
const HEADING_FIELD: Field = Field { weight: 1.5, length: 0.3, words: 4.0 };
/// A body is measured against the average of the site.
const BODY_WEIGHT: f32 = 1.0;
const BODY_LENGTH: f32 = 0.7;
/// How far the length of a line counts against its words, and the usual length: a line that says little else says it plainly.
const LINE_LENGTH: f32 = 0.8;
const LINE_WORDS: f32 = 10.0;

/// All forms of one word, and where it stands.
#[derive(Debug, Default)]
pub(super) struct Term {
    /// The forms, in the order of the index.
    pub(super) forms: Vec<String>,
    /// It says little by itself.
    pub(super) stop: bool,
    /// By document.
    pub(super) entries: Vec<Entry>,
}

/// A posting whose cells lie in [`Terms::cells`]. There are millions: every byte counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) document: u32,
    /// Where the cells begin in those of its run.
    start: u32,
    count: u16,
    impact: u8,
}

impl Entry {
    /// 0–15.
    pub(super) fn impact(&self) -> u32 {
        self.impact.into()
    }
}

/// Every term of a language.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// By first form.
    pub(super) terms: Vec<Term>,
    /// Number of documents.
    pub(super) documents: usize,
    cells: Vec<Vec<u32>>,
}

impl Terms {
    /// The cells of an entry.
    pub(super) fn cells(&self, entry: &Entry) -> &[u32] {
        let cells = &self.cells[entry.document as usize / RUN];
        &cells[entry.start as usize..][..entry.count.into()]
    }
}

/// Reads `aids`, whose numbers in the index are their places in this list; gives the lines of each too, as their file has them.
pub(super) fn terms(site: &Site, language: &Language, aids: &[AidIndex]) -> (Terms, Vec<String>) {
    let average = average_words(site, aids);
    let runs: Vec<Run> = aids
        .par_chunks(RUN)
        .enumerate()
        .map(|(run, aids)| {
            let mut reader = RunReader::new(run, language, average, &site.config.synonyms);
            for &aid in aids {
                reader.read(site, aid);
            }
            reader.run
        })
        .collect();
    merge(runs, aids.len())
}

/// The mean number of words of a body.
fn average_words(site: &Site, aids: &[AidIndex]) -> f32 {
    let words: u64 = aids.iter().map(|&aid| u64::from(site.aids[aid].doc.words)).sum();
    #[expect(clippy::cast_precision_loss, reason = "an average")]
    let average = words as f32 / aids.len().max(1) as f32;
    average.max(1.0)
}

/// What one run found.
#[derive(Default)]
struct Run {
    terms: Vec<(String, Term)>,
    cells: Vec<u32>,
    texts: Vec<String>,
}

/// A word of a run as it was met: its term and whether it is joined from others.
type Met = (u32, bool);

/// A language in a run.
struct Known {
    language: Language,
    words: Words,
    /// By spelling.
    terms: HashMap<String, u32>,
    synonyms: Synonyms,
}

struct RunReader<'a> {
    document: u32,
    average: f32,
    /// Every language met, that of the index first.
    languages: Vec<Known>,
    /// Groups of phrases that mean the same.
    synonyms: &'a [Vec<String>],
    by_key: HashMap<String, u32>,
    run: Run,
    /// Weighted count of each term in the present document.
    counts: Vec<f32>,
    /// Term and cell of every word of the present document.
    places: Vec<(u32, u32)>,
    /// Words of the text being read.
    met: Vec<Met>,
    /// Terms that it gains by synonyms.
    gained: Vec<u32>,
}

impl<'a> RunReader<'a> {
    fn new(run: usize, language: &Language, average: f32, synonyms: &'a [Vec<String>]) -> Self {
        let first = u32::try_from(run * RUN).unwrap_or(u32::MAX);
        let mut reader = Self {
            document: first,
            average,
            languages: Vec::new(),
            synonyms,
            by_key: HashMap::new(),
            run: Run::default(),
            counts: Vec::new(),
            places: Vec::new(),
            met: Vec::new(),
            gained: Vec::new(),
        };
        reader.language(language);
        reader
    }

    fn read(&mut self, site: &Site, aid: AidIndex) {
        let language = self.language(&site.aids[aid].language);
        let document = document::document(site, &self.languages[0].language, aid);
        self.title(language, &site.aids[aid].title);
        for (slot, phrase) in (0..PHRASE_SLOTS).cycle().zip(&document.phrases) {
            self.meet(language, phrase);
            let cell = PHRASES + slot * MOST_PHRASE_WORDS + self.telling() - 1;
            self.keep(&PHRASE_FIELD, |_| cell);
        }
        for label in &document.labels {
            self.meet(language, label);
            self.keep(&LABEL_FIELD, |_| LABELS);
        }
        for need in &document.need {
            self.meet(language, need);
            self.keep(&NEED_FIELD, |_| NEED);
        }
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let body_length = site.aids[aid].doc.words as f32 / self.average;
        for (cell, line) in (LINES..).zip(&document.lines) {
            self.meet(language, &line.text);
            if line.heading {
                self.keep(&HEADING_FIELD, |_| cell);
            } else {
                self.keep_body(body_length, cell);
            }
        }
        self.end();
        self.run.texts.push(document.texts());
    }

    fn language(&mut self, language: &Language) -> usize {
        if let Some(known) = self.languages.iter().position(|known| known.language == *language) {
            return known;
        }
        let number = self.languages.len();
        let words = Words::of(language);
        let (terms, synonyms) = (HashMap::new(), Synonyms::default());
        self.languages.push(Known { language: language.clone(), words, terms, synonyms });
        // A text has a phrase in its own language; it is searched for in that of the index.
        let phrases = self.phrases(number);
        let groups = self.phrases(0).into_iter().map(|phrases| phrases.concat()).collect();
        self.languages[number].synonyms = Synonyms::new(phrases, groups);
        number
    }

    /// The synonyms as terms.
    fn phrases(&mut self, language: usize) -> Vec<Vec<Vec<u32>>> {
        let groups = self.synonyms;
        let mut phrase = |phrase: &String| {
            self.meet(language, phrase);
            self.single_terms()
        };
        groups.iter().map(|group| group.iter().map(&mut phrase).collect()).collect()
    }

    /// The terms of the text being read, without those joined from others.
    fn single_terms(&self) -> Vec<u32> {
        self.met.iter().filter(|(_, joined)| !joined).map(|(term, _)| *term).collect()
    }

    /// A word of the title stands at its position and in the title as a whole.
    fn title(&mut self, language: usize, title: &str) {
        self.meet(language, title);
        let whole = TITLE + self.telling() - 1;
        for index in 0..self.met.len() {
            self.places.push((self.met[index].0, whole));
        }
        self.keep(&TITLE_FIELD, |position| position.min(LAST_TITLE_POSITION));
    }

    /// Reads the words of a text into `met`.
    fn meet(&mut self, language: usize, text: &str) {
        let mut met = std::mem::take(&mut self.met);
        met.clear();
        split(text, &mut |form, spelling, joined| met.push((self.term(language, form, spelling), joined)));
        self.met = met;
        if !self.synonyms.is_empty() {
            let terms = self.single_terms();
            self.languages[language].synonyms.of(&terms, &mut self.gained);
        }
    }

    /// The term of a word.
    fn term(&mut self, language: usize, form: &str, spelling: &str) -> u32 {
        // One lookup a word; a word that is new is rare.
        if let Some(&term) = self.languages[language].terms.get(spelling) {
            return term;
        }
        let words = &self.languages[language].words;
        let (key, stop) = (words.key(form, spelling), words.is_stop(spelling));
        let next = u32::try_from(self.run.terms.len()).unwrap_or(u32::MAX);
        let term = *self.by_key.entry(key.clone()).or_insert(next);
        if term == next {
            self.run.terms.push((key, Term { stop, ..Term::default() }));
            self.counts.push(0.0);
        }
        let entry = &mut self.run.terms[term as usize].1;
        entry.stop &= stop;
        entry.forms.extend(without_article(form).map(str::to_owned));
        entry.forms.push(form.to_owned());
        self.languages[language].terms.insert(spelling.to_owned(), term);
        term
    }

    /// How many words of the text say what it is about; all of them when none does. 1 to the most that a cell can say.
    fn telling(&self) -> u32 {
        let single = self.met.iter().filter(|(_, joined)| !joined);
        let telling = single.clone().filter(|(term, _)| !self.run.terms[*term as usize].1.stop).count();
        let count = if telling == 0 { single.count() } else { telling };
        u32::try_from(count).unwrap_or(u32::MAX).clamp(1, MOST_PHRASE_WORDS)
    }

    /// Counts the words of a short field.
    fn keep(&mut self, field: &Field, cell: impl Fn(u32) -> u32) {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let length = self.met.len() as f32 / field.words;
        let weight = field.weight / (1.0 - field.length + field.length * length);
        for (position, &(term, _)) in (0..).zip(&self.met) {
            self.counts[term as usize] += weight;
            self.places.push((term, cell(position)));
        }
        self.gain(weight, cell(LAST_TITLE_POSITION));
    }

    /// Counts the synonyms of a text.
    fn gain(&mut self, weight: f32, cell: u32) {
        for &term in &self.gained {
            self.counts[term as usize] += weight * SYNONYM;
            self.places.push((term, cell));
        }
    }

    /// Counts the words of a line of a body that is `length` times as long as the average.
    fn keep_body(&mut self, length: f32, cell: u32) {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let line = self.met.len() as f32 / LINE_WORDS;
        let against = |share: f32, length: f32| 1.0 - share + share * length;
        let weight = BODY_WEIGHT / against(BODY_LENGTH, length) / against(LINE_LENGTH, line);
        for &(term, _) in &self.met {
            self.counts[term as usize] += weight;
            self.places.push((term, cell));
        }
        self.gain(weight, cell);
    }

    /// Turns the words of the present document into entries.
    fn end(&mut self) {
        self.places.sort_unstable();
        self.places.dedup();
        for places in self.places.chunk_by(|a, b| a.0 == b.0) {
            let term = places[0].0 as usize;
            let count = std::mem::take(&mut self.counts[term]);
            let start = self.run.cells.len();
            let lines = places.iter().position(|&(_, cell)| cell >= LINES).unwrap_or(places.len());
            let most = lines + if self.run.terms[term].1.stop { MOST_LINES_STOP } else { MOST_LINES };
            self.run.cells.extend(places.iter().take(most).map(|&(_, cell)| cell));
            self.run.terms[term].1.entries.push(Entry {
                document: self.document,
                start: u32::try_from(start).unwrap_or(u32::MAX),
                count: u16::try_from(self.run.cells.len() - start).unwrap_or(u16::MAX),
                impact: impact(count),
            });
        }
        self.places.clear();
        self.document += 1;
    }
}

/// The saturated count in [`IMPACTS`] steps.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of steps")]
fn impact(count: f32) -> u8 {
    let share = count / (SATURATION + count);
    (share * IMPACTS as f32).round().clamp(1.0, IMPACTS as f32) as u8 - 1
}

/// Puts the runs together, in their order.
fn merge(runs: Vec<Run>, documents: usize) -> (Terms, Vec<String>) {
    let mut by_key: HashMap<String, usize> = HashMap::new();
    let mut terms: Vec<Term> = Vec::new();
    let mut cells = Vec::with_capacity(runs.len());
    let mut texts = Vec::with_capacity(documents);
    for run in runs {
        for (key, term) in run.terms {
            let index = *by_key.entry(key).or_insert(terms.len());
            if index == terms.len() {
                terms.push(term);
            } else {
                let known = &mut terms[index];
                known.stop &= term.stop;
                known.forms.extend(term.forms);
                known.entries.extend(term.entries);
            }
        }
        cells.push(run.cells);
        texts.extend(run.texts);
    }
    // A synonym that no text gained.
    terms.retain(|term| !term.entries.is_empty());
    terms.par_iter_mut().for_each(|term| {
        term.forms.sort_unstable_by(|a, b| order(a, b));
        term.forms.dedup();
    });
    terms.par_sort_unstable_by(|a, b| order(&a.forms[0], &b.forms[0]).then_with(|| a.forms.cmp(&b.forms)));
    (Terms { terms, documents, cells }, texts)
}
