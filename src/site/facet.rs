//! The dimensions to browse by.

use super::{AidIndex, LanguageIndex, Site, name};
use crate::aid::front_matter::Located;
use crate::aid::{Aid, FrontMatter};
use crate::diagnostic::{self, Diagnostic, closest};
use crate::unicode::sort_key;
use crate::value::{FacetKind, Label};
use std::collections::{BTreeMap, HashMap};

/// One dimension, in one language.
#[derive(Clone, Debug)]
pub struct Facet {
    /// Which.
    pub kind: FacetKind,
    /// Values by label, nested ones after their parent.
    pub values: Vec<FacetValue>,
    by_slug: HashMap<String, usize>,
}

/// One value of a facet.
#[derive(Clone, Debug)]
pub struct FacetValue {
    /// As a path: `hall-1/filler`.
    pub slug: String,
    /// What readers see: the vocabulary's label, else the value as first written.
    pub label: String,
    /// The aids, by title; those of nested values included.
    pub aids: Vec<AidIndex>,
}

impl FacetValue {
    /// 0 at the top, 1 for `hall-1/filler`, …
    #[must_use]
    pub fn depth(&self) -> usize {
        self.slug.matches('/').count()
    }
}

impl Facet {
    /// The value with this slug.
    #[must_use]
    pub fn value(&self, slug: &str) -> Option<&FacetValue> {
        self.by_slug.get(slug).map(|&index| &self.values[index])
    }
}

/// The declared entries of a facet by slug: the entry as declared and its label.
type Vocabulary<'a> = HashMap<String, (&'a str, &'a Label)>;

fn vocabularies<'a>(site: &'a Site) -> BTreeMap<FacetKind, Vocabulary<'a>> {
    let by_slug = |entries: &'a BTreeMap<String, Label>| -> Vocabulary<'a> {
        entries.iter().map(|(entry, label)| (name::slug(entry), (entry.as_str(), label))).collect()
    };
    site.config.vocabularies.iter().map(|(kind, entries)| (*kind, by_slug(entries))).collect()
}

/// Reports entries that a declared vocabulary does not have.
pub(super) fn check(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let vocabularies = vocabularies(site);
    for aid in &site.aids {
        for (kind, vocabulary) in &vocabularies {
            let unknown = entries(&aid.front, *kind).iter().filter_map(|e| unknown_entry(aid, *kind, vocabulary, e));
            diagnostics.extend(unknown);
        }
    }
}

/// Collects the facets of every language.
pub(super) fn collect(site: &Site) -> Vec<Vec<Facet>> {
    let vocabularies = vocabularies(site);
    (0..site.config.languages.len()).map(|language| in_language(site, language, &vocabularies)).collect()
}

fn in_language(site: &Site, language: LanguageIndex, vocabularies: &BTreeMap<FacetKind, Vocabulary<'_>>) -> Vec<Facet> {
    let listed = &site.lists[language].by_title;
    let tag = &site.config.languages[language];
    let facet = |kind: FacetKind| {
        let vocabulary = vocabularies.get(&kind);
        let mut values: BTreeMap<String, FacetValue> = BTreeMap::new();
        for &index in listed {
            for (slug, written) in slugs(&site.aids[index], kind) {
                let value = values.entry(slug).or_insert_with_key(|slug| FacetValue {
                    slug: slug.clone(),
                    label: vocabulary
                        .and_then(|vocabulary| vocabulary.get(slug))
                        .map_or(written, |(_, label)| label.get(tag).to_owned()),
                    aids: Vec::new(),
                });
                value.aids.push(index);
            }
        }
        let mut values: Vec<FacetValue> = values.into_values().collect();
        sort_by_label(&mut values);
        let by_slug = values.iter().enumerate().map(|(index, value)| (value.slug.clone(), index)).collect();
        Facet { kind, values, by_slug }
    };
    FacetKind::ALL.into_iter().map(facet).filter(|facet| !facet.values.is_empty()).collect()
}

impl Site {
    /// The values that an aid itself names, by facet, in the order of the front matter; types and moments left out.
    #[must_use]
    pub fn facets_of(&self, aid: AidIndex, language: LanguageIndex) -> Vec<(FacetKind, Vec<&FacetValue>)> {
        let front = &self.aids[aid].front;
        let named = |facet: &'_ Facet| -> Vec<usize> {
            entries(front, facet.kind)
                .iter()
                .filter_map(|entry| facet.by_slug.get(&name::slug(&entry.value)).copied())
                .collect()
        };
        self.facets[language]
            .iter()
            .map(|facet| (facet.kind, named(facet).into_iter().map(|index| &facet.values[index]).collect::<Vec<_>>()))
            .filter(|(_, values)| !values.is_empty())
            .collect()
    }
}

/// Every value that an aid stands under, its parents included, as slug and as written.
fn slugs(aid: &Aid, kind: FacetKind) -> BTreeMap<String, String> {
    let mut written: Vec<&str> = entries(&aid.front, kind).iter().map(|entry| entry.value.as_str()).collect();
    match kind {
        FacetKind::Type => written.push(aid.kind.word()),
        FacetKind::Moment => written.extend(aid.front.moment.iter().map(|moment| moment.word())),
        _ => {}
    }
    let nested = matches!(kind, FacetKind::Locations | FacetKind::Equipment);
    let mut out = BTreeMap::new();
    for value in written {
        let parts: Vec<&str> =
            if nested { value.splitn(name::MAX_DEPTH, '/').map(str::trim).collect() } else { vec![value.trim()] };
        for depth in 1..=parts.len() {
            let slug = name::slug(&parts[..depth].join("/"));
            if !slug.is_empty() {
                out.entry(slug).or_insert_with(|| parts[depth - 1].to_owned());
            }
        }
    }
    out
}

/// Sorts by the labels along the path, so that nested values follow their parent.
fn sort_by_label(values: &mut [FacetValue]) {
    let labels: BTreeMap<String, String> =
        values.iter().map(|value| (value.slug.clone(), sort_key(&value.label))).collect();
    values.sort_by_cached_key(|value| {
        let ends = value.slug.match_indices('/').map(|(at, _)| at).chain([value.slug.len()]);
        ends.map(|end| labels.get(&value.slug[..end]).cloned().unwrap_or_default()).collect::<Vec<_>>()
    });
}

/// What the front matter says for a facet that writers fill in.
pub(super) fn entries(front: &FrontMatter, kind: FacetKind) -> &[Located<String>] {
    match kind {
        FacetKind::Tags => &front.tags,
        FacetKind::Roles => &front.roles,
        FacetKind::Locations => &front.locations,
        FacetKind::Equipment => &front.equipment,
        FacetKind::Type | FacetKind::Moment => &[],
    }
}

fn unknown_entry(
    aid: &Aid,
    kind: FacetKind,
    vocabulary: &Vocabulary<'_>,
    entry: &Located<String>,
) -> Option<Diagnostic> {
    if vocabulary.contains_key(&name::slug(&entry.value)) {
        return None;
    }
    let mut declared: Vec<&str> = vocabulary.values().map(|(declared, _)| *declared).collect();
    declared.sort_unstable();
    let hint = match closest(&entry.value, declared) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add `{}` to the vocabulary of `{}`, or use one of its entries", entry.value, kind.word()),
    };
    let message = format!("`{}` is not in the vocabulary of `{}`", entry.value, kind.word());
    Some(aid.diagnostic(&diagnostic::NOT_IN_VOCABULARY, &entry.span, message).hint(hint))
}
