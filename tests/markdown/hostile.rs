//! Any text is read: no panic, no place outside the text, no stack that grows with the input.

use crate::sketch::{problems, read, sketch};
use kneeboard::aid::doc::{Block, BlockKind, Detail};
use proptest::prelude::*;

/// Every place that the tree names.
fn spans(blocks: &[Block], out: &mut Vec<std::ops::Range<usize>>) {
    for block in blocks {
        out.push(block.span.clone());
        match &block.kind {
            BlockKind::Steps(steps) => steps.iter().for_each(|step| {
                out.push(step.span.clone());
                step.hazards.iter().for_each(|hazard| {
                    out.push(hazard.span.clone());
                    spans(&hazard.blocks, out);
                });
                step.details.iter().for_each(|detail| {
                    if let Detail::Block(block) = detail {
                        spans(std::slice::from_ref(block), out);
                    }
                });
            }),
            BlockKind::Hazard(hazard) => spans(&hazard.blocks, out),
            BlockKind::Note { blocks, .. } | BlockKind::ByHeart { blocks, .. } | BlockKind::Quote(blocks) => {
                spans(blocks, out);
            }
            BlockKind::Checklist(list) => list.items.iter().for_each(|item| {
                out.push(item.span.clone());
                spans(&item.details, out);
            }),
            BlockKind::Decision(table) | BlockKind::Lookup(table) => {
                out.extend(table.rows.iter().map(|row| row.span.clone()));
            }
            BlockKind::Branch(branch) => {
                spans(&branch.blocks, out);
                out.extend(branch.answers.iter().map(|answer| answer.span.clone()));
            }
            BlockKind::SelfCheck { answer, .. } => spans(answer, out),
            BlockKind::List { items, .. } => items.iter().for_each(|item| spans(item, out)),
            _ => {}
        }
    }
}

#[track_caller]
fn check_places(text: &str) {
    let (aid, _) = read(text);
    let mut all: Vec<_> = aid.doc.references.iter().map(|reference| reference.span.clone()).collect();
    spans(&aid.doc.blocks, &mut all);
    for span in all {
        assert!(text.get(span.clone()).is_some(), "{span:?} is no place in {text:?}");
    }
    let mut anchors = aid.doc.anchors.clone();
    anchors.sort();
    anchors.dedup();
    assert_eq!(anchors.len(), aid.doc.anchors.len(), "anchors repeat in {text:?}");
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "> ",
        "- ",
        "1. ",
        "2) ",
        "\n",
        "\n\n",
        "   ",
        "    ",
        "[",
        "]",
        "](x.md)",
        "](#step-1)",
        "![",
        "*",
        "**",
        "_",
        "____",
        "`",
        "```\n",
        "<div>",
        "</div>",
        "<details>",
        "<summary>",
        "</summary>",
        "</details>",
        "<!--",
        "-->",
        "<br>",
        "# ",
        "## Pause: x (read-do)\n",
        "## Know by heart\n",
        "## Hot?\n",
        "- [ ] a … b\n",
        "- **Yes** → step 1\n",
        "> [!WARNING]\n> **WARNING: x.** y\n",
        "| If | Then |\n|---|---|\n| a | b |\n",
        "{{fact:a}}",
        "{{",
        "Why: ",
        "é",
        "\u{301}",
        "توقف: ",
        "؟",
        "…",
        "|",
        "\\",
        "&amp;",
        "&#0;",
        "\u{1}",
        "a",
        " ",
        "word ",
        "[a]: b\n",
        ":",
        "~~",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn conventions_in_any_order_never_panic(text in pieces()) {
        check_places(&text);
    }

    #[test]
    fn any_text_never_panics(text in "\\PC{0,200}") {
        check_places(&text);
    }
}

#[test]
fn nesting_too_deep_is_reported_where_it_begins_and_shown_flat() {
    let text = format!("{}deep **text**\n", "> ".repeat(150));
    let (aid, diagnostics) = read(&text);
    assert_eq!(problems(&diagnostics), ["I06 1:199 \">\" nested more than 100 levels deep"]);
    assert!(sketch(&aid.doc.blocks).contains("p deep text"));
}

#[test]
fn pathological_input_ends_on_a_small_stack() {
    let hostile = [
        "[".repeat(50_000),
        "> ".repeat(50_000),
        "- ".repeat(50_000),
        "*a ".repeat(50_000),
        "*a **a ".repeat(20_000),
        "![".repeat(50_000),
        "<div>".repeat(50_000),
        "a <b> ".repeat(20_000),
        "<details>\n\n".repeat(20_000),
        "<details><summary>".repeat(20_000),
        "</details>".repeat(20_000),
        "<details><summary>a</summary>".repeat(20_000),
        format!("{}{}", "[a](".repeat(20_000), ")".repeat(20_000)),
        format!("{}{}", "*".repeat(30_000), "a".repeat(30_000)),
        "## a?\n".repeat(20_000),
        "## Know by heart\n\n".repeat(20_000),
        "## Know by heart\n\n### a?\n\ntext\n\n".repeat(10_000),
        "1. a\n\n> **WARNING: x.** y\n\n".repeat(10_000),
        "____ ".repeat(50_000),
        "{{fact:a}}".repeat(20_000),
        "{{".repeat(50_000),
        format!("|{}\n|{}\n{}", " a |".repeat(2_000), "-|".repeat(2_000), "|\n".repeat(20_000)),
        "![](x.png)\n".repeat(20_000),
        "[a](#step-9) ".repeat(20_000),
        "- [ ] a … b … c … d\n".repeat(20_000),
        format!("- [ ] {}\n", "…a".repeat(50_000)),
        (0..400).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect(),
    ];
    let run = move || hostile.iter().for_each(|text| drop(read(text)));
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).expect("a thread").join().expect("no panic");
}
