//! A problem as a browser draws it.

use crate::diagnostic::{Diagnostic, Place};
use serde::Serialize;

/// A problem, complete in itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Problem {
    /// The code, to be explained: `kneeboard explain F04`.
    pub(super) code: &'static str,
    /// `error`, `warning` or `info`.
    pub(super) level: &'static str,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) hints: Vec<String>,
    /// The file, from the site folder.
    pub(super) file: String,
    /// Line on disk, from 1; `None` when the whole file is meant.
    pub(super) line: Option<u32>,
    /// Column in characters, from 1.
    pub(super) column: Option<u32>,
    /// The lines that the problem is in.
    pub(super) source: Option<SourceLines>,
}

/// Whole lines of a file, of which a part is marked: the three put together. The first line is that of the problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct SourceLines {
    /// Before the mark. Begins with `…` when it does not begin with its line.
    pub(super) before: String,
    /// What is marked; empty for a place between two letters.
    pub(super) marked: String,
    /// After the mark.
    pub(super) after: String,
}

impl From<&Diagnostic> for Problem {
    fn from(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        Self {
            code: diagnostic.code.id,
            level: diagnostic.level.word(),
            message: diagnostic.message.clone(),
            hints: diagnostic.hints.clone(),
            file: diagnostic.file.to_string(),
            line: place.map(|place| place.line),
            column: place.map(|place| place.column),
            source: place.map(SourceLines::from),
        }
    }
}

impl From<&Place> for SourceLines {
    fn from(place: &Place) -> Self {
        let Place { excerpt, marked, column, .. } = place;
        let before = &excerpt[..marked.start];
        let cut = before.chars().count() + 1 < *column as usize;
        Self {
            before: if cut { format!("…{before}") } else { before.to_owned() },
            marked: excerpt[marked.clone()].to_owned(),
            after: excerpt[marked.end..].to_owned(),
        }
    }
}

impl Problem {
    /// `press/reset.md:3:10`, as editors and terminals read it; the file alone when the whole file is meant.
    #[must_use]
    pub(super) fn address(&self) -> String {
        match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{}:{line}:{column}", self.file),
            _ => self.file.clone(),
        }
    }
}
