//! Steps: the ordered lists of the top level are one procedure, whatever stands between them, until a list begins again
//! at 1 after a heading or a paragraph.

use super::media::{are_pictures, pictures, video};
use super::tree::{ItemNode, Node, NodeKind};
use super::{Reader, blocks, details, inlines, labels};
use crate::aid::doc::{Block, BlockKind, Detail, Hazard, Inline, Span, Step};
use crate::aid::vocabulary::Label;
use crate::diagnostic;

/// How far the numbers are.
pub(super) struct Numbering {
    next: u32,
    /// A heading or a paragraph stands between the last step and here, so that a new procedure may begin.
    after_text: bool,
}

impl Default for Numbering {
    fn default() -> Self {
        Self { next: 1, after_text: false }
    }
}

impl Numbering {
    pub(super) fn pass_text(&mut self) {
        self.after_text = true;
    }
}

/// Adds the steps of a list to `out`. Notices at the end of `out` belong to the first of them.
pub(super) fn append(
    reader: &mut Reader<'_>,
    numbering: &mut Numbering,
    span: Span,
    start: u64,
    items: Vec<ItemNode>,
    out: &mut Vec<Block>,
) {
    let start = u32::try_from(start).unwrap_or(u32::MAX);
    let goes_on = start == numbering.next;
    let is_new_procedure = start == 1 && numbering.after_text;
    if !goes_on && !is_new_procedure {
        report_list_gap(reader, &items, start, numbering.next);
    }
    report_item_gaps(reader, &items, start);

    let mut hazards = take_hazards(out);
    let span = hazards.first().map_or(span.start, |hazard| hazard.span.start)..span.end;
    let mut steps = Vec::with_capacity(items.len());
    for (number, item) in (start..=u32::MAX).zip(items) {
        steps.push(step(reader, number, item, std::mem::take(&mut hazards)));
    }
    reader.steps += u32::try_from(steps.len()).unwrap_or(u32::MAX);
    numbering.next = steps.last().map_or(start, |step| step.number).saturating_add(1);
    numbering.after_text = false;
    match out.last_mut() {
        Some(Block { span: earlier, kind: BlockKind::Steps(list) }) if goes_on => {
            earlier.end = span.end;
            list.append(&mut steps);
        }
        _ => out.push(Block { span, kind: BlockKind::Steps(steps) }),
    }
}

/// The notices at the end of `out`.
fn take_hazards(out: &mut Vec<Block>) -> Vec<Hazard> {
    let is_hazard = |block: &Block| matches!(block.kind, BlockKind::Hazard(_));
    let first = out.iter().rposition(|block| !is_hazard(block)).map_or(0, |at| at + 1);
    let hazard = |block: Block| match block.kind {
        BlockKind::Hazard(hazard) => Some(hazard),
        _ => None,
    };
    out.drain(first..).filter_map(hazard).collect()
}

fn step(reader: &mut Reader<'_>, number: u32, item: ItemNode, hazards: Vec<Hazard>) -> Step {
    let anchor = reader.anchors.own(&format!("step-{number}"), item.span.start);
    let mut step = Step { span: item.span, number, anchor, hazards, command: vec![], details: vec![], images: vec![] };
    for Node { span, kind } in details::gather(reader, item.blocks) {
        match kind {
            NodeKind::Paragraph(text) if video(reader.vocabulary, &text).is_none() => {
                paragraph(reader, &mut step, &span, text);
            }
            kind => step.details.push(Detail::Block(blocks::block(reader, Node { span, kind }))),
        }
    }
    step.details.shrink_to_fit();
    step
}

/// Adds a paragraph: lines with a label are details of their own, lines of pictures are the step's pictures. The first line
/// of text is the command, with the lines that follow it without a label.
fn paragraph(reader: &Reader<'_>, step: &mut Step, span: &Span, text: Vec<Inline>) {
    let mut is_first_line = true;
    for (line_break, mut line) in inlines::lines(text) {
        if are_pictures(&line) {
            step.images.extend(pictures(line));
            continue;
        }
        let label = if step.command.is_empty() { None } else { labels::take(reader.vocabulary, &mut line) };
        match label {
            Some(label) => step.details.push(detail(label, line)),
            None if step.command.is_empty() => step.command = line,
            None if is_first_line => {
                step.details.push(Detail::Block(Block { span: span.clone(), kind: BlockKind::Paragraph(line) }));
            }
            None => {
                let text = last_text(step);
                text.extend(line_break);
                text.append(&mut line);
            }
        }
        is_first_line = false;
    }
}

/// The text that a line without a label goes on with.
fn last_text(step: &mut Step) -> &mut Vec<Inline> {
    match step.details.last_mut() {
        Some(
            Detail::Result(text)
            | Detail::Why(text)
            | Detail::Key(text)
            | Detail::IfNot(text)
            | Detail::Block(Block { kind: BlockKind::Paragraph(text), .. }),
        ) => text,
        _ => &mut step.command,
    }
}

fn detail(label: Label, text: Vec<Inline>) -> Detail {
    match label {
        Label::Result => Detail::Result(text),
        Label::Why => Detail::Why(text),
        Label::Key => Detail::Key(text),
        Label::IfNot => Detail::IfNot(text),
    }
}

/// The list does not begin where the last one ended.
fn report_list_gap(reader: &mut Reader<'_>, items: &[ItemNode], start: u32, expected: u32) {
    let Some(first) = items.first() else { return };
    let message = match expected {
        1 => format!("the first step has number {start}"),
        _ => format!("step {start} follows step {}", expected - 1),
    };
    let hint = match (start, expected) {
        (1, _) => format!("write `{expected}.` to go on, or put a heading before another procedure"),
        _ => format!("write `{expected}.`"),
    };
    let span = reader.first_line(&first.span);
    reader.report(&diagnostic::STEP_NUMBER, span, message, hint);
}

/// The numbers written in a list have gaps. A list that repeats its first number leaves the counting to markdown.
fn report_item_gaps(reader: &mut Reader<'_>, items: &[ItemNode], start: u32) {
    let text = reader.input.text;
    let written: Vec<u32> = items.iter().filter_map(|item| leading_number(&text[item.span.clone()])).collect();
    if written.len() != items.len() || written.iter().all(|&number| number == start) {
        return;
    }
    for ((pair, item), shown) in written.windows(2).zip(&items[1..]).zip(start.saturating_add(1)..) {
        let (before, number) = (pair[0], pair[1]);
        if number != before.saturating_add(1) {
            let span = reader.first_line(&item.span);
            reader.report(
                &diagnostic::STEP_NUMBER,
                span,
                format!("step {number} follows step {before}, and is shown as {shown}"),
                format!("write `{shown}.`"),
            );
        }
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    text[..digits].parse().ok()
}
