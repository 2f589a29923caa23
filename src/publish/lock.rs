//! One build at a time: the lock, and the work folder that holds it.
//!
//! The lock is `flock` on a file in a hidden folder beside the output, not on the output (which is exchanged while the
//! lock is held) and not on the folder around it (which other sites share, and which some network disks cannot lock).
//! The system lets go of it when a build is killed; the file is deleted at the end of every build that is not.

use super::{Error, io_error};
use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// The longest name of an output folder that is part of the work folder's name: names end at 255 bytes.
const LONGEST_NAME: usize = 200;

/// The hidden folder in which a site is staged. Nobody else's files are ever in it, apart from hard links to them and, for
/// moments, in the replaced site.
#[derive(Clone, Debug)]
pub(super) struct Work {
    folder: PathBuf,
}

impl Work {
    /// The work folder beside the output, on the same disk.
    pub(super) fn beside(out: &Path) -> Self {
        let name = out.file_name().unwrap_or_default();
        let mut hidden = OsString::from(".");
        if name.len() <= LONGEST_NAME {
            hidden.push(name);
        } else {
            hidden.push(format!("{:016x}", xxhash_rust::xxh3::xxh3_64(name.as_encoded_bytes())));
        }
        hidden.push(".kneeboard");
        Self { folder: out.with_file_name(hidden) }
    }

    /// The work folder inside the output, for an output that is a disk of its own.
    pub(super) fn inside(out: &Path) -> Self {
        Self { folder: out.join(WORK_INSIDE) }
    }

    /// Whether this is the work folder inside `out`, so that the two cannot be exchanged.
    pub(super) fn is_inside(&self, out: &Path) -> bool {
        self.folder.parent() == Some(out)
    }

    /// The site being staged; after the exchange, the site that was replaced.
    pub(super) fn site(&self) -> PathBuf {
        self.folder.join("site")
    }

    /// Exists while `site` is being staged, so that a later build knows that all of it can go.
    pub(super) fn staging(&self) -> PathBuf {
        self.folder.join("staging")
    }

    /// The replaced site, on disks that cannot exchange two folders. If the output is missing, this is it.
    pub(super) fn replaced(&self) -> PathBuf {
        self.folder.join("replaced")
    }
}

/// The name of the work folder inside an output.
pub(super) const WORK_INSIDE: &str = ".kneeboard";

/// A held lock. Dropping it deletes the lock, the work folder and the folders made for it, as far as they are empty.
#[derive(Debug)]
pub(super) struct Lock {
    work: Work,
    file: File,
    /// Folders made on the way to the output, the innermost first.
    made: Vec<PathBuf>,
}

impl Lock {
    /// Takes the lock of a work folder. `waiting` is called before waiting for another build.
    pub(super) fn take(work: &Work, waiting: &mut dyn FnMut()) -> Result<Self, Error> {
        let made = make_folders(work.folder.parent().unwrap_or(&work.folder))?;
        let path = work.folder.join("lock");
        let file = loop {
            match Self::try_path(work, &path, waiting) {
                Ok(Some(file)) => break file,
                Ok(None) => {}
                Err(error) => {
                    remove_if_empty(work, &made);
                    return Err(error);
                }
            }
        };
        Ok(Self { work: work.clone(), file, made })
    }

    /// Locks the file at `path`; `None` when the build that held it deleted it meanwhile.
    fn try_path(work: &Work, path: &Path, waiting: &mut dyn FnMut()) -> Result<Option<File>, Error> {
        if let Err(error) = std::fs::create_dir(&work.folder) {
            match std::fs::symlink_metadata(&work.folder) {
                Ok(found) if found.is_dir() => {}
                // Another build ended between the two calls and took its folder away.
                Err(_) if error.kind() == ErrorKind::AlreadyExists => return Ok(None),
                _ => return Err(io_error("make", &work.folder)(error)),
            }
        }
        let file = match File::options().create(true).truncate(false).write(true).open(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(io_error("open", path))?,
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                waiting();
                match file.lock() {
                    Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(None),
                    locked => locked.map_err(io_error("lock", path))?,
                }
            }
            Err(TryLockError::Error(error)) => return Err(io_error("lock", path)(error)),
        }
        let held = file.metadata().map_err(io_error("read", path))?;
        let current = std::fs::symlink_metadata(path).ok();
        Ok(current.filter(|found| (found.dev(), found.ino()) == (held.dev(), held.ino())).map(|_| file))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The file goes while it is still locked: whoever waits for it sees that it is gone and starts again.
        let _ = std::fs::remove_file(self.work.folder.join("lock"));
        let _ = self.file.unlock();
        remove_if_empty(&self.work, &self.made);
    }
}

/// Deletes the work folder and the folders made for it, as far as they are empty.
fn remove_if_empty(work: &Work, made: &[PathBuf]) {
    let _ = std::fs::remove_dir(&work.folder);
    for folder in made {
        let _ = std::fs::remove_dir(folder);
    }
}

/// Makes a folder and those around it; returns those that were missing, the innermost first.
fn make_folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let missing: Vec<PathBuf> =
        folder.ancestors().take_while(|ancestor| !ancestor.exists()).map(Path::to_owned).collect();
    std::fs::create_dir_all(folder).map_err(io_error("make", folder))?;
    Ok(missing)
}
