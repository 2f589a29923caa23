//! Why an aid is found where it is, in words that a writer understands.

use super::Found;
use super::phrase::bare;
use crate::site::{AidIndex, Site};

/// Why one aid stands before another, which may not be found at all: it is just what was typed, or that part of its points
/// in which it is ahead most.
pub(super) fn reason(ahead: &Found, behind: Option<&Found>, query: &str, site: &Site) -> String {
    if let Some(name) = named(ahead.aid, query, site) {
        return name.to_owned();
    }
    lead(ahead, behind)
}

/// The part of its points in which an aid is ahead of another most.
fn lead(ahead: &Found, behind: Option<&Found>) -> String {
    let lead = |points: fn(&Found) -> f64| points(ahead) - behind.map_or(0.0, points);
    let words = |found: &Found| found.words.iter().map(|(_, points)| points).sum();
    let leads = [lead(|found| found.named), lead(|found| found.title), lead(|found| found.passage), lead(words)];
    let greatest = leads.iter().copied().fold(f64::MIN, f64::max);
    match leads.iter().position(|lead| *lead >= greatest) {
        Some(0) => "its title, one of its `asks` or one of its names is close to it".to_owned(),
        Some(1) if behind.is_some_and(|behind| behind.title > 0.0) => "more of the words stand in its title".to_owned(),
        Some(1) => "words of it stand in its title".to_owned(),
        Some(2) => match &ahead.line {
            Some(line) => format!("the words stand together in one line: `{}`", shorten(line)),
            None => "the words stand together in one line".to_owned(),
        },
        _ => best_word(ahead, behind),
    }
}

/// What the query is to an aid that is named just so.
fn named(aid: AidIndex, query: &str, site: &Site) -> Option<&'static str> {
    let aid = &site.aids[aid];
    let same = |text: &str| bare(text) == bare(query);
    if same(&aid.title) {
        Some("that is its title")
    } else if aid.front.asks.iter().any(|ask| same(&ask.value.query)) {
        Some("that is one of its `asks`")
    } else if aid.front.also_called.iter().any(|other| same(&other.value)) {
        Some("that is one of its names in `also_called`")
    } else {
        None
    }
}

/// The word that speaks most for an aid.
fn best_word(ahead: &Found, behind: Option<&Found>) -> String {
    let other = |word: &str| {
        behind.and_then(|found| found.words.iter().find(|(has, _)| has == word)).map_or(0.0, |(_, points)| *points)
    };
    let lead = |(word, points): &(String, f64)| points - other(word);
    match ahead.words.iter().max_by(|a, b| lead(a).total_cmp(&lead(b))) {
        Some((word, _)) if other(word) == 0.0 => format!("it has the word `{word}`"),
        Some((word, _)) => format!("the word `{word}` weighs more in it"),
        None => "nothing else is near".to_owned(),
    }
}

/// As much of a line as a hint can hold.
fn shorten(line: &str) -> String {
    const LONGEST: usize = 80;
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An aid with points for `light` and `lamp`, for one line, its title and its name.
    fn found([light, lamp, passage, title, named]: [f64; 5]) -> Found {
        let words = vec![("light".to_owned(), light), ("lamp".to_owned(), lamp)];
        Found { aid: 0, words, passage, title, named, line: Some("Look at the lamp".to_owned()) }
    }

    #[test]
    fn the_greatest_lead_is_the_reason() {
        let behind = found([1.0, 1.0, 1.0, 1.0, 1.0]);
        for (ahead, reason) in [
            ([1.0, 1.0, 1.0, 1.0, 3.0], "close to it"),
            ([1.0, 1.0, 1.5, 3.0, 1.0], "more of the words stand in its title"),
            ([3.0, 1.0, 4.0, 0.0, 1.0], "the words stand together in one line: `Look at the lamp`"),
            ([1.0, 2.0, 1.0, 1.0, 1.0], "the word `lamp` weighs more in it"),
        ] {
            let said = lead(&found(ahead), Some(&behind));
            assert!(said.contains(reason), "{ahead:?}: {said}");
        }
        assert_eq!(
            lead(&found([1.0, 2.0, 0.0, 0.0, 0.0]), Some(&found([2.0, 0.0, 0.0, 0.0, 0.0]))),
            "it has the word `lamp`"
        );
        assert_eq!(lead(&found([1.0, 0.0, 0.0, 3.0, 0.0]), None), "words of it stand in its title");
    }
}
