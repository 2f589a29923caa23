//! Output → bytes.
//!
//! In: a [`Site`], its theme and one of the site's outputs. Out: the bytes of that output, or the file that it is a copy
//! of. Pure: any output can be asked for at any time, in any order, from any thread. The files of the search are bytes
//! already; [`crate::search::Search::files`] has them.

mod address;
mod aid;
mod blocks;
mod card;
mod data;
mod edition;
mod feed;
mod glossary;
mod html;
mod list;
mod pack;
mod page;
mod studio;

pub use address::file_address;
pub use html::escaped;

use crate::aid::doc::Target;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::print::Fonts;
use crate::site::{LanguageIndex, Output, Site};
use crate::source::SitePath;
use crate::theme::context::{PersonContext, SiteContext};
use crate::theme::{Shared, Theme};
use crate::value::Person;
use glossary::Glossary;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// What an output holds.
#[derive(Debug)]
pub enum Content<'a> {
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// The same as this file on disk.
    Copy(&'a Path),
}

/// Renders the outputs of a site.
#[derive(Debug)]
pub struct Renderer {
    site: Arc<Site>,
    theme: Arc<Theme>,
    /// `site` of the templates, by language.
    shared: Vec<Shared>,
    glossaries: Vec<Glossary>,
    /// The fonts of cards.
    fonts: Fonts,
}

impl Renderer {
    /// Prepares what the pages share.
    #[must_use]
    pub fn new(site: Arc<Site>, theme: Arc<Theme>) -> Self {
        let languages = &site.config.languages;
        let own_style = SitePath::new("static/site.css").expect("a name is a path");
        let context = |language: LanguageIndex| SiteContext {
            title: site.config.title.get(&languages[language]).to_owned(),
            description: site.config.description.as_ref().map(|text| text.get(&languages[language]).to_owned()),
            base_url: site.config.base_url.clone(),
            aid_count: site.lists[language].by_title.len(),
            owner: site.config.owner.as_ref().map(person),
            own_style: theme.file(&own_style).is_some(),
            generator: concat!("Kneeboard ", env!("CARGO_PKG_VERSION")),
        };
        Self {
            shared: (0..languages.len()).map(|language| Shared::new(&context(language))).collect(),
            glossaries: languages.iter().map(|language| Glossary::new(&site.data.glossary, language)).collect(),
            fonts: Fonts::new(|path| theme.file(path)),
            site,
            theme,
        }
    }

    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The content of an output.
    ///
    /// # Errors
    /// A template that fails, with its place and the page.
    pub fn render(&self, path: &SitePath, output: &Output) -> Result<Content<'_>, Box<Diagnostic>> {
        let text = match output {
            Output::Aid(aid) => self.aid_page(*aid)?,
            Output::Card(aid) => self.card_page(path, *aid)?,
            Output::Code(aid) => self.code_page(path, *aid)?,
            Output::Orphan(orphan) => self.orphan(path, *orphan)?,
            Output::Pack(index) => self.pack(&self.site.packs[*index])?,
            Output::Sheets(index) => self.pack_sheets(&self.site.packs[*index])?,
            Output::Studio(language) => self.studio(path, *language)?,
            Output::Editions => self.editions(path)?,
            Output::PaperStyle => self.paper_style(),
            Output::Redirect(aid) => self.redirect(path, *aid)?,
            Output::Home(language) => self.home(path, *language)?,
            Output::Facet(language, kind) => self.facet(path, *language, *kind)?,
            Output::FacetValue(language, kind, slug, number) => {
                self.facet_value(path, *language, *kind, slug, *number)?
            }
            Output::AToZ(language, number) => self.a_to_z(path, *language, *number)?,
            Output::Changes(language) => self.changes(path, *language)?,
            Output::NotFound => self.not_found(path)?,
            Output::Feed(language) => self.feed(path, *language),
            Output::Sitemap => self.sitemap(),
            Output::Robots => self.robots(),
            Output::AidsJson => self.aids_json(),
            Output::Headers => data::HEADERS.to_owned(),
            Output::NoJekyll => String::new(),
            Output::Static => return Ok(Content::Bytes(Cow::Borrowed(self.theme.file(path).unwrap_or_default()))),
            Output::Asset(file) => return Ok(self.asset(file)),
        };
        Ok(Content::Bytes(Cow::Owned(text.into_bytes())))
    }

    fn asset(&self, path: &SitePath) -> Content<'_> {
        match self.site.tree.get(path) {
            Some(file) => Content::Copy(&file.disk),
            None => Content::Bytes(Cow::Borrowed(&[])),
        }
    }

    /// Renders a template with `site` and the values of the page.
    fn template(
        &self,
        template: &str,
        language: LanguageIndex,
        mut values: Vec<(&'static str, Shared)>,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        values.push(("site", self.shared[language].clone()));
        self.theme.render(template, language, values, page)
    }

    /// Width and height in pixels of a picture of the site, when its file tells.
    fn pixels(&self, target: &Target) -> Option<(usize, usize)> {
        let Target::File { path, .. } = target else { return None };
        self.site.tree.get(path)?.pixels
    }

    /// The language's own name, from the theme's words; else its tag.
    fn language_name(&self, language: &Language) -> String {
        let key = format!("language_names.{}", language.primary());
        let name = self.theme.word(0, &key);
        if name == key { language.to_string() } else { name.to_owned() }
    }
}

/// A person for templates.
fn person(person: &Person) -> PersonContext {
    PersonContext {
        name: person.name.clone(),
        contact: person.contact.clone(),
        href: person.contact.as_deref().and_then(address::contact),
    }
}
