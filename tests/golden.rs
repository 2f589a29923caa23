//! A small site with every convention, built with a theme of plain text: what templates get, feeds and data, to the letter.
//!
//! `KNEEBOARD_GOLDEN=write cargo test --test golden` writes what is built; read the change before it is kept.

mod support;

use std::collections::BTreeMap;
use support::{Site, copy, files, repository};

/// What the site itself decides; theme files and the search engine's code have tests of their own.
fn built() -> (BTreeMap<String, Vec<u8>>, String) {
    let site = Site::new(&[]);
    copy(&repository().join("tests/golden/site"), site.root());
    let run = site.build(&[]);
    let mut output = files(&site.root().join("public"));
    output.retain(|path, _| !path.starts_with("static/") && path != ".kneeboard-manifest.json");
    for (_, script) in output.iter_mut().filter(|(path, _)| path.starts_with("search/engine")) {
        *script = root(script);
    }
    // How long it took is the only thing that may differ.
    let said: Vec<&str> = run.stderr.lines().filter(|line| !line.ends_with(" s")).collect();
    (output, said.join("\n") + "\n")
}

/// The end of the engine's script: which index it opens.
fn root(script: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(script);
    let at = text.rfind("kneeboard.open(").expect("an engine opens an index");
    text[at..].into()
}

#[test]
fn the_golden_site_is_built_to_the_letter() {
    let (mut output, said) = built();
    output.insert("stderr.txt".to_owned(), said.into_bytes());
    let folder = repository().join("tests/golden/expected");
    if std::env::var_os("KNEEBOARD_GOLDEN").is_some_and(|value| value == "write") {
        let _ = std::fs::remove_dir_all(&folder);
        for (path, bytes) in &output {
            let target = folder.join(path);
            std::fs::create_dir_all(target.parent().expect("a file")).expect("a folder");
            std::fs::write(target, bytes).expect("a file");
        }
        return;
    }
    let expected = files(&folder);
    assert_eq!(expected.keys().collect::<Vec<_>>(), output.keys().collect::<Vec<_>>());
    for (path, bytes) in expected {
        let (expected, found) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&output[&path]));
        assert!(expected == found, "{path}: expected\n{expected}\nfound\n{found}");
    }
}
