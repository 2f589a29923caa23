//! A card's parts → sides, and the type size at which they fit.

use super::columns::broken_word;
use super::font::Measure;
use super::format::{Format, Sizes};
use super::piece::{Look, Piece, Run, Unit};
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
/// The least width in em of one of two columns at the smallest type, before a card does not fit: some 25 letters.
const NARROW_COLUMN: f64 = 12.5;

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
    /// The largest type size in points for as many columns.
    pub largest: f64,
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
    /// How many sides its author wants it to have.
    pub wanted: usize,
    /// How many sides it may have, rather than not fit.
    pub sides: usize,
}

/// The type sizes of a card. For one larger than full, and in two columns, its tables break no word; wide ones have the whole
/// width.
#[must_use]
pub fn sizes(job: &Job<'_>, x_height: f64, measure: &mut Measure<'_>) -> Sizes {
    let sizes = job.format.sizes(x_height);
    let pieces = || job.units.iter().flat_map(|unit| &unit.pieces);
    let mut holds_words = |columns: u8, first: f64, last: f64| {
        let mut sizes = sizes.down_from(first).take_while(|&size| size >= last);
        sizes.find(|&size| {
            let (line, px) = (job.format.column(columns, size), job.format.px(size));
            broken_word(&mut pieces(), line, px, measure).is_none()
        })
    };
    let largest = holds_words(1, sizes.largest, sizes.full).unwrap_or(sizes.full);
    let two_columns =
        if pieces().any(|piece| has_row(piece, 3)) { None } else { holds_words(2, sizes.two_columns, sizes.least) };
    Sizes { largest, two_columns: two_columns.unwrap_or(0.0), ..sizes }
}

/// Whether a part is a row of a table of so many columns, or more, or has one.
fn has_row(piece: &Piece, columns: usize) -> bool {
    match piece {
        Piece::Row { widths, .. } => widths.len() >= columns,
        Piece::Marked(_, pieces) | Piece::Framed(_, pieces) => pieces.iter().any(|piece| has_row(piece, columns)),
        _ => false,
    }
}

/// Lays a card out at the largest size at which it fits; where there is none, in narrow columns; at last tight, at the smallest.
#[must_use]
pub fn lay_out(job: &Job<'_>, sizes: Sizes, measure: &mut Measure<'_>) -> Layout {
    // It goes on on the back, or on a further card, only when it has to.
    let wanted = Job { sides: job.wanted, ..*job };
    if let Some(layout) = at_some_size(&wanted, sizes, measure) {
        return layout;
    }
    if job.sides > job.wanted
        && let Some(layout) = at_some_size(job, sizes, measure)
    {
        return layout;
    }
    let mut pieces = job.units.iter().flat_map(|unit| &unit.pieces);
    let may_be_narrow = has_narrow_columns(job.format, sizes.least) && !pieces.any(|piece| has_row(piece, 1));
    let narrow = Sizes { two_columns: sizes.full, largest: sizes.full, ..sizes };
    let sizes = if may_be_narrow { narrow } else { sizes };
    if may_be_narrow && let Some(layout) = at_some_size(job, sizes, measure) {
        return layout;
    }
    tight(job, sizes, measure)
}

/// Whether a card that would not fit may have narrow columns in a format whose smallest type has this size, in points.
#[must_use]
pub fn has_narrow_columns(format: &Format, least: f64) -> bool {
    format.column(2, least) >= NARROW_COLUMN
}

/// Lays a card out at the largest size at which it fits.
fn at_some_size(job: &Job<'_>, sizes: Sizes, measure: &mut Measure<'_>) -> Option<Layout> {
    let Sizes { least, full, largest, .. } = sizes;
    let at_full = set(job, sizes, full, 0, measure);
    if at_full.fits() {
        // Larger than full only where that takes no further side.
        let job = Job { sides: at_full.sides.len(), ..*job };
        return Some(search(&job, sizes, at_full, largest, measure).laid_out(sizes, Verdict::Full));
    }
    let at_least = set(job, sizes, least, 0, measure);
    at_least.fits().then(|| search(job, sizes, at_least, full - GRID, measure).laid_out(sizes, Verdict::Smaller))
}

/// Lays a card out at the smallest size, its parts as close together as they must be: the last that can be done for it.
fn tight(job: &Job<'_>, sizes: Sizes, measure: &mut Measure<'_>) -> Layout {
    let least = sizes.least;
    let mut filled = set(job, sizes, least, 1, measure);
    for tight in 2..TIGHT.len() {
        if filled.fits() {
            break;
        }
        filled = set(job, sizes, least, tight, measure);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    let lines = (filled.over / LINE).ceil() as usize;
    let mm = filled.over * least / POINTS;
    let verdict = if filled.fits() { Verdict::Smaller } else { Verdict::Overflows { lines, mm } };
    filled.laid_out(sizes, verdict)
}

/// The largest size up to the last one at which a card fits that fits as it is: what fits at a size fits at every smaller one.
fn search(job: &Job<'_>, sizes: Sizes, at_first: Filled, last: f64, measure: &mut Measure<'_>) -> Filled {
    let first = at_first.size;
    let mut best = at_first;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few steps")]
    let (mut low, mut high) = (0, ((last - first) / GRID).round().max(0.0) as u32);
    while low < high {
        let middle = (low + high).div_ceil(2);
        let filled = set(job, sizes, first + f64::from(middle) * GRID, 0, measure);
        if filled.fits() {
            (low, best) = (middle, filled);
        } else {
            high = middle - 1;
        }
    }
    best
}

/// How many sides a card has when it is as its author wants it, and how many it may have.
#[must_use]
pub fn sides(sides: Option<u8>, overflow: Option<&str>) -> (usize, usize) {
    let wanted = if sides == Some(2) { 2 } else { 1 };
    match overflow {
        Some("next") => (wanted, MOST_SIDES),
        Some("back") => (wanted, 2),
        _ => (wanted, wanted),
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

    fn laid_out(self, sizes: Sizes, verdict: Verdict) -> Layout {
        let Self { size, tight, sides, .. } = self;
        let mut layout = Layout { size, tight, largest: sizes.largest, verdict, sides };
        if layout.columns() > 1 {
            layout.largest = sizes.largest.min(sizes.two_columns);
        }
        layout
    }
}

/// Fills the sides at a size: in two columns where one does not hold the units and there is room for two.
fn set(job: &Job<'_>, sizes: Sizes, size: f64, tight: usize, measure: &mut Measure<'_>) -> Filled {
    let one = fill(job, size, tight, 1, measure);
    if one.fits() || size > sizes.two_columns {
        return one;
    }
    let two = fill(job, size, tight, 2, measure);
    if two.over < one.over { two } else { one }
}

/// Fills the sides in so many columns.
fn fill(job: &Job<'_>, size: f64, tight: usize, columns: u8, measure: &mut Measure<'_>) -> Filled {
    let (px, em, gaps) = (PX / size, POINTS / size, TIGHT[tight]);
    let mut ruler = Ruler { px: job.format.px(size), gaps, beside: 0.0, measure };
    let (line, width) = (job.format.column(1, size), job.format.column(columns, size));
    let inner = job.format.height - 2.0 * job.format.margin - ABOVE_FOOT;
    let title = vec![Run { text: job.title.to_owned(), bold: true, apart: false }];
    let spare = TOLERANCE_PX * px;
    let first = spare + (inner - job.format.foot()) * em - ruler.head(Look::Title, &title, line);
    let further = spare + (inner - FURTHER_FOOT) * em - ruler.head(Look::Again, &title, line);
    let heights: Vec<f64> = job.units.iter().map(|unit| ruler.stack(&unit.pieces, width)).collect();
    let stack = Stack::new(job.units, &heights, gaps);
    // Less than a px is rounding.
    let beside = if ruler.beside > px { ruler.beside } else { f64::NEG_INFINITY };
    let mut filled = Filled { size, tight, sides: Vec::new(), over: beside };
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

    /// Moves the end of the first of two columns up until they are about as high; of two ways, the first is the longer one.
    fn balance(&self, side: &mut Side) {
        let [first, second] = side.columns.as_slice() else { return };
        let (begin, split, end) = (first.units.start, first.units.end, second.units.end);
        let halves = (begin + 1..=split).rev().filter(|&at| self.may_end(at)).map(|at| [begin..at, at..end]);
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
