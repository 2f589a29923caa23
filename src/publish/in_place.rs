//! Publishing file by file, where two folders cannot be exchanged: the output is a disk of its own (a mount point, such
//! as a container's volume), part of an overlay, or holds files that cannot have a second name.
//!
//! Every file is whole at any moment; the site as a whole may, for that moment, be partly new.

use super::manifest::MANIFEST;
use super::stage::{Change, State};
use super::{Error, io_error};
use crate::source::SitePath;
use std::io::ErrorKind;
use std::ops::Bound;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Whether a folder is the root of a disk (mount point, subvolume, bind mount), so that it cannot be renamed.
pub(super) fn is_disk(folder: &Path) -> bool {
    let device = |path: &Path| std::fs::metadata(path).ok().map(|found| found.dev());
    let parent = folder.parent().unwrap_or(folder);
    folder.is_dir() && (device(folder) != device(parent) || is_mount_root(folder))
}

#[cfg(target_os = "linux")]
fn is_mount_root(folder: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, folder, AtFlags::empty(), StatxFlags::empty())
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_root(_: &Path) -> bool {
    false
}

/// Renames every changed file to its place: what pages show, then the pages, then deletes what is stale.
///
/// The manifest is written twice. Before the first file it lists the old *and* the new site, so that a killed build leaves
/// nothing in the folder that the next one would take for somebody else's.
pub(super) fn publish(change: &Change<'_>) -> Result<(), Error> {
    put_manifest(change, change.old.union(change.new).to_json().as_bytes())?;
    let (first, last): (Vec<_>, Vec<_>) =
        change.survey.stale.iter().partition(|stale| is_obstacle(stale.as_str(), change));
    remove(change, &first)?;
    let (pages, assets): (Vec<_>, Vec<_>) = change.paths(State::Written).partition(|path| path.extension() == "html");
    for path in assets.into_iter().chain(pages) {
        put(change, path)?;
    }
    remove(change, &last)?;
    put_manifest(change, change.new.to_json().as_bytes())
}

/// Whether a stale file is a folder of the new site, or the other way round.
fn is_obstacle(stale: &str, change: &Change<'_>) -> bool {
    let below = format!("{stale}/");
    let from = (Bound::Included(below.as_str()), Bound::Unbounded);
    let next = change.files.range::<str, _>(from).next();
    let folder_of_new = next.is_some_and(|(path, _)| path.as_str().starts_with(&below));
    folder_of_new || stale.match_indices('/').any(|(at, _)| change.files.contains_key(&stale[..at]))
}

/// Renames one staged file to its place.
fn put(change: &Change<'_>, path: &SitePath) -> Result<(), Error> {
    let (from, to) = (change.staged(path.as_str()), change.out.join(path.as_str()));
    let renamed = match std::fs::rename(&from, &to) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(to.parent().unwrap_or(&to)).and_then(|()| std::fs::rename(&from, &to))
        }
        renamed => renamed,
    };
    renamed.map_err(io_error("write", &to))
}

fn put_manifest(change: &Change<'_>, json: &[u8]) -> Result<(), Error> {
    let (staged, manifest) = (change.staged(MANIFEST), change.out.join(MANIFEST));
    std::fs::write(&staged, json)
        .and_then(|()| std::fs::rename(&staged, &manifest))
        .map_err(io_error("write", &manifest))
}

/// Deletes files of ours, and the folders that are empty then.
fn remove(change: &Change<'_>, paths: &[&SitePath]) -> Result<(), Error> {
    for path in paths {
        let disk = change.out.join(path.as_str());
        std::fs::remove_file(&disk).map_err(io_error("delete", &disk))?;
        for folder in disk.ancestors().skip(1).take_while(|folder| *folder != change.out) {
            if std::fs::remove_dir(folder).is_err() {
                break;
            }
        }
    }
    Ok(())
}
