//! What the build says of cards that paper does not hold.

use super::CONFIG;
use crate::support::{self, Site};

#[test]
fn the_card_of_an_aid_is_made_even_when_another_aid_has_its_path() {
    let card = |title: &str| format!("---\ntitle: {title}\nprint: a6\n---\n\n1. Go.\n");
    let site = Site::new(&[CONFIG, ("a.md", &card("Alpha")), ("a.card.md", &card("Another"))]);
    let told = site.build(&[]).stderr;
    assert!(told.contains("error[F05]: the page of its card, `a.card.html`, belongs to `a.card.md` already"), "{told}");
    assert!(site.page("a--2.card.html").contains("Alpha") && site.page("a.card.html").contains("Another"));
    assert!(site.page("a.html").contains("href=\"a--2.card.html\""));
}

#[test]
fn letters_that_no_font_has_are_named() {
    let site = Site::new(&[
        CONFIG,
        ("a.md", "---\ntitle: Reset 按\nprint: a6\n---\n\n1. Press 🟢 👍🏽 and e\u{301}, ½ → ضغط.\n"),
    ]);
    let told = site.build(&[]).stderr;
    assert!(told.contains("warning[P06]: the fonts of cards do not have `按`, `🏽`, `👍`, `🟢`\n"), "{told}");
}

#[test]
fn a_table_that_breaks_its_words_is_told() {
    let head = "| Supercalifragilistic | Another | Third | Fourth | Fifth | Sixth | Seventh | Eighth | Ninth | Tenth |";
    let table =
        format!("---\ntitle: Codes\nprint: a6\n---\n\n{head}\n{}|\n{}|\n", "|---".repeat(10), "| x ".repeat(10));
    let site = Site::new(&[CONFIG, ("a.md", &table)]);
    let told = site.build(&[]).stderr;
    let expected = "warning[P01]: a column of a table is too narrow on `a6` for `Supercalifragilistic`";
    assert!(told.contains(expected), "{told}");
    let two = "| Supercalifragilistic | Another |\n|---|---|\n| x | y |\n";
    site.write("a.md", format!("---\ntitle: Codes\nprint: a6\n---\n\n{two}"));
    assert!(!site.build(&[]).stderr.contains("P01"));
}

#[test]
fn a_pack_needs_a_name_and_names_no_draft_and_a_site_is_no_page() {
    let config = "base_url: https://kb.example/site/index.html\npacks: {\"\": [a], Null: [a], Odd: [b]}\n";
    let site = Site::new(&[("kneeboard.yaml", config), ("b.md", "---\ntitle: B\nstatus: draft\n---\n\n1. Go.\n")]);
    let told = site.build(&[]).stderr;
    for part in [
        "`https://kb.example/site/index.html` is the address of a page",
        "write that of its folder: `https://kb.example/site/`",
        "the pack `Odd` names `b`, which is a draft and not part of this build",
    ] {
        assert!(told.contains(part), "no “{part}” in\n{told}");
    }
    assert_eq!(told.matches("a name is empty").count(), 2, "{told}");
}

#[test]
fn sheets_of_the_smallest_cards_have_a_check_bar() {
    let site = Site::new(&[CONFIG, ("a.md", "---\ntitle: A\ntags: [x]\nprint: 40 x 40 mm\n---\n\n1. Go.\n")]);
    site.build(&[]);
    let pages = support::files(&site.root().join("public/print"));
    let sheets = pages.iter().find(|(path, _)| path.ends_with("x.sheets.html")).expect("sheets");
    assert!(String::from_utf8_lossy(sheets.1).contains("class=\"sheet-bar\""));
}
