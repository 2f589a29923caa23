//! The aids of a language in the orders that readers meet.

use super::{AidIndex, LanguageIndex, PER_PAGE, Site};
use jiff::civil::Date;
use rayon::prelude::*;
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
    let shown = site.groups.par_iter().map(|group| site.in_language(group.aids[0], language));
    let listed = shown.filter(|&aid| !site.is_withdrawn(aid));
    let mut by_title: Vec<(&str, AidIndex)> = listed.map(|aid| (&*site.aids[aid].sort_key, aid)).collect();
    by_title.par_sort_unstable();
    let by_title: Vec<AidIndex> = by_title.into_iter().map(|(_, aid)| aid).collect();
    let changed = |(place, &aid): (usize, &AidIndex)| Some((Reverse(site.changed(aid)?), place, aid));
    let mut by_change: Vec<(Reverse<Date>, usize, AidIndex)> =
        by_title.par_iter().enumerate().filter_map(changed).collect();
    if by_change.len() > PER_PAGE {
        by_change.select_nth_unstable(PER_PAGE);
        by_change.truncate(PER_PAGE);
    }
    by_change.sort_unstable();
    Lists { by_title, by_change: by_change.into_iter().map(|(_, _, aid)| aid).collect() }
}
