//! Packs: the cards that belong together, as one print job.

use super::{AidIndex, LanguageIndex, Site, name};
use crate::diagnostic::{self, Diagnostic, closest};
use crate::source::SitePath;
use crate::value::FacetKind;
use std::cell::LazyCell;

/// The most cards of a pack: more are no pack but a library, and a browser takes minutes to lay them out.
pub const MOST_CARDS: usize = 200;

/// The facets whose values have packs.
const FACETS: [FacetKind; 4] = [FacetKind::Tags, FacetKind::Roles, FacetKind::Locations, FacetKind::Equipment];

/// A pack, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its page.
    pub path: SitePath,
    /// The page with its cards on sheets.
    pub sheets: SitePath,
    /// The language of its readers.
    pub language: LanguageIndex,
    /// The facet whose value it is of; `None`: the site's configuration names it.
    pub facet: Option<FacetKind>,
    /// What it is called.
    pub title: String,
    /// Its aids, each with a card.
    pub aids: Vec<AidIndex>,
}

/// Every pack that has a card and not too many. Reports ids of named packs that no aid has.
pub(super) fn collect(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<Pack> {
    let mut packs = Vec::new();
    for language in 0..site.config.languages.len() {
        for (title, ids) in &site.config.packs {
            let aids = ids.iter().filter_map(|(id, _)| site.aid_with_id(id)).map(|aid| site.in_language(aid, language));
            add(site, &mut packs, language, None, title, &name::slug(title), aids.collect());
        }
        for facet in site.facets[language].iter().filter(|facet| FACETS.contains(&facet.kind)) {
            for value in &facet.values {
                add(site, &mut packs, language, Some(facet.kind), &value.label, &value.slug, value.aids.clone());
            }
        }
    }
    let every_id = LazyCell::new(|| (0..site.aids.len()).map(|aid| site.id(aid)).collect::<Vec<_>>());
    for (title, id, place) in
        site.config.packs.iter().flat_map(|(title, ids)| ids.iter().map(move |(id, place)| (title, id, place)))
    {
        if site.aid_with_id(id).is_some() {
            continue;
        }
        let message = format!("the pack `{title}` names `{id}`, which no aid has as its id");
        let hint = match closest(id, every_id.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "an id is the path of the file without its ending, unless the aid says otherwise".to_owned(),
        };
        let problem = Diagnostic::in_file(&diagnostic::UNKNOWN_ID, &"kneeboard.yaml".into(), message);
        diagnostics.push(Diagnostic { place: Some(place.clone()), ..problem }.hint(hint));
    }
    packs
}

fn add(
    site: &Site,
    packs: &mut Vec<Pack>,
    language: LanguageIndex,
    facet: Option<FacetKind>,
    title: &str,
    slug: &str,
    mut aids: Vec<AidIndex>,
) {
    aids.retain(|&aid| site.print_format(aid).is_some());
    if (1..=MOST_CARDS).contains(&aids.len()) {
        let (path, sheets) =
            (site.pack_path(facet, slug, language, ""), site.pack_path(facet, slug, language, ".sheets"));
        packs.push(Pack { path, sheets, language, facet, title: title.to_owned(), aids });
    }
}
