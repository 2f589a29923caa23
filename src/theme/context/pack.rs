//! Packs: many cards in one print job.

use serde::Serialize;

/// `pack.html`: `pack`.
#[derive(Clone, Debug, Serialize)]
pub struct PackContext {
    /// What it is called.
    pub title: String,
    /// The page of its facet.
    pub back: Option<String>,
    /// Its cards on sheets of paper.
    pub sheets_href: String,
    /// The format of its index card.
    pub format: String,
    /// What stands on each side of the index card.
    pub sides: Vec<Vec<PackLineContext>>,
}

/// A line of an index card.
#[derive(Clone, Debug, Serialize)]
pub struct PackLineContext {
    /// The aid's title.
    pub title: String,
    /// Language tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its rev.
    pub rev: Option<String>,
    /// The check word of the edition.
    pub check: String,
}

/// Packs of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct PackGroupContext {
    /// `tags`, `roles`, `locations`, `equipment`; `null`: named by the site.
    pub kind: Option<&'static str>,
    /// The packs.
    pub packs: Vec<PackLinkContext>,
}

/// A pack in the list of packs.
#[derive(Clone, Debug, Serialize)]
pub struct PackLinkContext {
    /// What it is called.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its cards on sheets of paper.
    pub sheets_href: String,
    /// Its aids.
    pub ids: Vec<String>,
    /// How many cards it has.
    pub count: usize,
}
