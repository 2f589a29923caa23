//! One file → one [`Aid`]: fence, front matter, markdown → [`doc::Doc`].
//!
//! In: a file's path and text, and the languages of the site. Out: the aid and its problems. Pure, per file, never fails:
//! whatever is wrong with a file, there is an aid to show.

pub mod doc;
mod fence;
pub mod front_matter;
mod infer;
mod markdown;
mod vocabulary;

pub use doc::Doc;
use doc::Signal;
pub use front_matter::{FrontMatter, Located};
pub use vocabulary::signal_word;

use crate::diagnostic::{Code, Diagnostic, NO_TITLE, STEP_NUMBER, Text};
use crate::language::Language;
use crate::source::SitePath;
use crate::unicode::sort_key;
use crate::value::{AidType, words};
use std::ops::Range;
use std::sync::Arc;

/// One markdown file that meets one need.
#[derive(Clone, Debug)]
pub struct Aid {
    /// Where the file is, in the site.
    pub path: SitePath,
    /// The same as spelt on disk, for diagnostics.
    pub shown: Arc<str>,
    /// The path of the aid in its default language: `press.md` for `press.es.md`; else the same as `path`.
    pub base_path: SitePath,
    /// The language it is written in.
    pub language: Language,
    /// What the front matter says.
    pub front: FrontMatter,
    /// Title: front matter, else the first H1, else the file name in words.
    pub title: String,
    /// Its place among titles: see [`sort_key`].
    pub sort_key: Box<str>,
    /// Type: front matter, else inferred from the body.
    pub kind: AidType,
    /// The gravest hazard, of the front matter or the body.
    pub gravest: Option<Signal>,
    /// The body.
    pub doc: Doc,
    /// The text of the file; every span refers to it.
    pub text: Arc<Text>,
}

impl Aid {
    /// A problem at a span of the aid's text.
    #[must_use]
    pub fn diagnostic(&self, code: &'static Code, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::within(code, &self.shown, &self.text, span.clone(), message)
    }
}

/// What parsing an aid needs to know of its site.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The languages of the site, the default first.
    pub languages: &'a [Language],
}

/// Parses one file. `text` is as [`crate::source::read_text`] gives it.
#[must_use]
pub fn parse(path: &SitePath, shown: &Arc<str>, text: &str, context: &Context<'_>) -> (Aid, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let text = Arc::new(Text::from(text));
    let fence = fence::split(shown, &text, &mut diagnostics);
    let front = front_matter::read(shown, &text, fence.front, &mut diagnostics);
    let (base_path, suffix) = language_suffix(path, context.languages);
    let language = front.lang.as_ref().map(|lang| lang.value.clone()).or(suffix);
    let language = language.or_else(|| context.languages.first().cloned()).unwrap_or_else(Language::english);
    let front_title = front.title.as_ref().map(|title| title.value.as_str());
    let doc = markdown::parse(
        &markdown::Input { path, shown, text: &text, body: fence.body, language: &language, title: front_title },
        &mut diagnostics,
    );
    if front.title.is_none() && doc.heading.is_none() && !text.trim().is_empty() {
        diagnostics.push(no_title(shown, &name_in_words(&base_path)));
    }
    for hazard in &front.hazards {
        diagnostics.extend(hazard.value.at.and_then(|at| no_step(shown, &text, &hazard.span, ("hazard", at), &doc)));
    }
    // Older changes name steps by numbers of their day.
    for change in front.latest_changes() {
        let steps = change.value.steps.iter();
        diagnostics.extend(steps.filter_map(|&step| no_step(shown, &text, &change.span, ("change", step), &doc)));
    }
    let title = title(&front, &doc, &base_path);
    let kind = front.kind.unwrap_or_else(|| infer::kind(&doc, &language));
    let aid = Aid {
        path: path.clone(),
        shown: Arc::clone(shown),
        base_path,
        language,
        gravest: infer::gravest(&front, &doc),
        front,
        sort_key: sort_key(&title).into(),
        title,
        kind,
        doc,
        text,
    };
    (aid, diagnostics)
}

/// `press.es.md` → (`press.md`, Spanish), when Spanish is a language of the site.
fn language_suffix(path: &SitePath, languages: &[Language]) -> (SitePath, Option<Language>) {
    let found = path.as_str().rsplit_once('.').and_then(|(stem, extension)| {
        let (base, suffix) = stem.rsplit_once('.')?;
        let language = Language::new(suffix).filter(|language| languages.contains(language))?;
        let has_name = !base.is_empty() && !base.ends_with('/');
        Some((has_name.then(|| SitePath::new(&format!("{base}.{extension}")))??, language))
    });
    match found {
        Some((base, language)) => (base, Some(language)),
        None => (path.clone(), None),
    }
}

fn no_title(shown: &Arc<str>, from_name: &str) -> Diagnostic {
    Diagnostic::in_file(&NO_TITLE, shown, format!("no title: the page is called `{from_name}`, from the file's name"))
        .hint("begin the file with `# Title`, or put `title:` into its front matter")
}

/// A hazard or a change of the front matter that names a step which the body does not have.
fn no_step(
    shown: &Arc<str>,
    text: &str,
    span: &Range<usize>,
    (what, step): (&str, u32),
    doc: &Doc,
) -> Option<Diagnostic> {
    if doc.has_step(step) {
        return None;
    }
    let message = format!("{what} at step {step}, which does not exist");
    Some(Diagnostic::at(&STEP_NUMBER, shown, text, span.clone(), message).hint(match doc.steps {
        0 => "the aid has no numbered steps: leave the number out".to_owned(),
        steps => format!("the last step is {steps}"),
    }))
}

/// The title from the front matter, the first H1 or the file name.
fn title(front: &FrontMatter, doc: &Doc, base_path: &SitePath) -> String {
    if let Some(title) = &front.title {
        return title.value.clone();
    }
    doc.heading.clone().unwrap_or_else(|| name_in_words(base_path))
}

/// `reset-light_curtain.md` → `Reset light curtain`.
fn name_in_words(path: &SitePath) -> String {
    let name = path.name();
    words(name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot]))
}

#[cfg(test)]
mod tests {
    use super::{language_suffix, name_in_words};
    use crate::language::Language;
    use crate::source::SitePath;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a path")
    }

    #[test]
    fn a_title_is_made_of_any_file_name() {
        for (name, title) in [
            ("hall/reset-light_curtain.md", "Reset light curtain"),
            ("ls.md", "Ls"),
            ("[[.md", "[["),
            ("^.md", "^"),
            ("-.md", "-"),
            ("..md", "."),
            (".md", ".md"),
            ("README", "README"),
            ("g++ - build!.md", "G++ build!"),
            ("été.md", "Été"),
        ] {
            assert_eq!(name_in_words(&path(name)), title, "{name}");
        }
    }

    #[test]
    fn a_language_of_the_site_before_the_extension_is_the_language() {
        let languages = [Language::english(), Language::new("es").expect("a language")];
        let split = |name: &str| {
            let (base, language) = language_suffix(&path(name), &languages);
            (base.as_str().to_owned(), language.map(|language| language.tag().to_owned()))
        };
        assert_eq!(split("a/press.es.md"), ("a/press.md".to_owned(), Some("es".to_owned())));
        assert_eq!(split("a/press.ES.md"), ("a/press.md".to_owned(), Some("es".to_owned())));
        for name in ["a/press.fr.md", "v1.es/press", "a.es/press.md", "es.md", "a/.es.md", "press", "x.es", "a/.md"] {
            assert_eq!(split(name), (name.to_owned(), None));
        }
    }
}
