//! The parser's events → a tree of plain blocks and running text.
//!
//! Built with a stack of our own, bounded by [`MAX_NESTING`]: whatever a file holds, walking and dropping the tree is safe.

use super::frame::{Frame, Open, code_language, is_inline, level_number};
use super::references::destination_span;
use super::tree::{HeadingNode, ItemNode, Node, NodeKind, RowNode, TableNode};
use super::{Reader, fill_in, frame, html, inlines, placeholders, target};
use crate::aid::doc::{Image, Inline, Reference, ReferenceKind, Span, Target};
use crate::diagnostic;
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// Blocks and emphasis inside each other; what is deeper is shown flat.
pub(super) const MAX_NESTING: usize = 100;

/// Where a piece of markdown stands in the file.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// It is the text from this byte on.
    At(usize),
    /// It is somewhere in this span, not byte for byte.
    Within(Span),
}

/// Parses `markdown`.
pub(super) fn read(reader: &mut Reader<'_>, markdown: &str, origin: Origin) -> Vec<Node> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let guarded = fill_in::guard(markdown);
    let mut builder = Builder {
        reader,
        is_guarded: matches!(guarded, Cow::Owned(_)),
        origin,
        stack: vec![Frame::new(Open::Root, 0, 0, 0)],
        blocks: Vec::new(),
        inlines: Vec::new(),
        skipped: 0,
        run: Run::default(),
    };
    for (event, range) in Parser::new_ext(&guarded, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.finish()
}

/// Text that the parser gave in pieces.
#[derive(Default)]
struct Run {
    text: String,
    range: Range<usize>,
    /// The text is that of the range, byte for byte.
    exact: bool,
}

struct Builder<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// Fill-in lines are guarded: see [`fill_in::guard`].
    is_guarded: bool,
    origin: Origin,
    stack: Vec<Frame>,
    /// The content of all frames, the innermost last: taken off at the end of a frame, in a vector of the right size.
    blocks: Vec<Node>,
    inlines: Vec<Inline>,
    /// How many containers are open that are nested too deep to be built.
    skipped: usize,
    run: Run,
}

impl Builder<'_, '_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) => match &mut self.top().open {
                Open::Code { text: code, .. } => code.push_str(&text),
                _ => self.text(&text, range),
            },
            Event::Html(text) => match &mut self.top().open {
                Open::Html(html) => html.push_str(&text),
                _ => self.text(&text, range),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag, range),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text, range);
            }
            other => {
                self.flush();
                self.structure(other, range);
            }
        }
    }

    fn structure(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Code(code) => {
                let code = self.unguarded(&code).into_owned();
                self.reader.count_words(&code);
                self.push_inline(Inline::Code(code), &range);
            }
            Event::SoftBreak => self.push_break(false, &range),
            Event::HardBreak => self.push_break(true, &range),
            Event::Rule => {
                self.close_bare_paragraph();
                self.push_node(NodeKind::Rule, range);
            }
            Event::TaskListMarker(ticked) => {
                let item = self.stack.iter_mut().rev().take(2).find_map(|frame| match &mut frame.open {
                    Open::Item { task } => Some(task),
                    _ => None,
                });
                if let Some(task) = item {
                    *task = Some(ticked);
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        // A list needs room for its items, a table for its rows and cells.
        let room = match tag {
            Tag::List(_) => 2,
            Tag::Table(_) => 3,
            _ => 1,
        };
        if self.skipped > 0 || self.stack.len() + room > MAX_NESTING {
            if self.skipped == 0 {
                let span = self.span(&(range.start..range.start + 1));
                self.reader.report(
                    &diagnostic::NESTED_TOO_DEEP,
                    span,
                    format!("nested more than {MAX_NESTING} levels deep"),
                    "what is deeper is shown flat; take the inner parts out of lists, quotations and emphasis",
                );
            }
            self.skipped += 1;
            if !is_inline(&tag) && !self.is_textless() {
                self.push_break(false, &(range.start..range.start));
            }
            return;
        }
        let open = match tag {
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Strikethrough => Open::Strikethrough,
            Tag::Link { link_type, dest_url, .. } => {
                Open::Link { kind: link_type, address: self.unguarded(&dest_url).into_owned() }
            }
            Tag::Image { link_type, dest_url, title, .. } => Open::Image {
                kind: link_type,
                address: self.unguarded(&dest_url).into_owned(),
                title: self.unguarded(&title).into_owned(),
            },
            Tag::TableHead | Tag::TableRow => Open::Row(Vec::new()),
            Tag::TableCell => Open::Cell,
            Tag::Item => Open::Item { task: None },
            block => {
                self.close_bare_paragraph();
                self.open_block(block)
            }
        };
        if self.is_textless() {
            self.top().inlines_start = range.start;
        }
        self.stack.push(Frame::new(open, range.start, self.blocks.len(), self.inlines.len()));
    }

    fn open_block(&self, tag: Tag<'_>) -> Open {
        match tag {
            Tag::Heading { level, .. } => Open::Heading(level_number(level)),
            Tag::BlockQuote(kind) => Open::Quote(kind.map(frame::alert_class)),
            Tag::List(start) => Open::List { start, items: Vec::new() },
            Tag::HtmlBlock => Open::Html(String::new()),
            Tag::CodeBlock(kind) => Open::Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => code_language(&self.unguarded(&info)),
                    CodeBlockKind::Indented => String::new(),
                },
                text: String::new(),
            },
            Tag::Table(align) => Open::Table(TableNode {
                align: align.into_iter().map(frame::alignment).collect(),
                head: Vec::new(),
                rows: Vec::new(),
            }),
            // Paragraphs, and the containers of extensions that are off.
            _ => Open::Paragraph,
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        self.close_bare_paragraph();
        let Some(frame) = self.stack.pop() else { return };
        let Frame { open, start, content_end, closing_html, .. } = frame;
        let blocks: Vec<Node> = self.blocks.drain(frame.blocks_from..).collect();
        let inlines: Vec<Inline> = self.inlines.drain(frame.inlines_from..).collect();
        let range = start..range.end;
        match open {
            Open::Root => {}
            Open::Emphasis => self.push_inline(Inline::Emphasis(inlines), &range),
            Open::Strong => self.push_inline(Inline::Strong(inlines), &range),
            Open::Strikethrough => self.push_inline(Inline::Strikethrough(inlines), &range),
            Open::Link { kind, address } => self.link(kind, &address, inlines, &range, content_end),
            Open::Image { kind, address, title } => self.image(kind, &address, title, &inlines, &range, content_end),
            Open::Paragraph => {
                if !inlines.is_empty() {
                    self.push_node(NodeKind::Paragraph(inlines), range);
                }
                if let Some(closing) = closing_html {
                    self.push_node(NodeKind::Html("</details>".to_owned()), closing);
                }
            }
            Open::Heading(level) => {
                let anchor = self.reader.anchors.heading(&inlines::plain(&inlines), self.span(&range).start);
                self.push_node(NodeKind::Heading(HeadingNode { level, anchor, text: inlines }), range);
            }
            Open::Quote(alert) => self.push_node(NodeKind::Quote { alert, blocks }, range),
            Open::List { start, items } => self.push_node(NodeKind::List { start, items }, range),
            Open::Item { task } => {
                let span = self.span(&range);
                if let Open::List { items, .. } = &mut self.top().open {
                    items.push(ItemNode { span, task, blocks });
                }
            }
            Open::Code { language, text } => {
                let text = self.unguarded(&text).into_owned();
                self.push_node(NodeKind::Code { language, text }, range);
            }
            Open::Html(text) => {
                if !html::is_comment(&text) {
                    let text = self.unguarded(&text).into_owned();
                    self.push_node(NodeKind::Html(text), range);
                }
            }
            Open::Table(table) => self.push_node(NodeKind::Table(table), range),
            Open::Row(cells) => self.row(tag, cells, &range),
            Open::Cell => {
                if let Open::Row(cells) = &mut self.top().open {
                    cells.push(inlines);
                }
            }
        }
    }

    fn row(&mut self, tag: TagEnd, cells: Vec<Vec<Inline>>, range: &Range<usize>) {
        let span = self.span(range);
        let Open::Table(table) = &mut self.top().open else { return };
        if tag == TagEnd::TableHead {
            table.head = cells;
        } else {
            table.rows.push(RowNode { span, cells });
        }
    }

    fn link(&mut self, kind: LinkType, address: &str, text: Vec<Inline>, range: &Range<usize>, content_end: usize) {
        let target = match kind {
            LinkType::Email => Target::External(format!("mailto:{address}")),
            _ => target::of_link(self.reader.input.path, address),
        };
        self.reference(kind, address, ReferenceKind::Link(target.clone()), range, content_end);
        self.push_inline(Inline::Link { target: Box::new(target), text }, range);
    }

    fn image(
        &mut self,
        kind: LinkType,
        address: &str,
        title: String,
        text: &[Inline],
        range: &Range<usize>,
        content_end: usize,
    ) {
        let alt = inlines::plain(text).trim().to_owned();
        if alt.is_empty() {
            let span = self.span(range);
            self.reader.report(
                &diagnostic::IMAGE_ALT,
                span,
                format!("picture `{address}` has no text alternative"),
                format!("say what it shows: `![what it shows]({address})`"),
            );
        }
        let src = target::of_image(self.reader.input.path, address);
        self.reference(kind, address, ReferenceKind::Image(src.clone()), range, content_end);
        self.push_inline(Inline::Image(Box::new(Image { src, alt, title })), range);
    }

    fn reference(
        &mut self,
        kind: LinkType,
        address: &str,
        reference: ReferenceKind,
        range: &Range<usize>,
        content_end: usize,
    ) {
        let span = match &self.origin {
            Origin::At(base) => {
                let span = base + range.start..base + range.end;
                destination_span(self.reader.input.text, span, base + content_end, kind, address)
            }
            Origin::Within(span) => span.clone(),
        };
        self.reader.references.push(Reference { span, kind: reference });
    }

    fn inline_html(&mut self, tag: &str, range: Range<usize>) {
        if html::is_comment(tag) {
            return;
        }
        match html::tag_name(tag).as_str() {
            "br" => {
                self.flush();
                self.push_break(true, &range);
            }
            "/details" if matches!(self.top().open, Open::Paragraph) => {
                self.flush();
                self.top().closing_html = Some(range);
            }
            name => {
                if !name.starts_with('/') {
                    let span = self.span(&range);
                    self.reader.report_html(&span, tag);
                }
                self.text(tag, range);
            }
        }
    }

    fn text(&mut self, piece: &str, range: Range<usize>) {
        let piece = if self.is_guarded { fill_in::unguard(piece) } else { Cow::Borrowed(piece) };
        let run = &mut self.run;
        if run.text.is_empty() {
            run.range = range.clone();
            run.exact = true;
        }
        run.exact &= range.len() == piece.len() && (run.text.is_empty() || run.range.end == range.start);
        run.range.end = range.end;
        run.text.push_str(&piece);
    }

    /// Turns the text so far into running text.
    fn flush(&mut self) {
        if self.run.text.is_empty() {
            return;
        }
        let mut run = std::mem::take(&mut self.run);
        self.reader.count_words(&run.text);
        self.note_content(&run.range);
        let source = self.span(&run.range);
        let is_alt = matches!(self.top().open, Open::Image { .. });
        if is_alt || !placeholders::possible(&run.text) {
            self.inlines.push(Inline::Text(run.text.as_str().to_owned()));
        } else {
            let references = &mut self.reader.references;
            let exact_from = match self.origin {
                Origin::At(base) if run.exact => Some(base + run.range.start),
                _ => None,
            };
            placeholders::split(&run.text, &mut self.inlines, |at, key| {
                let span = exact_from.map_or_else(|| source.clone(), |from| from + at.start..from + at.end);
                references.push(Reference { span, kind: ReferenceKind::Fact(key.to_owned()) });
            });
        }
        run.text.clear();
        self.run = run;
    }

    fn push_inline(&mut self, inline: Inline, range: &Range<usize>) {
        self.note_content(range);
        self.inlines.push(inline);
    }

    fn push_break(&mut self, hard: bool, range: &Range<usize>) {
        match self.inlines.last_mut() {
            Some(Inline::Break(last)) => *last |= hard,
            _ => self.push_inline(Inline::Break(hard), range),
        }
    }

    fn note_content(&mut self, range: &Range<usize>) {
        let is_first = self.is_textless();
        let top = self.top();
        if is_first {
            top.inlines_start = range.start;
        }
        top.content_end = range.end;
    }

    /// The innermost frame has no running text yet.
    fn is_textless(&mut self) -> bool {
        self.inlines.len() == self.top().inlines_from
    }

    /// Ends a paragraph that has no event of its own: the text of an item in a tight list.
    fn close_bare_paragraph(&mut self) {
        if self.top().holds_blocks() && !self.is_textless() {
            let range = self.top().inlines_start..self.top().content_end;
            let from = self.top().inlines_from;
            let mut inlines: Vec<Inline> = self.inlines.drain(from..).collect();
            inlines::trim_end(&mut inlines, &[]);
            if !inlines.is_empty() {
                self.push_node(NodeKind::Paragraph(inlines), range);
            }
        }
    }

    fn push_node(&mut self, kind: NodeKind, range: Range<usize>) {
        let span = self.span(&range);
        self.blocks.push(Node { span, kind });
    }

    /// The span in the file, without the blanks around it.
    fn span(&self, range: &Range<usize>) -> Span {
        match &self.origin {
            Origin::At(base) => {
                let text = self.reader.input.text;
                let span = base + range.start..base + range.end;
                let Some(slice) = text.get(span.clone()) else { return span };
                let start = span.end - slice.trim_start().len();
                start..start + text[start..span.end].trim_end().len()
            }
            Origin::Within(span) => span.clone(),
        }
    }

    fn unguarded<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.is_guarded { fill_in::unguard(text) } else { Cow::Borrowed(text) }
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("the root is closed by finish only")
    }

    fn finish(mut self) -> Vec<Node> {
        self.flush();
        self.close_bare_paragraph();
        self.blocks
    }
}
