//! What the browser shows while there is no page: the problem.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::terminal::{self, Colour};

/// A whole page with these problems.
pub(super) fn html(problems: &[Diagnostic]) -> String {
    let text: String = problems.iter().map(|problem| terminal::render(problem, "", Colour::Off)).collect();
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head><title>Problem</title></head>\n<body><pre>{text}</pre></body>\n</html>\n"
    )
}
