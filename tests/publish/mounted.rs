//! Outputs on disks of their own, full ones too. These mount small disks in memory, which only root may:
//! `sudo -E cargo test --test publish mounted -- --ignored`.

use crate::lab::{Lab, contents, expect_files, expect_no_leftovers, publish};
use kneeboard::publish::Target;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mounted disk; unmounted at the end.
struct Mounted(PathBuf);

impl Mounted {
    /// A disk in memory of half a megabyte.
    fn small(at: &Path) -> Self {
        Self::mount(&["-t", "tmpfs", "-o", "size=512k", "tmpfs"], at)
    }

    /// A folder that appears in a second place.
    fn bound(folder: &Path, at: &Path) -> Self {
        Self::mount(&["--bind", folder.to_str().expect("UTF-8")], at)
    }

    fn mount(arguments: &[&str], at: &Path) -> Self {
        std::fs::create_dir_all(at).expect("a folder");
        let status = Command::new("mount").args(arguments).arg(at).status().expect("mount");
        assert!(status.success(), "only root may mount");
        Self(at.to_owned())
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

/// Publishes twice, with a file of others in between.
fn publish_twice(target: &Target) {
    publish(target, &[("index.html", "1"), ("old/a.html", "1"), ("same.css", "s")]).expect("published");
    std::fs::write(target.out.join("CNAME"), "press.example").expect("a file");
    publish(target, &[("index.html", "2"), ("same.css", "s")]).expect("published");
    expect_files(&target.out, &[("index.html", "2"), ("same.css", "s"), ("CNAME", "press.example")]);
    expect_no_leftovers(&target.out);
}

#[test]
#[ignore = "mounts a disk"]
fn an_output_that_is_a_disk_is_published_in_place() {
    let lab = Lab::new();
    let _disk = Mounted::small(&lab.out());
    publish_twice(&lab.target());
}

#[test]
#[ignore = "mounts a disk"]
fn an_output_that_is_mounted_from_elsewhere_is_published_in_place() {
    let lab = Lab::new();
    std::fs::create_dir(lab.path("elsewhere")).expect("a folder");
    let _bound = Mounted::bound(&lab.path("elsewhere"), &lab.out());
    publish_twice(&lab.target());
    assert!(lab.path("elsewhere/index.html").exists());
}

#[test]
#[ignore = "mounts a disk"]
fn a_disk_inside_the_output_stays_mounted() {
    let lab = Lab::new();
    publish(&lab.target(), &[("index.html", "1")]).expect("published");
    let disk = Mounted::small(&lab.out().join("media"));
    lab.write("site/public/media/film.webm", "theirs");
    publish(&lab.target(), &[("index.html", "2")]).expect("published");
    expect_files(&lab.out(), &[("index.html", "2"), ("media", "folder"), ("media/film.webm", "theirs")]);
    drop(disk);
    expect_files(&lab.out(), &[("index.html", "2"), ("media", "folder")]);
}

#[test]
#[ignore = "mounts a disk"]
fn the_site_under_another_name_is_refused() {
    let lab = Lab::new();
    let _bound = Mounted::bound(&lab.path("site"), &lab.path("other-name"));
    for out in ["other-name", "other-name/data"] {
        let target = Target { out: lab.path(out), force: true, ..lab.target() };
        publish(&target, &[("index.html", "1")]).expect_err("refused");
    }
    expect_files(&lab.path("site"), &[("press.md", "# Press\n")]);
}

#[test]
#[ignore = "mounts a disk"]
fn a_full_disk_leaves_the_old_site_and_names_the_file() {
    for out in ["disk/public", "disk"] {
        let lab = Lab::new();
        let _disk = Mounted::small(&lab.path("disk"));
        let target = Target { out: lab.path(out), ..lab.target() };
        publish(&target, &[("index.html", "1")]).expect("published");
        let before = contents(&target.out);
        let large = "x".repeat(300_000);
        let error = publish(&target, &[("index.html", "2"), ("a.html", &large), ("b.html", &large)]);
        let error = error.expect_err("the disk is full").to_string();
        assert!(error.contains("b.html") && error.contains("No space"), "{error}");
        assert_eq!(contents(&target.out), before);
        expect_no_leftovers(&target.out);
    }
}
