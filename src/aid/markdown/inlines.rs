//! Looking at running text and cutting it.

use crate::aid::doc::Inline;

/// The text without markup. A line break is a space; pictures say nothing.
pub(super) fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => push_plain(inner, out),
            Inline::Link { text, .. } => push_plain(text, out),
            Inline::Image(_) => {}
            Inline::FillIn(length) => out.extend(std::iter::repeat_n('_', usize::from(*length))),
            Inline::Fact(key) => out.extend(["{{fact:", key, "}}"]),
            Inline::Break(_) => out.push(' '),
        }
    }
}

/// Nothing but spaces and line breaks.
pub(super) fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break(_) => true,
        _ => false,
    }
}

/// The only inline that is not blank.
pub(super) fn only(inlines: &[Inline]) -> Option<&Inline> {
    let mut inked = inlines.iter().filter(|inline| !is_blank(inline));
    inked.next().filter(|_| inked.next().is_none())
}

/// Cuts at soft and hard breaks. Each line comes with the break before it.
pub(super) fn lines(inlines: Vec<Inline>) -> Vec<(Option<Inline>, Vec<Inline>)> {
    let mut lines = Vec::new();
    let mut before = None;
    let mut rest = inlines.into_iter();
    loop {
        let length = rest.as_slice().iter().position(|inline| matches!(inline, Inline::Break(_)));
        let line = rest.by_ref().take(length.unwrap_or(usize::MAX)).collect();
        lines.push((before, line));
        before = rest.next();
        if before.is_none() {
            return lines;
        }
    }
}

/// Takes blanks, and then any of `signs` and blanks, from the start.
pub(super) fn trim_start(inlines: &mut Vec<Inline>, signs: &[char]) {
    let strip = |c: char| c.is_whitespace() || signs.contains(&c);
    let mut blanks = 0;
    for inline in inlines.iter_mut() {
        match inline {
            Inline::Break(_) => blanks += 1,
            Inline::Text(text) => {
                let kept = text.trim_start_matches(strip).len();
                text.drain(..text.len() - kept);
                if kept > 0 {
                    break;
                }
                blanks += 1;
            }
            _ => break,
        }
    }
    inlines.drain(..blanks);
}

/// Takes blanks and any of `signs` from the end.
pub(super) fn trim_end(inlines: &mut Vec<Inline>, signs: &[char]) {
    let strip = |c: char| c.is_whitespace() || signs.contains(&c);
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Break(_) => {}
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches(strip).len());
                if !text.is_empty() {
                    return;
                }
            }
            _ => return,
        }
        inlines.pop();
    }
}
