//! The parsed body of an aid: one tree for everybody who reads it.
//!
//! Every `range` is in bytes of the file's text as [`crate::source::read_text`] gives it, front matter included.

use crate::source::SitePath;
use std::ops::Range;

/// A place in the aid's text.
pub type Span = Range<usize>;

/// The body of an aid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    /// Top-level blocks in order. A first H1 that is the title is not among them.
    pub blocks: Vec<Block>,
    /// Text of the first H1, if there is one.
    pub heading: Option<String>,
    /// Every anchor that a link may name: headings, steps (`step-4`), table rows; sorted, unique.
    pub anchors: Vec<String>,
    /// How many numbered steps the aid has, over all its blocks.
    pub steps: u32,
    /// Every link, picture, video and fact, in order of the text, for the checks of the site. Links to steps that do not
    /// exist are reported already and left out.
    pub references: Vec<Reference>,
    /// Words of running text.
    pub words: u32,
}

impl Doc {
    /// The files that the aid needs beside its page: what it links to, shows and plays.
    pub fn files(&self) -> impl Iterator<Item = &SitePath> {
        self.references.iter().filter_map(|reference| match &reference.kind {
            ReferenceKind::Link(Target::File { path, .. })
            | ReferenceKind::Image(Target::File { path, .. })
            | ReferenceKind::Video(Target::File { path, .. }) => Some(path),
            _ => None,
        })
    }

    /// The numbered steps of all lists, in order.
    pub fn all_steps(&self) -> impl Iterator<Item = &Step> {
        let lists = self.blocks.iter();
        lists.filter_map(|block| if let BlockKind::Steps(steps) = &block.kind { Some(steps) } else { None }).flatten()
    }

    /// Whether a step has this number.
    #[must_use]
    pub fn has_step(&self, number: u32) -> bool {
        self.all_steps().any(|step| step.number == number)
    }

    /// Whether a link may name this anchor.
    #[must_use]
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.anchors.binary_search_by(|known| known.as_str().cmp(anchor)).is_ok()
    }
}

/// A block of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A heading of level 2 to 6 (a second H1 counts as level 2) that starts no other kind of section.
    Heading {
        /// 2–6.
        level: u8,
        /// The anchor.
        anchor: String,
        /// The text.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A part of the procedure: consecutive numbered steps. A procedure that a heading or picture interrupts goes on in a
    /// later `Steps` block with the next number.
    Steps(Vec<Step>),
    /// A hazard notice that stands before no step.
    Hazard(Hazard),
    /// A GitHub alert that is no hazard (NOTE, TIP, IMPORTANT without signal word).
    Note {
        /// `note`, `tip`, `important`, `warning`, `caution`.
        class: &'static str,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// Check boxes up to the next pause point.
    Checklist(Checklist),
    /// A decision table.
    Decision(Table),
    /// A table to look things up in: every row has an anchor.
    Lookup(Table),
    /// A question with its answers.
    Branch(Branch),
    /// `## Know by heart` and what follows it up to the next heading of its level.
    ByHeart {
        /// The heading's anchor.
        anchor: String,
        /// The heading's text.
        heading: Vec<Inline>,
        /// What to know.
        blocks: Vec<Block>,
    },
    /// Question and hidden answer.
    SelfCheck {
        /// The question.
        question: Vec<Inline>,
        /// The answer.
        answer: Vec<Block>,
    },
    /// A video alone in its paragraph.
    Video(Video),
    /// Pictures alone in their paragraph.
    Figure(Vec<Image>),
    /// A bulleted list, or a numbered one that is not at the top level.
    List {
        /// First number of a numbered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Preformatted text.
    Code {
        /// The first word after the fence; empty if none.
        language: String,
        /// The text.
        text: String,
    },
    /// HTML that is shown as text.
    Html(String),
    /// A thematic break.
    Rule,
}

/// One numbered step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it stands.
    pub span: Span,
    /// The number that markdown gives it; a second procedure may begin at 1 again.
    pub number: u32,
    /// The anchor: `step-N`, or `step-N-2` when an earlier step has that number.
    pub anchor: String,
    /// Notices that stand before it.
    pub hazards: Vec<Hazard>,
    /// The first paragraph: the command.
    pub command: Vec<Inline>,
    /// Everything after the command, in order.
    pub details: Vec<Detail>,
    /// Pictures of the step.
    pub images: Vec<Image>,
}

/// What a step says besides its command.
#[derive(Clone, Debug, PartialEq)]
pub enum Detail {
    /// `You see:`, `Result:`: what is seen when the step worked.
    Result(Vec<Inline>),
    /// `Why:`: the reason.
    Why(Vec<Inline>),
    /// `Key:`: the knack.
    Key(Vec<Inline>),
    /// `If not:`: what to do otherwise.
    IfNot(Vec<Inline>),
    /// Anything else.
    Block(Block),
}

/// How grave a hazard is. The order is that of gravity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Signal {
    /// Death or serious injury will follow.
    Danger,
    /// Death or serious injury could follow.
    Warning,
    /// Minor injury could follow.
    Caution,
    /// Damage to property.
    Notice,
}

/// A hazard notice.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    /// Where it stands.
    pub span: Span,
    /// Its class.
    pub signal: Signal,
    /// What the hazard is: the rest of the bold words after the signal word.
    pub what: Vec<Inline>,
    /// What can happen and how to avoid it.
    pub blocks: Vec<Block>,
}

/// A section of a checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct Checklist {
    /// The pause point that the section stands under.
    pub pause: Option<Pause>,
    /// The lines.
    pub items: Vec<Item>,
}

/// A pause point.
#[derive(Clone, Debug, PartialEq)]
pub struct Pause {
    /// The heading's anchor.
    pub anchor: String,
    /// When to pause: `before power-on`.
    pub when: Vec<Inline>,
    /// How the list is worked, if the heading says so.
    pub mode: Option<Mode>,
}

/// How a checklist is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Read an item, do it.
    ReadDo,
    /// Do all from memory, then confirm.
    DoConfirm,
    /// One reads, another answers.
    ChallengeResponse,
}

/// A line of a checklist.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where it stands.
    pub span: Span,
    /// What is checked.
    pub challenge: Vec<Inline>,
    /// The state that it must be in: what stands after the dots.
    pub response: Option<Vec<Inline>>,
    /// `[x]` in the source.
    pub ticked: bool,
    /// It says that the list is complete.
    pub completion: bool,
    /// Anything below the line.
    pub details: Vec<Block>,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// One a column.
    pub columns: Vec<Column>,
    /// The rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
}

/// A column's head.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The heading.
    pub text: Vec<Inline>,
    /// `start`, `center` or `end`, if the source says.
    pub align: Option<&'static str>,
    /// The column says what to do (a decision table's `Then` or `Do`).
    pub outcome: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it stands.
    pub span: Span,
    /// The anchor.
    pub anchor: String,
    /// The cells. An empty condition cell of a decision table means any.
    pub cells: Vec<Vec<Inline>>,
}

/// A question with its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// The heading's anchor.
    pub anchor: String,
    /// 2–6.
    pub level: u8,
    /// The question.
    pub question: Vec<Inline>,
    /// What stands between the question and the answers.
    pub blocks: Vec<Block>,
    /// The answers.
    pub answers: Vec<Answer>,
}

/// An answer of a branch.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Where it stands.
    pub span: Span,
    /// The bold words.
    pub label: Vec<Inline>,
    /// What follows: text with the link to go on with.
    pub text: Vec<Inline>,
    /// Where it leads; `None` when the source gives no target.
    pub target: Option<Target>,
}

/// A video.
#[derive(Clone, Debug, PartialEq)]
pub struct Video {
    /// The file.
    pub src: Target,
    /// What the link says, without the duration.
    pub title: String,
    /// `0:40`, as written.
    pub duration: Option<String>,
}

/// A picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Image {
    /// The file.
    pub src: Target,
    /// Text alternative.
    pub alt: String,
    /// Caption: the picture's title in the source; empty if none.
    pub title: String,
}

/// Running text. Most of it is text, so the rare large variants are boxed.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link {
        /// Where to.
        target: Box<Target>,
        /// Its text.
        text: Vec<Inline>,
    },
    /// A picture in running text.
    Image(Box<Image>),
    /// `____`: a line to fill in, with the number of underscores.
    FillIn(u16),
    /// `{{fact:key}}`.
    Fact(String),
    /// A soft or hard line break; hard when true.
    Break(bool),
}

/// Where a link, picture or video points, as far as the file itself tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A markdown file of the site.
    Aid {
        /// The file.
        path: SitePath,
        /// The part after `#`, decoded.
        anchor: Option<String>,
    },
    /// Another file of the site, with whatever follows `#`.
    File {
        /// The file.
        path: SitePath,
        /// The part after `#`.
        anchor: Option<String>,
    },
    /// A place in the same aid.
    Anchor(String),
    /// The aid with this id: `aid:ID`.
    Id(String),
    /// An address outside the site: http, https, mailto, tel, sms.
    External(String),
    /// An address that is not allowed or leaves the site; shown as text.
    Refused(String),
}

/// Something in the text that must exist elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands: the destination in the source, as near as can be told.
    pub span: Span,
    /// What must exist.
    pub kind: ReferenceKind,
}

/// What a reference is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A link.
    Link(Target),
    /// A picture.
    Image(Target),
    /// A video.
    Video(Target),
    /// A key of `data/facts.yaml`.
    Fact(String),
}
