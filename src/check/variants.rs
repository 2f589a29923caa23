//! What people type in place of a phrase: with a slip, cut short, in the plural, in another order, as a question. The same
//! phrase has the same variants, always.

/// The first words of questions, by language: what people write before what they look for.
const QUESTIONS: &[(&str, &[&str])] = &[
    ("ar", &["كيف", "كيف يمكنني"]),
    ("de", &["wie geht", "was tun bei"]),
    ("en", &["how do i", "how to", "what do i do about"]),
    ("es", &["cómo", "cómo puedo", "qué hago con"]),
    ("fr", &["comment", "comment faire pour"]),
    ("it", &["come", "come faccio a"]),
    ("nl", &["hoe", "wat te doen bij"]),
    ("pl", &["jak", "co zrobić gdy"]),
    ("pt", &["como", "como faço para"]),
];

/// The rows of a keyboard; slips go to the letter beside.
const KEYBOARD: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// Slips happen in words of at least so many letters: one letter of four makes another word.
const LONG_WORD: usize = 5;

/// One slip in the longest word: a letter left out, two swapped, one doubled, one hit beside. Codes have no slips: `E-42`
/// with one is another code.
pub(super) fn typos(query: &str) -> Vec<String> {
    let words: Vec<&str> = query.split_whitespace().collect();
    // Of words of one length the first.
    let longest = (0..words.len()).rev().filter(|&at| is_spelt(words[at])).max_by_key(|&at| words[at].chars().count());
    let Some((at, letters)) = longest.map(|at| (at, words[at].chars().collect::<Vec<char>>())) else {
        return Vec::new();
    };
    if letters.len() < LONG_WORD {
        return Vec::new();
    }
    let middle = letters.len() / 2;
    let mut slips = vec![without(&letters, middle), swapped(&letters, middle), with(&letters, middle, letters[middle])];
    if let Some(beside) = beside(letters[middle]) {
        let mut slip = without(&letters, middle);
        slip.insert(middle, beside);
        slips.push(slip);
    }
    slips.retain(|slip| *slip != letters);
    slips.dedup();
    slips.into_iter().map(|slip| replaced(&words, at, &slip.into_iter().collect::<String>())).collect()
}

/// The last word cut to its half, and by its last letter.
pub(super) fn prefixes(query: &str) -> Vec<String> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let Some((last, rest)) = words.split_last().filter(|(last, _)| is_spelt(last)) else { return Vec::new() };
    let length = last.chars().count();
    let mut lengths = vec![length.div_ceil(2), length - 1];
    lengths.retain(|&kept| kept >= 2);
    lengths.dedup();
    let cut = |kept: usize| replaced(&words, rest.len(), &last.chars().take(kept).collect::<String>());
    lengths.into_iter().map(cut).collect()
}

/// One word in the plural instead of the singular, or the reverse: the two longest words, one at a time.
pub(super) fn numbers(query: &str, language: &str) -> Vec<String> {
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut places: Vec<usize> = (0..words.len()).filter(|&at| is_spelt(words[at])).collect();
    places.sort_by_key(|&at| (std::cmp::Reverse(words[at].chars().count()), at));
    let changed = |at: usize| Some(replaced(&words, at, &other_number(words[at], language)?));
    places.into_iter().take(2).filter_map(changed).collect()
}

/// The last word first; with three words or more, also all from last to first.
pub(super) fn orders(query: &str) -> Vec<String> {
    let mut words: Vec<&str> = query.split_whitespace().collect();
    if words.len() < 2 {
        return Vec::new();
    }
    words.rotate_right(1);
    let mut orders = vec![words.join(" ")];
    if words.len() > 2 {
        words.rotate_left(1);
        words.reverse();
        orders.push(words.join(" "));
    }
    orders.retain(|order| order != query);
    orders
}

/// The phrase as a question. None in languages whose questions are not known.
pub(super) fn questions(query: &str, language: &str) -> Vec<String> {
    let starts = QUESTIONS.iter().find(|(tag, _)| *tag == language).map_or(&[][..], |(_, starts)| starts);
    let asks_already = starts.iter().any(|start| query.to_lowercase().starts_with(start));
    starts.iter().filter(|_| !asks_already).map(|start| format!("{start} {query}")).collect()
}

/// Whether a word is letters only, of a script that parts words by blanks.
fn is_spelt(word: &str) -> bool {
    word.chars().all(|letter| letter.is_alphabetic() && matches!(letter, '\0'..'\u{e00}' | '\u{1e00}'..'\u{2000}'))
}

fn without(letters: &[char], at: usize) -> Vec<char> {
    [&letters[..at], &letters[at + 1..]].concat()
}

fn with(letters: &[char], at: usize, letter: char) -> Vec<char> {
    [&letters[..at], &[letter], &letters[at..]].concat()
}

/// With the letter at `at` and the one before it in each other's places.
fn swapped(letters: &[char], at: usize) -> Vec<char> {
    let mut letters = letters.to_vec();
    letters.swap(at - 1, at);
    letters
}

/// The key to the right of a letter, or to the left at the end of a row.
fn beside(letter: char) -> Option<char> {
    let row = KEYBOARD.iter().find(|row| row.contains(letter))?;
    let at = row.find(letter)?;
    row[at + 1..].chars().next().or_else(|| row[..at].chars().next_back())
}

/// The words with another one at `at`.
fn replaced(words: &[&str], at: usize, word: &str) -> String {
    let mut words = words.to_vec();
    words[at] = word;
    words.join(" ")
}

/// The plural of a singular and the reverse, by the regular endings of the language; `None` where that is not known.
fn other_number(word: &str, language: &str) -> Option<String> {
    if word.chars().count() < 3 {
        return None;
    }
    let changed = |end: &str, other: &str| word.strip_suffix(end).map(|stem| format!("{stem}{other}"));
    match language {
        "en" => other_number_in_english(word),
        "es" | "pt" => changed("ones", "ón")
            .filter(|_| language == "es")
            .or_else(|| changed("ces", "z"))
            .or_else(|| changed("res", "r"))
            .or_else(|| changed("s", ""))
            .or_else(|| changed("ón", "ones"))
            .or_else(|| changed("z", "ces"))
            .or_else(|| changed("r", "res"))
            .or_else(|| word.ends_with(['a', 'e', 'o']).then(|| format!("{word}s"))),
        "fr" => changed("s", "").or_else(|| (!word.ends_with(['x', 'z'])).then(|| format!("{word}s"))),
        "ar" => changed("ات", "ة").or_else(|| changed("ة", "ات")),
        _ => None,
    }
}

fn other_number_in_english(word: &str) -> Option<String> {
    let changed = |end: &str, other: &str| word.strip_suffix(end).map(|stem| format!("{stem}{other}"));
    let hisses = |word: &str| ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    if ["us", "is", "ics"].iter().any(|end| word.ends_with(end)) {
        return None;
    }
    if let Some(stem) = word.strip_suffix("es").filter(|stem| hisses(stem)) {
        return Some(stem.to_owned());
    }
    if word.ends_with('s') && !word.ends_with("ss") {
        return changed("ies", "y").or_else(|| changed("s", ""));
    }
    if hisses(word) {
        return Some(format!("{word}es"));
    }
    let before_y = word.strip_suffix('y').and_then(|stem| stem.chars().next_back());
    if before_y.is_some_and(|letter| !"aeiou".contains(letter)) {
        return changed("y", "ies");
    }
    Some(format!("{word}s"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slip_is_in_the_longest_word_and_never_in_a_code() {
        assert_eq!(
            typos("reset light curtain"),
            ["reset light curain", "reset light cutrain", "reset light curttain", "reset light curyain"]
        );
        assert_eq!(typos("كيف البرميل"), ["كيف البميل", "كيف الربميل", "كيف البررميل"]);
        for without in ["", "e-42", "key 7", "M8x30 bolt", "漏油处理方法", "x"] {
            assert_eq!(typos(without), [""; 0], "{without}");
        }
    }

    #[test]
    fn the_last_word_is_cut() {
        assert_eq!(prefixes("light curtain"), ["light curt", "light curtai"]);
        assert_eq!(prefixes("cap"), ["ca"]);
        for without in ["", "light e-42", "a", "漏油"] {
            assert_eq!(prefixes(without), [""; 0], "{without}");
        }
    }

    #[test]
    fn a_plural_is_a_singular_and_the_reverse() {
        let english = |word: &str| other_number(word, "en").unwrap_or_default();
        for (one, many) in
            [("jam", "jams"), ("press", "presses"), ("battery", "batteries"), ("tray", "trays"), ("hinge", "hinges")]
        {
            assert_eq!((english(one).as_str(), english(many).as_str()), (many, one));
        }
        for (one, many) in [("válvula", "válvulas"), ("botón", "botones"), ("luz", "luces"), ("sensor", "sensores")]
        {
            let other = |word: &str| other_number(word, "es").unwrap_or_default();
            assert_eq!((other(one).as_str(), other(many).as_str()), (many, one));
        }
        assert_eq!(numbers("red lamp palletiser", "en"), ["red lamp palletisers", "red lamps palletiser"]);
        assert_eq!((numbers("status", "en"), numbers("Ventil", "de")), (vec![], vec![]));
    }

    #[test]
    fn words_change_places_and_become_a_question() {
        assert_eq!(orders("red lamp on"), ["on red lamp", "on lamp red"]);
        assert_eq!((orders("jam"), orders("jam jam")), (vec![], vec![]));
        assert_eq!(questions("clear a jam", "en")[0], "how do i clear a jam");
        assert_eq!((questions("How do I clear a jam", "en"), questions("x", "fi")), (vec![], vec![]));
        assert!(["es", "ar"].iter().all(|language| questions("x", language).len() > 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_phrase_has_variants_that_differ_from_it(phrase in "(\\PC|[a-zéñ]{1,9}|[أ-ي]{1,9}| ){0,8}") {
            let all = ["en", "es", "ar", "fr", "pt", "ja"].iter().flat_map(|language| {
                let by_language = [numbers(&phrase, language), questions(&phrase, language)];
                let others = [typos(&phrase), prefixes(&phrase), orders(&phrase)];
                by_language.into_iter().chain(others).flatten().collect::<Vec<_>>()
            });
            for variant in all {
                prop_assert!(variant != phrase && !variant.trim().is_empty());
            }
        }
    }
}
