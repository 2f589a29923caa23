//! The dimensions to browse by.

use super::{AidIndex, LanguageIndex, Site, name};
use crate::aid::front_matter::Located;
use crate::aid::{Aid, FrontMatter};
use crate::diagnostic::{self, Diagnostic, closest};
use crate::unicode::sort_key;
use crate::value::{FacetKind, Label};
use ahash::AHashMap;
use rayon::prelude::*;
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
    let languages = || 0..site.config.languages.len();
    let of_kind = |kind: FacetKind| -> Vec<Facet> {
        let said = Said::of(site, kind);
        languages().map(|language| facet(site, language, kind, &said, vocabularies.get(&kind))).collect()
    };
    let by_kind: Vec<Vec<Facet>> = FacetKind::ALL.into_par_iter().map(of_kind).collect();
    let mut by_language: Vec<Vec<Facet>> = languages().map(|_| Vec::new()).collect();
    for (language, facet) in by_kind.into_iter().flat_map(|facets| facets.into_iter().enumerate()) {
        if !facet.values.is_empty() {
            by_language[language].push(facet);
        }
    }
    by_language
}

/// What the aids say for one facet, each text kept once: many aids share few values.
struct Said<'a> {
    texts: Vec<&'a str>,
    /// Indices of texts, those of one aid after those of another.
    all: Vec<usize>,
    /// For every aid, where in `all` its texts end.
    ends: Vec<usize>,
}

impl<'a> Said<'a> {
    fn of(site: &'a Site, kind: FacetKind) -> Self {
        let mut said = Self { texts: Vec::new(), all: Vec::new(), ends: Vec::with_capacity(site.aids.len()) };
        let mut known: AHashMap<&str, usize> = AHashMap::new();
        for aid in &site.aids {
            for text in written(aid, kind) {
                let index = *known.entry(text).or_insert_with(|| {
                    said.texts.push(text);
                    said.texts.len() - 1
                });
                said.all.push(index);
            }
            said.ends.push(said.all.len());
        }
        said
    }

    fn by(&self, aid: AidIndex) -> &[usize] {
        let start = aid.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[aid]]
    }
}

fn facet(
    site: &Site,
    language: LanguageIndex,
    kind: FacetKind,
    said: &Said<'_>,
    vocabulary: Option<&Vocabulary<'_>>,
) -> Facet {
    let tag = &site.config.languages[language];
    let mut values: Vec<FacetValue> = Vec::new();
    let mut by_slug: HashMap<String, usize> = HashMap::new();
    let mut find_or_add = |values: &mut Vec<FacetValue>, slug: String, written: &str| {
        *by_slug.entry(slug).or_insert_with_key(|slug| {
            let declared = vocabulary.and_then(|vocabulary| vocabulary.get(slug));
            let label = declared.map_or(written, |(_, label)| label.get(tag)).to_owned();
            values.push(FacetValue { slug: slug.clone(), label, aids: Vec::new() });
            values.len() - 1
        })
    };
    // For every text, the values that an aid with it stands under.
    let mut places: Vec<Option<Vec<usize>>> = vec![None; said.texts.len()];
    for &aid in &site.lists[language].by_title {
        for &text in said.by(aid) {
            let slugs = || slugs(said.texts[text], kind).into_iter();
            let place = places[text].get_or_insert_with(|| {
                slugs().map(|(slug, written)| find_or_add(&mut values, slug, written)).collect()
            });
            for &value in place.iter() {
                let aids = &mut values[value].aids;
                if aids.last() != Some(&aid) {
                    aids.push(aid);
                }
            }
        }
    }
    sort_by_label(&mut values);
    let by_slug = values.iter().enumerate().map(|(index, value)| (value.slug.clone(), index)).collect();
    Facet { kind, values, by_slug }
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

/// The values of an aid as written, with what its author need not write.
fn written(aid: &Aid, kind: FacetKind) -> impl Iterator<Item = &str> {
    let own_type = (kind == FacetKind::Type).then(|| aid.kind.word());
    let moments = if kind == FacetKind::Moment { aid.front.moment.as_slice() } else { &[] };
    let entries = entries(&aid.front, kind).iter().map(|entry| entry.value.as_str());
    entries.chain(own_type).chain(moments.iter().map(|moment| moment.word()))
}

/// A value and its parents, as slug and as written.
fn slugs(written: &str, kind: FacetKind) -> Vec<(String, &str)> {
    let nested = matches!(kind, FacetKind::Locations | FacetKind::Equipment);
    let parts: Vec<&str> =
        if nested { written.splitn(name::MAX_DEPTH, '/').map(str::trim).collect() } else { vec![written.trim()] };
    let upto = |depth: usize| (name::slug(&parts[..depth].join("/")), parts[depth - 1]);
    (1..=parts.len()).map(upto).filter(|(slug, _)| !slug.is_empty()).collect()
}

/// Sorts by the labels along the path, so that nested values follow their parent; what has the same label, by slug.
fn sort_by_label(values: &mut [FacetValue]) {
    values.sort_by(|a, b| a.slug.cmp(&b.slug));
    let labels: HashMap<String, String> =
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
