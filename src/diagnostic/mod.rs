//! Problems in the content, as data: what, where, why and how to mend it.
//!
//! In: a [`Code`] and a [`Place`] in a text. Out: a self-contained [`Diagnostic`] that any renderer can draw without
//! reading the file again.

mod code;
pub mod json;
mod place;
mod suggest;
pub mod terminal;

pub use code::*;
pub use code::{ALL, Code, Level, find as find_code};
pub use place::{Place, Text};
pub use suggest::closest;

use std::sync::Arc;

/// One problem, complete in itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of problem; gives the headline of the `explain` page.
    pub code: &'static Code,
    /// How bad it is, after the site's settings.
    pub level: Level,
    /// One terse sentence, lower case, no full stop.
    pub message: String,
    /// Path of the file, relative to the site folder, as it is spelt on disk.
    pub file: Arc<str>,
    /// Where in that file; `None` when the whole file is meant.
    pub place: Option<Place>,
    /// What to do about it, one line each.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A problem with a whole file, at the code's default level.
    pub fn in_file(code: &'static Code, file: &Arc<str>, message: impl Into<String>) -> Self {
        Self {
            code,
            level: code.level,
            message: message.into(),
            file: Arc::clone(file),
            place: None,
            hints: Vec::new(),
        }
    }

    /// A problem at bytes `range` of `text`, which is the text of `file`.
    pub fn at(
        code: &'static Code,
        file: &Arc<str>,
        text: &str,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self { place: Some(Place::new(text, range)), ..Self::in_file(code, file, message) }
    }

    /// The same in a text in which many places may be wanted.
    pub fn within(
        code: &'static Code,
        file: &Arc<str>,
        text: &Text,
        range: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self { place: Some(Place::within(text, range)), ..Self::in_file(code, file, message) }
    }

    /// The same with one more hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// Sorts by file, place and code, and drops exact repeats, so that a run reads the same every time.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.as_ref().map_or((0, 0), |p| (p.line, p.column)), d.code.id);
        a.file.cmp(&b.file).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
}
