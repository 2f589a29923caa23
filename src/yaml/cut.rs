//! Cutting a mapping into its top-level entries, by text alone.

use super::Problem;
use super::token::{line_end, quoted_end};
use std::ops::Range;

/// How many lines in the first column a bracket may stay open over; keeps the cut linear.
const MAX_OPEN_LINES: usize = 64;

/// One `key: value` of a mapping, all ranges in bytes of the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// The key, unquoted.
    pub(crate) key: &'a str,
    /// Where the key stands.
    pub(crate) key_range: Range<usize>,
    /// From the key to the end of the last line before the next entry.
    pub(crate) range: Range<usize>,
    /// Where the value starts: after the colon.
    pub(super) value_start: usize,
}

impl Entry<'_> {
    /// Where the value stands, without blanks around it; the key's place for an empty value.
    pub(crate) fn value_range(&self) -> Range<usize> {
        let value = &self.text[self.value_start..self.range.end];
        let start = self.value_start + (value.len() - value.trim_start().len());
        let end = self.value_start + value.trim_end().len();
        if start < end { start..end } else { self.key_range.clone() }
    }
}

/// Whether a line starts with a `key:` in its first column.
pub(crate) fn is_entry(line: &str) -> bool {
    key(line).is_some()
}

/// Cuts `text[within]` into its top-level entries. Lines that are no entry, comment or continuation are problems, one a run.
pub(crate) fn entries(text: &str, within: Range<usize>) -> (Vec<Entry<'_>>, Vec<Problem>) {
    let mut cut =
        Cut { text: &text[..within.end], column: usize::MAX, entries: Vec::new(), strays: Vec::new(), stray: false };
    let mut at = within.start;
    while at < within.end {
        at = cut.line(at) + 1;
    }
    let problems = cut.problems();
    (cut.entries, problems)
}

struct Cut<'a> {
    text: &'a str,
    /// The column of the keys: that of the leftmost one so far.
    column: usize,
    entries: Vec<Entry<'a>>,
    /// Runs of lines that are no entry.
    strays: Vec<Range<usize>>,
    /// The line before belongs to no entry.
    stray: bool,
}

impl<'a> Cut<'a> {
    /// Takes the line that starts at `start`, and the lines that its value goes on in; the end of the last one.
    fn line(&mut self, start: usize) -> usize {
        let end = line_end(self.text.as_bytes(), start);
        let line = &self.text[start..end];
        let indent = line.len() - line.trim_start_matches(' ').len();
        let content = line[indent..].trim_end();
        let inside = indent > self.column || content.starts_with('\t');
        let is_document_start = content == "---" && self.entries.is_empty() && self.strays.is_empty();
        let is_mark = is_document_start || content == "...";
        if content.trim().is_empty() || is_mark || (content.starts_with('#') && !inside) {
            return end;
        }
        let is_item = content == "-" || content.starts_with("- ");
        let belongs = (inside || is_item) && !self.stray;
        match self.entries.last_mut() {
            Some(entry) if belongs => {
                entry.range.end = end;
                return end;
            }
            _ => {}
        }
        match key(&line[indent..]).filter(|_| !inside && !is_item) {
            Some(key) => self.entry(start + indent, indent, &key, end),
            None => {
                self.stray_line(start + indent..start + indent + content.len());
                end
            }
        }
    }

    fn entry(&mut self, start: usize, indent: usize, key: &Key, line_end: usize) -> usize {
        self.column = indent;
        self.stray = false;
        let value_start = start + key.value;
        let end = self.inline_value_end(value_start, line_end).unwrap_or(line_end);
        let key_range = start + key.name.start..start + key.name.end;
        self.entries.push(Entry {
            text: self.text,
            key: &self.text[key_range.clone()],
            key_range: start..start + key.end,
            range: start..end,
            value_start,
        });
        end
    }

    fn stray_line(&mut self, range: Range<usize>) {
        match self.strays.last_mut() {
            Some(run) if self.stray && !super::mend::is_slip(&self.text[range.clone()]) => run.end = range.end,
            _ => self.strays.push(range),
        }
        self.stray = true;
    }

    /// The end of the last line of a quoted or flow value that is closed in a later line.
    fn inline_value_end(&self, value_start: usize, first_line_end: usize) -> Option<usize> {
        let first_line = &self.text[value_start..first_line_end];
        let mut start = value_start + (first_line.len() - first_line.trim_start().len());
        while matches!(self.text.as_bytes().get(start), Some(b'&' | b'!')) {
            let word = self.text[start..first_line_end].find(' ')?;
            start += word + 1;
        }
        let close = inline_end(self.text, start, |line| self.ends_inline(line, self.text.as_bytes()[start]))?;
        let end = line_end(self.text.as_bytes(), close);
        let rest = self.text[close..end].trim_start();
        (rest.is_empty() || rest.starts_with('#')).then_some(end)
    }

    /// Whether a quote that is still open at this line was never meant to reach it.
    fn ends_inline(&self, line: usize, opened_with: u8) -> bool {
        matches!(opened_with, b'"' | b'\'') && key(&self.text[line..line_end(self.text.as_bytes(), line)]).is_some()
    }

    fn problems(&self) -> Vec<Problem> {
        let bare = self.entries.is_empty();
        self.strays.iter().map(|range| super::mend::stray_line(self.text, range.clone(), bare)).collect()
    }
}

/// The end of the quoted or flow value that starts at `start`; `None` when it is neither or not closed before a line that
/// `gives_up` names, or within [`MAX_OPEN_LINES`] unindented lines.
pub(super) fn inline_end(text: &str, start: usize, gives_up: impl Fn(usize) -> bool) -> Option<usize> {
    let bytes = text.as_bytes();
    let quoted = matches!(bytes.get(start)?, b'"' | b'\'');
    if !quoted && !matches!(bytes[start], b'[' | b'{') {
        return None;
    }
    let mut depth = 0_usize;
    let mut at = start;
    let mut unindented = 0;
    // A quote opens a quoted text only where a value can start: `[don't]` is plain.
    let mut fresh = true;
    while let Some(&byte) = bytes.get(at) {
        let next = match byte {
            b'"' | b'\'' if fresh => quoted_end(bytes, at)?,
            b'#' if at > start && matches!(bytes[at - 1], b' ' | b'\t' | b'\n') => line_end(bytes, at),
            _ => at + 1,
        };
        for line in bytes[at..next].iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| at + i + 1) {
            let first = bytes.get(line);
            unindented += usize::from(!matches!(first, None | Some(b' ' | b'\t' | b'\n')));
            if unindented > MAX_OPEN_LINES || gives_up(line) {
                return None;
            }
        }
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Some(next);
        }
        fresh = match byte {
            b'[' | b'{' | b',' | b':' => true,
            b' ' | b'\t' | b'\n' | b'#' => fresh,
            _ => false,
        };
        at = next;
    }
    None
}

/// The parts of `key:`, in bytes of its line.
struct Key {
    /// The key without quotes.
    name: Range<usize>,
    /// End of the key with quotes.
    end: usize,
    /// After the colon.
    value: usize,
}

/// The key that a line starts with, if it does.
fn key(line: &str) -> Option<Key> {
    let bytes = line.as_bytes();
    let first = *bytes.first()?;
    let colon_ends = |at: usize| matches!(bytes.get(at), None | Some(b' ' | b'\t' | b'\n'));
    if matches!(first, b'"' | b'\'') {
        let end = quoted_end(bytes, 0)?;
        let colon = end + bytes[end..].iter().take_while(|&&byte| byte == b' ').count();
        let is_key = bytes.get(colon) == Some(&b':') && colon_ends(colon + 1);
        return is_key.then_some(Key { name: 1..end - 1, end, value: colon + 1 });
    }
    if first.is_ascii_whitespace() || b"[]{},#&*!|>%@`:".contains(&first) {
        return None;
    }
    if matches!(first, b'-' | b'?') && colon_ends(1) {
        return None;
    }
    let colon = (1..bytes.len()).find(|&at| bytes[at] == b':' && colon_ends(at + 1))?;
    let name = line[..colon].trim_end();
    (!name.contains(" #")).then_some(Key { name: 0..name.len(), end: name.len(), value: colon + 1 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(&str, &str)> {
        let (entries, problems) = entries(text, 0..text.len());
        assert_eq!(problems, []);
        entries.into_iter().map(|entry| (entry.key, &text[entry.range])).collect()
    }

    #[test]
    fn an_entry_reaches_to_the_next_key() {
        assert_eq!(
            cut("a: 1\n# c\nb:\n- x: 2\n\n- y\n'c d' : |\n  e: f\n  # g\nh: 3\n"),
            [("a", "a: 1"), ("b", "b:\n- x: 2\n\n- y"), ("c d", "'c d' : |\n  e: f\n  # g"), ("h", "h: 3"),]
        );
    }

    #[test]
    fn quotes_and_brackets_go_on_over_lines() {
        assert_eq!(cut("a: \"x\ny\"\nb: [c,\n'd]', # ]\ne: f]\ng: 1").len(), 3);
    }

    #[test]
    fn an_open_quote_or_bracket_spoils_only_its_own_line() {
        assert_eq!(
            cut("a: \"x\nb: \"y\"\nc: [d\ne: [f]\ng: 'tis\nh: don't"),
            [("a", "a: \"x"), ("b", "b: \"y\""), ("c", "c: [d"), ("e", "e: [f]"), ("g", "g: 'tis"), ("h", "h: don't"),]
        );
    }

    #[test]
    fn keys_may_be_indented_together() {
        assert_eq!(cut("  a: 1\n  b:\n    - 2\n"), [("a", "a: 1"), ("b", "b:\n    - 2")]);
    }
}
