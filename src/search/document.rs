//! An aid → the texts that are searched, line by line.
//!
//! In: an aid of a site. Out: what people call it, its labels and need, and its body as lines: a paragraph, a step with all
//! it says, an item, a row. A line is what a reader takes in at a glance: words that stand together in one are better
//! evidence than the same words anywhere in the aid, and it is where a search lands.

use crate::aid::doc::{Block, BlockKind, Checklist, Detail, Hazard, Inline, Step, Table};
use crate::language::Language;
use crate::site::{AidIndex, Site};
use crate::value::{FacetKind, Located, words};
use std::borrow::Cow;

/// Longer paragraphs are cut into lines of whole sentences, in bytes.
const LONGEST_LINE: usize = 240;

/// What is searched of an aid.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// `also_called` and `asks`: phrases that people use.
    pub(super) phrases: Vec<String>,
    /// Tags, roles, locations and equipment.
    pub(super) labels: Vec<String>,
    /// Need and summary.
    pub(super) need: Vec<String>,
    /// The body.
    pub(super) lines: Vec<Line>,
    /// Where lines land: from this line on, at this anchor; none when it is empty. A heading's holds for the lines below it.
    pub(super) anchors: Vec<(usize, String)>,
}

/// A line of the body.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Plain text.
    pub(super) text: String,
    /// It is a heading.
    pub(super) heading: bool,
}

/// The lines of an aid, and where they land, as their file has them: `[["…","…"],[[0,"step-1"]]]`.
pub(super) type Texts<'a> = (Vec<Cow<'a, str>>, Vec<(usize, Cow<'a, str>)>);

impl Document {
    /// The lines as JSON, for their file.
    pub(super) fn texts(&self) -> String {
        let lines = self.lines.iter().map(|line| Cow::Borrowed(line.text.as_str())).collect();
        let anchors = self.anchors.iter().map(|(from, anchor)| (*from, Cow::Borrowed(anchor.as_str()))).collect();
        let texts: Texts<'_> = (lines, anchors);
        serde_json::to_string(&texts).expect("texts are JSON")
    }
}

/// Takes the texts from an aid, for readers of a language.
pub(super) fn document(site: &Site, language: &Language, aid: AidIndex) -> Document {
    let front = &site.aids[aid].front;
    let texts = |list: &[Located<String>]| list.iter().map(|entry| entry.value.clone()).collect::<Vec<_>>();
    let mut phrases = texts(&front.also_called);
    phrases.extend(front.asks.iter().map(|ask| ask.value.query.clone()));
    let facets = [FacetKind::Tags, FacetKind::Roles, FacetKind::Locations, FacetKind::Equipment];
    let mut reader = Reader { site, lines: Vec::new(), anchors: Vec::new(), anchor: "" };
    reader.blocks(&site.aids[aid].doc.blocks);
    reader.details_of_front_matter(aid);
    Document {
        phrases,
        labels: facets.into_iter().flat_map(|kind| labels(site, language, aid, kind)).collect(),
        need: [&front.need, &front.summary].into_iter().flatten().map(|text| text.value.clone()).collect(),
        lines: reader.lines,
        anchors: reader.anchors,
    }
}

/// The values of a facet as written, and as the site's vocabulary says them to readers of the language.
fn labels(site: &Site, language: &Language, aid: AidIndex, kind: FacetKind) -> Vec<String> {
    let front = &site.aids[aid].front;
    let entries = match kind {
        FacetKind::Tags => &front.tags,
        FacetKind::Roles => &front.roles,
        FacetKind::Locations => &front.locations,
        FacetKind::Equipment => &front.equipment,
        FacetKind::Type | FacetKind::Moment => return Vec::new(),
    };
    let vocabulary = site.config.vocabularies.get(&kind);
    let mut labels = Vec::with_capacity(entries.len());
    for entry in entries {
        let written = words(&entry.value);
        let label = vocabulary.and_then(|labels| labels.get(&entry.value)).map(|label| label.get(language).to_owned());
        labels.extend(label.filter(|label| *label != written));
        labels.push(written);
    }
    labels
}

/// Collects lines. Nesting is bounded by the parser.
struct Reader<'a> {
    site: &'a Site,
    lines: Vec<Line>,
    anchors: Vec<(usize, String)>,
    /// Where a line lands.
    anchor: &'a str,
}

impl<'a> Reader<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) {
        blocks.iter().for_each(|block| self.block(&block.kind));
    }

    fn block(&mut self, kind: &'a BlockKind) {
        match kind {
            BlockKind::Heading { anchor, text, .. } => self.heading(anchor, text),
            BlockKind::Paragraph(text) => self.inlines(text),
            BlockKind::Steps(steps) => steps.iter().for_each(|step| self.step(step)),
            BlockKind::Hazard(hazard) => self.hazard(hazard),
            BlockKind::Note { blocks, .. } | BlockKind::Quote(blocks) => self.blocks(blocks),
            BlockKind::Checklist(list) => self.checklist(list),
            BlockKind::Decision(table) | BlockKind::Lookup(table) => self.table(table),
            BlockKind::Branch(branch) => {
                self.heading(&branch.anchor, &branch.question);
                self.blocks(&branch.blocks);
                for answer in &branch.answers {
                    let text = format!("{} {}", self.site.plain(&answer.label), self.site.plain(&answer.text));
                    self.line(&text);
                }
            }
            BlockKind::ByHeart { anchor, heading, blocks } => {
                self.heading(anchor, heading);
                self.blocks(blocks);
            }
            BlockKind::SelfCheck { question, answer } => {
                self.inlines(question);
                self.blocks(answer);
            }
            BlockKind::Video(video) => self.line(&video.title),
            BlockKind::Figure(images) => images.iter().for_each(|image| self.line(&image.alt)),
            BlockKind::List { items, .. } => items.iter().for_each(|item| self.blocks(item)),
            BlockKind::Code { text, .. } => text.lines().for_each(|line| self.line(line)),
            BlockKind::Html(text) => self.line(text),
            BlockKind::Rule => {}
        }
    }

    fn heading(&mut self, anchor: &'a str, text: &[Inline]) {
        self.anchor = anchor;
        let text = self.site.plain(text);
        self.push(text, true);
    }

    /// The command and what belongs to it are one line; code, lists and the like inside it are lines that land on it.
    fn step(&mut self, step: &'a Step) {
        let above = std::mem::replace(&mut self.anchor, &step.anchor);
        let mut text = self.site.plain(&step.command);
        let mut blocks = Vec::new();
        for detail in &step.details {
            match detail {
                Detail::Result(more) | Detail::Why(more) | Detail::Key(more) | Detail::IfNot(more) => {
                    text.push_str(" · ");
                    text.push_str(&self.site.plain(more));
                }
                Detail::Block(block) => blocks.push(block),
            }
        }
        self.line(&text);
        step.hazards.iter().for_each(|hazard| self.hazard(hazard));
        blocks.into_iter().for_each(|block| self.block(&block.kind));
        step.images.iter().for_each(|image| self.line(&image.alt));
        self.anchor = above;
    }

    fn hazard(&mut self, hazard: &'a Hazard) {
        self.inlines(&hazard.what);
        self.blocks(&hazard.blocks);
    }

    fn checklist(&mut self, list: &'a Checklist) {
        if let Some(pause) = &list.pause {
            self.heading(&pause.anchor, &pause.when);
        }
        for item in &list.items {
            let response = item.response.as_deref().map(|text| self.site.plain(text)).unwrap_or_default();
            let text = format!("{} {response}", self.site.plain(&item.challenge));
            self.line(&text);
            self.blocks(&item.details);
        }
    }

    fn table(&mut self, table: &'a Table) {
        let head: Vec<String> = table.columns.iter().map(|column| self.site.plain(&column.text)).collect();
        self.line(&head.join(" "));
        let above = self.anchor;
        for row in &table.rows {
            self.anchor = &row.anchor;
            let cells: Vec<String> = row.cells.iter().map(|cell| self.site.plain(cell)).collect();
            self.line(&cells.join(" "));
        }
        self.anchor = above;
    }

    fn details_of_front_matter(&mut self, aid: AidIndex) {
        let front = &self.site.aids[aid].front;
        self.anchor = "";
        for thing in front.tools.iter().chain(&front.parts).chain(&front.ppe) {
            let note = thing.note.as_deref().unwrap_or_default();
            self.line(&format!("{} {note}", thing.name));
        }
        for hazard in &front.hazards {
            let note = &hazard.value;
            let parts = [Some(&note.what), note.harm.as_ref(), note.avoid.as_ref()];
            self.line(&parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "));
        }
        if let Some(result) = &front.result {
            self.line(&result.value);
        }
    }

    fn inlines(&mut self, text: &[Inline]) {
        let text = self.site.plain(text);
        self.line(&text);
    }

    fn push(&mut self, text: String, heading: bool) {
        if self.anchors.last().map_or("", |(_, anchor)| anchor) != self.anchor {
            self.anchors.push((self.lines.len(), self.anchor.to_owned()));
        }
        self.lines.push(Line { text, heading });
    }

    /// A line, or several when it is long.
    fn line(&mut self, text: &str) {
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = line_end(rest);
            let text = rest[..end].trim_end().to_owned();
            self.push(text, false);
            rest = rest[end..].trim_start();
        }
    }
}

/// Where the first line of a text ends: after the last sentence that fits, else after the last word that does.
fn line_end(text: &str) -> usize {
    if text.len() <= LONGEST_LINE {
        return text.len();
    }
    let mut limit = LONGEST_LINE;
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &text[..limit];
    let sentence = ['.', '!', '?', ';', '。', '！', '？'];
    let after = |(at, sign): (usize, &str)| at + sign.len();
    let ends = head.rmatch_indices(sentence).map(after).find(|&end| ends_sentence(text, end));
    let word = || head.rfind(char::is_whitespace).filter(|&end| end > 0);
    ends.filter(|&end| end >= LONGEST_LINE / 4).or_else(word).unwrap_or(limit)
}

/// A full stop inside `1.5` or a file name ends nothing.
fn ends_sentence(text: &str, end: usize) -> bool {
    text[..end].ends_with(['。', '！', '？']) || text[end..].starts_with(char::is_whitespace)
}
