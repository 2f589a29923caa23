//! Listing a site folder: what is found, what is left out, and what is said about it.

use kneeboard::diagnostic::Diagnostic;
use kneeboard::source::{Ignore, Kind, SitePath, Tree, walk};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Lab {
    folder: TempDir,
}

impl Lab {
    /// A site with these files; each holds its own name.
    fn with(files: &[&str]) -> Self {
        let lab = Self { folder: TempDir::new().expect("a temporary folder") };
        std::fs::create_dir(lab.root()).expect("the root");
        for file in files {
            lab.write(file);
        }
        lab
    }

    /// The root of the site; the folder around it is outside of the site.
    fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root().join(inside)
    }

    fn write(&self, file: &str) {
        let path = self.path(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, file).expect("a file");
    }

    fn link(&self, target: impl AsRef<Path>, link: &str) {
        symlink(target, self.path(link)).expect("a link");
    }

    fn walk(&self) -> (Tree, Vec<Diagnostic>) {
        walk(&self.root(), &Ignore::default()).expect("a tree")
    }
}

fn names(tree: &Tree) -> Vec<&str> {
    tree.files.iter().map(|file| file.path.as_str()).collect()
}

/// Each problem as `CODE file: message`.
fn said(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|d| format!("{} {}: {}", d.code.id, d.file, d.message)).collect()
}

#[test]
fn files_are_sorted_and_have_their_kinds() {
    let lab = Lab::with(&[
        "kneeboard.yaml",
        "b/press.MD",
        "b.md",
        "a.markdown",
        "c.mdx",
        "b/press.png",
        "data/facts.yaml",
        "data/glossary.yml",
        "data/deep/x.yaml",
        "data/table.csv",
        "theme/templates/page.html",
        "themes/own/README.md",
        "LICENSE",
    ]);
    let (tree, diagnostics) = lab.walk();
    assert_eq!(said(&diagnostics), [""; 0]);
    let found: Vec<_> = tree.files.iter().map(|file| (file.path.as_str(), file.kind)).collect();
    assert_eq!(
        found,
        [
            ("LICENSE", Kind::Asset),
            ("a.markdown", Kind::Aid),
            ("b.md", Kind::Aid),
            ("b/press.MD", Kind::Aid),
            ("b/press.png", Kind::Asset),
            ("c.mdx", Kind::Aid),
            ("data/deep/x.yaml", Kind::Asset),
            ("data/facts.yaml", Kind::Config),
            ("data/glossary.yml", Kind::Config),
            ("data/table.csv", Kind::Asset),
            ("kneeboard.yaml", Kind::Config),
            ("theme/templates/page.html", Kind::Theme),
            ("themes/own/README.md", Kind::Theme),
        ]
    );
    let file = tree.get(&SitePath::new("b/press.MD").expect("a path")).expect("the file");
    assert_eq!((&*file.shown, file.bytes), ("b/press.MD", 10));
    assert_eq!(std::fs::read_to_string(&file.disk).expect("readable"), "b/press.MD");
}

#[test]
fn without_a_configuration_every_folder_is_content_but_data_files_are_read() {
    let (tree, _) = Lab::with(&["data/facts.yaml", "data/other.yaml", "theme/a.md", "themes/b.md"]).walk();
    let kinds: Vec<_> = tree.files.iter().map(|file| file.kind).collect();
    assert_eq!(kinds, [Kind::Config, Kind::Asset, Kind::Aid, Kind::Aid]);
}

#[test]
fn a_configuration_under_another_name_is_reported() {
    let (tree, diagnostics) = Lab::with(&["kneeboard.yml", "a.md", "deep/kneeboard.yml"]).walk();
    assert_eq!(names(&tree), ["a.md", "deep/kneeboard.yml"]);
    assert_eq!(said(&diagnostics), ["Y01 kneeboard.yml: `kneeboard.yml` is not read"]);
    assert_eq!(diagnostics[0].hints, ["rename it to `kneeboard.yaml`"]);
}

#[test]
fn hidden_ignored_and_output_folders_are_left_out() {
    let lab = Lab::with(&[
        ".git/config",
        ".hidden.md",
        "node_modules/x/README.md",
        "a/node_modules/y.md",
        "public/index.html",
        "drafts/a.md",
        "drafts-2/a.md",
        "a/skip.md",
        "a/keep.md",
    ]);
    let ignored = |path: &str| SitePath::new(path).expect("a path");
    let output = lab.path("public").canonicalize().expect("the output");
    let ignore = Ignore { output: Some(output.clone()), paths: vec![ignored("drafts/"), ignored("a/skip.md")] };
    let (tree, diagnostics) = walk(&lab.root(), &ignore).expect("a tree");
    assert_eq!(names(&tree), ["a/keep.md", "drafts-2/a.md"]);
    assert_eq!(said(&diagnostics), [""; 0]);

    let linked = lab.folder.path().join("published");
    std::fs::create_dir(&linked).expect("a folder outside");
    lab.link(&linked, "www");
    let elsewhere = Ignore { output: Some(linked.canonicalize().expect("the output")), paths: Vec::new() };
    let (_, diagnostics) = walk(&lab.root(), &elsewhere).expect("a tree");
    assert_eq!(said(&diagnostics), [""; 0], "the output may be a link");

    let missing = Ignore { output: Some(lab.path("not-yet")), paths: Vec::new() };
    let (tree, _) = walk(&lab.root(), &missing).expect("a tree");
    assert!(names(&tree).contains(&"public/index.html"));
}

#[test]
fn what_another_build_wrote_is_no_input() {
    let lab =
        Lab::with(&["a.md", "old-output/.kneeboard-manifest.json", "old-output/a.html", "old-output/pictures/a.png"]);
    lab.link("old-output", "latest");
    let (tree, diagnostics) = lab.walk();
    assert_eq!(names(&tree), ["a.md"]);
    assert_eq!(said(&diagnostics), ["F12 latest: link leads into the output folder; it is left out"]);
}

#[test]
fn links_inside_the_root_are_followed() {
    let lab = Lab::with(&["shared/a.md", "shared/deep/b.png", "x/c.md"]);
    lab.link("../shared", "x/shared");
    lab.link("shared/a.md", "same.md");
    lab.link("../x", "shared/to-x");
    let (tree, diagnostics) = lab.walk();
    assert_eq!(
        names(&tree),
        [
            "same.md",
            "shared/a.md",
            "shared/deep/b.png",
            "shared/to-x/c.md",
            "x/c.md",
            "x/shared/a.md",
            "x/shared/deep/b.png",
        ]
    );
    let linked = tree.get(&SitePath::new("x/shared/a.md").expect("a path")).expect("the file");
    assert_eq!(std::fs::read_to_string(&linked.disk).expect("readable"), "shared/a.md");
    let loops = "link leads back to a folder that it is in; it is left out";
    assert_eq!(said(&diagnostics), [format!("F12 shared/to-x/shared: {loops}"), format!("F12 x/shared/to-x: {loops}")]);
}

#[test]
fn links_that_leave_the_root_or_lead_nowhere_are_reported() {
    let lab = Lab::with(&["a.md", "public/deep/index.html", "deep/b.md"]);
    std::fs::create_dir(lab.folder.path().join("site-2")).expect("a folder outside");
    std::fs::write(lab.folder.path().join("site-2/secret.md"), "secret").expect("a file outside");
    lab.link("../site-2", "folder");
    lab.link("../site-2/secret.md", "secret.md");
    lab.link("/etc/passwd", "passwd");
    lab.link("..", "up");
    lab.link(".", "deep/here");
    lab.link(lab.root(), "deep/root");
    lab.link("nowhere.md", "dangling.md");
    lab.link("loop", "loop");
    lab.link("public/deep", "old");
    let output = lab.path("public").canonicalize().expect("the output");
    let (tree, diagnostics) = walk(&lab.root(), &Ignore { output: Some(output), paths: Vec::new() }).expect("a tree");
    assert_eq!(names(&tree), ["a.md", "deep/b.md"]);
    let files: Vec<_> = diagnostics.iter().map(|d| (d.code.id, &*d.file)).collect();
    let expected = ["dangling.md", "deep/here", "deep/root", "folder", "loop", "old", "passwd", "secret.md", "up"];
    assert_eq!(files, expected.map(|file| ("F12", file)));
    assert!(diagnostics.iter().all(|d| !d.message.contains("site-2") && d.hints.len() == 1));
}

#[test]
fn links_that_multiply_are_cut_short() {
    let lab = Lab::with(&[]);
    for folder in 0..10 {
        lab.write(&format!("{folder}/a.md"));
        for other in 0..10 {
            lab.link(format!("../{other}"), &format!("{folder}/to-{other}"));
        }
    }
    let (tree, diagnostics) = lab.walk();
    assert!(tree.files.len() < 60_000);
    assert!(diagnostics.iter().any(|d| d.message.contains("50000 files")));
}

#[test]
fn names_that_cannot_be_paths_are_reported() {
    let lab = Lab::with(&["a.md", "back\\slash.md", "..\\up.md"]);
    for name in [&b"bad\xff.md"[..], b"bad\xfe"] {
        let path = lab.path(std::ffi::OsStr::from_bytes(name));
        if name.ends_with(b".md") {
            std::fs::write(path, "x").expect("a file");
        } else {
            std::fs::create_dir(&path).expect("a folder");
            std::fs::write(path.join("in-it.md"), "x").expect("a file");
        }
    }
    let (tree, diagnostics) = lab.walk();
    assert_eq!(names(&tree), ["a.md"]);
    let files: Vec<_> = diagnostics.iter().map(|d| (d.code.id, &*d.file)).collect();
    assert_eq!(
        files,
        [("F11", "back\\slash.md"), ("F11", "bad\u{fffd}"), ("F11", "bad\u{fffd}.md")],
        "hidden names are nobody's business"
    );
}

#[test]
fn twins_that_differ_only_in_encoding_are_named() {
    let lab = Lab::with(&["caf\u{e9}.md", "cafe\u{301}.md", "a.md"]);
    let (tree, diagnostics) = lab.walk();
    assert_eq!(names(&tree), ["a.md", "caf\u{e9}.md"]);
    assert_eq!(&*tree.files[1].shown, "cafe\u{301}.md", "the first by its spelling on disk");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!((diagnostics[0].code.id, &*diagnostics[0].file), ("F05", "caf\u{e9}.md"));
    assert!(diagnostics[0].message.contains(r"`caf\u{e9}.md` and `cafe\u{301}.md`"), "{}", diagnostics[0].message);
}

#[test]
fn pipes_and_folders_that_cannot_be_listed_do_not_stop_the_others() {
    let lab = Lab::with(&["a.md", "z.md"]);
    let socket = std::os::unix::net::UnixListener::bind(lab.path("b.md")).expect("a socket");
    let (tree, diagnostics) = lab.walk();
    drop(socket);
    assert_eq!(names(&tree), ["a.md", "z.md"]);
    assert_eq!(said(&diagnostics), ["F06 b.md: neither a file nor a folder; it is left out"]);
    assert!(walk(&lab.path("missing"), &Ignore::default()).is_err());
    assert!(walk(&lab.path("a.md"), &Ignore::default()).is_err());
}

#[test]
fn a_deep_tree_is_listed() {
    let lab = Lab::with(&[]);
    let mut folder = lab.root();
    for _ in 0..1_000 {
        folder.push("d");
    }
    std::fs::create_dir_all(&folder).expect("folders");
    std::fs::write(folder.join("a.md"), "x").expect("a file");
    assert_eq!(lab.walk().0.files.len(), 1);
}
