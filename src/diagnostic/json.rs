//! A diagnostic as data, for editors and continuous integration. The README documents the fields.

use super::Diagnostic;
use serde::Serialize;

#[derive(Serialize)]
struct DiagnosticData<'a> {
    code: &'a str,
    level: &'a str,
    message: &'a str,
    file: String,
    line: Option<u32>,
    column: Option<u32>,
    hints: &'a [String],
}

/// One JSON object on one line; `prefix` stands before the file's path so that it leads there from the current folder.
#[must_use]
pub fn line(diagnostic: &Diagnostic, prefix: &str) -> String {
    let place = diagnostic.place.as_ref();
    let data = DiagnosticData {
        code: diagnostic.code.id,
        level: diagnostic.level.word(),
        message: &diagnostic.message,
        file: format!("{prefix}{}", diagnostic.file),
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        hints: &diagnostic.hints,
    };
    serde_json::to_string(&data).expect("text and numbers are JSON") + "\n"
}
