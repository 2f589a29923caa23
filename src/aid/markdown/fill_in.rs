//! Fill-in lines: `Name: ____`.
//!
//! Markdown may read runs of underscores as emphasis or as a thematic break. Before parsing, runs of four or more beside a
//! blank are replaced by a control character, byte for byte, so that every position stays; afterwards they are put back.

use super::tree::{Node, NodeKind};
use crate::aid::doc::Inline;
use std::borrow::Cow;

const GUARD: u8 = 0x01;
const GUARD_CHAR: char = GUARD as char;
/// Fewer underscores beside a blank are left to markdown: `___` is a thematic break.
const GUARDED_RUN: usize = 4;
/// Fewer underscores are no line to write on.
const SHORTEST: usize = 3;

/// The text with its fill-in lines hidden from the parser; borrowed when it has none.
pub(super) fn guard(markdown: &str) -> Cow<'_, str> {
    if !markdown.contains("____") || markdown.contains(GUARD_CHAR) {
        return Cow::Borrowed(markdown);
    }
    let mut out = String::with_capacity(markdown.len());
    let mut copied = 0;
    for run in runs(markdown, GUARDED_RUN) {
        let is_edge = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '|');
        if is_edge(markdown[..run.start].chars().next_back()) || is_edge(markdown[run.end..].chars().next()) {
            out.push_str(&markdown[copied..run.start]);
            out.extend(std::iter::repeat_n(GUARD_CHAR, run.len()));
            copied = run.end;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(markdown);
    }
    out.push_str(&markdown[copied..]);
    Cow::Owned(out)
}

/// The text as written.
pub(super) fn unguard(text: &str) -> Cow<'_, str> {
    if text.as_bytes().contains(&GUARD) { Cow::Owned(text.replace(GUARD_CHAR, "_")) } else { Cow::Borrowed(text) }
}

/// The fill-in lines of a text, in bytes: three underscores or more, not inside a name such as `a___b`.
pub(super) fn find(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    runs(text, SHORTEST).filter(|run| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !(is_letter(text[..run.start].chars().next_back()) && is_letter(text[run.end..].chars().next()))
    })
}

/// Runs of `shortest` underscores or more.
fn runs(text: &str, shortest: usize) -> impl Iterator<Item = std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + bytes[from..].iter().position(|&byte| byte == b'_')?;
            let length = bytes[start..].iter().take_while(|&&byte| byte == b'_').count();
            from = start + length;
            if length >= shortest {
                return Some(start..from);
            }
        }
    })
}

/// A fill-in line alone between other blocks at the top level was meant as a thematic break, unless a paragraph that ends
/// in a colon or another line to write on stands before it.
pub(super) fn restore_rules(nodes: &mut [Node]) {
    let mut asked = false;
    for node in nodes {
        let NodeKind::Paragraph(inlines) = &node.kind else {
            asked = false;
            continue;
        };
        match (inlines.as_slice(), inlines.last()) {
            ([Inline::FillIn(_)], _) if !asked => node.kind = NodeKind::Rule,
            (_, Some(Inline::Text(text))) => asked = text.trim_end().ends_with([':', '：']),
            (_, last) => asked = matches!(last, Some(Inline::FillIn(_))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{find, guard, unguard};

    #[test]
    fn only_lines_to_write_on_are_guarded_and_come_back() {
        for text in ["Name: ____", "____%. Time:____ ", "| ____|", "____"] {
            let guarded = guard(text);
            assert!(!guarded.contains('_') && guarded.len() == text.len(), "{text}");
            assert_eq!(unguard(&guarded), text);
        }
        for text in ["press____1.md", "__bold__", "___", "a\u{1} ____"] {
            assert_eq!(guard(text), text);
        }
    }

    #[test]
    fn names_with_underscores_are_no_lines() {
        assert_eq!(find("a___b ___ kg____").collect::<Vec<_>>(), [6..9, 12..16]);
    }
}
