//! The words of the index by their first and by their last letters, for words of a query that no aid has.
//!
//! A slip of the finger leaves either the first or the last letters of a word as they are, so one of two small files knows
//! the word that was meant.

use super::codec::sign;
use super::index::Terms;
use super::shards::ShardEntry;
use super::text::{has_no_spaces, order};

/// Words that can be mistyped, in letters.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=24;

/// The entries of both lists, sorted: words as they are, and words from their end.
pub(super) fn spellings(terms: &Terms<'_>) -> (Vec<ShardEntry>, Vec<ShardEntry>) {
    let mut forward: Vec<ShardEntry> = Vec::new();
    for term in &terms.terms {
        let can_be_mistyped = |word: &&&str| {
            let strange = |letter: char| letter.is_numeric() || has_no_spaces(letter);
            LENGTHS.contains(&word.chars().count()) && !word.contains(strange)
        };
        let payload = sign(popularity(term.entries.len())).to_string();
        let words = term.forms.iter().filter(can_be_mistyped);
        forward.extend(words.map(|word| ShardEntry { words: vec![(*word).to_owned()], payload: payload.clone() }));
    }
    let reversed = |entry: &ShardEntry| ShardEntry {
        words: vec![entry.words[0].chars().rev().collect()],
        payload: entry.payload.clone(),
    };
    let mut backward: Vec<ShardEntry> = forward.iter().map(reversed).collect();
    for list in [&mut forward, &mut backward] {
        list.sort_unstable_by(|a, b| order(&a.words[0], &b.words[0]).then_with(|| b.payload.cmp(&a.payload)));
        list.dedup_by(|a, b| a.words == b.words);
    }
    (forward, backward)
}

/// How many aids have a word, as four times the logarithm to base 2.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "below 90")]
fn popularity(count: usize) -> u32 {
    ((count.max(1) as f64).log2() * 4.0) as u32
}
