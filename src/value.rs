//! Values that front matter and configuration share.

use crate::language::Language;
use std::collections::BTreeMap;

/// What kind of help an aid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AidType {
    /// Numbered steps.
    Procedure,
    /// Items to confirm.
    Checklist,
    /// Questions or a table that lead to an answer.
    Decision,
    /// A table to look a value up in.
    Lookup,
    /// From a symptom to its mend.
    Troubleshooting,
    /// Lines to fill in.
    Worksheet,
}

/// A dimension to browse by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the facets by the names of their front-matter keys")]
pub enum FacetKind {
    Type,
    Roles,
    Locations,
    Equipment,
    Tags,
    Moment,
}

impl FacetKind {
    /// Every facet, in the order in which readers meet them.
    pub const ALL: [Self; 6] = [Self::Type, Self::Roles, Self::Locations, Self::Equipment, Self::Tags, Self::Moment];

    /// The name in front matter and in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Roles => "roles",
            Self::Locations => "locations",
            Self::Equipment => "equipment",
            Self::Tags => "tags",
            Self::Moment => "moment",
        }
    }
}

impl AidType {
    /// The name in front matter.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Procedure => "procedure",
            Self::Checklist => "checklist",
            Self::Decision => "decision",
            Self::Lookup => "lookup",
            Self::Troubleshooting => "troubleshooting",
            Self::Worksheet => "worksheet",
        }
    }
}

/// A text in one or several languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The text for languages that have none of their own.
    pub default: String,
    /// The text by language.
    pub by_language: BTreeMap<Language, String>,
}

impl Label {
    /// The text in this language, else the default.
    #[must_use]
    pub fn get(&self, language: &Language) -> &str {
        self.by_language.get(language).unwrap_or(&self.default)
    }
}

/// A length of time, as written and in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// Years × 12 + months.
    pub months: u32,
    /// Weeks × 7 + days.
    pub days: u32,
    /// Hours × 3600 + minutes × 60 + seconds.
    pub seconds: u32,
    /// As written.
    pub text: String,
}

/// Who answers for an aid.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Person {
    /// A name or a group.
    pub name: String,
    /// Phone, mail address or link, as written.
    pub contact: Option<String>,
}
