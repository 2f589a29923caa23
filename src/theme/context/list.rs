//! Aids in lists, facets, the home page.

use super::LinkContext;
use serde::Serialize;

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
    /// The pack with the cards of this value.
    pub pack: Option<LinkContext>,
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
