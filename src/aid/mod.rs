//! One file → one [`Aid`]: fence, front matter, markdown → [`doc::Doc`].
//!
//! In: a file's path and text, and the languages of the site. Out: the aid and its problems. Pure, per file, never fails:
//! whatever is wrong with a file, there is an aid to show.

pub mod doc;
mod fence;
pub mod front_matter;
mod markdown;
mod vocabulary;

pub use doc::Doc;
pub use front_matter::{FrontMatter, Located};
pub use vocabulary::signal_word;

use crate::diagnostic::{Code, Diagnostic};
use crate::language::Language;
use crate::source::SitePath;
use crate::value::AidType;
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
    /// Type: front matter, else inferred from the body.
    pub kind: AidType,
    /// The body.
    pub doc: Doc,
    /// The text of the file; every span refers to it.
    pub text: Arc<str>,
}

impl Aid {
    /// A problem at a span of the aid's text.
    #[must_use]
    pub fn diagnostic(&self, code: &'static Code, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::at(code, &self.shown, &self.text, span.clone(), message)
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
    let fence = fence::split(shown, text, &mut diagnostics);
    let front = front_matter::read(shown, text, fence.front, &mut diagnostics);
    let (base_path, suffix) = language_suffix(path, context.languages);
    let language =
        front.lang.as_ref().map(|l| l.value.clone()).or(suffix).unwrap_or_else(|| context.languages[0].clone());
    let doc = markdown::parse(
        &markdown::Input { path, shown, text, body: fence.body, language: &language },
        &mut diagnostics,
    );
    let title = title(&front, &doc, &base_path);
    let kind = front.kind.unwrap_or_else(|| infer_kind(&doc));
    (
        Aid {
            path: path.clone(),
            shown: Arc::clone(shown),
            base_path,
            language,
            front,
            title,
            kind,
            doc,
            text: text.into(),
        },
        diagnostics,
    )
}

/// `press.es.md` → (`press.md`, Spanish), when Spanish is a language of the site.
fn language_suffix(path: &SitePath, languages: &[Language]) -> (SitePath, Option<Language>) {
    let stem_end = path.as_str().len() - path.extension().len() - 1;
    let stem = path.as_str().get(..stem_end).unwrap_or_default();
    let suffix = stem.rfind('.').and_then(|dot| Some((dot, Language::new(&stem[dot + 1..])?)));
    match suffix {
        Some((dot, language)) if languages.contains(&language) => {
            let base = format!("{}{}", &stem[..dot], &path.as_str()[stem_end..]);
            (SitePath::new(&base).unwrap_or_else(|| path.clone()), Some(language))
        }
        _ => (path.clone(), None),
    }
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
    let stem = name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot]);
    let words = stem.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| name.to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

/// The type that a body looks like.
fn infer_kind(doc: &Doc) -> AidType {
    use doc::BlockKind as Kind;
    let has = |is: fn(&Kind) -> bool| doc.blocks.iter().any(|block| is(&block.kind));
    if has(|k| matches!(k, Kind::Steps(_))) {
        AidType::Procedure
    } else if has(|k| matches!(k, Kind::Checklist(_))) {
        AidType::Checklist
    } else if has(|k| matches!(k, Kind::Decision(_) | Kind::Branch(_))) {
        AidType::Decision
    } else {
        AidType::Lookup
    }
}
