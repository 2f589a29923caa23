//! X01: an ask that does not find its aid, and what finds it although it must not.

use crate::check::phrase::{self, Phrase};
use crate::check::{Finder, Scope, why};
use crate::diagnostic::{self, Diagnostic};
use crate::site::{AidIndex, Site};
use rayon::prelude::*;

/// Whoever looks further down has given up before.
const LOOKED_THROUGH: usize = 100;

const MEND: &str = "say in the ask what only this aid is about, put its words into `title` or `need`, or drop the ask";

pub(super) fn check(site: &Site, scope: Scope, finder: &dyn Finder) -> Vec<Diagnostic> {
    let asks: Vec<Phrase<'_>> = phrase::asks(site, scope).collect();
    let mut diagnostics: Vec<Diagnostic> = asks.par_iter().filter_map(|ask| unfound(ask, site, finder)).collect();
    let asks_not: Vec<Phrase<'_>> = phrase::asks_not(site, scope).collect();
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
    if let Some(first) = hits.first() {
        let why = why::reason(first, place.map(|index| &hits[index]), ask.query, site);
        diagnostic = diagnostic.hint(format!("{} is first: {why}", name(site, first.aid)));
    }
    Some(diagnostic.hint(MEND))
}

/// The aid is found by what must not find it.
fn found(ask: &Phrase<'_>, site: &Site, finder: &dyn Finder) -> Option<Diagnostic> {
    let hits = finder.find(ask.language(site), ask.query, ask.top);
    let target = ask.target(site);
    let place = hits.iter().position(|hit| hit.aid == target)?;
    let why = why::reason(&hits[place], hits.get(place + 1), ask.query, site);
    let message = format!("`{}` finds this aid in place {}, and `asks_not` forbids it", ask.query, place + 1);
    Some(
        site.aids[ask.aid]
            .diagnostic(&diagnostic::UNFOUND_ASK, &ask.span, message)
            .hint(format!("it is there because {why}"))
            .hint(match place {
                0 => "write these words into the `asks` of the aid that people mean, or drop the entry".to_owned(),
                _ => format!(
                    "say otherwise here what both share, or drop the entry: {} is first",
                    name(site, hits[0].aid)
                ),
            }),
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
