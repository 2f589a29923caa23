//! How high the parts of a card are: the same sums that a browser does with `card.css`.

use super::font::{Measure, Weight};
use super::lines::{self, break_lines};
use super::piece::{Frame, Look, Marker, Piece, Run};
use super::style::{
    self, BAND_END, BAR_PX, BULLET, CELL_END, CELL_RULE_PX, CELL_SIDE, FIELD, FIELD_ROOM, FRAME_END, FRAME_PX,
    FRAME_SIDE, HEAD_END, HEAD_GAP, HEAD_RULE_PX, LEADER, LINE, NUMBER, PICTURE, SYMBOL, TICK, TITLE, gap,
};

/// What stands between two parts.
pub(super) fn gap_between(previous: &Piece, piece: &Piece) -> f64 {
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
pub(super) struct Ruler<'a, 'b> {
    /// A px of rules and frames in em.
    pub(super) px: f64,
    /// How much of the gaps there is.
    pub(super) gaps: f64,
    /// How much the widest table is too wide: its columns are never narrower than what is between them.
    pub(super) beside: f64,
    /// What measures text.
    pub(super) measure: &'a mut Measure<'b>,
}

impl Ruler<'_, '_> {
    /// The head of a side.
    pub(super) fn head(&mut self, look: Look, title: &[Run], width: f64) -> f64 {
        HEAD_RULE_PX * self.px + HEAD_GAP + self.text(look, title, width) + HEAD_END
    }

    /// Parts one below the other.
    pub(super) fn stack(&mut self, pieces: &[Piece], width: f64) -> f64 {
        let gaps: f64 = pieces.windows(2).map(|pair| gap_between(&pair[0], &pair[1])).sum();
        gaps * self.gaps + pieces.iter().map(|piece| self.piece(piece, width)).sum::<f64>()
    }

    fn piece(&mut self, piece: &Piece, width: f64) -> f64 {
        match piece {
            Piece::Text(look, runs) => self.text(*look, runs, width),
            Piece::Marked(marker, pieces) => self.stack(pieces, width - marker_width(marker)).max(LINE),
            Piece::Framed(frame, pieces) => self.framed(frame, pieces, width),
            Piece::Line(challenge, response) => self.line(challenge, response, width),
            Piece::Field(label) => FIELD_ROOM + count(self.lines(label, width - FIELD).max(1)) * LINE,
            Piece::Row { widths, cells, to_fill, .. } => {
                let cell = |(cell, share): (&Vec<Run>, &u8)| {
                    self.lines(cell, width * f64::from(*share) / 100.0 - 2.0 * CELL_SIDE)
                };
                #[expect(clippy::cast_precision_loss, reason = "lines of a cell")]
                let lines = cells.iter().zip(widths).map(cell).max().unwrap_or(1).max(1) as f64;
                let least = |share: &u8| (width * f64::from(*share) / 100.0).max(2.0 * CELL_SIDE);
                self.beside = self.beside.max(widths.iter().map(least).sum::<f64>() - width);
                let room = if *to_fill { FIELD_ROOM } else { 0.0 };
                room + lines * LINE + 2.0 * CELL_END + CELL_RULE_PX * self.px
            }
            Piece::Pictures(_) => PICTURE,
        }
    }

    fn framed(&mut self, frame: &Frame, pieces: &[Piece], width: f64) -> f64 {
        let frames = if *frame == Frame::Note { 0.0 } else { 2.0 * FRAME_PX * self.px };
        let inner = width - frame_width(frame, self.px);
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

/// What a marker takes of the width of the parts beside it.
pub(super) fn marker_width(marker: &Marker) -> f64 {
    match (marker.many_letters(), marker) {
        (Some(letters), _) => style::marker(letters),
        (None, Marker::Number { .. }) => NUMBER,
        (None, Marker::Tick) => TICK,
        (None, Marker::Bullet(_)) => BULLET,
    }
}

/// What a frame takes of the width of the parts in it; a px of rules and frames in em.
pub(super) fn frame_width(frame: &Frame, px: f64) -> f64 {
    match frame {
        Frame::Hazard(..) | Frame::ByHeart => 2.0 * FRAME_PX * px + 2.0 * FRAME_SIDE,
        Frame::Note => BAR_PX * px + FRAME_SIDE,
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
