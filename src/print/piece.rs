//! What cards are made of.

use super::style::MARKER_LETTERS;
use crate::aid::doc::{Image, Signal};

/// Text of one weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text; a line break is `\n`.
    pub text: String,
    /// It is bold.
    pub bold: bool,
    /// Its direction is its own: a fact or a code, whatever stands around it.
    pub apart: bool,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The card's title.
    Title,
    /// The title again, where the card goes on.
    Again,
    /// A heading.
    Heading,
    /// The need, on formats with room for it.
    Need,
    /// Text.
    Plain,
    /// A further paragraph of a step.
    Detail,
}

/// What stands before a part, in a column of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marker {
    /// The number of a step.
    Number {
        /// The number.
        number: u32,
        /// The step has changed since the last major change, or by it.
        is_changed: bool,
    },
    /// A box to tick.
    Tick,
    /// A dot, or the number of a list inside another part.
    Bullet(String),
}

impl Marker {
    /// How many letters it has, when that is more than its usual column holds.
    #[must_use]
    pub fn many_letters(&self) -> Option<usize> {
        let letters = match self {
            Self::Number { number, .. } => number.to_string().len(),
            Self::Tick => 0,
            Self::Bullet(bullet) => bullet.chars().count(),
        };
        let (few, most) = MARKER_LETTERS;
        (letters > few).then(|| letters.min(most))
    }
}

/// A frame around parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A hazard notice, with what its band says.
    Hazard(Signal, Vec<Run>),
    /// A note.
    Note,
    /// Know by heart.
    ByHeart,
}

/// A part of a card.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A paragraph.
    Text(Look, Vec<Run>),
    /// Parts beside a marker.
    Marked(Marker, Vec<Piece>),
    /// Parts in a frame.
    Framed(Frame, Vec<Piece>),
    /// A challenge, and the state that it must be in at the end of the line.
    Line(Vec<Run>, Vec<Run>),
    /// A label, and a line to write on that goes to the edge.
    Field(Vec<Run>),
    /// A row of a table; widths in percent.
    Row {
        /// It is the table's head.
        head: bool,
        /// A cell of it is to be written in.
        to_fill: bool,
        /// Of each column.
        widths: Vec<u8>,
        /// One a column.
        cells: Vec<Vec<Run>>,
    },
    /// Pictures, side by side.
    Pictures(Vec<Image>),
}

impl Piece {
    /// Whether only larger formats have it: the need, and pictures.
    #[must_use]
    pub fn needs_room(&self) -> bool {
        match self {
            Self::Text(look, _) => *look == Look::Need,
            Self::Pictures(_) => true,
            Self::Marked(_, pieces) | Self::Framed(_, pieces) => pieces.iter().any(Self::needs_room),
            _ => false,
        }
    }
}

/// Parts that stay together on one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// The parts.
    pub pieces: Vec<Piece>,
    /// It stays with the unit that follows, as a heading does.
    pub keep: bool,
}
