//! `synonyms`: what people call the same thing.

use super::read::CODES;
use crate::value::Located;
use crate::yaml::{Content, Node, Reader};

const HINT: &str = "write what means the same into one group: `[light curtain, safety curtain]`";

/// Groups of two phrases or more: a list of lists, or a map from a phrase to what else it is called. A group of one is
/// reported and left out.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Vec<Vec<String>> {
    if matches!(node.content, Content::Map(_)) {
        return by_phrase(reader, node);
    }
    if node.scalar().is_some() || is_flat(node) {
        reader.refuse(node, "phrases without a group", HINT.replace("`[", "`[[").replace("]`", "]]`"));
        return Vec::new();
    }
    let mut groups = Vec::new();
    for item in reader.items(node) {
        if matches!(item.content, Content::Map(_)) {
            groups.extend(by_phrase(reader, item));
        } else {
            let phrases = reader.words(item);
            groups.extend(group(reader, phrases));
        }
    }
    groups
}

/// Whether a list holds phrases where it should hold groups. A text with commas is a group.
fn is_flat(node: &Node) -> bool {
    let Content::List(items) = &node.content else { return false };
    !items.is_empty() && items.iter().all(|item| item.scalar().is_some_and(|text| !text.contains(',')))
}

/// `lift: [elevator, hoist]`.
fn by_phrase(reader: &mut Reader<'_>, node: &Node) -> Vec<Vec<String>> {
    let mut groups = Vec::new();
    for (phrase, value) in reader.pairs(node, "a list of groups").unwrap_or_default() {
        let mut phrases = vec![phrase];
        phrases.extend(reader.words(value));
        groups.extend(group(reader, phrases));
    }
    groups
}

/// A group, each phrase once; `None` when that leaves fewer than two.
fn group(reader: &mut Reader<'_>, phrases: Vec<Located<String>>) -> Option<Vec<String>> {
    let mut group: Vec<Located<String>> = Vec::new();
    for phrase in phrases {
        if group.iter().any(|known| known.value == phrase.value) {
            let message = format!("`{}` is in the group twice", phrase.value);
            reader.report(CODES.value, phrase.span, message, "remove one of the two");
        } else {
            group.push(phrase);
        }
    }
    if let [only] = &group[..] {
        reader.report(CODES.value, only.span.clone(), format!("nothing means the same as `{}`", only.value), HINT);
    }
    (group.len() > 1).then(|| group.into_iter().map(|phrase| phrase.value).collect())
}
