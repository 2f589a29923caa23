//! Labels at the start of a line: `You see:`, `Why:`, `Key:`, `If not:`, plain or emphasised.

use super::Vocabulary;
use super::inlines::trim_start;
use crate::aid::doc::Inline;
use crate::aid::vocabulary::Label;

const COLONS: [char; 2] = [':', '：'];

/// Takes the label from the start of `line`, if there is one.
pub(super) fn take(vocabulary: Vocabulary, line: &mut Vec<Inline>) -> Option<Label> {
    let label = take_plain(vocabulary, line).or_else(|| take_emphasised(vocabulary, line))?;
    trim_start(line, &[]);
    Some(label)
}

/// `Why: …`
fn take_plain(vocabulary: Vocabulary, line: &mut [Inline]) -> Option<Label> {
    let Some(Inline::Text(text)) = line.first_mut() else { return None };
    let (label, rest) = vocabulary.label(text.trim_start())?;
    let taken = text.len() - rest.len();
    text.drain(..taken);
    Some(label)
}

/// `**Why:** …` or `**Why**: …`
fn take_emphasised(vocabulary: Vocabulary, line: &mut Vec<Inline>) -> Option<Label> {
    let (Inline::Strong(inner) | Inline::Emphasis(inner)) = line.first()? else { return None };
    let [Inline::Text(word)] = inner.as_slice() else { return None };
    let bare = word.trim().trim_end_matches(COLONS);
    let colon_inside = bare.len() < word.trim().len();
    let colon_after = matches!(line.get(1), Some(Inline::Text(next)) if next.trim_start().starts_with(COLONS));
    if !colon_inside && !colon_after {
        return None;
    }
    let label = vocabulary.label(&format!("{bare}:")).filter(|(_, rest)| rest.is_empty())?.0;
    line.remove(0);
    if !colon_inside {
        trim_start(line, &COLONS);
    }
    Some(label)
}
