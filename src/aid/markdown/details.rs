//! Self-check: `<details><summary>Question</summary>Answer</details>`, in one line, over several, or around markdown.

use super::events::{self, Origin};
use super::tree::{Node, NodeKind};
use super::{Reader, html, inlines};
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
        for piece in pieces(html) {
            piece_of_html(reader, &node.span, html, piece, &mut open, &mut out);
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

fn piece_of_html(
    reader: &mut Reader<'_>,
    span: &Span,
    html: &str,
    piece: Piece<'_>,
    open: &mut Option<Pending>,
    out: &mut Vec<Node>,
) {
    let as_html = |text: &str| Node { span: span.clone(), kind: NodeKind::Html(text.to_owned()) };
    match (open.as_mut(), piece) {
        (None, Piece::Open { tags, question }) => {
            let question = question.map(|text| running_text(reader, span, html, text));
            *open = Some(Pending { tags: as_html(tags), question, answer: Vec::new(), inner: 0 });
        }
        (None, Piece::Close(text) | Piece::Other(text)) => out.push(as_html(text)),
        (Some(pending), Piece::Open { tags, .. }) => {
            pending.inner += 1;
            pending.answer.push(as_html(tags));
        }
        (Some(pending), Piece::Close(text)) if pending.inner > 0 => {
            pending.inner -= 1;
            pending.answer.push(as_html(text));
        }
        (Some(_), Piece::Close(text)) => {
            let Some(pending) = open.take() else { return };
            match pending {
                Pending { question: Some(question), answer, tags, .. } => {
                    let span = tags.span.start..span.end;
                    out.push(Node { span, kind: NodeKind::Details { question, answer } });
                }
                pending => {
                    out.extend(pending.into_html());
                    out.push(as_html(text));
                }
            }
        }
        (Some(pending), Piece::Other(text)) => match summary(text) {
            Some((question, rest)) if pending.question.is_none() && pending.answer.is_empty() => {
                pending.question = Some(running_text(reader, span, html, question));
                pending.answer.extend(markdown(reader, span, html, rest));
            }
            _ => pending.answer.extend(markdown(reader, span, html, text)),
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

/// Reads a piece of an HTML block as markdown.
fn markdown(reader: &mut Reader<'_>, span: &Span, html: &str, piece: &str) -> Vec<Node> {
    let piece = piece.trim();
    if piece.is_empty() {
        return Vec::new();
    }
    // `piece` is a slice of `html`, so the distance of the two is its place in it.
    let offset = piece.as_ptr() as usize - html.trim_start().as_ptr() as usize;
    let is_exact = reader.input.text.get(span.clone()) == Some(html.trim());
    let origin = if is_exact { Origin::At(span.start + offset) } else { Origin::Within(span.clone()) };
    events::read(reader, piece, origin)
}

/// The same for a piece that can only be running text.
fn running_text(reader: &mut Reader<'_>, span: &Span, html: &str, piece: &str) -> Vec<Inline> {
    let mut text = Vec::new();
    for node in markdown(reader, span, html, piece) {
        if let NodeKind::Paragraph(inlines) | NodeKind::Heading(super::tree::HeadingNode { text: inlines, .. }) =
            node.kind
        {
            text.extend(inlines);
        }
    }
    inlines::trim_end(&mut text, &[]);
    text
}
