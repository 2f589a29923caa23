//! How wide the columns of a table are on a card.

use super::font::{Measure, Weight};
use super::format::Format;
use super::piece::{Piece, Run};
use super::ruler::{frame_width, marker_width};
use super::style::{CELL_SIDE, USUAL_LETTER};

/// Width of a letter of a bold word in em: heads are bold.
const WIDE_LETTER: f64 = 0.62;

/// Widths of columns in percent: every column holds its longest word where that can be, and the rest goes to those in which
/// most is written.
pub(super) fn widths(format: &Format, head: &[Vec<Run>], rows: &[Vec<Vec<Run>>]) -> Vec<u8> {
    let line = format.column(1, format.sizes(USUAL_LETTER).full);
    let columns: Vec<Column> = (0..head.len())
        .map(|column| Column::of(rows.iter().filter_map(|row| row.get(column)).chain(head.get(column)), line))
        .collect();
    let needed: f64 = columns.iter().map(|column| column.need).sum();
    if needed >= 1.0 {
        return percent(&columns.iter().map(|column| column.need / needed).collect::<Vec<_>>());
    }
    let wished: f64 = columns.iter().map(|column| column.wish).sum();
    let wish = |column: &Column| column.wish / wished;
    // What those lack whose wish is less than their need is taken from the others, in proportion to what they have to spare.
    let lacking: f64 = columns.iter().map(|column| (column.need - wish(column)).max(0.0)).sum();
    let spare: f64 = columns.iter().map(|column| (wish(column) - column.need).max(0.0)).sum();
    let share = |column: &Column| match wish(column) - column.need {
        free if free > 0.0 => wish(column) - free * lacking / spare,
        _ => column.need,
    };
    percent(&columns.iter().map(share).collect::<Vec<_>>())
}

/// What a column asks for.
struct Column {
    /// The share of the line that its longest word takes at the full size.
    need: f64,
    /// How much is written in it. The root: a long column takes more lines, not all of the width.
    wish: f64,
}

impl Column {
    fn of<'a>(cells: impl Iterator<Item = &'a Vec<Run>>, line: f64) -> Self {
        let (mut word, mut length) = (1, 3);
        for cell in cells {
            let text: String = cell.iter().map(|run| run.text.as_str()).collect();
            length = length.max(text.chars().count());
            word = words(&text).map(|word| word.chars().count()).fold(word, usize::max);
        }
        #[expect(clippy::cast_precision_loss, reason = "lengths of cells")]
        let (word, length) = (word as f64, length.min(120) as f64);
        Self { need: (word * WIDE_LETTER + 2.0 * CELL_SIDE) / line, wish: length.sqrt() }
    }
}

/// The words of a text: of letters alone. An address or a code may be parted.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_whitespace() || letter == '-')
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphabetic()))
        .filter(|word| !word.is_empty() && word.chars().all(char::is_alphabetic))
}

/// Shares as whole percents that make a hundred, each one at least: the largest remainders are rounded up.
fn percent(shares: &[f64]) -> Vec<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 100")]
    let mut percents: Vec<u8> = shares.iter().map(|share| ((share * 100.0) as u8).max(1)).collect();
    let left = |percents: &[u8]| 100 - percents.iter().map(|percent| i32::from(*percent)).sum::<i32>();
    let remainder = |percents: &[u8], column: usize| shares[column] * 100.0 - f64::from(percents[column]);
    while left(&percents) > 0 {
        let most = (0..shares.len()).max_by(|a, b| remainder(&percents, *a).total_cmp(&remainder(&percents, *b)));
        percents[most.unwrap_or(0)] += 1;
    }
    while left(&percents) < 0 && percents.iter().any(|percent| *percent > 1) {
        let widest = (0..percents.len()).max_by_key(|column| percents[*column]);
        percents[widest.unwrap_or(0)] -= 1;
    }
    percents
}

/// The longest word of the tables that is wider than its cell on lines of this width in em, and so is broken between two
/// letters; `px` is a px of rules and frames in em.
pub(super) fn broken_word<'a>(
    pieces: &mut dyn Iterator<Item = &'a Piece>,
    line: f64,
    px: f64,
    measure: &mut Measure<'_>,
) -> Option<&'a str> {
    let mut longest: Option<&str> = None;
    for piece in pieces {
        let found = match piece {
            Piece::Row { widths, cells, .. } => broken_in_row(widths, cells, line, measure),
            Piece::Marked(marker, pieces) => broken_word(&mut pieces.iter(), line - marker_width(marker), px, measure),
            Piece::Framed(frame, pieces) => broken_word(&mut pieces.iter(), line - frame_width(frame, px), px, measure),
            _ => None,
        };
        longest = [longest, found].into_iter().flatten().max_by_key(|word| word.len());
    }
    longest
}

/// The longest word of a row that is wider than its cell.
fn broken_in_row<'a>(widths: &[u8], cells: &'a [Vec<Run>], line: f64, measure: &mut Measure<'_>) -> Option<&'a str> {
    let mut longest: Option<&str> = None;
    for (cell, share) in cells.iter().zip(widths) {
        let column = line * f64::from(*share) / 100.0 - 2.0 * CELL_SIDE;
        for run in cell {
            let weight = if run.bold { Weight::Bold } else { Weight::Regular };
            for word in words(&run.text) {
                let is_longer = longest.is_none_or(|longest| word.len() > longest.len());
                // Letters of East Asia are parted anywhere.
                if is_longer && word.is_ascii() && measure.advance(word, weight) > column {
                    longest = Some(word);
                }
            }
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<Vec<Run>> {
        texts.iter().map(|text| vec![Run { text: (*text).to_owned(), bold: false, apart: false }]).collect()
    }

    #[test]
    fn a_column_holds_its_longest_word() {
        let a6 = Format::parse("a6").expect("a format");
        let long = "what is written here goes on and on, and so takes more of the width than any other column of it";
        let found = widths(&a6, &cells(&["Name", "Instrumentation", "Text"]), &[cells(&["a", "b", long])]);
        assert_eq!(found.iter().map(|percent| u32::from(*percent)).sum::<u32>(), 100);
        assert!(found[1] >= 20 && found[0] < found[1], "{found:?}");
        let many = widths(&a6, &cells(&[long; 40]), &[]);
        assert_eq!(many.iter().map(|percent| u32::from(*percent)).sum::<u32>(), 100, "{many:?}");
    }
}
