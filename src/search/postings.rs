//! Which aid has which word where: the posting of a term, and its text.
//!
//! A posting is an aid, an impact (how much the word says about the aid by itself: BM25F, Robertson, Zaragoza & Taylor 2004,
//! in 16 steps) and cells: the places where the word stands, so that a query can ask which words stand together.

use super::codec::{Signs, push_number, sign};

/// How many steps an impact has.
pub(super) const IMPACTS: u32 = 16;
/// Cells 0–7: the word's position in the title; 7 for all later ones.
pub(super) const LAST_TITLE_POSITION: u32 = 7;
/// The word is in a tag, role, location or piece of equipment.
pub(super) const LABELS: u32 = 8;
/// The word is in the need or the summary.
pub(super) const NEED: u32 = 9;
/// Cells 10–15: the word is in the title, which has 1, 2, … 6 or more telling words.
pub(super) const TITLE: u32 = 10;
/// Cells 16–39: the word is in a phrase (an ask, another name): four slots for phrases times six for their telling words.
pub(super) const PHRASES: u32 = 16;
/// Phrases that are kept apart; the fifth shares the slot of the first.
pub(super) const PHRASE_SLOTS: u32 = 4;
/// Longer phrases count as if they had this many telling words.
pub(super) const MOST_PHRASE_WORDS: u32 = 6;
/// Cells from here: the lines of the body.
pub(super) const LINES: u32 = 40;
/// Cells from here take more than one sign.
const LONG_CELL: u32 = 90;
/// The head of a posting says how many cells it has; from this many on, a number after it says how many more.
pub(super) const HEAD_CELLS: u32 = 5;

/// An aid that has a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// Number of the aid in the index.
    pub(super) document: u32,
    /// 0–15.
    pub(super) impact: u32,
    /// Sorted, at least one.
    pub(super) cells: Vec<u32>,
}

/// Appends how far a document is from the one before it; `next` is the number after that one, then after this.
pub(super) fn push_gap(out: &mut String, next: &mut u32, document: u32) {
    push_number(out, document - *next);
    *next = document + 1;
}

/// Appends the rest of a posting.
pub(super) fn push_cells(out: &mut String, impact: u32, cells: &[u32]) {
    let count = u32::try_from(cells.len()).unwrap_or(u32::MAX).max(1);
    out.push(sign(impact * HEAD_CELLS + count.min(HEAD_CELLS) - 1));
    if count >= HEAD_CELLS {
        push_number(out, count - HEAD_CELLS);
    }
    for &cell in cells {
        out.push(sign(cell.min(LONG_CELL)));
        if cell >= LONG_CELL {
            push_number(out, cell - LONG_CELL);
        }
    }
}

/// Reads what [`push_cells`] wrote: impact and cells.
pub(super) fn read_cells(signs: &mut Signs<'_>) -> (u32, Vec<u32>) {
    let head = signs.code();
    let mut count = head % HEAD_CELLS + 1;
    if count == HEAD_CELLS {
        count += signs.number();
    }
    let cell = |_| match signs.code() {
        LONG_CELL => LONG_CELL + signs.number(),
        cell => cell,
    };
    (head / HEAD_CELLS, (0..count).map(cell).collect())
}

/// Reads all postings of a text.
pub(super) fn postings(text: &str) -> Vec<Posting> {
    let mut signs = Signs::new(text);
    let mut postings = Vec::new();
    let mut next = 0;
    while !signs.is_empty() {
        let document = next + signs.number();
        let (impact, cells) = read_cells(&mut signs);
        postings.push(Posting { document, impact, cells });
        next = document + 1;
    }
    postings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_posting_comes_back() {
        let posting = |document, impact, cells: &[u32]| Posting { document, impact, cells: cells.to_vec() };
        let all = [
            posting(0, 0, &[0]),
            posting(1, 15, &[0, 7, 39, 40, 89, 90, 91, 5000]),
            posting(70_000, 7, &[8, 9, 10, 11, 12]),
            posting(900_000, 3, &[200]),
        ];
        let mut text = String::new();
        let mut next = 0;
        for posting in &all {
            push_gap(&mut text, &mut next, posting.document);
            push_cells(&mut text, posting.impact, &posting.cells);
        }
        assert_eq!(postings(&text), all);
    }
}
