//! Where the front matter ends and the body starts.
//!
//! A `---` line opens front matter only when what follows reads like it; a thematic break at the top of a page that has none
//! stays in the body. Nothing that a writer meant to be read is lost: of an unclosed front matter only the unbroken run of
//! `key: value` lines is taken.

use crate::diagnostic::{self, Diagnostic};
use crate::yaml;
use std::ops::Range;
use std::sync::Arc;

/// The two parts of a file, in bytes of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fence {
    /// The YAML between the fences.
    pub(super) front: Option<Range<usize>>,
    /// The markdown.
    pub(super) body: Range<usize>,
}

/// Splits a file at its `---` lines.
pub(super) fn split(shown: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Fence {
    let no_front = Fence { front: None, body: 0..text.len() };
    let Some(opening) = lines(text, 0).find(|line| !text[line.clone()].trim().is_empty()) else {
        return no_front;
    };
    match text[opening.clone()].trim() {
        "---" => yaml_front(shown, text, opening, diagnostics).unwrap_or(no_front),
        "+++" => toml_front(shown, text, opening, diagnostics).unwrap_or(no_front),
        _ => no_front,
    }
}

/// What stands between the opening fence and a closing one, or the end of the file.
#[derive(Default)]
struct Inside {
    /// The first `key:` lines and what belongs to them, up to the first line that cannot be front matter.
    run: Range<usize>,
    /// The closing fence.
    closing: Option<Range<usize>>,
    /// There is a `key:` line.
    has_key: bool,
    /// There is a blank line.
    has_blank: bool,
    /// There is a line that starts with `#`: a comment or a heading.
    has_hash: bool,
    /// There is anything else.
    has_text: bool,
    /// Running text stands below the keys and a blank line, and no more keys below it.
    has_prose: bool,
}

fn yaml_front(shown: &Arc<str>, text: &str, opening: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Option<Fence> {
    let start = next_line(text, &opening);
    let inside = look_inside(text, start);
    if let Some(closing) = inside.closing.clone().filter(|_| !inside.has_prose) {
        let is_page = !inside.has_key && (inside.has_hash || (inside.has_text && inside.has_blank));
        let body = next_line(text, &closing)..text.len();
        return (!is_page).then_some(Fence { front: Some(start..closing.start), body });
    }
    // A page may begin with a thematic break; only `key: value` right below it tells that a fence was meant.
    if inside.run.is_empty() {
        return None;
    }
    let last = text[..inside.run.end].trim_end_matches('\n').matches('\n').count() + 1;
    diagnostics.push(
        Diagnostic::at(&diagnostic::FRONT_MATTER, shown, text, trimmed(text, opening), "front matter is not closed")
            .hint(format!("add a line `---` after line {last}")),
    );
    Some(Fence { front: Some(inside.run.clone()), body: inside.run.end..text.len() })
}

fn look_inside(text: &str, start: usize) -> Inside {
    let mut inside = Inside { run: start..start, ..Inside::default() };
    let mut run_goes_on = true;
    let mut takes_items = false;
    let mut after_blank = false;
    for range in lines(text, start) {
        let line = &text[range.clone()];
        let content = line.trim();
        let indented = line.starts_with([' ', '\t']);
        if matches!(content, "---" | "...") && (!indented || !inside.has_text) {
            inside.closing = Some(range);
            break;
        }
        if content.is_empty() {
            inside.has_blank = true;
            after_blank = true;
            run_goes_on &= !inside.has_key;
            continue;
        }
        let is_key = yaml::is_entry(line.trim_start_matches(' '));
        let is_item = takes_items && (content.starts_with("- ") || content == "-");
        let belongs = is_key || is_item || (indented && inside.has_key);
        takes_items = is_item || indented || (is_key && content.ends_with(':'));
        if content.starts_with('#') && !indented {
            inside.has_hash = true;
        } else {
            inside.has_text = true;
            inside.has_prose |= after_blank && inside.has_key && !belongs;
            inside.has_prose &= !is_usual_key(content);
        }
        // A blank line or a heading ends the run that is taken when the closing fence is missing.
        run_goes_on &= belongs && (inside.has_key || is_usual_key(content));
        inside.has_key |= is_key;
        if run_goes_on {
            inside.run.end = next_line(text, &range);
        }
    }
    inside
}

/// Whether a line starts with a key as front matter has them, not with a capital as running text has.
fn is_usual_key(line: &str) -> bool {
    let letters = line.bytes().take_while(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-')).count();
    letters > 0 && line.as_bytes().get(letters) == Some(&b':') && yaml::is_entry(line)
}

fn toml_front(shown: &Arc<str>, text: &str, opening: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Option<Fence> {
    let closing = lines(text, next_line(text, &opening)).find(|line| text[line.clone()].trim() == "+++")?;
    diagnostics.push(
        Diagnostic::at(&diagnostic::FRONT_MATTER, shown, text, trimmed(text, opening), "front matter is TOML")
            .hint("write it as YAML: `key: value` lines between `---` lines"),
    );
    Some(Fence { front: None, body: next_line(text, &closing)..text.len() })
}

/// The lines from `start` on, without their line ends.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = start;
    text[start..].split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches('\n').len()
    })
}

/// The start of the line after this one.
fn next_line(text: &str, line: &Range<usize>) -> usize {
    (line.end + 1).min(text.len())
}

/// A line's range without blanks around it.
fn trimmed(text: &str, line: Range<usize>) -> Range<usize> {
    let content = &text[line.clone()];
    let start = line.start + content.len() - content.trim_start().len();
    start..start + content.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Front matter, body, and how many problems.
    fn parts(text: &str) -> (Option<&str>, &str, usize) {
        let mut diagnostics = Vec::new();
        let fence = split(&"press.md".into(), text, &mut diagnostics);
        (fence.front.map(|range| &text[range]), &text[fence.body], diagnostics.len())
    }

    #[test]
    fn a_file_is_cut_at_its_fences() {
        assert_eq!(parts("---\na: 1\n---\nBody\n---\n"), (Some("a: 1\n"), "Body\n---\n", 0));
        assert_eq!(parts("\n --- \n\na: 1\n...\nBody"), (Some("\na: 1\n"), "Body", 0));
        assert_eq!(parts("---\n---"), (Some(""), "", 0));
        assert_eq!(
            parts("---\n# a comment\na: 1\n\n# more\nb: 2\n---\n"),
            (Some("# a comment\na: 1\n\n# more\nb: 2\n"), "", 0)
        );
        assert_eq!(parts("---\na: |\n  ---\n---\nBody"), (Some("a: |\n  ---\n"), "Body", 0));
    }

    #[test]
    fn a_page_that_begins_with_a_thematic_break_stays_whole() {
        for text in [
            "---\n",
            "---\nBody",
            "---\n\nText\n\n---\nMore",
            "---\n# Heading\n---\nMore",
            "---\nNote: text\n",
            "----\na: 1\n---\n",
            "Text\n---\na: 1\n---\n",
            "+++\nText",
        ] {
            assert_eq!(parts(text), (None, text, 0), "{text:?}");
        }
    }

    #[test]
    fn unclosed_front_matter_ends_where_the_text_begins() {
        assert_eq!(parts("---\na: 1\nb:\n- 2\n\nText\n"), (Some("a: 1\nb:\n- 2\n"), "\nText\n", 1));
        assert_eq!(parts("---\na: 1\n# Heading\nText\n"), (Some("a: 1\n"), "# Heading\nText\n", 1));
        assert_eq!(parts("---\na: 1\n\n- [ ] Item\n\n---\nText"), (Some("a: 1\n"), "\n- [ ] Item\n\n---\nText", 1));
        assert_eq!(parts("---\na: 1"), (Some("a: 1"), "", 1));
    }

    #[test]
    fn a_stray_line_among_keys_does_not_end_front_matter() {
        assert_eq!(parts("---\na: 1\n\nstray\nb: 2\n---\nBody"), (Some("a: 1\n\nstray\nb: 2\n"), "Body", 0));
    }

    #[test]
    fn toml_is_left_out_of_the_body() {
        assert_eq!(parts("+++\na = 1\n+++\nBody"), (None, "Body", 1));
    }
}
