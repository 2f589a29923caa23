//! Branches: a heading that asks, and a list of bold answers that say where to go on.

use super::inlines::{plain, trim_end, trim_start};
use super::tree::{HeadingNode, ItemNode, Node, NodeKind};
use super::{Reader, Vocabulary, blocks};
use crate::aid::doc::{Answer, Block, BlockKind, Branch, Inline, Span, Target};
use crate::diagnostic;
use std::vec::IntoIter;

const ARROWS: [char; 6] = ['→', '⟶', '⇒', '➔', '➜', '←'];
/// What may stand between an answer and where it leads.
const SEPARATORS: [char; 14] = ['→', '⟶', '⇒', '➔', '➜', '←', '-', '=', '>', ':', '：', '–', '—', '،'];

/// Which of the nodes after a question is the list of its answers: the first list, before the next heading, if every item
/// begins in bold and one of them at least leads somewhere or answers yes or no.
pub(super) fn answers_at(vocabulary: Vocabulary, nodes: &[Node]) -> Option<usize> {
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Heading(_) => return None,
            NodeKind::List { start: None, items } => {
                let texts: Option<Vec<&[Inline]>> = items.iter().map(answer_text).collect();
                return texts?.into_iter().any(|text| leads_or_answers(vocabulary, text)).then_some(at);
            }
            NodeKind::List { .. } => return None,
            _ => {}
        }
    }
    None
}

/// The text of an item that holds nothing but paragraphs and begins in bold.
fn answer_text(item: &ItemNode) -> Option<&[Inline]> {
    let all_text = item.blocks.iter().all(|node| matches!(node.kind, NodeKind::Paragraph(_)));
    match item.blocks.first() {
        Some(Node { kind: NodeKind::Paragraph(text), .. }) if all_text && item.task.is_none() => {
            matches!(text.first(), Some(Inline::Strong(_))).then_some(text)
        }
        _ => None,
    }
}

/// After the bold words there is an arrow, a link or a step at once, or the bold words are a plain answer.
fn leads_or_answers(vocabulary: Vocabulary, text: &[Inline]) -> bool {
    let after_label = match text {
        [_, Inline::Link { .. }, ..] => return true,
        [_, Inline::Text(after), ..] => after,
        _ => "",
    };
    let bare = after_label.trim_start_matches(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
    let sign = after_label[..after_label.len() - bare.len()].trim();
    let has_arrow = sign.contains(ARROWS) || sign.contains("->");
    let leads_at_once = bare.is_empty() && matches!(text.get(2), Some(Inline::Link { .. }))
        || named_steps(vocabulary, bare).first().is_some_and(|(at, _)| at.start == 0);
    has_arrow || leads_at_once || text.first().is_some_and(|label| vocabulary.is_answer(&answer_words(label)))
}

/// `**Yes:**` without its colon.
fn answer_words(label: &Inline) -> String {
    plain(std::slice::from_ref(label)).trim_end_matches([':', '：']).to_owned()
}

/// The branch; takes the nodes up to its answers.
pub(super) fn branch(
    reader: &mut Reader<'_>,
    span: Span,
    heading: HeadingNode,
    nodes: &mut IntoIter<Node>,
    answers_at: usize,
) -> Block {
    let between: Vec<Node> = nodes.by_ref().take(answers_at).collect();
    let blocks = blocks::nested(reader, between);
    let (end, items) = match nodes.next() {
        Some(Node { span, kind: NodeKind::List { items, .. } }) => (span.end, items),
        _ => (span.end, Vec::new()),
    };
    let answers = items.into_iter().map(|item| answer(reader, item)).collect();
    let level = heading.level.max(2);
    let branch = Branch { anchor: heading.anchor, level, question: heading.text, blocks, answers };
    Block { span: span.start..end, kind: BlockKind::Branch(branch) }
}

fn answer(reader: &mut Reader<'_>, item: ItemNode) -> Answer {
    let mut text = item_text(item.blocks);
    let mut label = match text.first_mut() {
        Some(Inline::Strong(bold)) => std::mem::take(bold),
        _ => Vec::new(),
    };
    text.drain(..1.min(text.len()));
    trim_end(&mut label, &[':', '：']);
    trim_start(&mut text, &SEPARATORS);
    let span = reader.first_line(&item.span);
    let text = link_steps(reader, &span, text);
    let target = first_link(&text).cloned();
    if target.is_none() {
        let word = reader.vocabulary.step_word();
        reader.report(
            &diagnostic::BRANCH_TARGET,
            span,
            format!("answer `{}` leads nowhere", plain(&label)),
            format!("end it with a link or a step: `→ [go on](#anchor)`, `→ {word} 4`"),
        );
    }
    Answer { span: item.span, label, text, target }
}

/// The paragraphs of an item as one text.
fn item_text(nodes: Vec<Node>) -> Vec<Inline> {
    let mut text = Vec::new();
    for node in nodes {
        if let NodeKind::Paragraph(inlines) = node.kind {
            if !text.is_empty() {
                text.push(Inline::Break(true));
            }
            text.extend(inlines);
        }
    }
    text
}

/// The target of the first link that may be followed.
fn first_link(text: &[Inline]) -> Option<&Target> {
    text.iter().find_map(|inline| match inline {
        Inline::Link { target, .. } if !matches!(**target, Target::Refused(_)) => Some(&**target),
        Inline::Emphasis(inner) | Inline::Strong(inner) => first_link(inner),
        _ => None,
    })
}

/// Makes links of `step 4`.
fn link_steps(reader: &mut Reader<'_>, span: &Span, text: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(text.len());
    for inline in text {
        let Inline::Text(words) = inline else {
            out.push(inline);
            continue;
        };
        let mut from = 0;
        for (at, number) in named_steps(reader.vocabulary, &words) {
            let anchor = format!("step-{number}");
            if from < at.start {
                out.push(Inline::Text(words[from..at.start].to_owned()));
            }
            from = at.end;
            let text = vec![Inline::Text(words[at].to_owned())];
            out.push(Inline::Link { target: Box::new(Target::Anchor(anchor.clone())), text });
            reader.step_links.push((anchor, span.clone()));
        }
        if from < words.len() {
            out.push(Inline::Text(words[from..].to_owned()));
        }
    }
    out
}

/// Where `text` names steps, and their numbers.
fn named_steps(vocabulary: Vocabulary, text: &str) -> Vec<(Span, u32)> {
    let mut found = Vec::new();
    let mut step_word = None;
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let core = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let start = at + word.len() - core.len();
        let digits = core.find(|c: char| digit(c).is_none()).unwrap_or(core.len());
        match (step_word.take(), core[..digits].chars().try_fold(0, push_digit)) {
            (Some(from), Some(number)) if digits > 0 => found.push((from..start + digits, number)),
            _ if vocabulary.is_step(core) => step_word = Some(start),
            _ => {}
        }
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn push_digit(number: u32, digit_char: char) -> Option<u32> {
    number.checked_mul(10)?.checked_add(digit(digit_char)?)
}

/// The value of a European or Arabic digit.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::named_steps;
    use crate::aid::vocabulary::Vocabulary;
    use crate::language::Language;

    fn numbers(tag: &str, text: &str) -> Vec<(String, u32)> {
        let vocabulary = Vocabulary::of(&Language::new(tag).expect("a language"));
        named_steps(vocabulary, text).into_iter().map(|(at, number)| (text[at].to_owned(), number)).collect()
    }

    #[test]
    fn steps_are_named_in_the_words_of_the_language() {
        assert_eq!(numbers("en", "go to Step 4, or (step 12)."), [("Step 4".into(), 4), ("step 12".into(), 12)]);
        assert_eq!(numbers("es", "siga en el paso 3"), [("paso 3".into(), 3)]);
        assert_eq!(numbers("ar", "الخطوة ٤"), [("الخطوة ٤".into(), 4)]);
        assert_eq!(numbers("en", "step by step, footstep 4, step"), []);
    }
}
