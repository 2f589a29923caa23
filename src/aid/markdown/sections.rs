//! Headings that start a section of their own: memory items, pause points, questions.

use super::inlines::{plain, trim_end, trim_start};
use super::tree::{HeadingNode, Node, NodeKind};
use super::{Reader, blocks, branches, checklists};
use crate::aid::doc::{Block, BlockKind, Checklist, Inline, Mode, Pause, Span};
use std::vec::IntoIter;

/// The section that `heading` starts; takes from `nodes` what belongs to it.
pub(super) fn section(reader: &mut Reader<'_>, span: Span, heading: HeadingNode, nodes: &mut IntoIter<Node>) -> Block {
    let text = plain(&heading.text);
    if reader.vocabulary.is_by_heart(&text) {
        return by_heart(reader, span, heading, nodes);
    }
    if reader.vocabulary.after_pause(&text).is_some() {
        return pause(reader, span, heading, nodes);
    }
    if text.trim_end().ends_with(['?', '؟', '？'])
        && let Some(answers_at) = branches::answers_at(reader.vocabulary, nodes.as_slice())
    {
        return branches::branch(reader, span, heading, nodes, answers_at);
    }
    Block { span, kind: blocks::plain_heading(heading) }
}

/// `## Know by heart` and what follows it, up to the next heading of its level.
fn by_heart(reader: &mut Reader<'_>, span: Span, heading: HeadingNode, nodes: &mut IntoIter<Node>) -> Block {
    let ends = |node: &Node| matches!(&node.kind, NodeKind::Heading(next) if next.level <= heading.level);
    let count = nodes.as_slice().iter().position(ends).unwrap_or(nodes.len());
    let inside: Vec<Node> = nodes.by_ref().take(count).collect();
    let end = inside.last().map_or(span.end, |node| node.span.end);
    let blocks = blocks::nested(reader, inside);
    let kind = BlockKind::ByHeart { anchor: heading.anchor, heading: heading.text, blocks };
    Block { span: span.start..end, kind }
}

/// `## Pause: before power-on (do-confirm)` and the check boxes right after it.
fn pause(reader: &mut Reader<'_>, span: Span, heading: HeadingNode, nodes: &mut IntoIter<Node>) -> Block {
    let mut when = heading.text;
    take_pause_word(reader, &mut when);
    let mode = take_mode(reader, &mut when);
    let pause = Some(Pause { anchor: heading.anchor, when, mode });
    let is_list =
        |node: &Node| matches!(&node.kind, NodeKind::List { start: None, items } if checklists::is_checklist(items));
    let list = if nodes.as_slice().first().is_some_and(is_list) { nodes.next() } else { None };
    match list {
        Some(Node { span: list, kind: NodeKind::List { items, .. } }) => {
            let checklist = checklists::checklist(reader, pause, items);
            Block { span: span.start..list.end, kind: BlockKind::Checklist(checklist) }
        }
        _ => Block { span, kind: BlockKind::Checklist(Checklist { pause, items: Vec::new() }) },
    }
}

fn take_pause_word(reader: &Reader<'_>, when: &mut Vec<Inline>) {
    if let Some(Inline::Text(first)) = when.first_mut()
        && let Some(rest) = reader.vocabulary.after_pause(first)
    {
        *first = rest.to_owned();
    }
    trim_start(when, &[]);
}

/// Takes `(do-confirm)` from the end.
fn take_mode(reader: &Reader<'_>, when: &mut Vec<Inline>) -> Option<Mode> {
    trim_end(when, &[]);
    let Some(Inline::Text(last)) = when.last_mut() else { return None };
    let (before, inside) = last.strip_suffix(')')?.rsplit_once('(')?;
    let mode = reader.vocabulary.mode(inside)?;
    last.truncate(before.len());
    trim_end(when, &[]);
    Some(mode)
}
