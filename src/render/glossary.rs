//! Terms of the glossary: the first use on a page is explained.

use crate::language::Language;
use crate::value::Label;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The glossary of a site in one language, by the first word of each term.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    by_first_word: HashMap<String, Vec<(String, String)>>,
}

impl Glossary {
    pub(super) fn new(terms: &BTreeMap<String, Label>, language: &Language) -> Self {
        let mut by_first_word: HashMap<String, Vec<(String, String)>> = HashMap::new();
        // The longest term first, so that "CIP unit" wins over "CIP".
        let mut sorted: Vec<(&String, &Label)> = terms.iter().collect();
        sorted.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
        for (term, meaning) in sorted {
            let first = words(term).next().map_or("", |(_, word)| word);
            if !first.is_empty() && term.starts_with(first) {
                let entry = (term.clone(), meaning.get(language).to_owned());
                by_first_word.entry(first.to_owned()).or_default().push(entry);
            }
        }
        Self { by_first_word }
    }

    /// The first uses in `text` of terms that are not in `seen` yet: their ranges and meanings, in order.
    pub(super) fn first_uses<'a>(
        &'a self,
        text: &str,
        seen: &mut HashSet<&'a str>,
    ) -> Vec<(std::ops::Range<usize>, &'a str)> {
        let mut found = Vec::new();
        if self.by_first_word.is_empty() {
            return found;
        }
        let mut end = 0;
        for (at, word) in words(text) {
            if at < end {
                continue;
            }
            let Some(terms) = self.by_first_word.get(word) else { continue };
            let here = terms.iter().find(|(term, _)| {
                text[at..].starts_with(term.as_str()) && !text[at + term.len()..].starts_with(char::is_alphanumeric)
            });
            if let Some((term, meaning)) = here
                && seen.insert(term)
            {
                end = at + term.len();
                found.push((at..end, meaning));
            }
        }
        found
    }
}

/// The words of a text with their places.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use super::Glossary;
    use crate::language::Language;
    use crate::value::Label;
    use std::collections::{BTreeMap, HashSet};

    #[test]
    fn only_the_first_use_is_explained_and_long_terms_win() {
        let label = |text: &str| Label { default: text.to_owned(), by_language: BTreeMap::new() };
        let terms = BTreeMap::from([
            ("CIP".to_owned(), label("cleaning in place")),
            ("CIP unit".to_owned(), label("the pump")),
        ]);
        let glossary = Glossary::new(&terms, &Language::english());
        let mut seen = HashSet::new();
        let text = "The CIP unit starts CIP; CIPs and CIP again";
        let found = glossary.first_uses(text, &mut seen);
        let shown: Vec<(&str, &str)> = found.iter().map(|(range, meaning)| (&text[range.clone()], *meaning)).collect();
        assert_eq!(shown, [("CIP unit", "the pump"), ("CIP", "cleaning in place")]);
    }
}
