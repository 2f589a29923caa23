//! Paper: cards and whether they fit, and the ledger of what hangs where.

#[path = "../support/mod.rs"]
mod support;

mod editions;
mod hanging;
mod room;
mod trouble;

use std::os::unix::fs::PermissionsExt;
use support::{Run, Site, run};

const CONFIG: (&str, &str) = ("kneeboard.yaml", "title: Press shop\nbase_url: https://kb.example/\n");

fn aid(title: &str, rev: u32, changes: &str, at: &str, torque: &str, why: &str) -> String {
    format!(
        "---\ntitle: {title}\nrev: {rev}\nchanges: [{changes}]\nprint: {{format: a6, copies: [{at}]}}\n---\n\n\
         1. Turn key 7 to **RESET**.\n   Why: {why}.\n2. Tighten to {torque}.\n"
    )
}

/// Three aids with copies at two places, printed and recorded.
fn recorded_site() -> Site {
    let site = Site::new(&[CONFIG]);
    let first = "{rev: 1, date: 2026-01-01, note: First}";
    let two = "{at: hall-2/press-4, qty: 2}, hall-1/press-1";
    site.write("reset.md", aid("Reset the press", 1, first, two, "14 Nm", "the ram drops"));
    site.write("stop.md", aid("Stop the press", 1, first, "hall-1/press-1", "14 Nm", "the ram drops"));
    site.write("sweep.md", aid("Sweep the floor", 1, first, "hall-1", "14 Nm", "swarf cuts"));
    assert_eq!(print(&site, &["--stale"]).stdout, "", "nothing is known to hang anywhere");
    assert_eq!(print(&site, &["--record"]).code, 0);
    assert_eq!(print(&site, &["--stale"]).stdout, "", "all that hangs is current");
    site
}

fn print(site: &Site, arguments: &[&str]) -> Run {
    let mut all = vec!["print", ".", "--today", support::TODAY];
    all.extend(arguments);
    run(site.root(), &all)
}

#[test]
fn after_two_edits_the_reprint_list_names_the_copies_of_the_one_that_matters() {
    let site = recorded_site();
    let ledger = std::fs::read_to_string(site.root().join("printed.yaml")).expect("a ledger");
    let changes =
        "{rev: 2, date: 2026-02-01, note: \"Step 2: 12 Nm, was 14\"}, {rev: 1, date: 2026-01-01, note: First}";
    let two = "{at: hall-2/press-4, qty: 2}, hall-1/press-1";
    site.write("reset.md", aid("Reset the press", 2, changes, two, "12 Nm", "the ram drops"));
    let first = "{rev: 1, date: 2026-01-01, note: First}";
    site.write("stop.md", aid("Stop the press", 1, first, "hall-1/press-1", "14 Nm", "the ram can drop"));
    let list = print(&site, &["--stale"]).stdout;
    let places: Vec<&str> = list.lines().filter(|line| !line.is_empty() && !line.starts_with(' ')).collect();
    assert_eq!(places, ["hall-1/press-1", "hall-2/press-4"], "{list}");
    assert_eq!(list.matches("[ ] reset  Reset the press").count(), 2, "{list}");
    assert!(!list.contains("stop") && !list.contains("sweep"), "{list}");
    assert!(list.contains("take down 2 × rev 1, hang rev 2  a6  "), "{list}");
    assert!(list.contains("Step 2: 12 Nm, was 14; changed steps: 2"), "{list}");

    site.write("old.yaml", &ledger);
    assert_eq!(print(&site, &["--record"]).code, 0);
    assert_eq!(print(&site, &["--stale"]).stdout, "");
    assert_eq!(print(&site, &["--stale", "--since", "old.yaml"]).stdout, list, "an older ledger still tells");
}

#[test]
fn copies_of_aids_that_are_withdrawn_or_gone_are_taken_down() {
    let site = recorded_site();
    site.write("stop.md", "---\ntitle: Stop the press\nstatus: withdrawn\n---\n");
    std::fs::remove_file(site.root().join("sweep.md")).expect("a file");
    let list = print(&site, &["--stale"]).stdout;
    assert!(list.contains("take down 1 × rev 1: the aid is withdrawn"), "{list}");
    assert!(list.contains("take down 1 × rev 1: the aid is gone"), "{list}");
    assert_eq!(list.matches("[ ]").count(), 2, "{list}");
    print(&site, &["--record"]);
    assert_eq!(print(&site, &["--stale"]).stdout, "");
}

#[test]
fn without_a_ledger_the_rev_in_the_front_matter_tells() {
    let site = Site::new(&[CONFIG]);
    let changes = "{rev: 2, date: 2026-02-01, note: Other key}, {rev: 1, date: 2026-01-01, note: First}";
    let copies = "{at: hall-1, rev: 1}, {at: hall-2, rev: 2}, hall-3";
    site.write("reset.md", aid("Reset the press", 2, changes, copies, "14 Nm", "the ram drops"));
    let list = print(&site, &["--stale"]).stdout;
    assert!(list.starts_with("hall-1\n") && list.matches("[ ]").count() == 1, "{list}");
    assert_eq!(print(&site, &[]).stdout.lines().count(), 3);
}

#[test]
fn a_minor_change_voids_no_copy() {
    let site = recorded_site();
    let changes = "{rev: 2, kind: minor, date: 2026-02-01, note: Words}, {rev: 1, date: 2026-01-01, note: First}";
    site.write("sweep.md", aid("Sweep the floor", 2, changes, "hall-1", "14 newton metres", "swarf cuts"));
    assert_eq!(print(&site, &["--stale"]).stdout, "");
}

#[test]
fn a_ledger_with_a_problem_is_reported_and_never_overwritten() {
    let site = recorded_site();
    let broken = "printed:\n  - {id: reset, at: hall-1/press-1, coppies: 2}\n  - nonsense\n";
    site.write("printed.yaml", broken);
    let refused = print(&site, &["--record"]);
    assert_eq!(refused.code, 2);
    assert!(refused.stderr.contains("printed.yaml:2:37") && refused.stderr.contains("copies"), "{}", refused.stderr);
    assert_eq!(std::fs::read_to_string(site.root().join("printed.yaml")).expect("a ledger"), broken);
    assert_eq!(print(&site, &["--stale", "--since", "none.yaml"]).code, 2);
}

#[test]
fn a_card_that_cannot_fit_is_reported_with_what_is_too_much() {
    let steps: String =
        (1..30).map(|step| format!("{step}. Turn key {step} to **RESET** and wait for the lamp.\n")).collect();
    let card = |format: &str| format!("---\ntitle: Reset the press\nprint: {format}\n---\n\n{steps}");
    let site = Site::new(&[CONFIG, ("reset.md", &card("{format: card}"))]);
    let run = site.build(&[]);
    assert!(run.stderr.contains("warning[P01]: the card does not fit `card`: "), "{}", run.stderr);
    assert!(run.stderr.contains("reset.md:3:8"), "{}", run.stderr);
    for fits in ["{format: a5}", "{format: a6, sides: 2}", "{format: card, overflow: next}", "210 x 297 mm"] {
        site.write("reset.md", card(fits));
        let run = site.build(&["--strict"]);
        assert_eq!(run.code, 0, "{fits}: {}", run.stderr);
        assert!(site.page("reset.card.html").contains("class=\"side\""), "{fits}");
    }
    site.write("reset.md", card("a9"));
    let run = site.build(&[]);
    assert!(run.stderr.contains("error[F04]: `a9` is no format of cards"), "{}", run.stderr);
}

#[test]
fn a_scanned_code_leads_to_the_aid_even_when_it_is_withdrawn() {
    let site = recorded_site();
    site.write("stop.md", "---\ntitle: Stop the press\nstatus: withdrawn\n---\n");
    assert_eq!(site.build(&[]).code, 0);
    let codes = support::files(&site.root().join("public/Q"));
    let pages: Vec<String> = codes.into_values().map(|page| String::from_utf8(page).expect("UTF-8")).collect();
    assert_eq!(pages.len(), 3);
    assert!(pages.iter().any(|page| page.contains("href=\"../../stop.html\"")));
    assert!(site.page("stop.html").contains("data-withdrawn"));
}

/// Runs `print --pdf` with a browser of the test's own: a shell script that sees the options as Chromium does.
fn pdf_with(site: &Site, script: &str) -> Run {
    site.write("browser.sh", format!("#!/bin/sh\nfor option in \"$@\"; do case \"$option\" in --print-to-pdf=*) pdf=${{option#*=}};; esac; done\n{script}\n"));
    let program = site.root().join("browser.sh");
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).expect("a program");
    pdf(site, program.to_str().expect("UTF-8"))
}

fn pdf(site: &Site, browser: &str) -> Run {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_kneeboard"))
        .args(["print", ".", "--today", support::TODAY, "--pdf", "paper"])
        .current_dir(site.root())
        .env("NO_COLOR", "1")
        .env("PATH", "/usr/bin:/bin")
        .env("KNEEBOARD_BROWSER", browser)
        .output()
        .expect("the command runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code().expect("a code"), stdout: text(&output.stdout), stderr: text(&output.stderr) }
}

#[test]
fn every_card_becomes_a_pdf_of_its_size() {
    let site = recorded_site();
    site.write("hall 2/50% #1.md", aid("Reset it", 1, "", "hall-2", "14 Nm", "the ram drops"));
    let run = pdf(&site, "chromium");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pdfs = support::files(&site.root().join("paper"));
    let names: Vec<&String> = pdfs.keys().collect();
    assert_eq!(
        names,
        ["hall-2/50-1.pdf", "reset.pdf", "stop.pdf", "sweep.pdf"],
        "only whole PDFs stay: {}",
        run.stderr
    );
    for (name, pdf) in pdfs {
        let text = String::from_utf8_lossy(&pdf);
        let size = text.split("/MediaBox").nth(1).and_then(|rest| rest.split(['[', ']']).nth(1)).expect("a page");
        let sides: Vec<f64> = size.split_whitespace().filter_map(|side| side.parse().ok()).collect();
        assert!((sides[2] - 297.64).abs() < 0.85 && (sides[3] - 419.53).abs() < 0.85, "{name} is no A6: {size}");
        assert!(text.contains("Atkinson"), "{name} is set in the font of the cards");
    }
}

#[test]
fn what_the_browser_does_wrong_is_said() {
    let site = recorded_site();
    let run = pdf(&site, "no-such-browser");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`no-such-browser`, which KNEEBOARD_BROWSER names"), "{}", run.stderr);
    let run = pdf_with(&site, "echo 'cannot open display' >&2; exit 3");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot print `") && run.stderr.contains("cannot open display"), "{}", run.stderr);
    let run = pdf_with(&site, "exit 0");
    assert!(run.code == 2 && run.stderr.contains("wrote no PDF"), "{}", run.stderr);
    let run = pdf_with(&site, "printf '%%PDF-1.4 half' > \"$pdf\"");
    assert!(run.code == 2 && run.stderr.contains("wrote no PDF"), "{}", run.stderr);
    assert_eq!(support::files(&site.root().join("paper")).len(), 0, "nothing half done stays");
}

#[test]
fn a_card_tells_what_its_foot_cannot_say_and_whether_its_code_can_be_scanned() {
    let aid = "---\ntitle: Reset the press\nprint: {format: card}\n---\n\n1. Turn the key to **RESET**.\n";
    let site = Site::new(&[CONFIG, ("reset.md", aid)]);
    assert!(site.build(&[]).stderr.contains("info[P05]: the card prints without rev, date"));
    let far = format!("base_url: https://{}.example/{}/\n", "a".repeat(60), "b".repeat(60));
    let site = Site::new(&[("kneeboard.yaml", far.as_str()), ("reset.md", aid)]);
    assert!(site.build(&[]).stderr.contains("warning[P03]: the QR code of a `card` card"));
}

#[test]
fn an_id_with_commas_and_signs_is_picked_whole_in_the_studio() {
    let site = Site::new(&[
        ("kneeboard.yaml", "base_url: https://x.example/\nprint: {format: a7}\n"),
        ("a, b & c+d 100%.md", "---\ntitle: Odd\ntags: [x]\n---\n\n1. Do it.\n"),
    ]);
    site.build(&[]);
    let pages = support::files(&site.root().join("public"));
    let all: String = pages.into_values().map(|page| String::from_utf8_lossy(&page).into_owned()).collect();
    assert!(all.contains("#aids=a%252C%20b%20%26%20c%2Bd%20100%2525\""), "the card leads to itself");
}

#[test]
fn steps_that_changed_carry_a_bar_until_the_next_major_change() {
    let site = Site::new(&[CONFIG]);
    let third = "{rev: 3, kind: minor, steps: 1, note: Words}";
    let second = "{rev: 2, steps: [2], note: 12 Nm was 14}";
    let changes = format!("{third}, {second}, {{rev: 1, steps: [9], note: First}}");
    site.write("reset.md", aid("Reset the press", 3, &changes, "hall-1", "12 Nm", "the ram drops"));
    let run = site.build(&["--strict"]);
    assert_eq!(run.code, 0, "numbers of older revs are not looked up: {}", run.stderr);
    assert_eq!(site.page("reset.card.html").matches("c-step is-changed").count(), 2);
    assert_eq!(site.page("reset.html").matches("class=\"step is-changed\"").count(), 2);

    let changes = format!("{{rev: 4, steps: [1, 7], note: Key 8}}, {third}, {second}");
    site.write("reset.md", aid("Reset the press", 4, &changes, "hall-1", "12 Nm", "the ram drops"));
    let run = site.build(&[]);
    assert!(run.stderr.contains("warning[S09]: change at step 7, which does not exist"), "{}", run.stderr);
    assert_eq!(site.page("reset.card.html").matches("c-step is-changed").count(), 1);
    let scanned = site.page("reset.html");
    assert!(scanned.contains("<li data-rev=\"4\" data-steps=\"1 7\" hidden>Key 8</li>"), "{scanned}");
}

#[test]
fn a_site_without_an_address_is_told_once_for_all_its_cards() {
    let site = Site::new(&[("kneeboard.yaml", "title: Press shop\nowner: Ana\n")]);
    for name in ["a", "b"] {
        site.write(
            &format!("{name}.md"),
            format!("---\ntitle: {name}\nrev: 1\neffective: 2026-01-01\nprint: a6\n---\n\n1. Go.\n"),
        );
    }
    let told = site.build(&[]).stderr;
    assert_eq!(told.matches("P05").count(), 1, "{told}");
    assert!(told.contains("2 cards print without an address") && told.contains("base_url"), "{told}");
}

#[test]
fn a_build_knows_from_the_ledger_what_hangs_and_which_steps_differ() {
    let site = recorded_site();
    let two = "{at: hall-2/press-4, qty: 2}, hall-1/press-1";
    let first = "{rev: 1, date: 2026-01-01, note: First}";
    site.write("reset.md", aid("Reset the press", 1, first, two, "12 Nm", "the ram drops"));
    site.write("stop.md", "---\ntitle: Stop the press\nstatus: withdrawn\n---\n");
    let told = site.build(&[]).stderr;
    assert!(told.contains("info[R09]: rev 1 hangs at hall-1/press-1, hall-2/press-4 and is out of date"), "{told}");
    assert!(told.contains("info[R09]: rev 1 hangs at hall-1/press-1 and its aid is withdrawn"), "{told}");
    assert_eq!(told.matches("R09").count(), 2, "{told}");
    let ledger = std::fs::read_to_string(site.root().join("printed.yaml")).expect("a ledger");
    let entry = ledger.lines().find(|line| line.contains("id: \"reset\"")).expect("an entry");
    let check = entry.split("check: \"").nth(1).and_then(|rest| rest.get(..8)).expect("a check word");
    assert!(site.page("reset.html").contains(&format!("data-older=\"{check} 2;\"")));
    assert!(!site.root().join("public/printed.yaml").exists(), "where cards hang is nobody else's business");

    site.write("printed.yaml", "printed:\n  - {id: reset}\n");
    let told = site.build(&[]);
    assert!(told.stderr.contains("printed.yaml:2:5") && told.stderr.contains("`at` is missing"), "{}", told.stderr);
}

#[test]
fn what_keeps_a_pack_from_paper_is_told() {
    let packs = "packs: {Wall: [a], wall: [b], None: [], Odd: [c, d]}";
    let site = Site::new(&[("kneeboard.yaml", packs), ("c.md", "# Without a card\n\n1. Go.\n")]);
    for name in ["a", "b"] {
        site.write(&format!("{name}.md"), "---\ntitle: A card\nprint: a6\n---\n\n1. Go.\n");
    }
    let told = site.build(&[]).stderr;
    for part in [
        "the packs `Wall` and `wall` would have the same address",
        "the pack `None` is empty",
        "the pack `Odd` names `c`, which has no card",
        "the pack `Odd` names `d`, which no aid has as its id",
    ] {
        assert!(told.contains(part), "no “{part}” in\n{told}");
    }
    assert_eq!(support::files(&site.root().join("public/print/packs")).len(), 2, "one pack, and its sheets");
}

#[test]
fn a_rev_that_nobody_has_explained_goes_by_what_is_to_be_done() {
    let site = recorded_site();
    let first = "{rev: 1, date: 2026-01-01, note: First}";
    let two = "{at: hall-2/press-4, qty: 2}, hall-1/press-1";
    site.write("reset.md", aid("Reset the press", 2, first, two, "16 Nm", "the ram drops"));
    let list = print(&site, &["--stale"]).stdout;
    assert_eq!(list.matches("[ ] reset").count(), 2, "no change says so, but a step differs: {list}");
    let minor = format!("{{rev: 2, kind: minor, note: Words}}, {first}");
    site.write("reset.md", aid("Reset the press", 3, &minor, two, "16 Nm", "the ram drops"));
    let list = print(&site, &["--stale"]).stdout;
    assert_eq!(list.matches("[ ] reset").count(), 2, "rev 3 is not explained: {list}");
}

#[test]
fn what_a_card_says_to_wear_and_to_have_is_part_of_its_edition() {
    let site = Site::new(&[CONFIG]);
    let with = |more: &str, text: &str| format!("---\ntitle: Reset\nprint: a6\n{more}---\n\n1. Turn {text} key.\n");
    let mut seen = std::collections::HashSet::new();
    for (more, text) in [
        ("", "the"),
        ("ppe: [Face shield]\n", "the"),
        ("tools: [Wrench]\n", "the"),
        ("parts: [{name: Cap, qty: 2}]\n", "the"),
        ("prerequisites: [Power off]\n", "the"),
        ("", "~~the~~"),
    ] {
        site.write("reset.md", with(more, text));
        site.build(&[]);
        let html = site.page("reset.html");
        let check = html.split("data-check=\"").nth(1).and_then(|rest| rest.get(..8)).expect("a check word").to_owned();
        assert!(seen.insert(check), "{more}{text}: the check word is the same");
    }
    assert!(site.page("reset.card.html").contains("Turn  key."), "what is struck out is not on the card");
}

#[test]
fn a_record_forgets_no_copy_of_an_aid_that_is_unread_or_a_draft() {
    let site = recorded_site();
    let ledger = || std::fs::read_to_string(site.root().join("printed.yaml")).expect("a ledger");
    site.write("stop.md", "---\ntitle: Stop the press\nstatus: draft\n---\n\n1. Something else.\n");
    assert_eq!(print(&site, &["--stale"]).stdout, "");
    assert_eq!(print(&site, &["--record"]).code, 0);
    assert!(ledger().contains("id: \"stop\""), "{}", ledger());
    std::fs::write(site.root().join("sweep.md"), b"\xff\xfe1").expect("a file");
    let run = print(&site, &["--record"]);
    assert!(run.code == 2 && run.stderr.contains("sweep.md") && run.stderr.contains("forgotten"), "{}", run.stderr);
    assert!(ledger().contains("id: \"sweep\""), "{}", ledger());
    site.write("windows.yaml", format!("\u{feff}{}", ledger().replace('\n', "\r\n")));
    assert_eq!(print(&site, &["--stale", "--since", "windows.yaml"]).code, 0);
    assert_eq!(print(&site, &["--stale", "--since", "windows.yaml", "--record"]).code, 2);
}

#[test]
fn checks_within_checks_are_on_the_card_and_overflow_can_be_an_error() {
    let site = Site::new(&[CONFIG]);
    let list = "- [ ] Outer ... ON\n  - [ ] Inner ... OFF\n    - [ ] Innermost ... SHUT\n";
    site.write("list.md", format!("---\ntitle: List\nprint: a6\n---\n\n{list}"));
    site.build(&[]);
    assert!(site.page("list.card.html").contains("Innermost"));
    let steps = "1. Turn the key to **RESET** and wait for the lamp.\n".repeat(30);
    site.write("list.md", format!("---\ntitle: List\nprint: {{format: a7, overflow: error}}\n---\n\n{steps}"));
    assert!(site.build(&[]).stderr.contains("error[P01]"));
}
