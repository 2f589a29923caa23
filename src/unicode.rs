//! Letters: one spelling for a path, keys to sort by.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

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
    is_combining_mark(letter)
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
