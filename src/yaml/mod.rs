//! The one door to YAML.
//!
//! In: the text of a mapping. Out: its entries as [`Node`]s in which every scalar keeps its text as written and every value
//! its place, and [`Problem`]s. A mapping is cut into its top-level entries by text ([`cut`]) and each entry is parsed on
//! its own, so that one bad value spoils only itself and a duplicate key is seen. What a value *means* is the parser's
//! word alone; our own tokens ([`token`]) say only where it stands and how it was written.

mod cut;
mod mend;
mod node;
mod reader;
mod token;

pub(crate) use cut::{Entry, entries, is_entry};
pub(crate) use node::{Content, Node, Scalar};
pub(crate) use reader::{Codes, Reader, listed, nearest};

use std::ops::Range;

/// Flow collections nested deeper than this are refused before the parser sees them: it is quadratic on `[`.
const MAX_FLOW_NESTING: usize = 64;

/// A problem of the YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where, in bytes of the whole text.
    pub(crate) range: Range<usize>,
    /// One terse sentence.
    pub(crate) message: String,
    /// How to mend it.
    pub(crate) hint: Option<String>,
}

/// A whole file without a fixed shape, such as the words of a theme, as JSON.
pub(crate) fn read_json(text: &str) -> Result<serde_json::Value, Problem> {
    serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index().min(text.len()));
        Problem { range: at..at, message: error.to_string(), hint: None }
    })
}
