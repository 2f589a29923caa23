//! A place in a file on disk, with the lines needed to show it.

use std::ops::Range;

/// The most source lines that one place keeps.
const EXCERPT_LINES: usize = 6;
/// The most bytes of excerpt that one place keeps; a line of a minified file can be megabytes long.
const EXCERPT_BYTES: usize = 2_000;

/// A range of a text, in the numbers that an editor shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line on disk, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The whole lines that the range touches (cut when very long).
    pub excerpt: String,
    /// The range in bytes of `excerpt`.
    pub marked: Range<usize>,
}

impl Place {
    /// The place of bytes `range` in `text`.
    ///
    /// `text` is the text of a whole file with `\n`, `\r\n` or `\r` read as one line end each and without a byte order
    /// mark, so line and column are those of the file on disk. Ranges out of bounds are brought into it.
    #[must_use]
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let start = floor_char(text, range.start);
        let end = floor_char(text, range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line = to_u32(text[..line_start].bytes().filter(|&b| b == b'\n').count() + 1);
        let column = to_u32(text[line_start..start].chars().count() + 1);
        let shown_from = if start - line_start > EXCERPT_BYTES / 2 {
            floor_char(text, start - EXCERPT_BYTES / 4)
        } else {
            line_start
        };
        let mut shown_to = shown_from;
        for (count, piece) in text[shown_from..].split_inclusive('\n').enumerate() {
            if count > 0 && (shown_to >= end || count >= EXCERPT_LINES) {
                break;
            }
            shown_to += piece.len();
        }
        shown_to = floor_char(text, shown_to.min(shown_from + EXCERPT_BYTES));
        let excerpt = text[shown_from..shown_to].trim_end_matches('\n').to_owned();
        let marked_start = (start - shown_from).min(excerpt.len());
        let marked_end = (end - shown_from).clamp(marked_start, excerpt.len());
        Self { line, column, excerpt, marked: marked_start..marked_end }
    }
}

/// The last character boundary at or before `at`.
fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn counts_lines_and_characters_from_one() {
        let place = Place::new("a\nçé x\n", 7..8);
        assert_eq!((place.line, place.column), (2, 4));
        assert_eq!(&place.excerpt[place.marked], "x");
    }

    #[test]
    fn a_range_past_the_end_is_the_end() {
        let place = Place::new("ab", 9..12);
        assert_eq!((place.line, place.column), (1, 3));
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_place() {
        let text = "x".repeat(100_000);
        let place = Place::new(&text, 50_000..50_004);
        assert_eq!((place.line, place.column), (1, 50_001));
        assert!(place.excerpt.len() <= 2_000);
    }
}
