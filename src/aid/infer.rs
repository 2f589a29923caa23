//! What the body tells of an aid: its type, when it does not say one, and how grave it is.

use super::FrontMatter;
use super::doc::{Block, BlockKind, Checklist, Detail, Doc, Inline, Signal, Step, Table};
use super::vocabulary::Vocabulary;
use crate::language::Language;
use crate::value::AidType;

/// The type that a body looks like.
pub(super) fn kind(doc: &Doc, language: &Language) -> AidType {
    let mut tally = Tally { vocabulary: Vocabulary::of(language), fill_ins: 0, items: 0, decisions: 0, trouble: 0 };
    tally.blocks(&doc.blocks);
    if tally.fill_ins >= 3 && tally.fill_ins > doc.steps + tally.items {
        AidType::Worksheet
    } else if tally.trouble >= 2 {
        AidType::Troubleshooting
    } else if doc.steps > 0 {
        AidType::Procedure
    } else if tally.items > 0 {
        AidType::Checklist
    } else if tally.decisions > 0 {
        AidType::Decision
    } else {
        AidType::Lookup
    }
}

/// What a body has how often.
struct Tally {
    vocabulary: Vocabulary,
    fill_ins: u32,
    items: u32,
    decisions: u32,
    /// Headings and columns such as `Cause`.
    trouble: u32,
}

impl Tally {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(&block.kind);
        }
    }

    fn block(&mut self, kind: &BlockKind) {
        match kind {
            BlockKind::Heading { text, .. } => self.heading(text),
            BlockKind::Paragraph(text) => self.text(text),
            BlockKind::Steps(steps) => {
                for step in steps {
                    self.text(&step.command);
                    step.details.iter().for_each(|detail| self.detail(detail));
                }
            }
            BlockKind::Checklist(list) => self.checklist(list),
            BlockKind::Decision(table) => {
                self.decisions += 1;
                self.table(table);
            }
            BlockKind::Branch(branch) => {
                self.decisions += 1;
                self.blocks(&branch.blocks);
            }
            BlockKind::Lookup(table) => self.table(table),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Quote(blocks) | BlockKind::Note { blocks, .. } | BlockKind::ByHeart { blocks, .. } => {
                self.blocks(blocks);
            }
            BlockKind::Hazard(_)
            | BlockKind::SelfCheck { .. }
            | BlockKind::Video(_)
            | BlockKind::Figure(_)
            | BlockKind::Code { .. }
            | BlockKind::Html(_)
            | BlockKind::Rule => {}
        }
    }

    fn detail(&mut self, detail: &Detail) {
        match detail {
            Detail::Result(text) | Detail::Why(text) | Detail::Key(text) | Detail::IfNot(text) => self.text(text),
            Detail::Block(block) => self.block(&block.kind),
        }
    }

    fn checklist(&mut self, list: &Checklist) {
        for item in &list.items {
            self.items += 1;
            self.text(&item.challenge);
            self.text(item.response.as_deref().unwrap_or_default());
        }
    }

    fn table(&mut self, table: &Table) {
        table.columns.iter().for_each(|column| self.heading(&column.text));
        table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.text(cell));
    }

    fn heading(&mut self, text: &[Inline]) {
        if let [Inline::Text(text)] = text {
            self.trouble += u32::from(self.vocabulary.is_trouble(text));
        }
    }

    fn text(&mut self, text: &[Inline]) {
        if let Some(Inline::Strong(label)) = text.first() {
            self.heading(label);
        }
        self.fill_ins += count_fill_ins(text);
    }
}

fn count_fill_ins(text: &[Inline]) -> u32 {
    text.iter()
        .map(|inline| match inline {
            Inline::FillIn(_) => 1,
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => count_fill_ins(inner),
            _ => 0,
        })
        .sum()
}

/// The gravest hazard that the front matter or the body names.
pub(super) fn gravest(front: &FrontMatter, doc: &Doc) -> Option<Signal> {
    let noted = front.hazards.iter().map(|note| note.value.level);
    noted.chain(doc.blocks.iter().filter_map(gravest_in)).min()
}

fn gravest_in(block: &Block) -> Option<Signal> {
    match &block.kind {
        BlockKind::Hazard(hazard) => Some(hazard.signal),
        BlockKind::Branch(branch) => branch.blocks.iter().filter_map(gravest_in).min(),
        BlockKind::Steps(steps) => steps.iter().filter_map(gravest_at).min(),
        _ => None,
    }
}

fn gravest_at(step: &Step) -> Option<Signal> {
    let inside = step.details.iter().filter_map(|detail| match detail {
        Detail::Block(block) => gravest_in(block),
        _ => None,
    });
    step.hazards.iter().map(|hazard| hazard.signal).chain(inside).min()
}
