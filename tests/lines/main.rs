//! The build breaks lines where Chromium breaks them.
//!
//! `paragraphs.tsv` is the one table: width in em, type size in px, lines in Chromium, text with `**bold**` and `` `code` ``
//! (0.875 of the size). Here the build is held against it; `tests/browser/checks/lines.mjs` holds Chromium against it.

use kneeboard::print::font::{Fonts, Weight};
use kneeboard::print::lines::{Run, break_lines};
use std::path::Path;

/// The font files of the default theme.
fn fonts() -> Fonts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let names =
        ["text-400", "text-700", "arabic-400", "arabic-700", "symbols"].map(|name| format!("static/fonts/{name}.ttf"));
    let files = names.map(|name| (std::fs::read(folder.join(&name)).expect("a font"), name));
    Fonts::new(|path| files.iter().find(|(_, name)| name == path.as_str()).map(|(bytes, _)| bytes.as_slice()))
}

/// The runs of a text with marks for bold and code.
fn runs(marked: &str) -> Vec<Run<'_>> {
    let plain = Run { text: "", weight: Weight::Regular, scale: 1.0, breaks: true };
    let code = |(index, text)| Run { text, scale: if index % 2 == 1 { 0.875 } else { 1.0 }, ..plain };
    let weight = |index| if index % 2 == 1 { Weight::Bold } else { Weight::Regular };
    let bold = marked.split("**").enumerate();
    bold.flat_map(|(index, text)| {
        text.split('`').enumerate().map(code).map(move |run| Run { weight: weight(index), ..run })
    })
    .filter(|run| !run.text.is_empty())
    .collect()
}

#[test]
fn a_card_breaks_its_lines_as_chromium_does() {
    let fonts = fonts();
    let mut measure = fonts.measure();
    let table = include_str!("paragraphs.tsv");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split('\t').collect()).collect();
    let different = rows.iter().filter_map(|row| {
        let [width, _, expected, text] = row[..] else { panic!("four columns: {row:?}") };
        let lines = break_lines(&mut measure, &runs(text), width.parse().expect("em")).count;
        (lines.to_string() != expected).then(|| format!("{lines} lines, not {expected}, in {width} em: {text}"))
    });
    let different: Vec<String> = different.collect();
    assert!(rows.len() > 100 && different.is_empty(), "of {}:\n{}", rows.len(), different.join("\n"));
}

#[test]
fn a_long_word_is_broken_and_a_line_that_may_not_break_tells_how_wide_it_is() {
    let fonts = fonts();
    let mut measure = fonts.measure();
    let address = "intranet.example/maintenance/line-2/capper";
    let run = Run { text: address, weight: Weight::Regular, scale: 1.0, breaks: true };
    let broken = break_lines(&mut measure, &[run], 10.0);
    assert!(broken.count > 1 && broken.widest <= 10.0, "{broken:?}");
    let whole = break_lines(&mut measure, &[Run { breaks: false, ..run }], 10.0);
    assert!(whole.count == 1 && whole.widest > 15.0, "{whole:?}");
    let narrow = break_lines(&mut measure, &[run], 0.1);
    assert_eq!(narrow.count, address.len(), "a letter a line at least");
    assert_eq!(break_lines(&mut measure, &[], 10.0).count, 0);
    assert_eq!(break_lines(&mut measure, &[Run { text: "one\n\ntwo\n", ..run }], 10.0).count, 3);
}

#[test]
fn text_that_nobody_would_write_is_broken_all_the_same() {
    let fonts = fonts();
    let mut measure = fonts.measure();
    for part in ["x", "x-", "字", "\u{200b}", "\u{301}", "ـ", "\u{ad}", "🔧\u{fe0f}", "a\n", "W "] {
        let text = part.repeat(20_000);
        let run = Run { text: &text, weight: Weight::Regular, scale: 1.0, breaks: true };
        for runs in [vec![run], vec![Run { breaks: false, ..run }]] {
            let lines = break_lines(&mut measure, &runs, 30.0);
            assert!(lines.count > 0 && lines.widest.is_finite(), "{part:?}: {lines:?}");
        }
    }
}
