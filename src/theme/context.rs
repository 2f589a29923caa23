//! What templates get. `themes/README.md` describes every field; a test compares the two.
//!
//! Every template gets `site` ([`SiteContext`]), `page` ([`PageContext`]) and `t` (the words of the interface in the
//! page's language), and one more value that its page kind names. Strings are text and are escaped by the template;
//! fields whose name ends in `html` are ready HTML. Fields that may be absent are `null`; lists may be empty. Every `href`
//! is relative to the page and percent-encoded.

use serde::Serialize;
use std::collections::BTreeMap;

/// `site`: the same on every page of one language.
#[derive(Clone, Debug, Serialize)]
pub struct SiteContext {
    /// Name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where the site will be, ending in `/`.
    pub base_url: Option<String>,
    /// How many aids it lists in this language.
    pub aid_count: usize,
    /// Who answers for aids, and whom to tell that one is missing.
    pub owner: Option<PersonContext>,
    /// The site has a style sheet of its own, `static/site.css`, to be loaded after the theme's.
    pub own_style: bool,
    /// Version of Kneeboard.
    pub generator: &'static str,
}

/// `page`: where the page is and how it relates to others.
#[derive(Clone, Debug, Serialize)]
pub struct PageContext {
    /// `aid`, `tombstone`, `redirect`, `home`, `facet`, `facet-value`, `a-z`, `changes`, `not-found`.
    pub kind: &'static str,
    /// Path in the output.
    pub path: String,
    /// `../` as often as needed to reach the root; empty at the root. Prefix of every theme file: `{{ page.root }}static/style.css`.
    pub root: String,
    /// Language tag of the page.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Title of the page alone, for `<title>` and `<h1>`.
    pub title: String,
    /// For search engines.
    pub description: Option<String>,
    /// Absolute address, when the site has a `base_url`.
    pub canonical: Option<String>,
    /// The home page of the page's language.
    pub home_href: String,
    /// The A–Z list of the page's language.
    pub a_z_href: String,
    /// The page of recent changes of the page's language.
    pub changes_href: String,
    /// The Atom feed of the page's language.
    pub feed_href: String,
    /// The same page in every language that it exists in, this one included; empty when there is one only.
    pub languages: Vec<LanguageLink>,
    /// JSON-LD for search engines, escaped for a script element; aid pages only.
    pub json_ld_html: Option<String>,
}

/// A page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// Language tag.
    pub lang: String,
    /// The language's own name: `Español`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page.
    pub href: String,
    /// Absolute address, when the site has a `base_url`.
    pub absolute: Option<String>,
    /// It is this page.
    pub current: bool,
}

/// An aid in a list.
#[derive(Clone, Debug, Serialize)]
pub struct CardContext {
    /// Title.
    pub title: String,
    /// The situation that it is for.
    pub need: Option<String>,
    /// The page.
    pub href: String,
    /// `procedure`, `checklist`, `decision`, `lookup`, `troubleshooting`, `worksheet`. The word is `t.type[kind]`.
    pub kind: &'static str,
    /// Language tag, when it is not that of the page (the aid is not translated); else `null`.
    pub lang: Option<String>,
    /// Direction that goes with `lang`.
    pub dir: Option<&'static str>,
    /// Gravest hazard: `danger`, `warning`, `caution`, `notice`.
    pub signal: Option<&'static str>,
    /// `10 min`.
    pub time: Option<String>,
    /// Date of the last change, `2026-05-01`.
    pub changed: Option<String>,
    /// What changed last.
    pub change_note: Option<String>,
    /// A draft, shown because of `--drafts`.
    pub draft: bool,
}

/// A link with a name.
#[derive(Clone, Debug, Serialize)]
pub struct LinkContext {
    /// What it is called.
    pub name: String,
    /// Where it leads; `null`: nowhere.
    pub href: Option<String>,
}

/// A person or group.
#[derive(Clone, Debug, Serialize)]
pub struct PersonContext {
    /// Name.
    pub name: String,
    /// As written.
    pub contact: Option<String>,
    /// `mailto:`, `tel:` or http address, when the contact is one.
    pub href: Option<String>,
}

/// `facets` on the home page; also `facet` on a facet's own page.
#[derive(Clone, Debug, Serialize)]
pub struct FacetContext {
    /// `type`, `roles`, `locations`, `equipment`, `tags`, `moment`. The word is `t.facet[kind]`.
    pub kind: &'static str,
    /// The facet's page.
    pub href: String,
    /// Values in the order of their labels, nested ones after their parent.
    pub values: Vec<FacetValueContext>,
}

/// A value of a facet.
#[derive(Clone, Debug, Serialize)]
pub struct FacetValueContext {
    /// The entry as in front matter.
    pub value: String,
    /// Its label.
    pub name: String,
    /// 0 for the top, 1 for `hall-1/filler`, …
    pub depth: usize,
    /// Its page.
    pub href: String,
    /// How many aids, those of nested values included.
    pub count: usize,
}

/// Aids under a heading: a letter of the A–Z list, a month of the changes, a type.
#[derive(Clone, Debug, Serialize)]
pub struct GroupContext {
    /// The heading.
    pub name: String,
    /// Its anchor.
    pub anchor: String,
    /// The aids.
    pub cards: Vec<CardContext>,
}

/// `home.html`: `home`.
#[derive(Clone, Debug, Serialize)]
pub struct HomeContext {
    /// Facets with at least one value. Long facets are cut to the most used values; `facet.href` has all.
    pub facets: Vec<FacetContext>,
    /// The aids with the lowest weight (front matter `weight`), if any: what to open first.
    pub first: Vec<CardContext>,
    /// The aids that changed last, newest first, at most six.
    pub recent: Vec<CardContext>,
    /// Every aid, when there are at most 60; else empty (the A–Z list has them).
    pub all: Vec<GroupContext>,
}

/// `facet.html`: `facet` ([`FacetContext`]).
/// `list.html` (one facet value, the A–Z list, the changes): `list`.
#[derive(Clone, Debug, Serialize)]
pub struct ListContext {
    /// Kind of the facet, for a facet value.
    pub facet: Option<LinkContext>,
    /// Parents of a nested value, outermost first.
    pub parents: Vec<LinkContext>,
    /// Values nested in this one.
    pub children: Vec<FacetValueContext>,
    /// The aids, at most 500 a page.
    pub groups: Vec<GroupContext>,
    /// How many aids on all pages of the list.
    pub total: usize,
    /// The pages of a long list, this one included; empty when there is one only.
    pub pages: Vec<PageLink>,
}

/// A page of a long list.
#[derive(Clone, Debug, Serialize)]
pub struct PageLink {
    /// What the page holds: `A – Cle`.
    pub name: String,
    /// The page.
    pub href: String,
    /// It is this one.
    pub current: bool,
}

/// `redirect.html`: `redirect`; the page that stays at an old address.
#[derive(Clone, Debug, Serialize)]
pub struct RedirectContext {
    /// The aid's title.
    pub title: String,
    /// The aid's page.
    pub href: String,
}

/// `aid.html` and `tombstone.html`: `aid`.
#[derive(Clone, Debug, Serialize)]
pub struct AidContext {
    /// Its id.
    pub id: String,
    /// Title.
    pub title: String,
    /// `procedure`, …; the word is `t.type[kind]`.
    pub kind: &'static str,
    /// The situation that it is for.
    pub need: Option<String>,
    /// One or two sentences.
    pub summary: Option<String>,
    /// `10 min`.
    pub time: Option<String>,
    /// An observable state.
    pub result: Option<String>,
    /// `read-do`, `do-confirm`, `challenge-response`; the word is `t.mode[mode]`.
    pub mode: Option<&'static str>,
    /// `active`, `draft`, `withdrawn`.
    pub status: &'static str,
    /// In words of time: `pending` before `effective`, `expired` from the day after `expires`, else `null`.
    pub validity: Option<&'static str>,
    /// `2026-05-01`.
    pub effective: Option<String>,
    /// `2026-05-01`.
    pub expires: Option<String>,
    /// Rev.
    pub rev: Option<String>,
    /// Who answers for it: its own owner or the site's.
    pub owner: Option<PersonContext>,
    /// Recorded approver.
    pub approver: Option<String>,
    /// `2026-05-01`.
    pub approved: Option<String>,
    /// Last review, `2026-05-01`.
    pub reviewed: Option<String>,
    /// Who reviewed.
    pub reviewed_by: Option<String>,
    /// When somebody last worked by it, `2026-05-01`.
    pub tried_on: Option<String>,
    /// Who tried it.
    pub tried_by: Option<String>,
    /// When the next review is due, `2026-05-01`.
    pub review_due: Option<String>,
    /// Tags, roles, locations, equipment: `facets` with links to their pages, in that order of kinds.
    pub facets: Vec<AidFacetContext>,
    /// Tools.
    pub tools: Vec<ThingContext>,
    /// Parts.
    pub parts: Vec<ThingContext>,
    /// Personal protective equipment.
    pub ppe: Vec<ThingContext>,
    /// What must be so before; aids among them have an `href`.
    pub prerequisites: Vec<LinkContext>,
    /// Hazards of the front matter that concern the whole aid (those with `at` stand at their step).
    pub hazards: Vec<HazardContext>,
    /// The body.
    pub blocks: Vec<BlockContext>,
    /// Headings of level 2 in the body: an outline of long prose. Questions and pause points are not among them.
    pub headings: Vec<LinkContext>,
    /// How many steps.
    pub steps: u32,
    /// Check box items.
    pub items: u32,
    /// The video of the front matter, when the body does not show it.
    pub video: Option<VideoContext>,
    /// Change record, newest first.
    pub changes: Vec<ChangeContext>,
    /// Sources.
    pub sources: Vec<SourceContext>,
    /// Aids to read next; shown after the steps.
    pub related: Vec<CardContext>,
    /// Aids that this one replaces.
    pub supersedes: Vec<LinkContext>,
    /// Aids that replace this one.
    pub superseded_by: Vec<LinkContext>,
    /// Front matter `also_called`.
    pub also_called: Vec<String>,
    /// For a translation: the rev of the source that it follows is older than the source's.
    pub translation_stale: bool,
    /// The page of the aid that this one translates.
    pub translation_of: Option<LinkContext>,
    /// `extra` of the front matter.
    pub extra: BTreeMap<String, serde_json::Value>,
}

/// The values that an aid has in one facet.
#[derive(Clone, Debug, Serialize)]
pub struct AidFacetContext {
    /// Kind of facet.
    pub kind: &'static str,
    /// The values.
    pub values: Vec<LinkContext>,
}

/// A tool, part or piece of equipment.
#[derive(Clone, Debug, Serialize)]
pub struct ThingContext {
    /// What.
    pub name: String,
    /// How many.
    pub qty: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// An entry of the change record.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeContext {
    /// The rev that it made.
    pub rev: Option<String>,
    /// `2026-05-01`.
    pub date: Option<String>,
    /// Wording only.
    pub minor: bool,
    /// What changed.
    pub note: String,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct SourceContext {
    /// Title.
    pub title: String,
    /// Edition.
    pub edition: Option<String>,
    /// `2026-05-01`.
    pub checked: Option<String>,
    /// Address.
    pub href: Option<String>,
}

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
