//! Values that front matter and configuration share.

use crate::language::Language;
use std::collections::BTreeMap;
use std::ops::Range;

/// A value and where it stands in the file's text, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Range<usize>,
}

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

impl AidType {
    /// Every type by its name in front matter.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("procedure", Self::Procedure),
        ("checklist", Self::Checklist),
        ("decision", Self::Decision),
        ("lookup", Self::Lookup),
        ("troubleshooting", Self::Troubleshooting),
        ("worksheet", Self::Worksheet),
    ];

    /// The name in front matter.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(Self::NAMES, self)
    }
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

    /// Every facet by its front-matter key.
    pub const NAMES: &'static [(&'static str, Self)] = &[
        ("type", Self::Type),
        ("roles", Self::Roles),
        ("locations", Self::Locations),
        ("equipment", Self::Equipment),
        ("tags", Self::Tags),
        ("moment", Self::Moment),
    ];

    /// The name in front matter and in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(Self::NAMES, self)
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

impl Duration {
    /// Reads numbers with units: `10 min`, `6 months`, `1 h 30 min`, `1h30`, `90 s`, `2 weeks`. `None` for anything else,
    /// for nothing at all, and for what does not fit 32 bits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut duration = Self { months: 0, days: 0, seconds: 0, text: text.trim().to_owned() };
        let mut rest = duration.text.clone().to_lowercase();
        let mut after_hours = false;
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let number: u32 = rest[..digits].parse().ok()?;
            let tail = rest[digits..].trim_start();
            let letters = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
            let unit = if letters == 0 && tail.is_empty() && after_hours { "min" } else { &tail[..letters] };
            let (part, factor) = match unit {
                "s" | "sec" | "secs" | "second" | "seconds" => (&mut duration.seconds, 1),
                "min" | "mins" | "minute" | "minutes" => (&mut duration.seconds, 60),
                "h" | "hr" | "hrs" | "hour" | "hours" => (&mut duration.seconds, 3600),
                "d" | "day" | "days" => (&mut duration.days, 1),
                "week" | "weeks" => (&mut duration.days, 7),
                "month" | "months" => (&mut duration.months, 1),
                "year" | "years" => (&mut duration.months, 12),
                _ => return None,
            };
            *part = number.checked_mul(factor)?.checked_add(*part)?;
            after_hours = factor == 3600;
            rest = tail[letters..].trim_start_matches(['.', ',', ' ']).to_owned();
        }
        Some(duration)
    }
}

/// Who answers for an aid.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Person {
    /// A name or a group.
    pub name: String,
    /// Phone, mail address or link, as written.
    pub contact: Option<String>,
}

/// A file or folder name in words: `harrow-lane` → `Harrow lane`. A name without a letter, such as `[[`, stays as it is.
#[must_use]
pub fn words(name: &str) -> String {
    let words = name.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if !words.contains(char::is_alphanumeric) {
        return name.to_owned();
    }
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a value in a table of all names.
fn word<T: Copy + PartialEq>(names: &'static [(&'static str, T)], value: T) -> &'static str {
    names.iter().find(|(_, named)| *named == value).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Option<(u32, u32, u32)> {
        Duration::parse(text).map(|duration| (duration.months, duration.days, duration.seconds))
    }

    #[test]
    fn reads_lengths_of_time() {
        assert_eq!(parts("10 min"), Some((0, 0, 600)));
        assert_eq!(parts("6 months"), Some((6, 0, 0)));
        assert_eq!(parts("1 h 30 min"), Some((0, 0, 5400)));
        assert_eq!(parts("1h30"), Some((0, 0, 5400)));
        assert_eq!(parts("90 s"), Some((0, 0, 90)));
        assert_eq!(parts("2 weeks, 1 day"), Some((0, 15, 0)));
        assert_eq!(parts("1 Year"), Some((12, 0, 0)));
    }

    #[test]
    fn refuses_what_is_no_length_of_time() {
        for text in
            ["", "10", "soon", "10 parsecs", "min", "-5 min", "99999999999 h", "4294967295 h", "1.5 h", "10 min 5"]
        {
            assert_eq!(parts(text), None, "{text}");
        }
    }

    #[test]
    fn names_become_words() {
        assert_eq!(words("harrow-lane"), "Harrow lane");
        assert_eq!(words("élan_vital"), "Élan vital");
    }
}
