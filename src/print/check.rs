//! What the build says of cards: formats that do not exist, text that does not fit.

use super::card::Word;
use super::font::Fonts;
use super::format::Format;
use super::layout::Verdict;
use super::style::POINTS;
use crate::aid::Aid;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::site::{AidIndex, LanguageIndex, Site};
use rayon::prelude::*;

/// The problems of all cards. `word` gives a word of the interface in a language.
#[must_use]
pub fn check(site: &Site, fonts: &Fonts, word: &(dyn Fn(LanguageIndex, &str) -> String + Sync)) -> Vec<Diagnostic> {
    let aids = 0..site.aids.len();
    let found = aids.into_par_iter().flat_map_iter(|aid| {
        let language = site.language_index(aid);
        check_card(site, aid, fonts, &|key| word(language, key))
    });
    found.collect()
}

/// The problems of one card.
#[must_use]
pub fn check_card(site: &Site, aid: AidIndex, fonts: &Fonts, word: Word<'_>) -> Vec<Diagnostic> {
    let Some(named) = site.print_format(aid) else { return Vec::new() };
    let source = &site.aids[aid];
    if Format::parse(named).is_none() {
        let names = Format::names().collect::<Vec<_>>().join(", ");
        let message = format!("`{named}` is no format of cards");
        return vec![
            at_print(source, &diagnostic::WRONG_VALUE, message)
                .hint(format!("write one of {names}, or a size such as `100 x 60 mm`")),
        ];
    }
    let card = super::lay_out(site, aid, fonts, word);
    let Verdict::Overflows { lines, mm } = card.layout.verdict else { return Vec::new() };
    let x_height = card.layout.size / POINTS * fonts.x_height();
    let (unit, name) = (if lines == 1 { "line" } else { "lines" }, &card.format.name);
    let message = format!(
        "the card does not fit `{name}`: {lines} {unit} ({mm:.0} mm) too many at the smallest type, {} pt (x-height {x_height:.1} mm)",
        card.layout.size
    );
    let hint = match card.layout.sides.len() {
        1 => "shorten it, or give it a larger `print.format` or `print.sides: 2`",
        _ => "shorten it, or give it a larger `print.format` or `print.overflow: next`",
    };
    vec![at_print(source, &diagnostic::CARD_OVERFLOW, message).hint(hint)]
}

/// A problem at the aid's `print`; at the file when the format is the site's.
fn at_print(aid: &Aid, code: &'static Code, message: String) -> Diagnostic {
    match &aid.front.print {
        Some(print) => aid.diagnostic(code, &print.span, message),
        None => Diagnostic::in_file(code, &aid.shown, message),
    }
}
