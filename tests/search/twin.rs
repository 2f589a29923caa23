//! The browser's engine and the native one are twins: the same aids in the same order, whatever is typed.
//!
//! Rust asks first and writes down its answers; `compare.mjs` asks the browser's engine the same over the same files.

use super::hostile::odd_site;
use super::queries::{Random, filter, query, words};
use super::{beside, example, read};
use kneeboard::pipeline::Loaded;
use kneeboard::search::{Answer, Options};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::process::Command;

#[expect(clippy::unwrap_used, reason = "a site that cannot be made may stop the test")]
#[path = "../../benches/build/generate.rs"]
mod generate;

/// Queries of each language of the example.
const QUERIES: usize = 700;
/// A site of more files than a small one has.
const AIDS: usize = 2_500;
const QUERIES_OF_MANY: usize = 600;

#[test]
fn twins_answer_alike_in_the_example_site() {
    compare(&read(&example()), QUERIES);
}

#[test]
fn twins_answer_alike_in_a_large_site() {
    let folder = tempfile::tempdir().expect("a folder");
    let size = generate::site(folder.path(), AIDS);
    assert!(size.bytes > 0 && size.words > 0, "a site");
    compare(&read(folder.path()), QUERIES_OF_MANY);
}

#[test]
fn twins_answer_alike_in_a_site_of_one_aid_and_in_an_empty_one() {
    let folder = tempfile::tempdir().expect("a folder");
    compare_few(folder.path());
    std::fs::write(folder.path().join("reset.md"), "# Reset the curtain\n\n1. Turn key 7.\n").expect("an aid");
    compare_few(folder.path());
}

#[test]
fn twins_answer_alike_in_a_site_of_odd_texts() {
    let folder = tempfile::tempdir().expect("a folder");
    odd_site(folder.path());
    compare(&read(folder.path()), QUERIES);
}

fn compare_few(site: &Path) {
    compare(&read(site), 100);
}

/// Asks both and fails where they differ.
fn compare(loaded: &Loaded, queries: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, bytes) in loaded.search.files() {
        let path = folder.path().join(path.as_str());
        std::fs::create_dir_all(path.parent().expect("a file of the site")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    let cases = answers_of(loaded, queries);
    let found = cases.iter().filter(|case| case["total"] != 0).count();
    assert!(found * 2 > cases.len() || loaded.site.aids.len() < 2, "{found} of {} queries find something", cases.len());
    let answers = folder.path().join("answers.json");
    std::fs::write(&answers, Value::from(cases).to_string()).expect("a file");
    let output = Command::new("node").arg(beside("compare.mjs")).arg(folder.path()).arg(&answers).output();
    let output = output.expect("node, which asks the browser's engine: install Node 18.20 or newer");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// What is asked in each language, and what Rust answers.
fn answers_of(loaded: &Loaded, queries: usize) -> Vec<Value> {
    let mut random = Random::new();
    let words = words(&loaded.site);
    let languages = loaded.site.config.languages.iter().enumerate();
    let cases = languages.flat_map(|(language, tag)| {
        let queries: Vec<_> =
            (0..queries).map(|_| (query(&mut random, &words), filter(&mut random, &loaded.site, language))).collect();
        queries.into_iter().map(move |(query, facets)| {
            let options = Options { facets, ..Options::default() };
            let answer = loaded.search.query(language, &query, &options);
            case(loaded, tag.tag(), &query, &options, &answer)
        })
    });
    cases.collect()
}

fn case(loaded: &Loaded, lang: &str, query: &str, options: &Options, answer: &Answer) -> Value {
    let hits = answer.hits.iter().map(|hit| {
        json!({
            "page": loaded.site.pages[hit.aid].as_str(),
            "score": hit.score,
            "anchor": hit.place.as_ref().and_then(|place| place.anchor.as_deref()),
            "line": hit.place.as_ref().map(|place| &place.text),
        })
    });
    json!({
        "lang": lang,
        "query": query,
        "facets": options.facets.as_ref().map(|filter| {
            filter.iter().map(|(kind, slugs)| (kind.word().to_owned(), json!(slugs))).collect::<Map<_, _>>()
        }),
        "counts": answer.facets.iter().map(|count| json!([count.kind.word(), count.slug, count.count])).collect::<Vec<_>>(),
        "hits": hits.collect::<Vec<_>>(),
        "total": answer.total,
        "suggestion": answer.suggestion,
        "nearest": answer.nearest,
    })
}
