//! Who writes which path of the output.

use super::name;
use crate::aid::Aid;
use crate::source::SitePath;
use ahash::AHashMap;
use std::sync::Arc;

/// The owner, in messages, of what no file of the site folder asks for.
pub(super) const THE_SITE: &str = "the site itself";

/// Who has which path, in lower case: some disks do not tell `A.html` from `a.html`.
#[derive(Default)]
pub(super) struct Claims {
    files: AHashMap<SitePath, Arc<str>>,
    /// Every folder that a file stands in, with the owner of the first such file: no file can have its name.
    folders: AHashMap<String, Arc<str>>,
    /// Folders the scripts in which are the site's: what the files of the index are called is known only when it is made.
    script_folders: Vec<String>,
}

impl Claims {
    /// Keeps the scripts in a folder, and the folder's own name, for the site.
    pub(super) fn reserve_scripts(&mut self, folder: String, the_site: &Arc<str>) {
        self.folders.insert(folder.clone(), Arc::clone(the_site));
        self.script_folders.push(folder);
    }

    /// Claims a path; gives the owner if it has one already, be it as a file, as a folder or as a file in its way.
    pub(super) fn claim(&mut self, path: &SitePath, owner: &Arc<str>) -> Result<(), Arc<str>> {
        let path = path.lower_case();
        let in_the_way = folders(path.as_str()).find_map(|folder| self.files.get(folder));
        if path.as_str().ends_with(".js") && self.script_folders.iter().any(|reserved| reserved == path.folder()) {
            return Err(THE_SITE.into());
        }
        if let Some(taken) = self.files.get(&path).or_else(|| self.folders.get(path.as_str())).or(in_the_way) {
            return Err(Arc::clone(taken));
        }
        for folder in folders(path.as_str()) {
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.to_owned(), Arc::clone(owner));
        }
        self.files.insert(path, Arc::clone(owner));
        Ok(())
    }

    /// A free path for an aid whose own one, with this ending, is taken.
    pub(super) fn claim_another(&mut self, aid: &Aid, taken: &SitePath, ending: &str) -> SitePath {
        let stem = aid.path.stem();
        let mut path = taken.clone();
        for number in 2.. {
            // Where a file stands in the way of a folder, no other name in that folder helps.
            let flat = self.is_below_a_file(&path).then(|| stem.replace('/', "-"));
            path = name::page_path(flat.as_deref().unwrap_or(stem), &format!("--{number}{ending}"));
            if self.claim(&path, &aid.shown).is_ok() {
                break;
            }
        }
        path
    }

    /// Whether a folder of this path is a file.
    fn is_below_a_file(&self, path: &SitePath) -> bool {
        folders(path.lower_case().as_str()).any(|folder| self.files.contains_key(folder))
    }
}

/// The folders that a path stands in, the nearest first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(slash, _)| &path[..slash])
}
