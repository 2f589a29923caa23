//! What changed since the last time.

use super::{Findability, Source, Tried};
use serde::Serialize;
use std::collections::BTreeMap;

/// What is better and what is worse than before, phrase by phrase.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// What finds its aid now, or sooner.
    pub improved: Vec<Change>,
    /// What does not any more, or later.
    pub lost: Vec<Change>,
    /// Phrases that were not there before.
    pub added: usize,
    /// Phrases that are gone.
    pub removed: usize,
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The aid's file.
    pub aid: String,
    /// What was typed: the phrase, or a variant of it.
    pub typed: String,
    /// `found in place 2, was in place 5`.
    pub what: String,
}

/// Compares the phrases that both have.
#[must_use]
pub fn compare(before: &Findability, after: &Findability) -> Comparison {
    let key = |tried: &Tried| (tried.aid.clone(), tried.query.clone(), tried.from);
    let mut old: BTreeMap<(String, String, Source), &Tried> =
        before.phrases.iter().map(|tried| (key(tried), tried)).collect();
    let mut comparison = Comparison::default();
    for now in &after.phrases {
        match old.remove(&key(now)) {
            Some(was) => comparison.add(was, now),
            None => comparison.added += 1,
        }
    }
    comparison.removed = old.len();
    comparison
}

impl Comparison {
    fn add(&mut self, was: &Tried, now: &Tried) {
        let change = |typed: &str, what: String| Change { aid: now.aid.clone(), typed: typed.to_owned(), what };
        let places = || change(&now.query, format!("{}, was {}", place(now.place), place(was.place)));
        let keys = || change(&now.query, format!("{}, was {}", keystrokes(now.keystrokes), keystrokes(was.keystrokes)));
        match (was.is_found(), now.is_found()) {
            (false, true) => self.improved.push(places()),
            (true, false) => self.lost.push(places()),
            _ => {
                let cost = |tried: &Tried| tried.keystrokes.unwrap_or(usize::MAX);
                match cost(now).cmp(&cost(was)) {
                    std::cmp::Ordering::Less => self.improved.push(keys()),
                    std::cmp::Ordering::Equal => {}
                    std::cmp::Ordering::Greater => self.lost.push(keys()),
                }
            }
        }
        let only_in = |a: &Tried, b: &Tried| -> Vec<String> {
            a.missed.iter().filter(|variant| !b.missed.contains(variant)).cloned().collect()
        };
        self.improved.extend(only_in(was, now).iter().map(|typed| change(typed, "found, was not".to_owned())));
        self.lost.extend(only_in(now, was).iter().map(|typed| change(typed, "not found any more".to_owned())));
    }
}

fn place(place: Option<usize>) -> String {
    place.map_or("not found".to_owned(), |place| format!("in place {place}"))
}

fn keystrokes(keystrokes: Option<usize>) -> String {
    keystrokes.map_or("not found".to_owned(), |count| format!("{count} keystrokes"))
}

#[cfg(test)]
mod tests {
    use super::super::{Figures, VERSION};
    use super::*;

    fn tried(query: &str, place: usize, keystrokes: usize, missed: &[&str]) -> Tried {
        Tried {
            aid: "a.md".to_owned(),
            query: query.to_owned(),
            from: Source::Ask,
            top: 3,
            place: Some(place),
            keystrokes: Some(keystrokes),
            missed: missed.iter().map(|text| (*text).to_owned()).collect(),
        }
    }

    fn findability(phrases: Vec<Tried>) -> Findability {
        let (by_ask, by_title) = (Figures::default(), Figures::default());
        Findability { version: VERSION, aids: 1, aids_without_asks: 0, by_ask, by_title, phrases }
    }

    #[test]
    fn what_changed_is_told_by_phrase() {
        let before = findability(vec![
            tried("gone", 1, 2, &[]),
            tried("lost", 2, 4, &["lsot"]),
            tried("quicker", 1, 9, &["qucker", "quickre"]),
            tried("same", 1, 3, &["smae"]),
        ]);
        let after = findability(vec![
            tried("lost", 5, 6, &["lsot"]),
            tried("new", 1, 2, &[]),
            tried("quicker", 1, 7, &["quickre", "qqicker"]),
            tried("same", 2, 3, &["smae"]),
        ]);
        let Comparison { improved, lost, added, removed } = compare(&before, &after);
        let told = |changes: &[Change]| changes.iter().map(|c| format!("{}: {}", c.typed, c.what)).collect::<Vec<_>>();
        assert_eq!(told(&improved), ["quicker: 7 keystrokes, was 9 keystrokes", "qucker: found, was not"]);
        assert_eq!(told(&lost), ["lost: in place 5, was in place 2", "qqicker: not found any more"]);
        assert_eq!((added, removed), (1, 1));
    }
}
