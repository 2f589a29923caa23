//! What every page has, and the small pages.

use super::Renderer;
use super::address::{absolute, href};
use crate::aid::front_matter::Status;
use crate::diagnostic::Diagnostic;
use crate::site::{AidIndex, LanguageIndex, Site};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{CardContext, LanguageLink, LinkContext, PageContext, RedirectContext};

impl Renderer {
    /// The page's context, without what only some pages have.
    pub(super) fn page(
        &self,
        kind: &'static str,
        path: &SitePath,
        language: LanguageIndex,
        title: &str,
    ) -> PageContext {
        let site = &self.site;
        let tag = &site.config.languages[language];
        PageContext {
            kind,
            path: path.to_string(),
            root: path.up(),
            lang: tag.to_string(),
            dir: tag.direction(),
            title: title.to_owned(),
            description: site.config.description.as_ref().map(|text| text.get(tag).to_owned()),
            canonical: site.config.base_url.as_ref().map(|base| absolute(base, path)),
            home_href: href(path, &site.home(language)),
            a_z_href: href(path, &site.a_z(language, 0)),
            search_href: href(path, &site.engine(language)),
            changes_href: href(path, &site.changes(language)),
            studio_href: href(path, &site.studio(language)),
            feed_href: href(path, &site.feed(language)),
            languages: Vec::new(),
            json_ld_html: None,
        }
    }

    /// A page of the site in every language; empty for a site with one. `in_language` gives the page's path.
    pub(super) fn every_language(
        &self,
        path: &SitePath,
        in_language: impl Fn(&Site, LanguageIndex) -> Option<SitePath>,
    ) -> Vec<LanguageLink> {
        let languages = 0..self.site.config.languages.len();
        let links: Vec<LanguageLink> = languages
            .filter_map(|language| Some(self.language_link(language, path, &in_language(&self.site, language)?)))
            .collect();
        if links.len() > 1 { links } else { Vec::new() }
    }

    /// The languages in which an aid exists.
    pub(super) fn translations(&self, aid: AidIndex) -> Vec<LanguageLink> {
        let site = &self.site;
        let group = &site.groups[site.group_of[aid]].aids;
        let link =
            |&other: &AidIndex| self.language_link(site.language_index(other), &site.pages[aid], &site.pages[other]);
        if group.len() > 1 { group.iter().map(link).collect() } else { Vec::new() }
    }

    fn language_link(&self, language: LanguageIndex, from: &SitePath, to: &SitePath) -> LanguageLink {
        let tag = &self.site.config.languages[language];
        LanguageLink {
            lang: tag.to_string(),
            name: self.language_name(tag),
            dir: tag.direction(),
            href: href(from, to),
            absolute: self.site.config.base_url.as_ref().map(|base| absolute(base, to)),
            current: from == to,
        }
    }

    /// An aid in a list on the page at `path`.
    pub(super) fn card(&self, aid: AidIndex, path: &SitePath, language: LanguageIndex) -> CardContext {
        let site = &self.site;
        let source = &site.aids[aid];
        let foreign = source.language != site.config.languages[language];
        CardContext {
            title: source.title.clone(),
            need: source.front.need.as_ref().map(|need| need.value.clone()),
            href: href(path, &site.pages[aid]),
            kind: source.kind.word(),
            lang: foreign.then(|| source.language.to_string()),
            dir: foreign.then(|| source.language.direction()),
            signal: source.gravest.map(super::blocks::signal_name),
            time: source.front.time.as_ref().map(|time| time.value.text.clone()),
            changed: site.changed(aid).map(|date| date.to_string()),
            change_note: source.front.changes.first().map(|change| change.value.note.clone()),
            draft: source.front.status == Status::Draft,
        }
    }

    /// A link to an aid in the reader's language.
    pub(super) fn link_to(&self, aid: AidIndex, path: &SitePath, language: LanguageIndex) -> LinkContext {
        self.link_to_itself(self.site.in_language(aid, language), path)
    }

    /// A link to just this aid.
    pub(super) fn link_to_itself(&self, aid: AidIndex, path: &SitePath) -> LinkContext {
        LinkContext { name: self.site.aids[aid].title.clone(), href: Some(href(path, &self.site.pages[aid])) }
    }

    /// The page at an old address.
    pub(super) fn redirect(&self, path: &SitePath, aid: AidIndex) -> Result<String, Box<Diagnostic>> {
        let source = &self.site.aids[aid];
        let language = self.site.language_index(aid);
        let target = &self.site.pages[aid];
        let mut page = self.page("redirect", path, language, &source.title);
        page.canonical = self.site.config.base_url.as_ref().map(|base| absolute(base, target));
        let redirect = RedirectContext { title: source.title.clone(), href: href(path, target) };
        let values = vec![("page", Shared::new(&page)), ("redirect", Shared::new(&redirect))];
        self.template("redirect.html", language, values, path.as_str())
    }

    /// The page for an address that does not exist.
    pub(super) fn not_found(&self, path: &SitePath) -> Result<String, Box<Diagnostic>> {
        let page = self.page("not-found", path, 0, self.theme.word(0, "not_found"));
        self.template("404.html", 0, vec![("page", Shared::new(&page))], path.as_str())
    }
}
