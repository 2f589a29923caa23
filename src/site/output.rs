//! Every output of the site, and its path. Paths are made here and nowhere else.

use super::claims::{Claims, THE_SITE};
use super::printed::Orphan;
use super::{AidIndex, Facet, LanguageIndex, Site, name, paper, printed, video};
use crate::aid::Aid;
use crate::aid::front_matter::Located;
use crate::diagnostic::{self, Diagnostic};
use crate::source::{File, Kind, SitePath};
use crate::value::FacetKind;
use rayon::prelude::*;
use std::collections::HashSet;
use std::sync::Arc;

/// The most aids that one page of a list shows.
pub const PER_PAGE: usize = 500;
/// Files that pages may show and that are published even when no aid names them: a folder of pictures stays whole.
const MEDIA: [&str; 20] = [
    "avif", "gif", "jpeg", "jpg", "mp3", "mp4", "oga", "ogg", "ogv", "pdf", "png", "svg", "vtt", "wav", "webm", "webp",
    "m4a", "m4v", "mov", "flac",
];

/// The longest path of an old address: disks end at 1,024 bytes, the output folder's own path included.
const MAX_ALIAS_BYTES: usize = 600;

/// The measures of all cards.
const PAPER_STYLE: &str = "static/paper.css";

/// A page of a long list, from 0.
pub type PageNumber = usize;

/// One output of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The page of an aid; of a withdrawn one, its tombstone.
    Aid(AidIndex),
    /// The card of an aid: a page for paper.
    Card(AidIndex),
    /// The page that the QR code of an aid opens; it leads to the aid and hands on which edition was scanned.
    Code(AidIndex),
    /// The page that the QR code of a copy opens whose aid is gone, or left out.
    Orphan(Orphan),
    /// The editions that are current, as a list to print.
    Editions,
    /// The measures of all cards, for browsers.
    PaperStyle,
    /// A pack, by its place in [`Site::packs`].
    Pack(usize),
    /// A pack on sheets of paper to be cut.
    Sheets(usize),
    /// The print studio of a language, with the list of its packs.
    Studio(LanguageIndex),
    /// The page at an old address of an aid.
    Redirect(AidIndex),
    /// The home page of a language.
    Home(LanguageIndex),
    /// All values of a facet.
    Facet(LanguageIndex, FacetKind),
    /// The aids of one value of a facet, by its slug.
    FacetValue(LanguageIndex, FacetKind, String, PageNumber),
    /// All aids by title.
    AToZ(LanguageIndex, PageNumber),
    /// The aids that changed last, newest first.
    Changes(LanguageIndex),
    /// What a host shows for an address that does not exist.
    NotFound,
    /// Atom feed of the changes.
    Feed(LanguageIndex),
    /// Addresses for search engines; needs a `base_url`.
    Sitemap,
    /// Rules for robots.
    Robots,
    /// Every aid as data.
    AidsJson,
    /// Headers for hosts that read a `_headers` file.
    Headers,
    /// Tells one host not to drop files that start with `_`.
    NoJekyll,
    /// A file of the theme.
    Static,
    /// A copy of a file of the site folder.
    Asset(SitePath),
}

/// Fills [`Site::outputs`] and [`Site::pages`]. The site's own pages come first, so that an aid that claims their path is
/// reported and they stay.
pub(super) fn lay_out(site: &mut Site, theme_files: Vec<SitePath>, diagnostics: &mut Vec<Diagnostic>) {
    let mut outputs: Vec<(SitePath, Output)> =
        theme_files.into_iter().map(|path| (path, Output::Static)).chain(site_pages(site)).collect();
    let the_site: Arc<str> = THE_SITE.into();
    let mut claims = Claims::default();
    for (path, _) in &outputs {
        // Theme files and pages of the site have names of their own.
        let _ = claims.claim(path, &the_site);
    }
    for language in 0..site.config.languages.len() {
        let _ = claims.claim(&site.engine(language), &the_site);
        claims.reserve_scripts(site.index_folder(language), &the_site);
    }
    site.pages = lay_out_aids(site, &mut claims, diagnostics);
    site.cards = paper::lay_out_cards(site, &mut claims, diagnostics);
    let cards = site.cards.iter().enumerate();
    outputs.extend(cards.filter_map(|(index, card)| Some((card.clone()?, Output::Card(index)))));
    printed::lay_out_codes(site, &mut outputs, &mut claims, diagnostics);
    outputs.extend(site.pages.iter().enumerate().map(|(index, page)| (page.clone(), Output::Aid(index))));
    lay_out_assets(site, &mut outputs, &mut claims, diagnostics);
    lay_out_aliases(site, &mut outputs, &mut claims, diagnostics);
    site.outputs = outputs.into_iter().collect();
}

/// Every page that is no aid.
fn site_pages(site: &Site) -> Vec<(SitePath, Output)> {
    let mut pages = Vec::new();
    let many = |count: usize| count.div_ceil(PER_PAGE).max(1);
    for language in 0..site.config.languages.len() {
        pages.push((site.home(language), Output::Home(language)));
        let listed = site.lists[language].by_title.len();
        pages.extend((0..many(listed)).map(|page| (site.a_z(language, page), Output::AToZ(language, page))));
        pages.push((site.changes(language), Output::Changes(language)));
        pages.push((site.feed(language), Output::Feed(language)));
        pages.push((site.studio(language), Output::Studio(language)));
        for Facet { kind, values, .. } in &site.facets[language] {
            pages.push((site.facet(language, *kind), Output::Facet(language, *kind)));
            for value in values {
                pages.extend((0..many(value.aids.len())).map(|page| {
                    let output = Output::FacetValue(language, *kind, value.slug.clone(), page);
                    (site.facet_value(language, *kind, &value.slug, page), output)
                }));
            }
        }
    }
    for (index, pack) in site.packs.iter().enumerate() {
        pages.push((pack.path.clone(), Output::Pack(index)));
        pages.push((pack.sheets.clone(), Output::Sheets(index)));
    }
    let fixed = [
        ("404.html", Output::NotFound),
        ("robots.txt", Output::Robots),
        ("aids.json", Output::AidsJson),
        ("_headers", Output::Headers),
        (".nojekyll", Output::NoJekyll),
        (PAPER_STYLE, Output::PaperStyle),
        ("current-editions.html", Output::Editions),
    ];
    pages.extend(fixed.into_iter().map(|(path, output)| (fixed_path(path), output)));
    if site.config.base_url.is_some() {
        pages.push((fixed_path("sitemap.xml"), Output::Sitemap));
    }
    pages
}

/// A path written in this file.
pub(super) fn fixed_path(path: &str) -> SitePath {
    SitePath::new(path).expect("paths of the site's own pages are not empty")
}

impl Site {
    /// The home page of a language.
    #[must_use]
    pub fn home(&self, language: LanguageIndex) -> SitePath {
        self.own_page("index", language, 0)
    }

    /// A page of the A–Z list.
    #[must_use]
    pub fn a_z(&self, language: LanguageIndex, page: PageNumber) -> SitePath {
        self.own_page("browse/a-z", language, page)
    }

    /// The page of the recent changes.
    #[must_use]
    pub fn changes(&self, language: LanguageIndex) -> SitePath {
        self.own_page("browse/changes", language, 0)
    }

    /// The page of a facet.
    #[must_use]
    pub fn facet(&self, language: LanguageIndex, kind: FacetKind) -> SitePath {
        self.own_page(&format!("browse/{}", kind.word()), language, 0)
    }

    /// A page of a facet value.
    #[must_use]
    pub fn facet_value(&self, language: LanguageIndex, kind: FacetKind, slug: &str, page: PageNumber) -> SitePath {
        self.own_page(&format!("browse/{}/{slug}", kind.word()), language, page)
    }

    /// The feed of a language.
    #[must_use]
    pub fn feed(&self, language: LanguageIndex) -> SitePath {
        let stem = self.own_page("feed", language, 0);
        fixed_path(&stem.as_str().replace(".html", ".xml"))
    }

    /// The script that loads the search of a language: `search/engine.js`, `search/engine.es.js`.
    #[must_use]
    pub fn engine(&self, language: LanguageIndex) -> SitePath {
        let tag = if language == 0 { String::new() } else { format!(".{}", self.config.languages[language]) };
        fixed_path(&format!("search/engine{tag}.js"))
    }

    /// The folder with the scripts of the index of a language: `search/es`.
    #[must_use]
    pub fn index_folder(&self, language: LanguageIndex) -> String {
        format!("search/{}", self.config.languages[language])
    }

    /// `STEM.html`, `STEM.p2.html`, `STEM.es.html`, `STEM.p2.es.html`.
    pub(super) fn own_page(&self, stem: &str, language: LanguageIndex, page: PageNumber) -> SitePath {
        let page = if page == 0 { String::new() } else { format!(".p{}", page + 1) };
        let tag = if language == 0 { String::new() } else { format!(".{}", self.config.languages[language]) };
        fixed_path(&format!("{stem}{page}{tag}.html"))
    }
}

/// Gives every aid its page. An aid whose page is taken is reported and gets a path of its own all the same, so that it is
/// not lost.
fn lay_out_aids(site: &Site, claims: &mut Claims, diagnostics: &mut Vec<Diagnostic>) -> Vec<SitePath> {
    let wish = |aid: &Arc<Aid>| (name::page_path(aid.path.stem(), ".html"), name::is_reserved(&aid.path));
    let mut pages: Vec<(SitePath, bool)> = site.aids.par_iter().map(wish).collect();
    for ((path, is_reserved), aid) in pages.iter_mut().zip(&site.aids) {
        if *is_reserved {
            diagnostics.push(
                Diagnostic::in_file(
                    &diagnostic::UNSAFE_NAME,
                    &aid.shown,
                    format!("some systems cannot hold a file with the name `{}`", aid.path.name()),
                )
                .hint(format!("rename it; its page is `{path}`")),
            );
        }
        if let Err(owner) = claims.claim(path, &aid.shown) {
            diagnostics.push(
                Diagnostic::in_file(
                    &diagnostic::SAME_OUTPUT,
                    &aid.shown,
                    format!("its page `{path}` belongs to `{owner}` already"),
                )
                .hint("rename one of the two files"),
            );
            *path = claims.claim_another(aid, path, ".html");
        }
    }
    pages.into_iter().map(|(path, _)| path).collect()
}

/// Copies media, and every other file that an aid names.
fn lay_out_assets(
    site: &Site,
    outputs: &mut Vec<(SitePath, Output)>,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let assets: Vec<(&File, bool)> =
        site.tree.of(Kind::Asset).map(|file| (file, MEDIA.contains(&file.path.extension().as_str()))).collect();
    let only_media = assets.iter().all(|(_, is_media)| *is_media);
    let named: HashSet<SitePath> = if only_media { HashSet::new() } else { named_files(site) };
    for (file, is_media) in assets {
        if !is_media && !named.contains(&file.path) {
            continue;
        }
        match claims.claim(&file.path, &file.shown) {
            Ok(()) => outputs.push((file.path.clone(), Output::Asset(file.path.clone()))),
            Err(owner) => diagnostics.push(
                Diagnostic::in_file(
                    &diagnostic::SAME_OUTPUT,
                    &file.shown,
                    format!("its path in the output belongs to `{owner}` already"),
                )
                .hint("rename the file"),
            ),
        }
    }
}

/// Every file that an aid needs beside its page.
fn named_files(site: &Site) -> HashSet<SitePath> {
    site.aids.par_iter().flat_map_iter(|aid| aid.doc.files().cloned().chain(video::files(aid))).collect()
}

/// Old addresses lead to the aid's page.
fn lay_out_aliases(
    site: &Site,
    outputs: &mut Vec<(SitePath, Output)>,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (index, aid) in site.aids.iter().enumerate() {
        for alias in &aid.front.aliases {
            match alias_path(alias) {
                None => diagnostics.push(
                    aid.diagnostic(
                        &diagnostic::WRONG_VALUE,
                        &alias.span,
                        format!("`{}` is no path that a page of the site can have", beginning(&alias.value)),
                    )
                    .hint("write the old path from the site's root, such as `old/press.html`"),
                ),
                Some(path) => match claims.claim(&path, &aid.shown) {
                    Ok(()) => outputs.push((path, Output::Redirect(index))),
                    Err(owner) if owner == aid.shown => {}
                    Err(owner) => diagnostics.push(
                        aid.diagnostic(
                            &diagnostic::SAME_OUTPUT,
                            &alias.span,
                            format!("the old address `{path}` belongs to `{owner}`"),
                        )
                        .hint("take the alias out, or rename that file"),
                    ),
                },
            }
        }
    }
}

/// `old/press.html`, `/old/press`, `old/press/` → the file that answers there. `None` for what leaves the site and for
/// what some disk cannot hold.
pub(super) fn alias_path(alias: &Located<String>) -> Option<SitePath> {
    let text = alias.value.trim();
    if text.contains("://") || text.contains(['?', '#', ':', '*', '<', '>', '|', '"']) || text.contains(is_unseen) {
        return None;
    }
    let path = SitePath::new(text).filter(|path| path.as_str().split('/').all(|part| !part.starts_with('.')))?;
    let text = match (text.ends_with('/'), path.extension().as_str()) {
        (true, _) => format!("{path}/index.html"),
        (false, "html" | "htm") => path.to_string(),
        (false, _) => format!("{path}.html"),
    };
    SitePath::new(&text).filter(|path| path.as_str().len() <= MAX_ALIAS_BYTES && !name::is_reserved(path))
}

/// Control characters, and the marks of direction that make a path look like another.
fn is_unseen(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// As much of a value as a message can hold.
fn beginning(value: &str) -> String {
    value.chars().take(60).collect()
}
