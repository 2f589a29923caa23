//! What a printed copy says of itself, so that it can be compared with the aid of today.

use crate::aid::doc::{Block, BlockKind, Detail, Hazard, Image, Inline, Step, Target};
use crate::site::{AidIndex, Site, letters};

/// An edition of an aid: everything by which a printed copy is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// The aid's id.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// What stands for it in the address of its QR code.
    pub code: String,
    /// Its rev.
    pub rev: Option<String>,
    /// 4 letters that change with everything a reader acts on: steps, items, tables, hazards, numbers.
    pub deeds: String,
    /// 4 letters that change with every word of the aid.
    pub words: String,
    /// For every numbered step in order, its number and 4 letters that change with what is to be done in it.
    pub steps: Vec<(u32, String)>,
}

impl Edition {
    /// The edition of an aid as it stands.
    #[must_use]
    pub fn of(site: &Site, aid: AidIndex) -> Self {
        let source = &site.aids[aid];
        let mut text = Text { site, deeds: String::new(), words: String::new() };
        text.aside(&source.title);
        for note in &source.front.hazards {
            let note = &note.value;
            text.deed(&format!("{:?} {} {:?} {:?} {:?}", note.level, note.what, note.harm, note.avoid, note.at));
        }
        let front = &source.front;
        for (part, things) in [("ppe", &front.ppe), ("tools", &front.tools), ("parts", &front.parts)] {
            for thing in things {
                text.deed(&format!("{part} {} {:?} {:?}", thing.name, thing.qty, thing.note));
            }
        }
        front.prerequisites.iter().for_each(|state| text.deed(&format!("first {}", state.value)));
        // Where there is nothing else to act on, people act on what the text says.
        let prose = if source.doc.blocks.iter().any(is_acted_on) { Part::Aside } else { Part::Deed };
        text.blocks(&source.doc.blocks, prose);
        front.need.iter().for_each(|need| text.aside(&need.value));
        front.result.iter().for_each(|result| text.deed(&result.value));
        let steps = source.doc.all_steps().map(|step| {
            let mut own = Text { site, deeds: String::new(), words: String::new() };
            own.step(step);
            (step.number, letters(&own.deeds, 4))
        });
        let id = site.id(aid);
        let lang = source.language.tag().to_owned();
        Self {
            code: site.code(aid),
            rev: source.front.rev.as_ref().map(|rev| rev.value.clone()),
            deeds: letters(&text.deeds, 4),
            steps: steps.collect(),
            words: letters(&format!("{}\n{}", text.deeds, text.words), 4),
            id,
            lang,
        }
    }

    /// The check word that stands on a printed copy: what to act on, then every word.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        format!("{}{}", self.deeds, self.words)
    }
}

/// Whether a reader acts on a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Deed,
    Aside,
}

/// Whether a block says what to do by what it is.
fn is_acted_on(block: &Block) -> bool {
    use BlockKind::{Branch, ByHeart, Checklist, Decision, Hazard, Lookup, Steps};
    matches!(block.kind, Steps(_) | Checklist(_) | Decision(_) | Lookup(_) | Branch(_) | Hazard(_) | ByHeart { .. })
}

/// Collects the text of an aid, marks between its parts included.
struct Text<'a> {
    site: &'a Site,
    deeds: String,
    words: String,
}

impl Text<'_> {
    fn deed(&mut self, text: &str) {
        self.deeds.push_str(text);
        self.deeds.push('\n');
    }

    fn words(&mut self, text: &str) {
        self.words.push_str(text);
        self.words.push('\n');
    }

    fn inlines(&mut self, inlines: &[Inline], part: Part) {
        let mut text = self.site.plain(inlines);
        self.mark_struck(&mut text, inlines);
        match part {
            Part::Deed => self.deed(&text),
            Part::Aside => self.aside(&text),
        }
    }

    /// Numbers and codes are acted on wherever they stand.
    fn aside(&mut self, text: &str) {
        text.split_whitespace().filter(|word| word.contains(char::is_numeric)).for_each(|word| self.deed(word));
        self.words(text);
    }

    /// What pictures show; people do what they see.
    fn pictures(&mut self, images: &[Image]) {
        for image in images {
            let file = if let Target::File { path, .. } = &image.src { self.site.tree.get(path) } else { None };
            // A picture that shows something else has another length in all but a few cases.
            self.deed(&format!("{} {:?} {:?}", image.alt, image.src, file.map(|file| file.bytes)));
        }
    }

    /// What is struck out does not hold: striking words out changes the text.
    fn mark_struck(&self, text: &mut String, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Strikethrough(inner) => {
                    text.push('~');
                    text.push_str(&self.site.plain(inner));
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.mark_struck(text, inner),
                _ => {}
            }
        }
    }

    fn hazard(&mut self, hazard: &Hazard) {
        self.deed(&format!("{:?}", hazard.signal));
        self.inlines(&hazard.what, Part::Deed);
        self.blocks(&hazard.blocks, Part::Deed);
    }

    fn step(&mut self, step: &Step) {
        self.deed(&step.number.to_string());
        step.hazards.iter().for_each(|hazard| self.hazard(hazard));
        self.inlines(&step.command, Part::Deed);
        self.pictures(&step.images);
        for detail in &step.details {
            match detail {
                Detail::Why(text) => self.inlines(text, Part::Aside),
                Detail::Result(text) | Detail::IfNot(text) | Detail::Key(text) => self.inlines(text, Part::Deed),
                Detail::Block(block) => self.block(&block.kind, Part::Deed),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], part: Part) {
        blocks.iter().for_each(|block| self.block(&block.kind, part));
    }

    fn block(&mut self, kind: &BlockKind, part: Part) {
        match kind {
            BlockKind::Heading { text, .. } | BlockKind::Paragraph(text) => self.inlines(text, part),
            BlockKind::Steps(steps) => {
                steps.iter().for_each(|step| self.step(step));
            }
            BlockKind::Hazard(hazard) => self.hazard(hazard),
            BlockKind::Checklist(list) => {
                for item in &list.items {
                    self.inlines(&item.challenge, Part::Deed);
                    item.response.iter().for_each(|response| self.inlines(response, Part::Deed));
                    self.blocks(&item.details, Part::Deed);
                }
            }
            BlockKind::Decision(table) | BlockKind::Lookup(table) => {
                table.columns.iter().for_each(|column| self.inlines(&column.text, Part::Deed));
                table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| self.inlines(cell, Part::Deed));
            }
            BlockKind::Branch(branch) => {
                self.inlines(&branch.question, Part::Deed);
                self.blocks(&branch.blocks, Part::Deed);
                for answer in &branch.answers {
                    self.inlines(&answer.label, Part::Deed);
                    self.inlines(&answer.text, Part::Deed);
                }
            }
            BlockKind::ByHeart { heading, blocks, .. } => {
                self.inlines(heading, Part::Deed);
                self.blocks(blocks, Part::Deed);
            }
            BlockKind::SelfCheck { question, answer } => {
                self.inlines(question, Part::Aside);
                self.blocks(answer, Part::Aside);
            }
            BlockKind::Note { blocks, .. } | BlockKind::Quote(blocks) => self.blocks(blocks, part),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item, Part::Deed)),
            BlockKind::Code { text, .. } => self.deed(text),
            BlockKind::Html(text) => self.words(text),
            BlockKind::Figure(images) => self.pictures(images),
            BlockKind::Video(_) | BlockKind::Rule => {}
        }
    }
}
