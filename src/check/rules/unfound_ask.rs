//! X01: an ask that does not find its aid, and what finds it although it must not.

use crate::check::phrase::{self, Phrase, bare};
use crate::check::{Finder, Found};
use crate::diagnostic::{self, Diagnostic};
use crate::site::{AidIndex, Site};
use rayon::prelude::*;

/// Whoever looks further down has given up before.
const LOOKED_THROUGH: usize = 100;

pub(super) fn check(site: &Site, finder: &dyn Finder) -> Vec<Diagnostic> {
    let asks: Vec<Phrase<'_>> = phrase::asks(site).collect();
    let mut diagnostics: Vec<Diagnostic> = asks.par_iter().filter_map(|ask| unfound(ask, site, finder)).collect();
    let asks_not: Vec<Phrase<'_>> = phrase::asks_not(site).collect();
    diagnostics.par_extend(asks_not.par_iter().filter_map(|ask| found(ask, site, finder)));
    diagnostics
}

/// The ask does not find the aid.
fn unfound(ask: &Phrase<'_>, site: &Site, finder: &dyn Finder) -> Option<Diagnostic> {
    if ask.place_for(ask.query, ask.top, site, finder).is_some() {
        return None;
    }
    let hits = finder.find(ask.language(site), ask.query, LOOKED_THROUGH.max(ask.top));
    let target = ask.target(site);
    let place = hits.iter().position(|hit| hit.aid == target);
    let message = match place {
        Some(index) => format!("`{}` finds this aid in place {}, not {}", ask.query, index + 1, wanted(ask.top)),
        None => format!("`{}` does not find this aid", ask.query),
    };
    let mut diagnostic = site.aids[ask.aid].diagnostic(&diagnostic::UNFOUND_ASK, &ask.span, message);
    let own = place.map(|index| &hits[index]);
    if let Some(first) = hits.first() {
        let why = reason(first, own, ask.query, site);
        diagnostic = diagnostic.hint(format!("{} is first: {why}", name(site, first.aid)));
    }
    Some(diagnostic.hint(mend(own, ask.query)))
}

/// The aid is found by what must not find it.
fn found(ask: &Phrase<'_>, site: &Site, finder: &dyn Finder) -> Option<Diagnostic> {
    let hits = finder.find(ask.language(site), ask.query, ask.top);
    let target = ask.target(site);
    let place = hits.iter().position(|hit| hit.aid == target)?;
    let why = reason(&hits[place], hits.get(place + 1), ask.query, site);
    let message = format!("`{}` finds this aid in place {}, and `asks_not` forbids it", ask.query, place + 1);
    Some(
        site.aids[ask.aid]
            .diagnostic(&diagnostic::UNFOUND_ASK, &ask.span, message)
            .hint(format!("it is there because {why}"))
            .hint("write these words into the `asks` of the aid that people mean, or drop the entry"),
    )
}

/// `among the first 3`.
fn wanted(top: usize) -> String {
    if top == 1 { "first".to_owned() } else { format!("among the first {top}") }
}

/// An aid as a writer knows it.
fn name(site: &Site, aid: AidIndex) -> String {
    let aid = &site.aids[aid];
    format!("`{}` ({})", aid.title, aid.shown)
}

/// Why one aid stands before another, which may not be found at all: it is just what was typed, or that part of its points
/// in which it is ahead most.
fn reason(ahead: &Found, behind: Option<&Found>, query: &str, site: &Site) -> String {
    if let Some(name) = named(ahead.aid, query, site) {
        return name.to_owned();
    }
    let lead = |points: fn(&Found) -> f64| points(ahead) - behind.map_or(0.0, points);
    let words = |found: &Found| found.words.iter().map(|(_, points)| points).sum();
    let leads = [lead(|found| found.named), lead(|found| found.title), lead(|found| found.passage), lead(words)];
    let greatest = leads.iter().copied().fold(f64::MIN, f64::max);
    match leads.iter().position(|lead| *lead >= greatest) {
        Some(0) => "its title, one of its `asks` or one of its names is close to it".to_owned(),
        Some(1) if behind.is_some_and(|behind| behind.title > 0.0) => "more of the words stand in its title".to_owned(),
        Some(1) => "words of it stand in its title".to_owned(),
        Some(2) => match &ahead.line {
            Some(line) => format!("the words stand together in one line: `{}`", shorten(line)),
            None => "the words stand together in one line".to_owned(),
        },
        _ => best_word(ahead, behind),
    }
}

/// What the query is to an aid that is named just so.
fn named(aid: AidIndex, query: &str, site: &Site) -> Option<&'static str> {
    let aid = &site.aids[aid];
    let same = |text: &str| bare(text) == bare(query);
    if same(&aid.title) {
        Some("that is its title")
    } else if aid.front.asks.iter().any(|ask| same(&ask.value.query)) {
        Some("that is one of its `asks`")
    } else if aid.front.also_called.iter().any(|other| same(&other.value)) {
        Some("that is one of its names in `also_called`")
    } else {
        None
    }
}

/// The word that speaks most for an aid.
fn best_word(ahead: &Found, behind: Option<&Found>) -> String {
    let other = |word: &str| {
        behind.and_then(|found| found.words.iter().find(|(has, _)| has == word)).map_or(0.0, |(_, points)| *points)
    };
    let lead = |(word, points): &(String, f64)| points - other(word);
    match ahead.words.iter().max_by(|a, b| lead(a).total_cmp(&lead(b))) {
        Some((word, _)) if other(word) == 0.0 => format!("it has the word `{word}`"),
        Some((word, _)) => format!("the word `{word}` weighs more in it"),
        None => "nothing else is near".to_owned(),
    }
}

/// What to do about an ask that does not find its aid.
fn mend(own: Option<&Found>, query: &str) -> String {
    let lacks =
        |found: &Found| found.words.iter().filter(|(_, points)| *points == 0.0).map(|(word, _)| word.clone()).collect();
    let missing: Vec<String> = own.map_or_else(|| vec![query.to_owned()], lacks);
    if missing.is_empty() {
        return "say in the ask what only this aid is about, or drop the ask".to_owned();
    }
    format!("put `{}` into the `title`, `need` or `also_called` of this aid, or drop the ask", missing.join(" "))
}

/// As much of a line as a hint can hold.
fn shorten(line: &str) -> String {
    const LONGEST: usize = 80;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
