//! What the build says of cards: formats that do not exist, text that does not fit, codes too fine to scan, copies that are
//! out of date.

use super::Card;
use super::card::Word;
use super::copies::{self, Reason};
use super::edition::Edition;
use super::font::Fonts;
use super::format::Format;
use super::layout::Verdict;
use super::qr;
use super::style::POINTS;
use crate::aid::Aid;
use crate::aid::front_matter::Status;
use crate::config::ledger::{self, Entry};
use crate::diagnostic::{self, Code, Diagnostic, Level};
use crate::site::{AidIndex, LanguageIndex, Site};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The most letters that a message names.
const LETTERS_NAMED: usize = 6;

/// The problems of all cards. `word` gives a word of the interface in a language.
#[must_use]
pub fn check(site: &Site, fonts: &Fonts, word: &(dyn Fn(LanguageIndex, &str) -> String + Sync)) -> Vec<Diagnostic> {
    let aids = 0..site.aids.len();
    let found = aids.into_par_iter().flat_map_iter(|aid| {
        let language = site.language_index(aid);
        check_card(site, aid, fonts, &|key| word(language, key))
    });
    let found: Vec<Diagnostic> = found.collect();
    no_address(site).into_iter().chain(copies_of_gone(site)).chain(found).collect()
}

/// Cards of a site that has no address: none has a code, nobody can scan whether it is current.
fn no_address(site: &Site) -> Option<Diagnostic> {
    let cards = (0..site.aids.len()).filter(|&aid| site.print_format(aid).is_some()).count();
    if cards == 0 || site.config.base_url.is_some() {
        return None;
    }
    let (cards, print) = if cards == 1 { ("1 card".to_owned(), "prints") } else { (format!("{cards} cards"), "print") };
    let message = format!("{cards} {print} without an address and a code to scan: the site has no `base_url`");
    let hint = "write where people find the site: `base_url: https://aids.example/`";
    Some(Diagnostic::in_file(&diagnostic::NO_CONTROL, &"kneeboard.yaml".into(), message).hint(hint))
}

/// Copies that the ledger knows, of aids that are gone: one problem for every id.
fn copies_of_gone(site: &Site) -> Vec<Diagnostic> {
    let gone = |entry: &&Entry| site.orphan(entry).is_some_and(|orphan| !orphan.is_draft);
    let gone: Vec<&Entry> = site.data.ledger.iter().filter(gone).collect();
    let told = |entries: &[&Entry]| {
        let id = &entries[0].id;
        let places: Vec<&str> = entries.iter().map(|entry| entry.at.as_str()).collect();
        let message = format!("a copy of `{id}` hangs at {}, and no aid has this id", places.join(", "));
        let hint = format!(
            "has its file another name now? Then give that aid `id: {id}` or the alias `{id}.html`; else \
             `kneeboard print --stale` lists what to take down"
        );
        Diagnostic::in_file(&diagnostic::OLD_COPIES, &ledger::FILE.into(), message).hint(hint)
    };
    gone.chunk_by(|entry, next| entry.id == next.id).map(told).collect()
}

/// The problems of one card and of its copies.
#[must_use]
pub fn check_card(site: &Site, aid: AidIndex, fonts: &Fonts, word: Word<'_>) -> Vec<Diagnostic> {
    let mut found = old_copies(site, aid);
    let Some(named) = site.print_format(aid) else { return found };
    let source = &site.aids[aid];
    let Some(format) = Format::parse(named) else {
        let names = Format::names().collect::<Vec<_>>().join(", ");
        let message = format!("`{named}` is no format of cards");
        let hint = format!("write one of {names}, or a size such as `100 x 60 mm`");
        found.push(at_print(source, &diagnostic::WRONG_VALUE, message).hint(hint));
        return found;
    };
    let card = super::lay_out(site, aid, format, fonts, word);
    found.extend(overflow(source, &card, fonts.x_height()));
    found.extend(broken_word(source, &card));
    found.extend(lacking(source, &card));
    found.extend(small_code(site, aid, &card.format));
    found.extend(no_control(site, aid));
    found
}

/// What does not fit.
fn overflow(source: &Aid, card: &Card, x_height: f64) -> Option<Diagnostic> {
    let Verdict::Overflows { lines, mm } = card.layout.verdict else { return None };
    let x_height = card.layout.size / POINTS * x_height;
    let (unit, name) = (if lines == 1 { "line" } else { "lines" }, &card.format.name);
    let message = format!(
        "the card does not fit `{name}`: {lines} {unit} ({:.0} mm) too many at the smallest type, {} pt (x-height {x_height:.1} mm)",
        mm.ceil(),
        card.layout.size
    );
    let hint = match card.most {
        1 => "shorten it, or give it a larger `print.format` or `print.sides: 2`",
        2 => "shorten it, or give it a larger `print.format` or `print.overflow: next`",
        // A step stays whole: what still does not fit is higher than a side, or there is no end of it.
        _ => "shorten its longest step or part, or give it a larger `print.format`",
    };
    let told = at_print(source, &diagnostic::CARD_OVERFLOW, message).hint(hint);
    let print = source.front.print.as_ref();
    let is_error = print.is_some_and(|print| print.value.overflow.as_deref() == Some("error"));
    Some(if is_error { Diagnostic { level: Level::Error, ..told } } else { told })
}

/// A word that its column does not hold.
fn broken_word(source: &Aid, card: &Card) -> Option<Diagnostic> {
    let message =
        format!("a column of a table is too narrow on `{}` for `{}`", card.format.name, card.broken_word.as_ref()?);
    let hint = "take a column out, shorten the word, or give the aid a larger `print.format`";
    Some(at_print(source, &diagnostic::CARD_OVERFLOW, message).hint(hint))
}

/// Letters that the fonts of cards do not have.
fn lacking(source: &Aid, card: &Card) -> Option<Diagnostic> {
    if card.lacking.is_empty() {
        return None;
    }
    let some: Vec<String> = card.lacking.iter().take(LETTERS_NAMED).map(|letter| format!("`{letter}`")).collect();
    let more = card.lacking.len() - some.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!("the fonts of cards do not have {}{more}", some.join(", "));
    let hint = "a reader's machine may print boxes: write it in other letters, or put a font that has them at \
                `theme/static/fonts/symbols.ttf`";
    Some(at_print(source, &diagnostic::MISSING_LETTERS, message).hint(hint))
}

/// A code whose modules are too small to be scanned.
fn small_code(site: &Site, aid: AidIndex, format: &Format) -> Option<Diagnostic> {
    let address = qr::address(site, &Edition::of(site, aid))?;
    let source = &site.aids[aid];
    let Some(units) = qr::units(&address) else {
        let message = format!("the address of {} letters is too long for a QR code", address.len());
        return Some(at_print(source, &diagnostic::SMALL_CODE, message).hint("give the site a shorter `base_url`"));
    };
    #[expect(clippy::cast_precision_loss, reason = "at most 185 modules")]
    let module = format.foot() / units as f64;
    if module >= qr::LEAST_MODULE {
        return None;
    }
    let least = qr::LEAST_MODULE;
    let message = format!(
        "the QR code of a `{}` card has modules of {module:.2} mm; a phone reads {least} mm or more: its address has {} letters",
        format.name,
        address.len()
    );
    let hint = "give the site a shorter `base_url`, or the card a larger `print.format`";
    Some(at_print(source, &diagnostic::SMALL_CODE, message).hint(hint))
}

/// What the foot of the card cannot say. A draft is not in force, and has no date yet.
fn no_control(site: &Site, aid: AidIndex) -> Option<Diagnostic> {
    let source = &site.aids[aid];
    let front = &source.front;
    let is_dated = front.status == Status::Draft
        || front.effective.is_some()
        || front.expires.is_some()
        || site.review_due(aid).is_some();
    let parts = [
        ("rev", front.rev.is_some()),
        ("date", is_dated),
        ("owner", front.owner.is_some() || site.config.owner.is_some()),
    ];
    let missing: Vec<&str> = parts.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("the card prints without {}", missing.join(", "));
    let hint = "add `rev`, `effective` and `owner` to the front matter";
    Some(at_print(source, &diagnostic::NO_CONTROL, message).hint(hint))
}

/// Copies that hang somewhere, as the ledger or the front matter says, and that must be taken down: one problem for every rev and
/// reason.
fn old_copies(site: &Site, aid: AidIndex) -> Vec<Diagnostic> {
    let mut places: BTreeMap<(Option<String>, &str), Vec<String>> = BTreeMap::new();
    for copy in copies::stale_of_aid(site, aid) {
        let why = match copy.reason {
            Reason::Withdrawn => "its aid is withdrawn",
            Reason::Expired => "its aid has expired",
            Reason::Unnamed => "`print.copies` does not name that place",
            Reason::Superseded { .. } | Reason::Gone => "is out of date",
        };
        places.entry((copy.rev, why)).or_default().push(copy.at);
    }
    let told = |((rev, why), places): ((Option<String>, &str), Vec<String>)| {
        let copy = rev.map_or_else(|| "a copy without rev".to_owned(), |rev| format!("rev {rev}"));
        let message = format!("{copy} hangs at {} and {why}", places.join(", "));
        let hint = "`kneeboard print --stale` lists what to take down and to hang; `--record` notes that it is done";
        at_print(&site.aids[aid], &diagnostic::OLD_COPIES, message).hint(hint)
    };
    places.into_iter().map(told).collect()
}

/// A problem at the aid's `print`; at the file when the format is the site's.
fn at_print(aid: &Aid, code: &'static Code, message: String) -> Diagnostic {
    match &aid.front.print {
        Some(print) => aid.diagnostic(code, &print.span, message),
        None => Diagnostic::in_file(code, &aid.shown, message),
    }
}
