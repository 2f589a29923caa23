//! What a change led to.

use super::snapshot::{Shown, Snapshot};
use crate::aid::Aid;
use crate::diagnostic::Diagnostic;
use crate::pipeline::Changes;
use crate::site::{AidIndex, PER_PAGE, Site};
use crate::source::{Kind, SitePath};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Duration;

/// A change of the site folder, and the states before and after it.
#[derive(Debug)]
pub struct Update {
    /// What changed on disk.
    pub changes: Changes,
    /// The state since.
    pub snapshot: Arc<Snapshot>,
    /// The state before.
    pub before: Arc<Snapshot>,
    /// From the first hint until the new state could be asked for.
    pub took: Duration,
}

impl Update {
    /// The pages that show what changed: the aids' own, and those of lists and of other aids that name them. `None`: any page
    /// may be another.
    #[must_use]
    pub fn pages(&self) -> Option<BTreeSet<SitePath>> {
        if self.changes.everything || self.changes.theme {
            return None;
        }
        let (before, after) = (self.before.shown.as_ref()?, self.snapshot.shown.as_ref()?);
        let mut pages = BTreeSet::new();
        for saved in &self.changes.saved {
            let states = [before, after].map(|shown| Some((shown.site(), shown.site().aid_at(&saved.path)?)));
            match states {
                _ if saved.kind != Kind::Aid => pages.extend(asset_pages(after, &saved.path)),
                [Some((old, was)), Some((new, is))] if is_same_in_lists(&old.aids[was], &new.aids[is]) => {
                    pages.insert(new.pages[is].clone());
                }
                states => states.into_iter().flatten().for_each(|(site, aid)| named_on(site, aid, &mut pages)),
            }
        }
        Some(pages)
    }

    /// The problems that were not there before.
    #[must_use]
    pub fn new_problems(&self) -> Vec<Diagnostic> {
        unmatched(&self.snapshot.diagnostics, &self.before.diagnostics).cloned().collect()
    }

    /// How many problems are no longer there.
    #[must_use]
    pub fn mended(&self) -> usize {
        unmatched(&self.before.diagnostics, &self.snapshot.diagnostics).count()
    }
}

/// What of `these` is not among `those`. Lines do not count: an edit further up moves them.
fn unmatched<'a>(these: &'a [Diagnostic], those: &'a [Diagnostic]) -> impl Iterator<Item = &'a Diagnostic> {
    let key = |diagnostic: &'a Diagnostic| (diagnostic.code.id, &diagnostic.file, &diagnostic.message);
    let mut known: HashMap<_, usize> = HashMap::new();
    for diagnostic in those {
        *known.entry(key(diagnostic)).or_default() += 1;
    }
    these.iter().filter(move |diagnostic| match known.get_mut(&key(diagnostic)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

/// Whether other pages say the same of both states of an aid.
fn is_same_in_lists(old: &Aid, new: &Aid) -> bool {
    (&old.title, old.kind, &old.front) == (&new.title, new.kind, &new.front)
}

/// The pages of a site that name an aid.
fn named_on(site: &Site, aid: AidIndex, pages: &mut BTreeSet<SitePath>) {
    let group = &site.groups[site.group_of[aid]];
    pages.extend(group.aids.iter().map(|&member| site.pages[member].clone()));
    for language in 0..site.config.languages.len() {
        let listed = site.in_language(aid, language);
        let page_in = |aids: &[AidIndex]| aids.iter().position(|&other| other == listed).map(|place| place / PER_PAGE);
        pages.extend(page_in(&site.lists[language].by_title).map(|page| site.a_z(language, page)));
        if page_in(&site.lists[language].by_change).is_some() {
            pages.insert(site.changes(language));
        }
        for (kind, value) in site.facets[language].iter().flat_map(|facet| facet.values.iter().map(|v| (facet.kind, v)))
        {
            pages.extend(page_in(&value.aids).map(|page| site.facet_value(language, kind, &value.slug, page)));
        }
    }
    let id = site.id(aid);
    for (other, front) in site.aids.iter().map(|other| &other.front).enumerate() {
        let required = front.prerequisites.iter().any(|entry| entry.value.strip_prefix("aid:") == Some(id.as_str()));
        if required || front.related.iter().chain(&front.supersedes).any(|entry| entry.value == id) {
            pages.insert(site.pages[other].clone());
        }
    }
}

/// The pages that show a file.
fn asset_pages(shown: &Shown, file: &SitePath) -> Vec<SitePath> {
    let site = shown.site();
    let shows = |aid: &Aid| aid.doc.files().any(|path| path == file);
    let with_page = site.aids.iter().zip(&site.pages);
    with_page.filter(|(aid, _)| shows(aid)).map(|(_, page)| page.clone()).collect()
}
