//! X02: the same ask in two aids. Only one of them can come first.

use crate::check::{Finder, Scope, phrase};
use crate::diagnostic::{self, Diagnostic};
use crate::site::{LanguageIndex, Site};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn check(site: &Site, scope: Scope, _: &dyn Finder) -> Vec<Diagnostic> {
    let mut by_meaning: BTreeMap<(LanguageIndex, String), Vec<phrase::Phrase<'_>>> = BTreeMap::new();
    let meaning = |ask: &phrase::Phrase<'_>| (ask.language(site), phrase::bare(ask.query));
    let wanted: BTreeSet<(LanguageIndex, String)> = phrase::asks(site, scope).map(|ask| meaning(&ask)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let may_be_wanted =
        |query: &str| scope == Scope::Site || wanted.iter().any(|(_, bare)| phrase::is_bare(query, bare));
    for ask in phrase::asks(site, Scope::Site).filter(|ask| may_be_wanted(ask.query)) {
        let meaning = meaning(&ask);
        if wanted.contains(&meaning) {
            by_meaning.entry(meaning).or_default().push(ask);
        }
    }
    let mut diagnostics = Vec::new();
    for asks in by_meaning.values() {
        for ask in asks.iter().filter(|ask| scope.has(ask.aid)) {
            let others = asks.iter().filter(|other| other.aid != ask.aid);
            let mut files: Vec<&str> = others.map(|other| site.aids[other.aid].shown.as_ref()).collect();
            files.dedup();
            let [first, more @ ..] = &files[..] else { continue };
            let also = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
            let message = format!("`{}` is an ask of `{first}`{also} too", ask.query);
            diagnostics.push(
                site.aids[ask.aid]
                    .diagnostic(&diagnostic::SAME_ASK, &ask.span, message)
                    .hint("keep it in the aid that people mean, or say in each what tells them apart"),
            );
        }
    }
    diagnostics
}
