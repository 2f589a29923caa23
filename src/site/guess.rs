//! What a path or id that leads nowhere was probably meant to be.

use super::Site;
use crate::diagnostic::closest;
use crate::source::SitePath;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

/// So many names are compared in one build: a site that was moved here from elsewhere can have a broken link for every
/// page and more, and to compare each with every page would take minutes.
const COMPARISONS: usize = 2_000_000;

/// The names of the site, looked up only when something is missing.
pub(super) struct Guesses<'a> {
    site: &'a Site,
    by_name: OnceCell<HashMap<String, &'a SitePath>>,
    names_by_folder: OnceCell<HashMap<&'a str, Vec<&'a SitePath>>>,
    ids: OnceCell<Vec<&'a str>>,
    comparisons: Cell<usize>,
}

impl<'a> Guesses<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        Self {
            site,
            by_name: OnceCell::new(),
            names_by_folder: OnceCell::new(),
            ids: OnceCell::new(),
            comparisons: Cell::new(0),
        }
    }

    /// A file of this name elsewhere, or with the ending of an aid, else one with a similar name in the same folder.
    pub(super) fn file(&self, path: &SitePath) -> Option<&'a SitePath> {
        let files = || self.site.tree.files.iter().map(|file| &file.path);
        let by_name = self.by_name.get_or_init(|| {
            let mut by_name = HashMap::new();
            for path in files() {
                by_name.entry(path.name().to_lowercase()).or_insert(path);
            }
            by_name
        });
        let name = path.name().to_lowercase();
        let stem = name.strip_suffix(".html").unwrap_or(&name);
        if let Some(found) = by_name.get(&name).or_else(|| by_name.get(&format!("{stem}.md"))) {
            return Some(found);
        }
        let by_folder = self.names_by_folder.get_or_init(|| {
            let mut by_folder: HashMap<&str, Vec<&SitePath>> = HashMap::new();
            for path in files() {
                by_folder.entry(path.folder()).or_default().push(path);
            }
            by_folder
        });
        let beside = by_folder.get(path.folder())?;
        let name = self.near(path.name(), beside, |other| other.name())?;
        beside.iter().copied().find(|other| other.name() == name)
    }

    /// An id like this one; that of an aid when the name of its file was written.
    pub(super) fn id(&self, id: &str) -> Option<&'a str> {
        let known = self.ids.get_or_init(|| {
            let mut known: Vec<&str> = self.site.by_id.keys().map(String::as_str).collect();
            known.sort_unstable();
            known
        });
        let stem = [".md", ".html"].iter().find_map(|ending| id.strip_suffix(ending)).unwrap_or(id).trim();
        match known.binary_search(&stem) {
            Ok(found) => Some(known[found]),
            Err(_) => self.near(id, known, |known| known),
        }
    }

    fn near<T: Copy>(&self, word: &str, candidates: &[T], name: impl Fn(T) -> &'a str) -> Option<&'a str> {
        let compared = self.comparisons.get() + candidates.len();
        if compared > COMPARISONS {
            return None;
        }
        self.comparisons.set(compared);
        closest(word, candidates.iter().map(|candidate| name(*candidate)))
    }
}
