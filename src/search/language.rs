//! What a language does to a word: which forms are one word, and which words say little.
//!
//! In: a word with its marks. Out: the key that all its forms share, and whether it is a stop word. The stemmers and stop
//! words are those of elasticlunr; its trimmers and its dropping of stop words are not used (they cut `café` to `caf`, drop
//! digits, and take the sense out of "turn off").

use crate::language::Language;
use crate::unicode::fold;
use elasticlunr::lang::from_code;
use elasticlunr::pipeline::PipelineFn;

/// Words that the lists call stop words and that decide what an aid is about: on or off, with or without.
const NEVER_STOP: &[&str] = &["no", "not", "off", "on"];
/// What Arabic joins to the front of a noun, the longest first.
const ARABIC_ARTICLES: [&str; 6] = ["وال", "بال", "كال", "فال", "لل", "ال"];

/// The words of one language.
pub(super) struct Words {
    english: bool,
    arabic: bool,
    stop: Option<Box<dyn PipelineFn>>,
    stemmer: Option<Box<dyn PipelineFn>>,
}

impl Words {
    /// The words of a language; for one without a stemmer every form is a word of its own.
    pub(super) fn of(language: &Language) -> Self {
        let code = match language.primary() {
            "nl" => "du",
            "nb" | "nn" => "no",
            code => code,
        };
        let queue = from_code(code).map(|language| language.make_pipeline().queue).unwrap_or_default();
        let (mut stop, mut stemmer) = (None, None);
        for filter in queue {
            let name = filter.name();
            if name.starts_with("stopWordFilter") {
                stop = Some(filter);
            } else if name.starts_with("stemmer") {
                stemmer = Some(filter);
            }
        }
        Self { english: code == "en", arabic: code == "ar", stop, stemmer }
    }

    /// Whether the word says little by itself. `spelling` is in small letters.
    pub(super) fn is_stop(&self, spelling: &str) -> bool {
        let listed = self.stop.as_ref().is_some_and(|stop| stop.filter(spelling.to_owned()).is_none());
        listed && !(self.english && NEVER_STOP.contains(&spelling))
    }

    /// What all forms of the word share. Codes and words of other scripts are only themselves.
    pub(super) fn key(&self, form: &str, spelling: &str) -> String {
        if form.contains(|letter: char| letter.is_numeric()) || (self.english && !spelling.is_ascii()) {
            return form.to_owned();
        }
        if self.arabic {
            return without_article(form).unwrap_or(form).to_owned();
        }
        let stem = self.stemmer.as_ref().and_then(|stemmer| stemmer.filter(spelling.to_owned()));
        stem.map_or_else(|| form.to_owned(), |stem| fold(&stem))
    }
}

/// An Arabic noun without the article and what is joined to it; `None` when it has none, or too little would stay.
pub(super) fn without_article(form: &str) -> Option<&str> {
    let rest = ARABIC_ARTICLES.iter().find_map(|article| form.strip_prefix(article))?;
    (rest.chars().count() >= 3).then_some(rest)
}
