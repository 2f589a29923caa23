//! The aids of a language in the orders that readers meet.

use super::{AidIndex, LanguageIndex, PER_PAGE, Site};
use crate::unicode::sort_key;
use std::cmp::Reverse;

/// The listed aids of one language: one a group, withdrawn ones left out.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// By title.
    pub by_title: Vec<AidIndex>,
    /// Those that changed last, newest first, then by title: at most [`PER_PAGE`], since nobody reads on.
    pub by_change: Vec<AidIndex>,
}

pub(super) fn lists(site: &Site, language: LanguageIndex) -> Lists {
    let mut by_title: Vec<AidIndex> = site.listed(language).collect();
    by_title.sort_by_cached_key(|&aid| (sort_key(&site.aids[aid].title), aid));
    let mut by_change: Vec<AidIndex> = by_title.iter().copied().filter(|&aid| site.changed(aid).is_some()).collect();
    by_change.sort_by_cached_key(|&aid| Reverse(site.changed(aid)));
    by_change.truncate(PER_PAGE);
    Lists { by_title, by_change }
}
