//! HTML in markdown: recognised where a convention uses it, else shown as text.

use super::Reader;
use crate::aid::doc::Span;
use crate::diagnostic;

/// Nothing but comments, which are not shown.
pub(super) fn is_comment(html: &str) -> bool {
    let mut rest = html.trim();
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.split_once("-->") {
            Some((_, after)) => rest = after.trim_start(),
            None => return false,
        }
    }
    rest.is_empty()
}

/// The name of the tag that `html` starts with, in lower case; `/name` for a closing tag, empty when it is no tag.
pub(super) fn tag_name(html: &str) -> String {
    let Some(tag) = html.trim_start().strip_prefix('<') else { return String::new() };
    let (slash, name) = tag.strip_prefix('/').map_or(("", tag), |name| ("/", name));
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    format!("{slash}{}", name[..end].to_ascii_lowercase())
}

impl Reader<'_> {
    /// Says that `html` at `span` is shown as text.
    pub(super) fn report_html(&mut self, span: &Span, html: &str) {
        let name = tag_name(html);
        let what = if name.is_empty() { "HTML".to_owned() } else { format!("HTML `<{name}>`") };
        self.report(
            &diagnostic::RAW_HTML,
            self.first_line(span),
            format!("{what} is shown as text"),
            "write it in markdown; only `<br>`, `<details>` and comments are understood",
        );
    }
}
