//! The words of a query → the terms that they may mean. The twin of `browser/match.js`.

use super::typo;
use crate::search::answer::Kind;
use crate::search::codec::Signs;
use crate::search::language::without_article;
use crate::search::postings::{Posting, postings};
use crate::search::prefixes::SHORT;
use crate::search::scale::{IDF_STEPS, completion};
use crate::search::shards::{shard_of, shards_from};
use crate::search::text::Token;
use crate::search::Index;

/// Words of a query that are read.
const MOST_WORDS: usize = 24;
/// How sure a word is that was found by leaving the article off, or one or two letters away, or only begins alike.
const WITHOUT_ARTICLE: f64 = 0.9;
const ONE_EDIT: f64 = 0.7;
const TWO_EDITS: f64 = 0.45;
const NEAR: f64 = 0.4;
/// Letters that a word must share with an unknown one to be near it.
const NEAR_LETTERS: usize = 3;

/// A query, word by word.
pub(super) struct Query {
    pub(super) meanings: Vec<Meaning>,
    /// No word of the query is known, nor anything a slip away.
    pub(super) nearest: bool,
}

/// A word of the query with the terms that it may mean, the likeliest first.
pub(super) struct Meaning {
    pub(super) form: String,
    /// Put together from other words of the query.
    pub(super) joined: bool,
    /// Says little beside other words.
    pub(super) stop: bool,
    pub(super) matches: Vec<Match>,
}

impl Meaning {
    pub(super) fn kind(&self) -> Kind {
        self.matches.first().map_or(Kind::Unknown, |matched| matched.kind)
    }
}

/// A term that a word may mean.
pub(super) struct Match {
    /// The form of the term that was met.
    pub(super) word: String,
    pub(super) kind: Kind,
    /// How much the term tells: its inverse document frequency.
    weight: f64,
    /// How sure it is that it is meant, times how much it tells.
    pub(super) value: f64,
    pub(super) stop: bool,
    pub(super) postings: Vec<Posting>,
}

impl Match {
    fn tell_at_most(&mut self, weight: f64) {
        self.value = self.value / self.weight * self.weight.min(weight);
    }
}

/// What the most frequent telling term tells.
fn least_weight(matches: &[Match]) -> f64 {
    matches.iter().filter(|matched| !matched.stop).map(|matched| matched.weight).fold(f64::INFINITY, f64::min)
}

/// Looks every word up. `open`: the last one is still being typed.
pub(super) fn resolve(index: &Index, tokens: Vec<Token>, open: bool) -> Query {
    let mut words: Vec<Token> = Vec::new();
    for token in tokens {
        if words.len() < MOST_WORDS && words.iter().all(|known| known.form != token.form) {
            words.push(token);
        }
    }
    // The last word, and what it is joined to.
    let last = words.iter().rposition(|word| !word.joined).unwrap_or(0);
    let mut meanings: Vec<Meaning> = Vec::new();
    for (at, Token { form, joined, .. }) in words.into_iter().enumerate() {
        let matches = look_up(index, &form, joined, open && at >= last);
        let stop = !matches.is_empty() && matches.iter().all(|matched| matched.stop);
        meanings.push(Meaning { form, joined, stop, matches });
    }
    let nearest = meanings.iter().all(|meaning| meaning.matches.is_empty());
    if nearest {
        for meaning in meanings.iter_mut().filter(|meaning| !meaning.joined) {
            meaning.matches = near(index, &meaning.form);
        }
    }
    // Where every word says little, each of them counts.
    if meanings.iter().all(|meaning| meaning.stop || meaning.matches.is_empty()) {
        meanings.iter_mut().for_each(|meaning| meaning.stop = false);
    }
    Query { meanings, nearest }
}

fn look_up(index: &Index, word: &str, joined: bool, open: bool) -> Vec<Match> {
    let short = word.chars().count() <= SHORT;
    if open && short && spans_shards(index, word) {
        return completions(index, word);
    }
    let mut matches = exact(index, word, Kind::Exact, 1.0);
    if open {
        let whole = matches.len();
        matches.extend(completions(index, word));
        // The beginning of a word tells no more than the word it most often begins; nor does a word of a letter or two.
        let from = if short { 0 } else { whole };
        let common = least_weight(&matches);
        matches[from..].iter_mut().for_each(|matched| matched.tell_at_most(common));
    }
    if matches.is_empty() {
        let rest = without_article(word);
        matches.extend(rest.into_iter().flat_map(|rest| exact(index, rest, Kind::Exact, WITHOUT_ARTICLE)));
    }
    if matches.is_empty() && !joined {
        for found in typo::corrections(index, word, open) {
            let sure = if found.edits == 1 { ONE_EDIT } else { TWO_EDITS };
            matches.extend(exact(index, &found.word, Kind::Typo, sure));
        }
        let common = least_weight(&matches);
        matches.iter_mut().for_each(|matched| matched.tell_at_most(common));
    }
    matches
}

/// The terms that have this form.
fn exact(index: &Index, word: &str, kind: Kind, sure: f64) -> Vec<Match> {
    let entries = index.terms.entries(shard_of(&index.terms.boundaries, word));
    let found = entries.iter().filter(|entry| entry.words.iter().any(|form| form == word));
    found.map(|entry| matched(index, word, &entry.payload, kind, sure)).collect()
}

/// Whether words with this beginning lie in several shards; then the beginning has an entry of its own.
fn spans_shards(index: &Index, prefix: &str) -> bool {
    let (first, last) = shards_from(&index.terms.boundaries, prefix);
    first != last
}

/// The terms that begin with these letters, other than the word itself.
fn completions(index: &Index, prefix: &str) -> Vec<Match> {
    if spans_shards(index, prefix) {
        let entries = index.prefixes.entries(shard_of(&index.prefixes.boundaries, prefix));
        let found = entries.iter().filter(|entry| entry.words[0] == prefix);
        return found.map(|entry| matched(index, prefix, &entry.payload, Kind::Prefix, 1.0)).collect();
    }
    let typed = prefix.chars().count();
    let mut matches = Vec::new();
    for entry in index.terms.entries(shard_of(&index.terms.boundaries, prefix)) {
        let forms = entry.words.iter().filter(|word| word.starts_with(prefix));
        let Some(shortest) = forms.min_by_key(|word| word.chars().count()) else { continue };
        if entry.words.iter().any(|word| word == prefix) {
            continue;
        }
        let sure = completion(typed, shortest.chars().count());
        let found = matched(index, shortest, &entry.payload, Kind::Prefix, sure);
        if !found.stop {
            matches.push(found);
        }
    }
    matches
}

/// The terms that begin most like a word.
fn near(index: &Index, word: &str) -> Vec<Match> {
    let shared = |form: &str| form.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    let entries = index.terms.entries(shard_of(&index.terms.boundaries, word));
    let most = entries.iter().flat_map(|entry| &entry.words).map(|form| shared(form)).max().unwrap_or(0);
    if most < NEAR_LETTERS.max(word.chars().count() / 2) {
        return Vec::new();
    }
    let found = entries.iter().filter_map(|entry| Some((entry, entry.words.iter().find(|form| shared(form) == most)?)));
    found.map(|(entry, form)| matched(index, form, &entry.payload, Kind::Near, NEAR)).collect()
}

/// Reads the text of a term, with the postings that a browser loads later.
fn matched(index: &Index, word: &str, payload: &str, kind: Kind, sure: f64) -> Match {
    let mut signs = Signs::new(payload);
    let (flags, weight) = (signs.code(), signs.code());
    let more = if flags & 2 == 0 { None } else { index.more.get(signs.number() as usize) };
    let mut found = postings(signs.rest());
    found.extend(more.into_iter().flat_map(|text| postings(text)));
    Match {
        word: word.to_owned(),
        kind,
        weight: f64::from(weight) / IDF_STEPS,
        value: sure * f64::from(weight) / IDF_STEPS,
        stop: flags & 1 == 1,
        postings: found,
    }
}
