//! A card's parts → sides, and the type size at which they fit.

use super::card::{Look, Piece, Run, Unit};
use super::columns::broken_word;
use super::font::Measure;
use super::format::{Format, Sizes};
use super::ruler::{Ruler, gap_between};
use super::style::{GRID, LINE, POINTS, PX, TIGHT};
use std::ops::Range;

/// What the line with id and rev takes at the foot of a further side, in mm.
const FURTHER_FOOT: f64 = 4.0;
/// Between text and foot, in mm.
const ABOVE_FOOT: f64 = 1.0;
/// The most sides of a card that goes on and on.
const MOST_SIDES: usize = 40;
/// A browser rounds each line; so many px are no overflow. Less than what fit.js allows: whatever fits here fits there.
const TOLERANCE_PX: f64 = 0.5;
/// The least width in em of one of two columns: some 40 letters.
const LEAST_COLUMN: f64 = 20.0;

/// Whether a card fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// At the full size of its format, or larger.
    Full,
    /// At a smaller size that can still be read.
    Smaller,
    /// At no size that may be printed.
    Overflows {
        /// So many lines are too many, at the smallest size.
        lines: usize,
        /// The same in mm.
        mm: f64,
    },
}

/// One side of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// Its columns in reading order, one or two; on every side of a card as many.
    pub columns: Vec<Column>,
}

/// A column of a side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its units; none where the first column holds all.
    pub units: Range<usize>,
    /// The head of the table that goes on here.
    pub table_head: Option<usize>,
}

/// A card, laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Type size in points.
    pub size: f64,
    /// How close together its parts stand: 0 as on other cards, 3 as close as can be.
    pub tight: usize,
    /// Whether it fits.
    pub verdict: Verdict,
    /// The sides; one at least.
    pub sides: Vec<Side>,
}

impl Layout {
    /// How many columns each of its sides has.
    #[must_use]
    pub fn columns(&self) -> u8 {
        self.sides.first().map_or(1, |side| if side.columns.len() > 1 { 2 } else { 1 })
    }
}

/// What to lay out.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The title.
    pub title: &'a str,
    /// The parts.
    pub units: &'a [Unit],
    /// The format.
    pub format: &'a Format,
    /// How many sides it may have.
    pub sides: usize,
}

/// The type sizes of a card: for one larger than full its tables break no word.
#[must_use]
pub fn sizes(job: &Job<'_>, x_height: f64, measure: &mut Measure<'_>) -> Sizes {
    let sizes = job.format.sizes(x_height);
    let pieces = || job.units.iter().flat_map(|unit| &unit.pieces);
    let smaller = |size: &f64| Some(size - GRID).filter(|&size| size > sizes.full);
    let mut larger = std::iter::successors(Some(sizes.largest), smaller);
    let largest = larger.find(|&size| broken_word(pieces(), job.format.column(1, size), measure).is_none());
    Sizes { largest: largest.unwrap_or(sizes.full), ..sizes }
}

/// Lays a card out at the largest size at which it fits; at the smallest, and tight, when it does not.
#[must_use]
pub fn lay_out(job: &Job<'_>, sizes: Sizes, measure: &mut Measure<'_>) -> Layout {
    let Sizes { least, full, largest } = sizes;
    let at_full = set(job, full, 0, measure);
    if at_full.fits() {
        // Larger than full only where that takes no further side.
        let job = Job { sides: at_full.sides.len(), ..*job };
        return search(&job, at_full, (full, largest), measure).laid_out(Verdict::Full);
    }
    let at_least = set(job, least, 0, measure);
    if at_least.fits() {
        return search(job, at_least, (least, full - GRID), measure).laid_out(Verdict::Smaller);
    }
    // The last that can be done for a card: its parts as close together as they must be.
    let mut filled = at_least;
    for tight in 1..TIGHT.len() {
        filled = set(job, least, tight, measure);
        if filled.fits() {
            return filled.laid_out(Verdict::Smaller);
        }
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    let lines = (filled.over / LINE).ceil() as usize;
    let mm = filled.over * least / POINTS;
    filled.laid_out(Verdict::Overflows { lines, mm })
}

/// The largest size at which a card fits that fits at the first of these: what fits at a size fits at every smaller one.
fn search(job: &Job<'_>, at_first: Filled, (first, last): (f64, f64), measure: &mut Measure<'_>) -> Filled {
    let mut best = at_first;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few steps")]
    let (mut low, mut high) = (0, ((last - first) / GRID).round().max(0.0) as u32);
    while low < high {
        let middle = (low + high).div_ceil(2);
        let filled = set(job, first + f64::from(middle) * GRID, 0, measure);
        if filled.fits() {
            (low, best) = (middle, filled);
        } else {
            high = middle - 1;
        }
    }
    best
}

/// How many sides a card may have.
#[must_use]
pub fn most_sides(sides: Option<u8>, overflow: Option<&str>) -> usize {
    match (sides, overflow) {
        (_, Some("next")) => MOST_SIDES,
        (Some(2), _) | (_, Some("back")) => 2,
        _ => 1,
    }
}

/// A card's units on its sides, at some size.
struct Filled {
    /// In points.
    size: f64,
    tight: usize,
    sides: Vec<Side>,
    /// What is too much in one column, in em.
    over: f64,
}

impl Filled {
    fn fits(&self) -> bool {
        self.over <= 0.0
    }

    fn laid_out(self, verdict: Verdict) -> Layout {
        Layout { size: self.size, tight: self.tight, verdict, sides: self.sides }
    }
}

/// The largest of these type sizes in points at which a format has room for two columns; 0 for none.
#[must_use]
pub fn two_columns(format: &Format, Sizes { least, largest, .. }: Sizes) -> f64 {
    let smaller = |size: &f64| Some(size - GRID).filter(|&size| size >= least);
    std::iter::successors(Some(largest), smaller).find(|&size| format.column(2, size) >= LEAST_COLUMN).unwrap_or(0.0)
}

/// Fills the sides at a size: in two columns where one does not hold the units and there is room for two.
fn set(job: &Job<'_>, size: f64, tight: usize, measure: &mut Measure<'_>) -> Filled {
    let one = fill(job, size, tight, 1, measure);
    if one.fits() || job.format.column(2, size) < LEAST_COLUMN {
        return one;
    }
    let pieces = || job.units.iter().flat_map(|unit| &unit.pieces);
    if pieces().any(is_wide) || broken_word(pieces(), job.format.column(2, size), measure).is_some() {
        return one;
    }
    let two = fill(job, size, tight, 2, measure);
    if two.over < one.over { two } else { one }
}

/// Whether a part needs the whole width: tables of more than two columns.
fn is_wide(piece: &Piece) -> bool {
    match piece {
        Piece::Row { widths, .. } => widths.len() > 2,
        Piece::Marked(_, pieces) | Piece::Framed(_, pieces) => pieces.iter().any(is_wide),
        _ => false,
    }
}

/// Fills the sides in so many columns.
fn fill(job: &Job<'_>, size: f64, tight: usize, columns: u8, measure: &mut Measure<'_>) -> Filled {
    let (px, em, gaps) = (PX / size, POINTS / size, TIGHT[tight]);
    let mut ruler = Ruler { px: px * job.format.weight(), gaps, measure };
    let (line, width) = (job.format.column(1, size), job.format.column(columns, size));
    let inner = job.format.height - 2.0 * job.format.margin - ABOVE_FOOT;
    let title = vec![Run { text: job.title.to_owned(), bold: true, apart: false }];
    let spare = TOLERANCE_PX * px;
    let first = spare + (inner - job.format.foot()) * em - ruler.head(Look::Title, &title, line);
    let further = spare + (inner - FURTHER_FOOT) * em - ruler.head(Look::Again, &title, line);
    let heights: Vec<f64> = job.units.iter().map(|unit| ruler.stack(&unit.pieces, width)).collect();
    let stack = Stack::new(job.units, &heights, gaps);
    let mut filled = Filled { size, tight, sides: Vec::new(), over: f64::NEG_INFINITY };
    let mut start = 0;
    loop {
        let room = if filled.sides.is_empty() { first } else { further };
        let is_last = filled.sides.len() + 1 >= job.sides;
        let side = stack.side(start, columns, room, is_last);
        let highest = side.columns.iter().map(|column| stack.height(&column.units)).fold(f64::NEG_INFINITY, f64::max);
        filled.over = filled.over.max(highest - room);
        start = side.columns.last().map_or(start, |column| column.units.end);
        filled.sides.push(side);
        if start >= job.units.len() {
            return filled;
        }
    }
}

/// Units one below the other; lengths in em.
struct Stack<'a> {
    units: &'a [Unit],
    /// The gap before each unit when another stands above it.
    gaps: Vec<f64>,
    /// Where each unit ends when all stand in one column.
    ends: Vec<f64>,
    /// The head of the table that goes on with each unit, and its height.
    heads: Vec<Option<(usize, f64)>>,
}

impl<'a> Stack<'a> {
    /// Stacks units of these heights, with so much of the gaps between them.
    fn new(units: &'a [Unit], heights: &[f64], share: f64) -> Self {
        let gap = |pair: &[Unit]| match (pair[0].pieces.last(), pair[1].pieces.first()) {
            (Some(previous), Some(piece)) => share * gap_between(previous, piece),
            _ => 0.0,
        };
        let gaps: Vec<f64> = std::iter::once(0.0).chain(units.windows(2).map(gap)).collect();
        let add = |end: &mut f64, (gap, height): (&f64, &f64)| {
            *end += gap + height;
            Some(*end)
        };
        let ends = gaps.iter().zip(heights).scan(0.0, add).collect();
        let mut head = None;
        let head_of = |(index, unit): (usize, &Unit)| {
            let before = head;
            head = match unit.pieces.as_slice() {
                [Piece::Row { head: true, .. }] => Some((index, heights[index])),
                [Piece::Row { .. }] => head,
                _ => None,
            };
            before.filter(|_| before == head)
        };
        let heads = units.iter().enumerate().map(head_of).collect();
        Self { units, gaps, ends, heads }
    }

    /// Fills a side. The last column of the last side takes all that is left.
    fn side(&self, start: usize, columns: u8, room: f64, is_last: bool) -> Side {
        let mut side = Side { columns: Vec::new() };
        let mut start = start;
        for column in 1..=columns {
            let room = if is_last && column == columns { f64::INFINITY } else { room };
            let column = self.column(start..self.end(start, room));
            start = column.units.end;
            side.columns.push(column);
        }
        if start == self.units.len() {
            self.balance(&mut side);
        }
        side
    }

    /// Where a column ends that begins here: one unit at least, and never a heading without what follows.
    fn end(&self, start: usize, room: f64) -> usize {
        let mut end = start;
        for next in start + 1..=self.units.len() {
            if end > start && self.height(&(start..next)) > room {
                break;
            }
            if self.may_end(next) {
                end = next;
            }
        }
        end
    }

    /// Whether a column may end before this unit.
    fn may_end(&self, at: usize) -> bool {
        at == self.units.len() || !self.units[at - 1].keep
    }

    /// Moves the end of the first of two columns up until they are about as high.
    fn balance(&self, side: &mut Side) {
        let [first, second] = side.columns.as_slice() else { return };
        let (begin, split, end) = (first.units.start, first.units.end, second.units.end);
        let halves = (begin + 1..=split).filter(|&at| self.may_end(at)).map(|at| [begin..at, at..end]);
        let highest = |halves: &[Range<usize>; 2]| self.height(&halves[0]).max(self.height(&halves[1]));
        if let Some(even) = halves.min_by(|a, b| highest(a).total_cmp(&highest(b))) {
            side.columns = even.map(|units| self.column(units)).to_vec();
        }
    }

    /// A column with these units.
    fn column(&self, units: Range<usize>) -> Column {
        let head = self.heads.get(units.start).copied().flatten();
        Column { units, table_head: head.map(|(head, _)| head) }
    }

    /// The height of a column with these units.
    fn height(&self, units: &Range<usize>) -> f64 {
        if units.is_empty() {
            return 0.0;
        }
        let top = if units.start > 0 { self.ends[units.start - 1] + self.gaps[units.start] } else { 0.0 };
        let head = self.heads[units.start].map_or(0.0, |(_, height)| height);
        head + self.ends[units.end - 1] - top
    }
}

impl Verdict {
    /// The verdict in contexts: `full`, `smaller`, `overflows`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Smaller => "smaller",
            Self::Overflows { .. } => "overflows",
        }
    }
}
