//! Whatever way a file is saved, the preview shows it.
//!
//! `KNEEBOARD_LONG=1 cargo test --release --test preview_watch -- --nocapture` makes fifty edits in every way, and 30,000 files
//! at once.
#![allow(clippy::print_stderr, reason = "figures of a trial are for whoever runs it")]

mod preview;
mod saves;

use preview::{Preview, aid};
use saves::{SAVES, Save, files, is_long};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Edits of people are further apart than this; what comes sooner is a burst.
const BETWEEN: Duration = Duration::from_millis(120);

/// Saves again and again; says how soon that was shown.
fn trial((name, save): &Save, edits: usize, arguments: &[&str]) {
    let preview = Preview::of(&files(), arguments);
    let mut latencies: Vec<Duration> = Vec::new();
    for edit in 0..edits {
        std::thread::sleep(BETWEEN);
        let expected = save(&preview, edit);
        let saved = Instant::now();
        for (path, text) in &expected.shown {
            preview.shows(path, text);
        }
        for path in &expected.gone {
            preview.lacks(path);
        }
        latencies.push(saved.elapsed());
    }
    // The page can be there before the line is.
    let said = || (preview.count("cannot be read at the moment"), preview.count("is back"));
    let until = Instant::now() + Duration::from_secs(5);
    while said().0 != said().1 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(said().0, said().1, "{name}: said once");
    latencies.sort();
    let at = |part: usize| latencies[(latencies.len() - 1) * part / 100].as_millis();
    eprintln!("{name:26} {edits} edits: p50 {} ms, p95 {} ms, most {} ms", at(50), at(95), at(100));
}

#[test]
fn every_way_to_save_is_shown() {
    for save in &SAVES {
        trial(save, if is_long() { 50 } else { 6 }, &[]);
    }
}

#[test]
fn every_way_to_save_is_shown_where_the_system_does_not_tell() {
    for number in if is_long() { (0..SAVES.len()).collect() } else { vec![0, 6, 7, 9, 11] } {
        trial(&SAVES[number], if is_long() { 10 } else { 3 }, &["--poll"]);
    }
}

#[test]
fn what_is_no_part_of_the_site_changes_nothing() {
    let preview = Preview::of(&files(), &[]);
    for folder in [".git/refs", "node_modules/x", "notes"] {
        preview.write(&format!("{folder}/a.md"), aid("Before"));
    }
    preview.shows("notes/a.html", "Before");
    std::thread::sleep(BETWEEN);
    let before = preview.count(" → ");
    let mut build = Command::new(env!("CARGO_BIN_EXE_kneeboard"));
    build.args(["build", "."]).current_dir(preview.root());
    build.stderr(Stdio::null()).status().expect("it runs");
    assert!(preview.root().join("public/index.html").exists());
    for number in 0..50 {
        for path in [".git/index.lock", ".git/refs/head", "node_modules/x/a.md", "public/a.html", ".press.md.swp"] {
            preview.write(path, number.to_string());
        }
    }
    std::thread::sleep(BETWEEN);
    preview.write("press.md", aid("After"));
    preview.shows("press.html", "After");
    preview.says("press.md saved");
    assert_eq!(preview.count(" → "), before + 1);
}

#[test]
fn theme_configuration_data_and_new_deep_folders_are_followed() {
    let preview = Preview::of(&files(), &[]);
    preview.write("kneeboard.yaml", "title: Hall 2\n");
    preview.shows("press.html", "Hall 2");
    preview.write("theme/templates/404.html", "Not {{ 1 + 1 }}");
    preview.shows("404.html", "Not 2");
    preview.write("theme/templates/404.html", "Not {{ 1 + 2 }}");
    preview.shows("404.html", "Not 3");
    for number in 0..20 {
        let folder = format!("new-{number}/a/b/c");
        preview.write(&format!("{folder}/press.md"), aid("Made at once"));
        preview.shows(&format!("{folder}/press.html"), "Made at once");
        preview.write(&format!("{folder}/press.md"), aid("Edited"));
        preview.shows(&format!("{folder}/press.html"), "Edited");
    }
}

#[test]
fn who_asks_to_look_again_gets_an_answer() {
    let mut preview = Preview::of(&files(), &[]);
    preview.types("r");
    preview.says("nothing has changed");
}

/// Where the system lets a user set limits of its own.
#[test]
fn a_system_that_watches_no_more_folders_is_polled() {
    let limit = "echo 3 > /proc/sys/user/max_inotify_watches";
    let may = Command::new("unshare").args(["-Ur", "sh", "-c", limit]).stderr(Stdio::null()).status();
    if !may.is_ok_and(|status| status.success()) {
        return;
    }
    let script = format!("{limit}; exec {} serve . --port 0", env!("CARGO_BIN_EXE_kneeboard"));
    let preview = Preview::started(&files(), Command::new("unshare").args(["-Ur", "sh", "-c", &script]));
    preview.write("deep/er/press.md", aid("Seen"));
    preview.shows("deep/er/press.html", "Seen");
    preview.says("max_user_watches");
    preview.write("deep/er/press.md", aid("Seen again"));
    preview.shows("deep/er/press.html", "Seen again");
    assert_eq!(preview.count("max_user_watches"), 1);
}
