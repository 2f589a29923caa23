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
