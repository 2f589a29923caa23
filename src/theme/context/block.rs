//! The body of an aid.

use super::{LinkContext, QrContext};
use serde::Serialize;

/// A block of the body. `kind` says which of the other fields are there; components of the same name draw them.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum BlockContext {
    /// Paragraphs, headings, plain lists, plain tables, code, quotations: ready HTML without classes of its own.
    Prose {
        /// The HTML.
        html: String,
    },
    /// Numbered steps.
    Steps {
        /// Number of the first.
        start: u32,
        /// The steps.
        steps: Vec<StepContext>,
    },
    /// A hazard notice that stands before no step.
    Hazard {
        /// The notice.
        hazard: HazardContext,
    },
    /// An alert that is no hazard.
    Note {
        /// `note`, `tip`, `important`, `warning`, `caution`; the word is `t.note[class]`.
        class: &'static str,
        /// What it says.
        html: String,
    },
    /// A section of a checklist.
    Checklist {
        /// The pause point it stands under.
        pause: Option<PauseContext>,
        /// The items.
        items: Vec<ItemContext>,
    },
    /// A decision table.
    Decision {
        /// The table.
        table: TableContext,
    },
    /// A table to look things up in.
    Lookup {
        /// The table.
        table: TableContext,
    },
    /// A question with its answers.
    Branch {
        /// Anchor.
        anchor: String,
        /// Heading level, 2–6.
        level: u8,
        /// Its place among the questions of the aid, from 1; paper has nothing else to go by.
        number: usize,
        /// The question.
        question_html: String,
        /// What stands between question and answers.
        html: String,
        /// The answers.
        answers: Vec<AnswerContext>,
    },
    /// Know by heart.
    ByHeart {
        /// Anchor.
        anchor: String,
        /// The heading.
        heading_html: String,
        /// What to know.
        html: String,
    },
    /// Question and hidden answer.
    SelfCheck {
        /// The question.
        question_html: String,
        /// The answer.
        answer_html: String,
    },
    /// A video.
    Video {
        /// The video.
        video: VideoContext,
    },
    /// Pictures.
    Figure {
        /// The pictures.
        images: Vec<ImageContext>,
    },
}

/// A step.
#[derive(Clone, Debug, Serialize)]
pub struct StepContext {
    /// Number in the aid.
    pub number: u32,
    /// `step-4`.
    pub anchor: String,
    /// It has changed since the last major change, or by it.
    pub changed: bool,
    /// Notices that stand before it, those of the front matter with `at` included.
    pub hazards: Vec<HazardContext>,
    /// The command.
    pub command_html: String,
    /// What follows, in order.
    pub details: Vec<DetailContext>,
    /// Its pictures.
    pub images: Vec<ImageContext>,
}

/// A detail of a step.
#[derive(Clone, Debug, Serialize)]
pub struct DetailContext {
    /// `result`, `why`, `key`, `if-not`, `block`. The word is `t.label[kind]`, none for `block`.
    pub kind: &'static str,
    /// What it says.
    pub html: String,
}

/// A hazard notice.
#[derive(Clone, Debug, Serialize)]
pub struct HazardContext {
    /// `danger`, `warning`, `caution`, `notice`.
    pub signal: &'static str,
    /// The signal word in the language of the aid.
    pub word: &'static str,
    /// What the hazard is; may be empty.
    pub what_html: String,
    /// What can happen and how to avoid it.
    pub html: String,
}

/// A pause point.
#[derive(Clone, Debug, Serialize)]
pub struct PauseContext {
    /// Anchor.
    pub anchor: String,
    /// When.
    pub when_html: String,
    /// `read-do`, `do-confirm`, `challenge-response`; the word is `t.mode[mode]`.
    pub mode: Option<&'static str>,
}

/// A line of a checklist.
#[derive(Clone, Debug, Serialize)]
pub struct ItemContext {
    /// Unique on the page: `item.3`; for the id of the check box.
    pub anchor: String,
    /// What is checked.
    pub challenge_html: String,
    /// The state that it must be in.
    pub response_html: Option<String>,
    /// Ticked in the source.
    pub ticked: bool,
    /// Says that the list is complete.
    pub completion: bool,
    /// Anything below the line; may be empty.
    pub html: String,
}

/// A table.
#[derive(Clone, Debug, Serialize)]
pub struct TableContext {
    /// The columns.
    pub columns: Vec<ColumnContext>,
    /// The rows.
    pub rows: Vec<RowContext>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnContext {
    /// Heading.
    pub html: String,
    /// `start`, `center`, `end`.
    pub align: Option<&'static str>,
    /// Says what to do.
    pub outcome: bool,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct RowContext {
    /// Anchor.
    pub anchor: String,
    /// One string a column; an empty condition of a decision table means any (`t.any`).
    pub cells_html: Vec<String>,
}

/// An answer.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerContext {
    /// The bold words.
    pub label_html: String,
    /// What follows.
    pub html: String,
    /// Where it leads.
    pub href: Option<String>,
    /// Number of the question that it leads to, if it leads to one of this aid.
    pub question: Option<usize>,
}

/// A video.
#[derive(Clone, Debug, Serialize)]
pub struct VideoContext {
    /// File.
    pub src: String,
    /// `video/webm`.
    pub mime: &'static str,
    /// What it shows.
    pub title: String,
    /// `0:40`.
    pub duration: Option<String>,
    /// Captions by language.
    pub captions: Vec<CaptionContext>,
    /// Still picture.
    pub poster: Option<String>,
    /// Text alternative: a link or a text.
    pub transcript: Option<LinkContext>,
    /// QR code of the page, for paper; with a `base_url` only.
    pub qr: Option<QrContext>,
}

/// A caption file.
#[derive(Clone, Debug, Serialize)]
pub struct CaptionContext {
    /// File.
    pub src: String,
    /// Language tag.
    pub lang: String,
    /// The language's own name.
    pub name: String,
}

/// A picture.
#[derive(Clone, Debug, Serialize)]
pub struct ImageContext {
    /// File.
    pub src: String,
    /// Text alternative.
    pub alt: String,
    /// Caption; may be empty.
    pub title: String,
    /// Pixels, when the file tells.
    pub width: Option<usize>,
    /// Pixels, when the file tells.
    pub height: Option<usize>,
}
