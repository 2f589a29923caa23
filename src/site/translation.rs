//! Which aids say the same in several languages.

use super::AidIndex;
use crate::aid::front_matter::Status;
use crate::aid::{Aid, FrontMatter};
use crate::config::Config;
use crate::source::SitePath;
use ahash::AHashMap;
use rayon::prelude::*;
use std::sync::Arc;

/// One aid in all its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// At least one: first the one in the site's default language if there is one, then in the order of the site's
    /// languages.
    pub aids: Vec<AidIndex>,
}

/// Groups aids by base path (`press.md`, `press.es.md`) and by `translation_of`; gives the groups in the order of their
/// base paths, and the group of every aid.
pub(super) fn group(
    config: &Config,
    aids: &[Arc<Aid>],
    by_path: &AHashMap<SitePath, AidIndex>,
) -> (Vec<Group>, Vec<usize>) {
    let ids =
        aids.iter().enumerate().rev().filter_map(|(index, aid)| Some((aid.front.id.as_ref()?.value.as_str(), index)));
    let by_id: AHashMap<&str, AidIndex> = ids.collect();
    let mut by_base: Vec<(&SitePath, AidIndex)> =
        aids.par_iter().enumerate().map(|(index, aid)| (base(aid, aids, by_path, &by_id), index)).collect();
    by_base.sort();
    let rank = |index: &AidIndex| {
        let language = &aids[*index].language;
        (config.languages.iter().position(|l| l == language).unwrap_or(usize::MAX), *index)
    };
    let mut group_of = vec![0; aids.len()];
    let groups = by_base
        .chunk_by(|(base, _), (next, _)| base == next)
        .enumerate()
        .map(|(number, members)| {
            let mut members: Vec<AidIndex> = members.iter().map(|(_, index)| *index).collect();
            members.sort_by_key(rank);
            for &member in &members {
                group_of[member] = number;
            }
            Group { aids: members }
        })
        .collect();
    (groups, group_of)
}

/// The base path of the aid that this one translates. `translation_of` names a file or an id.
fn base<'a>(
    aid: &'a Aid,
    aids: &'a [Arc<Aid>],
    by_path: &AHashMap<SitePath, AidIndex>,
    by_id: &AHashMap<&str, AidIndex>,
) -> &'a SitePath {
    let source = aid.front.translation_of.as_ref().and_then(|of| {
        let path = [of.value.clone(), format!("{}.md", of.value)]
            .iter()
            .find_map(|text| SitePath::new(text).filter(|path| by_path.contains_key(path)));
        let index = path.and_then(|path| by_path.get(&path).copied());
        index.or_else(|| by_id.get(of.value.as_str()).copied())
    });
    source.map_or(&aid.base_path, |index| &aids[index].base_path)
}

/// Gives translations what they do not say themselves: what the aid is, where it belongs and whether it is in force. Its
/// words are its own. To be called when the front matter has been checked: the places of these values are in the source.
pub(super) fn inherit(groups: &[Group], aids: &mut [Arc<Aid>]) {
    for group in groups {
        let [source, translations @ ..] = group.aids.as_slice() else { continue };
        for &translation in translations {
            let (kind, front) = (aids[*source].kind, aids[*source].front.clone());
            let aid = Arc::make_mut(&mut aids[translation]);
            if aid.front.kind.is_none() {
                aid.kind = kind;
            }
            inherit_front(&mut aid.front, front);
        }
    }
}

fn inherit_front(front: &mut FrontMatter, source: FrontMatter) {
    fill_list(&mut front.moment, source.moment);
    fill_list(&mut front.tags, source.tags);
    fill_list(&mut front.roles, source.roles);
    fill_list(&mut front.locations, source.locations);
    fill_list(&mut front.equipment, source.equipment);
    fill_list(&mut front.prerequisites, source.prerequisites);
    fill_list(&mut front.related, source.related);
    fill(&mut front.owner, source.owner);
    fill(&mut front.effective, source.effective);
    fill(&mut front.expires, source.expires);
    fill(&mut front.mode, source.mode);
    fill(&mut front.print, source.print);
    fill(&mut front.review_every, source.review_every);
    fill(&mut front.weight, source.weight);
    if source.status == Status::Withdrawn {
        front.status = Status::Withdrawn;
    }
}

fn fill<T>(own: &mut Option<T>, source: Option<T>) {
    if own.is_none() {
        *own = source;
    }
}

fn fill_list<T>(own: &mut Vec<T>, source: Vec<T>) {
    if own.is_empty() {
        *own = source;
    }
}
