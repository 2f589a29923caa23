//! Packs: the cards that belong together, as one print job.

use super::{AidIndex, LanguageIndex, Site, name};
use crate::diagnostic::{self, Diagnostic, Place, closest};
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

/// Every pack that has a card and not too many. Reports what keeps a named pack, or a card of it, from paper.
pub(super) fn collect(site: &Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<Pack> {
    let mut packs = Vec::new();
    let named = named(site, diagnostics);
    for language in 0..site.config.languages.len() {
        for (title, slug, aids) in &named {
            let aids = aids.iter().map(|&aid| site.in_language(aid, language)).collect();
            add(site, &mut packs, language, None, title, slug, aids);
        }
        for facet in site.facets[language].iter().filter(|facet| FACETS.contains(&facet.kind)) {
            for value in &facet.values {
                add(site, &mut packs, language, Some(facet.kind), &value.label, &value.slug, value.aids.clone());
            }
        }
    }
    packs
}

/// The packs that the configuration names: title, slug, aids.
fn named<'a>(site: &'a Site, diagnostics: &mut Vec<Diagnostic>) -> Vec<(&'a str, String, Vec<AidIndex>)> {
    let mut packs: Vec<(&str, String, Vec<AidIndex>)> = Vec::new();
    let every_id = LazyCell::new(|| (0..site.aids.len()).map(|aid| site.id(aid)).collect::<Vec<_>>());
    for (title, ids) in &site.config.packs {
        let at = |code, place: Option<&Place>, message: String| {
            let problem = Diagnostic::in_file(code, &"kneeboard.yaml".into(), message);
            Diagnostic { place: place.cloned(), ..problem }
        };
        let first = ids.first().map(|(_, place)| place);
        let mut aids = Vec::new();
        for (id, place) in ids {
            if site.is_draft_id(id) {
                let message = format!("the pack `{title}` names `{id}`, which is a draft and not part of this build");
                let hint = "build with `--drafts`, or make the aid `status: active`";
                diagnostics.push(at(&diagnostic::CONFIG_VALUE, Some(place), message).hint(hint));
                continue;
            }
            let Some(aid) = site.aid_with_id(id) else {
                let message = format!("the pack `{title}` names `{id}`, which no aid has as its id");
                let hint = match closest(id, every_id.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => {
                        "an id is the path of the file without its ending, unless the aid says otherwise".to_owned()
                    }
                };
                diagnostics.push(at(&diagnostic::UNKNOWN_ID, Some(place), message).hint(hint));
                continue;
            };
            if site.print_format(aid).is_none() && !site.is_withdrawn(aid) {
                let message = format!("the pack `{title}` names `{id}`, which has no card");
                let hint = "give the aid a format, `print: a6`, or all aids of the site";
                diagnostics.push(at(&diagnostic::CONFIG_VALUE, Some(place), message).hint(hint));
            }
            aids.push(aid);
        }
        let slug = name::slug(title);
        let problem = if let Some((other, ..)) = packs.iter().find(|(_, known, _)| *known == slug) {
            Some((format!("the packs `{other}` and `{title}` would have the same address"), "give one another name"))
        } else if ids.len() > MOST_CARDS {
            let message = format!("the pack `{title}` has {} cards; a browser prints {MOST_CARDS} at most", ids.len());
            Some((message, "make two packs of it"))
        } else if ids.is_empty() {
            Some((format!("the pack `{title}` is empty"), "list the ids of its aids: `[site/treat-burn]`"))
        } else {
            None
        };
        match problem {
            Some((message, hint)) => diagnostics.push(at(&diagnostic::CONFIG_VALUE, first, message).hint(hint)),
            None => packs.push((title, slug, aids)),
        }
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
