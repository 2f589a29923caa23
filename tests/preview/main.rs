//! The preview shows what a build would write, byte for byte, after any sequence of edits.

mod script;

use jiff::civil::date;
use kneeboard::diagnostic::Diagnostic;
use kneeboard::diagnostic::terminal::{self, Colour};
use kneeboard::pipeline::{self, Hints, Request};
use kneeboard::preview::{Answer, Live, Shown};
use kneeboard::render::{Content, Renderer};
use kneeboard::site::Drafts;
use kneeboard::source::SitePath;
use script::{Random, Script};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// Every output by its path: its bytes, or what its template has to say.
type Outputs = BTreeMap<SitePath, Result<Vec<u8>, Diagnostic>>;

fn request(root: &Path) -> Request {
    Request {
        site: root.to_owned(),
        out: root.join("public"),
        base_url: None,
        drafts: Drafts::Skip,
        today: date(2026, 11, 23),
    }
}

/// What a build of now would write; `None` when the theme does not work.
fn built(root: &Path) -> (Option<Outputs>, Vec<Diagnostic>) {
    let loaded = pipeline::load(&request(root), &mut |_| {}).expect("the folder is there");
    let Some(theme) = loaded.theme else { return (None, loaded.diagnostics) };
    let site = Arc::new(loaded.site);
    let renderer = Renderer::new(Arc::clone(&site), theme);
    let rendered = |(path, output)| {
        let content = match renderer.render(path, output) {
            Ok(Content::Bytes(bytes)) => Ok(bytes.into_owned()),
            Ok(Content::Copy(disk)) => Ok(std::fs::read(disk).expect("a file of the site")),
            Err(problem) => Err(*problem),
        };
        (path.clone(), content)
    };
    let mut outputs: Outputs = site.outputs.iter().map(rendered).collect();
    outputs.extend(loaded.search.files().iter().map(|(path, bytes)| (path.clone(), Ok(bytes.clone()))));
    (Some(outputs), loaded.diagnostics)
}

/// What the preview answers at every path of the site, and at those of `others`.
fn previewed(shown: &Shown, others: &Outputs) -> Outputs {
    let own = shown.site().outputs.keys().chain(shown.search().files().keys());
    let paths: BTreeSet<&SitePath> = own.chain(others.keys()).collect();
    let answered = |path: &SitePath| match shown.answer(path) {
        Answer::Bytes(bytes) => Some(Ok(bytes.into_owned())),
        Answer::File(disk) => Some(Ok(std::fs::read(disk).expect("a file of the site"))),
        Answer::Broken(problem) => Some(Err(*problem)),
        Answer::Missing => None,
    };
    paths.into_iter().filter_map(|path| Some((path.clone(), answered(path)?))).collect()
}

/// Edits a copy of a site at random and compares after every step.
fn try_script(content: &Path, seed: u64, steps: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("site");
    script::copy(content, &root);
    let live = Live::open(request(&root), Box::new(|| date(2026, 11, 23))).expect("the folder is there");
    let mut script = Script::new(&root, Random::new(seed));
    let mut last_good = built(&root).0;
    let mut done: Vec<String> = Vec::new();
    for step in 0..steps {
        let (edit, touched) = script.step();
        done.push(edit);
        // Half of the time the system tells exactly where, else only that something happened.
        let hints = if script.random.below(2) == 0 { Hints::At(touched) } else { Hints::Everywhere };
        live.refresh(&hints, Instant::now()).expect("the folder is there");
        if script.random.below(4) == 0 {
            live.settle();
        }
        let context = || {
            let from = done.len().saturating_sub(12);
            format!("seed {seed}, step {step} ({hints:?}), after:\n  {}", done[from..].join("\n  "))
        };
        let snapshot = live.current();
        let (expected, diagnostics) = built(&root);
        let (said, wanted) = (lines(&snapshot.diagnostics), lines(&diagnostics));
        assert!(said == wanted, "problems:\n{said:#?}\nshould be\n{wanted:#?}\n{}", context());
        assert_eq!(snapshot.stale, expected.is_none() && last_good.is_some(), "{}", context());
        let expected = expected.or(last_good);
        let Some(expected) = &expected else {
            last_good = None;
            continue;
        };
        let shown = snapshot.shown.as_ref().expect("a site that once worked");
        if snapshot.stale {
            // Its files may be gone: only what is rendered can be compared.
        } else {
            compare(&previewed(shown, expected), expected, &context);
        }
        last_good = Some(expected.clone());
    }
}

/// Problems as the terminal shows them.
fn lines(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| terminal::render(diagnostic, "", Colour::Off)).collect()
}

fn compare(shown: &Outputs, expected: &Outputs, context: &dyn Fn() -> String) {
    let paths: BTreeSet<&SitePath> = shown.keys().chain(expected.keys()).collect();
    for path in paths {
        let (shown, expected) = (shown.get(path), expected.get(path));
        let what = || match (shown, expected) {
            (None, _) => "is not shown",
            (_, None) => "is shown and should not be",
            _ => "differs",
        };
        assert!(shown == expected, "`{path}` {}: {}", what(), context());
    }
}

fn golden() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site")
}

/// With `KNEEBOARD_LONG=1`: many more scripts, and on the example site too.
fn is_long() -> bool {
    std::env::var_os("KNEEBOARD_LONG").is_some()
}

#[test]
fn two_hundred_random_edits_show_what_a_build_would_write() {
    let scripts = if is_long() { 50 } else { 1 };
    for seed in 0..scripts {
        try_script(&golden(), 0x6b6e_6565 + seed, 200);
    }
}

#[test]
fn edits_of_a_site_in_three_languages_show_what_a_build_would_write() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-content");
    try_script(&content, 0x626f_6172, if is_long() { 400 } else { 12 });
}

#[test]
fn a_new_day_is_shown_without_a_save() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "---\ntitle: Reset the press\nexpires: 2026-11-23\n---\n\n1. Press **RESET**.\n";
    std::fs::write(folder.path().join("press.md"), text).expect("a file");
    let is_tomorrow = Arc::new(AtomicBool::new(false));
    let clock = Arc::clone(&is_tomorrow);
    let today = move || if clock.load(Ordering::Relaxed) { date(2026, 11, 24) } else { date(2026, 11, 23) };
    let live = Live::open(request(folder.path()), Box::new(today)).expect("the folder is there");
    let look = || {
        live.refresh(&Hints::Everywhere, Instant::now()).expect("the folder is there");
        let shown = live.current().shown.clone().expect("a site");
        let path = SitePath::new("press.html").expect("a path");
        match shown.answer(&path) {
            Answer::Bytes(page) => page.into_owned(),
            other => panic!("{other:?}"),
        }
    };
    let valid = look();
    is_tomorrow.store(true, Ordering::Relaxed);
    assert_ne!(look(), valid, "an aid that has expired says so");
}
