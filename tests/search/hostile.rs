//! What writers and attackers put into aids: every script of the search can still be run, and every word is found.

use super::{beside, read};
use kneeboard::pipeline::Loaded;
use kneeboard::search::{Options, text::tokens};
use kneeboard::site::AidIndex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::Command;

/// What trips careless code in a title, a tag, an ask or a line.
const ODD: &[&str] = &[
    "__proto__",
    "constructor",
    "say \"stop\" now",
    "back\\slash \\u0041 \\",
    "line\u{2028}separator\u{2029}s",
    "</script><script>alert(1)</script>",
    "<!-- comment",
    "/** stars */ // slashes",
    "\u{301}lone\u{302} \u{93f}",
    "bell\u{7} escape\u{1b} delete\u{7f}",
    "emoji 👩‍🔧🙂 flag🇪🇸",
    "astral 𝐁𝐨𝐥𝐝 𠮷野家 𐐀𐐁 𞤀𞤁",
    "İstanbul ẞtraße ΣΑΣ ŉ ǆ",
    "重置光幕 リセット 비상정지 หยุดเครื่อง",
    "حَرْقُ الزيت والمضخة ٤٢",
    "E-42 12.5 Nm M8x30 a/b/c/d/e/f l'eau don't x--y a_b_c",
    "\u{202e}reversed\u{202c} \u{feff}bom \u{200b}zero\u{200d}width",
    "ｆｕｌｌ ﬁne ½ ① ㌔ ﷺ",
    "`${code}` {{ tera }} {% raw %}",
];

/// A site whose every text is odd.
pub(crate) fn odd_site(folder: &Path) {
    std::fs::write(folder.join("kneeboard.yaml"), "title: Odd\nlanguages: [en, zh, ar, th, pt-br]\n").expect("a file");
    for (number, text) in ODD.iter().enumerate() {
        let quoted = serde_json::to_string(text).expect("JSON");
        let front =
            format!("title: {quoted}\ntags: [{quoted}]\nalso_called: [{quoted}]\nasks: [{quoted}]\nneed: {quoted}");
        let language = ["", ".zh", ".ar", ".th"][number % 4];
        let aid =
            format!("---\n{front}\n---\n# Title\n\n## {text}\n\n1. {text}\n\n| A | {text} |\n| - | - |\n| b | c |\n");
        std::fs::write(folder.join(format!("odd-{number}{language}.md")), aid).expect("a file");
    }
}

#[test]
fn every_script_of_the_search_can_be_run_whatever_the_aids_say() {
    let folder = tempfile::tempdir().expect("a folder");
    odd_site(folder.path());
    let loaded = read(folder.path());
    let scripts = tempfile::tempdir().expect("a folder");
    for (number, bytes) in loaded.search.files().values().enumerate() {
        std::fs::write(scripts.path().join(format!("{number}.js")), bytes).expect("a file");
    }
    let output = Command::new("node").arg(beside("parse.mjs")).arg(scripts.path()).output().expect("node");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn every_word_of_every_aid_finds_it() {
    let folder = tempfile::tempdir().expect("a folder");
    odd_site(folder.path());
    assert_every_word_is_found(&read(folder.path()));
    assert_every_word_is_found(&read(&super::example()));
}

/// Types every word of every aid, as it is written and as it is split, whole.
fn assert_every_word_is_found(loaded: &Loaded) {
    let all = Options { limit: usize::MAX, ..Options::default() };
    let mut lost = Vec::new();
    let mut typed = 0;
    for (language, lists) in loaded.site.lists.iter().enumerate() {
        let mut found: HashMap<String, BTreeSet<AidIndex>> = HashMap::new();
        for (&aid, text) in lists.by_title.iter().zip(texts(loaded, language)) {
            for word in words(&text) {
                typed += 1;
                let found = found.entry(word.clone()).or_insert_with(|| {
                    let answer = loaded.search.query(language, &format!("{word} "), &all);
                    answer.hits.iter().map(|hit| hit.aid).collect()
                });
                if !found.contains(&aid) {
                    lost.push(format!("{word:?} of {}", loaded.site.aids[aid].shown));
                }
            }
        }
    }
    assert!(
        typed > 100 && lost.is_empty(),
        "{} of {typed} words are lost: {:#?}",
        lost.len(),
        &lost[..lost.len().min(20)]
    );
}

fn words(text: &str) -> BTreeSet<String> {
    let written = text.split_whitespace().filter(|word| !tokens(word).is_empty()).map(str::to_owned);
    written.chain(tokens(text).into_iter().map(|token| token.form)).collect()
}

/// All that is searched of the aids of a language, by title.
fn texts(loaded: &Loaded, language: usize) -> Vec<String> {
    let site = &loaded.site;
    let lines = lines(loaded, site.config.languages[language].tag());
    assert_eq!(lines.len(), site.lists[language].by_title.len());
    let of_aid = |(&aid, lines): (&AidIndex, String)| {
        let aid = &site.aids[aid];
        let front = &aid.front;
        let asks = front.asks.iter().map(|ask| ask.value.query.as_str());
        let lists = [&front.also_called, &front.tags, &front.roles, &front.locations, &front.equipment];
        let texts = [&front.need, &front.summary].into_iter().flatten().chain(lists.into_iter().flatten());
        let texts = texts.map(|text| text.value.as_str()).chain(asks).chain([aid.title.as_str(), lines.as_str()]);
        texts.collect::<Vec<_>>().join("\n")
    };
    site.lists[language].by_title.iter().zip(lines).map(of_aid).collect()
}

/// The lines of every aid, from the files that browsers read.
fn lines(loaded: &Loaded, tag: &str) -> Vec<String> {
    let beginning = format!("search/{tag}/x");
    let mut files = BTreeMap::new();
    for (path, bytes) in loaded.search.files() {
        let Some((number, _)) = path.as_str().strip_prefix(&beginning).and_then(|rest| rest.split_once('-')) else {
            continue;
        };
        let script = std::str::from_utf8(bytes).expect("text");
        let content = script.split_once(',').expect("a name and a content").1.strip_suffix(")\n").expect("a call");
        let aids: Vec<(Vec<String>, Value)> = serde_json::from_str(content).expect("JSON");
        files.insert(number.parse::<usize>().expect("a number"), aids);
    }
    files.into_values().flatten().map(|(lines, _)| lines.join("\n")).collect()
}
