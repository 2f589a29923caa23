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

#[cfg(test)]
mod tests {
    use crate::publish::lock::{Lock, Work};
    use crate::publish::manifest::{Fingerprint, MANIFEST, Manifest};
    use crate::publish::{Error, Stage, Summary, Target, guard};
    use crate::source::SitePath;
    use std::path::Path;
    use tempfile::TempDir;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a path inside the site")
    }

    fn target(lab: &TempDir) -> Target {
        let [site, out] = ["site", "out"].map(|name| lab.path().join(name));
        for folder in [&site, &out] {
            std::fs::create_dir_all(folder).expect("a folder");
        }
        Target { out, site, protected: Vec::new(), force: false }
    }

    /// Builds as if the output were a disk of its own.
    fn publish(target: &Target, files: &[(&str, &str)]) -> Result<Summary, Error> {
        let place = guard::place(target)?;
        let work = Work::inside(&place.out);
        let lock = Lock::take(&work, &mut || {})?;
        let stage = Stage::begin(target, place, work, lock)?;
        for (name, text) in files {
            stage.put(&path(name), text.as_bytes())?;
        }
        stage.commit()
    }

    fn read(folder: &Path, file: &str) -> String {
        std::fs::read_to_string(folder.join(file)).expect("a file")
    }

    fn entries(folder: &Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn replaces_file_by_file_and_leaves_what_others_put_there() {
        let lab = TempDir::new().expect("a temporary folder");
        let target = target(&lab);
        publish(&target, &[("a.html", "1"), ("b/c.html", "1"), ("d", "1"), ("gone/x.css", "1")]).expect("published");
        std::fs::create_dir(target.out.join("theirs")).expect("a folder");
        std::fs::write(target.out.join("b/note.txt"), "theirs").expect("a file");
        let summary = publish(&target, &[("a.html", "2"), ("d/e.html", "2"), ("gone", "2")]).expect("published");
        assert_eq!(summary, Summary { files: 3, written: 3, removed: 3 });
        assert_eq!(entries(&target.out), [MANIFEST, "a.html", "b", "d", "gone", "theirs"]);
        assert_eq!(entries(&target.out.join("b")), ["note.txt"]);
        assert_eq!(read(&target.out, "d/e.html"), "2");
        assert_eq!(read(&target.out, "gone"), "2");
    }

    #[test]
    fn a_build_killed_between_two_files_is_ours_to_go_on_with() {
        let lab = TempDir::new().expect("a temporary folder");
        let target = target(&lab);
        publish(&target, &[("a.html", "1"), ("b.html", "1")]).expect("published");
        let old = Manifest::read(&target.out).expect("readable").expect("a manifest");
        let new = Manifest::new([(path("a.html"), Fingerprint::of(b"2")), (path("c.html"), Fingerprint::of(b"2"))]);
        std::fs::write(target.out.join(MANIFEST), old.union(&new).to_json()).expect("a manifest");
        std::fs::write(target.out.join("c.html"), "2").expect("a file");
        let summary = publish(&target, &[("a.html", "3")]).expect("published");
        assert_eq!(summary, Summary { files: 1, written: 1, removed: 2 });
        assert_eq!(entries(&target.out), [MANIFEST, "a.html"]);
    }

    #[test]
    fn a_file_of_others_is_not_overwritten() {
        let lab = TempDir::new().expect("a temporary folder");
        let target = target(&lab);
        publish(&target, &[("a.html", "1")]).expect("published");
        std::fs::write(target.out.join("b.html"), "theirs").expect("a file");
        publish(&target, &[("a.html", "2"), ("b.html", "2")]).expect_err("refused");
        assert_eq!((read(&target.out, "a.html"), read(&target.out, "b.html")), ("1".into(), "theirs".into()));
        assert_eq!(entries(&target.out), [MANIFEST, "a.html", "b.html"]);
    }
}
