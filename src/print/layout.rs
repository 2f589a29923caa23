//! A card's parts → sides, and the type size at which they fit.
//!
//! The same sums that a browser does with `card.css`: the lines of every paragraph, the gaps and frames of
//! [`super::style`].

use super::card::{Frame, Look, Marker, Piece, Run, Unit};
use super::font::{Measure, Weight};
use super::format::Format;
use super::lines::{self, break_lines};
use super::style::{
    BAND_END, BAR_PX, BULLET, CELL_END, CELL_RULE_PX, CELL_SIDE, FIELD, FIELD_ROOM, FRAME_END, FRAME_PX, FRAME_SIDE,
    GRID, HEAD_END, HEAD_GAP, HEAD_RULE_PX, LEADER, LINE, NUMBER, PICTURE, POINTS, PX, SYMBOL, TICK, TIGHT, TITLE, gap,
};
use std::ops::Range;

/// What the line with id and rev takes at the foot of a further side, in mm.
const FURTHER_FOOT: f64 = 4.0;
/// Between text and foot, in mm.
const ABOVE_FOOT: f64 = 1.0;
/// The most sides of a card that goes on and on.
const MOST_SIDES: usize = 40;
/// A browser rounds each line; so many px are no overflow. Less than what fit.js allows: whatever fits here fits there.
const TOLERANCE_PX: f64 = 0.5;

/// Whether a card fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// At the full size of its format.
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
    /// Its units.
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

/// Lays a card out at the largest size at which it fits; at the smallest, and tight, when it does not.
#[must_use]
pub fn lay_out(job: &Job<'_>, x_height: f64, measure: &mut Measure<'_>) -> Layout {
    let (least, full) = job.format.sizes(x_height);
    let (sides, over) = fill(job, full, 1.0, measure);
    if over <= 0.0 {
        return Layout { size: full, tight: 0, verdict: Verdict::Full, sides };
    }
    let (sides, over) = fill(job, least, 1.0, measure);
    if over > 0.0 {
        return tight(job, least, measure);
    }
    let mut best = Layout { size: least, tight: 0, verdict: Verdict::Smaller, sides };
    let mut size = full - GRID;
    while size > least {
        let (sides, over) = fill(job, size, 1.0, measure);
        if over <= 0.0 {
            best = Layout { size, sides, ..best };
            break;
        }
        size -= GRID;
    }
    best
}

/// Lays a card out at the smallest size, its parts as close together as they must be: the last that can be done for it.
fn tight(job: &Job<'_>, size: f64, measure: &mut Measure<'_>) -> Layout {
    let mut tight = 1;
    let (mut sides, mut over) = fill(job, size, TIGHT[tight], measure);
    while over > 0.0 && tight + 1 < TIGHT.len() {
        tight += 1;
        (sides, over) = fill(job, size, TIGHT[tight], measure);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few lines")]
    let lines = (over / LINE).ceil() as usize;
    let verdict = if over > 0.0 { Verdict::Overflows { lines, mm: over * size / POINTS } } else { Verdict::Smaller };
    Layout { size, tight, verdict, sides }
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

/// Fills the sides at a size, with so much of the gaps. Gives them with what is too much on one side, in em.
fn fill(job: &Job<'_>, size: f64, gaps: f64, measure: &mut Measure<'_>) -> (Vec<Side>, f64) {
    let px = PX / size;
    let mut sheet = Ruler { px: px * job.format.weight(), gaps, measure };
    let em = POINTS / size;
    let width = (job.format.width - 2.0 * job.format.margin) * em;
    let inner = job.format.height - 2.0 * job.format.margin - ABOVE_FOOT;
    let title = vec![Run { text: job.title.to_owned(), bold: true, apart: false }];
    let spare = TOLERANCE_PX * px;
    let first = spare + (inner - job.format.foot()) * em - sheet.head(Look::Title, &title, width);
    let further = spare + (inner - FURTHER_FOOT) * em - sheet.head(Look::Again, &title, width);
    let heights: Vec<f64> = job.units.iter().map(|unit| sheet.stack(&unit.pieces, width)).collect();
    let mut sides: Vec<Side> = Vec::new();
    let mut worst = f64::NEG_INFINITY;
    let mut start = 0;
    loop {
        let room = if sides.is_empty() { first } else { further };
        let is_last = sides.len() + 1 >= job.sides;
        let table_head = goes_on(job.units, start).filter(|_| start > 0);
        let taken = table_head.map_or(0.0, |head| heights[head]);
        let (end, used) = take(job.units, &heights, gaps, start, taken, if is_last { f64::INFINITY } else { room });
        worst = worst.max(used - room);
        sides.push(Side { units: start..end, table_head });
        start = end;
        if start >= job.units.len() {
            return (sides, worst);
        }
    }
}

/// The head of the table whose rows go on with this unit.
fn goes_on(units: &[Unit], start: usize) -> Option<usize> {
    let row = |unit: &Unit| match unit.pieces.as_slice() {
        [Piece::Row { head, .. }] => Some(*head),
        _ => None,
    };
    if row(units.get(start)?)? {
        return None;
    }
    (0..start).rev().take_while(|&index| row(&units[index]).is_some()).find(|&index| row(&units[index]) == Some(true))
}

/// Takes units while there is room, one at least, and never a heading without what follows. Gives the end and the height.
fn take(units: &[Unit], heights: &[f64], gaps: f64, start: usize, taken: f64, room: f64) -> (usize, f64) {
    let mut used = taken;
    let (mut end, mut best) = (start, (start, taken));
    while end < units.len() {
        let previous = if end > start { units[end - 1].pieces.last() } else { None };
        let before = match (previous, units[end].pieces.first()) {
            (Some(previous), Some(piece)) => gaps * gap_between(previous, piece),
            _ => 0.0,
        };
        let next = used + before + heights[end];
        if next > room && best.0 > start {
            break;
        }
        used = next;
        end += 1;
        if !units[end - 1].keep || end == units.len() {
            best = (end, used);
        }
    }
    best
}

/// What stands between two parts.
fn gap_between(previous: &Piece, piece: &Piece) -> f64 {
    match piece {
        Piece::Text(Look::Heading, _) => gap("heading"),
        Piece::Text(Look::Detail, _) => gap("detail"),
        Piece::Text(..) | Piece::Line(..) | Piece::Field(_) => gap("text"),
        Piece::Marked(Marker::Number { .. }, _) => gap("step"),
        Piece::Marked(Marker::Tick, _) => gap("tick"),
        Piece::Marked(Marker::Bullet(_), _) => gap("bullet"),
        Piece::Framed(..) => gap("framed"),
        Piece::Row { .. } if matches!(previous, Piece::Row { .. }) => 0.0,
        Piece::Row { .. } => gap("text"),
        Piece::Pictures(_) => gap("pictures"),
    }
}

/// Measures parts at one size; everything in em.
struct Ruler<'a, 'b> {
    /// A px of rules and frames in em.
    px: f64,
    /// How much of the gaps there is.
    gaps: f64,
    measure: &'a mut Measure<'b>,
}

impl Ruler<'_, '_> {
    fn head(&mut self, look: Look, title: &[Run], width: f64) -> f64 {
        HEAD_RULE_PX * self.px + HEAD_GAP + self.text(look, title, width) + HEAD_END
    }

    fn stack(&mut self, pieces: &[Piece], width: f64) -> f64 {
        let gaps: f64 = pieces.windows(2).map(|pair| gap_between(&pair[0], &pair[1])).sum();
        gaps * self.gaps + pieces.iter().map(|piece| self.piece(piece, width)).sum::<f64>()
    }

    fn piece(&mut self, piece: &Piece, width: f64) -> f64 {
        match piece {
            Piece::Text(look, runs) => self.text(*look, runs, width),
            Piece::Marked(marker, pieces) => {
                let column = match marker {
                    Marker::Number { .. } => NUMBER,
                    Marker::Tick => TICK,
                    Marker::Bullet(_) => BULLET,
                };
                self.stack(pieces, width - column).max(LINE)
            }
            Piece::Framed(frame, pieces) => self.framed(frame, pieces, width),
            Piece::Line(challenge, response) => self.line(challenge, response, width),
            Piece::Field(label) => FIELD_ROOM + count(self.lines(label, width - FIELD)) * LINE,
            Piece::Row { widths, cells, .. } => {
                let cell = |(cell, share): (&Vec<Run>, &u8)| {
                    self.lines(cell, width * f64::from(*share) / 100.0 - 2.0 * CELL_SIDE)
                };
                #[expect(clippy::cast_precision_loss, reason = "lines of a cell")]
                let lines = cells.iter().zip(widths).map(cell).max().unwrap_or(1).max(1) as f64;
                lines * LINE + 2.0 * CELL_END + CELL_RULE_PX * self.px
            }
            Piece::Pictures(_) => PICTURE,
        }
    }

    fn framed(&mut self, frame: &Frame, pieces: &[Piece], width: f64) -> f64 {
        let (frames, sides) = match frame {
            Frame::Hazard(..) | Frame::ByHeart => {
                (2.0 * FRAME_PX * self.px, 2.0 * FRAME_PX * self.px + 2.0 * FRAME_SIDE)
            }
            Frame::Note => (0.0, BAR_PX * self.px + FRAME_SIDE),
        };
        let inner = width - sides;
        let band = match frame {
            Frame::Hazard(_, words) => self.text(Look::Plain, words, inner - SYMBOL) + 2.0 * BAND_END,
            _ => 0.0,
        };
        let body = match (frame, pieces.is_empty()) {
            (_, true) => 0.0,
            (Frame::Note, false) => self.stack(pieces, inner),
            (_, false) => self.stack(pieces, inner) + 2.0 * FRAME_END,
        };
        frames + band + body
    }

    /// A challenge and its state share a line when both fit; else the state has the next.
    fn line(&mut self, challenge: &[Run], response: &[Run], width: f64) -> f64 {
        let lines = self.lines(challenge, width);
        if response.is_empty() {
            return count(lines) * LINE;
        }
        let both = self.length(challenge) + LEADER + self.length(response);
        let lines = if both <= width { 1 } else { lines + self.lines(response, width - LEADER) };
        count(lines) * LINE
    }

    fn text(&mut self, look: Look, runs: &[Run], width: f64) -> f64 {
        let (scale, line) = if look == Look::Title { TITLE } else { (1.0, LINE) };
        count(self.lines(runs, width / scale)) * line * scale
    }

    fn lines(&mut self, runs: &[Run], width: f64) -> usize {
        break_lines(self.measure, &shaped(runs), width).count
    }

    /// The length of one line, in em.
    fn length(&mut self, runs: &[Run]) -> f64 {
        break_lines(self.measure, &shaped(runs), f64::INFINITY).widest
    }
}

#[expect(clippy::cast_precision_loss, reason = "lines of a paragraph")]
fn count(lines: usize) -> f64 {
    lines as f64
}

fn shaped(runs: &[Run]) -> Vec<lines::Run<'_>> {
    let weight = |bold: bool| if bold { Weight::Bold } else { Weight::Regular };
    runs.iter().map(|run| lines::Run { text: &run.text, weight: weight(run.bold), scale: 1.0, breaks: true }).collect()
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
