//! Site → [`Findability`].

use super::{Figures, Findability, Rate, Source, Tried, VERSION};
use crate::check::phrase::{self, Phrase};
use crate::check::{FIRST_HITS, Finder, PAGE, Scope, variants};
use crate::site::Site;
use rayon::prelude::*;

/// Tries every ask, and the title of every aid that has none.
#[must_use]
pub fn measure(site: &Site, finder: &dyn Finder) -> Findability {
    let mut phrases: Vec<(Source, Phrase<'_>)> =
        phrase::asks(site, Scope::Site).map(|ask| (Source::Ask, ask)).collect();
    phrases.extend(titles(site).map(|title| (Source::Title, title)));
    phrases.sort_by_key(|(_, phrase)| phrase.aid);
    let tries: Vec<Try> = phrases.par_iter().map(|(from, phrase)| try_out(*from, phrase, site, finder)).collect();
    let of = |source: Source| figures(tries.iter().filter(move |tried| tried.tried.from == source));
    Findability {
        version: VERSION,
        aids: phrase::in_use(site, Scope::Site).count(),
        aids_without_asks: titles(site).count(),
        by_ask: of(Source::Ask),
        by_title: of(Source::Title),
        phrases: tries.into_iter().map(|tried| tried.tried).collect(),
    }
}

/// The titles of the aids in use that have no asks.
fn titles(site: &Site) -> impl Iterator<Item = Phrase<'_>> {
    let without_asks = phrase::in_use(site, Scope::Site).filter(|&aid| site.aids[aid].front.asks.is_empty());
    without_asks.map(|aid| Phrase { aid, query: &site.aids[aid].title, span: 0..0, top: FIRST_HITS })
}

/// A phrase that was tried, with the rates of its variants: typos, prefixes, plurals, word order, questions.
struct Try {
    tried: Tried,
    rates: [Rate; 5],
}

fn try_out(from: Source, phrase: &Phrase<'_>, site: &Site, finder: &dyn Finder) -> Try {
    let language = site.config.languages[phrase.language(site)].primary();
    let kinds = [
        variants::typos(phrase.query),
        variants::prefixes(phrase.query),
        variants::numbers(phrase.query, language),
        variants::orders(phrase.query),
        variants::questions(phrase.query, language),
    ];
    let mut missed = Vec::new();
    let rates = kinds.map(|variants| {
        let before = missed.len();
        let of = variants.len();
        missed.extend(variants.into_iter().filter(|variant| !phrase.is_found_by(variant, site, finder)));
        Rate { found: of - (missed.len() - before), of }
    });
    let tried = Tried {
        aid: site.aids[phrase.aid].shown.to_string(),
        query: phrase.query.to_owned(),
        from,
        top: phrase.top,
        place: phrase.place_for(phrase.query, PAGE.max(phrase.top), site, finder),
        keystrokes: keystrokes(phrase, site, finder),
        missed,
    };
    Try { tried, rates }
}

/// The least letters after which the aid is among the first hits until all is typed, and one key to open it.
fn keystrokes(phrase: &Phrase<'_>, site: &Site, finder: &dyn Finder) -> Option<usize> {
    let ends = phrase.query.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let typed: Vec<&str> = ends.map(|end| &phrase.query[..end]).collect();
    let found_from_the_end = typed.iter().rev().take_while(|typed| phrase.is_found_by(typed, site, finder)).count();
    let letters = typed.len() - found_from_the_end + 1;
    (found_from_the_end > 0).then_some(letters + 1)
}

fn figures<'t>(tries: impl Iterator<Item = &'t Try>) -> Figures {
    let mut figures = Figures::default();
    let mut keystrokes = Vec::new();
    for Try { tried, rates } in tries {
        figures.as_written.add(Rate { found: usize::from(tried.is_found()), of: 1 });
        let [typos, prefixes, plurals, word_order, questions] = rates;
        figures.typos.add(*typos);
        figures.prefixes.add(*prefixes);
        figures.plurals.add(*plurals);
        figures.word_order.add(*word_order);
        figures.questions.add(*questions);
        // What is never found takes longest.
        keystrokes.push(tried.keystrokes.unwrap_or(usize::MAX));
    }
    keystrokes.sort_unstable();
    figures.keystrokes_median = percentile(&keystrokes, 50);
    figures.keystrokes_p90 = percentile(&keystrokes, 90);
    figures
}

/// The value that so many of a hundred do not exceed; `None` without values, and where it is that of what is not found.
fn percentile(sorted: &[usize], percent: usize) -> Option<usize> {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied().filter(|value| *value < usize::MAX)
}

impl Rate {
    fn add(&mut self, other: Self) {
        self.found += other.found;
        self.of += other.of;
    }
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn a_percentile_is_one_of_the_values() {
        assert_eq!((percentile(&[], 50), percentile(&[4], 50), percentile(&[4], 90)), (None, Some(4), Some(4)));
        let ten: Vec<usize> = (1..=10).collect();
        assert_eq!((percentile(&ten, 50), percentile(&ten, 90)), (Some(5), Some(9)));
        assert_eq!(percentile(&[3, usize::MAX, usize::MAX], 50), None);
    }
}
