//! What aids say of each other: ids, prerequisites, related aids, replacements.

use super::guess::Guesses;
use super::{AidIndex, Site};
use crate::aid::Aid;
use crate::aid::doc::Span;
use crate::aid::front_matter::Located;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::source::SitePath;
use ahash::AHashMap;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The id of an aid: its own, else its base path without extension.
pub(super) fn id(aid: &Aid) -> String {
    aid.front.id.as_ref().map_or_else(|| aid.base_path.stem().to_owned(), |id| id.value.clone())
}

/// Maps every id to the aid in the default language; an id that aids of two groups claim is reported at the later one.
pub(super) fn ids(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> AHashMap<String, AidIndex> {
    let mut by_id: AHashMap<String, AidIndex> = AHashMap::with_capacity(site.aids.len());
    for group in &site.groups {
        for &index in &group.aids {
            let aid = &site.aids[index];
            match by_id.entry(id(aid)) {
                Entry::Vacant(free) => {
                    free.insert(index);
                }
                Entry::Occupied(taken) if site.group_of[*taken.get()] != site.group_of[index] => {
                    let other = &site.aids[*taken.get()];
                    let message = format!("id `{}` belongs to `{}` already", taken.key(), other.shown);
                    let diagnostic = match &aid.front.id {
                        Some(id) => aid.diagnostic(&diagnostic::SAME_OUTPUT, &id.span, message),
                        None => Diagnostic::in_file(&diagnostic::SAME_OUTPUT, &aid.shown, message),
                    };
                    diagnostics.push(diagnostic.hint("give one of the two another `id`"));
                }
                Entry::Occupied(_) => {}
            }
        }
    }
    by_id
}

/// Checks every id that an aid names, and that no aid requires itself; gives, for every aid, those that replace it.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> HashMap<AidIndex, Vec<AidIndex>> {
    let mut superseded_by: HashMap<AidIndex, Vec<AidIndex>> = HashMap::new();
    let guesses = Guesses::of(site);
    let mut required: Vec<Vec<(AidIndex, &Located<String>)>> = vec![Vec::new(); site.aids.len()];
    for (index, aid) in site.aids.iter().enumerate() {
        for entry in &aid.front.prerequisites {
            if let Some(id) = entry.value.strip_prefix("aid:") {
                match site.aid_with_id(id) {
                    Some(other) => required[index].push((other, entry)),
                    None => diagnostics.push(unknown(site, &guesses, aid, &entry.span, id)),
                }
            }
        }
        for entry in &aid.front.related {
            if site.aid_with_id(&entry.value).is_none() {
                diagnostics.push(unknown(site, &guesses, aid, &entry.span, &entry.value));
            }
        }
        for entry in &aid.front.supersedes {
            match site.aid_with_id(&entry.value) {
                Some(old) if site.group_of[old] == site.group_of[index] => diagnostics.push(
                    aid.diagnostic(&diagnostic::WRONG_VALUE, &entry.span, "an aid cannot replace itself")
                        .hint("name the older aid, or take the entry out"),
                ),
                Some(old) => superseded_by.entry(old).or_default().push(index),
                None => diagnostics.push(unknown(site, &guesses, aid, &entry.span, &entry.value)),
            }
        }
        if let Some(lang) = &aid.front.lang
            && site.config.languages.len() > 1
            && !site.config.languages.contains(&lang.value)
        {
            let message = format!("`{}` is not among the languages of the site", lang.value);
            let mut found = aid.diagnostic(&diagnostic::WRONG_VALUE, &lang.span, message);
            found.level = Level::Warning;
            diagnostics.push(found.hint("add it to `languages` in `kneeboard.yaml`, or mend it here"));
        }
        if let Some(of) = &aid.front.translation_of
            && site.groups[site.group_of[index]].aids.len() == 1
        {
            diagnostics.push(no_translation(site, &guesses, aid, of));
        }
    }
    same_language_twice(site, diagnostics);
    loops(site, &required, diagnostics);
    superseded_by
}

/// A `translation_of` that leads to no other aid.
fn no_translation(site: &Site, guesses: &Guesses<'_>, aid: &Aid, of: &Located<String>) -> Diagnostic {
    let known = site.aid_with_id(&of.value).or_else(|| site.aid_at(&SitePath::new(&of.value)?));
    if known.is_none() {
        return unknown(site, guesses, aid, &of.span, &of.value);
    }
    aid.diagnostic(
        &diagnostic::UNKNOWN_ID,
        &of.span,
        format!("`{}` is a translation of this aid, or this aid", of.value),
    )
    .hint("name the aid in the language that it was written in first; that one has no `translation_of`")
}

/// Reports aids that are translations of one another in one language: readers of it can be shown only one.
fn same_language_twice(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for group in &site.groups {
        for pair in group.aids.windows(2) {
            let [first, aid] = [&site.aids[pair[0]], &site.aids[pair[1]]];
            if first.language == aid.language {
                let message = format!("its translation into `{}` is `{}` already", aid.language, first.shown);
                let diagnostic = match &aid.front.translation_of {
                    Some(of) => aid.diagnostic(&diagnostic::SAME_OUTPUT, &of.span, message),
                    None => Diagnostic::in_file(&diagnostic::SAME_OUTPUT, &aid.shown, message),
                };
                diagnostics.push(diagnostic.hint("say its own language with `lang`, or take one of the two out"));
            }
        }
    }
}

/// An id that no aid has.
pub(super) fn unknown(site: &Site, guesses: &Guesses<'_>, aid: &Aid, span: &Span, id: &str) -> Diagnostic {
    let found = aid.diagnostic(&diagnostic::UNKNOWN_ID, span, format!("no aid has the id `{id}`"));
    if site.is_draft_id(id) {
        return found.hint("that aid is a draft: build with `--drafts`, or make it `status: active`");
    }
    match guesses.id(id) {
        Some(near) => found.hint(format!("did you mean `{near}`?")),
        None => found.hint("an id is the path of the aid without its extension, unless its front matter gives another"),
    }
}

/// Reports each loop of prerequisites once, at the entry that closes it. Iterative: chains may be long.
fn loops(site: &Site, required: &[Vec<(AidIndex, &Located<String>)>], diagnostics: &mut Vec<Diagnostic>) {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut states = vec![State::New; required.len()];
    for start in 0..required.len() {
        let mut path: Vec<(AidIndex, usize)> = if states[start] == State::New { vec![(start, 0)] } else { continue };
        states[start] = State::Open;
        while let Some((aid, next)) = path.last_mut() {
            let Some((other, entry)) = required[*aid].get(*next) else {
                states[*aid] = State::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let aid = *aid;
            match states[*other] {
                State::New => {
                    states[*other] = State::Open;
                    path.push((*other, 0));
                }
                State::Open => {
                    let from = path.iter().position(|(index, _)| index == other).unwrap_or(0);
                    let ids: Vec<String> = path[from..].iter().map(|(index, _)| site.id(*index)).collect();
                    let message = format!("prerequisites run in a circle: {} → {}", ids.join(" → "), site.id(*other));
                    diagnostics.push(
                        site.aids[aid]
                            .diagnostic(&diagnostic::PREREQUISITE_LOOP, &entry.span, message)
                            .hint("take one of these prerequisites out"),
                    );
                }
                State::Done => {}
            }
        }
    }
}
