//! Anchors: headings in the dialect of code hosts, steps, rows; every one unique in its aid.

use std::collections::HashMap;

/// The anchors given so far.
#[derive(Default)]
pub(super) struct Anchors {
    /// Anchor → the last suffix that was added to it.
    taken: HashMap<String, u32>,
    /// Those that the page will have, with their place in the text.
    placed: Vec<(usize, String)>,
}

impl Anchors {
    /// The anchor of a heading, as a code host makes it: a repeated one ends in `-1`, `-2`, ….
    pub(super) fn heading(&mut self, text: &str, at: usize) -> String {
        let slug = slug(text);
        self.unique(if slug.is_empty() { "section" } else { &slug }, 1, at)
    }

    /// An anchor of ours that begins with `wanted`; a repeated one ends in `-2`, `-3`, ….
    pub(super) fn own(&mut self, wanted: &str, at: usize) -> String {
        self.unique(wanted, 2, at)
    }

    fn unique(&mut self, wanted: &str, first_suffix: u32, at: usize) -> String {
        let mut anchor = wanted.to_owned();
        while self.taken.contains_key(&anchor) {
            let last_suffix = self.taken.entry(wanted.to_owned()).or_default();
            *last_suffix = (*last_suffix + 1).max(first_suffix);
            anchor = format!("{wanted}-{last_suffix}");
        }
        self.taken.insert(anchor.clone(), 0);
        self.placed.push((at, anchor.clone()));
        anchor
    }

    /// The page will not have the anchor that stands at `at`, but nothing else gets its name.
    pub(super) fn forget(&mut self, at: usize) {
        self.placed.retain(|(place, _)| *place != at);
    }

    /// An anchor of this name was given.
    pub(super) fn contains(&self, anchor: &str) -> bool {
        self.taken.contains_key(anchor)
    }

    /// All anchors, sorted.
    pub(super) fn into_list(self) -> Vec<String> {
        let mut anchors: Vec<String> = self.placed.into_iter().map(|(_, anchor)| anchor).collect();
        anchors.sort_unstable();
        anchors
    }
}

/// Lower case; letters, marks, numbers, `_` and `-` stay, a space is a hyphen, the rest goes.
pub(super) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(letter),
            _ if letter.is_ascii_alphanumeric() => slug.push(letter.to_ascii_lowercase()),
            _ if letter.is_ascii() => {}
            _ if letter.is_alphanumeric() || is_mark(letter) => slug.extend(letter.to_lowercase()),
            _ => {}
        }
    }
    slug
}

/// Marks that the standard library does not count as letters: accents, vowel signs, viramas, variation selectors.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{8d3}'..='\u{8ff}' | '\u{93c}' | '\u{94d}'
        | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}'
        | '\u{d4d}' | '\u{dca}' | '\u{e38}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::{Anchors, slug};

    #[test]
    fn slugs_are_those_of_code_hosts() {
        assert_eq!(slug("Is the door lamp on?"), "is-the-door-lamp-on");
        assert_eq!(slug("Filling & capping: V6_a"), "filling--capping-v6_a");
        assert_eq!(slug("¿Qué hacer? Año ½"), "qué-hacer-año-½");
        assert_eq!(slug("احفظ عن ظهرِ قلب"), "احفظ-عن-ظهرِ-قلب");
    }

    #[test]
    fn repeated_headings_count_from_one_and_never_collide() {
        let mut anchors = Anchors::default();
        let given: Vec<String> = ["A", "A", "A 1", "A", "!", "?"].iter().map(|text| anchors.heading(text, 0)).collect();
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2", "section", "section-1"]);
        assert_eq!(anchors.own("a", 0), "a-3");
    }
}
