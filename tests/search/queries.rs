//! Queries that nobody would write by hand: a site's own words whole, cut, misspelt and mixed, and what is hostile.

use kneeboard::search::FacetFilter;
use kneeboard::site::{LanguageIndex, Site};
use kneeboard::source::read_text;

/// Scripts, signs and names that trip careless code.
const ODD: &[&str] = &[
    "",
    " ",
    "-",
    "'",
    "\"",
    "\\",
    "!",
    "#",
    "<b>",
    "&amp;",
    "</script>",
    "%00",
    "\0",
    "\u{7f}",
    "../..",
    "__proto__",
    "constructor",
    "toString",
    "null",
    "NaN",
    "1e9",
    "-1",
    "0.5",
    "E-42",
    "12 Nm",
    "M8x30",
    "don't",
    "l'eau",
    "naïve",
    "İI",
    "ΣΑΣ",
    "ﬁ",
    "Ａ１",
    "½",
    "灯",
    "光幕",
    "重置光幕",
    "リセット",
    "비상정지",
    "หยุด",
    "حَرْق",
    "آلة",
    "٤٢",
    "שלום",
    "ёй",
    "👩‍🔧",
    "🙂",
    "𝐁",
    "𠮷",
    "e\u{301}\u{302}",
    "\u{301}",
    "\u{200d}",
    "\u{200c}",
    "\u{ad}",
    "\u{202e}",
    "\u{feff}",
    "\u{10ffff}",
    "\u{e000}",
];

/// Marsaglia's xorshift64: enough to be irregular, and the same everywhere.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end.max(1) as u64).expect("below a usize")
    }

    fn of<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

/// Every word of the site's files, front matter and all, once.
pub(crate) fn words(site: &Site) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for text in site.tree.files.iter().flat_map(read_text) {
        words.extend(text.split_whitespace().map(|word| word.chars().take(60).collect::<String>()));
    }
    words.sort_unstable();
    words.dedup();
    words
}

/// A query of some of these words.
pub(crate) fn query(random: &mut Random, words: &[String]) -> String {
    match random.below(60) {
        0 => String::new(),
        1 => random.of(ODD).repeat(random.below(2_000)),
        2 => (0..random.below(300)).map(|_| word(random, words) + " ").collect(),
        _ => {
            let count = 1 + random.below(5);
            let between = [" ", " ", " ", "  ", "-", ", ", "/", "", "\t", "\u{a0}"];
            (0..count).map(|_| word(random, words) + random.of(&between)).collect::<String>().trim_end().to_owned()
        }
    }
}

/// Mostly none; else up to two values of the site's facets, or just counts.
pub(crate) fn filter(random: &mut Random, site: &Site, language: LanguageIndex) -> Option<FacetFilter> {
    if random.below(4) > 0 {
        return None;
    }
    let mut filter = FacetFilter::new();
    let facets: Vec<_> = site.facets[language].iter().filter(|facet| !facet.values.is_empty()).collect();
    for _ in 0..random.below(3).min(facets.len()) {
        let facet = facets[random.below(facets.len())];
        let value = &facet.values[random.below(facet.values.len())];
        filter.entry(facet.kind).or_default().push(value.slug.clone());
    }
    Some(filter)
}

fn word(random: &mut Random, words: &[String]) -> String {
    if words.is_empty() || random.below(12) == 0 {
        return random.of(ODD).to_owned();
    }
    let mut letters: Vec<char> = words[random.below(words.len())].chars().collect();
    match random.below(10) {
        0 | 1 => letters.truncate(1 + random.below(letters.len())),
        2 | 3 => misspell(random, &mut letters),
        4 => {
            misspell(random, &mut letters);
            misspell(random, &mut letters);
        }
        5 => return letters.into_iter().flat_map(char::to_uppercase).collect(),
        _ => {}
    }
    letters.into_iter().collect()
}

/// One letter too few or too many, another one, or two the wrong way round.
fn misspell(random: &mut Random, letters: &mut Vec<char>) {
    let at = random.below(letters.len());
    let other = random.of(ODD).chars().next().filter(|_| random.below(8) == 0);
    let letter = other.unwrap_or(char::from(b'a' + u8::try_from(random.below(26)).expect("a letter")));
    match random.below(4) {
        0 if letters.len() > 1 => drop(letters.remove(at)),
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        2 if !letters.is_empty() => letters[at] = letter,
        _ => letters.insert(at, letter),
    }
}
