//! Where the destinations of links stand in the text, and what is said of links to steps.

use super::Reader;
use crate::aid::doc::{ReferenceKind, Span, Target};
use crate::diagnostic;
use pulldown_cmark::LinkType;

/// The place of `address` in the link or picture at `span`, whose text ends at `text_end`; the whole link when the address
/// stands elsewhere or is written with escapes.
pub(super) fn destination_span(text: &str, span: Span, text_end: usize, kind: LinkType, address: &str) -> Span {
    let from = match kind {
        LinkType::Inline => text_end.clamp(span.start, span.end),
        LinkType::Autolink | LinkType::Email => span.start,
        _ => return span,
    };
    match text.get(from..span.end).and_then(|rest| rest.find(address)) {
        Some(at) if !address.is_empty() => from + at..from + at + address.len(),
        _ => span,
    }
}

/// Sorts the references by place; links that became videos say so; links to steps that do not exist are reported and
/// dropped.
pub(super) fn settle(reader: &mut Reader<'_>) {
    let mut references = std::mem::take(&mut reader.references);
    references.sort_by_key(|reference| reference.span.start);
    let videos = std::mem::take(&mut reader.videos);
    let mut videos = videos.iter().peekable();
    for reference in &mut references {
        while videos.next_if(|video| video.end <= reference.span.start).is_some() {}
        let inside = videos.peek().is_some_and(|video| video.start <= reference.span.start);
        if let (true, ReferenceKind::Link(target)) = (inside, &reference.kind) {
            reference.kind = ReferenceKind::Video(target.clone());
        }
    }
    references.retain(|reference| match &reference.kind {
        ReferenceKind::Link(Target::Anchor(anchor)) if is_step(anchor) && !reader.anchors.contains(anchor) => {
            reader.report_missing_step(reference.span.clone(), anchor);
            false
        }
        _ => true,
    });
    reader.references = references;
    for (anchor, span) in std::mem::take(&mut reader.step_links) {
        if !reader.anchors.contains(&anchor) {
            reader.report_missing_step(span, &anchor);
        }
    }
}

/// `step-4`.
fn is_step(anchor: &str) -> bool {
    anchor.strip_prefix("step-").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Reader<'_> {
    fn report_missing_step(&mut self, span: Span, anchor: &str) {
        let steps = self.steps;
        let hint = match steps {
            0 => "the aid has no numbered steps".to_owned(),
            1 => "the aid has one step".to_owned(),
            _ => format!("the aid has {steps} steps"),
        };
        self.report(&diagnostic::STEP_NUMBER, span, format!("`{anchor}` does not exist"), hint);
    }
}
