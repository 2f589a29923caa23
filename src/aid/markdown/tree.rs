//! Markdown as it is written, before any convention makes something special of it.

use crate::aid::doc::{Inline, Span};

/// A block.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) span: Span,
    pub(super) kind: NodeKind,
}

/// The kinds of block. Nothing is nested deeper than [`super::events::MAX_NESTING`], so walkers may recurse.
#[derive(Debug)]
pub(super) enum NodeKind {
    Heading(HeadingNode),
    Paragraph(Vec<Inline>),
    List {
        /// First number of a numbered list.
        start: Option<u64>,
        items: Vec<ItemNode>,
    },
    Quote {
        /// `note`, `warning`, … of a GitHub alert.
        alert: Option<&'static str>,
        blocks: Vec<Node>,
    },
    Table(TableNode),
    Code {
        language: String,
        text: String,
    },
    Html(String),
    Rule,
    /// `<details>`, put together by [`super::details`].
    Details {
        question: Vec<Inline>,
        answer: Vec<Node>,
    },
}

#[derive(Debug)]
pub(super) struct HeadingNode {
    /// 1–6.
    pub(super) level: u8,
    pub(super) anchor: String,
    pub(super) text: Vec<Inline>,
}

#[derive(Debug)]
pub(super) struct ItemNode {
    pub(super) span: Span,
    /// The check box, ticked or not.
    pub(super) task: Option<bool>,
    pub(super) blocks: Vec<Node>,
}

#[derive(Debug)]
pub(super) struct TableNode {
    /// `start`, `center`, `end`, one a column.
    pub(super) align: Vec<Option<&'static str>>,
    pub(super) head: Vec<Vec<Inline>>,
    pub(super) rows: Vec<RowNode>,
}

#[derive(Debug)]
pub(super) struct RowNode {
    pub(super) span: Span,
    pub(super) cells: Vec<Vec<Inline>>,
}
