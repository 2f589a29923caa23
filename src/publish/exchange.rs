//! Publishing in one step: the staged site and the output folder change their names.

use super::manifest::MANIFEST;
use super::stage::{Change, State};
use super::survey::{Entry, Kind};
use super::{Error, in_place, io_error, sweep};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::fs::{File, FileTimes};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;

/// Publishes to a folder that does not exist yet.
pub(super) fn publish_first(change: &Change<'_>) -> Result<(), Error> {
    seal(change)?;
    rename(&change.work.site(), change.out).inspect_err(|_| unseal(change))
}

/// Publishes to a folder that exists. `false` when the disk cannot exchange the two folders; nothing has happened then.
///
/// # Errors
/// The output is then what it was.
pub(super) fn publish(change: &Change<'_>) -> Result<bool, Error> {
    if change.work.is_inside(change.out) || !complete(change)? {
        return Ok(false);
    }
    seal(change)?;
    resemble(change.out, &change.work.site());
    match exchange(&change.work.site(), change.out, &change.work.replaced()) {
        Ok(()) => {}
        Err(error) => {
            unseal(change);
            let impossible = [ErrorKind::CrossesDevices, ErrorKind::ResourceBusy].contains(&error.kind());
            return if impossible { Ok(false) } else { Err(io_error("rename", change.out)(error)) };
        }
    }
    for replaced in [change.work.site(), change.work.replaced()] {
        // The new site is published. What cannot be cleared away now is left to the next build, which says so if it
        // cannot, either.
        let _ = sweep::sweep(&replaced, change.out, change.old, change.new);
    }
    Ok(true)
}

/// Makes the staged site complete: adds what did not change and what belongs to others, as further names (hard links) of
/// the same files. `false` when the disk cannot do that for a file of others.
fn complete(change: &Change<'_>) -> Result<bool, Error> {
    for path in change.paths(State::Unchanged) {
        let (from, to) = (change.out.join(path.as_str()), change.staged(path.as_str()));
        in_its_folder(&to, || link_or_copy(&from, &to)).map_err(io_error("link", &from))?;
    }
    for entry in &change.survey.foreign {
        if !carry(change, entry)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes the manifest and takes the mark away: from here on the work folder holds a whole site.
fn seal(change: &Change<'_>) -> Result<(), Error> {
    let manifest = change.staged(MANIFEST);
    std::fs::write(&manifest, change.new.to_json()).map_err(io_error("write", &manifest))?;
    std::fs::remove_file(change.work.staging()).map_err(io_error("delete", &change.work.staging()))
}

/// Puts the mark back, so that the staged site is discarded.
fn unseal(change: &Change<'_>) {
    // Without it, the next build clears the site away by its manifest.
    let _ = File::create(change.work.staging());
}

/// Exchanges the two folders in one system call; on a disk that has none, in two that a later build can roll back.
fn exchange(site: &Path, out: &Path, replaced: &Path) -> std::io::Result<()> {
    match renameat_with(CWD, site, CWD, out, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => in_two_steps(site, out, replaced),
        exchanged => Ok(exchanged?),
    }
}

/// Moves the output aside and the site to its place. While `replaced` exists and `out` does not, `replaced` is the output.
fn in_two_steps(site: &Path, out: &Path, replaced: &Path) -> std::io::Result<()> {
    std::fs::rename(out, replaced)?;
    std::fs::rename(site, out).inspect_err(|_| {
        // If even this fails, the next build finds the output under `replaced`.
        let _ = std::fs::rename(replaced, out);
    })
}

/// Gives an entry of others a second name in the staged site; folders are made anew. `false` when the disk cannot.
fn carry(change: &Change<'_>, entry: &Entry) -> Result<bool, Error> {
    let (from, to) = (change.out.join(&entry.path), change.staged(&entry.path));
    if entry.kind == Kind::Folder {
        if in_place::is_disk(&from) {
            return Ok(false);
        }
        in_its_folder(&to, || std::fs::create_dir(&to)).map_err(io_error("make", &to))?;
        resemble(&from, &to);
        return Ok(true);
    }
    match in_its_folder(&to, || std::fs::hard_link(&from, &to)) {
        Ok(()) => Ok(true),
        Err(error) if cannot_link(&error) => Ok(false),
        // Its owner deleted it just now.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(io_error("link", &from)(error)),
    }
}

/// Links a file of ours, or copies it with its time stamp.
fn link_or_copy(from: &Path, to: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(from, to) {
        Err(error) if cannot_link(&error) => {
            std::fs::copy(from, to)?;
            let modified = std::fs::metadata(from)?.modified()?;
            File::options().write(true).open(to)?.set_times(FileTimes::new().set_modified(modified))
        }
        linked => linked,
    }
}

/// Whether this file cannot have a second name: no such thing on this disk, too many of them, not ours, another disk.
fn cannot_link(error: &std::io::Error) -> bool {
    let kinds =
        [ErrorKind::PermissionDenied, ErrorKind::Unsupported, ErrorKind::TooManyLinks, ErrorKind::CrossesDevices];
    kinds.contains(&error.kind())
}

/// Tries again with the folder around `path` made, if that was missing.
fn in_its_folder(path: &Path, make: impl Fn() -> std::io::Result<()>) -> std::io::Result<()> {
    match make() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(path.parent().unwrap_or(path))?;
            make()
        }
        made => made,
    }
}

/// Gives a new folder the permissions and owner of the one that it stands for, as far as we may.
fn resemble(model: &Path, folder: &Path) {
    let (Ok(wanted), Ok(found)) = (std::fs::metadata(model), std::fs::metadata(folder)) else { return };
    if (wanted.uid(), wanted.gid()) != (found.uid(), found.gid()) {
        let _ = chown(folder, Some(wanted.uid()), Some(wanted.gid()));
    }
    if wanted.permissions().mode() != found.permissions().mode() {
        let _ = std::fs::set_permissions(folder, wanted.permissions());
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    std::fs::rename(from, to).map_err(io_error("rename", to))
}

#[cfg(test)]
mod tests {
    use super::in_two_steps;

    #[test]
    fn two_steps_exchange_too_and_roll_back() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let [site, out, replaced] = ["site", "out", "replaced"].map(|name| folder.path().join(name));
        for (path, text) in [(&site, "new"), (&out, "old")] {
            std::fs::create_dir(path).expect("a folder");
            std::fs::write(path.join("page"), text).expect("a page");
        }
        in_two_steps(&site, &out, &replaced).expect("exchanged");
        assert_eq!(std::fs::read_to_string(out.join("page")).expect("a page"), "new");
        assert_eq!(std::fs::read_to_string(replaced.join("page")).expect("a page"), "old");

        std::fs::remove_dir_all(&replaced).expect("deleted");
        in_two_steps(&site, &out, &replaced).expect_err("there is no site to publish");
        assert_eq!(std::fs::read_to_string(out.join("page")).expect("a page"), "new");
        assert!(!replaced.exists());
    }
}
