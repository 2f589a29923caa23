//! Beginnings of words: what a query meets while its last word is typed.
//!
//! In: the terms and the boundaries of their shards. Out: an entry for every beginning whose words lie in more than one
//! shard, with the aids that it fits best, so that a keystroke costs one file. Beginnings within one shard need no entry.

use super::codec::{Signs, sign};
use super::index::{Entry, Term, Terms};
use super::postings::{IMPACTS, LAST_TITLE_POSITION, push_cells, push_gap, read_cells};
use super::scale::{IDF_STEPS, completion, idf, worth};
use super::shards::{ShardEntry, shards_from};
use super::text::order;
use rayon::prelude::*;
use std::collections::HashMap;

/// The aids of a beginning that are kept: those with such a word in the title, and others up to a number in all.
const MOST_TITLES: usize = 768;
const MOST_AIDS: usize = 192;
/// Cells of such an aid that are kept: the title's come first.
const MOST_CELLS: usize = 3;

/// Words of so few letters are in the entries of their beginnings, so that a query need not look further.
pub(super) const SHORT: usize = 2;

/// An aid that a beginning fits.
struct Candidate<'a> {
    entry: &'a Entry,
    worth: f64,
    /// What decides whether it is kept.
    rank: f64,
    in_title: bool,
}

impl<'a> Candidate<'a> {
    /// A title with such a word counts more, most where it begins with it.
    fn new(entry: &'a Entry, worth: f64) -> Self {
        let title = match entry.first_cell() {
            0 => 4.0,
            1..=LAST_TITLE_POSITION => 3.0,
            _ => 1.0,
        };
        Self { entry, worth, rank: worth * title, in_title: title > 1.0 }
    }
}

/// The entries of every beginning that spans several shards, sorted.
pub(super) fn prefixes(terms: &Terms<'_>, boundaries: &[String]) -> Vec<ShardEntry> {
    let mut found: HashMap<&str, Vec<(&Term<'_>, usize)>> = HashMap::new();
    for term in terms.terms.iter().filter(|term| !term.stop) {
        for word in &term.forms {
            let letters = word.chars().count();
            let whole = (letters <= SHORT).then_some(word.len());
            for end in word.char_indices().skip(1).map(|(at, _)| at).chain(whole) {
                let prefix = &word[..end];
                let (first, last) = shards_from(boundaries, prefix);
                if first == last {
                    break;
                }
                let words = found.entry(prefix).or_default();
                // The shortest form is the one that is meant most.
                match words.last_mut() {
                    Some((known, least)) if std::ptr::eq(*known, term) => *least = letters.min(*least),
                    _ => words.push((term, letters)),
                }
            }
        }
    }
    let mut found: Vec<(&str, Vec<(&Term<'_>, usize)>)> = found.into_iter().collect();
    found.par_sort_unstable_by(|a, b| order(a.0, b.0));
    // By document, its place among the candidates of the beginning at hand.
    let slots = || vec![0; terms.documents];
    found.par_iter().map_init(slots, |slots, (prefix, words)| entry(terms, prefix, words, slots)).collect()
}

fn entry<'a>(terms: &'a Terms<'_>, prefix: &str, words: &[(&'a Term<'_>, usize)], slots: &mut [u32]) -> ShardEntry {
    let typed = prefix.chars().count();
    let weight_of = |term: &Term<'_>| idf(terms.documents, term.entries.len());
    let common = words.iter().map(|(term, _)| weight_of(term)).fold(f64::INFINITY, f64::min);
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for (term, letters) in words {
        let sure = if *letters == typed { 1.0 } else { completion(typed, *letters) };
        let weight = sure * weight_of(term).min(common);
        for entry in &term.entries {
            let candidate = Candidate::new(entry, weight * worth(entry.impact()));
            let slot = &mut slots[entry.document as usize];
            match candidates.get_mut((*slot as usize).wrapping_sub(1)) {
                Some(known) if known.rank >= candidate.rank => {}
                Some(known) => *known = candidate,
                None => {
                    candidates.push(candidate);
                    *slot = u32::try_from(candidates.len()).unwrap_or(u32::MAX);
                }
            }
        }
    }
    candidates.iter().for_each(|candidate| slots[candidate.entry.document as usize] = 0);
    let (mut candidates, mut others): (Vec<_>, Vec<_>) =
        candidates.into_iter().partition(|candidate| candidate.in_title);
    keep_best(&mut candidates, MOST_TITLES);
    keep_best(&mut others, MOST_AIDS.saturating_sub(candidates.len()));
    candidates.extend(others);
    candidates.sort_unstable_by_key(|candidate| candidate.entry.document);

    let most = candidates.iter().map(|candidate| candidate.worth).fold(0.0, f64::max);
    let scale = (most * IDF_STEPS).ceil().clamp(1.0, 90.0);
    let mut payload = String::new();
    payload.push(sign(0));
    payload.push(sign(whole(scale)));
    let mut next = 0;
    for Candidate { entry, worth, .. } in candidates {
        let impact = whole((worth / (scale / IDF_STEPS) * f64::from(IMPACTS)).round()).clamp(1, IMPACTS) - 1;
        let (_, cells) = read_cells(&mut Signs::new(terms.signs(entry)));
        push_gap(&mut payload, &mut next, entry.document);
        push_cells(&mut payload, impact, &cells[..cells.len().min(MOST_CELLS)]);
    }
    ShardEntry { words: vec![prefix.to_owned()], payload }
}

/// Leaves the best, in no order.
fn keep_best(candidates: &mut Vec<Candidate<'_>>, most: usize) {
    if candidates.len() > most {
        candidates.select_nth_unstable_by(most, |a, b| {
            b.rank.total_cmp(&a.rank).then_with(|| a.entry.document.cmp(&b.entry.document))
        });
        candidates.truncate(most);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive whole number")]
fn whole(number: f64) -> u32 {
    number as u32
}
