//! A place in a file on disk, with the lines needed to show it.

use std::cell::OnceCell;
use std::ops::Range;

/// The most source lines that one place keeps.
const EXCERPT_LINES: usize = 6;
/// The most bytes of excerpt that one place keeps; a line of a minified file can be megabytes long.
const EXCERPT_BYTES: usize = 800;
/// [`Lines`] remembers line and column this often, in bytes.
const CHECKPOINT_BYTES: usize = 4_096;

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
    ///
    /// Counts from the start of the text; for many places in one text see [`Lines`].
    #[must_use]
    pub fn new(text: &str, range: Range<usize>) -> Self {
        let start = floor_char(text, range.start);
        Self::at(text, start..range.end, Position::START.after(&text[..start]))
    }

    /// The same in a text whose lines are counted once.
    #[must_use]
    pub fn within(lines: &Lines<'_>, range: Range<usize>) -> Self {
        let start = floor_char(lines.text, range.start);
        Self::at(lines.text, start..range.end, lines.position(start))
    }

    /// The place of a range that starts at a character boundary, whose line and column are known.
    fn at(text: &str, range: Range<usize>, position: Position) -> Self {
        let start = range.start;
        let end = floor_char(text, range.end).max(start);
        let near = floor_char(text, start.saturating_sub(EXCERPT_BYTES / 2));
        let shown_from = match text[near..start].rfind('\n') {
            Some(line_end) => near + line_end + 1,
            None if near == 0 => 0,
            None => floor_char(text, start - EXCERPT_BYTES / 4),
        };
        let window = &text[shown_from..floor_char(text, shown_from + EXCERPT_BYTES)];
        let mut shown_to = shown_from;
        for (count, piece) in window.split_inclusive('\n').enumerate() {
            if count > 0 && (shown_to >= end || count >= EXCERPT_LINES) {
                break;
            }
            shown_to += piece.len();
        }
        let excerpt = text[shown_from..shown_to].trim_end_matches('\n').to_owned();
        let marked_start = (start - shown_from).min(excerpt.len());
        let marked_end = (end - shown_from).clamp(marked_start, excerpt.len());
        Self { line: to_u32(position.line), column: to_u32(position.column), excerpt, marked: marked_start..marked_end }
    }
}

/// Line and column, both from 1.
#[derive(Clone, Copy, Debug)]
struct Position {
    line: usize,
    column: usize,
}

impl Position {
    const START: Self = Self { line: 1, column: 1 };

    /// The position after `text`, which begins here.
    fn after(self, text: &str) -> Self {
        match text.rfind('\n') {
            None => Self { column: self.column + text.chars().count(), ..self },
            Some(last) => Self {
                line: self.line + text.bytes().filter(|&byte| byte == b'\n').count(),
                column: text[last + 1..].chars().count() + 1,
            },
        }
    }
}

/// A text in which many places are wanted: its lines are counted once, so that a file full of problems takes no longer than
/// its size.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// The offset and position of every [`CHECKPOINT_BYTES`], counted when the first place is wanted.
    checkpoints: OnceCell<Vec<(usize, Position)>>,
}

impl<'a> Lines<'a> {
    /// The lines of a file's text; the same conditions as for [`Place::new`].
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, checkpoints: OnceCell::new() }
    }

    /// The position of a character boundary.
    fn position(&self, offset: usize) -> Position {
        let checkpoints = self.checkpoints.get_or_init(|| checkpoints(self.text));
        let (from, position) = checkpoints[checkpoints.partition_point(|(at, _)| *at <= offset) - 1];
        position.after(&self.text[from..offset])
    }
}

/// The first is the start of the text.
fn checkpoints(text: &str) -> Vec<(usize, Position)> {
    let mut checkpoints = vec![(0, Position::START)];
    let (mut offset, mut position) = (0, Position::START);
    while text.len() - offset > CHECKPOINT_BYTES {
        let next = floor_char(text, offset + CHECKPOINT_BYTES);
        position = position.after(&text[offset..next]);
        offset = next;
        checkpoints.push((offset, position));
    }
    checkpoints
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
    use super::{CHECKPOINT_BYTES, EXCERPT_BYTES, Lines, Place};

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
    fn a_range_of_many_lines_shows_the_first_ones() {
        let place = Place::new(&"line\n".repeat(20), 7..60);
        assert_eq!((place.line, place.column), (2, 3));
        assert_eq!(place.excerpt, "line\n".repeat(6).trim_end());
        assert_eq!(place.marked, 2..place.excerpt.len());
    }

    #[test]
    fn a_very_long_line_is_cut_around_the_place() {
        let text = "x".repeat(100_000);
        let place = Place::new(&text, 50_000..50_004);
        assert_eq!((place.line, place.column), (1, 50_001));
        assert!(place.excerpt.len() <= EXCERPT_BYTES);
        assert_eq!(place.marked.len(), 4);
    }

    #[test]
    fn lines_counted_once_give_the_same_places() {
        let text = format!("é{}\n\nü", "ab\nçdé ".repeat(CHECKPOINT_BYTES)) + &"ö".repeat(3 * CHECKPOINT_BYTES);
        let lines = Lines::new(&text);
        for start in (0..text.len() + 10).step_by(97).chain([text.len() - 1, text.len()]) {
            assert_eq!(Place::within(&lines, start..start + 5), Place::new(&text, start..start + 5), "{start}");
        }
    }
}
