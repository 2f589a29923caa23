//! Checklists: `- [ ] Isolator … OFF`.

use super::inlines::{is_blank, lines, only, trim_end, trim_start};
use super::tree::{ItemNode, Node, NodeKind};
use super::{Reader, blocks, labels};
use crate::aid::doc::{Checklist, Inline, Item, Pause};
use crate::diagnostic;
use std::ops::Range;

/// A list with a check box is a checklist.
pub(super) fn is_checklist(items: &[ItemNode]) -> bool {
    items.iter().any(|item| item.task.is_some())
}

/// The section of a checklist that stands under `pause`.
pub(super) fn checklist(reader: &mut Reader<'_>, pause: Option<Pause>, items: Vec<ItemNode>) -> Checklist {
    if let Some(plain) = items.iter().find(|item| item.task.is_none()) {
        let span = reader.first_line(&plain.span);
        reader.report(
            &diagnostic::MIXED_CHECKLIST,
            span,
            "plain item in a checklist",
            "begin it with `- [ ]`, or end the checklist before it",
        );
    }
    Checklist { pause, items: items.into_iter().map(|item| self::item(reader, item)).collect() }
}

fn item(reader: &mut Reader<'_>, node: ItemNode) -> Item {
    let mut nodes = node.blocks;
    let text = match nodes.first_mut() {
        Some(Node { kind: NodeKind::Paragraph(text), .. }) => {
            let text = std::mem::take(text);
            let (text, labelled) = split_labelled(reader, text);
            if labelled.is_empty() {
                nodes.remove(0);
            } else {
                nodes[0].kind = NodeKind::Paragraph(labelled);
            }
            text
        }
        _ => Vec::new(),
    };
    let completion = matches!(only(&text), Some(Inline::Strong(_)));
    let (challenge, response) = split_response(text);
    let details = blocks::nested(reader, nodes);
    Item { span: node.span, challenge, response, ticked: node.task == Some(true), completion, details }
}

/// The item itself, and the lines from the first label on.
fn split_labelled(reader: &Reader<'_>, text: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    if !text.iter().any(|inline| matches!(inline, Inline::Break(_))) {
        return (text, Vec::new());
    }
    let mut item = Vec::new();
    let mut labelled = Vec::new();
    for (line_break, line) in lines(text) {
        let is_labelled = !item.is_empty() && labels::take(reader.vocabulary, &mut line.clone()).is_some();
        let into = if is_labelled || !labelled.is_empty() { &mut labelled } else { &mut item };
        if !into.is_empty() {
            into.extend(line_break);
        }
        into.extend(line);
    }
    (item, labelled)
}

/// Parts the item from the state that it must be in: at the last dots, else at the first fill-in line.
fn split_response(mut text: Vec<Inline>) -> (Vec<Inline>, Option<Vec<Inline>>) {
    let dots = text.iter().enumerate().rev().find_map(|(at, inline)| match inline {
        Inline::Text(text) => Some((at, dots(text)?)),
        _ => None,
    });
    if let Some((at, dots)) = dots {
        let mut response = text.split_off(at);
        if let Some(Inline::Text(first)) = response.first_mut() {
            let after = first.split_off(dots.end);
            first.truncate(dots.start);
            let before = std::mem::replace(first, after);
            text.push(Inline::Text(before));
        }
        return part(text, response);
    }
    match text.iter().position(|inline| matches!(inline, Inline::FillIn(_))) {
        Some(at) if text[..at].iter().any(|inline| !is_blank(inline)) => {
            let response = text.split_off(at);
            part(text, response)
        }
        _ => (text, None),
    }
}

fn part(mut challenge: Vec<Inline>, mut response: Vec<Inline>) -> (Vec<Inline>, Option<Vec<Inline>>) {
    trim_end(&mut challenge, &[]);
    trim_start(&mut response, &[]);
    trim_end(&mut response, &[]);
    (challenge, (!response.is_empty()).then_some(response))
}

/// The last `…`, or row of three dots or more, that is not the beginning of a path.
fn dots(text: &str) -> Option<Range<usize>> {
    let is_dot = |c: char| c == '.' || c == '…';
    let mut end = text.len();
    loop {
        let last = text[..end].rfind(is_dot)?;
        let run_end = last + text[last..].chars().next().map_or(1, char::len_utf8);
        let start = text[..run_end].trim_end_matches(is_dot).len();
        let run = &text[start..run_end];
        if (run.len() >= 3) && !text[run_end..].starts_with(['/', '\\']) {
            return Some(start..run_end);
        }
        end = start;
    }
}

#[cfg(test)]
mod tests {
    use super::dots;

    #[test]
    fn dots_part_an_item_from_its_state() {
        assert_eq!(dots("Isolator … OFF"), Some(9..12));
        assert_eq!(dots("Isolator ..... OFF"), Some(9..14));
        assert_eq!(dots("Wait... then look...OFF"), Some(17..20));
        assert_eq!(dots("Open ../x, 1.5. Then .../y"), None);
    }
}
