//! What the parser of [`super::events`] has begun and not yet ended, and the parser's kinds in our words.

use super::tree::{ItemNode, TableNode};
use crate::aid::doc::Inline;
use pulldown_cmark::{Alignment, BlockQuoteKind, HeadingLevel, LinkType, Tag};
use std::ops::Range;

/// What is being built.
pub(super) enum Open {
    Root,
    Quote(Option<&'static str>),
    List { start: Option<u64>, items: Vec<ItemNode> },
    Item { task: Option<bool> },
    Paragraph,
    Heading(u8),
    Code { language: String, text: String },
    Html(String),
    Table(TableNode),
    Row(Vec<Vec<Inline>>),
    Cell,
    Emphasis,
    Strong,
    Strikethrough,
    Link { kind: LinkType, address: String },
    Image { kind: LinkType, address: String, title: String },
}

/// A thing being built. Its content so far is the end of the builder's `blocks` and `inlines`.
pub(super) struct Frame {
    pub(super) open: Open,
    pub(super) start: usize,
    pub(super) blocks_from: usize,
    pub(super) inlines_from: usize,
    /// Where the content so far ends.
    pub(super) content_end: usize,
    /// Where the first of its inlines starts.
    pub(super) inlines_start: usize,
    /// HTML that ends a `<details>` in the last line of a paragraph.
    pub(super) closing_html: Option<Range<usize>>,
}

impl Frame {
    pub(super) fn new(open: Open, start: usize, blocks_from: usize, inlines_from: usize) -> Self {
        Self { open, start, blocks_from, inlines_from, content_end: start, inlines_start: start, closing_html: None }
    }

    /// It holds blocks; running text in it is a paragraph without a blank line around it.
    pub(super) fn holds_blocks(&self) -> bool {
        matches!(self.open, Open::Root | Open::Quote(_) | Open::Item { .. })
    }
}

pub(super) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

pub(super) fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

pub(super) fn alert_class(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}

pub(super) fn alignment(align: Alignment) -> Option<&'static str> {
    match align {
        Alignment::None => None,
        Alignment::Left => Some("start"),
        Alignment::Center => Some("center"),
        Alignment::Right => Some("end"),
    }
}

/// The first word after the fence, as far as it can be part of a class name.
pub(super) fn code_language(info: &str) -> String {
    let allowed = |c: &char| c.is_ascii_alphanumeric() || "_+#.-".contains(*c);
    info.trim_start().chars().take_while(allowed).collect()
}
