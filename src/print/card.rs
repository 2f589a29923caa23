//! One aid → what its card says, part by part, in the order in which it is read.
//!
//! A card says less than the page: no pictures on the smallest formats, no self-checks, no sources. It leaves out nothing
//! that a reader acts on.

use super::columns::widths;
use super::format::Format;
use super::piece::{Frame, Look, Marker, Piece, Run, Unit};
use crate::aid::doc::{Block, BlockKind, Branch, Detail, Hazard, Image, Inline, Item, Step, Table, Target};
use crate::aid::front_matter::{HazardNote, Thing};
use crate::aid::signal_word;
use crate::site::{AidIndex, Site};
use std::borrow::Cow;

/// A fill-in line within a text.
const FILL_IN: &str = "____________";
/// The least height in mm of a card that has room for pictures.
const PICTURES_FROM: f64 = 100.0;

/// A word of the interface in the card's language, by its dotted key.
pub type Word<'a> = &'a dyn Fn(&str) -> String;

/// Whether cards of a format show pictures and the need.
#[must_use]
pub fn has_pictures(format: &Format) -> bool {
    format.height >= PICTURES_FROM
}

/// What the card of an aid says below its title.
#[must_use]
pub fn units(site: &Site, aid: AidIndex, format: &Format, word: Word<'_>) -> Vec<Unit> {
    let mut writer =
        Writer { site, aid, word, format, pictures: has_pictures(format), units: Vec::new(), questions: 0 };
    let source = &site.aids[aid];
    if has_pictures(format)
        && let Some(need) = &source.front.need
    {
        writer.push(Piece::Text(Look::Need, vec![run(&one_blank(&need.value), false)]));
    }
    let first: Vec<String> = source.front.prerequisites.iter().map(|entry| writer.prerequisite(&entry.value)).collect();
    writer.list("prerequisites", &first);
    for (key, things) in [("ppe", &source.front.ppe), ("tools", &source.front.tools), ("parts", &source.front.parts)] {
        writer.list(key, &things.iter().map(thing).collect::<Vec<_>>());
    }
    for note in source.front.hazards.iter().filter(|note| note.value.at.is_none_or(|at| !source.doc.has_step(at))) {
        let piece = writer.note(&note.value);
        writer.push(piece);
    }
    writer.blocks(&source.doc.blocks);
    if let Some(result) = &source.front.result {
        let runs = vec![run(&format!("{}: ", word("result")), true), run(&one_blank(&result.value), false)];
        writer.push(Piece::Text(Look::Plain, runs));
    }
    writer.units
}

/// A tool, a part or what to wear: how many, what, and what else is to be known.
fn thing(thing: &Thing) -> String {
    let Thing { name, qty, note } = thing;
    // Who needs one takes one.
    let quantity = qty.as_ref().filter(|qty| *qty != "1");
    let quantity = quantity.map_or_else(String::new, |qty| format!("{qty}\u{a0}×\u{a0}"));
    let note = note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    format!("{quantity}{name}{note}")
}

/// Text of one weight.
fn run(text: &str, bold: bool) -> Run {
    Run { text: text.to_owned(), bold, apart: false }
}

/// Text whose direction is its own.
fn apart(text: &str, bold: bool) -> Run {
    Run { apart: true, ..run(text, bold) }
}

struct Writer<'a> {
    site: &'a Site,
    aid: AidIndex,
    word: Word<'a>,
    format: &'a Format,
    pictures: bool,
    units: Vec<Unit>,
    questions: usize,
}

impl Writer<'_> {
    fn push(&mut self, piece: Piece) {
        self.units.push(Unit { pieces: vec![piece], keep: false });
    }

    /// What must be there before the work begins, in a paragraph.
    fn list(&mut self, key: &str, names: &[String]) {
        if !names.is_empty() {
            let runs = vec![run(&format!("{}: ", (self.word)(key)), true), run(&names.join(" · "), false)];
            self.push(Piece::Text(Look::Plain, runs));
        }
    }

    /// A state, or the title of the aid that is done first, in the card's language where it is there.
    fn prerequisite(&self, entry: &str) -> String {
        let other = entry.strip_prefix("aid:").and_then(|id| self.site.aid_with_id(id));
        let language = self.site.language_index(self.aid);
        other.map_or_else(
            || entry.to_owned(),
            |other| self.site.aids[self.site.in_language(other, language)].title.clone(),
        )
    }

    fn heading(&mut self, runs: Vec<Run>) {
        self.units.push(Unit { pieces: vec![Piece::Text(Look::Heading, runs)], keep: true });
    }

    fn runs(&self, inlines: &[Inline], bold: bool) -> Vec<Run> {
        let mut runs = Vec::new();
        self.write_runs(&mut runs, inlines, bold);
        runs
    }

    /// A paragraph. A line of it that ends in a fill-in line becomes a field, to be written in.
    fn paragraph(&self, inlines: &[Inline]) -> Vec<Piece> {
        let is_fill_in = |inline: &Inline| matches!(inline, Inline::FillIn(_));
        if !inlines.iter().any(is_fill_in) {
            return vec![Piece::Text(Look::Plain, self.runs(inlines, false))];
        }
        let lines = inlines.split(|inline| matches!(inline, Inline::Break(_)));
        let piece = |line: &[Inline]| match line.split_last() {
            Some((Inline::FillIn(_), label)) if !label.iter().any(is_fill_in) => Piece::Field(self.runs(label, false)),
            _ => Piece::Text(Look::Plain, self.runs(line, false)),
        };
        lines.map(piece).collect()
    }

    fn write_runs(&self, runs: &mut Vec<Run>, inlines: &[Inline], bold: bool) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => add(runs, &one_blank(text), bold),
                Inline::Code(text) => runs.push(apart(&as_typed(text), bold)),
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.write_runs(runs, inner, true),
                // It does not hold any more, and a card has no room for history.
                Inline::Strikethrough(_) => {}
                Inline::Link { text, .. } => self.write_runs(runs, text, bold),
                Inline::Image(image) => add(runs, &image.alt, bold),
                Inline::FillIn(_) => add(runs, FILL_IN, false),
                Inline::Fact(key) => runs.push(apart(self.site.data.facts.get(key).unwrap_or(key), bold)),
                Inline::Break(hard) => add(runs, if *hard { "\n" } else { " " }, bold),
            }
        }
    }

    /// The units of top-level blocks: each step, item and row may go to the next side.
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { text, .. } => {
                    let runs = self.runs(text, true);
                    self.heading(runs);
                }
                BlockKind::Steps(steps) => {
                    let steps: Vec<Unit> = steps.iter().map(|step| self.step(step)).collect();
                    self.units.extend(steps);
                }
                BlockKind::Checklist(list) => {
                    if let Some(pause) = &list.pause {
                        let mut runs = vec![run(&format!("{}: ", (self.word)("pause")), true)];
                        self.write_runs(&mut runs, &pause.when, true);
                        self.heading(runs);
                    }
                    for item in &list.items {
                        let piece = self.item(item);
                        self.push(piece);
                    }
                }
                BlockKind::Decision(table) | BlockKind::Lookup(table) => self.table(table),
                BlockKind::Branch(branch) => self.branch(branch),
                BlockKind::SelfCheck { .. } => {}
                BlockKind::Paragraph(text) if is_bold(text) => {
                    self.units.push(Unit { pieces: self.paragraph(text), keep: true });
                }
                _ => {
                    for piece in self.pieces(std::slice::from_ref(block)) {
                        self.push(piece);
                    }
                }
            }
        }
    }

    /// Blocks inside another part.
    fn pieces(&self, blocks: &[Block]) -> Vec<Piece> {
        blocks.iter().flat_map(|block| self.block(&block.kind)).collect()
    }

    fn block(&self, kind: &BlockKind) -> Vec<Piece> {
        match kind {
            BlockKind::Heading { text, .. } => vec![Piece::Text(Look::Heading, self.runs(text, true))],
            BlockKind::Paragraph(text) => self.paragraph(text),
            BlockKind::Steps(steps) => steps.iter().flat_map(|step| self.step(step).pieces).collect(),
            BlockKind::Hazard(hazard) => vec![self.hazard(hazard)],
            BlockKind::Note { class, blocks } => {
                let mut pieces = self.pieces(blocks);
                let word = run(&format!("{}: ", (self.word)(&format!("note.{class}"))), true);
                match pieces.first_mut() {
                    Some(Piece::Text(_, runs)) => runs.insert(0, word),
                    _ => pieces.insert(0, Piece::Text(Look::Plain, vec![word])),
                }
                vec![Piece::Framed(Frame::Note, pieces)]
            }
            BlockKind::ByHeart { heading, blocks, .. } => {
                let heading = Piece::Text(Look::Heading, self.runs(heading, true));
                let pieces = std::iter::once(heading).chain(self.pieces(blocks)).collect();
                vec![Piece::Framed(Frame::ByHeart, pieces)]
            }
            BlockKind::Video(video) => {
                let text = format!("▶ {} · {}", video.title, (self.word)("card.video"));
                vec![Piece::Text(Look::Plain, vec![run(&text, false)])]
            }
            BlockKind::Figure(images) => self.figure(images).into_iter().collect(),
            BlockKind::List { start, items } => {
                let marker = |index: usize| match start {
                    Some(start) => format!("{}.", start.saturating_add(index as u64)),
                    None => "•".to_owned(),
                };
                let item = |(index, blocks): (usize, &Vec<Block>)| {
                    Piece::Marked(Marker::Bullet(marker(index)), self.pieces(blocks))
                };
                items.iter().enumerate().map(item).collect()
            }
            BlockKind::Quote(blocks) => self.pieces(blocks),
            BlockKind::Code { text, .. } => vec![Piece::Text(Look::Plain, vec![run(&as_typed(text.trim_end()), true)])],
            BlockKind::Html(text) => vec![Piece::Text(Look::Plain, vec![run(text.trim(), false)])],
            BlockKind::Checklist(list) => list.items.iter().map(|item| self.item(item)).collect(),
            BlockKind::Decision(table) | BlockKind::Lookup(table) => self.rows(table),
            BlockKind::Branch(branch) => {
                let question = Piece::Text(Look::Heading, self.runs(&branch.question, true));
                std::iter::once(question).chain(self.pieces(&branch.blocks)).chain(self.answers(branch)).collect()
            }
            BlockKind::SelfCheck { .. } | BlockKind::Rule => Vec::new(),
        }
    }

    /// An item of a checklist, with what stands below it.
    fn item(&self, item: &Item) -> Piece {
        let response = item.response.as_ref().map(|response| self.runs(response, true)).unwrap_or_default();
        let line = Piece::Line(self.runs(&item.challenge, item.completion), response);
        Piece::Marked(Marker::Tick, std::iter::once(line).chain(self.pieces(&item.details)).collect())
    }

    /// A step with the notices before it: they are never parted.
    fn step(&self, step: &Step) -> Unit {
        let notes = self.site.aids[self.aid].front.hazards.iter();
        let mut pieces: Vec<Piece> =
            notes.filter(|note| note.value.at == Some(step.number)).map(|note| self.note(&note.value)).collect();
        pieces.extend(step.hazards.iter().map(|hazard| self.hazard(hazard)));
        let mut own = vec![Piece::Text(Look::Plain, self.runs(&step.command, false))];
        for detail in &step.details {
            let (key, text) = match detail {
                Detail::Result(text) => ("label.result", text),
                Detail::IfNot(text) => ("label.if-not", text),
                Detail::Key(text) => ("label.key", text),
                // The reason is for whoever learns the work; the card is for whoever does it.
                Detail::Why(_) => continue,
                Detail::Block(block) => {
                    own.extend(self.block(&block.kind));
                    continue;
                }
            };
            let mut runs = vec![run(&format!("{}: ", (self.word)(key)), true)];
            self.write_runs(&mut runs, text, false);
            own.push(Piece::Text(Look::Detail, runs));
        }
        own.extend(self.figure(&step.images));
        let is_changed = self.site.aids[self.aid].front.has_changed(step.number);
        pieces.push(Piece::Marked(Marker::Number { number: step.number, is_changed }, own));
        Unit { pieces, keep: false }
    }

    fn figure(&self, images: &[Image]) -> Option<Piece> {
        let shown = images.iter().filter(|image| matches!(image.src, Target::File { .. }));
        let shown: Vec<Image> = shown.cloned().collect();
        (self.pictures && !shown.is_empty()).then_some(Piece::Pictures(shown))
    }

    fn hazard(&self, hazard: &Hazard) -> Piece {
        let mut band = vec![run(signal_word(hazard.signal, &self.site.aids[self.aid].language), true)];
        if !hazard.what.is_empty() {
            add(&mut band, "  ", true);
            self.write_runs(&mut band, &hazard.what, true);
        }
        Piece::Framed(Frame::Hazard(hazard.signal, band), self.pieces(&hazard.blocks))
    }

    /// A hazard of the front matter.
    fn note(&self, note: &HazardNote) -> Piece {
        let word = signal_word(note.level, &self.site.aids[self.aid].language);
        let band = if note.what.is_empty() { word.to_owned() } else { format!("{word}  {}", note.what) };
        let text = note.text();
        let pieces = if text.is_empty() { Vec::new() } else { vec![Piece::Text(Look::Plain, vec![run(&text, false)])] };
        Piece::Framed(Frame::Hazard(note.level, vec![run(&band, true)]), pieces)
    }

    fn table(&mut self, table: &Table) {
        for (index, row) in self.rows(table).into_iter().enumerate() {
            self.units.push(Unit { pieces: vec![row], keep: index == 0 });
        }
    }

    fn rows(&self, table: &Table) -> Vec<Piece> {
        let head: Vec<Vec<Run>> = table.columns.iter().map(|column| self.runs(&column.text, true)).collect();
        let decides = table.columns.iter().any(|column| column.outcome);
        let row = |row: &crate::aid::doc::Row| -> Vec<Vec<Run>> {
            let cells = row.cells.iter().zip(&table.columns);
            cells
                .map(|(cell, column)| match self.runs(if is_fill_in(cell) { &[] } else { cell }, column.outcome) {
                    runs if runs.is_empty() && decides && !column.outcome => vec![run(&(self.word)("any"), false)],
                    runs => runs,
                })
                .collect()
        };
        let rows: Vec<Vec<Vec<Run>>> = table.rows.iter().map(row).collect();
        let widths = widths(self.format, &head, &rows);
        let to_fill = table.rows.iter().map(|row| row.cells.iter().any(|cell| is_fill_in(cell)));
        let piece = |head, to_fill, cells| Piece::Row { head, to_fill, widths: widths.clone(), cells };
        let body = rows.into_iter().zip(to_fill).map(|(cells, to_fill)| piece(false, to_fill, cells));
        std::iter::once(piece(true, false, head.clone())).chain(body).collect()
    }

    fn branch(&mut self, branch: &Branch) {
        self.questions += 1;
        let mut question = vec![run(&format!("{} ", self.questions), true)];
        self.write_runs(&mut question, &branch.question, true);
        self.heading(question);
        let answers = self.pieces(&branch.blocks).into_iter().chain(self.answers(branch)).collect();
        self.units.push(Unit { pieces: answers, keep: false });
    }

    fn answers(&self, branch: &Branch) -> Vec<Piece> {
        let answer = |answer: &crate::aid::doc::Answer| {
            let mut runs = self.runs(&answer.label, true);
            add(&mut runs, " → ", false);
            self.write_runs(&mut runs, &answer.text, false);
            Piece::Marked(Marker::Bullet("•".to_owned()), vec![Piece::Text(Look::Plain, runs)])
        };
        branch.answers.iter().map(answer).collect()
    }
}

/// Text as browsers show it: blanks side by side are one.
fn one_blank(text: &str) -> Cow<'_, str> {
    if !text.contains("  ") {
        return text.into();
    }
    let mut before = 'x';
    let keep = |letter: &char| std::mem::replace(&mut before, *letter) != ' ' || *letter != ' ';
    text.chars().filter(keep).collect::<String>().into()
}

/// Code with all its blanks: those at the beginning of a line, and those beside others, are blanks at which no line ends.
fn as_typed(text: &str) -> String {
    let mut before = '\n';
    let keep = |letter| match (std::mem::replace(&mut before, letter), letter) {
        (' ' | '\n', ' ') => '\u{a0}',
        (_, '\t') => '\u{a0}',
        (_, letter) => letter,
    };
    text.chars().map(keep).collect()
}

/// Whether a cell is there to be written in, and nothing else.
fn is_fill_in(cell: &[Inline]) -> bool {
    matches!(cell, [Inline::FillIn(_)])
}

/// Whether all of a line is bold: a heading to whoever reads it.
fn is_bold(text: &[Inline]) -> bool {
    !text.is_empty() && text.iter().all(|inline| matches!(inline, Inline::Strong(_)))
}

/// Adds text to the last run of its weight.
fn add(runs: &mut Vec<Run>, text: &str, bold: bool) {
    match runs.last_mut() {
        Some(last) if last.bold == bold && !last.apart => last.text.push_str(text),
        _ => runs.push(run(text, bold)),
    }
}
