//! What each aid is worth for a query. The twin of `browser/rank.js`: the same sums in the same order, so that both give the
//! same numbers.
//!
//! An aid's score is what its words are worth one by one (BM25F), plus how well the best single place has them together, plus
//! how well the title has them, plus a bonus when the query is one of its names. Any word may be missing: nothing is empty
//! while one word is known.

use super::words::Meaning;
use crate::search::answer::Points;
use crate::search::postings::{LAST_TITLE_POSITION, LINES, MOST_PHRASE_WORDS, PHRASES, Posting, TITLE};
use crate::search::scale::worth;

/// What the best place can add, in parts of what all words are worth.
const PASSAGE: f64 = 1.3;
/// What the title can add.
const IN_TITLE: f64 = 0.6;
/// What being a title from its first word on adds.
const STARTS_TITLE: f64 = 0.2;
/// What being one of the aid's names adds.
const NAMED: f64 = 0.8;
/// What a word that says little counts beside others.
const STOP: f64 = 0.5;

/// How the words of a query are weighed.
pub(super) struct Ranking<'a> {
    meanings: &'a [Meaning],
    /// What all telling words are worth.
    total: f64,
    /// How many telling words there are, not counting joined ones.
    telling: u32,
}

/// An aid that matches.
pub(super) struct Candidate {
    pub(super) document: u32,
    pub(super) score: f64,
    pub(super) points: Points,
    /// The terms that gave points.
    pub(super) met: Vec<Met>,
    /// The cell of the line that has most of the query, and whether it says more than title, names and need.
    pub(super) line: Option<(u32, bool)>,
}

/// A word of the query that an aid has.
pub(super) struct Met {
    /// Index of the word in the query.
    pub(super) word: usize,
    /// Index of the term in its matches.
    pub(super) matched: usize,
    pub(super) points: f64,
}

/// A word in a cell of a document.
struct Occurrence {
    document: u32,
    word: usize,
    cell: u32,
    value: f64,
}

impl<'a> Ranking<'a> {
    pub(super) fn new(meanings: &'a [Meaning]) -> Self {
        let telling = |meaning: &&Meaning| !meaning.stop && !meaning.matches.is_empty();
        let mut total = 0.0;
        for meaning in meanings.iter().filter(telling).filter(|meaning| counts_in_total(meaning)) {
            total += meaning.matches.iter().map(|matched| matched.value).fold(0.0, f64::max);
        }
        let count = meanings.iter().filter(telling).filter(|meaning| !meaning.joined).count();
        Self { meanings, total, telling: u32::try_from(count).unwrap_or(0) }
    }

    /// Every document that has a telling word, with its score.
    pub(super) fn candidates(&self, documents: usize) -> Vec<Candidate> {
        let mut occurrences: Vec<Occurrence> = Vec::new();
        let mut points: Vec<Vec<Met>> = std::iter::repeat_with(Vec::new).take(documents).collect();
        for (word, meaning) in self.meanings.iter().enumerate() {
            for (matched, term) in meaning.matches.iter().enumerate() {
                for posting in &term.postings {
                    self.meet(word, matched, posting, &mut points[posting.document as usize]);
                    let value = if meaning.stop { term.value * STOP } else { term.value };
                    let place = |&cell: &u32| Occurrence { document: posting.document, word, cell, value };
                    occurrences.extend(posting.cells.iter().map(place));
                }
            }
        }
        occurrences.sort_by_key(|occurrence| occurrence.document);
        let of_document = occurrences.chunk_by(|a, b| a.document == b.document);
        of_document
            .filter_map(|occurrences| {
                let met = std::mem::take(&mut points[occurrences[0].document as usize]);
                (!met.is_empty()).then(|| self.candidate(occurrences, met))
            })
            .collect()
    }

    /// Keeps the best term of each word.
    fn meet(&self, word: usize, matched: usize, posting: &Posting, met: &mut Vec<Met>) {
        let meaning = &self.meanings[word];
        if meaning.stop {
            return;
        }
        let points = meaning.matches[matched].value * worth(posting.impact);
        match met.last_mut() {
            Some(known) if known.word == word => {
                if points > known.points {
                    *known = Met { word, matched, points };
                }
            }
            _ => met.push(Met { word, matched, points }),
        }
    }

    fn candidate(&self, occurrences: &[Occurrence], met: Vec<Met>) -> Candidate {
        let places = Places::new(self.meanings, occurrences);
        let square = |covered: f64| covered * covered / self.total.max(1e-9);
        let points = Points {
            words: Vec::new(),
            passage: PASSAGE * square(places.best().min(self.total)),
            title: IN_TITLE * square(places.title.min(self.total)) + self.starts_title(occurrences),
            named: if places.named(self.telling) { NAMED * self.total } else { 0.0 },
        };
        let mut score = 0.0;
        for met in &met {
            score += met.points;
        }
        score += points.passage + points.title + points.named;
        Candidate { document: occurrences[0].document, score, points, met, line: places.line() }
    }

    /// A title that begins with the words of the query, in their order.
    fn starts_title(&self, occurrences: &[Occurrence]) -> f64 {
        let known = self.meanings.iter().enumerate().filter(|(_, meaning)| !meaning.matches.is_empty());
        let in_order = (0..).zip(known).all(|(position, (word, _))| {
            position < LAST_TITLE_POSITION
                && occurrences.iter().any(|occurrence| occurrence.word == word && occurrence.cell == position)
        });
        if in_order { STARTS_TITLE * self.total } else { 0.0 }
    }
}

/// A joined word counts beside its pieces only when it is a code: `e42` says more than `e` and `42`.
fn counts_in_total(meaning: &Meaning) -> bool {
    !meaning.joined || meaning.form.contains(char::is_numeric)
}

/// How much of the query stands in each place of an aid.
struct Places {
    /// By cell; all positions of the title are one place.
    cells: Vec<Place>,
    title: f64,
}

struct Place {
    cell: u32,
    covered: f64,
    /// Telling words, not counting joined ones.
    telling: u32,
    /// The last word that was added, and its value.
    word: usize,
    value: f64,
}

impl Places {
    fn new(meanings: &[Meaning], occurrences: &[Occurrence]) -> Self {
        let mut cells: Vec<Place> = Vec::new();
        for occurrence in occurrences {
            let meaning = &meanings[occurrence.word];
            if !counts_in_total(meaning) {
                continue;
            }
            let cell = if occurrence.cell <= LAST_TITLE_POSITION { 0 } else { occurrence.cell };
            let telling = u32::from(!meaning.stop && !meaning.joined);
            match cells.iter_mut().find(|place| place.cell == cell) {
                None => cells.push(Place {
                    cell,
                    covered: occurrence.value,
                    telling,
                    word: occurrence.word,
                    value: occurrence.value,
                }),
                Some(place) if place.word == occurrence.word => {
                    if occurrence.value > place.value {
                        place.covered += occurrence.value - place.value;
                        place.value = occurrence.value;
                    }
                }
                Some(place) => {
                    place.covered += occurrence.value;
                    place.telling += telling;
                    place.word = occurrence.word;
                    place.value = occurrence.value;
                }
            }
        }
        let title = cells.iter().find(|place| place.cell == 0).map_or(0.0, |place| place.covered);
        Self { cells, title }
    }

    /// The most that a single place has.
    fn best(&self) -> f64 {
        self.cells.iter().map(|place| place.covered).fold(0.0, f64::max)
    }

    /// Whether the query is a name of the aid: its title, an ask, another name.
    fn named(&self, telling: u32) -> bool {
        self.cells.iter().any(|place| {
            (TITLE..LINES).contains(&place.cell) && {
                let from = if place.cell < PHRASES { TITLE } else { PHRASES };
                let length = (place.cell - from) % MOST_PHRASE_WORDS + 1;
                let wanted = telling.min(MOST_PHRASE_WORDS);
                length == wanted && place.telling >= telling
            }
        })
    }

    /// The line that has most of the query, and whether that is more than any other place has.
    fn line(&self) -> Option<(u32, bool)> {
        let mut best: Option<&Place> = None;
        for place in self.cells.iter().filter(|place| place.cell >= LINES) {
            if best.is_none_or(|best| place.covered > best.covered) {
                best = Some(place);
            }
        }
        let best = best?;
        let elsewhere =
            self.cells.iter().filter(|place| place.cell < LINES).map(|place| place.covered).fold(0.0, f64::max);
        Some((best.cell, best.covered > elsewhere))
    }
}
