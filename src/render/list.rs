//! Pages that list aids: home, facets, A–Z, changes.

use super::Renderer;
use super::address::href;
use crate::diagnostic::Diagnostic;
use crate::site::{AidIndex, Facet, FacetValue, LanguageIndex, PER_PAGE, PageNumber, Site};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{
    CardContext, FacetContext, FacetValueContext, GroupContext, HomeContext, LinkContext, ListContext, PageLink,
};
use crate::value::{AidType, FacetKind};

/// Up to this many aids the home page lists them all.
const ALL_ON_HOME: usize = 60;
/// The most values of a facet on the home page.
const VALUES_ON_HOME: usize = 12;
/// The most recent changes on the home page.
const RECENT: usize = 6;
/// The most aids under "start here".
const FIRST: usize = 3;

/// A list that may need several pages.
struct Long<'a> {
    /// All its aids, in order.
    aids: &'a [AidIndex],
    number: PageNumber,
    /// The path of a page of the list.
    page: &'a dyn Fn(PageNumber) -> SitePath,
    /// What stands for an aid in the names of the pages and above its group.
    heading: &'a dyn Fn(AidIndex) -> String,
}

impl Renderer {
    /// The home page of a language.
    pub(super) fn home(&self, path: &SitePath, language: LanguageIndex) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let lists = &site.lists[language];
        let mut page = self.page("home", path, language, site.config.title.get(&site.config.languages[language]));
        page.languages = self.every_language(path, |site, language| Some(site.home(language)));
        let cards = |aids: &[AidIndex]| aids.iter().map(|&aid| self.card(aid, path, language)).collect::<Vec<_>>();
        let home = HomeContext {
            facets: site.facets[language].iter().map(|facet| self.facet_on_home(facet, path, language)).collect(),
            first: cards(&self.first(language)),
            recent: cards(&lists.by_change[..lists.by_change.len().min(RECENT)]),
            all: if lists.by_title.len() <= ALL_ON_HOME { self.by_type(path, language) } else { Vec::new() },
        };
        let values = vec![("page", Shared::new(&page)), ("home", Shared::new(&home))];
        self.template("home.html", language, values, path.as_str())
    }

    /// The aids with the lowest weight.
    fn first(&self, language: LanguageIndex) -> Vec<AidIndex> {
        let weight = |aid: &AidIndex| self.site.aids[*aid].front.weight;
        let mut first: Vec<AidIndex> =
            self.site.lists[language].by_title.iter().copied().filter(|aid| weight(aid).is_some()).collect();
        first.sort_by(|a, b| weight(a).unwrap_or(0.0).total_cmp(&weight(b).unwrap_or(0.0)));
        first.truncate(FIRST);
        first
    }

    fn by_type(&self, path: &SitePath, language: LanguageIndex) -> Vec<GroupContext> {
        let types = [
            AidType::Procedure,
            AidType::Checklist,
            AidType::Troubleshooting,
            AidType::Decision,
            AidType::Lookup,
            AidType::Worksheet,
        ];
        let group = |kind: AidType| {
            let of_kind = self.site.lists[language].by_title.iter().filter(|&&aid| self.site.aids[aid].kind == kind);
            GroupContext {
                name: self.theme.word(language, &format!("type.{}", kind.word())).to_owned(),
                anchor: kind.word().to_owned(),
                cards: of_kind.map(|&aid| self.card(aid, path, language)).collect(),
            }
        };
        types.into_iter().map(group).filter(|group| !group.cards.is_empty()).collect()
    }

    /// A facet cut to its most used values at the top level.
    fn facet_on_home(&self, facet: &Facet, path: &SitePath, language: LanguageIndex) -> FacetContext {
        let mut top: Vec<&FacetValue> = facet.values.iter().filter(|value| value.depth() == 0).collect();
        if top.len() > VALUES_ON_HOME {
            let mut most: Vec<&FacetValue> = top.clone();
            most.sort_by_key(|value| std::cmp::Reverse(value.aids.len()));
            most.truncate(VALUES_ON_HOME);
            top.retain(|value| most.iter().any(|kept| kept.slug == value.slug));
        }
        FacetContext {
            kind: facet.kind.word(),
            href: href(path, &self.site.facet(language, facet.kind)),
            values: top.into_iter().map(|value| self.value(facet.kind, value, path, language)).collect(),
        }
    }

    fn value(
        &self,
        kind: FacetKind,
        value: &FacetValue,
        path: &SitePath,
        language: LanguageIndex,
    ) -> FacetValueContext {
        FacetValueContext {
            value: value.slug.clone(),
            name: self.label(kind, value, language),
            depth: value.depth(),
            href: href(path, &self.site.facet_value(language, kind, &value.slug, 0)),
            count: value.aids.len(),
        }
    }

    /// Types and moments are words of the interface; everything else is a word of the site.
    fn label(&self, kind: FacetKind, value: &FacetValue, language: LanguageIndex) -> String {
        match kind {
            FacetKind::Type | FacetKind::Moment => {
                self.theme.word(language, &format!("{}.{}", kind.word(), value.slug)).to_owned()
            }
            _ => value.label.clone(),
        }
    }

    /// The page of a facet.
    pub(super) fn facet(
        &self,
        path: &SitePath,
        language: LanguageIndex,
        kind: FacetKind,
    ) -> Result<String, Box<Diagnostic>> {
        let title = self.theme.word(language, &format!("facet.{}", kind.word())).to_owned();
        let mut page = self.page("facet", path, language, &title);
        page.languages = self.every_language(path, |site, language| {
            find(&self.site, language, kind).map(|_| site.facet(language, kind))
        });
        let values = find(&self.site, language, kind).map_or(&[][..], |facet| &facet.values);
        let context = FacetContext {
            kind: kind.word(),
            href: href(path, path),
            values: values.iter().map(|value| self.value(kind, value, path, language)).collect(),
        };
        let values = vec![("page", Shared::new(&page)), ("facet", Shared::new(&context))];
        self.template("facet.html", language, values, path.as_str())
    }

    /// A page of a facet value.
    pub(super) fn facet_value(
        &self,
        path: &SitePath,
        language: LanguageIndex,
        kind: FacetKind,
        slug: &str,
        number: PageNumber,
    ) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let facet = find(&self.site, language, kind);
        let Some(value) = facet.and_then(|facet| facet.value(slug)) else { return Ok(String::new()) };
        let values = facet.map_or(&[][..], |facet| &facet.values);
        let mut page = self.page("facet-value", path, language, &self.label(kind, value, language));
        page.languages = self.every_language(path, |site, language| {
            find(&self.site, language, kind)?.value(slug).map(|_| site.facet_value(language, kind, slug, 0))
        });
        let long = Long {
            aids: &value.aids,
            number,
            page: &|number| site.facet_value(language, kind, slug, number),
            heading: &|aid| self.first_letter(aid),
        };
        let mut list = self.list(&long, path, language, Grouping::None);
        list.facet = Some(LinkContext {
            name: self.theme.word(language, &format!("facet.{}", kind.word())).to_owned(),
            href: Some(href(path, &site.facet(language, kind))),
        });
        let pack_link = |pack: SitePath| LinkContext {
            name: self.theme.word(language, "studio.of_value").to_owned(),
            href: Some(href(path, &pack)),
        };
        list.pack = site.pack_of(kind, slug, language).map(pack_link);
        let is_parent = |other: &&FacetValue| slug.strip_prefix(&other.slug).is_some_and(|rest| rest.starts_with('/'));
        let parent_link = |other: &FacetValue| LinkContext {
            name: self.label(kind, other, language),
            href: Some(href(path, &site.facet_value(language, kind, &other.slug, 0))),
        };
        list.parents = values.iter().filter(is_parent).map(parent_link).collect();
        let is_child = |other: &&FacetValue| {
            other.slug.strip_prefix(slug).is_some_and(|rest| rest.starts_with('/'))
                && other.depth() == value.depth() + 1
        };
        list.children = values.iter().filter(is_child).map(|other| self.value(kind, other, path, language)).collect();
        self.list_page(&page, &list, language, path)
    }

    /// A page of the A–Z list.
    pub(super) fn a_to_z(
        &self,
        path: &SitePath,
        language: LanguageIndex,
        number: PageNumber,
    ) -> Result<String, Box<Diagnostic>> {
        let mut page = self.page("a-z", path, language, self.theme.word(language, "a_z"));
        page.languages = self.every_language(path, |site, language| Some(site.a_z(language, 0)));
        let long = Long {
            aids: &self.site.lists[language].by_title,
            number,
            page: &|number| self.site.a_z(language, number),
            heading: &|aid| self.first_letter(aid),
        };
        let list = self.list(&long, path, language, Grouping::ByHeading);
        self.list_page(&page, &list, language, path)
    }

    /// The page of the recent changes, by month.
    pub(super) fn changes(&self, path: &SitePath, language: LanguageIndex) -> Result<String, Box<Diagnostic>> {
        let mut page = self.page("changes", path, language, self.theme.word(language, "changes"));
        page.languages = self.every_language(path, |site, language| Some(site.changes(language)));
        let long = Long {
            aids: &self.site.lists[language].by_change,
            number: 0,
            page: &|_| self.site.changes(language),
            heading: &|aid| self.month(aid, language),
        };
        let list = self.list(&long, path, language, Grouping::ByHeading);
        self.list_page(&page, &list, language, path)
    }

    fn list_page(
        &self,
        page: &crate::theme::context::PageContext,
        list: &ListContext,
        language: LanguageIndex,
        path: &SitePath,
    ) -> Result<String, Box<Diagnostic>> {
        let values = vec![("page", Shared::new(page)), ("list", Shared::new(list))];
        self.template("list.html", language, values, path.as_str())
    }

    /// One page of a long list.
    fn list(&self, long: &Long<'_>, path: &SitePath, language: LanguageIndex, grouping: Grouping) -> ListContext {
        let mut groups: Vec<GroupContext> = Vec::new();
        let aids = long.aids.chunks(PER_PAGE).nth(long.number).unwrap_or_default();
        for &aid in aids {
            let name = if grouping == Grouping::ByHeading { (long.heading)(aid) } else { String::new() };
            let card: CardContext = self.card(aid, path, language);
            match groups.last_mut().filter(|group| group.name == name) {
                Some(group) => group.cards.push(card),
                None => {
                    let anchor = format!("group-{}", groups.len() + 1);
                    groups.push(GroupContext { name, anchor, cards: vec![card] });
                }
            }
        }
        ListContext {
            facet: None,
            pack: None,
            parents: Vec::new(),
            children: Vec::new(),
            groups,
            total: long.aids.len(),
            pages: pages(long, path),
        }
    }

    /// The letter under which an aid stands; `#` for what is no letter.
    fn first_letter(&self, aid: AidIndex) -> String {
        let first = self.site.aids[aid].sort_key.chars().next();
        first.filter(|letter| letter.is_alphabetic()).map_or_else(|| "#".to_owned(), |c| c.to_uppercase().collect())
    }

    /// `May 2026`.
    fn month(&self, aid: AidIndex, language: LanguageIndex) -> String {
        let Some(date) = self.site.changed(aid) else { return String::new() };
        match self.theme.month(language, date.month()) {
            Some(month) => format!("{month} {}", date.year()),
            None => format!("{}-{:02}", date.year(), date.month()),
        }
    }
}

/// Whether a list has headings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grouping {
    None,
    ByHeading,
}

fn find(site: &Site, language: LanguageIndex, kind: FacetKind) -> Option<&Facet> {
    site.facets[language].iter().find(|facet| facet.kind == kind)
}

/// Links to the pages of a list, named by the first and last heading on each; none for a list of one page.
fn pages(long: &Long<'_>, path: &SitePath) -> Vec<PageLink> {
    if long.aids.len() <= PER_PAGE {
        return Vec::new();
    }
    let link = |(number, aids): (usize, &[AidIndex])| {
        let first = aids.first().map(|&aid| (long.heading)(aid)).unwrap_or_default();
        let last = aids.last().map(|&aid| (long.heading)(aid)).unwrap_or_default();
        let range = if first == last { first } else { format!("{first} – {last}") };
        PageLink {
            name: format!("{} · {range}", number + 1),
            href: href(path, &(long.page)(number)),
            current: number == long.number,
        }
    };
    long.aids.chunks(PER_PAGE).enumerate().map(link).collect()
}
