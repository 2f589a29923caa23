//! Printed copies and the aids of today: which aid the id of a copy stands for, even when its file has another name now.

use super::claims::Claims;
use super::output::Output;
use super::{AidIndex, LanguageIndex, Site, code, name, output};
use crate::aid::Aid;
use crate::config::ledger::{self, Entry};
use crate::diagnostic::{self, Diagnostic};
use crate::source::{Kind, SitePath};
use ahash::AHashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// Copies that hang somewhere and that no published aid answers for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The language of whoever scans one.
    pub language: LanguageIndex,
    /// Somebody works on their aid; else there is none any more.
    pub is_draft: bool,
}

/// The aids at old addresses.
pub(super) fn former(aids: &[Arc<Aid>]) -> AHashMap<SitePath, AidIndex> {
    let of_aid = |(index, aid): (AidIndex, &Arc<Aid>)| {
        let paths = aid.front.aliases.iter().filter_map(output::alias_path);
        // Ids are compared by the address that they have had, whatever letters they are written in.
        paths.map(|path| (name::page_path(path.stem(), ".html"), index)).collect::<Vec<_>>()
    };
    aids.iter().enumerate().rev().flat_map(of_aid).collect()
}

/// For every aid of which the ledger knows copies, its entries there.
pub(super) fn hanging(site: &Site) -> AHashMap<AidIndex, Vec<usize>> {
    let mut found: AHashMap<AidIndex, Vec<usize>> = AHashMap::new();
    for (index, entry) in site.data.ledger.iter().enumerate() {
        for aid in site.aids_of(entry) {
            found.entry(aid).or_default().push(index);
        }
    }
    found
}

impl Site {
    /// The aids whose copies an entry of the ledger speaks of: one, in its language; without a language, all of that id.
    #[must_use]
    pub fn aids_of(&self, entry: &Entry) -> Vec<AidIndex> {
        let is_it =
            |aid: &AidIndex| entry.lang.is_empty() || self.aids[*aid].language.tag().eq_ignore_ascii_case(&entry.lang);
        if let Some(first) = self.aid_with_id(&entry.id) {
            let group = &self.groups[self.group_of[first]].aids;
            return group.iter().copied().filter(|&aid| self.id(aid) == entry.id).filter(is_it).collect();
        }
        let old = [name::page_path(&entry.id, ".html"), name::page_path(&entry.id, &format!(".{}.html", entry.lang))];
        old.iter().filter_map(|path| self.former.get(path).copied()).find(is_it).into_iter().collect()
    }

    /// The entries of the ledger that speak of copies of an aid, under its id or an old one.
    pub fn entries_of(&self, aid: AidIndex) -> impl Iterator<Item = &Entry> {
        self.hanging.get(&aid).into_iter().flatten().map(|&index| &self.data.ledger[index])
    }

    /// The ids that an aid had at its old addresses.
    pub(super) fn former_ids(&self, aid: AidIndex) -> impl Iterator<Item = String> {
        let source = &self.aids[aid];
        let suffix = format!(".{}", source.language.tag());
        source.front.aliases.iter().filter_map(output::alias_path).map(move |path| {
            let stem = path.stem();
            stem.strip_suffix(&suffix).unwrap_or(stem).to_owned()
        })
    }

    /// What became of the copies of an entry that no published aid answers for; `None` for one that an aid does, and as
    /// long as a file of the site cannot be read: it may be the one.
    #[must_use]
    pub fn orphan(&self, entry: &Entry) -> Option<Orphan> {
        if self.tree.of(Kind::Aid).count() > self.aids.len() + self.drafts.len() || !self.aids_of(entry).is_empty() {
            return None;
        }
        let language = self
            .config
            .languages
            .iter()
            .position(|language| language.tag().eq_ignore_ascii_case(&entry.lang))
            .unwrap_or(0);
        Some(Orphan { language, is_draft: self.is_draft_id(&entry.id) })
    }
}

/// The pages behind QR codes, for sites that know their address. Aids that are out of use keep theirs, and so do the ids that
/// aids had at old addresses, and those that the ledger knows.
pub(super) fn lay_out_codes(
    site: &Site,
    outputs: &mut Vec<(SitePath, Output)>,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if site.config.base_url.is_none() {
        return;
    }
    let lang = |aid: AidIndex| site.aids[aid].language.tag();
    let own: Vec<SitePath> =
        (0..site.aids.len()).into_par_iter().map(|aid| code::page(&site.id(aid), lang(aid))).collect();
    for (aid, path) in own.into_iter().enumerate() {
        let shown = &site.aids[aid].shown;
        match claims.claim(&path, shown) {
            Ok(()) => outputs.push((path, Output::Code(aid))),
            Err(owner) => {
                let message = format!("the page behind its QR code, `{path}`, belongs to `{owner}`");
                let hint = "give it another `id`: the code is made of id and language";
                diagnostics.push(Diagnostic::in_file(&diagnostic::SAME_OUTPUT, shown, message).hint(hint));
            }
        }
    }
    // An old id that stands for another aid today is that one's.
    let mut add = |path: SitePath, output: Output, owner: &Arc<str>| {
        if claims.claim(&path, owner).is_ok() {
            outputs.push((path, output));
        }
    };
    for aid in 0..site.aids.len() {
        for id in site.former_ids(aid) {
            add(code::page(&id, lang(aid)), Output::Code(aid), &site.aids[aid].shown);
        }
    }
    for entry in &site.data.ledger {
        let owner: Arc<str> = ledger::FILE.into();
        if let Some(aid) = site.aids_of(entry).first() {
            add(code::page(&entry.id, lang(*aid)), Output::Code(*aid), &owner);
        } else if let Some(orphan) = site.orphan(entry) {
            let lang = site.config.languages[orphan.language].tag();
            add(code::page(&entry.id, lang), Output::Orphan(orphan), &owner);
        }
    }
}
