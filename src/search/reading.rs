//! An aid → what its texts say: the terms it has, how much each says about it, and where they stand.
//!
//! In: aids. Out: a [`Reading`] of each, which depends on nothing but the aid, the average length and what the site says
//! about words (`synonyms`, `vocabularies`, facts): not on other aids, nor on its number in the index.

use super::document;
use super::language::Words;
use super::postings::{
    IMPACTS, LABELS, LAST_TITLE_POSITION, LINES, MOST_PHRASE_WORDS, NEED, PHRASE_SLOTS, PHRASES, TITLE, push_cells,
};
use super::synonyms::Synonyms;
use super::text::split;
use super::vocabulary::{Vocabulary, Word, number};
use crate::language::Language;
use crate::site::{AidIndex, Site};
use std::collections::HashMap;

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

/// What the texts of an aid say.
#[derive(Debug)]
pub(super) struct Reading {
    /// The language it is written in, by its number.
    pub(super) language: u32,
    /// The words that it has.
    pub(super) words: Box<[u32]>,
    pub(super) postings: Box<[Place]>,
    /// Impact and cells of every posting, one after another.
    pub(super) signs: Box<str>,
    /// The lines, as their file has them.
    pub(super) texts: Box<str>,
}

/// A term that an aid has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) term: u32,
    /// Where its impact and cells end in those of the aid.
    pub(super) end: u32,
}

/// What was read of several aids, by numbers of its own.
pub(super) struct Run {
    /// Each with its words of the synonyms.
    languages: Vec<(Language, Vec<u32>)>,
    keys: Vec<String>,
    words: Vec<Word>,
    readings: Vec<Reading>,
}

impl Run {
    /// Reads these aids for readers of a language; `average`: words of a usual body.
    pub(super) fn new(site: &Site, language: &Language, average: f32, aids: &[AidIndex]) -> Self {
        let mut reader = Reader::new(language, average, &site.config.synonyms);
        let readings = aids.iter().map(|&aid| reader.read(site, aid)).collect();
        let languages = reader.languages.into_iter().map(|known| (known.language, known.synonym_words)).collect();
        Self { languages, keys: reader.keys, words: reader.words, readings }
    }

    /// The readings by the numbers of the vocabulary.
    pub(super) fn readings(self, vocabulary: &mut Vocabulary) -> Vec<Reading> {
        let terms: Vec<u32> = self.keys.iter().map(|key| vocabulary.term(key)).collect();
        let words = self.words.into_iter().map(|word| Word { term: terms[word.term as usize], ..word });
        let words: Vec<u32> = words.map(|word| vocabulary.word(word)).collect();
        let renumber = |numbers: &mut [u32]| numbers.iter_mut().for_each(|word| *word = words[*word as usize]);
        let mut languages = Vec::with_capacity(self.languages.len());
        for (language, mut synonyms) in self.languages {
            renumber(&mut synonyms);
            languages.push(vocabulary.language(language, synonyms));
        }
        let mut readings = self.readings;
        for reading in &mut readings {
            reading.language = languages[reading.language as usize];
            renumber(&mut reading.words);
            reading.postings.iter_mut().for_each(|place| place.term = terms[place.term as usize]);
        }
        readings
    }
}

/// A word of a text.
#[derive(Clone, Copy)]
struct Met {
    word: u32,
    term: u32,
    /// It says little by itself.
    stop: bool,
    /// It is put together from others.
    joined: bool,
}

/// A language in a run.
struct Known {
    language: Language,
    words: Words,
    /// By spelling.
    numbers: HashMap<String, u32>,
    synonyms: Synonyms,
    synonym_words: Vec<u32>,
}

struct Reader<'a> {
    average: f32,
    /// Every language met, that of the index first.
    languages: Vec<Known>,
    /// Groups of phrases that mean the same.
    synonyms: &'a [Vec<String>],
    by_key: HashMap<String, u32>,
    keys: Vec<String>,
    words: Vec<Word>,
    /// Weighted count of each term in the present document.
    counts: Vec<f32>,
    /// Of each term, whether a word of the present document that is a form of it says much by itself.
    telling: Vec<bool>,
    /// Of each word, whether the present document has it.
    has: Vec<bool>,
    /// The words of the present document.
    found: Vec<u32>,
    /// Term and cell of every word of the present document.
    places: Vec<(u32, u32)>,
    /// Words of the text being read.
    met: Vec<Met>,
    /// Terms that it gains by synonyms.
    gained: Vec<u32>,
}

impl<'a> Reader<'a> {
    fn new(language: &Language, average: f32, synonyms: &'a [Vec<String>]) -> Self {
        let mut reader = Self {
            average,
            languages: Vec::new(),
            synonyms,
            by_key: HashMap::new(),
            keys: Vec::new(),
            words: Vec::new(),
            counts: Vec::new(),
            telling: Vec::new(),
            has: Vec::new(),
            found: Vec::new(),
            places: Vec::new(),
            met: Vec::new(),
            gained: Vec::new(),
        };
        reader.language(language);
        reader
    }

    fn read(&mut self, site: &Site, aid: AidIndex) -> Reading {
        let language = self.language(&site.aids[aid].language);
        let document = document::document(site, &self.languages[0].language, aid);
        self.title(language, &site.aids[aid].title);
        for (slot, phrase) in (0..PHRASE_SLOTS).cycle().zip(&document.phrases) {
            self.meet(language, phrase);
            let cell = PHRASES + slot * MOST_PHRASE_WORDS + self.telling_words() - 1;
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
        self.end(language, document.texts())
    }

    fn language(&mut self, language: &Language) -> usize {
        if let Some(known) = self.languages.iter().position(|known| known.language == *language) {
            return known;
        }
        let number = self.languages.len();
        self.languages.push(Known {
            language: language.clone(),
            words: Words::of(language),
            numbers: HashMap::new(),
            synonyms: Synonyms::default(),
            synonym_words: Vec::new(),
        });
        // A text has a phrase in its own language; it is searched for in that of the index.
        let phrases = self.phrases(number);
        self.languages[number].synonym_words = std::mem::take(&mut self.found);
        self.forget();
        let groups = self.phrases(0).into_iter().map(|phrases| phrases.concat()).collect();
        self.forget();
        self.languages[number].synonyms = Synonyms::new(phrases, groups);
        number
    }

    /// The synonyms as terms.
    fn phrases(&mut self, language: usize) -> Vec<Vec<Vec<u32>>> {
        let groups = self.synonyms;
        let mut phrase = |phrase: &String| {
            self.meet(language, phrase);
            self.found.extend(self.met.iter().map(|met| met.word));
            self.single_terms()
        };
        groups.iter().map(|group| group.iter().map(&mut phrase).collect()).collect()
    }

    /// The terms of the text being read, without those joined from others.
    fn single_terms(&self) -> Vec<u32> {
        self.met.iter().filter(|met| !met.joined).map(|met| met.term).collect()
    }

    /// A word of the title stands at its position and in the title as a whole.
    fn title(&mut self, language: usize, title: &str) {
        self.meet(language, title);
        let whole = TITLE + self.telling_words() - 1;
        self.places.extend(self.met.iter().map(|met| (met.term, whole)));
        self.keep(&TITLE_FIELD, |position| position.min(LAST_TITLE_POSITION));
    }

    /// Reads the words of a text into `met`.
    fn meet(&mut self, language: usize, text: &str) {
        let mut met = std::mem::take(&mut self.met);
        met.clear();
        split(text, &mut |form, spelling, joined| {
            let word = self.word(language, form, spelling);
            let Word { term, stop, .. } = self.words[word as usize];
            met.push(Met { word, term, stop, joined });
        });
        self.met = met;
        if !self.synonyms.is_empty() {
            let terms = self.single_terms();
            self.languages[language].synonyms.of(&terms, &mut self.gained);
        }
    }

    /// The number of a word.
    fn word(&mut self, language: usize, form: &str, spelling: &str) -> u32 {
        // One lookup a word; a word that is new is rare.
        if let Some(&word) = self.languages[language].numbers.get(spelling) {
            return word;
        }
        let words = &self.languages[language].words;
        let (key, stop) = (words.key(form, spelling), words.is_stop(spelling));
        let next = number(self.keys.len());
        let term = *self.by_key.entry(key.clone()).or_insert(next);
        if term == next {
            self.keys.push(key);
            self.counts.push(0.0);
            self.telling.push(false);
        }
        let word = number(self.words.len());
        self.words.push(Word { term, form: form.to_owned(), stop });
        self.has.push(false);
        self.languages[language].numbers.insert(spelling.to_owned(), word);
        word
    }

    /// How many words of the text say what it is about; all of them when none does. 1 to the most that a cell can say.
    fn telling_words(&self) -> u32 {
        let single = self.met.iter().filter(|met| !met.joined);
        let telling = single.clone().filter(|met| !met.stop).count();
        let count = if telling == 0 { single.count() } else { telling };
        number(count).clamp(1, MOST_PHRASE_WORDS)
    }

    /// Counts the words of a short field.
    fn keep(&mut self, field: &Field, cell: impl Fn(u32) -> u32) {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let length = self.met.len() as f32 / field.words;
        let weight = field.weight / (1.0 - field.length + field.length * length);
        self.count(weight, cell);
    }

    /// Counts the words of a line of a body that is `length` times as long as the average.
    fn keep_body(&mut self, length: f32, cell: u32) {
        #[expect(clippy::cast_precision_loss, reason = "a ratio")]
        let line = self.met.len() as f32 / LINE_WORDS;
        let against = |share: f32, length: f32| 1.0 - share + share * length;
        let weight = BODY_WEIGHT / against(BODY_LENGTH, length) / against(LINE_LENGTH, line);
        self.count(weight, |_| cell);
    }

    /// Counts the words of a text and the synonyms that it gains.
    fn count(&mut self, weight: f32, cell: impl Fn(u32) -> u32) {
        for (position, met) in (0..).zip(&self.met) {
            let term = met.term as usize;
            self.counts[term] += weight;
            self.telling[term] |= !met.stop;
            self.places.push((met.term, cell(position)));
            if !std::mem::replace(&mut self.has[met.word as usize], true) {
                self.found.push(met.word);
            }
        }
        for &term in &self.gained {
            self.counts[term as usize] += weight * SYNONYM;
            self.telling[term as usize] = true;
            self.places.push((term, cell(LAST_TITLE_POSITION)));
        }
    }

    /// What the present document says.
    fn end(&mut self, language: usize, texts: String) -> Reading {
        self.places.sort_unstable();
        self.places.dedup();
        let mut signs = String::new();
        let mut postings = Vec::with_capacity(self.found.len());
        let mut cells: Vec<u32> = Vec::new();
        for places in self.places.chunk_by(|a, b| a.0 == b.0) {
            let term = places[0].0;
            let count = std::mem::take(&mut self.counts[term as usize]);
            let telling = std::mem::take(&mut self.telling[term as usize]);
            let lines = places.iter().position(|&(_, cell)| cell >= LINES).unwrap_or(places.len());
            let most = lines + if telling { MOST_LINES } else { MOST_LINES_STOP };
            cells.clear();
            cells.extend(places.iter().take(most).map(|&(_, cell)| cell));
            push_cells(&mut signs, impact(count), &cells);
            postings.push(Place { term, end: number(signs.len()) });
        }
        self.places.clear();
        let words = self.found.as_slice().into();
        self.forget();
        let (postings, signs, texts) = (postings.into(), signs.into(), texts.into());
        Reading { language: number(language), words, postings, signs, texts }
    }

    /// Forgets which words were found.
    fn forget(&mut self) {
        self.found.drain(..).for_each(|word| self.has[word as usize] = false);
    }
}

/// The saturated count in [`IMPACTS`] steps.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the number of steps")]
fn impact(count: f32) -> u32 {
    let share = count / (SATURATION + count);
    (share * IMPACTS as f32).round().clamp(1.0, IMPACTS as f32) as u32 - 1
}
