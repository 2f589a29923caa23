//! Languages: codes, direction, and the words that the markdown conventions use.
//!
//! In: a language tag. Out: words as data. The table covers what writers type (labels, pause headings, signal words);
//! the words that a *page* shows live in the theme's `strings/*.yaml`.

use serde::{Deserialize, Serialize};

/// A language tag in lower case, such as `en` or `pt-br`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(Box<str>);

impl Language {
    /// A language from its tag: two or three letters, then subtags after `-`; `None` when it is not of that shape.
    #[must_use]
    pub fn new(tag: &str) -> Option<Self> {
        let tag = tag.trim().to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary =
            parts.next().is_some_and(|p| (2..=3).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_lowercase()));
        let rest = parts.all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        (primary && rest).then(|| Self(tag.into_boxed_str()))
    }

    /// English.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// The tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// `rtl` for scripts that run from right to left, else `ltr`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        match self.primary() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "ha" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
            _ => "ltr",
        }
    }

    /// The tag without its subtags.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
