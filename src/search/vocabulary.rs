//! The words of an index, by numbers that stay: what was read of an aid still holds when others have changed.
//!
//! In: the words that a run of aids met. Out: their numbers. A number says nothing about the order of words: it is as they
//! came, and what is written must not show it.

use crate::language::Language;
use std::collections::HashMap;
use std::sync::Arc;

/// A word as it stands in the index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Word {
    /// What all forms of the word share, by its number.
    pub(super) term: u32,
    /// Small letters, without marks.
    pub(super) form: String,
    /// It says little by itself.
    pub(super) stop: bool,
}

/// A language that aids of an index are written in.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) language: Language,
    /// The words that the site's synonyms are made of.
    pub(super) synonyms: Vec<u32>,
}

/// Every word met so far.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    terms: HashMap<Arc<str>, u32>,
    /// What the forms of a term share.
    pub(super) keys: Vec<Arc<str>>,
    numbers: HashMap<Word, u32>,
    pub(super) words: Vec<Word>,
    pub(super) languages: Vec<Known>,
}

impl Vocabulary {
    /// The number of the term that words with this key are forms of.
    pub(super) fn term(&mut self, key: &str) -> u32 {
        if let Some(&term) = self.terms.get(key) {
            return term;
        }
        let (term, key) = (number(self.keys.len()), Arc::from(key));
        self.keys.push(Arc::clone(&key));
        self.terms.insert(key, term);
        term
    }

    /// The number of a word.
    pub(super) fn word(&mut self, word: Word) -> u32 {
        let next = number(self.words.len());
        *self.numbers.entry(word).or_insert_with_key(|word| {
            self.words.push(word.clone());
            next
        })
    }

    /// The number of a language; `synonyms` are its words of the site's synonyms.
    pub(super) fn language(&mut self, language: Language, synonyms: Vec<u32>) -> u32 {
        let known = self.languages.iter().position(|known| known.language == language);
        number(known.unwrap_or_else(|| {
            self.languages.push(Known { language, synonyms });
            self.languages.len() - 1
        }))
    }
}

/// More words than fit would take more memory than there is.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
