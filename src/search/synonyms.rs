//! `synonyms` of the site: where a text has one phrase of a group, it is found by the others too.
//!
//! The words are added when the index is built, in the line where the phrase stands, so that no query costs more.

use std::collections::HashMap;

/// Phrases as terms of a run, by the language in which their words were read.
#[derive(Debug, Default)]
pub(super) struct Synonyms {
    /// By first term: the phrase and its group.
    phrases: HashMap<u32, Vec<(Vec<u32>, usize)>>,
    /// All terms of each group.
    groups: Vec<Vec<u32>>,
}

impl Synonyms {
    /// The groups, each a list of phrases in terms, and for each group the terms that it adds to a text.
    pub(super) fn new(phrases: Vec<Vec<Vec<u32>>>, groups: Vec<Vec<u32>>) -> Self {
        let mut by_first: HashMap<u32, Vec<(Vec<u32>, usize)>> = HashMap::new();
        for (group, phrases) in phrases.into_iter().enumerate() {
            for phrase in phrases {
                if let Some(&first) = phrase.first() {
                    by_first.entry(first).or_default().push((phrase, group));
                }
            }
        }
        Self { phrases: by_first, groups }
    }

    /// The terms that a text gains.
    pub(super) fn of(&self, text: &[u32], gained: &mut Vec<u32>) {
        gained.clear();
        for (at, first) in text.iter().enumerate() {
            for (phrase, group) in self.phrases.get(first).into_iter().flatten() {
                if text[at..].starts_with(phrase) {
                    gained.extend(self.groups[*group].iter().filter(|term| !phrase.contains(term)));
                }
            }
        }
        gained.sort_unstable();
        gained.dedup();
    }
}
