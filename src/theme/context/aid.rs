//! An aid and its data.

use super::{BlockContext, CardContext, EditionContext, HazardContext, LinkContext, PersonContext, VideoContext};
use serde::Serialize;
use std::collections::BTreeMap;

/// `aid.html` and `tombstone.html`: `aid`.
#[derive(Clone, Debug, Serialize)]
pub struct AidContext {
    /// Its id.
    pub id: String,
    /// Its edition as it stands, for printed copies.
    pub edition: EditionContext,
    /// The page of its card, when it has one.
    pub card_href: Option<String>,
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
    /// Numbers of the steps that changed.
    pub steps: Vec<u32>,
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
