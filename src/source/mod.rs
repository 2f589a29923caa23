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
pub use walk::{Ignore, walk};

use std::path::PathBuf;
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

/// One file of the site folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Path in the site: relative, `/`, NFC.
    pub path: SitePath,
    /// The same path as it is spelt on disk; what diagnostics show.
    pub shown: Arc<str>,
    /// Where to read it.
    pub disk: PathBuf,
    /// What it is for.
    pub kind: Kind,
    /// Size in bytes.
    pub bytes: u64,
    /// Width and height, for a picture that tells; see [`measure`].
    pub pixels: Option<(usize, usize)>,
}

/// All files of a site, sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The files.
    pub files: Vec<File>,
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
