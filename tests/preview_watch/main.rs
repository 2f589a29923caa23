//! Whatever way a file is saved, the preview shows it.
//!
//! `KNEEBOARD_LONG=1 cargo test --release --test preview_watch -- --nocapture` makes fifty edits in every way, and 30,000 files
//! at once.

mod preview;
mod saves;

use preview::{Preview, aid};
use saves::{SAVES, Save, files, is_long};
use std::process::Command;
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
    assert_eq!(preview.count("cannot be read at the moment"), preview.count("is back"), "{name}: said once");
    latencies.sort();
    let at = |part: usize| latencies[(latencies.len() - 1) * part / 100].as_millis();
    println!("{name:26} {edits} edits: p50 {} ms, p95 {} ms, most {} ms", at(50), at(95), at(100));
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
