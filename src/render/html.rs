//! The tree of an aid → HTML without classes of the theme: running text, and blocks that have no component of their own.

use super::Renderer;
use super::address::{fragment, href_at};
use super::blocks::signal_name;
use crate::aid::doc::{Answer, Block, BlockKind, Detail, Hazard, Image, Inline, Item, Step, Table, Target};
use crate::aid::signal_word;
use crate::language::Language;
use crate::site::{AidIndex, Destination, LanguageIndex};
use crate::source::SitePath;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Write as _;

/// Writes the HTML of one page.
pub(super) struct Html<'a> {
    pub(super) renderer: &'a Renderer,
    pub(super) aid: AidIndex,
    /// The page that is written.
    pub(super) page: &'a SitePath,
    /// The language of the page among the site's.
    pub(super) language: LanguageIndex,
    /// Glossary terms that the page has explained.
    pub(super) explained: RefCell<HashSet<&'a str>>,
}

/// Appends text with everything escaped that HTML or an attribute in double quotes could misread.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// The text, safe in HTML and in an attribute in quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// The address as paper shows it: `example.org/manual`.
fn write_short(out: &mut String, href: &str) {
    let Some((_, rest)) = href.split_once("://") else { return };
    out.push_str(" data-short=\"");
    escape(out, rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/'));
    out.push('"');
}

impl<'a> Html<'a> {
    /// Running text.
    pub(super) fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::with_capacity(64);
        self.write_inlines(&mut out, inlines);
        out
    }

    /// Blocks.
    pub(super) fn blocks(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        self.write_blocks(&mut out, blocks);
        out
    }

    fn write_inlines(&self, out: &mut String, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.write_text(out, text),
                Inline::Code(code) => self.element(out, "code", |_, out| escape(out, code)),
                Inline::Emphasis(inner) => self.element(out, "em", |html, out| html.write_inlines(out, inner)),
                Inline::Strong(inner) => self.element(out, "strong", |html, out| html.write_inlines(out, inner)),
                Inline::Strikethrough(inner) => self.element(out, "s", |html, out| html.write_inlines(out, inner)),
                Inline::Link { target, text } => self.write_link(out, target, text),
                Inline::Image(image) => self.write_image(out, image),
                Inline::FillIn(_) => {
                    out.push_str(r#"<span class="fill-in" role="img" aria-label=""#);
                    escape(out, self.renderer.theme.word(self.language, "fill_in"));
                    out.push_str(r#""></span>"#);
                }
                Inline::Fact(key) => match self.renderer.site.data.facts.get(key) {
                    // `12 Nm` keeps its order in a text that runs from right to left.
                    Some(value) => self.element(out, "bdi", |_, out| escape(out, value)),
                    None => escape(out, &format!("{{{{fact:{key}}}}}")),
                },
                Inline::Break(true) => out.push_str("<br>"),
                Inline::Break(false) => out.push('\n'),
            }
        }
    }

    /// Text, with the first use of a glossary term explained.
    fn write_text(&self, out: &mut String, text: &str) {
        let glossary = &self.renderer.glossaries[self.language];
        let mut from = 0;
        for (range, meaning) in glossary.first_uses(text, &mut self.explained.borrow_mut()) {
            escape(out, &text[from..range.start]);
            out.push_str("<abbr title=\"");
            escape(out, meaning);
            out.push_str("\">");
            escape(out, &text[range.clone()]);
            out.push_str("</abbr>");
            from = range.end;
        }
        escape(out, &text[from..]);
    }

    /// The address that a target has on this page; `None`: there is nothing to go to.
    pub(super) fn href(&self, target: &Target) -> Option<String> {
        match self.renderer.site.destination(self.aid, target) {
            Destination::Page(path, anchor) => Some(href_at(self.page, &path, anchor.as_deref())),
            Destination::Here(anchor) => Some(fragment(&anchor)),
            Destination::Outside(address) => Some(address),
            Destination::Nowhere => None,
        }
    }

    fn write_link(&self, out: &mut String, target: &Target, text: &[Inline]) {
        let Some(href) = self.href(target) else {
            out.push_str(r#"<span class="broken-link">"#);
            self.write_inlines(out, text);
            out.push_str("</span>");
            return;
        };
        out.push_str("<a href=\"");
        escape(out, &href);
        out.push('"');
        if matches!(target, Target::External(_)) {
            out.push_str(" rel=\"noopener\"");
            write_short(out, &href);
        }
        out.push('>');
        self.write_inlines(out, text);
        out.push_str("</a>");
    }

    fn write_image(&self, out: &mut String, image: &Image) {
        let Some(src) = self.href(&image.src) else {
            out.push_str(r#"<span class="broken-link">"#);
            escape(out, &image.alt);
            out.push_str("</span>");
            return;
        };
        out.push_str("<img src=\"");
        escape(out, &src);
        out.push_str("\" alt=\"");
        escape(out, &image.alt);
        out.push('"');
        if let Some((width, height)) = self.renderer.pixels(&image.src) {
            let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
        }
        out.push_str(" loading=\"lazy\">");
    }

    fn element(&self, out: &mut String, name: &str, inner: impl FnOnce(&Self, &mut String)) {
        let _ = write!(out, "<{name}>");
        inner(self, out);
        let _ = write!(out, "</{name}>");
    }

    fn write_blocks(&self, out: &mut String, blocks: &[Block]) {
        for block in blocks {
            self.write_block(out, &block.kind);
        }
    }

    fn write_block(&self, out: &mut String, kind: &BlockKind) {
        match kind {
            BlockKind::Heading { level, anchor, text } => self.write_heading(out, *level, anchor, text),
            BlockKind::Paragraph(text) => self.element(out, "p", |html, out| html.write_inlines(out, text)),
            BlockKind::List { start, items } => self.write_list(out, *start, items),
            BlockKind::Quote(inner) => self.element(out, "blockquote", |html, out| html.write_blocks(out, inner)),
            BlockKind::Code { language, text } => self.write_code(out, language, text),
            BlockKind::Html(text) => {
                out.push_str("<pre class=\"raw-html\"><code>");
                escape(out, text.trim_end());
                out.push_str("</code></pre>");
            }
            BlockKind::Rule => out.push_str("<hr>"),
            BlockKind::Figure(images) => {
                self.element(out, "p", |html, out| images.iter().for_each(|image| html.write_image(out, image)));
            }
            BlockKind::Decision(table) | BlockKind::Lookup(table) => self.write_table(out, table),
            BlockKind::Note { blocks, .. } => self.element(out, "aside", |html, out| html.write_blocks(out, blocks)),
            BlockKind::SelfCheck { question, answer } => self.element(out, "details", |html, out| {
                html.element(out, "summary", |html, out| html.write_inlines(out, question));
                html.write_blocks(out, answer);
            }),
            BlockKind::Steps(steps) => self.write_steps(out, steps),
            BlockKind::Hazard(hazard) => self.write_hazard(out, hazard),
            BlockKind::Checklist(list) => self.write_items(out, &list.items),
            BlockKind::ByHeart { anchor, heading, blocks } => {
                self.write_heading(out, 2, anchor, heading);
                self.write_blocks(out, blocks);
            }
            BlockKind::Branch(branch) => {
                self.write_heading(out, branch.level, &branch.anchor, &branch.question);
                self.write_blocks(out, &branch.blocks);
                self.write_answers(out, &branch.answers);
            }
            BlockKind::Video(video) => {
                let text = [Inline::Text(video.title.clone())];
                self.element(out, "p", |html, out| html.write_link(out, &video.src, &text));
            }
        }
        out.push('\n');
    }

    fn write_heading(&self, out: &mut String, level: u8, anchor: &str, text: &[Inline]) {
        let level = level.clamp(2, 6);
        let _ = write!(out, "<h{level} id=\"");
        escape(out, anchor);
        out.push_str("\">");
        self.write_inlines(out, text);
        let _ = write!(out, "</h{level}>");
    }

    fn write_list(&self, out: &mut String, start: Option<u64>, items: &[Vec<Block>]) {
        match start {
            None => out.push_str("<ul>"),
            Some(1) => out.push_str("<ol>"),
            Some(start) => {
                let _ = write!(out, "<ol start=\"{start}\">");
            }
        }
        for item in items {
            self.element(out, "li", |html, out| html.write_item(out, item));
        }
        out.push_str(if start.is_some() { "</ol>" } else { "</ul>" });
    }

    /// The blocks of a list item; a single paragraph needs no tags.
    fn write_item(&self, out: &mut String, blocks: &[Block]) {
        match blocks {
            [Block { kind: BlockKind::Paragraph(text), .. }, rest @ ..] => {
                self.write_inlines(out, text);
                self.write_blocks(out, rest);
            }
            _ => self.write_blocks(out, blocks),
        }
    }

    fn write_code(&self, out: &mut String, language: &str, text: &str) {
        out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            out.push_str(" class=\"language-");
            escape(out, language);
            out.push('"');
        }
        out.push('>');
        escape(out, text);
        out.push_str("</code></pre>");
    }

    fn write_table(&self, out: &mut String, table: &Table) {
        out.push_str("<table><thead><tr>");
        for column in &table.columns {
            self.write_cell(out, "th", column.align, &column.text);
        }
        out.push_str("</tr></thead><tbody>");
        for row in &table.rows {
            out.push_str("<tr id=\"");
            escape(out, &row.anchor);
            out.push_str("\">");
            for (cell, column) in row.cells.iter().zip(&table.columns) {
                self.write_cell(out, "td", column.align, cell);
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table>");
    }

    fn write_cell(&self, out: &mut String, name: &str, align: Option<&str>, text: &[Inline]) {
        match align {
            Some(align) => {
                let _ = write!(out, "<{name} class=\"{align}\">");
            }
            None => {
                let _ = write!(out, "<{name}>");
            }
        }
        self.write_inlines(out, text);
        let _ = write!(out, "</{name}>");
    }

    fn write_steps(&self, out: &mut String, steps: &[Step]) {
        let _ = write!(out, "<ol start=\"{}\">", steps.first().map_or(1, |step| step.number));
        for step in steps {
            out.push_str("<li id=\"");
            escape(out, &step.anchor);
            out.push_str("\">");
            step.hazards.iter().for_each(|hazard| self.write_hazard(out, hazard));
            self.write_inlines(out, &step.command);
            for detail in &step.details {
                match detail {
                    Detail::Result(text) | Detail::Why(text) | Detail::Key(text) | Detail::IfNot(text) => {
                        self.element(out, "p", |html, out| html.write_inlines(out, text));
                    }
                    Detail::Block(block) => self.write_block(out, &block.kind),
                }
            }
            step.images.iter().for_each(|image| self.write_image(out, image));
            out.push_str("</li>");
        }
        out.push_str("</ol>");
    }

    /// A hazard inside another block, with the classes of the component: wherever it stands, it must look like one.
    fn write_hazard(&self, out: &mut String, hazard: &Hazard) {
        let signal = signal_name(hazard.signal);
        let _ = write!(out, "<div class=\"hazard hazard-{signal}\" role=\"note\"><p class=\"hazard-word\">");
        escape(out, signal_word(hazard.signal, self.own_language()));
        out.push_str("</p><div class=\"hazard-text\">");
        if !hazard.what.is_empty() {
            out.push_str("<p class=\"hazard-what\">");
            self.write_inlines(out, &hazard.what);
            out.push_str("</p>");
        }
        self.write_blocks(out, &hazard.blocks);
        out.push_str("</div></div>");
    }

    fn write_items(&self, out: &mut String, items: &[Item]) {
        self.element(out, "ul", |html, out| {
            for item in items {
                html.element(out, "li", |html, out| {
                    out.push_str(if item.ticked { "☑ " } else { "☐ " });
                    html.write_inlines(out, &item.challenge);
                    if let Some(response) = &item.response {
                        out.push_str(" … ");
                        html.write_inlines(out, response);
                    }
                    html.write_blocks(out, &item.details);
                });
            }
        });
    }

    fn write_answers(&self, out: &mut String, answers: &[Answer]) {
        self.element(out, "ul", |html, out| {
            for answer in answers {
                html.element(out, "li", |html, out| {
                    html.element(out, "strong", |html, out| html.write_inlines(out, &answer.label));
                    out.push_str(" → ");
                    html.write_inlines(out, &answer.text);
                });
            }
        });
    }

    /// The language in which the aid is written.
    pub(super) fn own_language(&self) -> &'a Language {
        &self.renderer.site.aids[self.aid].language
    }
}
