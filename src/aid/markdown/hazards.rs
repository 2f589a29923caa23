//! Hazard notices: an alert or a quotation whose first bold words begin with a signal word.

use super::inlines::{trim_end, trim_start};
use super::tree::{Node, NodeKind};
use super::{Reader, Vocabulary, blocks};
use crate::aid::doc::{Block, BlockKind, Hazard, Inline, Signal, Span};
use crate::aid::vocabulary::signal_word;
use crate::diagnostic;

/// What may stand between the signal word and the hazard, or the hazard and the rest.
const SEPARATORS: [char; 8] = [':', '：', '.', '!', '–', '—', '-', '،'];

/// A hazard, a note or a plain quotation.
pub(super) fn quote(
    reader: &mut Reader<'_>,
    span: &Span,
    alert: Option<&'static str>,
    mut nodes: Vec<Node>,
) -> BlockKind {
    if let Some((signal, what)) = take_signal(reader.vocabulary, alert, &mut nodes) {
        let blocks = blocks::nested(reader, nodes);
        return BlockKind::Hazard(Hazard { span: span.clone(), signal, what, blocks });
    }
    if let Some(class @ ("warning" | "caution")) = alert {
        report_no_signal(reader, span, class);
    }
    let blocks: Vec<Block> = blocks::nested(reader, nodes);
    match alert {
        Some(class) => BlockKind::Note { class, blocks },
        None => BlockKind::Quote(blocks),
    }
}

/// Takes the first bold words, when they begin with a signal word. In a plain quotation the word must be in capitals, where
/// the script has them: `> **Notice:** …` is common prose.
fn take_signal(vocabulary: Vocabulary, alert: Option<&str>, nodes: &mut Vec<Node>) -> Option<(Signal, Vec<Inline>)> {
    let Some(Node { kind: NodeKind::Paragraph(text), .. }) = nodes.first_mut() else { return None };
    let Some(Inline::Strong(bold)) = text.first_mut() else { return None };
    let Some(Inline::Text(words)) = bold.first_mut() else { return None };
    let (signal, rest) = vocabulary.signal(words)?;
    let has_small_letter = words[..words.len() - rest.len()].contains(char::is_lowercase);
    if alert.is_none() && has_small_letter {
        return None;
    }
    *words = rest.to_owned();
    let mut what = std::mem::take(bold);
    trim_start(&mut what, &SEPARATORS);
    trim_end(&mut what, &['.', ':', '。']);
    text.remove(0);
    trim_start(text, &SEPARATORS);
    if text.is_empty() {
        nodes.remove(0);
    }
    Some((signal, what))
}

fn report_no_signal(reader: &mut Reader<'_>, span: &Span, class: &str) {
    let signal = if class == "warning" { Signal::Warning } else { Signal::Caution };
    let word = signal_word(signal, reader.input.language);
    let span = reader.first_line(span);
    reader.report(
        &diagnostic::SIGNAL_WORD,
        span,
        format!("hazard notice `[!{}]` without a signal word", class.to_uppercase()),
        format!("begin it in bold with the word and the hazard: `> **{word}: Crush point.** Keep both hands out.`"),
    );
}
