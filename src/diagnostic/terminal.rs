//! Draws a diagnostic for a person at a terminal.

use super::Diagnostic;

/// The diagnostic as text that ends in a line end; `prefix` stands before the file's path so that a terminal can open it.
#[must_use]
pub fn render(diagnostic: &Diagnostic, prefix: &str, colour: bool) -> String {
    let _ = colour;
    let (line, column) = diagnostic.place.as_ref().map_or((1, 1), |p| (p.line, p.column));
    format!(
        "{}[{}]: {}\n --> {prefix}{}:{line}:{column}\n",
        diagnostic.level.word(),
        diagnostic.code.id,
        diagnostic.message,
        diagnostic.file
    )
}
