//! Builds killed at any moment: the output is exactly the old or exactly the new site, and the next build succeeds.
//!
//! The builder is this test binary again, told by an environment variable what to do.

use crate::lab::{Lab, contents, expect_no_leftovers, path};
use kneeboard::publish::{Stage, Target};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Names the lab's folder to the builder.
const BUILD_IN: &str = "KNEEBOARD_TEST_BUILD_IN";
/// How many builds are killed; 60 unless this says otherwise.
const TRIALS: &str = "KNEEBOARD_TRIALS";
/// Files of a site.
const FILES: u32 = 200;

/// Site A or B: half of the files are shared, a quarter differs in its text, a quarter in its name.
fn site(name: &str) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    for n in 0..FILES {
        let (path, text) = match n % 4 {
            0 | 1 => (format!("shared/{}/{n}.html", n % 9), format!("page {n}")),
            2 => (format!("shared/{n}.css"), format!("site {name}, page {n}").repeat(50)),
            _ => (format!("only-{name}/{}/{n}.svg", n % 5), format!("page {n}")),
        };
        files.insert(path.into(), text);
    }
    files
}

fn build(lab: &Path, name: &str) {
    let target = Target { out: lab.join("site/public"), site: lab.join("site"), protected: Vec::new(), force: false };
    let stage = Stage::open(&target, |_| {}).expect("open");
    for (file, text) in site(name) {
        stage.put(&path(file.to_str().expect("UTF-8")), text.as_bytes()).expect("put");
    }
    stage.commit().expect("published");
}

/// Not a test of its own: the builder, when the environment says so.
#[test]
fn builder() {
    let Some(lab) = std::env::var_os(BUILD_IN) else { return };
    loop {
        build(Path::new(&lab), "a");
        build(Path::new(&lab), "b");
    }
}

fn start_builder(lab: &Lab) -> Child {
    Command::new(std::env::current_exe().expect("this test"))
        .args(["killed::builder", "--exact", "--nocapture", "--test-threads=1"])
        .env(BUILD_IN, lab.root())
        .stdout(Stdio::null())
        .spawn()
        .expect("the builder")
}

/// What is in the output, without the files of others and their folders.
fn published(lab: &Lab) -> BTreeMap<PathBuf, String> {
    let mut files = contents(&lab.out());
    files.retain(|path, text| text != "folder" && !path.starts_with("theirs"));
    files
}

#[test]
fn a_killed_build_leaves_one_whole_site() {
    let lab = Lab::new();
    build(lab.root(), "a");
    let theirs = ["theirs/note.txt", "theirs/deep/note.txt"];
    for file in theirs {
        lab.write(&format!("site/public/{file}"), "theirs");
    }
    std::fs::create_dir(lab.out().join("theirs/empty")).expect("a folder");
    let sites = [site("a"), site("b")];
    let trials = std::env::var(TRIALS).ok().and_then(|trials| trials.parse().ok()).unwrap_or(60);
    let mut seen = [0; 2];
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for trial in 0..trials {
        let before = std::fs::metadata(lab.out().join(".kneeboard-manifest.json")).expect("a manifest").modified().ok();
        let mut builder = start_builder(&lab);
        // Killed within a few builds after the first one that it published, at a random moment.
        let started = Instant::now();
        while published_since(&lab, before) == Some(false) && started.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_micros(200));
        }
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((random >> 33) % 30_000));
        builder.kill().expect("killed");
        builder.wait().expect("dead");

        let found = published(&lab);
        match sites.iter().position(|site| *site == found) {
            Some(which) => seen[which] += 1,
            None => panic!("trial {trial}: neither site, {} files", found.len()),
        }
        build(lab.root(), if trial % 2 == 0 { "a" } else { "b" });
        assert_eq!(published(&lab), sites[trial % 2], "the next build succeeds");
        expect_no_leftovers(&lab.out());
        let all = contents(&lab.out());
        assert!(theirs.iter().all(|file| all.get(Path::new(file)).is_some_and(|text| text == "theirs")));
        assert!(all.contains_key(Path::new("theirs/empty")));
    }
    assert!(seen[0] > 0 && seen[1] > 0, "builds were killed after each of both sites: {seen:?}");
}

/// Whether the manifest was replaced since; `None` while the output is not there.
fn published_since(lab: &Lab, before: Option<std::time::SystemTime>) -> Option<bool> {
    let found = std::fs::metadata(lab.out().join(".kneeboard-manifest.json")).ok()?;
    Some(found.modified().ok() != before)
}
