//! Sorted entries → files of a few kilobytes, of which a query loads those that hold its words.
//!
//! In: entries, each with the words it is found by, in order. Out: shards, and for each the first word that belongs to it.
//! A word belongs to the last shard whose boundary is not greater.

use super::codec::{code, sign};
use super::text::order;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// What a shard holds under one or more words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ShardEntry {
    /// Sorted.
    pub(super) words: Vec<String>,
    /// Signs of the alphabet of `codec`.
    pub(super) payload: String,
}

/// Shards and their boundaries.
#[derive(Debug, Default)]
pub(super) struct Shards {
    /// The first is empty: everything sorts after it.
    pub(super) boundaries: Vec<String>,
    /// The text of each.
    pub(super) texts: Vec<Box<str>>,
    /// What was read of them already: many queries meet the same shards.
    read: Vec<OnceLock<Vec<ShardEntry>>>,
}

impl Shards {
    /// The entries of a shard, as its text says them.
    pub(super) fn entries(&self, number: usize) -> &[ShardEntry] {
        match (self.read.get(number), self.texts.get(number)) {
            (Some(entries), Some(text)) => entries.get_or_init(|| read(text)),
            _ => &[],
        }
    }
}

/// The shard that a word belongs to.
pub(super) fn shard_of(boundaries: &[String], word: &str) -> usize {
    boundaries.partition_point(|boundary| order(boundary, word) != Ordering::Greater).saturating_sub(1)
}

/// The first and last shard that hold words with this beginning.
pub(super) fn shards_from(boundaries: &[String], prefix: &str) -> (usize, usize) {
    let after = boundaries.partition_point(|boundary| boundary.starts_with(prefix) || order(boundary, prefix).is_le());
    (shard_of(boundaries, prefix), after.saturating_sub(1))
}

/// Cuts entries, sorted by their first word, into shards of about `size` bytes. An entry whose words belong to several shards
/// stands in each of them.
pub(super) fn cut(entries: &[ShardEntry], size: usize) -> Shards {
    let mut boundaries = vec![String::new()];
    let mut start = 0;
    while let Some(next) = next_cut(entries, start, size) {
        boundaries.push(boundary(&entries[next - 1].words[0], &entries[next].words[0]));
        start = next;
    }
    let mut texts = vec![ShardText::default(); boundaries.len()];
    for entry in entries {
        for words in entry.words.chunk_by(|a, b| shard_of(&boundaries, a) == shard_of(&boundaries, b)) {
            texts[shard_of(&boundaries, &words[0])].push(words, &entry.payload);
        }
    }
    let read = std::iter::repeat_with(OnceLock::new).take(texts.len()).collect();
    let fitting = |text: ShardText| text.text.into_boxed_str();
    Shards { boundaries, texts: texts.into_iter().map(fitting).collect(), read }
}

/// Where the shard that begins at `start` ends; `None` when the rest fits. Between neighbours that share few letters: the
/// boundary is short then, and fewer words have forms on both sides.
fn next_cut(entries: &[ShardEntry], start: usize, size: usize) -> Option<usize> {
    let bytes = |entry: &ShardEntry| entry.payload.len() + entry.words.iter().map(String::len).sum::<usize>() + 4;
    let rest = &entries[start..];
    let mut total = 0;
    let mut best: Option<(usize, usize)> = None;
    for (at, pair) in (start + 1..).zip(rest.windows(2)) {
        total += bytes(&pair[0]);
        if total >= size * 3 / 4 && order(&pair[0].words[0], &pair[1].words[0]).is_lt() {
            let split = pair[0].words.iter().any(|word| order(word, &pair[1].words[0]).is_ge());
            let cost = shared(&pair[0].words[0], &pair[1].words[0]) + if split { 4 } else { 0 };
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, at));
            }
        }
        if total + bytes(&pair[1]) > size * 5 / 4 && best.is_some() {
            return best.map(|(_, at)| at);
        }
    }
    None
}

/// The shortest beginning of `after` that sorts after `before`.
fn boundary(before: &str, after: &str) -> String {
    let ends = after.char_indices().map(|(at, letter)| at + letter.len_utf8());
    let end = ends.into_iter().find(|&end| order(before, &after[..end]).is_lt()).unwrap_or(after.len());
    after[..end].to_owned()
}

/// How many letters two words share at their beginning.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Appends words, each as the letters it shares with the one before (`previous`) and the rest.
pub(super) fn push_word(out: &mut String, previous: &mut String, word: &str) {
    let count = shared(previous, word).min(60);
    out.push(sign(u32::try_from(count).unwrap_or(0)));
    out.extend(word.chars().skip(count));
    word.clone_into(previous);
}

/// Reads what [`push_word`] wrote.
fn read_word(previous: &str, text: &str) -> String {
    let count = text.bytes().next().map_or(0, code) as usize;
    previous.chars().take(count).chain(text.chars().skip(1)).collect()
}

/// A shard while it is written: `words!payload!words!payload!…`.
#[derive(Clone, Default)]
struct ShardText {
    text: String,
    previous: String,
}

impl ShardText {
    fn push(&mut self, words: &[String], payload: &str) {
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            push_word(&mut self.text, &mut self.previous, word);
        }
        self.text.push('!');
        self.text.push_str(payload);
        self.text.push('!');
    }
}

/// The entries of a shard's text.
fn read(text: &str) -> Vec<ShardEntry> {
    let mut previous = String::new();
    let mut fields = text.split('!');
    let mut entries = Vec::new();
    while let (Some(words), Some(payload)) = (fields.next(), fields.next()) {
        let words = words.split(' ').map(|word| {
            previous = read_word(&previous, word);
            previous.clone()
        });
        entries.push(ShardEntry { words: words.collect(), payload: payload.to_owned() });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_in_the_shard_it_belongs_to() {
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let groups =
            ["move moved moves moving", "movement", "movie", "mud", "press pressing", "pressed", "é", "光幕", "😀"];
        let entries: Vec<ShardEntry> =
            groups.map(|group| ShardEntry { words: words(group), payload: "#$%".repeat(4) }).to_vec();
        for size in [1, 20, 40, 1_000] {
            let shards = cut(&entries, size);
            assert_eq!(shards.boundaries.len(), shards.texts.len());
            for entry in &entries {
                for word in &entry.words {
                    let shard = shards.entries(shard_of(&shards.boundaries, word));
                    let found = shard.iter().filter(|other| other.words.contains(word)).collect::<Vec<_>>();
                    assert!(found.len() == 1 && found[0].payload == entry.payload, "{word} in shards of {size}");
                    let (first, last) =
                        shards_from(&shards.boundaries, &word[..word.chars().next().map_or(0, char::len_utf8)]);
                    assert!((first..=last).contains(&shard_of(&shards.boundaries, word)));
                }
            }
        }
    }
}
