//! Letters: one spelling for a path, keys to sort by, what is the same to a searcher.

use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfkc_quick};

/// The text in normal form C.
#[must_use]
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// A key that sorts as a reader looks: case and marks do not count, digits sort as numbers.
#[must_use]
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut digits = String::new();
    for letter in text.nfd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase) {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else {
            push_number(&mut key, &mut digits);
            key.push(letter);
        }
    }
    push_number(&mut key, &mut digits);
    key
}

/// A run of digits with its length before it, so that 9 comes before 10.
fn push_number(key: &mut String, digits: &mut String) {
    if !digits.is_empty() {
        let significant = digits.trim_start_matches('0');
        key.push_str(&format!("{:02}{significant}", significant.len().min(99)));
        digits.clear();
    }
}

/// Whether the letter is a mark that belongs to the one before it (Arabic vowels, Indic scripts).
#[must_use]
pub fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && is_combining_mark(letter)
}

/// The text with one letter for every letter that looks or means the same (normal form KC): `ﬁ` is `fi`, `Ａ` is `A`.
#[must_use]
pub fn nfkc(text: &str) -> Cow<'_, str> {
    let is_normal = text.is_ascii() || is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    if is_normal { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// A word as searchers may type it: small letters, without accents, vowel signs and marks of direction; `ß` is `ss`.
///
/// `src/search/browser/text.js` folds alike; `tests/search/words.tsv` holds both.
#[must_use]
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for letter in word.to_lowercase().nfd().filter(|letter| !is_silent(*letter)) {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ŋ' => folded.push('n'),
            'ς' => folded.push('σ'),
            'ٱ' => folded.push('ا'),
            'ى' | 'ی' => folded.push('ي'),
            'ة' => folded.push('ه'),
            'ک' => folded.push('ك'),
            '٠'..='٩' => folded.push(digit(letter, '٠')),
            '۰'..='۹' => folded.push(digit(letter, '۰')),
            other => folded.push(other),
        }
    }
    if is_nfc(&folded) { folded } else { folded.nfc().collect() }
}

fn digit(letter: char, zero: char) -> char {
    char::from_digit(u32::from(letter) - u32::from(zero), 10).unwrap_or(letter)
}

/// Marks that a searcher may leave out. In other scripts a mark is part of the letter (Indic vowels, Japanese voicing).
fn is_silent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36f}' // Latin, Greek, Cyrillic
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' // Hebrew
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' // Arabic
        | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}') // unseen
}

#[cfg(test)]
mod tests {
    use super::sort_key;

    #[test]
    fn sorts_as_a_reader_looks() {
        let mut titles = ["Zinc", "über 10", "Uber 9", "apple", "Éclair"];
        titles.sort_by_key(|title| sort_key(title));
        assert_eq!(titles, ["apple", "Éclair", "Uber 9", "über 10", "Zinc"]);
    }
}
