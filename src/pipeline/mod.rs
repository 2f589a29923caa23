//! The pipeline up to a [`Site`], its index and its theme: what `build` publishes, and what every other command reads.
//!
//! In: a site folder and what the command line says. Out: the site, its theme and every problem, sorted and at the site's
//! levels. [`load`] reads once; a [`Workspace`] keeps what it read and takes in what changed.

mod finder;
mod workspace;

pub use finder::IndexFinder;
pub use workspace::{Changes, Hints, Saved, Workspace};

use crate::diagnostic::Diagnostic;
use crate::search::{self, Search};
use crate::site::{Drafts, Site};
use crate::theme::Theme;
use jiff::civil::Date;
use std::path::PathBuf;
use std::sync::Arc;

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The site folder.
    pub site: PathBuf,
    /// The output folder; never read as input.
    pub out: PathBuf,
    /// In place of the configuration's `base_url`; ends in `/`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// The day that counts as today.
    pub today: Date,
}

/// A site, ready to render.
#[derive(Debug)]
pub struct Loaded {
    /// The site.
    pub site: Site,
    /// Its theme; `None` when the theme has problems, and nothing can be rendered.
    pub theme: Option<Arc<Theme>>,
    /// Its index.
    pub search: Search,
    /// Every problem so far, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a site folder. `stage` hears the name of every stage when it ends.
///
/// # Errors
/// An [`std::io::Error`] when the folder cannot be listed.
pub fn load(request: &Request, stage: &mut dyn FnMut(&'static str)) -> std::io::Result<Loaded> {
    let workspace = Workspace::open(request.clone(), stage)?;
    let theme = workspace.theme().cloned();
    let (site, diagnostics) = workspace.into_site();
    stage("assemble");
    let search = search::build(&site);
    stage("index");
    Ok(Loaded { site, theme, search, diagnostics })
}
