//! Bytes → the output folder, all or nothing.
//!
//! In: an output folder, the site's folder and every output with its bytes. Out: the folder holds exactly the new site
//! and whatever others put there; or, on any failure, exactly the old one. See `Stage`.

use crate::source::SitePath;
use std::path::{Path, PathBuf};

/// Why nothing was published. Every variant names the path.
#[derive(Debug)]
pub enum Error {
    /// The folder must not be an output folder; says why and what to do.
    Refused {
        /// The folder.
        path: PathBuf,
        /// Why, and what to do instead.
        why: String,
    },
    /// The system refused.
    Io {
        /// What was being done: `write`, `rename`, …
        doing: &'static str,
        /// With which path.
        path: PathBuf,
        /// What the system said.
        error: std::io::Error,
    },
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Refused { path, why } => write!(f, "{}: {why}", path.display()),
            Self::Io { doing, path, error } => write!(f, "cannot {doing} {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for Error {}

/// Where and how to publish.
#[derive(Clone, Debug)]
pub struct Target {
    /// The output folder.
    pub out: PathBuf,
    /// The site folder; it, its ancestors and its inputs are refused as output.
    pub site: PathBuf,
    /// Take ownership of the files of a foreign folder that are about to be written.
    pub force: bool,
}

/// What a finished publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files of the site.
    pub files: usize,
    /// Of these, new or changed.
    pub written: usize,
    /// Old files of ours that the new site no longer has.
    pub removed: usize,
}

/// A site being written beside the output folder. Dropping it without [`Stage::commit`] leaves the output as it was.
#[derive(Debug)]
pub struct Stage {
    target: Target,
}

impl Stage {
    /// Checks the target, takes its lock, makes the staging folder. `waiting` is called once if another build holds the
    /// lock.
    ///
    /// # Errors
    /// [`Error::Refused`] for a dangerous or foreign folder; [`Error::Io`].
    pub fn open(target: &Target, waiting: impl FnOnce(&Path)) -> Result<Self, Error> {
        let _ = waiting;
        Ok(Self { target: target.clone() })
    }

    /// Puts one file of the site. May be called from many threads, once a path. A file that is unchanged keeps its
    /// time stamp.
    ///
    /// # Errors
    /// [`Error::Io`], such as a full disk.
    pub fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Error> {
        let _ = (path, bytes, &self.target);
        Ok(())
    }

    /// Puts a copy of a file on disk.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn copy(&self, path: &SitePath, from: &Path) -> Result<(), Error> {
        let _ = (path, from);
        Ok(())
    }

    /// Writes the manifest and makes the staged site the output, in one step.
    ///
    /// # Errors
    /// [`Error::Io`]; the output is then what it was.
    pub fn commit(self) -> Result<Summary, Error> {
        Ok(Summary::default())
    }
}
