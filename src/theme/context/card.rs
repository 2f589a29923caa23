//! Cards: aids on paper.

use super::{PersonContext, QrContext};
use serde::Serialize;

/// A card, laid out.
#[derive(Clone, Debug, Serialize)]
pub struct PaperCardContext {
    /// The aid's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Language tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The aid's page.
    pub href: String,
    /// The print studio with this card picked.
    pub studio_href: String,
    /// Name of its format, for the class `format-NAME`: `a6`.
    pub format: String,
    /// Type size in points that the build found.
    pub size: f64,
    /// The same for the class `size-…`: `8_25`.
    pub size_class: String,
    /// How close together its parts stand, for the class `tight-…`: 0 as on other cards, 3 as close as can be.
    pub tight: usize,
    /// The smallest type size that may be printed, in points.
    pub least: f64,
    /// The full type size, in points.
    pub full: f64,
    /// The largest type size in points that it may have in as many columns.
    pub largest: f64,
    /// `full`, `smaller`, `overflows`.
    pub verdict: &'static str,
    /// How many sides its author wants it to have.
    pub wanted: usize,
    /// How many sides it may have, rather than not fit.
    pub most: usize,
    /// How many sides it has.
    pub count: usize,
    /// Its sides; on a sheet those of one slot.
    pub sides: Vec<CardSideContext>,
    /// Its rev.
    pub rev: Option<String>,
    /// In force since.
    pub effective: Option<String>,
    /// Valid until.
    pub expires: Option<String>,
    /// When somebody must look at it again.
    pub review_due: Option<String>,
    /// Who answers for it.
    pub owner: Option<PersonContext>,
    /// The address of its page without `https://`.
    pub address: Option<String>,
    /// The check word of the edition.
    pub check: String,
    /// The QR code.
    pub qr: Option<QrContext>,
}

/// A side of a card.
#[derive(Clone, Debug, Serialize)]
pub struct CardSideContext {
    /// From 1.
    pub number: usize,
    /// Its columns in reading order, one or two.
    pub columns: Vec<CardColumnContext>,
}

/// A column of a side.
#[derive(Clone, Debug, Serialize)]
pub struct CardColumnContext {
    /// It begins with the head of the table that goes on here.
    pub again: bool,
    /// Which of its parts, from 0, stay with the one that follows.
    pub kept: Vec<usize>,
    /// What it says, with the classes of `card.css`.
    pub html: String,
}
