//! Decision tables and tables to look things up in.

use super::inlines::plain;
use super::tree::TableNode;
use super::{Reader, Vocabulary, anchors};
use crate::aid::doc::{BlockKind, Column, Inline, Row, Table};

/// A decision table when its first column is a condition and its last says what to do; else a lookup.
pub(super) fn table(reader: &mut Reader<'_>, node: TableNode) -> BlockKind {
    let heads: Vec<String> = node.head.iter().map(|head| plain(head)).collect();
    let is_decision = is_decision(reader.vocabulary, &heads);
    let columns = node
        .head
        .into_iter()
        .zip(node.align)
        .zip(&heads)
        .map(|((text, align), head)| Column { text, align, outcome: is_decision && reader.vocabulary.is_outcome(head) })
        .collect();
    let mut rows = Vec::with_capacity(node.rows.len());
    for (number, row) in (1_usize..).zip(node.rows) {
        let anchor = reader.anchors.own(&row_anchor(row.cells.first(), number), row.span.start);
        rows.push(Row { span: row.span, anchor, cells: row.cells });
    }
    let table = Table { columns, rows };
    if is_decision { BlockKind::Decision(table) } else { BlockKind::Lookup(table) }
}

fn is_decision(vocabulary: Vocabulary, heads: &[String]) -> bool {
    match heads {
        [first, .., last] => vocabulary.is_condition(first) && vocabulary.is_outcome(last),
        _ => false,
    }
}

/// What people look up, as an anchor.
fn row_anchor(first: Option<&Vec<Inline>>, number: usize) -> String {
    let anchor = first.map(|cell| anchors::slug(&plain(cell))).unwrap_or_default();
    if anchor.chars().any(char::is_alphanumeric) { anchor } else { format!("row-{number}") }
}
