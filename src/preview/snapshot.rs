//! One state of a site: what requests are answered from.

use super::librarian::Librarian;
use crate::diagnostic::Diagnostic;
use crate::print::Card;
use crate::render::{Content, Renderer};
use crate::search::Search;
use crate::site::{AidIndex, Output, Site};
use crate::source::SitePath;
use crate::theme::Theme;
use std::borrow::Cow;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// A state of the site folder.
#[derive(Debug)]
pub struct Snapshot {
    /// Counts up with every change.
    pub number: u64,
    /// The site as far as it can be shown: of now, or, while its theme does not work, as it was last. `None`: the theme has
    /// never worked.
    pub shown: Option<Arc<Shown>>,
    /// `shown` is from before.
    pub stale: bool,
    /// Every problem of now, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Those of them for which the theme does not work.
    pub theme_errors: Vec<Diagnostic>,
}

/// A site that can be shown: every output is made when it is asked for.
#[derive(Debug)]
pub struct Shown {
    renderer: Renderer,
    librarian: Arc<Librarian>,
    search: OnceLock<Search>,
}

/// What there is at a path of the output.
#[derive(Debug)]
pub enum Answer<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The same as this file on disk.
    File(&'a Path),
    /// A page that its template cannot make.
    Broken(Box<Diagnostic>),
    /// Nothing.
    Missing,
}

impl Shown {
    /// Prepares a site and its theme; renders nothing yet. `librarian` knows the states before.
    #[must_use]
    pub fn new(site: Site, theme: Arc<Theme>, librarian: Arc<Librarian>) -> Self {
        Self { renderer: Renderer::new(Arc::new(site), theme), librarian, search: OnceLock::new() }
    }

    /// What is wrong with the card of an aid.
    #[must_use]
    pub fn check_card(&self, aid: AidIndex) -> Vec<Diagnostic> {
        self.renderer.check_card(aid)
    }

    /// The card of an aid, laid out, and its page; `None` when it has none.
    #[must_use]
    pub fn laid_out_card(&self, aid: AidIndex) -> Option<(Card, SitePath)> {
        self.renderer.laid_out_card(aid)
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        self.renderer.site()
    }

    /// The index; made when it is asked for first, which takes its time.
    pub fn search(&self) -> &Search {
        self.search.get_or_init(|| self.librarian.index(self.site()))
    }

    /// The site's page for what it has not, as it is at a path: hosts show it at any address, and its links lead from there.
    #[must_use]
    pub fn not_found(&self, path: &SitePath) -> Answer<'_> {
        match self.renderer.render(path, &Output::NotFound) {
            Ok(Content::Bytes(bytes)) => Answer::Bytes(bytes),
            Ok(Content::Copy(disk)) => Answer::File(disk),
            Err(problem) => Answer::Broken(problem),
        }
    }

    /// What `build` writes to a path.
    #[must_use]
    pub fn answer(&self, path: &SitePath) -> Answer<'_> {
        if let Some(output) = self.site().outputs.get(path) {
            return match self.renderer.render(path, output) {
                Ok(Content::Bytes(bytes)) => Answer::Bytes(bytes),
                Ok(Content::Copy(disk)) => Answer::File(disk),
                Err(problem) => Answer::Broken(problem),
            };
        }
        if path.as_str().starts_with("search/")
            && let Some(bytes) = self.search().files().get(path)
        {
            return Answer::Bytes(Cow::Borrowed(bytes));
        }
        Answer::Missing
    }
}
