//! Where cards stand on a sheet of paper, and where it is cut.
//!
//! All lengths are in mm, from the sheet's top left corner. A sheet holds blocks in columns and rows: cards, or pairs of a
//! front and a back side by side, to be folded.

use super::format::Format;
use std::fmt::Write as _;

/// What an office printer cannot print on, from every edge: 1/6 in of a laser printer, and what rounding takes.
const UNPRINTABLE: f64 = 4.5;
/// Between blocks, so that a cut may be off.
const GUTTER: f64 = 4.0;
/// Between a block and its crop marks, and their length.
const MARK: (f64, f64) = (0.5, 4.0);
/// A margin of paper that is no more than this needs no cut.
const NO_CUT: f64 = 1.0;
/// Length of the check bar.
const BAR: f64 = 50.0;
/// The room that the bar takes across, with what it says.
const BAR_ROOM: f64 = 4.0;

/// What cards are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 in.
    Letter,
}

/// Where the cards of one format stand on a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Imposition {
    /// For class names: `a7-on-a4`, `a7-pair-on-a4`.
    pub name: String,
    /// The paper.
    pub paper: Paper,
    /// The paper lies on its long side.
    pub turned: bool,
    /// A block is a front and a back.
    pub pair: bool,
    /// Blocks side by side.
    pub columns: usize,
    /// Blocks one below the other.
    pub rows: usize,
    /// Between blocks.
    pub gutter: f64,
    /// Width of a card.
    card: f64,
    /// Height of a card.
    height: f64,
    /// What stays white around a card's text.
    margin: f64,
}

/// The bar by which a printed sheet is measured: 50 mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Where it begins.
    pub x: f64,
    /// See [`Bar::x`].
    pub y: f64,
    /// It runs down, not to the right.
    pub down: bool,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::A4, Self::Letter];

    /// Its name in configuration, class names and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    /// The paper with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paper| paper.name() == name)
    }

    /// Width and height, upright or on its long side.
    #[must_use]
    pub const fn size(self, turned: bool) -> (f64, f64) {
        let (width, height) = match self {
            Self::A4 => (210.0, 297.0),
            Self::Letter => (215.9, 279.4),
        };
        if turned { (height, width) } else { (width, height) }
    }

    /// The name of its `@page`.
    #[must_use]
    pub fn page(self, turned: bool) -> String {
        format!("s-{}{}", self.name(), if turned { "-turned" } else { "" })
    }
}

impl Imposition {
    /// As many blocks as a sheet holds: apart, or touching where that holds a quarter more. `None`: too small for one.
    #[must_use]
    pub fn of(format: &Format, paper: Paper, pair: bool) -> Option<Self> {
        let (name, kind) = (&format.name, if pair { "-pair" } else { "" });
        let with = |turned: bool, gutter: f64| {
            let mut sheet = Self {
                name: format!("{name}{kind}-on-{}", paper.name()),
                paper,
                turned,
                pair,
                columns: 0,
                rows: 0,
                gutter,
                card: format.width,
                height: format.height,
                margin: format.margin,
            };
            let (width, height) = paper.size(turned);
            let cards = if pair { 2 } else { 1 };
            sheet.columns = most(width, sheet.block(), gutter, format.margin, cards);
            sheet.rows = most(height, format.height, gutter, format.margin, 1);
            sheet
        };
        let fuller = |gutter: f64| {
            let (upright, turned) = (with(false, gutter), with(true, gutter));
            if turned.count() > upright.count() { turned } else { upright }
        };
        let (apart, touching) = (fuller(GUTTER), fuller(0.0));
        let best = if 4 * touching.count() >= 5 * apart.count() { touching } else { apart };
        (best.count() > 0).then_some(best)
    }

    /// Blocks on a sheet.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.columns * self.rows
    }

    /// Width of a block.
    #[must_use]
    pub fn block(&self) -> f64 {
        if self.pair { 2.0 * self.card } else { self.card }
    }

    /// Left and top of the first block; the same is free on the other side.
    #[must_use]
    pub fn corner(&self) -> (f64, f64) {
        let (width, height) = self.paper.size(self.turned);
        (
            free(width, self.columns, self.block(), self.gutter) / 2.0,
            free(height, self.rows, self.height, self.gutter) / 2.0,
        )
    }

    /// How far the text of the outermost cards moves inwards, across and down, so that a printer reaches all of it.
    #[must_use]
    pub fn shift(&self) -> (f64, f64) {
        let (left, top) = self.corner();
        (inwards(left, self.margin), inwards(top, self.margin))
    }

    /// The crop marks as the path of an SVG whose unit is a mm.
    #[must_use]
    pub fn marks(&self) -> String {
        let (width, height) = self.paper.size(self.turned);
        let (left, top) = self.corner();
        let down = edges(left, self.columns, self.block(), self.gutter);
        let across = edges(top, self.rows, self.height, self.gutter);
        let mut path = String::new();
        for x in cut(&down, left) {
            for (from, to) in ticks(&across, top, height, self.gutter) {
                let _ = write!(path, "M{} {}V{}", mm(*x), mm(from), mm(to));
            }
        }
        for y in cut(&across, top) {
            for (from, to) in ticks(&down, left, width, self.gutter) {
                let _ = write!(path, "M{} {}H{}", mm(from), mm(*y), mm(to));
            }
        }
        path
    }

    /// The lines to fold along, as a path like [`Imposition::marks`].
    #[must_use]
    pub fn folds(&self) -> String {
        let (left, top) = self.corner();
        let mut path = String::new();
        if self.pair {
            for column in 0..self.columns {
                for row in 0..self.rows {
                    let x = step(left, column, self.block(), self.gutter) + self.card;
                    let y = step(top, row, self.height, self.gutter);
                    let _ = write!(path, "M{} {}V{}", mm(x), mm(y), mm(y + self.height));
                }
            }
        }
        path
    }

    /// Where the check bar stands: in the margin, in a gutter, else along a cut. `None` where the cards leave no room.
    #[must_use]
    pub fn bar(&self) -> Option<Bar> {
        let (left, top) = self.corner();
        let (width, height) = self.paper.size(self.turned);
        let has_room = |free: f64| free >= UNPRINTABLE + BAR_ROOM;
        let along = |start: f64, length: f64| start + (length - BAR) / 2.0;
        let (x, y) = (along(left, self.card), along(top, self.height));
        let (below, beside) = (top + self.height, left + self.block());
        if has_room(top) && self.card > BAR {
            return Some(Bar { x, y: height - top + BAR_ROOM / 2.0, down: false });
        }
        if has_room(left) && self.height > BAR {
            return Some(Bar { x: width - left + BAR_ROOM / 2.0, y, down: true });
        }
        // Between two rows or two columns: in the middle of the gutter, or on the cut where there is none.
        if self.rows > 1 && self.card > BAR {
            return Some(Bar { x, y: below + self.gutter / 2.0, down: false });
        }
        if self.columns > 1 && self.height > BAR {
            return Some(Bar { x: beside + self.gutter / 2.0, y, down: true });
        }
        // Cards smaller than the bar: at the edge of the sheet, across the crop marks.
        if has_room(top) {
            return Some(Bar { x: along(0.0, width), y: height - UNPRINTABLE - BAR_ROOM / 2.0, down: false });
        }
        has_room(left).then(|| Bar { x: width - UNPRINTABLE - BAR_ROOM / 2.0, y: along(0.0, height), down: true })
    }
}

/// Where the block of a column or row begins.
fn step(first: f64, index: usize, length: f64, gutter: f64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few blocks")]
    let index = index as f64;
    first + index * (length + gutter)
}

/// What blocks leave of a length.
fn free(length: f64, count: usize, block: f64, gutter: f64) -> f64 {
    length - step(0.0, count, block, gutter) + gutter
}

/// The most blocks whose text a printer reaches, moved inwards at the edges by no more than half of the cards' margin.
fn most(length: f64, block: f64, gutter: f64, margin: f64, cards: usize) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few blocks")]
    let fitting = ((length + gutter + 0.01) / (block + gutter)) as usize;
    let is_printed = |&count: &usize| {
        let shift = inwards(free(length, count, block, gutter) / 2.0, margin);
        // A lone card has nowhere to move to.
        shift <= if count * cards > 1 { margin / 2.0 } else { 0.0 }
    };
    (1..=fitting).rev().find(is_printed).unwrap_or(0)
}

/// How far text must move so that it stands where a printer prints.
fn inwards(outside: f64, margin: f64) -> f64 {
    (UNPRINTABLE - outside - margin).max(0.0)
}

/// The edges of blocks, each once.
fn edges(first: f64, count: usize, block: f64, gutter: f64) -> Vec<f64> {
    let both = (0..count).flat_map(|index| [0.0, block].map(|edge| step(first, index, block, gutter) + edge));
    let mut edges: Vec<f64> = both.collect();
    edges.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    edges
}

/// The edges that are cut: not those at the edge of the paper.
fn cut(edges: &[f64], first: f64) -> &[f64] {
    if first <= NO_CUT { &edges[1..edges.len() - 1] } else { edges }
}

/// The ticks on a line that is cut: outside the blocks, in the gutters; where cards touch, on the cut itself.
fn ticks(crossing: &[f64], first: f64, length: f64, gutter: f64) -> Vec<(f64, f64)> {
    let (gap, tick) = MARK;
    let mut ticks = if first > UNPRINTABLE + gap {
        let from = UNPRINTABLE.max(first - gap - tick);
        vec![(from, first - gap), (length - first + gap, length - from)]
    } else {
        let inside = UNPRINTABLE.max(first);
        vec![(inside, inside + tick), (length - inside - tick, length - inside)]
    };
    let inner = &crossing[1..crossing.len() - 1];
    if gutter > 0.0 {
        ticks.extend(inner.chunks_exact(2).map(|pair| (pair[0] + gap, pair[1] - gap)));
    } else {
        ticks.extend(inner.iter().map(|line| (line - tick / 2.0, line + tick / 2.0)));
    }
    ticks
}

/// A length as SVG writes it.
fn mm(length: f64) -> String {
    ((length * 100.0).round() / 100.0).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(format: &str, paper: Paper, pair: bool) -> Option<Imposition> {
        Imposition::of(&Format::parse(format).expect("a known format"), paper, pair)
    }

    fn count(format: &str, paper: Paper, pair: bool) -> usize {
        sheet(format, paper, pair).map_or(0, |sheet| sheet.count())
    }

    #[test]
    fn a_sheet_holds_what_print_shops_put_on_it() {
        let a4 = ["card", "a7", "a6", "a5", "a4", "3x5", "letter", "a3"].map(|format| count(format, Paper::A4, false));
        assert_eq!(a4, [10, 8, 4, 2, 1, 4, 0, 0]);
        let letter = ["card", "3x5", "4x6", "half-letter", "letter", "a4"];
        assert_eq!(letter.map(|format| count(format, Paper::Letter, false)), [9, 4, 2, 2, 1, 0]);
        assert_eq!(["card", "a7", "a6", "a5"].map(|format| count(format, Paper::A4, true)), [5, 4, 2, 1]);
    }

    #[test]
    fn a_printer_reaches_the_text_of_every_card() {
        for format in Format::names().filter_map(Format::parse) {
            for (paper, pair) in Paper::ALL.into_iter().flat_map(|paper| [(paper, false), (paper, true)]) {
                let Some(sheet) = Imposition::of(&format, paper, pair) else { continue };
                let ((left, top), (across, down)) = (sheet.corner(), sheet.shift());
                assert!(left >= -0.01 && top >= -0.01, "{} hangs over", sheet.name);
                assert!(left + format.margin + across >= UNPRINTABLE - 0.01, "{}", sheet.name);
                assert!(top + format.margin + down >= UNPRINTABLE - 0.01, "{}", sheet.name);
                assert!(across.max(down) <= format.margin / 2.0, "{} moves text over its cut", sheet.name);
                assert!(sheet.count() == 1 || sheet.bar().is_some(), "{} has no check bar", sheet.name);
            }
        }
    }

    #[test]
    fn marks_stand_in_gutters_and_on_the_cut_where_cards_touch() {
        let a6 = sheet("a6", Paper::A4, false).expect("four of them");
        assert_eq!(
            a6.marks(),
            "M105 4.5V8.5M105 288.5V292.5M105 146.5V150.5M4.5 148.5H8.5M201.5 148.5H205.5M103 148.5H107"
        );
        assert_eq!(a6.bar(), Some(Bar { x: 27.5, y: 148.5, down: false }));
        let card = sheet("card", Paper::A4, false).expect("ten of them");
        assert!(card.marks().contains("M17.4 60V63"), "{}", card.marks());
        assert!(card.bar().is_some_and(|bar| bar.down && bar.x > 192.6));
    }
}
