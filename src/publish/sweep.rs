//! Clearing away: the replaced site after the exchange, and whatever a killed build left behind.
//!
//! A file goes only if it is ours by a manifest, or if the output has the very same file under the same path. Everything
//! else moves to the output.

use super::lock::Work;
use super::manifest::{MANIFEST, Manifest};
use super::survey::{self, Kind};
use super::{Error, io_error};
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Brings order after a build that was killed; call it under the lock.
pub(super) fn recover(out: &Path, work: &Work) -> Result<(), Error> {
    discard(work)?;
    let replaced = work.replaced();
    if replaced.exists() && !out.exists() {
        std::fs::rename(&replaced, out).map_err(io_error("rename", out))?;
    }
    for tree in [work.site(), replaced] {
        if tree.exists() {
            sweep(&tree, out, &readable(&tree)?, &readable(out)?)?;
        }
    }
    Ok(())
}

/// Deletes a site that was still being staged.
pub(super) fn discard(work: &Work) -> Result<(), Error> {
    if !work.staging().exists() {
        return Ok(());
    }
    // The mark goes last: were this killed in between, the next build goes on with it.
    gone(std::fs::remove_dir_all(work.site())).map_err(io_error("delete", &work.site()))?;
    gone(std::fs::remove_file(work.staging())).map_err(io_error("delete", &work.staging()))
}

/// Clears away `tree`, which lists `old` as ours, for `out`, which lists `new` as ours.
pub(super) fn sweep(tree: &Path, out: &Path, old: &Manifest, new: &Manifest) -> Result<(), Error> {
    if !tree.exists() {
        return Ok(());
    }
    let (folders, files): (Vec<_>, Vec<_>) =
        survey::list(tree)?.into_iter().partition(|entry| entry.kind == Kind::Folder);
    for file in files {
        let disk = tree.join(&file.path);
        let path = file.path.to_str().unwrap_or_default();
        if new.owns(path) || old.still_wrote(path, &disk)? {
            gone(std::fs::remove_file(&disk)).map_err(io_error("delete", &disk))?;
        } else {
            rescue(&disk, &out.join(&file.path)).map_err(io_error("move", &disk))?;
        }
    }
    for folder in folders.iter().rev() {
        let disk = tree.join(&folder.path);
        gone(std::fs::remove_dir(&disk)).map_err(io_error("delete", &disk))?;
    }
    // The manifest goes last, for the same reason as the mark of a staged site.
    gone(std::fs::remove_file(tree.join(MANIFEST))).map_err(io_error("delete", tree))?;
    std::fs::remove_dir(tree).map_err(io_error("delete", tree))
}

/// Brings a file of others from a replaced site to the output, where it normally is already.
fn rescue(from: &Path, to: &Path) -> std::io::Result<()> {
    let held = std::fs::symlink_metadata(from)?;
    let mut free = to.to_owned();
    for copy in 1.. {
        match std::fs::symlink_metadata(&free) {
            Ok(found) if (found.dev(), found.ino()) == (held.dev(), held.ino()) => return std::fs::remove_file(from),
            Ok(_) => free = kept(to, copy),
            Err(_) => break,
        }
    }
    std::fs::create_dir_all(free.parent().unwrap_or(&free))?;
    std::fs::rename(from, free)
}

/// Another name for a file whose own was taken while the sites were exchanged.
fn kept(path: &Path, copy: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".kept-{copy}"));
    name.into()
}

/// The manifest of a folder; a missing or damaged one lists nothing.
fn readable(folder: &Path) -> Result<Manifest, Error> {
    match Manifest::read(folder) {
        Ok(manifest) => Ok(manifest.unwrap_or_default()),
        Err(Error::Refused { .. }) => Ok(Manifest::default()),
        Err(error) => Err(error),
    }
}

/// Deleting what is gone already succeeds.
fn gone(deleted: std::io::Result<()>) -> std::io::Result<()> {
    match deleted {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        deleted => deleted,
    }
}

#[cfg(test)]
mod tests {
    use super::{recover, rescue};
    use crate::publish::lock::{Lock, Work};
    use crate::publish::manifest::{Fingerprint, MANIFEST, Manifest};
    use crate::source::SitePath;
    use std::path::{Path, PathBuf};
    use tempfile::TempDir;

    /// A folder with files, all of them ours if there is a manifest.
    fn site(folder: &Path, ours: &[(&str, &str)], theirs: &[(&str, &str)]) {
        std::fs::create_dir_all(folder).expect("a folder");
        for (file, text) in ours.iter().chain(theirs) {
            std::fs::write(folder.join(file), text).expect("a file");
        }
        let files = ours.iter().map(|(file, text)| {
            (SitePath::new(file).expect("a path inside the site"), Fingerprint::of(text.as_bytes()))
        });
        std::fs::write(folder.join(MANIFEST), Manifest::new(files).to_json()).expect("a manifest");
    }

    fn lab() -> (TempDir, PathBuf, Work, Lock) {
        let lab = TempDir::new().expect("a temporary folder");
        let out = lab.path().join("out");
        let work = Work::beside(&out);
        let lock = Lock::take(&work, &mut || {}).expect("the lock");
        (lab, out, work, lock)
    }

    #[test]
    fn an_output_that_was_moved_aside_comes_back() {
        let (lab, out, work, lock) = lab();
        site(&work.replaced(), &[("page", "old")], &[("note", "theirs")]);
        site(&work.site(), &[("page", "new")], &[]);
        recover(&out, &work).expect("recovered");
        assert_eq!(std::fs::read_to_string(out.join("page")).expect("a page"), "old");
        assert_eq!(std::fs::read_to_string(out.join("note")).expect("a file"), "theirs");
        drop(lock);
        assert_eq!(std::fs::read_dir(lab.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_replaced_site_goes_and_what_others_put_there_comes_over() {
        let (lab, out, work, lock) = lab();
        site(&out, &[("page", "new")], &[("late", "newer")]);
        site(&work.site(), &[("page", "old"), ("stale", "x")], &[("note", "theirs"), ("late", "theirs")]);
        std::fs::write(work.site().join("stale"), "edited").expect("a file");
        recover(&out, &work).expect("recovered");
        for (file, text) in
            [("page", "new"), ("stale", "edited"), ("note", "theirs"), ("late", "newer"), ("late.kept-1", "theirs")]
        {
            assert_eq!(std::fs::read_to_string(out.join(file)).expect("a file"), text, "{file}");
        }
        drop(lock);
        assert_eq!(std::fs::read_dir(lab.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_staged_site_is_discarded_without_a_look_at_its_files() {
        let (lab, out, work, lock) = lab();
        site(&out, &[("page", "old")], &[("note", "theirs")]);
        std::fs::write(work.staging(), "").expect("the mark");
        std::fs::create_dir_all(work.site()).expect("a folder");
        std::fs::hard_link(out.join("note"), work.site().join("note")).expect("a link");
        std::fs::write(work.site().join("half"), "hal").expect("a file");
        recover(&out, &work).expect("recovered");
        assert_eq!(std::fs::read_dir(&out).expect("a folder").count(), 3);
        drop(lock);
        assert_eq!(std::fs::read_dir(lab.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn two_names_of_one_file_become_one() {
        let lab = TempDir::new().expect("a temporary folder");
        let [from, to] = ["from", "to"].map(|name| lab.path().join(name));
        std::fs::write(&to, "theirs").expect("a file");
        std::fs::hard_link(&to, &from).expect("a link");
        rescue(&from, &to).expect("moved");
        assert_eq!(std::fs::read_dir(lab.path()).expect("a folder").count(), 1);
    }
}
