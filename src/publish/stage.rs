//! A site on its way to the output folder.

use super::guard::{self, Place};
use super::lock::{Lock, Work};
use super::manifest::{Fingerprint, Manifest, open_regular};
use super::survey::{Survey, survey};
use super::{Error, Summary, Target, exchange, in_place, io_error, sweep};
use crate::source::SitePath;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Larger files are copied without being held in memory.
const SMALL: u64 = 1024 * 1024;

/// A site being written beside the output folder. Dropping it without [`Stage::commit`] leaves the output as it was.
#[derive(Debug)]
pub struct Stage {
    target: Target,
    place: Place,
    work: Work,
    /// What the output folder said was ours when the build began; `None` for a new or foreign folder.
    old: Option<Manifest>,
    files: Mutex<BTreeMap<SitePath, Staged>>,
    /// Held until the work folder is cleared: the last field is dropped last.
    _lock: Lock,
}

/// One file of the new site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Staged {
    pub(super) fingerprint: Fingerprint,
    pub(super) state: State,
}

/// Where a file of the new site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// In the output folder already.
    Unchanged,
    /// In the work folder.
    Written,
}

impl Stage {
    /// Checks the target, takes its lock, clears up after a killed build, makes the staging folder. `waiting` is called
    /// once, with the output folder, if another build holds the lock.
    ///
    /// # Errors
    /// [`Error::Refused`] for a dangerous or foreign folder; [`Error::Io`].
    pub fn open(target: &Target, waiting: impl FnOnce(&Path)) -> Result<Self, Error> {
        let place = guard::place(target)?;
        guard::check_contents(target, &place)?;
        let mut waiting = Some(waiting);
        let mut wait = || {
            if let Some(waiting) = waiting.take() {
                waiting(&target.out);
            }
        };
        let (work, lock) = if in_place::is_disk(&place.out) {
            let work = Work::inside(&place.out);
            let lock = Lock::take(&work, &mut wait)?;
            (work, lock)
        } else {
            lock_beside(&place.out, &mut wait)?
        };
        Self::begin(target, place, work, lock)
    }

    /// Opens a stage in this work folder, which is locked.
    pub(super) fn begin(target: &Target, place: Place, work: Work, lock: Lock) -> Result<Self, Error> {
        sweep::recover(&place.out, &work)?;
        guard::check_contents(target, &place)?;
        let old = Manifest::read(&place.out)?;
        make_staged(&work)?;
        Ok(Self { target: target.clone(), place, work, old, files: Mutex::default(), _lock: lock })
    }

    /// Puts one file of the site. May be called from many threads, once a path. A file that is unchanged keeps its
    /// time stamp.
    ///
    /// # Errors
    /// [`Error::Io`], such as a full disk.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Error> {
        let fingerprint = Fingerprint::of(bytes);
        if self.old_wrote(path, fingerprint) && self.old_is(path, bytes)? {
            self.staged(path, fingerprint, State::Unchanged);
            return Ok(());
        }
        self.create(path).and_then(|mut file| file.write_all(bytes)).map_err(self.failed("write", path))?;
        self.staged(path, fingerprint, State::Written);
        Ok(())
    }

    /// Puts a copy of a file on disk.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn copy(&self, path: &SitePath, from: &Path) -> Result<(), Error> {
        let mut source = File::open(from).map_err(io_error("read", from))?;
        let size = source.metadata().map_err(io_error("read", from))?.len();
        if size <= SMALL {
            let mut bytes = Vec::new();
            source.read_to_end(&mut bytes).map_err(io_error("read", from))?;
            return self.put(path, &bytes);
        }
        if let Some(fingerprint) = self.same_large_file(path, from)? {
            self.staged(path, fingerprint, State::Unchanged);
            return Ok(());
        }
        let copy = self.create(path).map_err(self.failed("write", path))?;
        let fingerprint = Fingerprint::of_copy(source, copy).map_err(self.failed("write", path))?;
        self.staged(path, fingerprint, State::Written);
        Ok(())
    }

    /// Writes the manifest and makes the staged site the output, in one step. When nothing changed, the output is not
    /// touched.
    ///
    /// # Errors
    /// [`Error::Refused`] when a file of others stands where one of the site belongs, and [`Error::Io`]; the output is
    /// then what it was. (Where two folders cannot be exchanged, every file is the old or the new one.)
    pub fn commit(self) -> Result<Summary, Error> {
        let files = std::mem::take(&mut *self.files.lock().unwrap_or_else(PoisonError::into_inner));
        let out = &self.place.out;
        let new = Manifest::new(files.iter().map(|(path, staged)| (path.clone(), staged.fingerprint)));
        let old = self.old.clone().unwrap_or_default();
        let exists = out.exists();
        let survey = if exists { survey(out, &old, &files, self.target.force)? } else { Survey::default() };
        let written = files.values().filter(|staged| staged.state == State::Written).count();
        let summary = Summary { files: files.len(), written, removed: survey.stale.len() };
        if written == 0 && new.is_in(out) {
            return Ok(summary);
        }
        let change = Change { out, work: &self.work, files: &files, old: &old, new: &new, survey: &survey };
        if !exists {
            exchange::publish_first(&change)?;
        } else if !exchange::publish(&change)? {
            in_place::publish(&change)?;
        }
        Ok(summary)
    }

    /// Whether the old site had this file with these contents, by its manifest.
    fn old_wrote(&self, path: &SitePath, fingerprint: Fingerprint) -> bool {
        self.old.as_ref().is_some_and(|old| old.wrote(path.as_str(), fingerprint))
    }

    /// Whether the file in the output folder has these bytes: someone may have edited it since we wrote it.
    fn old_is(&self, path: &SitePath, bytes: &[u8]) -> Result<bool, Error> {
        let read = || -> std::io::Result<bool> {
            let Some(mut file) = open_regular(&self.place.out.join(path.as_str()))? else { return Ok(false) };
            if file.metadata()?.len() != bytes.len() as u64 {
                return Ok(false);
            }
            let mut found = vec![0; bytes.len()];
            file.read_exact(&mut found)?;
            Ok(found == bytes)
        };
        read().map_err(self.failed("read", path))
    }

    /// The fingerprint of `from` if the file in the output folder has the same.
    fn same_large_file(&self, path: &SitePath, from: &Path) -> Result<Option<Fingerprint>, Error> {
        if !self.old.as_ref().is_some_and(|old| old.owns(path.as_str())) {
            return Ok(None);
        }
        let new = Fingerprint::of_file(from).map_err(io_error("read", from))?;
        let new = new.filter(|fingerprint| self.old_wrote(path, *fingerprint));
        let Some(new) = new else { return Ok(None) };
        let found = Fingerprint::of_file(&self.place.out.join(path.as_str())).map_err(self.failed("read", path))?;
        Ok(found.filter(|found| *found == new))
    }

    /// Creates a file in the staged site; the first one of a folder makes the folder.
    fn create(&self, path: &SitePath) -> std::io::Result<File> {
        let disk = self.work.site().join(path.as_str());
        match File::create_new(&disk) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                std::fs::create_dir_all(disk.parent().unwrap_or(&disk))?;
                File::create_new(&disk)
            }
            created => created,
        }
    }

    fn staged(&self, path: &SitePath, fingerprint: Fingerprint, state: State) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path.clone(), Staged { fingerprint, state });
    }

    /// An error about a file of the site, named as it will be in the output folder.
    fn failed(&self, doing: &'static str, path: &SitePath) -> impl FnOnce(std::io::Error) -> Error {
        move |error| Error::Io { doing, path: self.target.out.join(path.as_str()), error }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // What cannot be deleted now is deleted by the next build.
        let _ = sweep::discard(&self.work);
    }
}

/// Everything that publishing needs to know.
#[derive(Debug)]
pub(super) struct Change<'a> {
    /// The output folder, canonical.
    pub(super) out: &'a Path,
    pub(super) work: &'a Work,
    pub(super) files: &'a BTreeMap<SitePath, Staged>,
    pub(super) old: &'a Manifest,
    pub(super) new: &'a Manifest,
    pub(super) survey: &'a Survey,
}

impl Change<'_> {
    /// The paths in one state, sorted.
    pub(super) fn paths(&self, state: State) -> impl Iterator<Item = &SitePath> {
        self.files.iter().filter(move |(_, staged)| staged.state == state).map(|(path, _)| path)
    }

    /// A path in the staged site.
    pub(super) fn staged(&self, path: impl AsRef<Path>) -> PathBuf {
        self.work.site().join(path)
    }
}

/// Locks the folder beside the output; inside it, when we may not write beside it.
fn lock_beside(out: &Path, waiting: &mut dyn FnMut()) -> Result<(Work, Lock), Error> {
    use std::io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
    let beside = Work::beside(out);
    match Lock::take(&beside, waiting) {
        Err(Error::Io { error, .. })
            if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem) && out.is_dir() =>
        {
            let inside = Work::inside(out);
            let lock = Lock::take(&inside, waiting)?;
            Ok((inside, lock))
        }
        locked => locked.map(|lock| (beside, lock)),
    }
}

/// Makes the empty staged site. The mark comes first: what stands under it may be deleted.
fn make_staged(work: &Work) -> Result<(), Error> {
    File::create(work.staging()).map_err(io_error("make", &work.staging()))?;
    std::fs::create_dir(work.site()).map_err(io_error("make", &work.site())).inspect_err(|_| {
        let _ = sweep::discard(work);
    })
}
