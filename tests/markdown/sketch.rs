//! Reads a text as an aid and draws the tree in lines, one a block.

use kneeboard::aid::doc::{
    Answer, Block, BlockKind, Checklist, Column, Detail, Hazard, Image, Inline, Reference, ReferenceKind, Step, Table,
    Target,
};
use kneeboard::aid::{Aid, Context, parse};
use kneeboard::diagnostic::{Diagnostic, NO_TITLE, sort};
use kneeboard::language::Language;
use kneeboard::source::SitePath;
use std::fmt::Write;

pub(crate) fn read_as(name: &str, text: &str) -> (Aid, Vec<Diagnostic>) {
    let languages = ["en", "es", "ar", "de", "ja"].map(|tag| Language::new(tag).expect("a language"));
    let path = SitePath::new(name).expect("a path");
    let (aid, mut diagnostics) = parse(&path, &name.into(), text, &Context { languages: &languages });
    // These texts have no title, which is said of the whole file.
    diagnostics.retain(|diagnostic| diagnostic.code != &NO_TITLE);
    sort(&mut diagnostics);
    (aid, diagnostics)
}

pub(crate) fn read(text: &str) -> (Aid, Vec<Diagnostic>) {
    read_as("hall/press.md", text)
}

/// The problems as `code line:column marked text: message`.
pub(crate) fn problems(diagnostics: &[Diagnostic]) -> Vec<String> {
    let show = |d: &Diagnostic| {
        let place = d.place.as_ref().expect("problems of markdown have a place");
        let marked = &place.excerpt[place.marked.clone()];
        format!("{} {}:{} {marked:?} {}", d.code.id, place.line, place.column, d.message)
    };
    diagnostics.iter().map(show).collect()
}

/// The body in lines, one a block, and no problems.
#[track_caller]
pub(crate) fn clean(text: &str) -> String {
    clean_as("hall/press.md", text)
}

#[track_caller]
pub(crate) fn clean_as(name: &str, text: &str) -> String {
    let (aid, diagnostics) = read_as(name, text);
    assert_eq!(problems(&diagnostics), [""; 0]);
    sketch(&aid.doc.blocks)
}

pub(crate) fn sketch(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|block| draw_block(&mut out, 0, &block.kind));
    out
}

fn line(out: &mut String, depth: usize, text: impl AsRef<str>) {
    writeln!(out, "{}{}", "  ".repeat(depth), text.as_ref().trim_end()).expect("strings take all");
}

fn draw_blocks(out: &mut String, depth: usize, blocks: &[Block]) {
    blocks.iter().for_each(|block| draw_block(out, depth, &block.kind));
}

fn draw_block(out: &mut String, depth: usize, kind: &BlockKind) {
    let inner = depth + 1;
    match kind {
        BlockKind::Heading { level, anchor, text } => line(out, depth, format!("h{level} #{anchor} {}", show(text))),
        BlockKind::Paragraph(text) => line(out, depth, format!("p {}", show(text))),
        BlockKind::Steps(steps) => {
            line(out, depth, "steps");
            steps.iter().for_each(|step| draw_step(out, inner, step));
        }
        BlockKind::Hazard(hazard) => draw_hazard(out, depth, hazard),
        BlockKind::Note { class, blocks } => {
            line(out, depth, format!("note {class}"));
            draw_blocks(out, inner, blocks);
        }
        BlockKind::Checklist(list) => draw_checklist(out, depth, list),
        BlockKind::Decision(table) => draw_table(out, depth, "decision", table),
        BlockKind::Lookup(table) => draw_table(out, depth, "lookup", table),
        BlockKind::Branch(branch) => {
            line(out, depth, format!("branch h{} #{} {}", branch.level, branch.anchor, show(&branch.question)));
            draw_blocks(out, inner, &branch.blocks);
            branch.answers.iter().for_each(|answer| draw_answer(out, inner, answer));
        }
        BlockKind::ByHeart { anchor, heading, blocks } => {
            line(out, depth, format!("by-heart #{anchor} {}", show(heading)));
            draw_blocks(out, inner, blocks);
        }
        BlockKind::SelfCheck { question, answer } => {
            line(out, depth, format!("self-check {}", show(question)));
            draw_blocks(out, inner, answer);
        }
        BlockKind::Video(video) => {
            line(out, depth, format!("video {} {:?} {:?}", target(&video.src), video.title, video.duration));
        }
        BlockKind::Figure(images) => {
            line(out, depth, format!("figure {}", images.iter().map(image).collect::<Vec<_>>().join(" ")));
        }
        BlockKind::List { start, items } => {
            line(out, depth, format!("list {start:?}"));
            for item in items {
                line(out, inner, "item");
                draw_blocks(out, inner + 1, item);
            }
        }
        BlockKind::Quote(blocks) => {
            line(out, depth, "quote");
            draw_blocks(out, inner, blocks);
        }
        BlockKind::Code { language, text } => line(out, depth, format!("code {language:?} {text:?}")),
        BlockKind::Html(html) => line(out, depth, format!("html {html:?}")),
        BlockKind::Rule => line(out, depth, "rule"),
    }
}

fn draw_step(out: &mut String, depth: usize, step: &Step) {
    line(out, depth, format!("{} #{} {}", step.number, step.anchor, show(&step.command)));
    step.hazards.iter().for_each(|hazard| draw_hazard(out, depth + 1, hazard));
    step.images.iter().for_each(|picture| line(out, depth + 1, format!("picture {}", image(picture))));
    for detail in &step.details {
        let (label, text) = match detail {
            Detail::Result(text) => ("result", text),
            Detail::Why(text) => ("why", text),
            Detail::Key(text) => ("key", text),
            Detail::IfNot(text) => ("if-not", text),
            Detail::Block(block) => {
                draw_block(out, depth + 1, &block.kind);
                continue;
            }
        };
        line(out, depth + 1, format!("{label}: {}", show(text)));
    }
}

fn draw_hazard(out: &mut String, depth: usize, hazard: &Hazard) {
    line(out, depth, format!("{:?} {}", hazard.signal, show(&hazard.what)));
    draw_blocks(out, depth + 1, &hazard.blocks);
}

fn draw_checklist(out: &mut String, depth: usize, list: &Checklist) {
    match &list.pause {
        Some(pause) => line(out, depth, format!("checklist #{} {} {:?}", pause.anchor, show(&pause.when), pause.mode)),
        None => line(out, depth, "checklist"),
    }
    for item in &list.items {
        let ticked = if item.ticked { "x" } else { " " };
        let response = item.response.as_ref().map(|text| format!(" => {}", show(text))).unwrap_or_default();
        let completion = if item.completion { " (complete)" } else { "" };
        line(out, depth + 1, format!("[{ticked}] {}{response}{completion}", show(&item.challenge)));
        draw_blocks(out, depth + 2, &item.details);
    }
}

fn draw_table(out: &mut String, depth: usize, kind: &str, table: &Table) {
    let head = |c: &Column| {
        format!(
            "{}{}{}",
            show(&c.text),
            c.align.map(|a| format!(":{a}")).unwrap_or_default(),
            if c.outcome { "!" } else { "" }
        )
    };
    line(out, depth, format!("{kind} {}", table.columns.iter().map(head).collect::<Vec<_>>().join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| show(cell)).collect();
        line(out, depth + 1, format!("#{} {}", row.anchor, cells.join(" | ")));
    }
}

fn draw_answer(out: &mut String, depth: usize, answer: &Answer) {
    let leads = answer.target.as_ref().map_or("nowhere".to_owned(), target);
    line(out, depth, format!("{} -> {leads}: {}", show(&answer.label), show(&answer.text)));
}

fn show(text: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Emphasis(inner) => format!("*{}*", show(inner)),
        Inline::Strong(inner) => format!("**{}**", show(inner)),
        Inline::Strikethrough(inner) => format!("~~{}~~", show(inner)),
        Inline::Link { target: to, text } => format!("[{}]({})", show(text), target(to)),
        Inline::Image(picture) => image(picture),
        Inline::FillIn(length) => format!("<{length}>"),
        Inline::Fact(key) => format!("{{{key}}}"),
        Inline::Break(hard) => if *hard { "//" } else { "/" }.to_owned(),
    };
    text.iter().map(one).collect()
}

fn image(image: &Image) -> String {
    let title = if image.title.is_empty() { String::new() } else { format!(" {:?}", image.title) };
    format!("![{}]({}{title})", image.alt, target(&image.src))
}

fn target(target: &Target) -> String {
    let anchored = |path: &SitePath, anchor: &Option<String>| match anchor {
        Some(anchor) => format!("{path}#{anchor}"),
        None => path.to_string(),
    };
    match target {
        Target::Aid { path, anchor } => format!("aid {}", anchored(path, anchor)),
        Target::File { path, anchor } => format!("file {}", anchored(path, anchor)),
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::Id(id) => format!("id {id}"),
        Target::External(address) => address.clone(),
        Target::Refused(address) => format!("refused {address:?}"),
    }
}

/// The references as `kind target text-in-the-source`.
pub(crate) fn references(text: &str) -> Vec<String> {
    let (aid, _) = read(text);
    let show = |r: &Reference| {
        let what = match &r.kind {
            ReferenceKind::Link(to) => format!("link {}", target(to)),
            ReferenceKind::Image(to) => format!("image {}", target(to)),
            ReferenceKind::Video(to) => format!("video {}", target(to)),
            ReferenceKind::Fact(key) => format!("fact {key}"),
        };
        format!("{what} at {:?}", &text[r.span.clone()])
    };
    aid.doc.references.iter().map(show).collect()
}
