//! What is in the output folder: our files, and those of others.

use super::lock::WORK_INSIDE;
use super::manifest::{MANIFEST, Manifest};
use super::{Error, io_error};
use crate::source::SitePath;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// What an entry is; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Folder,
    File,
    /// A link, a pipe, a socket, a device.
    Other,
}

/// One file or folder.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Relative to the folder that was listed.
    pub(super) path: PathBuf,
    pub(super) kind: Kind,
}

/// Lists everything below `folder`, a folder before what is in it, without our manifest and work folder.
pub(super) fn list(folder: &Path) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let disk = folder.join(&inside);
        let failed = || io_error("read", &disk);
        for entry in std::fs::read_dir(&disk).map_err(failed())? {
            let entry = entry.map_err(failed())?;
            let name = entry.file_name();
            if inside.as_os_str().is_empty() && (name == MANIFEST || name == WORK_INSIDE) {
                continue;
            }
            let found = entry.file_type().map_err(failed())?;
            let path = inside.join(name);
            let kind = match found {
                found if found.is_dir() => Kind::Folder,
                found if found.is_file() => Kind::File,
                _ => Kind::Other,
            };
            if kind == Kind::Folder {
                folders.push(path.clone());
            }
            entries.push(Entry { path, kind });
        }
    }
    Ok(entries)
}

/// The output folder as the new site finds it.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Files and folders of others, a folder before what is in it.
    pub(super) foreign: Vec<Entry>,
    /// Our files that the new site no longer has, sorted.
    pub(super) stale: Vec<SitePath>,
}

/// Tells ours from others' in `out`, and refuses to put a file of `new` where one of others stands.
pub(super) fn survey<T>(out: &Path, old: &Manifest, new: &BTreeMap<SitePath, T>, force: bool) -> Result<Survey, Error> {
    let our_folders = folders(old.paths());
    let new_folders = folders(new.keys());
    let mut survey = Survey::default();
    let mut in_the_way: Vec<Obstacle> = Vec::new();
    for entry in list(out)? {
        let path = entry.path.to_str().unwrap_or_default();
        if entry.kind == Kind::Folder {
            if our_folders.contains(path) || new_folders.contains(path) {
                continue;
            }
        } else if old.owns(path) && new.contains_key(path) {
            continue;
        } else if old.still_wrote(path, &out.join(path))? {
            survey.stale.extend(SitePath::new(path));
            continue;
        }
        // From here on the entry is foreign, a file of ours that someone changed included.
        let below_new_file = ancestors(path).any(|folder| new.contains_key(folder));
        if below_new_file || new_folders.contains(path) || (entry.kind == Kind::Folder && new.contains_key(path)) {
            in_the_way.push(Obstacle { path: entry.path, way_out: WayOut::Move });
        } else if !new.contains_key(path) {
            survey.foreign.push(entry);
        } else if !force {
            in_the_way.push(Obstacle { path: entry.path, way_out: WayOut::MoveOrForce });
        }
    }
    survey.stale.sort();
    match refusal(out, in_the_way) {
        Some(refusal) => Err(refusal),
        None => Ok(survey),
    }
}

/// Something of others where a file of the site belongs.
struct Obstacle {
    path: PathBuf,
    way_out: WayOut,
}

/// What can be done about an obstacle.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WayOut {
    Move,
    MoveOrForce,
}

/// The refusal that names the first obstacle.
fn refusal(out: &Path, mut obstacles: Vec<Obstacle>) -> Option<Error> {
    obstacles.sort_by(|a, b| a.path.cmp(&b.path));
    let first = obstacles.first()?;
    let others = match obstacles.len() - 1 {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let mend = match obstacles.iter().all(|obstacle| obstacle.way_out == WayOut::MoveOrForce) {
        true => "move it away, or overwrite it with --force",
        false => "move it away",
    };
    let why = format!("kneeboard did not write this, and a file of the site belongs here{others}; {mend}");
    Some(Error::Refused { path: out.join(&first.path), why })
}

/// Every folder around these files.
fn folders<'a>(files: impl Iterator<Item = &'a SitePath>) -> HashSet<&'a str> {
    let mut folders = HashSet::new();
    for file in files {
        for folder in ancestors(file.as_str()) {
            if !folders.insert(folder) {
                break;
            }
        }
    }
    folders
}

/// The folders around a path, the innermost first.
fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}
