//! Paper: what a card is, whether it fits, and whether a printed one is current.
//!
//! In: a [`Site`] and the fonts of its theme. Out: cards laid out, codes, editions. Pure; the pages themselves are made by
//! [`crate::render`], like all others.

pub mod card;
mod check;
mod columns;
pub mod copies;
pub mod currency;
pub mod edition;
pub mod font;
pub mod format;
pub mod imposition;
pub mod layout;
pub mod lines;
pub mod piece;
pub mod qr;
mod ruler;
pub mod sheet;
pub mod style;

pub use check::{check, check_card};
pub use font::Fonts;
pub use layout::{Column, Layout, Side, Verdict};

use crate::site::{AidIndex, Site};
use card::Word;
use format::Format;
use layout::Job;
use piece::Unit;
use std::collections::{BTreeMap, BTreeSet};

/// The card of an aid.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// Its format.
    pub format: Format,
    /// Its parts.
    pub units: Vec<Unit>,
    /// How many sides its author wants it to have.
    pub wanted: usize,
    /// How many sides it may have, rather than not fit.
    pub most: usize,
    /// How they are laid out.
    pub layout: Layout,
    /// Letters that the fonts do not have.
    pub lacking: BTreeSet<char>,
    /// A word of a table that is wider than its column.
    pub broken_word: Option<String>,
}

/// Lays out the card of an aid in a format.
#[must_use]
pub fn lay_out(site: &Site, aid: AidIndex, format: Format, fonts: &Fonts, word: Word<'_>) -> Card {
    let units = card::units(site, aid, &format, word);
    let print = site.aids[aid].front.print.as_ref().map(|print| &print.value);
    let (wanted, most) =
        layout::sides(print.and_then(|print| print.sides), print.and_then(|print| print.overflow.as_deref()));
    let job = Job { title: &site.aids[aid].title, units: &units, format: &format, wanted, sides: most };
    let mut measure = fonts.measure();
    let sizes = layout::sizes(&job, fonts.x_height(), &mut measure);
    let layout = layout::lay_out(&job, sizes, &mut measure);
    let mut pieces = units.iter().flat_map(|unit| &unit.pieces);
    let (line, px) = (format.column(layout.columns(), layout.size), format.px(layout.size));
    let broken_word = columns::broken_word(&mut pieces, line, px, &mut measure).map(str::to_owned);
    Card { lacking: measure.lacking(), broken_word, format, units, wanted, most, layout }
}

/// The format of an aid's card; A6 when it is none that we know.
#[must_use]
pub fn format_of(site: &Site, aid: AidIndex) -> Format {
    let named = site.print_format(aid).and_then(Format::parse);
    named.unwrap_or_else(|| Format::parse("a6").expect("a known format"))
}

/// Every format that a card may have, by name: those that are known, and those of aids.
#[must_use]
pub fn formats(site: &Site) -> BTreeMap<String, Format> {
    let own = (0..site.aids.len()).filter(|&aid| site.print_format(aid).is_some()).map(|aid| format_of(site, aid));
    let known = Format::names().filter_map(Format::parse);
    known.chain(own).map(|format| (format.name.clone(), format)).collect()
}
