//! The measures of a card's layout, once for the build that computes and for the style sheet that draws.
//!
//! Lengths `…_PX` are px of CSS (1/96 in), which a browser keeps whole; all others are em of the card's type.

use super::format::Format;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Points in a mm.
pub const POINTS: f64 = 72.0 / 25.4;
/// Points in a px.
pub const PX: f64 = 0.75;
/// Type sizes are multiples of this, in points.
pub const GRID: f64 = 0.25;

/// Line height of text.
pub(super) const LINE: f64 = 1.3;
/// Size and line height of the title.
pub(super) const TITLE: (f64, f64) = (1.4, 1.12);
/// Rule above the title.
pub(super) const HEAD_RULE_PX: f64 = 4.0;
/// Below that rule.
pub(super) const HEAD_GAP: f64 = 0.3;
/// Below the title.
pub(super) const HEAD_END: f64 = 0.35;
/// Column of a step's number.
pub(super) const NUMBER: f64 = 1.6;
/// Column of a box.
pub(super) const TICK: f64 = 1.5;
/// Column of a dot.
pub(super) const BULLET: f64 = 1.2;
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

/// A gap by its name.
pub(super) fn gap(name: &str) -> f64 {
    GAPS.iter().find(|known| known.0 == name).map_or(0.0, |known| known.1)
}

/// The style sheet with the measures, the pages of every format and the type sizes.
#[must_use]
pub fn sheet(formats: &BTreeMap<String, Format>) -> String {
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
    ];
    for (name, measure) in measures.into_iter() {
        let unit = if name.ends_with("line") { "" } else { "em" };
        let _ = writeln!(css, "  --c-{name}: {measure}{unit};");
    }
    for (name, gap) in GAPS {
        let _ = writeln!(css, "  --c-gap-{name}: {gap}em;");
    }
    for (name, px) in [("head-rule", HEAD_RULE_PX), ("frame", FRAME_PX), ("bar", BAR_PX), ("cell-rule", CELL_RULE_PX)] {
        let _ = writeln!(css, "  --c-{name}: {px}px;");
    }
    css.push_str("}\n");
    for format in formats.values() {
        let Format { name, width, height, margin, .. } = format;
        // A name for the page: identifiers cannot begin with a digit.
        let _ = writeln!(css, "@page f-{name} {{ size: {width}mm {height}mm; margin: 0; }}");
        let _ = writeln!(
            css,
            ".format-{name} {{ --width: {width}mm; --height: {height}mm; --margin: {margin}mm; --foot: {}mm; \
             --control: {}pt; --qr: {}mm; page: f-{name}; }}",
            format.foot(),
            format.control(),
            format.foot(),
        );
    }
    let (mut quarter, last) = (20_u32, 160_u32);
    while quarter <= last {
        let size = f64::from(quarter) * GRID;
        let _ = writeln!(css, ".size-{} {{ --size: {size}pt; }}", size_class(size));
        quarter += 1;
    }
    for part in 1..=20 {
        let _ = writeln!(css, ".w-{0} {{ inline-size: {0}%; }}", part * 5);
    }
    css
}

/// A size in a class name: `8_25`.
#[must_use]
pub fn size_class(size: f64) -> String {
    size.to_string().replace('.', "_")
}
