//! Search: from a site to an index in small files, and from a query to the aids that answer it.
//!
//! In: a [`Site`]. Out: [`Search`], the files below `search/` (the engine for browsers and the index, every file a classic
//! script) and the same index for queries in this process. Native and browser queries read the same files and rank alike.

mod answer;

pub use answer::{Answer, FacetCount, FacetFilter, Hit, Kind, Options, Place, Points, Word, WordPoints};

use crate::site::{LanguageIndex, Site};
use crate::source::SitePath;
use std::collections::BTreeMap;

/// The index of a site, one a language.
#[derive(Debug, Default)]
pub struct Search {
    files: BTreeMap<SitePath, Vec<u8>>,
}

/// Builds the index of every language of the site.
#[must_use]
pub fn build(_site: &Site) -> Search {
    Search::default()
}

impl Search {
    /// Every file below `search/`, by its path in the output.
    #[must_use]
    pub fn files(&self) -> &BTreeMap<SitePath, Vec<u8>> {
        &self.files
    }

    /// The aids that answer a query, best first, as readers of this language get them.
    #[must_use]
    pub fn query(&self, _language: LanguageIndex, _query: &str, _options: &Options) -> Answer {
        Answer::default()
    }
}
