//! What makes a printed copy out of date, and from which day on.

use super::{CONFIG, print};
use crate::support::{Site, run};

/// A site with one aid, of which a copy is recorded.
fn recorded(front: &str, body: &str) -> Site {
    let site = Site::new(&[CONFIG]);
    write(&site, front, body);
    assert_eq!(print(&site, &["--record"]).code, 0);
    site
}

/// The reprint list of a day.
fn stale_on(site: &Site, day: &str) -> String {
    run(site.root(), &["print", ".", "--stale", "--today", day]).stdout
}

fn write(site: &Site, front: &str, body: &str) {
    let front = format!("title: Tighten\nprint: {{format: a6, copies: [hall]}}\n{front}");
    site.write("tighten.md", format!("---\n{front}---\n\n{body}"));
}

#[test]
fn a_number_a_key_point_and_the_only_text_there_is_are_acted_on() {
    let changes = [
        ("To {{fact:torque}}, no more.\n\n1. Tighten.\n", "To 21 Nm, no more.\n\n1. Tighten.\n", true),
        ("1. Tighten.\n   Key: until it clicks.\n", "1. Tighten.\n   Key: until it stops.\n", true),
        ("Call the shift lead.\n", "Call the fire brigade.\n", true),
        ("The bolt is long.\n\n1. Tighten.\n", "The bolt is a long one.\n\n1. Tighten.\n", false),
        ("1. Tighten.\n   Why: it leaks.\n", "1. Tighten.\n   Why: it drips.\n", false),
    ];
    for (before, after, is_superseded) in changes {
        let site = recorded("", before);
        site.write("data/facts.yaml", "torque: 12 Nm\n");
        assert_eq!(print(&site, &["--record"]).code, 0);
        write(&site, "", after);
        let list = print(&site, &["--stale"]).stdout;
        assert_eq!(list.contains("[ ] tighten"), is_superseded, "{before} → {after}\n{list}");
    }
}

#[test]
fn a_step_has_changed_when_what_is_to_be_seen_has_or_when_the_record_says_so() {
    let site = recorded("rev: 1\n", "1. Open.\n2. Tighten.\n   You see: green.\n3. Shut.\n");
    let changes = "rev: 2\nchanges: [{rev: 2, note: Lamp, steps: [3]}, {rev: 1, note: First}]\n";
    write(&site, changes, "1. Open.\n2. Tighten.\n   You see: red.\n3. Shut.\n");
    let list = print(&site, &["--stale"]).stdout;
    assert!(list.contains("Lamp; changed steps: 2, 3"), "{list}");
}

#[test]
fn a_major_change_that_the_text_does_not_show_voids_copies_all_the_same() {
    let body = "1. Open the valve.\n\n   ![The valve](valve.svg)\n";
    let site = recorded("rev: 1\n", body);
    write(&site, "rev: 2\nchanges: [{rev: 2, note: Another valve, steps: [1]}, {rev: 1, note: First}]\n", body);
    let list = print(&site, &["--stale"]).stdout;
    assert!(list.contains("Another valve; changed steps: 1"), "{list}");

    let site = recorded("", body);
    site.write("valve.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>");
    assert!(print(&site, &["--stale"]).stdout.contains("[ ] tighten"), "the picture is another one");
}

#[test]
fn a_file_with_blanks_that_gets_another_name_keeps_its_codes_and_copies() {
    let aid = |more: &str| format!("---\ntitle: Reset\nprint: {{format: a6, copies: [hall]}}\n{more}---\n\n1. Go.\n");
    let site = Site::new(&[CONFIG]);
    site.write("Reset Press.md", aid(""));
    assert_eq!(print(&site, &["--record"]).code, 0);
    site.build(&[]);
    let codes = |site: &Site| crate::support::files(&site.root().join("public/Q")).into_keys().collect::<Vec<_>>();
    let before = codes(&site);
    std::fs::rename(site.root().join("Reset Press.md"), site.root().join("reset.md")).expect("a file");
    site.write("reset.md", aid("aliases: [reset-press.html]\n"));
    site.build(&[]);
    assert!(before.iter().all(|code| codes(&site).contains(code)), "{before:?} {:?}", codes(&site));
    assert_eq!(print(&site, &["--stale"]).stdout, "");
}

#[test]
fn a_copy_expires_with_its_aid_and_holds_until_the_new_edition_does() {
    let site = recorded("rev: 1\n", "1. Tighten.\n");
    write(&site, "rev: 2\neffective: 2027-06-01\n", "1. Loosen.\n");
    let run = print(&site, &["--stale"]);
    assert!(run.stdout.is_empty() && run.stderr.contains("nothing must be taken down"), "{}", run.stdout);
    let then = stale_on(&site, "2027-06-01");
    assert!(then.contains("take down 1 × rev 1, hang rev 2"), "{then}");
    site.build(&[]);
    let page = site.page("tighten.html");
    assert!(page.contains("What to do changes on 1 June 2027. Keep using this copy until then."));

    write(&site, "rev: 1\nexpires: 2026-03-01\n", "1. Tighten.\n");
    let list = stale_on(&site, "2026-03-02");
    assert!(list.contains("take down 1 × rev 1: the aid has expired"), "{list}");
    assert_eq!(stale_on(&site, "2026-03-01"), "", "valid until the end of that day");
}
