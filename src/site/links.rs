//! Links, pictures, videos and facts: where they lead, and whether that exists.

use super::guess::Guesses;
use super::{AidIndex, LanguageIndex, Site, relations};
use crate::aid::Aid;
use crate::aid::doc::{Reference, ReferenceKind, Target};
use crate::diagnostic::{self, Diagnostic, closest};
use crate::source::SitePath;
use rayon::prelude::*;
use std::sync::Arc;

/// Where a target leads inside the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file of the output, and a place in it.
    Page(SitePath, Option<String>),
    /// A place on the same page.
    Here(String),
    /// An address outside the site.
    Outside(String),
    /// Nothing is there: show text.
    Nowhere,
}

impl Site {
    /// Where a target in `aid` leads for readers of the aid's language.
    #[must_use]
    pub fn destination(&self, aid: AidIndex, target: &Target) -> Destination {
        match target {
            Target::Anchor(anchor) => Destination::Here(anchor.clone()),
            Target::External(address) => Destination::Outside(address.clone()),
            Target::Refused(_) => Destination::Nowhere,
            Target::Id(id) => match self.aid_with_id(id) {
                Some(found) => {
                    Destination::Page(self.pages[self.in_language(found, self.language_index(aid))].clone(), None)
                }
                None => Destination::Nowhere,
            },
            Target::Aid { path, anchor } => match self.aid_at(path) {
                Some(found) => {
                    let found = self.translated(found, self.language_index(aid), anchor.as_deref());
                    Destination::Page(self.pages[found].clone(), anchor.clone())
                }
                None => Destination::Nowhere,
            },
            Target::File { path, anchor } => match self.file_output(path) {
                Some(output) => Destination::Page(output, anchor.clone()),
                None => Destination::Nowhere,
            },
        }
    }

    /// The aid in the language, unless the anchor exists only in the one that was named.
    fn translated(&self, aid: AidIndex, language: LanguageIndex, anchor: Option<&str>) -> AidIndex {
        let translation = self.in_language(aid, language);
        match anchor {
            Some(anchor) if !self.aids[translation].doc.has_anchor(anchor) => aid,
            _ => translation,
        }
    }

    /// The output that holds a file of the site folder, or the page with that path, or the index of that folder.
    fn file_output(&self, path: &SitePath) -> Option<SitePath> {
        if self.outputs.contains_key(path) {
            return Some(path.clone());
        }
        ["index.md", "README.md", "readme.md"]
            .iter()
            .find_map(|name| self.aid_at(&SitePath::new(&format!("{path}/{name}"))?))
            .map(|aid| self.pages[aid].clone())
    }
}

/// Checks every reference of every aid.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let broken = |aid: &'_ Arc<Aid>| aid.doc.references.iter().any(|reference| problem(site, aid, reference).is_some());
    let broken: Vec<&Arc<Aid>> = site.aids.par_iter().filter(|aid| broken(aid)).collect();
    // One after the other: how much is guessed in a build is limited.
    let guesses = Guesses::of(site);
    for aid in broken {
        let found =
            aid.doc.references.iter().filter_map(|reference| {
                Some(problem(site, aid, reference)?.diagnostic(site, &guesses, aid, reference))
            });
        diagnostics.extend(found);
    }
}

/// What is wrong with a reference.
enum Problem<'a> {
    /// No such fact.
    Fact(&'a str),
    /// An address that is not allowed, of a link, picture or video.
    Refused(&'a str, &'static str),
    /// The aid itself has no such anchor.
    OwnAnchor(&'a str),
    /// The other aid, at this path, has no such anchor.
    Anchor(&'a Aid, &'a SitePath, &'a str),
    /// No aid has the id.
    Id(&'a str),
    /// Nothing is at the path.
    Path(&'a SitePath),
}

fn problem<'a>(site: &'a Site, aid: &Aid, reference: &'a Reference) -> Option<Problem<'a>> {
    let (target, what) = match &reference.kind {
        ReferenceKind::Fact(key) => return (!site.data.facts.contains_key(key)).then_some(Problem::Fact(key)),
        ReferenceKind::Link(target) => (target, "link"),
        ReferenceKind::Image(target) => (target, "picture"),
        ReferenceKind::Video(target) => (target, "video"),
    };
    match target {
        Target::External(_) => None,
        Target::Refused(address) => Some(Problem::Refused(address, what)),
        Target::Anchor(anchor) => (!aid.doc.has_anchor(anchor)).then_some(Problem::OwnAnchor(anchor)),
        Target::Id(id) => site.aid_with_id(id).is_none().then_some(Problem::Id(id)),
        Target::Aid { path, anchor } => {
            let Some(other) = site.aid_at(path) else { return Some(Problem::Path(path)) };
            let anchor = anchor.as_deref()?;
            let other = &site.aids[other];
            (!other.doc.has_anchor(anchor)).then_some(Problem::Anchor(other, path, anchor))
        }
        Target::File { path, .. } => site.file_output(path).is_none().then_some(Problem::Path(path)),
    }
}

impl Problem<'_> {
    fn diagnostic(self, site: &Site, guesses: &Guesses<'_>, aid: &Aid, reference: &Reference) -> Diagnostic {
        let at = |message: String| aid.diagnostic(&diagnostic::BROKEN_LINK, &reference.span, message);
        match self {
            Self::Fact(key) => unknown_fact(site, aid, reference, key),
            Self::Refused(address, what) => refused(aid, reference, address, what),
            Self::OwnAnchor(anchor) => with_near_anchor(at(format!("this aid has no anchor `#{anchor}`")), aid, anchor),
            Self::Anchor(other, path, anchor) => {
                with_near_anchor(at(format!("`{path}` has no anchor `#{anchor}`")), other, anchor)
            }
            Self::Id(id) => relations::unknown(site, guesses, aid, &reference.span, id),
            Self::Path(path) => missing(site, guesses, aid, path, at),
        }
    }
}

fn missing(
    site: &Site,
    guesses: &Guesses<'_>,
    aid: &Aid,
    path: &SitePath,
    at: impl Fn(String) -> Diagnostic,
) -> Diagnostic {
    if site.is_left_out_draft(path) {
        return at(format!("`{path}` is a draft and not part of this build"))
            .hint("build with `--drafts`, make that aid `status: active`, or take the link out");
    }
    if site.tree.get(path).is_some() {
        return at(format!("`{path}` is in the site folder, but no part of the site")).hint(
            "mend what is reported of that file, or take the link out; configuration and data are not published",
        );
    }
    let found = at(format!("there is no file `{path}` in the site"));
    match guesses.file(path) {
        Some(near) => found.hint(format!("did you mean `{}`?", aid.path.relative(near))),
        None => found.hint("write links to the file in the site folder, such as `../folder/other-aid.md`"),
    }
}

fn with_near_anchor(found: Diagnostic, aid: &Aid, anchor: &str) -> Diagnostic {
    match closest(anchor, aid.doc.anchors.iter().map(String::as_str)) {
        Some(near) => found.hint(format!("did you mean `#{near}`?")),
        None if aid.doc.anchors.is_empty() => found.hint("it has no headings, steps or tables to link to"),
        None => found.hint("anchors are headings in lower case with hyphens, `step-N`, and the rows of tables"),
    }
}

fn refused(aid: &Aid, reference: &Reference, address: &str, what: &str) -> Diagnostic {
    let hint = match what {
        "link" => "links may be relative, or http, https, mailto, tel and sms",
        _ => "pictures and videos are files of the site: save a copy beside the aid and name that",
    };
    let shown: String = address.chars().take(60).collect();
    if address.starts_with("..") && !address.contains(':') {
        let message = format!("the {what} `{shown}` leads out of the site folder");
        return aid.diagnostic(&diagnostic::REFUSED_URL, &reference.span, message).hint(match what {
            "link" => "link to a file in the site folder, or to an http or https address",
            _ => hint,
        });
    }
    aid.diagnostic(&diagnostic::REFUSED_URL, &reference.span, format!("the {what} address `{shown}` is not allowed"))
        .hint(hint)
}

fn unknown_fact(site: &Site, aid: &Aid, reference: &Reference, key: &str) -> Diagnostic {
    let found = aid.diagnostic(&diagnostic::UNKNOWN_FACT, &reference.span, format!("there is no fact `{key}`"));
    match closest(key, site.data.facts.keys().map(String::as_str)) {
        Some(near) => found.hint(format!("did you mean `{near}`?")),
        None => found.hint(format!("define it in `data/facts.yaml`: `{key}: …`")),
    }
}
