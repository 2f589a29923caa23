//! Plain blocks → the blocks of a [`Doc`](crate::aid::doc::Doc): which convention looks at which block.

use super::tree::{HeadingNode, Node, NodeKind};
use super::{Reader, checklists, details, fill_in, hazards, media, sections, steps, tables};
use crate::aid::doc::{Block, BlockKind, Span};

/// The blocks of the body.
pub(super) fn top_level(reader: &mut Reader<'_>, nodes: Vec<Node>) -> Vec<Block> {
    let mut nodes = details::gather(reader, nodes);
    fill_in::restore_rules(&mut nodes);
    let mut nodes = nodes.into_iter();
    let mut out = Vec::with_capacity(nodes.len());
    let mut numbering = steps::Numbering::default();
    while let Some(Node { span, kind }) = nodes.next() {
        match kind {
            NodeKind::Heading(heading) => {
                numbering.pass_text();
                out.push(sections::section(reader, span, heading, &mut nodes));
            }
            NodeKind::List { start: Some(start), items } => {
                steps::append(reader, &mut numbering, span, start, items, &mut out);
            }
            kind => {
                let block = block(reader, Node { span, kind });
                if matches!(block.kind, BlockKind::Paragraph(_)) {
                    numbering.pass_text();
                }
                out.push(block);
            }
        }
    }
    out
}

/// The blocks inside another one: no steps, no sections.
pub(super) fn nested(reader: &mut Reader<'_>, nodes: Vec<Node>) -> Vec<Block> {
    details::gather(reader, nodes).into_iter().map(|node| block(reader, node)).collect()
}

/// One block.
pub(super) fn block(reader: &mut Reader<'_>, node: Node) -> Block {
    let span = node.span;
    let kind = match node.kind {
        NodeKind::Heading(heading) => plain_heading(heading),
        NodeKind::Paragraph(text) => media::paragraph(reader, &span, text),
        NodeKind::List { start, items } => match start {
            None if checklists::is_checklist(&items) => {
                BlockKind::Checklist(checklists::checklist(reader, None, items))
            }
            _ => BlockKind::List { start, items: items.into_iter().map(|item| nested(reader, item.blocks)).collect() },
        },
        NodeKind::Quote { alert, blocks } => hazards::quote(reader, &span, alert, blocks),
        NodeKind::Table(table) => tables::table(reader, table),
        NodeKind::Code { language, text } => BlockKind::Code { language, text },
        NodeKind::Html(html) => html_block(reader, &span, html),
        NodeKind::Rule => BlockKind::Rule,
        NodeKind::Details { question, answer } => BlockKind::SelfCheck { question, answer: nested(reader, answer) },
    };
    Block { span, kind }
}

/// A heading that starts nothing special.
pub(super) fn plain_heading(heading: HeadingNode) -> BlockKind {
    BlockKind::Heading { level: heading.level.max(2), anchor: heading.anchor, text: heading.text }
}

fn html_block(reader: &mut Reader<'_>, span: &Span, html: String) -> BlockKind {
    if !html.trim_start().starts_with("</") {
        reader.report_html(span, &html);
    }
    BlockKind::Html(html)
}
