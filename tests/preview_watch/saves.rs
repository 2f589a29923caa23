//! The ways in which editors and tools save a file or a folder.

use super::preview::{Preview, aid, write};
use rustix::fs::{CWD, RenameFlags, renameat_with};
use std::fs::{self, File, FileTimes, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{FileExt, symlink};
use std::time::{Duration, SystemTime};

/// What a save leads to: pages with a text they must show, and pages that must be gone.
#[derive(Default)]
pub(crate) struct Expected {
    pub(crate) shown: Vec<(String, String)>,
    pub(crate) gone: Vec<String>,
}

/// A way to save: its name, and one save of it; `edit` counts from 0.
pub(crate) type Save = (&'static str, fn(&Preview, usize) -> Expected);

pub(crate) const SAVES: [Save; 12] = [
    ("in place", in_place),
    ("renamed over", renamed_over),
    ("backup first", backup_first),
    ("with a probe file", with_a_probe_file),
    ("deleted and created", deleted_and_created),
    ("in parts", in_parts),
    ("twice in place, same size", twice_same_size),
    ("folder renamed", folder_renamed),
    ("many at once", many_at_once),
    ("site folder recreated", recreated),
    ("exchanged, linked", exchanged),
    ("older than before", older_than_before),
];

/// The whole trial, or the part of it that every run can afford.
pub(crate) fn is_long() -> bool {
    std::env::var_os("KNEEBOARD_LONG").is_some()
}

/// What every site has before it is edited.
pub(crate) fn files() -> Vec<(&'static str, &'static str)> {
    const AID: &str = "---\ntitle: Reset the press\nsummary: When it stands still.\n---\n\n1. Begin.\n";
    vec![("kneeboard.yaml", "title: Hall 1\n"), ("press.md", AID), ("hall-0/reset.md", AID), ("line/a.md", AID)]
}

fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
}

/// `press.md` shall be so.
fn press(edit: usize) -> (String, Expected) {
    let step = format!("Edit {edit:05}");
    (aid(&step), Expected { shown: vec![("press.html".into(), step)], gone: Vec::new() })
}

fn in_place(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    preview.write("press.md", text);
    expected
}

fn renamed_over(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    let name = [".press.md.tmp", "press.md.new"][edit % 2];
    preview.write(name, text);
    fs::rename(preview.root().join(name), preview.root().join("press.md")).expect("a rename");
    expected
}

fn backup_first(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    let (own, backup) = (preview.root().join("press.md"), preview.root().join("press.md~"));
    fs::rename(&own, &backup).expect("a rename");
    pause(edit as u64 % 4);
    write(&own, text);
    if edit.is_multiple_of(2) {
        fs::remove_file(backup).expect("the backup");
    }
    expected
}

fn with_a_probe_file(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    let probe = preview.root().join("4913");
    write(&probe, "");
    fs::remove_file(&probe).expect("the probe");
    preview.write(".press.md.swp", "edited");
    preview.write("press.md", text);
    let file = File::open(preview.root().join("press.md")).expect("the file");
    file.sync_all().expect("written");
    fs::remove_file(preview.root().join(".press.md.swp")).expect("the swap file");
    expected
}

fn deleted_and_created(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    fs::remove_file(preview.root().join("press.md")).expect("the file");
    pause(edit as u64 % 3 * 30);
    preview.write("press.md", text);
    expected
}

fn in_parts(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    let mut file = File::create(preview.root().join("press.md")).expect("the file");
    for part in text.as_bytes().chunks(20) {
        file.write_all(part).expect("a part");
        pause(edit as u64 % 3 * 10);
    }
    expected
}

fn twice_same_size(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    preview.write("press.md", aid("Edit XXXXX"));
    pause(edit as u64 % 8);
    let file = OpenOptions::new().write(true).open(preview.root().join("press.md")).expect("the file");
    file.write_all_at(aid("Edit YYYYY").as_bytes(), 0).expect("in place");
    pause(edit as u64 % 3);
    file.write_all_at(text.as_bytes(), 0).expect("in place");
    expected
}

fn folder_renamed(preview: &Preview, edit: usize) -> Expected {
    let (from, to) = (format!("hall-{edit}"), format!("hall-{}", edit + 1));
    let step = format!("Edit {edit}");
    fs::rename(preview.root().join(&from), preview.root().join(&to)).expect("a rename");
    if edit.is_multiple_of(3) {
        fs::rename(preview.root().join(&to), preview.root().join(&from)).expect("back");
        fs::rename(preview.root().join(&from), preview.root().join(&to)).expect("a rename");
    }
    // A file of a folder that was renamed is edited like any other.
    preview.write(&format!("{to}/reset.md"), aid(&step));
    Expected { shown: vec![(format!("{to}/reset.html"), step)], gone: vec![format!("{from}/reset.html")] }
}

fn many_at_once(preview: &Preview, edit: usize) -> Expected {
    let (count, folders) = if is_long() && edit == 0 { (30_000, 100) } else { (200, 10) };
    let mut expected = Expected::default();
    for number in 0..count {
        let step = format!("Edit {edit} of {number}");
        let path = format!("burst-{}/deep/aid-{number}", number % folders);
        preview.write(&format!("{path}.md"), aid(&step));
        if number % (count / 200) == 0 || number + 1 == count {
            expected.shown.push((format!("{path}.html"), step));
        }
    }
    // The last one tells when all are shown.
    expected.shown.reverse();
    expected
}

fn recreated(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    if edit.is_multiple_of(2) {
        fs::remove_dir_all(preview.root()).expect("the site");
    } else {
        let _ = fs::remove_dir_all(preview.beside("old"));
        fs::rename(preview.root(), preview.beside("old")).expect("a rename");
    }
    pause(edit as u64 % 4 * 150);
    preview.write("kneeboard.yaml", "title: Hall 1\n");
    preview.write("press.md", text);
    expected
}

fn exchanged(preview: &Preview, edit: usize) -> Expected {
    let (text, mut expected) = press(edit);
    let (own, other) = (preview.root().join("press.md"), preview.root().join("other.txt"));
    match edit % 4 {
        0 => {
            write(&other, text);
            renameat_with(CWD, &other, CWD, &own, RenameFlags::EXCHANGE).expect("an exchange");
        }
        1 => {
            write(&preview.beside("new.md"), text);
            fs::remove_file(&own).expect("the file");
            fs::hard_link(preview.beside("new.md"), &own).expect("a link");
            fs::remove_file(preview.beside("new.md")).expect("its other name");
        }
        2 => {
            // What a link leads to is a hidden folder; another one takes its place.
            let version = format!(".versions/{edit}");
            preview.write(&format!("{version}/press.md"), text);
            symlink(&version, preview.root().join(".next")).expect("a link");
            fs::rename(preview.root().join(".next"), preview.root().join("current")).expect("a swap");
            expected.shown[0].0 = "current/press.html".into();
        }
        _ => {
            preview.write(&format!(".versions/{}/press.md", edit - 1), text);
            expected.shown[0].0 = "current/press.html".into();
        }
    }
    expected
}

fn older_than_before(preview: &Preview, edit: usize) -> Expected {
    let (text, expected) = press(edit);
    let day = Duration::from_secs(86_400);
    let age =
        FileTimes::new().set_modified(SystemTime::UNIX_EPOCH + day * u32::try_from(20_000 - edit).expect("a day"));
    let copied = [".press.md.x7", "press.md"][edit % 2];
    preview.write(copied, text);
    let file = OpenOptions::new().write(true).open(preview.root().join(copied)).expect("the file");
    file.set_times(age).expect("a date");
    if copied != "press.md" {
        fs::rename(preview.root().join(copied), preview.root().join("press.md")).expect("a rename");
    }
    expected
}
