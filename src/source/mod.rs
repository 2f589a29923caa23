//! The site folder → files.
//!
//! In: the root of a site and the output folder (never read as input). Out: a [`Tree`], sorted by path, and the problems
//! of names and links. Nothing here looks inside a file, apart from [`read_text`].

mod path;
mod picture;
mod text;
mod walk;

pub use path::SitePath;
pub use picture::measure;
pub use text::{MAX_TEXT_BYTES, read_bytes, read_text};
pub use walk::{Ignore, is_left_out, walk};

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the file that marks a folder as the output of a build. Such a folder is never input, whatever it is called:
/// else the site published to `public` yesterday would be part of the one published elsewhere today.
pub(crate) const OUTPUT_MARK: &str = ".kneeboard-manifest.json";

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A markdown file: one aid.
    Aid,
    /// A picture, video, caption or document that pages may show; any other file that an aid may link to.
    Asset,
    /// `kneeboard.yaml`, or a YAML file of `data/`.
    Config,
    /// A file of the site's own theme layer (`theme/…`) or of a theme in `themes/…`.
    Theme,
}

/// What tells two states of a file apart without reading it: where it is on the disk, its size and when it was last changed.
/// Two changes within one tick of the disk's clock that leave the size as it is have one stamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    device: u64,
    inode: u64,
    bytes: u64,
    changed: (i64, i64),
    modified: (i64, i64),
}

impl Stamp {
    /// The stamp of a file.
    #[must_use]
    pub fn of(found: &Metadata) -> Self {
        Self {
            device: found.dev(),
            inode: found.ino(),
            bytes: found.len(),
            changed: (found.ctime(), found.ctime_nsec()),
            modified: (found.mtime(), found.mtime_nsec()),
        }
    }
}

/// One file of the site folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Path in the site: relative, `/`, NFC.
    pub path: SitePath,
    /// The same path as it is spelt on disk; what diagnostics show.
    pub shown: Arc<str>,
    /// Where to read it.
    pub disk: Arc<Path>,
    /// What it is for.
    pub kind: Kind,
    /// Size in bytes.
    pub bytes: u64,
    /// What the disk says of its present state.
    pub stamp: Stamp,
    /// Width and height, for a picture that tells; see [`measure`].
    pub pixels: Option<(usize, usize)>,
}

/// All files of a site, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
    /// Every folder where a file of the site is or would be, by its canonical path; one that a link leads to may be here
    /// twice.
    pub folders: Vec<PathBuf>,
    /// Some may stand here under a path that is not their own: the folder has symbolic links.
    pub linked: bool,
}

impl Tree {
    /// The file at this path.
    #[must_use]
    pub fn get(&self, path: &SitePath) -> Option<&File> {
        self.files.binary_search_by(|file| file.path.cmp(path)).ok().map(|index| &self.files[index])
    }

    /// The files of one kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &File> {
        self.files.iter().filter(move |file| file.kind == kind)
    }
}
