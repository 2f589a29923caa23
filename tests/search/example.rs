//! The example site finds what its people look for. `example.test.mjs` asks the same in a browser's engine.

use super::table::rows;
use super::{example, read};
use kneeboard::pipeline::Loaded;
use kneeboard::search::{Answer, Kind, Options};

/// Something that somebody would type.
struct Case {
    language: String,
    query: String,
    /// Any of these will do; none when nothing answers.
    aids: Vec<String>,
    within: usize,
    kind: String,
}

fn cases() -> Vec<Case> {
    let case = |row: Vec<String>| {
        let [language, query, aids, within, kind] = row.try_into().expect("five fields");
        let aids = aids.split(' ').filter(|path| *path != "-").map(str::to_owned).collect();
        Case { language, query, aids, within: within.parse().expect("a rank"), kind }
    };
    rows("example-queries.tsv").into_iter().map(case).collect()
}

#[test]
fn people_find_what_they_need() {
    let loaded = read(&example());
    let cases = cases();
    let wrong: Vec<String> = cases.iter().filter_map(|case| complaint(&loaded, case)).collect();
    assert!(wrong.is_empty(), "{} of {} queries\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

/// What is wrong with the answer.
fn complaint(loaded: &Loaded, case: &Case) -> Option<String> {
    let languages = &loaded.site.config.languages;
    let language =
        languages.iter().position(|language| language.tag() == case.language).expect("a language of the site");
    let answer = loaded.search.query(language, &case.query, &Options::default());
    let found: Vec<&str> = answer.hits.iter().map(|hit| loaded.site.aids[hit.aid].path.as_str()).collect();
    let good = match case.aids.as_slice() {
        [] => is_a_guess(&answer),
        aids => found.iter().take(case.within).any(|path| aids.iter().any(|aid| aid == path)),
    };
    let first = found.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    let line = || {
        format!(
            "{} {:?} ({}): expected {:?} within {}, found {first}",
            case.language, case.query, case.kind, case.aids, case.within
        )
    };
    (!good).then(line)
}

/// No aid has a word of the query; what there is, is the nearest.
fn is_a_guess(answer: &Answer) -> bool {
    answer.hits.is_empty()
        || answer.words.iter().all(|word| matches!(word.kind, Kind::Typo | Kind::Near | Kind::Unknown))
}
