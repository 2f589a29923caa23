//! Publishing: the output folder holds exactly the old or exactly the new site, and whatever others put there.

mod killed;
mod lab;
mod mounted;
mod places;
mod together;

use kneeboard::publish::{Stage, Summary, Target};
use lab::{Lab, contents, expect_files, expect_no_leftovers, path, publish, refusal};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Makes a file's time stamp old, so that a rewrite shows.
fn age(path: &Path) -> SystemTime {
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let file = std::fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(old).expect("a time stamp");
    old
}

fn modified(path: &Path) -> SystemTime {
    std::fs::metadata(path).expect("a file").modified().expect("a time stamp")
}

#[test]
fn a_new_folder_with_its_parents_is_made() {
    let lab = Lab::new();
    let target = Target { out: lab.path("deep/er/public"), ..lab.target() };
    let summary = publish(&target, &[("index.html", "home"), ("a/b.html", "b")]).expect("published");
    assert_eq!(summary, Summary { files: 2, written: 2, removed: 0 });
    expect_files(&target.out, &[("index.html", "home"), ("a", "folder"), ("a/b.html", "b")]);
    expect_no_leftovers(&target.out);
}

#[test]
fn an_empty_folder_is_filled_and_keeps_its_permissions() {
    let lab = Lab::new();
    std::fs::create_dir(lab.out()).expect("a folder");
    std::fs::set_permissions(lab.out(), std::fs::Permissions::from_mode(0o2775)).expect("permissions");
    publish(&lab.target(), &[("index.html", "home")]).expect("published");
    expect_files(&lab.out(), &[("index.html", "home")]);
    assert_eq!(std::fs::metadata(lab.out()).expect("a folder").mode() & 0o7777, 0o2775);
}

#[test]
fn the_next_site_replaces_the_old_one() {
    let lab = Lab::new();
    publish(&lab.target(), &[("index.html", "1"), ("old/gone.html", "x"), ("same.css", "s")]).expect("published");
    let old = age(&lab.out().join("same.css"));
    let stage = Stage::open(&lab.target(), |_| {}).expect("open");
    stage.put(&path("index.html"), b"2").expect("put");
    stage.put(&path("same.css"), b"s").expect("put");
    assert_eq!(stage.commit().expect("published"), Summary { files: 2, written: 1, removed: 1 });
    expect_files(&lab.out(), &[("index.html", "2"), ("same.css", "s")]);
    assert_eq!(modified(&lab.out().join("same.css")), old, "an unchanged file keeps its time stamp");
    expect_no_leftovers(&lab.out());
}

#[test]
fn the_same_site_again_touches_nothing() {
    let lab = Lab::new();
    let files = [("index.html", "1"), ("a/b.html", "2")];
    publish(&lab.target(), &files).expect("published");
    let manifest = std::fs::read(lab.out().join(".kneeboard-manifest.json")).expect("a manifest");
    let before = std::fs::metadata(lab.out()).expect("a folder");
    assert_eq!(publish(&lab.target(), &files).expect("published"), Summary { files: 2, written: 0, removed: 0 });
    let after = std::fs::metadata(lab.out()).expect("a folder");
    assert_eq!((before.ino(), before.mtime_nsec()), (after.ino(), after.mtime_nsec()));
    expect_no_leftovers(&lab.out());

    let other = Lab::new();
    publish(&other.target(), &[files[1], files[0]]).expect("published");
    let other = std::fs::read(other.out().join(".kneeboard-manifest.json")).expect("a manifest");
    assert_eq!(manifest, other, "the manifest depends on the site alone");
}

#[test]
fn another_version_of_the_program_leaves_its_name_in_the_manifest_alone() {
    let lab = Lab::new();
    let files = [("index.html", "1")];
    publish(&lab.target(), &files).expect("published");
    let old = age(&lab.out().join("index.html"));
    let path = lab.out().join(".kneeboard-manifest.json");
    let manifest = std::fs::read_to_string(&path).expect("a manifest");
    let other = manifest.replace(env!("CARGO_PKG_VERSION"), "0.0.0-other");
    assert_ne!(manifest, other);
    std::fs::write(&path, other).expect("a manifest");
    assert_eq!(publish(&lab.target(), &files).expect("published"), Summary { files: 1, written: 0, removed: 0 });
    assert_eq!(
        std::fs::read_to_string(&path).expect("a manifest"),
        manifest,
        "as a build into an empty folder writes it"
    );
    assert_eq!(modified(&lab.out().join("index.html")), old);
}

#[test]
fn dropping_a_stage_leaves_the_output_as_it_was() {
    let lab = Lab::new();
    publish(&lab.target(), &[("index.html", "1")]).expect("published");
    for out in [lab.out(), lab.path("new/deep/public")] {
        let stage = Stage::open(&Target { out, ..lab.target() }, |_| {}).expect("open");
        stage.put(&path("index.html"), b"2").expect("put");
        stage.put(&path("more/x.html"), b"x").expect("put");
    }
    expect_files(&lab.out(), &[("index.html", "1")]);
    expect_no_leftovers(&lab.out());
    assert!(!lab.path("new").exists(), "folders made for nothing go again");
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let lab = Lab::new();
    publish(&lab.target(), &[("a", "file"), ("b/c/d", "file")]).expect("published");
    publish(&lab.target(), &[("a/x/y", "now below"), ("b", "now a file")]).expect("published");
    expect_files(&lab.out(), &[("a", "folder"), ("a/x", "folder"), ("a/x/y", "now below"), ("b", "now a file")]);
}

#[test]
fn what_others_put_there_survives() {
    let lab = Lab::new();
    publish(&lab.target(), &[("index.html", "1"), ("old/page.html", "x"), ("kept/page.html", "y")]).expect("published");
    lab.write("site/public/CNAME", "press.example");
    lab.write("site/public/.well-known/acme", "token");
    lab.write("site/public/old/note.txt", "in a folder that goes");
    lab.write("site/public/kept/note.txt", "in a folder that stays");
    std::fs::create_dir_all(lab.out().join("empty/er")).expect("folders");
    std::fs::set_permissions(lab.out().join("empty"), std::fs::Permissions::from_mode(0o700)).expect("permissions");
    symlink("/nowhere", lab.out().join("dangling")).expect("a link");
    symlink("../site", lab.out().join("linked")).expect("a link");
    let odd = <std::ffi::OsStr as std::os::unix::ffi::OsStrExt>::from_bytes(b"\xff\xfe");
    std::fs::write(lab.out().join(odd), "no UTF-8").expect("a file");
    let mut expected = contents(&lab.out());
    let inode = std::fs::metadata(lab.out().join("CNAME")).expect("a file").ino();

    for text in ["2", "3"] {
        publish(&lab.target(), &[("index.html", text), ("kept/page.html", "y")]).expect("published");
    }
    expected.insert("index.html".into(), "3".into());
    expected.remove(Path::new("old/page.html"));
    assert_eq!(contents(&lab.out()), expected);
    assert_eq!(std::fs::metadata(lab.out().join("CNAME")).expect("a file").ino(), inode);
    assert_eq!(std::fs::metadata(lab.out().join("empty")).expect("a folder").mode() & 0o777, 0o700);
    expect_no_leftovers(&lab.out());
}

#[test]
fn a_foreign_file_in_the_way_is_named() {
    let lab = Lab::new();
    publish(&lab.target(), &[("index.html", "1")]).expect("published");
    lab.write("site/public/a/page.html", "theirs");
    lab.write("site/public/b", "theirs");
    let new = [("index.html", "2"), ("a/page.html", "ours"), ("b", "ours")];
    let why = refusal(publish(&lab.target(), &new));
    assert!(why.contains("a/page.html") && why.contains("1 more") && why.contains("--force"), "{why}");
    assert_eq!(contents(&lab.out())[Path::new("index.html")], "1");
    publish(&Target { force: true, ..lab.target() }, &new).expect("published");
    assert_eq!(contents(&lab.out())[Path::new("a/page.html")], "ours");
    expect_no_leftovers(&lab.out());
}

#[test]
fn what_even_force_does_not_overwrite() {
    let lab = Lab::new();
    let force = Target { force: true, ..lab.target() };
    publish(&force, &[("index.html", "1")]).expect("published");
    lab.write("site/public/a", "their file where we want a folder");
    lab.write("site/public/b/theirs.txt", "their folder where we want a file");
    lab.write("elsewhere/victim.html", "behind their link");
    symlink(lab.path("elsewhere"), lab.out().join("c")).expect("a link");
    std::fs::create_dir(lab.out().join("d")).expect("their empty folder");
    let before = contents(lab.root());
    for file in ["a/page.html", "b", "c/victim.html", "d"] {
        let why = refusal(publish(&force, &[("index.html", "2"), (file, "ours")]));
        assert!(why.contains("public/") && !why.contains("--force"), "{why}");
        assert_eq!(contents(lab.root()), before, "{file}");
    }
}

#[test]
fn our_files_that_someone_edited() {
    let lab = Lab::new();
    let site = [("index.html", "1"), ("edited.html", "x"), ("gone.html", "y"), ("linked.html", "z")];
    publish(&lab.target(), &site).expect("published");
    lab.write("site/public/edited.html", "by hand");
    lab.write("site/public/gone.html", "by hand");
    lab.write("elsewhere.html", "untouched");
    std::fs::remove_file(lab.out().join("linked.html")).expect("deleted");
    symlink(lab.path("elsewhere.html"), lab.out().join("linked.html")).expect("a link");

    // The site still has it: it is ours. The site has it no longer: the edit is theirs to keep.
    let new = [("index.html", "1"), ("edited.html", "x"), ("linked.html", "z")];
    let summary = publish(&lab.target(), &new).expect("published");
    assert_eq!(summary, Summary { files: 3, written: 2, removed: 0 });
    expect_files(&lab.out(), &[&new[..], &[("gone.html", "by hand")]].concat());
    assert_eq!(std::fs::read_to_string(lab.path("elsewhere.html")).expect("a file"), "untouched");
    publish(&lab.target(), &[("index.html", "1")]).expect("published");
    expect_files(&lab.out(), &[("index.html", "1"), ("gone.html", "by hand")]);
}

#[test]
fn files_are_copied_small_and_large() {
    let lab = Lab::new();
    let large = lab.path("large.webm");
    let mut bytes: Vec<u8> = (0..3_000_000_u32).map(|n| n.to_le_bytes()[n as usize % 3]).collect();
    std::fs::write(&large, &bytes).expect("a file");
    lab.write("small.svg", "<svg/>");
    let copy = || {
        let stage = Stage::open(&lab.target(), |_| {}).expect("open");
        stage.copy(&path("media/large.webm"), &large).expect("copied");
        stage.copy(&path("media/small.svg"), &lab.path("small.svg")).expect("copied");
        stage.commit().expect("published")
    };
    assert_eq!(copy(), Summary { files: 2, written: 2, removed: 0 });
    assert!(std::fs::read(lab.out().join("media/large.webm")).expect("a file") == bytes);
    assert_eq!(copy(), Summary { files: 2, written: 0, removed: 0 });
    bytes[2_999_999] ^= 1;
    std::fs::write(&large, &bytes).expect("a file");
    assert_eq!(copy(), Summary { files: 2, written: 1, removed: 0 });
    assert!(std::fs::read(lab.out().join("media/large.webm")).expect("a file") == bytes);
    let stage = Stage::open(&lab.target(), |_| {}).expect("open");
    let missing = stage.copy(&path("x"), &lab.path("missing.png")).expect_err("no such file").to_string();
    assert!(missing.contains("missing.png"), "{missing}");
}

#[test]
fn a_damaged_or_newer_manifest_is_refused() {
    let outside = r#"{"version":1,"files":[{"path":"../site/press.md","size":8,"hash":"0"}]}"#;
    for text in ["", "{", r#"{"version":9,"files":[]}"#, outside] {
        let lab = Lab::new();
        lab.write("site/public/.kneeboard-manifest.json", text);
        let why = refusal(publish(&Target { force: true, ..lab.target() }, &[("index.html", "1")]));
        assert!(why.contains(".kneeboard-manifest.json"), "{why}");
    }
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let lab = Lab::new();
    publish(&lab.target(), &[("index.html", "1")]).expect("published");
    let long = format!("{}.html", "x".repeat(300));
    let error = publish(&lab.target(), &[("index.html", "2"), (&long, "x")]).expect_err("too long").to_string();
    assert!(error.contains(&format!("public/{long}")), "{error}");
    expect_files(&lab.out(), &[("index.html", "1")]);
    expect_no_leftovers(&lab.out());
}
