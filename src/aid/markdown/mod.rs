//! Markdown → [`Doc`], in two passes.
//!
//! [`events`] makes a plain tree of what is written; then the conventions make steps, hazards and checklists of it, one
//! file each, called from [`blocks`]. A convention that does not apply leaves plain markdown: nothing written is lost.

mod anchors;
mod blocks;
mod branches;
mod checklists;
mod details;
mod events;
mod fill_in;
mod frame;
mod hazards;
mod html;
mod inlines;
mod labels;
mod media;
mod placeholders;
mod references;
mod sections;
mod steps;
mod tables;
mod target;
mod tree;

use super::doc::{Doc, Reference, Span};
use super::vocabulary::Vocabulary;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::language::Language;
use crate::source::SitePath;
use anchors::Anchors;
use std::ops::Range;
use std::sync::Arc;
use tree::{Node, NodeKind};

/// Bytes that no readable line exceeds.
const LONG_LINE: usize = 1_000;

/// What is parsed.
pub(super) struct Input<'a> {
    pub(super) path: &'a SitePath,
    pub(super) shown: &'a Arc<str>,
    /// The whole text of the file; ranges refer to it.
    pub(super) text: &'a Text,
    /// Where the markdown stands in it.
    pub(super) body: Range<usize>,
    pub(super) language: &'a Language,
    /// The title that the front matter gives.
    pub(super) title: Option<&'a str>,
}

/// Parses the body.
pub(super) fn parse(input: &Input<'_>, diagnostics: &mut Vec<Diagnostic>) -> Doc {
    let mut reader = Reader {
        input,
        vocabulary: Vocabulary::of(input.language),
        anchors: Anchors::default(),
        references: Vec::new(),
        videos: Vec::new(),
        step_links: Vec::new(),
        steps: 0,
        words: 0,
        diagnostics,
    };
    let body = input.body.clone();
    let mut nodes = events::read(&mut reader, &input.text[body.clone()], events::Origin::At(body.start));
    let heading = take_title(&mut reader, &mut nodes);
    let blocks = blocks::top_level(&mut reader, nodes);
    references::settle(&mut reader);
    reader.references.shrink_to_fit();
    Doc {
        blocks,
        heading,
        steps: reader.steps,
        references: reader.references,
        words: reader.words,
        anchors: reader.anchors.into_list(),
    }
}

/// What is known of the aid while it is read.
struct Reader<'a> {
    input: &'a Input<'a>,
    vocabulary: Vocabulary,
    anchors: Anchors,
    references: Vec<Reference>,
    /// Paragraphs that are videos.
    videos: Vec<Span>,
    /// Steps that answers lead to in words, and where they are named.
    step_links: Vec<(String, Span)>,
    steps: u32,
    words: u32,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(&mut self, code: &'static Code, span: Span, message: impl Into<String>, hint: impl Into<String>) {
        let Input { shown, text, .. } = self.input;
        self.diagnostics.push(Diagnostic::within(code, shown, text, span, message).hint(hint));
    }

    /// The first line of `span`, unless that is very long: enough to point at a block.
    fn first_line(&self, span: &Span) -> Span {
        let mut start = self.input.text[span.clone()].bytes().take(LONG_LINE);
        let end = start.position(|byte| byte == b'\n').map_or(span.end, |length| span.start + length);
        span.start..end
    }

    /// Counts what stands after a blank; a piece of text that begins with a sign goes on with a word counted before.
    fn count_words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let starts_word = |(&before, &byte): (&u8, &u8)| u32::from((before <= b' ') & (byte > b' '));
        let inside: u32 = bytes.iter().zip(bytes.iter().skip(1)).map(starts_word).sum();
        let first = bytes.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii());
        self.words += inside + u32::from(first);
    }
}

/// Takes the title out of the body: the first block if it is an H1; when the front matter has none, the first H1 at all.
fn take_title(reader: &mut Reader<'_>, nodes: &mut Vec<Node>) -> Option<String> {
    let is_title = |node: &Node| matches!(&node.kind, NodeKind::Heading(heading) if heading.level == 1);
    let at = nodes.iter().position(is_title).filter(|&at| at == 0 || reader.input.title.is_none())?;
    let node = nodes.remove(at);
    let NodeKind::Heading(heading) = node.kind else { return None };
    reader.anchors.forget(node.span.start);
    let title = inlines::plain(&heading.text).trim().to_owned();
    (!title.is_empty()).then_some(title)
}
