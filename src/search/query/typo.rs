//! Words that may have been meant where no aid has the word as typed. The twin of `browser/match.js`.

use crate::search::codec::code;
use crate::search::shards::shards_from;
use crate::search::text::has_no_spaces;
use crate::search::{Index, Shards};

/// Shorter words are left as they are.
const SHORTEST: usize = 4;
/// Words of so many letters may be two edits away, shorter ones one.
const LONG: usize = 8;
/// Corrections of a word.
const MOST: usize = 3;
/// Files of the spelling list that are read for a word.
const MOST_SHARDS: usize = 3;

/// A word of the index and how far away it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Correction {
    pub(super) word: String,
    pub(super) edits: usize,
    /// As `spelling` gives it.
    popularity: u32,
    first_letter_differs: bool,
}

/// The likeliest words, best first. `open`: the word may go on.
pub(super) fn corrections(index: &Index, word: &str, open: bool) -> Vec<Correction> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST || word.contains(|letter: char| letter.is_numeric() || has_no_spaces(letter)) {
        return Vec::new();
    }
    let mut found = candidates(&index.spelling, &letters, &letters, open, str::to_owned);
    if found.is_empty() {
        let reversed: Vec<char> = letters.iter().rev().copied().collect();
        found = candidates(&index.backward, &reversed, &letters, open, |word| word.chars().rev().collect());
    }
    let least = found.iter().map(|found| found.edits).min().unwrap_or(0);
    found.retain(|found| found.edits == least);
    found.sort_by(|a, b| {
        let key = |found: &Correction| (found.first_letter_differs, std::cmp::Reverse(found.popularity));
        key(a).cmp(&key(b)).then_with(|| crate::search::text::order(&a.word, &b.word))
    });
    found.truncate(MOST);
    found
}

/// The words of a list that begin like `key` and are few edits away from `letters`. `word_of` turns an entry into its word.
fn candidates(
    list: &Shards,
    key: &[char],
    letters: &[char],
    open: bool,
    word_of: impl Fn(&str) -> String,
) -> Vec<Correction> {
    let most = if letters.len() < LONG { 1 } else { 2 };
    let (first, last) = range(list, key);
    let mut found = Vec::new();
    for entry in (first..=last).flat_map(|number| list.entries(number)) {
        let popularity = entry.payload.bytes().next().map_or(0, code);
        for word in &entry.words {
            let word = word_of(word);
            let other: Vec<char> = word.chars().collect();
            let edits = distance(letters, &other, open);
            if edits <= most {
                let first_letter_differs = other.first() != letters.first();
                found.push(Correction { word, edits, popularity, first_letter_differs });
            }
        }
    }
    found
}

/// The files with words that begin like `key`: by one letter, or by as many as it takes for few files.
fn range(list: &Shards, key: &[char]) -> (usize, usize) {
    let mut first_and_last = (0, 0);
    for count in 1..=3.min(key.len()) {
        first_and_last = shards_from(&list.boundaries, &key[..count].iter().collect::<String>());
        if first_and_last.1 - first_and_last.0 < MOST_SHARDS {
            return first_and_last;
        }
    }
    (first_and_last.0, first_and_last.0 + MOST_SHARDS - 1)
}

/// How many letters must be put in, left out, changed or swapped with their neighbour (optimal string alignment); when
/// `open`, to the beginning of `other` that fits best. Words too different in length are told apart at once.
fn distance(word: &[char], other: &[char], open: bool) -> usize {
    let too_far = word.len() + other.len();
    if word.len() > other.len() + 2 || (!open && other.len() > word.len() + 2) {
        return too_far;
    }
    let other = &other[..other.len().min(word.len() + 2)];
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (i, &a) in word.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &b) in other.iter().enumerate() {
            let mut least = (last[j] + usize::from(a != b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a == other[j - 1] && word[i - 1] == b {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    if open { last.into_iter().min().unwrap_or(too_far) } else { last[other.len()] }
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_slip_is_one_edit() {
        let edits = |a: &str, b: &str, open| {
            distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>(), open)
        };
        for (typed, meant) in [("hgih", "high"), ("tst", "test"), ("mkdi", "midi"), ("trough", "through"), ("fiile", "file")] {
            assert!((1..=2).contains(&edits(typed, meant, false)), "{typed}");
        }
        assert_eq!(edits("hgih", "high", false), 1);
        assert_eq!(edits("curt", "curtain", true), 0);
        assert_eq!(edits("cutr", "curtain", true), 1);
        assert!(edits("cut", "curtains", false) > 2);
    }
}
