//! X05: an ask that finds its aid only when it is typed to its end, or without a slip.

use crate::check::{Finder, Scope, phrase, variants};
use crate::diagnostic::{self, Diagnostic};
use crate::site::Site;
use rayon::prelude::*;

/// What must be typed at most, of a hundred letters.
const BUDGET_PERCENT: usize = 60;
/// Shorter asks are codes and the like, which tell little before their end.
const SHORTEST: usize = 8;

pub(super) fn check(site: &Site, scope: Scope, finder: &dyn Finder) -> Vec<Diagnostic> {
    let asks: Vec<phrase::Phrase<'_>> = phrase::asks(site, scope).collect();
    asks.par_iter().flat_map_iter(|ask| problems(ask, site, finder)).collect()
}

fn problems(ask: &phrase::Phrase<'_>, site: &Site, finder: &dyn Finder) -> Vec<Diagnostic> {
    if !ask.is_found_by(ask.query, site, finder) {
        // That is what X01 says.
        return Vec::new();
    }
    let aid = &site.aids[ask.aid];
    let mut problems = Vec::new();
    if let Some(typed) = beginning(ask.query).filter(|typed| !ask.is_found_by(typed, site, finder)) {
        let message = format!("`{}` finds this aid late: `{typed}` does not yet", ask.query);
        problems.push(
            aid.diagnostic(&diagnostic::LATE_ASK, &ask.span, message)
                .hint("begin the ask with the word that only this aid has, or put its first words into the `title`"),
        );
    }
    let typos = variants::typos(ask.query);
    if let Some(typo) = typos.iter().find(|typo| !ask.is_found_by(typo, site, finder)) {
        let message = format!("`{}` does not find this aid with a slip: `{typo}`", ask.query);
        problems.push(
            aid.diagnostic(&diagnostic::LATE_ASK, &ask.span, message)
                .hint("add a word to the ask that only this aid has, or the slip itself to `asks` if people make it"),
        );
    }
    problems
}

/// As much of an ask as should do; `None` when it is short.
fn beginning(query: &str) -> Option<String> {
    let letters = query.chars().count();
    let typed: String = query.chars().take(letters * BUDGET_PERCENT / 100).collect();
    (letters >= SHORTEST).then(|| typed.trim_end().to_owned())
}
