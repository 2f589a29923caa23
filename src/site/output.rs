//! Every output of the site, and its path. Paths are made here and nowhere else.

use super::{AidIndex, Facet, LanguageIndex, Site, name, video};
use crate::aid::front_matter::Located;
use crate::diagnostic::{self, Diagnostic};
use crate::source::{Kind, SitePath};
use crate::value::FacetKind;
use std::collections::HashMap;

/// The most aids that one page of a list shows.
pub const PER_PAGE: usize = 500;
/// Files that pages may show and that are published even when no aid names them: a folder of pictures stays whole.
const MEDIA: [&str; 20] = [
    "avif", "gif", "jpeg", "jpg", "mp3", "mp4", "oga", "ogg", "ogv", "pdf", "png", "svg", "vtt", "wav", "webm", "webp",
    "m4a", "m4v", "mov", "flac",
];

/// The longest path of an old address: disks end at 1,024 bytes, the output folder's own path included.
const MAX_ALIAS_BYTES: usize = 600;

/// The owner, in messages, of what no file of the site folder asks for.
const THE_SITE: &str = "the site itself";

/// A page of a long list, from 0.
pub type PageNumber = usize;

/// One output of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// The page of an aid; of a withdrawn one, its tombstone.
    Aid(AidIndex),
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
    for path in theme_files {
        site.outputs.insert(path, Output::Static);
    }
    for (path, output) in site_pages(site) {
        site.outputs.insert(path, output);
    }
    let mut claims = Claims::default();
    for path in site.outputs.keys() {
        // Theme files and pages of the site have names of their own.
        let _ = claims.claim(path, THE_SITE);
    }
    for language in 0..site.config.languages.len() {
        let _ = claims.claim(&site.engine(language), THE_SITE);
        claims.reserve_scripts(&site.index_folder(language));
    }
    lay_out_aids(site, &mut claims, diagnostics);
    lay_out_assets(site, &mut claims, diagnostics);
    lay_out_aliases(site, &mut claims, diagnostics);
}

/// Who has which path, in lower case: some disks do not tell `A.html` from `a.html`.
#[derive(Default)]
struct Claims {
    files: HashMap<String, String>,
    /// Every folder that a file stands in, with the owner of the first such file: no file can have its name.
    folders: HashMap<String, String>,
    /// Folders the scripts in which are the site's: what the files of the index are called is known only when it is made.
    script_folders: Vec<String>,
}

impl Claims {
    /// Keeps the scripts in a folder, and the folder's own name, for the site.
    fn reserve_scripts(&mut self, folder: &str) {
        self.folders.insert(folder.to_owned(), THE_SITE.to_owned());
        self.script_folders.push(folder.to_owned());
    }

    /// Claims a path; gives the owner if it has one already, be it as a file, as a folder or as a file in its way.
    fn claim(&mut self, path: &SitePath, owner: &str) -> Result<(), String> {
        let path = path.as_str().to_lowercase();
        let in_the_way = folders(&path).find_map(|folder| self.files.get(folder));
        let folder = folders(&path).next().unwrap_or_default();
        if path.ends_with(".js") && self.script_folders.iter().any(|reserved| reserved == folder) {
            return Err(THE_SITE.to_owned());
        }
        if let Some(taken) = self.files.get(&path).or_else(|| self.folders.get(&path)).or(in_the_way) {
            return Err(taken.clone());
        }
        for folder in folders(&path) {
            if self.folders.contains_key(folder) {
                break;
            }
            self.folders.insert(folder.to_owned(), owner.to_owned());
        }
        self.files.insert(path, owner.to_owned());
        Ok(())
    }

    /// Whether a folder of this path is a file.
    fn is_below_a_file(&self, path: &SitePath) -> bool {
        let path = path.as_str().to_lowercase();
        folders(&path).any(|folder| self.files.contains_key(folder))
    }
}

/// The folders that a path stands in, the nearest first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(slash, _)| &path[..slash])
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
    let fixed = [
        ("404.html", Output::NotFound),
        ("robots.txt", Output::Robots),
        ("aids.json", Output::AidsJson),
        ("_headers", Output::Headers),
        (".nojekyll", Output::NoJekyll),
    ];
    pages.extend(fixed.into_iter().map(|(path, output)| (fixed_path(path), output)));
    if site.config.base_url.is_some() {
        pages.push((fixed_path("sitemap.xml"), Output::Sitemap));
    }
    pages
}

/// A path written in this file.
fn fixed_path(path: &str) -> SitePath {
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
    fn own_page(&self, stem: &str, language: LanguageIndex, page: PageNumber) -> SitePath {
        let page = if page == 0 { String::new() } else { format!(".p{}", page + 1) };
        let tag = if language == 0 { String::new() } else { format!(".{}", self.config.languages[language]) };
        fixed_path(&format!("{stem}{page}{tag}.html"))
    }
}

/// Gives every aid its page. An aid whose page is taken is reported and gets a path of its own all the same, so that it is
/// not lost.
fn lay_out_aids(site: &mut Site, claims: &mut Claims, diagnostics: &mut Vec<Diagnostic>) {
    let mut pages = Vec::with_capacity(site.aids.len());
    for (index, aid) in site.aids.iter().enumerate() {
        let stem = aid.path.stem();
        if name::is_reserved(&aid.path) {
            diagnostics.push(
                Diagnostic::in_file(
                    &diagnostic::UNSAFE_NAME,
                    &aid.shown,
                    format!("some systems cannot hold a file with the name `{}`", aid.path.name()),
                )
                .hint(format!("rename it; its page is `{}`", name::page_path(stem, ".html"))),
            );
        }
        let mut path = name::page_path(stem, ".html");
        let mut number = 2;
        while let Err(owner) = claims.claim(&path, &aid.shown) {
            if number == 2 {
                diagnostics.push(
                    Diagnostic::in_file(
                        &diagnostic::SAME_OUTPUT,
                        &aid.shown,
                        format!("its page `{path}` belongs to `{owner}` already"),
                    )
                    .hint("rename one of the two files"),
                );
            }
            // Where a file stands in the way of a folder, no other name in that folder helps.
            let flat = claims.is_below_a_file(&path).then(|| stem.replace('/', "-"));
            path = name::page_path(flat.as_deref().unwrap_or(stem), &format!("--{number}.html"));
            number += 1;
        }
        site.outputs.insert(path.clone(), Output::Aid(index));
        pages.push(path);
    }
    site.pages = pages;
}

/// Copies media, and every other file that an aid names.
fn lay_out_assets(site: &mut Site, claims: &mut Claims, diagnostics: &mut Vec<Diagnostic>) {
    let mut named: Vec<SitePath> = site.aids.iter().flat_map(|aid| aid.doc.files()).cloned().collect();
    named.extend(site.aids.iter().flat_map(|aid| video::files(aid)));
    named.sort_unstable();
    named.dedup();
    for file in site.tree.of(Kind::Asset) {
        if !MEDIA.contains(&file.path.extension().as_str()) && named.binary_search(&file.path).is_err() {
            continue;
        }
        match claims.claim(&file.path, &file.shown) {
            Ok(()) => {
                site.outputs.insert(file.path.clone(), Output::Asset(file.path.clone()));
            }
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

/// Old addresses lead to the aid's page.
fn lay_out_aliases(site: &mut Site, claims: &mut Claims, diagnostics: &mut Vec<Diagnostic>) {
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
                    Ok(()) => {
                        site.outputs.insert(path, Output::Redirect(index));
                    }
                    Err(owner) if owner == *aid.shown => {}
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
fn alias_path(alias: &Located<String>) -> Option<SitePath> {
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
