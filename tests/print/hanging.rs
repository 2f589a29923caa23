//! Copies whose aid has another name or place now, or none.

use super::{CONFIG, aid, print, recorded_site};
use crate::support::{self, Site};

fn ledger(site: &Site) -> String {
    std::fs::read_to_string(site.root().join("printed.yaml")).expect("a ledger")
}

/// The pages behind codes: path and text.
fn codes(site: &Site) -> Vec<(String, String)> {
    let pages = support::files(&site.root().join("public/Q")).into_iter();
    pages.map(|(path, page)| (path, String::from_utf8(page).expect("UTF-8"))).collect()
}

#[test]
fn a_renamed_aid_answers_the_codes_of_its_old_name() {
    let site = recorded_site();
    site.build(&[]);
    let before: Vec<String> = codes(&site).into_iter().map(|(path, _)| path).collect();
    let text = std::fs::read_to_string(site.root().join("stop.md")).expect("an aid");
    std::fs::remove_file(site.root().join("stop.md")).expect("a file");
    site.write("press/halt.md", text.replace("title:", "aliases: [stop.html]\ntitle:"));
    assert_eq!(print(&site, &["--stale"]).stdout, "", "the copy says what the aid says");
    let run = site.build(&[]);
    assert!(!run.stderr.contains("R09"), "{}", run.stderr);
    let after = codes(&site);
    assert_eq!(after.len(), 4, "three old codes and the new one");
    assert!(before.iter().all(|path| after.iter().any(|(known, _)| known == path)));
    assert_eq!(after.iter().filter(|(_, page)| page.contains("href=\"../../press/halt.html\"")).count(), 2);

    std::fs::remove_file(site.root().join("printed.yaml")).expect("a ledger");
    site.build(&[]);
    assert_eq!(codes(&site).len(), 4, "the alias is enough");
}

#[test]
fn the_code_of_an_aid_that_is_gone_says_so_and_that_of_a_draft_does_not() {
    let site = recorded_site();
    std::fs::remove_file(site.root().join("sweep.md")).expect("a file");
    let draft = std::fs::read_to_string(site.root().join("stop.md"))
        .expect("an aid")
        .replace("title:", "status: draft\ntitle:");
    site.write("stop.md", draft);
    let told = site.build(&[]).stderr;
    assert!(told.contains("info[R09]: a copy of `sweep` hangs at hall-1, and no aid has this id"), "{told}");
    assert_eq!(told.matches("R09").count(), 1, "{told}");
    let all: String = codes(&site).into_iter().map(|(_, page)| page).collect();
    assert!(all.contains("This aid is out of use. Take this copy down."));
    assert!(all.contains("Ask its owner whether this copy still holds."));

    std::fs::write(site.root().join("broken.md"), b"\xff\xfe1").expect("a file");
    let told = site.build(&[]).stderr;
    assert!(!told.contains("R09") && !site.page("index.html").is_empty(), "the broken file may be the one: {told}");
}

#[test]
fn a_copy_that_hangs_elsewhere_now_is_taken_down_where_it_was() {
    let site = recorded_site();
    let first = "{rev: 1, date: 2026-01-01, note: First}";
    let moved = "{at: hall-2/press-4, qty: 5}, hall-7";
    site.write("reset.md", aid("Reset the press", 1, first, moved, "14 Nm", "the ram drops"));
    let list = print(&site, &["--stale"]).stdout;
    assert!(list.starts_with("hall-1/press-1\n  [ ] reset  "), "{list}");
    assert!(list.contains("take down 1 × rev 1: the aid does not name this place any more"), "{list}");
    assert_eq!(list.matches("[ ]").count(), 1, "{list}");
    let told = site.build(&[]).stderr;
    assert!(told.contains("rev 1 hangs at hall-1/press-1 and `print.copies` does not name that place"), "{told}");
    assert_eq!(print(&site, &["--record"]).code, 0);
    let ledger = ledger(&site);
    let of_reset: Vec<&str> = ledger.lines().filter(|line| line.contains("id: \"reset\"")).collect();
    assert!(of_reset.len() == 2 && ledger.contains("hall-7") && ledger.contains("copies: 5"), "{ledger}");
    assert_eq!(print(&site, &["--stale"]).stdout, "");
}

#[test]
fn lists_tell_languages_apart_and_keep_a_place_on_its_line() {
    let site = Site::new(&[("kneeboard.yaml", "languages: [en, es]\nbase_url: https://kb.example/\n")]);
    let text = |lang: &str, rev: u32| {
        format!(
            "---\ntitle: {lang}\nrev: {rev}\nprint: {{format: a6, copies: [{{at: \"hall\\n[ ] fake\", rev: 1}}]}}\n---\n\n1. Go {rev}.\n"
        )
    };
    site.write("tr.md", text("en", 2));
    site.write("tr.es.md", text("es", 2));
    let listed = print(&site, &[]).stdout;
    assert!(listed.lines().count() == 2 && listed.contains("tr (en)") && listed.contains("tr (es)"), "{listed}");
    let stale = print(&site, &["--stale"]).stdout;
    assert!(stale.contains("[ ] tr (en)") && stale.contains("[ ] tr (es)"), "{stale}");
    assert!(stale.starts_with("hall [ ] fake\n"), "{stale}");
}

#[test]
fn a_ledger_that_is_a_link_stays_one_and_no_file_of_others_is_lost() {
    let site = Site::new(&[CONFIG, ("reset.md", &aid("Reset", 1, "", "hall-1", "1 Nm", "x"))]);
    site.write("paper/ledger.yaml", "# Ours.\nprinted: []\n");
    site.write("printed.yaml.new", "mine");
    std::os::unix::fs::symlink("paper/ledger.yaml", site.root().join("printed.yaml")).expect("a link");
    let run = print(&site, &["--record"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(std::fs::read_link(site.root().join("printed.yaml")).is_ok());
    assert!(ledger(&site).starts_with("# Ours.\nprinted:\n  - {at: \"hall-1\""), "{}", ledger(&site));
    assert_eq!(std::fs::read_to_string(site.root().join("printed.yaml.new")).expect("mine"), "mine");
}

#[test]
fn what_keeps_copies_from_the_list_is_told() {
    let site = Site::new(&[CONFIG]);
    site.write(
        "reset.md",
        "---\ntitle: Reset\nprint: {format: a6, copies: [{at: hall-1, qty: -1}, {qty: 2}]}\n---\n\n1. Go.\n",
    );
    let run = print(&site, &[]);
    assert_eq!(run.stderr.matches("error[F04]").count(), 2, "{}", run.stderr);
}

#[test]
fn a_place_that_is_named_twice_is_one_and_an_aid_without_a_format_hangs_as_its_page() {
    let site = Site::new(&[CONFIG]);
    site.write(
        "a.md",
        "---\ntitle: A\nrev: 1\nprint: {copies: [{at: hall, qty: 2}, {at: hall, qty: 1}]}\n---\n\n1. Go.\n",
    );
    for _ in 0..2 {
        assert_eq!(print(&site, &["--record"]).code, 0);
        let ledger = ledger(&site);
        assert!(ledger.matches("copies: 3").count() == 1 && ledger.matches("at:").count() == 1, "{ledger}");
    }
    let list = print(&site, &[]).stdout;
    assert!(list.starts_with("hall  3 × a  rev 1  page  "), "{list}");
}
