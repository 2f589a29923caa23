//! What is wrong with a piece of YAML, in a writer's words, and how to mend it.
//!
//! The parser's own places are wrong for open quotes and lists; the text tells better.

use super::cut::inline_end;
use super::token::{Kind, line_end, quoted_end, tokens};
use super::{Entry, Problem};
use std::ops::Range;

/// The error that stands for a `!tag`.
pub(super) const TAG: &str = "a tag";
/// The error of a value that aliases blow up.
pub(super) const TOO_LARGE: &str = "aliases make the value too large";
/// The error of lists and maps in each other without end.
pub(super) const TOO_DEEP: &str = "lists or maps are nested too deep";

fn problem(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Problem {
    Problem { range, message: message.into(), hint: Some(hint.into()) }
}

/// The problem of lines that are no `key: value`. `bare`: the text has no entry at all.
pub(super) fn stray_line(text: &str, run: Range<usize>, bare: bool) -> Problem {
    let range = run.start..line_end(text.as_bytes(), run.start).min(run.end);
    let line = text[range.clone()].trim_end();
    let message = format!("`{}` is not `key: value`", shorten(line));
    if line.starts_with("{{") || line.starts_with("{%") {
        return problem(range, format!("`{}` is a template, not `key: value`", shorten(line)), "remove the line");
    }
    if line.starts_with("? ") {
        return problem(range, message, "write the key and its value on one line: `key: value`");
    }
    if let Some((key, value)) = line.split_once(':')
        && is_word(key)
    {
        return problem(range, message, format!("put a space after the colon: `{key}: {value}`"));
    }
    if let Some((key, value)) = line.split_once('=')
        && is_word(key.trim())
    {
        return problem(range, message, format!("write `{}: {}`", key.trim(), value.trim()));
    }
    if line.starts_with('{') {
        return problem(range, message, "write one `key: value` a line, without braces around them");
    }
    let entry = line.trim_start();
    let indent = &line[..line.len() - entry.len()];
    if indent.contains('\t') && super::is_entry(entry) {
        return problem(
            range,
            "a line begins with a tab",
            format!("begin it in the first column: `{}`", shorten(entry)),
        );
    }
    if bare && (line.starts_with("- ") || line.starts_with('[')) {
        return problem(range, "a list stands where `key: value` lines belong", "give the list a key: `tags: [a, b]`");
    }
    if bare {
        return problem(
            range,
            "text stands where `key: value` lines belong",
            format!("write `title: {}`", quoted(line)),
        );
    }
    problem(range, message, "write `key: value`, or remove the line")
}

/// Whether a stray line looks like an entry with a slip, and so has a problem of its own.
pub(super) fn is_slip(line: &str) -> bool {
    let is_key = |mark| line.split_once(mark).is_some_and(|(key, _): (&str, _)| is_word(key.trim()));
    line.starts_with('{') || is_key(':') || is_key('=')
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// What can be told from the text before the parser sees it.
pub(super) fn before_parsing(entry: &Entry<'_>) -> Option<Problem> {
    let range = entry.value_range();
    let value = &entry.text[range.clone()];
    (value.starts_with("{{") || value.starts_with("{%")).then(|| template(entry, range))
}

fn template(entry: &Entry<'_>, range: Range<usize>) -> Problem {
    let line = first_line(entry, &range);
    problem(
        line.clone(),
        format!("`{}` is a template, not a value", shorten(&entry.text[line])),
        format!("fill it in, or put it in quotes: {}", in_quotes(entry, &range)),
    )
}

/// The problem that made the parser refuse an entry. `place`: line and column of the entry's source, from 1.
pub(super) fn parse_error(entry: &Entry<'_>, message: &str, place: Option<(usize, usize)>) -> Problem {
    let value = entry.value_range();
    let at = place.map_or(value.start, |(line, column)| byte_at(entry, line, column));
    if let Some(limit) = [TOO_LARGE, TOO_DEEP].into_iter().find(|limit| message.contains(limit)) {
        return problem(entry.key_range.clone(), limit, "write the value flat and in full");
    }
    if message.contains("unknown anchor") {
        return alias(entry, at);
    }
    if message.contains(TAG) && entry.text[value.clone()].contains('!') {
        return tag(entry, at.max(value.start), &value);
    }
    if let Some(problem) = open_quote_or_bracket(entry, &value).or_else(|| tab(entry, at)) {
        return problem;
    }
    let lead = entry.text.get(entry.value_start..value.start);
    let on_first_line = lead.is_some_and(|lead| !lead.contains('\n')) && at <= first_line(entry, &value).end;
    match (message.contains("mapping values are not allowed"), on_first_line) {
        (true, true) => colon(entry, at, &value),
        (true, false) => nested_colon(entry, at),
        (false, true) => in_first_line(entry, at, &value),
        (false, false) => below_first_line(entry, message, at),
    }
}

fn tag(entry: &Entry<'_>, at: usize, value: &Range<usize>) -> Problem {
    let range = word(entry, at);
    problem(
        range.clone(),
        format!("`{}` is read as a YAML tag", &entry.text[range]),
        format!("put the value in quotes: {}", in_quotes(entry, value)),
    )
}

/// A tab before the text of a line that the parser gave up in.
fn tab(entry: &Entry<'_>, at: usize) -> Option<Problem> {
    let start = line_start(entry, at);
    let line = &entry.text[start..entry.range.end];
    let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
    let tab = start + line[..blank].find('\t')?;
    Some(problem(tab..tab + 1, "a tab indents the line", "indent with spaces"))
}

/// What the parser did not like in the line of the key.
fn in_first_line(entry: &Entry<'_>, at: usize, value: &Range<usize>) -> Problem {
    let hint = format!("put the value in quotes: {}", in_quotes(entry, value));
    let message = format!("the value of `{}` cannot be read from here on", entry.key);
    match entry.text[value.start..].chars().next() {
        Some('[' | '{') => {
            problem(word(entry, at), message, "put entries that have commas, colons or brackets in quotes")
        }
        Some(first) if "*&!|>%@`-?,]}".contains(first) => {
            problem(value.start..value.start + 1, format!("a value cannot start with `{first}`"), hint)
        }
        _ => problem(word(entry, at), message, hint),
    }
}

/// What the parser did not like in a line below the first.
fn below_first_line(entry: &Entry<'_>, message: &str, at: usize) -> Problem {
    if let Some(open) = open_inside(entry) {
        let what = if entry.text[open..].starts_with(['"', '\'']) { "quote" } else { "bracket" };
        return problem(open..open + 1, format!("the {what} is not closed"), format!("close the {what}"));
    }
    let range = word(entry, at);
    if message.contains("cannot start any token") {
        let first = &entry.text[range.clone()].chars().next().unwrap_or(' ');
        let hint = "put the value in quotes".to_owned();
        return problem(range, format!("a value cannot start with `{first}`"), hint);
    }
    if message.contains("did not find expected key") || message.contains("expected '-' indicator") {
        return problem(
            range,
            "this line does not fit the indentation above",
            "indent it like the lines that it belongs to",
        );
    }
    problem(range, plain_words(entry, message), "put text with special characters in quotes")
}

/// The first quote or bracket of the value that is never closed.
fn open_inside(entry: &Entry<'_>) -> Option<usize> {
    let source = &entry.text[..entry.range.end];
    let mut open = Vec::new();
    for token in tokens(source, entry.value_start..source.len(), 0).ok()? {
        match token.kind {
            Kind::Open => open.push(token.range.start),
            Kind::Close => drop(open.pop()),
            Kind::Other if source[token.range.clone()].starts_with(['"', '\'']) => {
                let close = quoted_end(source.as_bytes(), token.range.start);
                open.extend(close.is_none().then_some(token.range.start));
            }
            _ => {}
        }
    }
    open.first().copied()
}

/// An alias whose anchor is not in this entry.
fn alias(entry: &Entry<'_>, at: usize) -> Problem {
    let star = entry.text[at..entry.range.end].find('*').map_or(at, |found| at + found);
    let range = word(entry, star);
    problem(
        range.clone(),
        format!("`{}` has no anchor in `{}`", &entry.text[range], entry.key),
        format!("write the value out, or put it in quotes if it is text: {}", in_quotes(entry, &entry.value_range())),
    )
}

/// A quote or list that is not closed, or text after one that is.
fn open_quote_or_bracket(entry: &Entry<'_>, value: &Range<usize>) -> Option<Problem> {
    let source = &entry.text[..entry.range.end];
    let first = *source.as_bytes().get(value.start)?;
    let open = value.start..value.start + 1;
    let close = match first {
        b'"' | b'\'' => quoted_end(source.as_bytes(), value.start),
        b'[' | b'{' => inline_end(source, value.start, |_| false),
        _ => return None,
    };
    let mended = in_quotes(entry, value);
    let Some(close) = close else {
        return Some(match first {
            b'[' | b'{' => {
                let (what, end) = if first == b'[' { ("list", ']') } else { ("map", '}') };
                let hash = source[value.clone()].contains(" #");
                let why = if hash { "; a ` #` starts a comment: put that text in quotes" } else { "" };
                problem(open, format!("the {what} is not closed"), format!("add `{end}` at its end{why}"))
            }
            _ => problem(open, "the quote is not closed", format!("write {mended}")),
        });
    };
    let rest = source[close..].trim_end();
    let text = rest.trim_start();
    if text.is_empty() || (text.starts_with('#') && rest.len() > text.len()) {
        return None;
    }
    let start = close + (rest.len() - text.len());
    let end = line_end(source.as_bytes(), start);
    let what = if matches!(first, b'"' | b'\'') { "closing quote" } else { "closing bracket" };
    Some(problem(start..end, format!("text after the {what}"), format!("put the whole value in quotes: {mended}")))
}

/// `title: Reset: the boiler`.
fn colon(entry: &Entry<'_>, at: usize, value: &Range<usize>) -> Problem {
    let range = at..(at + 1).min(entry.range.end);
    problem(
        range,
        "a colon and a space inside a value",
        format!("put the value in quotes: {}", in_quotes(entry, value)),
    )
}

/// A colon in a line below the first: a stray indent, or a value that wants quotes.
fn nested_colon(entry: &Entry<'_>, at: usize) -> Problem {
    let start = line_start(entry, at);
    let line = &entry.text[start..line_end(entry.text.as_bytes(), at)];
    let indent = line.len() - line.trim_start().len();
    let content = line[indent..].trim_end();
    let key = content.split(':').next().unwrap_or_default();
    if at == start + indent + key.len() && !content.starts_with('-') {
        return problem(
            start + indent..at,
            format!("`{key}` is indented as if it were part of `{}`", entry.key),
            format!("start the line with `{key}:`, or put the value of `{}` in quotes", entry.key),
        );
    }
    let dash = content.len() - content.trim_start_matches(['-', ' ']).len();
    let item = &content[dash..];
    let value = item.find(": ").filter(|&colon| start + indent + dash + colon < at).map_or(0, |colon| colon + 2);
    problem(
        first_char(entry, at),
        "a colon and a space inside a value",
        format!("put the value in quotes: `{}{}{}`", &content[..dash], &item[..value], quoted(&item[value..])),
    )
}

/// The parser's sentence without its places.
fn plain_words(entry: &Entry<'_>, message: &str) -> String {
    let message = message.split(" at line ").next().unwrap_or(message);
    let message = message.rsplit(": ").next().unwrap_or(message);
    format!("the value of `{}` cannot be read: {message}", entry.key)
}

/// The entry's first line with its value in quotes, in backticks.
fn in_quotes(entry: &Entry<'_>, value: &Range<usize>) -> String {
    let line = &entry.text[first_line(entry, value)];
    let line = match line.as_bytes().first() {
        Some(&quote @ (b'"' | b'\''))
            if quoted_end(line.as_bytes(), 0).is_none() && line.matches(char::from(quote)).count() == 1 =>
        {
            &line[1..]
        }
        _ => line,
    };
    format!("`{}: {}`", &entry.text[entry.key_range.clone()], quoted(line))
}

/// Text in quotes that keep it as it is.
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The first line of the value.
fn first_line(entry: &Entry<'_>, value: &Range<usize>) -> Range<usize> {
    value.start..line_end(entry.text.as_bytes(), value.start).min(value.end)
}

/// The word that `at` is in the beginning of, at least one character if there is one.
fn word(entry: &Entry<'_>, at: usize) -> Range<usize> {
    let rest = &entry.text[at..entry.range.end];
    let end = rest.find([' ', '\t', '\n', ',', ']', '}']).unwrap_or(rest.len());
    at..(at + end).max(first_char(entry, at).end)
}

/// The character at `at`, if there is one.
fn first_char(entry: &Entry<'_>, at: usize) -> Range<usize> {
    at..at + entry.text[at..entry.range.end].chars().next().map_or(0, char::len_utf8)
}

fn line_start(entry: &Entry<'_>, at: usize) -> usize {
    entry.text[..at].rfind('\n').map_or(0, |newline| newline + 1).max(entry.range.start)
}

/// The byte of the whole text at a line and column (characters) of the entry's source, both from 1, as the parser counts:
/// for it, some more characters end a line.
fn byte_at(entry: &Entry<'_>, line: usize, column: usize) -> usize {
    let source = &entry.text[entry.range.clone()];
    let ends_line = |c: char| matches!(c, '\n' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let start: usize = source.split_inclusive(ends_line).take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &source[start..];
    let within = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    entry.range.start + start + within
}

/// The first 60 characters.
pub(super) fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
