//! The tree of an aid → the blocks that templates get.

use super::address::absolute;
use super::html::{Html, escaped};
use crate::aid::doc::{
    self, Answer, Block, BlockKind, Checklist, Detail, Hazard, Image, Mode, Pause, Signal, Step, Table, Target, Video,
};
use crate::aid::front_matter::HazardNote;
use crate::aid::signal_word;
use crate::language::Language;
use crate::source::SitePath;
use crate::theme::context::{
    AnswerContext, BlockContext, CaptionContext, ColumnContext, DetailContext, HazardContext, ImageContext,
    ItemContext, LinkContext, PauseContext, QrContext, RowContext, StepContext, TableContext, VideoContext,
};

/// The word of a signal in contexts and class names.
pub(super) fn signal_name(signal: Signal) -> &'static str {
    match signal {
        Signal::Danger => "danger",
        Signal::Warning => "warning",
        Signal::Caution => "caution",
        Signal::Notice => "notice",
    }
}

/// The word of a mode in contexts.
pub(super) fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::ReadDo => "read-do",
        Mode::DoConfirm => "do-confirm",
        Mode::ChallengeResponse => "challenge-response",
    }
}

/// The anchor of a question.
fn question(block: &Block) -> Option<&str> {
    match &block.kind {
        BlockKind::Branch(branch) => Some(&branch.anchor),
        _ => None,
    }
}

/// The number, from 1, of the question with this anchor.
fn number_of(anchor: &str, questions: &[&str]) -> Option<usize> {
    questions.iter().position(|question| *question == anchor).map(|index| index + 1)
}

impl Html<'_> {
    /// The blocks of the body. Runs of blocks without a component of their own become one piece of prose.
    pub(super) fn body(&self, blocks: &[Block]) -> Vec<BlockContext> {
        let mut out: Vec<BlockContext> = Vec::with_capacity(blocks.len());
        let mut items = 0;
        let mut prose = 0..0;
        let questions: Vec<&str> = blocks.iter().filter_map(question).collect();
        for (index, block) in blocks.iter().enumerate() {
            match self.component(block, &mut items, &questions) {
                Some(context) => {
                    self.flush(&mut out, &blocks[prose.clone()]);
                    out.push(context);
                    prose = index + 1..index + 1;
                }
                None => prose.end = index + 1,
            }
        }
        self.flush(&mut out, &blocks[prose]);
        out
    }

    fn flush(&self, out: &mut Vec<BlockContext>, prose: &[Block]) {
        if !prose.is_empty() {
            out.push(BlockContext::Prose { html: self.blocks(prose) });
        }
    }

    fn component(&self, block: &Block, items: &mut usize, questions: &[&str]) -> Option<BlockContext> {
        Some(match &block.kind {
            BlockKind::Steps(steps) => BlockContext::Steps {
                start: steps.first().map_or(1, |step| step.number),
                steps: steps.iter().map(|step| self.step(step)).collect(),
            },
            BlockKind::Hazard(hazard) => BlockContext::Hazard { hazard: self.hazard(hazard) },
            BlockKind::Note { class, blocks } => BlockContext::Note { class, html: self.blocks(blocks) },
            BlockKind::Checklist(list) => self.checklist(list, items),
            BlockKind::Decision(table) => BlockContext::Decision { table: self.table(table) },
            BlockKind::Lookup(table) => BlockContext::Lookup { table: self.table(table) },
            BlockKind::Branch(branch) => BlockContext::Branch {
                anchor: branch.anchor.clone(),
                level: branch.level,
                number: number_of(&branch.anchor, questions).unwrap_or(1),
                question_html: self.inlines(&branch.question),
                html: self.blocks(&branch.blocks),
                answers: branch.answers.iter().map(|answer| self.answer(answer, questions)).collect(),
            },
            BlockKind::ByHeart { anchor, heading, blocks } => BlockContext::ByHeart {
                anchor: anchor.clone(),
                heading_html: self.inlines(heading),
                html: self.blocks(blocks),
            },
            BlockKind::SelfCheck { question, answer } => {
                BlockContext::SelfCheck { question_html: self.inlines(question), answer_html: self.blocks(answer) }
            }
            BlockKind::Video(video) => BlockContext::Video { video: self.video(video)? },
            BlockKind::Figure(images) => {
                BlockContext::Figure { images: images.iter().filter_map(|image| self.image(image)).collect() }
            }
            _ => return None,
        })
    }

    fn step(&self, step: &Step) -> StepContext {
        let notes = self.front().hazards.iter().filter(|note| note.value.at == Some(step.number));
        let noted = notes.map(|note| self.hazard_note(&note.value));
        StepContext {
            number: step.number,
            anchor: step.anchor.clone(),
            changed: self.front().has_changed(step.number),
            hazards: noted.chain(step.hazards.iter().map(|hazard| self.hazard(hazard))).collect(),
            command_html: self.inlines(&step.command),
            details: step.details.iter().map(|detail| self.detail(detail)).collect(),
            images: step.images.iter().filter_map(|image| self.image(image)).collect(),
        }
    }

    fn detail(&self, detail: &Detail) -> DetailContext {
        let (kind, html) = match detail {
            Detail::Result(text) => ("result", self.inlines(text)),
            Detail::Why(text) => ("why", self.inlines(text)),
            Detail::Key(text) => ("key", self.inlines(text)),
            Detail::IfNot(text) => ("if-not", self.inlines(text)),
            Detail::Block(block) => ("block", self.blocks(std::slice::from_ref(block))),
        };
        DetailContext { kind, html }
    }

    fn hazard(&self, hazard: &Hazard) -> HazardContext {
        HazardContext {
            signal: signal_name(hazard.signal),
            word: signal_word(hazard.signal, self.own_language()),
            what_html: self.inlines(&hazard.what),
            html: self.blocks(&hazard.blocks),
        }
    }

    /// A hazard of the front matter.
    pub(super) fn hazard_note(&self, note: &HazardNote) -> HazardContext {
        let text = note.text();
        HazardContext {
            signal: signal_name(note.level),
            word: signal_word(note.level, self.own_language()),
            what_html: escaped(&note.what),
            html: if text.is_empty() { text } else { format!("<p>{}</p>", escaped(&text)) },
        }
    }

    fn checklist(&self, list: &Checklist, items: &mut usize) -> BlockContext {
        let items = list
            .items
            .iter()
            .map(|item| {
                *items += 1;
                ItemContext {
                    // No heading has a dot in its anchor: `## Item 3` keeps its own.
                    anchor: format!("item.{items}"),
                    challenge_html: self.inlines(&item.challenge),
                    response_html: item.response.as_ref().map(|response| self.inlines(response)),
                    ticked: item.ticked,
                    completion: item.completion,
                    html: self.blocks(&item.details),
                }
            })
            .collect();
        BlockContext::Checklist { pause: list.pause.as_ref().map(|pause| self.pause(pause)), items }
    }

    fn pause(&self, pause: &Pause) -> PauseContext {
        PauseContext {
            anchor: pause.anchor.clone(),
            when_html: self.inlines(&pause.when),
            mode: pause.mode.map(mode_name),
        }
    }

    fn table(&self, table: &Table) -> TableContext {
        let column = |column: &doc::Column| ColumnContext {
            html: self.inlines(&column.text),
            align: column.align,
            outcome: column.outcome,
        };
        let row = |row: &doc::Row| RowContext {
            anchor: row.anchor.clone(),
            cells_html: row.cells.iter().map(|cell| self.inlines(cell)).collect(),
        };
        TableContext { columns: table.columns.iter().map(column).collect(), rows: table.rows.iter().map(row).collect() }
    }

    fn answer(&self, answer: &Answer, questions: &[&str]) -> AnswerContext {
        AnswerContext {
            label_html: self.inlines(&answer.label),
            html: self.inlines(&answer.text),
            href: answer.target.as_ref().and_then(|target| self.href(target)),
            question: match &answer.target {
                Some(Target::Anchor(anchor)) => number_of(anchor, questions),
                _ => None,
            },
        }
    }

    /// A picture; `None` when its file does not exist.
    fn image(&self, image: &Image) -> Option<ImageContext> {
        let size = self.renderer.pixels(&image.src);
        Some(ImageContext {
            src: self.href(&image.src)?,
            alt: image.alt.clone(),
            title: image.title.clone(),
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
        })
    }

    /// A video of the body, with the captions and poster of the front matter or those that lie beside it.
    fn video(&self, video: &Video) -> Option<VideoContext> {
        let src = self.href(&video.src)?;
        let Target::File { path, .. } = &video.src else { return None };
        Some(self.video_file(path, src, video.title.clone(), video.duration.clone()))
    }

    /// The video of the front matter, unless the body shows one.
    pub(super) fn front_video(&self) -> Option<VideoContext> {
        let aid = self.aid();
        let shown = aid.doc.blocks.iter().any(|block| matches!(block.kind, BlockKind::Video(_)));
        let path = self.renderer.site.front_video(self.aid).filter(|_| !shown)?;
        let src = self.file(path.clone())?;
        let seconds = aid.front.video.as_ref().and_then(|video| video.value.seconds);
        let duration = seconds.map(|seconds| format!("{}:{:02}", seconds / 60, seconds % 60));
        Some(self.video_file(&path, src, aid.title.clone(), duration))
    }

    fn video_file(&self, path: &SitePath, src: String, title: String, duration: Option<String>) -> VideoContext {
        let site = &self.renderer.site;
        let caption = |(language, file): (&Language, SitePath)| {
            let name = self.renderer.language_name(language);
            Some(CaptionContext { src: self.file(file)?, lang: language.to_string(), name })
        };
        let transcript = site.named(self.aid, path).and_then(|file| file.transcript.clone()).map(|text| LinkContext {
            href: self.aid().path.resolve(&text).and_then(|path| self.file(path)),
            name: text,
        });
        VideoContext {
            src,
            mime: mime(path),
            title,
            duration,
            captions: site.captions(self.aid, path).into_iter().filter_map(caption).collect(),
            poster: site.poster(self.aid, path).and_then(|path| self.file(path)),
            transcript,
            qr: self.page_code(),
        }
    }

    /// The QR code of the page.
    fn page_code(&self) -> Option<QrContext> {
        let base = self.renderer.site.config.base_url.as_ref()?;
        super::edition::code(&absolute(base, self.page))
    }

    /// The address of a file of the site, if it exists.
    fn file(&self, path: SitePath) -> Option<String> {
        self.href(&Target::File { path, anchor: None })
    }

    pub(super) fn aid(&self) -> &crate::aid::Aid {
        &self.renderer.site.aids[self.aid]
    }

    pub(super) fn front(&self) -> &crate::aid::FrontMatter {
        &self.aid().front
    }
}

fn mime(path: &SitePath) -> &'static str {
    match path.extension().as_str() {
        "mp4" | "m4v" => "video/mp4",
        "ogv" | "ogg" => "video/ogg",
        "mov" => "video/quicktime",
        _ => "video/webm",
    }
}
