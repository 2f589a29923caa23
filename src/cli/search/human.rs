//! An answer as text.

use crate::diagnostic::terminal::printable;
use crate::search::{Answer, Hit, Kind, Word};
use crate::site::Site;
use std::fmt::Write;

/// Fewer points would be shown as 0.00.
const LEAST_POINTS: f64 = 0.005;
/// Letters of a matching line that are shown.
const LONGEST_LINE: usize = 160;

/// The hits, each with the page, the need and the line that matches.
pub(super) fn listed(site: &Site, answer: &Answer) -> String {
    let mut out = heading(answer);
    for (index, hit) in answer.hits.iter().enumerate() {
        out.push_str(&entry(site, index, hit));
    }
    printable(&out)
}

/// The same, with the points of every hit.
pub(super) fn explained(site: &Site, answer: &Answer) -> String {
    let mut out = heading(answer);
    for (index, hit) in answer.hits.iter().enumerate() {
        out.push_str(&entry(site, index, hit));
        out.push_str(&points(hit, &answer.words));
    }
    printable(&out)
}

/// How many there are, and how the query was understood if not as written.
fn heading(answer: &Answer) -> String {
    let mut out = match (answer.hits.len(), answer.total) {
        (0, _) => "nothing found\n".to_owned(),
        _ if answer.nearest => "nothing found; the nearest are\n".to_owned(),
        (shown, total) if shown < total => format!("the first {shown} of {total} aids\n"),
        (1, _) => "1 aid\n".to_owned(),
        (shown, _) => format!("{shown} aids\n"),
    };
    if let Some(suggestion) = &answer.suggestion {
        let _ = writeln!(out, "taken for: {suggestion}");
    }
    let is_unknown = |word: &&Word| word.kind == Kind::Unknown && !word.joined;
    let unknown: Vec<&str> = answer.words.iter().filter(is_unknown).map(|word| word.text.as_str()).collect();
    if !unknown.is_empty() {
        let _ = writeln!(out, "no aid has: {}", unknown.join(", "));
    }
    out
}

fn entry(site: &Site, index: usize, hit: &Hit) -> String {
    let aid = &site.aids[hit.aid];
    let place = hit.place.as_ref();
    let anchor = place.and_then(|place| place.anchor.as_ref()).map_or_else(String::new, |anchor| format!("#{anchor}"));
    let mut out = format!("\n{:>2}  {}\n    {}{anchor}\n", index + 1, aid.title, site.pages[hit.aid]);
    let need = aid.front.need.as_ref().map(|need| need.value.as_str());
    let line = place.map(|place| place.text.as_str()).filter(|line| Some(*line) != need && *line != aid.title);
    if let Some(need) = need {
        let _ = writeln!(out, "    {need}");
    }
    if let Some(line) = line {
        let _ = writeln!(out, "    > {}", shortened(line));
    }
    out
}

/// As much of a line as can be taken in at a glance.
fn shortened(line: &str) -> String {
    match line.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}

/// What makes up the score, in columns: every word of the query, then what the words have together.
fn points(hit: &Hit, words: &[Word]) -> String {
    let mut rows: Vec<(String, f64)> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let met = hit.points.words.iter().filter(|met| met.word == index);
        let before = rows.len();
        rows.extend(met.map(|met| (how_met(word, &met.term), met.points)));
        if rows.len() == before && !word.joined {
            rows.push((not_met(word), 0.0));
        }
    }
    let together = [
        ("the words stand together in one line", hit.points.passage),
        ("the words stand in the title", hit.points.title),
        ("the query is an ask, a name or the title", hit.points.named),
    ];
    rows.extend(
        together
            .into_iter()
            .filter(|(_, points)| *points >= LEAST_POINTS)
            .map(|(why, points)| (why.to_owned(), points)),
    );
    let width = rows.iter().map(|(why, _)| why.chars().count()).max().unwrap_or_default();
    let mut out = String::new();
    for (why, points) in rows {
        let _ = writeln!(out, "      {why:<width$}  {points:>7.2}");
    }
    let _ = writeln!(out, "      {:<width$}  {:>7.2}", "score", hit.score);
    out
}

/// Why a word gives nothing.
fn not_met(word: &Word) -> String {
    let why = if word.stop { "says little by itself" } else { "is not in it" };
    format!("`{}` {why}", word.text)
}

/// `resett` is taken for `reset`.
fn how_met(word: &Word, term: &str) -> String {
    let Word { text, kind, .. } = word;
    match kind {
        Kind::Exact if text == term => format!("`{text}`"),
        Kind::Exact => format!("`{text}` is another form of `{term}`"),
        Kind::Prefix if text == term => format!("`{text}`"),
        Kind::Prefix => format!("`{text}` begins `{term}`"),
        Kind::Typo | Kind::Near => format!("`{text}` is taken for `{term}`"),
        Kind::Unknown => format!("`{text}` is unknown"),
    }
}
