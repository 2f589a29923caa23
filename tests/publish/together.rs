//! Several builds at once.

use crate::lab::{Lab, contents, expect_no_leftovers, path, publish};
use kneeboard::publish::Stage;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

#[test]
fn a_second_build_says_that_it_waits_and_then_builds() {
    let lab = Lab::new();
    let first = Stage::open(&lab.target(), |_| panic!("nobody else is building")).expect("open");
    first.put(&path("index.html"), b"first").expect("put");
    let (waits, hears) = mpsc::channel();
    std::thread::scope(|threads| {
        let target = lab.target();
        let second = threads.spawn(move || {
            let stage = Stage::open(&target, |out| waits.send(out.to_owned()).expect("someone hears")).expect("open");
            stage.put(&path("index.html"), b"second").expect("put");
            stage.commit()
        });
        let out = hears.recv_timeout(Duration::from_secs(20)).expect("the second build waits");
        assert_eq!(out, lab.out());
        first.commit().expect("published");
        second.join().expect("no panic").expect("published");
    });
    assert_eq!(contents(&lab.out())[Path::new("index.html")], "second");
    expect_no_leftovers(&lab.out());
}

#[test]
fn many_builds_at_once_leave_one_whole_site() {
    let lab = Lab::new();
    std::thread::scope(|threads| {
        for build in 0..8 {
            let target = lab.target();
            threads.spawn(move || {
                for round in 0..10 {
                    let text = format!("build {build}, round {round}");
                    let own = format!("{build}.html");
                    publish(&target, &[("index.html", &text), (&own, &text)]).expect("published");
                }
            });
        }
    });
    let files = contents(&lab.out());
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(files.values().next(), files.values().nth(1), "both files are of one build");
    expect_no_leftovers(&lab.out());
}

#[test]
fn files_are_put_from_many_threads() {
    let lab = Lab::new();
    let stage = Stage::open(&lab.target(), |_| {}).expect("open");
    std::thread::scope(|threads| {
        for part in 0..8 {
            let stage = &stage;
            threads.spawn(move || {
                for n in 0..200 {
                    stage.put(&path(&format!("folder {}/{part}-{n}.html", n % 7)), b"page").expect("put");
                }
            });
        }
    });
    assert_eq!(stage.commit().expect("published").written, 1600);
    assert_eq!(contents(&lab.out()).len(), 1600 + 7);
}
