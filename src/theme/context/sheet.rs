//! Sheets of paper with many cards, and the print studio.

use super::{PackGroupContext, PackLineContext, PaperCardContext};
use serde::Serialize;

/// A sheet: what is printed on it.
#[derive(Clone, Debug, Serialize)]
pub struct SheetContext {
    /// Where its slots are. `null`: the paper is too small for the card in the one slot, which has a page of its own.
    pub frame: Option<FrameContext>,
    /// It is the other side of the sheet before.
    pub is_back: bool,
    /// What is in each slot, in reading order.
    pub slots: Vec<Option<SlotContext>>,
}

/// Where the slots of a sheet are, and what is printed between them.
#[derive(Clone, Debug, Serialize)]
pub struct FrameContext {
    /// For the class `sheet-NAME`: `a7-on-a4`, `a7-pair-on-a4`.
    pub name: String,
    /// The class of the paper's `@page`: `s-a4`, `s-a4-turned`.
    pub page: String,
    /// `a4`, `letter`.
    pub paper: &'static str,
    /// The format of its cards.
    pub format: String,
    /// A slot is a front and a back.
    pub pair: bool,
    /// Slots side by side.
    pub columns: usize,
    /// Slots one below the other.
    pub rows: usize,
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
    /// The crop marks: the path of an SVG in mm.
    pub marks: String,
    /// The lines to fold along.
    pub folds: String,
    /// The bar of 50 mm by which a print is measured.
    pub bar: Option<BarContext>,
}

/// The check bar.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct BarContext {
    /// Where it begins, in mm.
    pub x: f64,
    /// See `x`.
    pub y: f64,
    /// It runs down, not to the right.
    pub down: bool,
}

/// A slot of a sheet.
#[derive(Clone, Debug, Serialize)]
pub struct SlotContext {
    /// A card, with those of its sides that are here.
    pub card: Option<PaperCardContext>,
    /// A side of the index instead.
    pub lines: Option<Vec<PackLineContext>>,
    /// Which side of the index it is, from 1.
    pub number: usize,
    /// How many sides the index has.
    pub count: usize,
}

/// `sheets.html`: `job`.
#[derive(Clone, Debug, Serialize)]
pub struct JobContext {
    /// What is printed.
    pub title: String,
    /// The page with single cards.
    pub cards_href: String,
    /// `a4`, `letter`.
    pub paper: &'static str,
    /// Backs are printed on the other side of the sheet.
    pub duplex: bool,
    /// Sheets of paper; what is printed on both sides counts once.
    pub count: usize,
    /// Every side of a sheet.
    pub sheets: Vec<SheetContext>,
}

/// The print studio.
#[derive(Clone, Debug, Serialize)]
pub struct StudioContext {
    /// The aids that have a card.
    pub cards: Vec<StudioCardContext>,
    /// How many aids have a card and are not listed.
    pub more: usize,
    /// The packs.
    pub groups: Vec<PackGroupContext>,
    /// The formats to choose from.
    pub formats: Vec<StudioFormatContext>,
    /// An empty sheet for every format on every paper.
    pub models: Vec<FrameContext>,
    /// The paper that the site prints on.
    pub paper: &'static str,
    /// Backs are printed on the other side of the sheet.
    pub duplex: bool,
    /// How far right backs are printed, in mm.
    pub offset_x: f64,
    /// How far down.
    pub offset_y: f64,
}

/// An aid in the print studio.
#[derive(Clone, Debug, Serialize)]
pub struct StudioCardContext {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Language tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page of its card.
    pub href: String,
    /// The name of its format.
    pub format: String,
    /// Its cards in other languages.
    pub others: Vec<StudioOtherContext>,
}

/// The card of an aid in another language.
#[derive(Clone, Debug, Serialize)]
pub struct StudioOtherContext {
    /// Language tag.
    pub lang: String,
    /// The page of the card.
    pub href: String,
}

/// A format in the print studio.
#[derive(Clone, Debug, Serialize)]
pub struct StudioFormatContext {
    /// `a6`.
    pub name: String,
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
    /// The smallest type size in points.
    pub least: f64,
    /// The full type size in points.
    pub full: f64,
    /// The largest type size in points, of cards whose text leaves room.
    pub largest: f64,
    /// The largest type size in points at which it has room for two columns; 0 without.
    pub two_columns: f64,
    /// A card that would not fit may have narrow columns in it.
    pub narrow_columns: bool,
    /// It has room for pictures.
    pub pictures: bool,
    /// The next larger format, for large print.
    pub next: Option<&'static str>,
}
