//! How cards use the room of their paper: columns, and the size of their type.

use super::CONFIG;
use crate::support::Site;

/// What a card's page says of how it is set, and what stands in each column of each side.
struct Card {
    fit: String,
    size: f64,
    full: f64,
    largest: f64,
    sides: Vec<Vec<String>>,
}

fn card(print: &str, body: &str) -> (Card, String) {
    let site = Site::new(&[CONFIG, ("a.md", &format!("---\ntitle: Aid\nprint: {print}\n---\n\n{body}"))]);
    let told = site.build(&[]).stderr;
    let page = site.page("a.card.html");
    let article = page.split_once("<article ").expect("a card").1;
    let value = |name: &str| {
        let rest = article.split_once(&format!(" data-{name}=\"")).unwrap_or_else(|| panic!("no {name}")).1;
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    let number = |name: &str| value(name).parse().expect("a number");
    let sides = page.split("<section class=\"side\"").skip(1);
    let columns = |side: &str| side.split("<div class=\"side-column").skip(1).map(str::to_owned).collect();
    let card = Card {
        fit: value("fit"),
        size: number("size"),
        full: number("full"),
        largest: number("largest"),
        sides: sides.map(columns).collect(),
    };
    (card, told)
}

fn steps(count: usize) -> String {
    (1..=count).map(|step| format!("{step}. Check valve {step}.\n")).collect()
}

/// The numbers of the steps in a column.
fn numbers(column: &str) -> Vec<usize> {
    let markers = column.split("<span class=\"c-marker\">").skip(1);
    markers.filter_map(|marker| marker.split('<').next()?.parse().ok()).collect()
}

#[test]
fn what_one_column_does_not_hold_stands_in_two_of_the_same_height() {
    let (card, told) = card("a4", &steps(60));
    assert!(card.fit == "full" && !told.contains("P01"), "{} {told}", card.fit);
    let columns: Vec<Vec<usize>> = card.sides[0].iter().map(|column| numbers(column)).collect();
    assert_eq!(columns, [(1..=30).collect::<Vec<_>>(), (31..=60).collect()]);
}

#[test]
fn a_wide_table_keeps_the_whole_width() {
    let rows: String = (1..60).map(|row| format!("| {row} | open | 3 bar |\n")).collect();
    let (wide, told) = card("a4", &format!("| Valve | State | Gauge |\n|---|---|---|\n{rows}"));
    assert!(wide.sides[0].len() == 1 && told.contains("P01"), "{told}");
    let rows: String = (1..60).map(|row| format!("| {row} | open |\n")).collect();
    let (narrow, told) = card("a4", &format!("| Valve | State |\n|---|---|\n{rows}"));
    assert!(narrow.sides[0].len() == 2 && !told.contains("P01"), "{told}");
    assert!(narrow.sides[0].iter().all(|column| column.contains("c-row-head")), "the head is said again");
}

#[test]
fn a_card_that_would_not_fit_has_narrow_columns() {
    let (narrow, told) = card("a7", &steps(16));
    assert!(narrow.sides[0].len() == 2 && !told.contains("P01"), "{told}");
    let (one, _) = card("a7", &steps(8));
    assert!(one.sides[0].len() == 1 && one.fit == "smaller", "a smaller size is better");
}

#[test]
fn few_words_are_set_larger_but_take_no_further_side() {
    let (few, _) = card("{format: a4, sides: 2}", &steps(5));
    assert_eq!((few.fit.as_str(), few.size, few.sides.len()), ("full", few.largest, 1));
    assert!(few.largest > few.full);
    let (many, _) = card("{format: a4, overflow: next}", &steps(24));
    assert!(many.sides.len() == 1 && many.size > many.full && many.size < many.largest, "{}", many.size);
}

#[test]
fn a_table_with_more_columns_than_paper_has_room_for_does_not_fit() {
    let (card, told) =
        card("a4", &format!("{}|\n{}|\n{}|\n", "| x ".repeat(120), "|---".repeat(120), "| y ".repeat(120)));
    assert!(card.fit == "overflows" && told.contains("does not fit `a4`"), "{told}");
}

#[test]
fn larger_type_breaks_no_word_of_a_table() {
    let head = "| Bottle | Program | Crates per layer | Layers | Slip sheets | Weight |";
    let row = "| 330 ml glass | P33 | 8 | 9 | after 3, 6 | 910 kg |";
    let (card, told) = card("a5", &format!("{head}\n{}|\n{row}\n", "|---".repeat(6)));
    assert!(card.fit == "full" && !told.contains("too narrow"), "{} {told}", card.size);
    assert!(card.size == card.largest && card.largest < 19.5, "the word decides: {}", card.size);
}

#[test]
fn a_table_in_a_step_breaks_no_word_for_larger_type_either() {
    let table = "   | Bottle | Program | Crates per layer | Layers | Weight |\n   |---|---|---|---|---|\n   | 1 l | P33 | 8 | 9 | 9 kg |\n";
    let (card, told) = card("a5", &format!("1. Set the program.\n\n{table}"));
    assert!(card.fit == "full" && card.largest < 19.5 && !told.contains("too narrow"), "{} {told}", card.largest);
}

#[test]
fn a_bold_line_stays_with_what_follows() {
    let parts: String = (1..=8).map(|part| format!("**Part {part}**\n\n{}\n", steps(6))).collect();
    let (card, _) = card("{format: a5, overflow: next}", &parts);
    for column in card.sides.iter().flatten() {
        let last = column.rfind("<b>Part ").map_or(0, |place| place + 1);
        assert!(column[last..].contains("c-step"), "a heading is left alone: {column}");
    }
}

#[test]
fn long_numbers_have_a_wider_column_and_are_never_broken() {
    let parts: String = (1..=12).map(|part| format!("   {part}. Part {part}\n")).collect();
    let (card, _) =
        card("a4", &format!("1. Count the parts.\n\n{parts}\n{}", steps(101).split_once('\n').expect("steps").1));
    let body = card.sides.concat().concat();
    assert_eq!(body.matches("c-bullet letters-3").count(), 3, "10, 11 and 12");
    assert_eq!(body.matches("c-step letters-3").count(), 2, "100 and 101");
}

#[test]
fn a_card_goes_on_only_when_it_has_to() {
    let (one, _) = card("{format: a6, overflow: next}", &steps(20));
    assert_eq!((one.sides.len(), one.fit.as_str()), (1, "smaller"));
    let (more, _) = card("{format: a6, overflow: next}", &steps(60));
    assert!(more.sides.len() > 1 && more.fit == "full");
}

#[test]
fn code_keeps_its_indentation_and_lines_to_write_on_their_height() {
    let (code, _) = card("a6", "```\nserver:\n  port:  80\n```\n");
    assert!(code.sides[0][0].contains("server:<br>\u{a0}\u{a0}port: \u{a0}80"), "{}", code.sides[0][0]);
    let (lines, _) = card("a6", &format!("Notes:\n{}", "\n____\n".repeat(80)));
    assert_eq!(lines.fit, "overflows", "80 lines of handwriting");
}

#[test]
fn a_card_says_what_must_be_there_before_the_work_begins() {
    let front = "tools: [{name: Hex key, qty: 2, note: 4 mm}]\nprerequisites: [Power off]\n";
    let aid = format!("---\ntitle: Aid\nprint: a6\n{front}---\n\n1. Go.\n");
    let site = Site::new(&[CONFIG, ("a.md", &aid)]);
    site.build(&[]);
    let page = site.page("a.card.html");
    assert!(
        page.contains("<b>First: </b>Power off") && page.contains("<b>Tools: </b>2\u{a0}×\u{a0}Hex key (4 mm)"),
        "{page}"
    );
}

#[test]
fn a_small_card_hands_its_pictures_over_to_larger_formats() {
    let site = Site::new(&[CONFIG, ("a.md", "---\ntitle: Aid\nneed: It drips\nprint: a7\n---\n\n1. Go.\n")]);
    site.build(&[]);
    let page = site.page("a.card.html");
    let (card, more) = page.split_once("<template id=\"more\">").expect("the same with need");
    assert!(!card.contains("It drips") && more.contains("c-need\">It drips"), "{page}");
}

#[test]
fn a_paragraph_of_very_many_looks_is_laid_out_at_once() {
    let (card, _) = card("a4", &"**a** b ".repeat(20_000));
    assert_eq!(card.fit, "overflows");
}

#[test]
fn a_card_with_a_very_long_list_is_laid_out_at_once() {
    let (card, told) = card("a4", &steps(20_000));
    assert!(card.fit == "overflows" && told.contains("P01"), "{told}");
}
