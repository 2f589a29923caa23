//! The measures of a card's layout, once for the build that computes and for the style sheet that draws.
//!
//! Lengths `…_PX` are px of CSS (1/96 in), which a browser keeps whole; all others are em of the card's type.

use super::format::Format;
use super::imposition::{Imposition, Paper};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Points in a mm.
pub const POINTS: f64 = 72.0 / 25.4;
/// Points in a px.
pub const PX: f64 = 0.75;
/// Type sizes are multiples of this, in points.
pub const GRID: f64 = 0.25;

/// Width of a letter, and height of a small one, in most fonts.
pub(super) const USUAL_LETTER: f64 = 0.5;
/// Line height of text.
pub(super) const LINE: f64 = 1.3;
/// Size and line height of the title.
pub(super) const TITLE: (f64, f64) = (1.4, 1.12);
/// Rule above the title.
pub(super) const HEAD_RULE_PX: f64 = 4.0;
/// Below that rule.
pub(super) const HEAD_GAP: f64 = 0.4;
/// Below the title.
pub(super) const HEAD_END: f64 = 0.35;
/// Column of a step's number.
pub(super) const NUMBER: f64 = 1.6;
/// Column of a box.
pub(super) const TICK: f64 = 1.5;
/// Column of a dot.
pub(super) const BULLET: f64 = 1.2;
/// Width of a bold digit, and the space after the last of a number.
pub(super) const DIGIT: (f64, f64) = (0.65, 0.45);
/// The most letters that a marker has in a column of the usual width, and the most that it has at all.
pub(super) const MARKER_LETTERS: (usize, usize) = (2, 10);
/// Frames of hazards and of what to know by heart.
pub(super) const FRAME_PX: f64 = 2.0;
/// Between frame and text, left and right.
pub(super) const FRAME_SIDE: f64 = 0.5;
/// Between frame and text, above and below.
pub(super) const FRAME_END: f64 = 0.25;
/// Above and below the words of a hazard's band.
pub(super) const BAND_END: f64 = 0.08;
/// The symbol in the band with its space.
pub(super) const SYMBOL: f64 = 1.5;
/// Bar beside a note.
pub(super) const BAR_PX: f64 = 3.0;
/// Cells: left and right, above and below, rule.
pub(super) const CELL_SIDE: f64 = 0.3;
/// See [`CELL_SIDE`].
pub(super) const CELL_END: f64 = 0.15;
/// See [`CELL_SIDE`].
pub(super) const CELL_RULE_PX: f64 = 1.0;
/// Height of pictures.
pub(super) const PICTURE: f64 = 8.0;
/// Least length of the dots between a challenge and its state.
pub(super) const LEADER: f64 = 1.2;
/// The least length of a line to write on, with the space before it.
pub(super) const FIELD: f64 = 6.0;
/// Room for handwriting above such a line, beside the line of its label.
pub(super) const FIELD_ROOM: f64 = 0.5;
/// Between two columns.
pub(super) const COLUMN_GAP: f64 = 1.5;
/// Rules and frames by name, on a card in the hand; posters have heavier ones.
const RULES_PX: [(&str, f64); 4] =
    [("head-rule", HEAD_RULE_PX), ("frame", FRAME_PX), ("bar", BAR_PX), ("cell-rule", CELL_RULE_PX)];
/// What stands before a heading, a part in a frame, a step, pictures, text, an item, a dot, a detail.
pub(super) const GAPS: [(&str, f64); 8] = [
    ("heading", 0.6),
    ("framed", 0.45),
    ("step", 0.45),
    ("pictures", 0.4),
    ("text", 0.35),
    ("tick", 0.25),
    ("bullet", 0.12),
    ("detail", 0.08),
];

/// What is left of these gaps on a card that does not fit otherwise, by how tight it is.
pub(super) const TIGHT: [f64; 4] = [1.0, 0.75, 0.5, 0.3];

/// The width of the column of a marker of so many letters, more than most have.
pub(super) fn marker(letters: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a few letters")]
    let letters = letters as f64;
    letters * DIGIT.0 + DIGIT.1
}

/// A gap by its name.
pub(super) fn gap(name: &str) -> f64 {
    GAPS.iter().find(|known| known.0 == name).map_or(0.0, |known| known.1)
}

/// The style sheet with the measures, the pages of every format, the type sizes and the sheets; backs are printed so many mm
/// further right and down.
#[must_use]
pub fn sheet(formats: &BTreeMap<String, Format>, offset: (f64, f64)) -> String {
    let mut css = String::from(":root {\n");
    let measures = [
        ("line", LINE),
        ("title", TITLE.0),
        ("title-line", TITLE.1),
        ("head-gap", HEAD_GAP),
        ("head-end", HEAD_END),
        ("number", NUMBER),
        ("tick", TICK),
        ("bullet", BULLET),
        ("frame-side", FRAME_SIDE),
        ("frame-end", FRAME_END),
        ("band-end", BAND_END),
        ("symbol", SYMBOL),
        ("cell-side", CELL_SIDE),
        ("cell-end", CELL_END),
        ("picture", PICTURE),
        ("leader", LEADER),
        ("field", FIELD),
        ("field-room", FIELD_ROOM),
        ("column-gap", COLUMN_GAP),
    ];
    for (name, measure) in measures.into_iter() {
        let unit = if name.ends_with("line") { "" } else { "em" };
        let _ = writeln!(css, "  --c-{name}: {measure}{unit};");
    }
    for (name, gap) in GAPS {
        let _ = writeln!(css, "  --c-gap-{name}: {gap}em;");
    }
    css.push_str("}\n");
    for format in formats.values() {
        let Format { name, width, height, margin, .. } = format;
        // A name for the page: identifiers cannot begin with a digit.
        let _ = writeln!(css, "@page f-{name} {{ size: {width}mm {height}mm; margin: 0; }}");
        let _ = write!(
            css,
            ".format-{name} {{ --width: {width}mm; --height: {height}mm; --margin: {margin}mm; --foot: {}mm; \
             --control: {}pt; --qr: {}mm; page: f-{name};",
            format.foot(),
            format.control(),
            format.foot(),
        );
        for (name, px) in RULES_PX {
            let _ = write!(css, " --c-{name}: {}px;", px * format.weight());
        }
        css.push_str(" }\n");
    }
    let (mut quarter, last) = (20_u32, 200_u32);
    while quarter <= last {
        let size = f64::from(quarter) * GRID;
        let _ = writeln!(css, ".size-{} {{ --size: {size}pt; }}", size_class(size));
        quarter += 1;
    }
    for (tight, gaps) in TIGHT.iter().enumerate().skip(1) {
        let _ = writeln!(css, ".tight-{tight} {{ --c-gaps: {gaps}; }}");
    }
    for letters in MARKER_LETTERS.0 + 1..=MARKER_LETTERS.1 {
        let _ = writeln!(css, ".letters-{letters} > .c-marker {{ inline-size: {:.2}em; }}", marker(letters));
    }
    for percent in 1..=100 {
        let _ = writeln!(css, ".w-{percent} {{ inline-size: {percent}%; }}");
    }
    let _ = writeln!(css, ":root {{ --offset-x: {}mm; --offset-y: {}mm; }}", offset.0, offset.1);
    // A card on a sheet has no page of its own.
    css.push_str(".sheet .paper { page: auto; }\n");
    for paper in Paper::ALL {
        for turned in [false, true] {
            let (page, (width, height)) = (paper.page(turned), paper.size(turned));
            let _ = writeln!(css, "@page {page} {{ size: {width}mm {height}mm; margin: 0; }}");
            let _ = writeln!(css, ".{page} {{ --sheet-width: {width}mm; --sheet-height: {height}mm; page: {page}; }}");
        }
        for format in formats.values() {
            for sheet in [false, true].into_iter().filter_map(|pair| Imposition::of(format, paper, pair)) {
                imposition(&mut css, &sheet, format.height);
            }
        }
    }
    css
}

/// The slots of a sheet, and how far the text of the outermost cards moves inwards.
fn imposition(css: &mut String, sheet: &Imposition, height: f64) {
    let Imposition { name, columns, rows, gutter, .. } = sheet;
    let ((left, top), (across, down)) = (sheet.corner(), sheet.shift());
    let _ = writeln!(
        css,
        ".sheet-{name} {{ padding: {top:.2}mm 0 0 {left:.2}mm; gap: {gutter}mm; \
         grid: repeat({rows}, {height}mm) / repeat({columns}, {}mm); }}",
        sheet.block(),
    );
    let mut shift = |slots: String, axis: char, length: f64| {
        let _ = writeln!(css, ".sheet-{name} > {slots} {{ --shift-{axis}: {length:.2}mm; }}");
    };
    if across > 0.0 {
        let (first, last) = if sheet.pair { (" .side:first-child", " .side:nth-child(2)") } else { ("", "") };
        shift(format!(".slot:nth-child({columns}n + 1){first}"), 'x', across);
        shift(format!(".slot:nth-child({columns}n){last}"), 'x', -across);
    }
    if down > 0.0 {
        shift(format!(".slot:nth-child(-n + {columns})"), 'y', down);
        shift(format!(".slot:nth-child(n + {})", columns * (rows - 1) + 1), 'y', -down);
    }
}

/// A size in a class name: `8_25`.
#[must_use]
pub fn size_class(size: f64) -> String {
    size.to_string().replace('.', "_")
}
