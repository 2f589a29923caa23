//! `kneeboard search`: the aids that answer a query, best first, as the built site ranks them.

mod human;
mod json;

use super::args::Format;
use super::exit::Exit;
use super::report::Report;
use super::stages;
use crate::language::Language;
use crate::pipeline::Request;
use crate::search::Options;
use crate::site::{LanguageIndex, Site};

/// What to search for and how.
#[derive(Debug)]
pub(super) struct SearchOptions {
    /// What to look for.
    pub(super) query: String,
    /// Which site.
    pub(super) request: Request,
    /// The most hits.
    pub(super) limit: usize,
    /// The reader's language, as typed; the site's first unless given.
    pub(super) language: Option<String>,
    /// Say why each hit is where it is.
    pub(super) explain: bool,
    /// How to print.
    pub(super) format: Format,
}

/// Searches the site.
pub(super) fn run(options: &SearchOptions, report: &Report) -> Exit {
    let loaded = match stages::load(&options.request, report, &mut |_| {}) {
        Ok(loaded) => loaded,
        Err(exit) => return exit,
    };
    let language = match language(options.language.as_deref(), &loaded.site) {
        Ok(language) => language,
        Err(why) => return report.fail(why),
    };
    let limit = Options { limit: options.limit, ..Options::default() };
    let answer = loaded.search.query(language, &options.query, &limit);
    let text = match options.format {
        Format::Human if options.explain => human::explained(&loaded.site, &answer),
        Format::Human => human::listed(&loaded.site, &answer),
        Format::Json => json::document(&loaded.site, language, &options.query, &answer),
    };
    match report.output(&text) {
        Exit::Done if answer.nearest || answer.hits.is_empty() => Exit::Problems,
        exit => exit,
    }
}

/// A language of the site.
fn language(typed: Option<&str>, site: &Site) -> Result<LanguageIndex, String> {
    let Some(typed) = typed else { return Ok(0) };
    let languages = &site.config.languages;
    let wanted = Language::new(&typed.replace('_', "-"));
    let found = languages.iter().position(|language| Some(language) == wanted.as_ref());
    found.ok_or_else(|| {
        let known: Vec<String> = languages.iter().map(|language| format!("`{language}`")).collect();
        format!("the site is not in `{typed}`; its languages are {}", known.join(", "))
    })
}
