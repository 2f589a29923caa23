//! Which folders are refused as output, and what a foreign folder is.

use crate::lab::{Lab, contents, expect_files, expect_no_leftovers, path, publish, refusal};
use kneeboard::publish::{Stage, Target};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;

/// A site with all kinds of inputs, a home, and links and special files to point an output at.
fn dangerous_lab() -> Lab {
    let lab = Lab::new();
    lab.write("site/kneeboard.yaml", "title: Press\n");
    for folder in ["data", "theme/templates", "themes/own", ".git/objects", "node_modules/x", "hall-2", "pictures"] {
        lab.write(&format!("site/{folder}/file.txt"), "theirs");
    }
    lab.write("site/hall-2/press.md", "# Press\n");
    lab.write("home/letter.txt", "theirs");
    lab.write("home/desk/now/open.txt", "theirs");
    lab.write("other/file.txt", "theirs");
    for folder in ["empty", "links"] {
        std::fs::create_dir(lab.path(folder)).expect("a folder");
    }
    for (target, link) in [
        ("site", "to-site"),
        ("nowhere", "dangling"),
        ("loop-b", "loop-a"),
        ("loop-a", "loop-b"),
        ("home", "to-home"),
        ("/", "to-root"),
        ("site/press.md", "to-file"),
        (".", "to-here"),
        ("../site/data", "links/to-data"),
        ("to-site", "to-to-site"),
    ] {
        symlink(target, lab.path(link)).expect("a link");
    }
    UnixListener::bind(lab.path("socket")).expect("a socket");
    lab
}

/// Outputs that are refused whatever is said, relative to the lab or absolute.
const ALWAYS: &[&str] = &[
    "/",
    "//",
    "/..",
    "/dev/null",
    "/dev/zero/x",
    "/dev",
    "/proc",
    "/usr",
    "/etc/../..",
    "",
    ".",
    "./",
    "to-here",
    "to-root",
    "to-root/",
    "site",
    "site/",
    "site/.",
    "./site",
    "site/../site",
    "site/hall-2/..",
    "to-site",
    "to-site/",
    "to-to-site",
    "to-site/hall-2/..",
    "site/data",
    "site/data/",
    "site/data/new",
    "site/theme",
    "site/theme/templates",
    "site/themes",
    "site/themes/own/out",
    "site/.git",
    "site/.git/objects",
    "site/node_modules",
    "site/hall-2",
    "to-site/data",
    "links/to-data",
    "site/press.md",
    "site/press.md/",
    "site/press.md/out",
    "to-file",
    "to-file/out",
    "home",
    "home/",
    "to-home",
    "home/desk",
    "home/desk/now",
    "home/desk/now/..",
    "dangling",
    "dangling/out",
    "loop-a",
    "loop-a/out",
    "missing/../site",
    "missing/../../x",
    "socket",
    "socket/out",
];

/// Outputs that are refused unless `--force` says to write into a folder of others.
const FOREIGN: &[&str] = &["other", "other/", "site/../other", "site/pictures", "empty/../other/."];

#[test]
fn dangerous_outputs_are_refused_and_nothing_is_touched() {
    let lab = dangerous_lab();
    let before = contents(lab.root());
    for force in [false, true] {
        let cases = if force { ALWAYS.to_vec() } else { [ALWAYS, FOREIGN].concat() };
        for out in cases {
            let out = if out.is_empty() { PathBuf::new() } else { lab.path(out) };
            let target = Target { out: out.clone(), force, ..protecting_target(&lab) };
            let why = refusal(publish(&target, &[("index.html", "ours"), ("press.md", "ours")]));
            assert!(!why.is_empty());
            assert_eq!(contents(lab.root()), before, "after {} with force {force}", out.display());
        }
    }
}

fn protecting_target(lab: &Lab) -> Target {
    Target { protected: vec![lab.path("home"), lab.path("home/desk/now"), lab.path("no/such/home")], ..lab.target() }
}

#[test]
fn harmless_outputs_are_accepted() {
    for out in
        ["new", "empty", "empty/new/deep", "home/new", "site/public", "site/docs/out", "to-site/public", "to-here/x"]
    {
        let lab = dangerous_lab();
        let target = Target { out: lab.path(out), ..protecting_target(&lab) };
        let mut expected = contents(lab.root());
        publish(&target, &[("index.html", "ours")]).expect("published");
        let after = contents(lab.root());
        expected.retain(|path, _| !after.contains_key(path));
        assert!(expected.is_empty(), "{out}: lost {expected:?}");
        assert_eq!(std::fs::read_to_string(target.out.join("index.html")).expect("a page"), "ours");
    }
}

#[test]
fn a_foreign_folder_is_refused_and_with_force_only_our_files_are_taken() {
    let lab = Lab::new();
    lab.write("site/public/index.html", "theirs");
    lab.write("site/public/notes/todo.txt", "theirs");
    let why = refusal(publish(&lab.target(), &[("index.html", "ours")]));
    assert!(why.contains("public") && why.contains("--force"), "{why}");
    expect_files(&lab.out(), &[("index.html", "theirs"), ("notes", "folder"), ("notes/todo.txt", "theirs")]);

    let force = Target { force: true, ..lab.target() };
    publish(&force, &[("index.html", "ours")]).expect("published");
    expect_files(&lab.out(), &[("index.html", "ours"), ("notes", "folder"), ("notes/todo.txt", "theirs")]);
    publish(&lab.target(), &[("a.html", "ours")]).expect("published");
    expect_files(&lab.out(), &[("a.html", "ours"), ("notes", "folder"), ("notes/todo.txt", "theirs")]);
    expect_no_leftovers(&lab.out());
}

#[test]
fn an_output_that_is_a_link_keeps_the_link() {
    let lab = Lab::new();
    std::fs::create_dir(lab.path("real")).expect("a folder");
    symlink("../real", lab.out()).expect("a link");
    for text in ["1", "2"] {
        publish(&lab.target(), &[("index.html", text)]).expect("published");
        expect_files(&lab.path("real"), &[("index.html", text)]);
    }
    assert!(std::fs::symlink_metadata(lab.out()).expect("the link").is_symlink());
    expect_no_leftovers(&lab.path("real"));
}

#[test]
fn long_and_odd_names_are_fine() {
    let lab = Lab::new();
    let odd = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"\xff out\n");
    for name in ["x".repeat(255).into(), std::ffi::OsString::from("-rf"), "...".into(), odd.to_owned()] {
        let target = Target { out: lab.path("outs").join(name), ..lab.target() };
        publish(&target, &[("index.html", "1")]).expect("published");
        publish(&target, &[("index.html", "2")]).expect("published");
        expect_files(&target.out, &[("index.html", "2")]);
    }
    assert_eq!(std::fs::read_dir(lab.path("outs")).expect("outputs").count(), 4, "nothing is left behind");
}

#[test]
fn a_path_put_twice_is_an_error() {
    let lab = Lab::new();
    let stage = Stage::open(&lab.target(), |_| {}).expect("open");
    stage.put(&path("index.html"), b"1").expect("put");
    assert!(stage.put(&path("index.html"), b"2").is_err());
}
