//! Bytes → the output folder, all or nothing.
//!
//! In: an output folder, the site's folder and every output with its bytes. Out: the folder holds exactly the new site
//! and whatever others put there; or, on any failure, exactly the old one. See [`Stage`].
//!
//! ```text
//!  guard ─► lock ─► recover ─► put, put, put … ─► survey ─► exchange ─► sweep
//!  (where)  (one)   (a killed  (what changed, in   (ours,    (one        (the replaced
//!                    build)     a folder beside)    others')  system call) site goes)
//! ```
//!
//! The `manifest` in the output says which files are ours; everything else stays as it is. Where two folders cannot be
//! exchanged (the output is a disk of its own), `in_place` renames file by file.
//!
//! Safe against being killed at any moment, not against the power going off: nothing waits for the disk.

mod exchange;
mod guard;
mod in_place;
mod lock;
mod manifest;
mod stage;
mod survey;
mod sweep;

pub use stage::Stage;

use std::path::{Path, PathBuf};

/// Why nothing was published. Every variant names the path.
#[derive(Debug)]
pub enum Error {
    /// The folder must not be an output folder, or something in it is in the way; says why and what to do.
    Refused {
        /// The folder or file.
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

/// An [`Error::Io`] for `map_err`.
fn io_error(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    move |error| Error::Io { doing, path: path.to_owned(), error }
}

/// Where and how to publish.
#[derive(Clone, Debug)]
pub struct Target {
    /// The output folder.
    pub out: PathBuf,
    /// The site folder; it, its ancestors and its inputs are refused as output.
    pub site: PathBuf,
    /// Other folders that, with their ancestors, are refused: home, the current folder.
    pub protected: Vec<PathBuf>,
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
