//! An answer as data. The README documents the fields.

use crate::search::{Answer, Hit, Kind, Word};
use crate::site::{LanguageIndex, Site};
use crate::value::AidType;
use serde::Serialize;

#[derive(Serialize)]
struct AnswerData<'a> {
    query: &'a str,
    lang: &'a str,
    total: usize,
    nearest: bool,
    suggestion: Option<&'a str>,
    words: Vec<WordData<'a>>,
    hits: Vec<HitData<'a>>,
}

#[derive(Serialize)]
struct WordData<'a> {
    text: &'a str,
    kind: Kind,
    stop: bool,
    joined: bool,
}

#[derive(Serialize)]
struct HitData<'a> {
    rank: usize,
    id: String,
    title: &'a str,
    href: String,
    file: &'a str,
    lang: &'a str,
    #[serde(rename = "type")]
    kind: AidType,
    need: Option<&'a str>,
    line: Option<&'a str>,
    score: f64,
    points: PointsData<'a>,
}

#[derive(Serialize)]
struct PointsData<'a> {
    words: Vec<WordPointsData<'a>>,
    passage: f64,
    title: f64,
    named: f64,
}

#[derive(Serialize)]
struct WordPointsData<'a> {
    word: &'a str,
    term: &'a str,
    points: f64,
}

/// One JSON object.
pub(super) fn document<'a>(site: &'a Site, language: LanguageIndex, query: &'a str, answer: &'a Answer) -> String {
    let word = |word: &'a Word| WordData { text: &word.text, kind: word.kind, stop: word.stop, joined: word.joined };
    let data = AnswerData {
        query,
        lang: site.config.languages[language].tag(),
        total: answer.total,
        nearest: answer.nearest,
        suggestion: answer.suggestion.as_deref(),
        words: answer.words.iter().map(word).collect(),
        hits: answer.hits.iter().enumerate().map(|(index, hit)| hit_data(site, index, hit, answer)).collect(),
    };
    let text = serde_json::to_string_pretty(&data).expect("text and numbers are JSON");
    text + "\n"
}

fn hit_data<'a>(site: &'a Site, index: usize, hit: &'a Hit, answer: &'a Answer) -> HitData<'a> {
    let aid = &site.aids[hit.aid];
    let place = hit.place.as_ref();
    let anchor = place.and_then(|place| place.anchor.as_ref()).map_or_else(String::new, |anchor| format!("#{anchor}"));
    let met = hit.points.words.iter().filter_map(|met| {
        let word = answer.words.get(met.word)?;
        Some(WordPointsData { word: &word.text, term: &met.term, points: rounded(met.points) })
    });
    HitData {
        rank: index + 1,
        id: site.id(hit.aid),
        title: &aid.title,
        href: format!("{}{anchor}", site.pages[hit.aid]),
        file: &aid.shown,
        lang: aid.language.tag(),
        kind: aid.kind,
        need: aid.front.need.as_ref().map(|need| need.value.as_str()),
        line: place.map(|place| place.text.as_str()),
        score: rounded(hit.score),
        points: PointsData {
            words: met.collect(),
            passage: rounded(hit.points.passage),
            title: rounded(hit.points.title),
            named: rounded(hit.points.named),
        },
    }
}

/// Four digits after the point: more say nothing.
fn rounded(points: f64) -> f64 {
    (points * 10_000.0).round() / 10_000.0
}
