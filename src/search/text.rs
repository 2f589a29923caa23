//! A text → the words that the index knows and that a query is made of.
//!
//! `src/search/browser/text.js` does the same; `tests/search/words.tsv` holds both to one table.

use crate::unicode::{fold, is_mark, nfkc};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Signs that join words when they stand between two letters: `E-42`, `1,600`, `path/to`, `don't`.
const JOINERS: [char; 9] = ['-', '_', '.', ',', '/', '\'', '’', '\u{2010}', '\u{2011}'];
/// Words of more pieces or parts than this are not taken apart, or not put together.
const MOST_PIECES: usize = 4;
/// Longer words are cut, in letters.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Small letters, without marks: what the index holds and a query is compared with.
    pub form: String,
    /// Small letters with their marks: what a stemmer wants.
    pub spelling: String,
    /// A word put together from several others, which are tokens too: `e42` of `E-42`.
    pub joined: bool,
}

/// Every word of the text, in order: of `E-42` the tokens `e`, `42` and, joined, `e42`; of Chinese, Japanese, Korean and Thai
/// the pairs of neighbouring letters.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    split(text, &mut |form, spelling, joined| {
        tokens.push(Token { form: form.to_owned(), spelling: spelling.to_owned(), joined });
    });
    tokens
}

/// Gives every word of the text to `emit`: form, spelling, whether it is joined.
pub(super) fn split(text: &str, emit: &mut dyn FnMut(&str, &str, bool)) {
    let text = nfkc(text);
    let mut rest = text.as_ref();
    while let Some(start) = rest.find(is_word_letter) {
        rest = &rest[start..];
        let end = compound_end(rest);
        compound(&rest[..end], emit);
        rest = &rest[end..];
    }
}

fn is_word_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter.is_alphanumeric() || is_mark(letter) || matches!(letter, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Where a run of words with single joiners between them ends.
fn compound_end(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, letter)) = letters.next() {
        if is_word_letter(letter) {
            end = at + letter.len_utf8();
        } else if !JOINERS.contains(&letter) || !letters.peek().is_some_and(|(_, next)| is_word_letter(*next)) {
            break;
        }
    }
    end
}

fn compound(text: &str, emit: &mut dyn FnMut(&str, &str, bool)) {
    if !text.contains(JOINERS) {
        part(text, emit);
        return;
    }
    let parts: Vec<&str> = parts(text);
    for text in &parts {
        part(text, emit);
    }
    let all: Vec<&str> = text.split(JOINERS).collect();
    let whole = all.concat();
    let is_genitive = parts.len() == 1 && all.last().is_some_and(|last| last.eq_ignore_ascii_case("s"));
    if all.len() <= MOST_PIECES && !is_genitive && !whole.contains(has_no_spaces) {
        word(&whole, true, emit);
    }
}

/// The words between the joiners. A single letter beside an apostrophe is none: `l'eau`, `don't`; and `press's` is `press`.
fn parts(text: &str) -> Vec<&str> {
    let is_apostrophe = |letter: char| matches!(letter, '\'' | '’');
    let mut parts = Vec::new();
    let mut after_apostrophe = false;
    let mut rest = text;
    loop {
        let end = rest.find(JOINERS).unwrap_or(rest.len());
        let part = &rest[..end];
        let joiner = rest[end..].chars().next();
        let before_apostrophe = joiner.is_some_and(is_apostrophe);
        let single = part.chars().nth(1).is_none() && part.chars().all(char::is_alphabetic);
        if !single || !(after_apostrophe || before_apostrophe) {
            parts.push(part);
        }
        let Some(joiner) = joiner else { return parts };
        after_apostrophe = before_apostrophe;
        rest = &rest[end + joiner.len_utf8()..];
    }
}

/// A run of letters and digits: `M8x30` gives its pieces and itself.
fn part(text: &str, emit: &mut dyn FnMut(&str, &str, bool)) {
    // Nearly every word.
    if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
        word(text, false, emit);
        return;
    }
    let pieces = pieces(text);
    if pieces.len() == 1 {
        piece(text, emit);
    } else if pieces.len() > MOST_PIECES {
        // A long code: its pieces say nothing.
        word(text, false, emit);
    } else {
        for text in pieces {
            piece(text, emit);
        }
        if !text.contains(has_no_spaces) {
            word(text, true, emit);
        }
    }
}

/// Cuts between letters and digits, and before a capital after a small letter.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut last) = (0, None::<char>);
    for (at, letter) in text.char_indices().filter(|(_, letter)| !is_mark(*letter)) {
        let boundary = last.is_some_and(|last| {
            last.is_numeric() != letter.is_numeric() || (last.is_lowercase() && letter.is_uppercase())
        });
        if boundary {
            pieces.push(&text[start..at]);
            start = at;
        }
        last = Some(letter);
    }
    pieces.push(&text[start..]);
    pieces
}

/// A piece: a word, or pairs of letters where words have no spaces between them.
fn piece(text: &str, emit: &mut dyn FnMut(&str, &str, bool)) {
    if text.is_ascii() || !text.contains(has_no_spaces) {
        word(text, false, emit);
        return;
    }
    let folded = fold(text);
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let pairs = has_no_spaces(first);
        let end = rest.find(|letter| has_no_spaces(letter) != pairs).unwrap_or(rest.len());
        if pairs {
            pairs_of(&rest[..end], emit);
        } else {
            word(&rest[..end], false, emit);
        }
        rest = &rest[end..];
    }
}

fn pairs_of(run: &str, emit: &mut dyn FnMut(&str, &str, bool)) {
    let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
    if starts.len() == 2 {
        emit(run, run, false);
    }
    for pair in starts.windows(3) {
        let pair = &run[pair[0]..pair[2]];
        emit(pair, pair, false);
    }
}

fn word(text: &str, joined: bool, emit: &mut dyn FnMut(&str, &str, bool)) {
    let spelling: Cow<'_, str> = match text.bytes().any(|byte| !byte.is_ascii() || byte.is_ascii_uppercase()) {
        true => Cow::Owned(text.to_lowercase()),
        false => Cow::Borrowed(text),
    };
    if spelling.is_ascii() {
        let cut = &spelling[..spelling.len().min(LONGEST)];
        emit(cut, cut, joined);
        return;
    }
    let form: String = fold(&spelling).chars().take(LONGEST).collect();
    if !form.is_empty() {
        emit(&form, &spelling, joined);
    }
}

/// Letters of scripts that put no spaces between words, or, in Korean, hang endings on them: Thai, Lao, Burmese, Khmer, kana,
/// Hangul, Han.
pub(super) fn has_no_spaces(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The order of the index: that of strings in JavaScript, by UTF-16.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    // Only letters beyond the first plane sort differently by bytes.
    if a.is_ascii() || b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn codes_are_found_as_written_and_by_their_pieces() {
        let forms = |text: &str| tokens(text).into_iter().map(|token| token.form).collect::<Vec<_>>().join(" ");
        assert_eq!(forms("E-42: 12 Nm"), "e 42 e42 12 nm");
        assert_eq!(forms("M8x30"), "m 8 x 30 m8x30");
        assert_eq!(forms("the press's café, don't"), "the press cafe don dont");
        assert_eq!(forms("重置光幕3次"), "重置 置光 光幕 3 次");
        assert_eq!(forms(""), "");
    }
}
