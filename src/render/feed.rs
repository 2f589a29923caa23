//! The Atom feed of changes (RFC 4287), the sitemap and the rules for robots.

use super::Renderer;
use super::address::{absolute, href};
use super::html::escaped;
use crate::site::{LanguageIndex, Output};
use crate::source::SitePath;
use std::fmt::Write as _;

/// The most entries of a feed.
const ENTRIES: usize = 50;

impl Renderer {
    /// The feed of a language: what changed last. Dates are those of the aids, never the clock's.
    pub(super) fn feed(&self, path: &SitePath, language: LanguageIndex) -> String {
        let site = &self.site;
        let base = site.config.base_url.as_deref();
        let title = site.config.title.get(&site.config.languages[language]);
        let address = |target: &SitePath| base.map_or_else(|| href(path, target), |base| absolute(base, target));
        let id = |target: &SitePath| base.map_or_else(|| format!("urn:kneeboard:{target}"), |_| address(target));
        let entries = &site.lists[language].by_change;
        let newest = entries.first().and_then(|&aid| site.changed(aid));
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        let _ = write!(
            out,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n\
             <link rel=\"self\" href=\"{}\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n\
             <updated>{}T00:00:00Z</updated>\n<author><name>{}</name></author>\n<generator>Kneeboard</generator>\n",
            site.config.languages[language],
            xml(title),
            xml(&id(path)),
            xml(&address(path)),
            xml(&address(&site.home(language))),
            newest.map_or_else(|| "1970-01-01".to_owned(), |date| date.to_string()),
            xml(site.config.owner.as_ref().map_or(title, |owner| &owner.name)),
        );
        for &aid in entries.iter().take(ENTRIES) {
            let Some(date) = site.changed(aid) else { continue };
            let source = &site.aids[aid];
            let note = source.front.changes.first().map(|change| change.value.note.as_str());
            let summary = note.or(source.front.need.as_ref().map(|need| need.value.as_str())).unwrap_or_default();
            let page = &site.pages[aid];
            let _ = write!(
                out,
                "<entry>\n<title>{}</title>\n<id>{}#{date}</id>\n<link rel=\"alternate\" type=\"text/html\" \
                 href=\"{}\"/>\n<updated>{date}T00:00:00Z</updated>\n<summary>{}</summary>\n</entry>\n",
                xml(&source.title),
                xml(&id(page)),
                xml(&address(page)),
                xml(summary),
            );
        }
        out.push_str("</feed>\n");
        out
    }

    /// Every page that a search engine should know (sitemaps.org); only for a site with a `base_url`.
    pub(super) fn sitemap(&self) -> String {
        let site = &self.site;
        let base = site.config.base_url.as_deref().unwrap_or_default();
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
        );
        for (path, output) in &site.outputs {
            let changed = match output {
                Output::Aid(aid) if site.is_withdrawn(*aid) => continue,
                Output::Aid(aid) => site.changed(*aid),
                Output::Home(_)
                | Output::Facet(..)
                | Output::FacetValue(..)
                | Output::AToZ(..)
                | Output::Changes(_) => None,
                _ => continue,
            };
            let _ = write!(out, "<url><loc>{}</loc>", xml(&absolute(base, path)));
            if let Some(date) = changed {
                let _ = write!(out, "<lastmod>{date}</lastmod>");
            }
            out.push_str("</url>\n");
        }
        out.push_str("</urlset>\n");
        out
    }

    /// All robots may read all; where the sitemap is.
    pub(super) fn robots(&self) -> String {
        let mut out = String::from("User-agent: *\nAllow: /\n");
        if let Some(base) = &self.site.config.base_url {
            let _ = writeln!(out, "Sitemap: {base}sitemap.xml");
        }
        out
    }
}

/// Text for XML 1.0, which has no way to write some characters: one of them in a title would make the whole feed unreadable.
fn xml(text: &str) -> String {
    let is_char =
        |c: char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_char) { escaped(text) } else { escaped(&text.replace(|c| !is_char(c), "\u{fffd}")) }
}
