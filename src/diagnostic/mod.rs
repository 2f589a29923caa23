//! Problems in the content, as data: what, where, why and how to mend it.
//!
//! In: a [`Code`] and a [`Place`] in a text. Out: a self-contained [`Diagnostic`] that any renderer can draw without
//! reading the file again.

mod code;
mod place;
mod suggest;
pub mod terminal;

pub use code::*;
pub use code::{ALL, Code, Level, find as find_code};
pub use place::{Place, Text};
pub use suggest::closest;

use std::collections::BTreeMap;
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

/// The most problems of one file that a run shows: a folder of wrecks must not bury the others.
const MOST_PER_FILE: usize = 1_000;

/// Sorts by file, place and code, and drops exact repeats, so that a run reads the same every time. Of a file with more
/// than a thousand problems the first thousand stay, and the last of them says how many more there are.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.as_ref().map_or((0, 0), |p| (p.line, p.column)), d.code.id);
        a.file.cmp(&b.file).then_with(|| key(a).cmp(&key(b))).then_with(|| a.message.cmp(&b.message))
    });
    diagnostics.dedup();
    let mut counts: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for diagnostic in &*diagnostics {
        *counts.entry(Arc::clone(&diagnostic.file)).or_default() += 1;
    }
    let mut seen: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    diagnostics.retain_mut(|diagnostic| {
        let seen = seen.entry(Arc::clone(&diagnostic.file)).or_default();
        *seen += 1;
        if *seen == MOST_PER_FILE && counts[&diagnostic.file] > MOST_PER_FILE {
            let more = counts[&diagnostic.file] - MOST_PER_FILE;
            diagnostic.hints.push(format!("{more} more problems of this file are not shown"));
        }
        *seen <= MOST_PER_FILE
    });
}

#[cfg(test)]
mod tests {
    use super::{BROKEN_LINK, Diagnostic, sort};

    #[test]
    fn a_file_full_of_problems_does_not_bury_the_others() {
        let text = "x\n".repeat(3_000);
        let file = "wreck.md".into();
        let mut all: Vec<Diagnostic> =
            (0..3_000).map(|line| Diagnostic::at(&BROKEN_LINK, &file, &text, line * 2..line * 2 + 1, "gone")).collect();
        all.push(Diagnostic::in_file(&BROKEN_LINK, &"other.md".into(), "gone"));
        sort(&mut all);
        assert_eq!(all.len(), 1_001);
        assert_eq!(all[1_000].hints, ["2000 more problems of this file are not shown"]);
    }
}
