//! Self-check: `<details><summary>Question</summary>Answer</details>`, in one line, over several, or around markdown.

use super::events::{self, Origin};
use super::tree::{HeadingNode, Node, NodeKind};
use super::{Reader, html};
use crate::aid::doc::{Inline, Span};

/// Puts the pieces of every `<details>` among `nodes` together. One that has no question, no end, or stands inside another
/// stays HTML.
pub(super) fn gather(reader: &mut Reader<'_>, nodes: Vec<Node>) -> Vec<Node> {
    let opens = |node: &Node| matches!(&node.kind, NodeKind::Html(html) if find_tag(html, &["<details"]).is_some());
    if !nodes.iter().any(opens) {
        return nodes;
    }
    let mut out = Vec::with_capacity(nodes.len());
    let mut open: Option<Pending> = None;
    for node in nodes {
        let NodeKind::Html(html) = &node.kind else {
            match &mut open {
                Some(pending) => pending.answer.push(node),
                None => out.push(node),
            }
            continue;
        };
        let source = Source::new(reader, &node.span, html);
        for piece in pieces(html) {
            take_piece(reader, &source, piece, &mut open, &mut out);
        }
    }
    if let Some(pending) = open {
        out.extend(pending.into_html());
    }
    out
}

/// A `<details>` whose end is not yet seen.
struct Pending {
    /// Its tags, to show them when it comes to nothing.
    tags: Node,
    question: Option<Vec<Inline>>,
    answer: Vec<Node>,
    /// How many more are open inside it.
    inner: usize,
}

impl Pending {
    /// Ended by the tag `closing`.
    fn close(self, source: &Source<'_>, closing: &str) -> Vec<Node> {
        match self.question {
            Some(question) => {
                let span = self.tags.span.start..source.span.end;
                vec![Node { span, kind: NodeKind::Details { question, answer: self.answer } }]
            }
            None => self.into_html().chain([source.as_html(closing)]).collect(),
        }
    }

    fn into_html(self) -> impl Iterator<Item = Node> {
        std::iter::once(self.tags).chain(self.answer)
    }
}

/// A part of an HTML block.
enum Piece<'h> {
    /// `<details>`, `<summary>…</summary>` if it follows at once.
    Open {
        tags: &'h str,
        question: Option<&'h str>,
    },
    Close(&'h str),
    Other(&'h str),
}

/// The block of HTML that a piece is cut from.
struct Source<'h> {
    span: &'h Span,
    html: &'h str,
    /// The text of the span is the HTML, byte for byte; not so in a list or quotation.
    is_exact: bool,
}

impl<'h> Source<'h> {
    fn new(reader: &Reader<'_>, span: &'h Span, html: &'h str) -> Self {
        let html = html.trim();
        Self { span, html, is_exact: reader.input.text.get(span.clone()) == Some(html) }
    }

    /// Where `piece`, a slice of the HTML, stands in the file.
    fn origin(&self, piece: &str) -> Origin {
        match (piece.as_ptr() as usize).checked_sub(self.html.as_ptr() as usize) {
            Some(offset) if self.is_exact => Origin::At(self.span.start + offset),
            _ => Origin::Within(self.span.clone()),
        }
    }

    fn as_html(&self, piece: &str) -> Node {
        Node { span: self.span.clone(), kind: NodeKind::Html(piece.to_owned()) }
    }

    /// Reads a piece as markdown.
    fn markdown(&self, reader: &mut Reader<'_>, piece: &str) -> Vec<Node> {
        let piece = piece.trim();
        if piece.is_empty() { Vec::new() } else { events::read(reader, piece, self.origin(piece)) }
    }

    /// Reads a piece that can only be running text.
    fn running_text(&self, reader: &mut Reader<'_>, piece: &str) -> Vec<Inline> {
        let mut text = Vec::new();
        for node in self.markdown(reader, piece) {
            match node.kind {
                NodeKind::Paragraph(inlines) | NodeKind::Heading(HeadingNode { text: inlines, .. }) => {
                    text.extend(inlines);
                }
                _ => {}
            }
        }
        text
    }
}

fn take_piece(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    piece: Piece<'_>,
    open: &mut Option<Pending>,
    out: &mut Vec<Node>,
) {
    match (open.as_mut(), piece) {
        (None, Piece::Open { tags, question }) => {
            let question = question.map(|text| source.running_text(reader, text));
            *open = Some(Pending { tags: source.as_html(tags), question, answer: Vec::new(), inner: 0 });
        }
        (None, Piece::Close(text) | Piece::Other(text)) => out.push(source.as_html(text)),
        (Some(pending), Piece::Open { tags, .. }) => {
            pending.inner += 1;
            pending.answer.push(source.as_html(tags));
        }
        (Some(pending), Piece::Close(text)) if pending.inner > 0 => {
            pending.inner -= 1;
            pending.answer.push(source.as_html(text));
        }
        (Some(_), Piece::Close(text)) => out.extend(open.take().into_iter().flat_map(|done| done.close(source, text))),
        (Some(pending), Piece::Other(text)) => match summary(text) {
            Some((question, rest)) if pending.question.is_none() && pending.answer.is_empty() => {
                pending.question = Some(source.running_text(reader, question));
                pending.answer.extend(source.markdown(reader, rest));
            }
            _ => pending.answer.extend(source.markdown(reader, text)),
        },
    }
}

/// Cuts HTML at the tags of `<details>`. The pieces are slices of it; blank ones are left out.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while !rest.trim().is_empty() {
        let (next, tag_name) = find_tag(rest, &["<details", "</details"]).unwrap_or((rest.len(), ""));
        let (before, tag) = rest.split_at(next);
        if !before.trim().is_empty() {
            pieces.push(Piece::Other(before));
        }
        let Some(tag_end) = tag.find('>').map(|at| at + 1) else {
            if !tag.is_empty() {
                pieces.push(Piece::Other(tag));
            }
            break;
        };
        rest = &tag[tag_end..];
        if tag_name == "</details" {
            pieces.push(Piece::Close(&tag[..tag_end]));
        } else if let Some((question, after)) = summary(rest) {
            pieces.push(Piece::Open { tags: &tag[..tag.len() - after.len()], question: Some(question) });
            rest = after;
        } else {
            pieces.push(Piece::Open { tags: &tag[..tag_end], question: None });
        }
    }
    pieces
}

/// The inside of the `<summary>` that `html` starts with, and what follows it.
fn summary(html: &str) -> Option<(&str, &str)> {
    if html::tag_name(html) != "summary" {
        return None;
    }
    let inside = html.split_once('>')?.1;
    let (end, "</summary") = find_tag(inside, &["</summary", "<details", "</details"])? else { return None };
    let after = inside[end..].split_once('>')?.1;
    Some((&inside[..end], after))
}

/// Where the first of `tags` stands in `html`, in any case, and which it is.
fn find_tag<'n>(html: &str, tags: &[&'n str]) -> Option<(usize, &'n str)> {
    let is_here = |at: usize, tag: &str| {
        let rest = &html.as_bytes()[at..];
        rest.len() >= tag.len()
            && rest[..tag.len()].eq_ignore_ascii_case(tag.as_bytes())
            && !rest.get(tag.len()).is_some_and(u8::is_ascii_alphanumeric)
    };
    html.match_indices('<').find_map(|(at, _)| tags.iter().find(|tag| is_here(at, tag)).map(|tag| (at, *tag)))
}
