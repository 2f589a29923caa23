//! Hazards, checklists, tables, branches, memory items, self-checks and videos.

use crate::sketch::{clean, problems, read, references, sketch};
use kneeboard::aid::doc::BlockKind;

const HAZARD: &str = "\
1. Stop.

> [!WARNING]
> **WARNING: Crush point.** The ram can drop. Keep out.
>
> Second.

2. Press **START**.
";

#[test]
fn a_hazard_between_steps_belongs_to_the_next_one() {
    let expected = "\
steps
  1 #step-1 Stop.
  2 #step-2 Press **START**.
    Warning Crush point
      p The ram can drop. Keep out.
      p Second.
";
    assert_eq!(clean(HAZARD), expected);
    let step = match &read(HAZARD).0.doc.blocks[0].kind {
        BlockKind::Steps(steps) => steps[1].clone(),
        other => panic!("{other:?}"),
    };
    assert!(HAZARD[step.hazards[0].span.clone()].starts_with("> [!WARNING]"));
    assert!(HAZARD[step.span.clone()].starts_with("2. Press"));
}

#[test]
fn several_hazards_before_the_first_step_all_belong_to_it() {
    assert_eq!(
        clean("> **DANGER: A.** b\n\n> [!NOTE]\n> **NOTICE: Frost**: c\n\n1. x\n"),
        "steps\n  1 #step-1 x\n    Danger A\n      p b\n    Notice Frost\n      p c\n"
    );
}

#[test]
fn a_hazard_before_something_else_stands_alone() {
    assert_eq!(
        clean("> [!CAUTION]\n> **CAUTION**: Hot. Wait.\n\n## Steps\n\n1. x\n"),
        "Caution\n  p Hot. Wait.\nh2 #steps Steps\nsteps\n  1 #step-1 x\n"
    );
}

#[test]
fn an_alert_without_a_signal_word_is_reported_and_shown_as_a_note() {
    let (aid, diagnostics) = read("text\n\n> [!WARNING]\n> The ram can drop.\n\n> [!CAUTION]\n> **Hot** tap\n");
    assert_eq!(
        problems(&diagnostics),
        [
            "H02 3:1 \"> [!WARNING]\" hazard notice `[!WARNING]` without a signal word",
            "H02 6:1 \"> [!CAUTION]\" hazard notice `[!CAUTION]` without a signal word",
        ]
    );
    assert_eq!(sketch(&aid.doc.blocks), "p text\nnote warning\n  p The ram can drop.\nnote caution\n  p **Hot** tap\n");
}

#[test]
fn notes_and_quotations_stay_what_they_are() {
    assert_eq!(
        clean("> [!TIP]\n> a\n\n> b\n\n> **Notice:** prose\n\n> **Warnings** c\n"),
        "note tip\n  p a\nquote\n  p b\nquote\n  p **Notice:** prose\nquote\n  p **Warnings** c\n"
    );
}

#[test]
fn admonitions_of_other_tools_stay_text() {
    assert_eq!(clean("!!! warning \"Hot\"\n    The tap.\n"), "p !!! warning \"Hot\"/The tap.\n");
}

#[test]
fn a_checklist_has_pause_points_items_and_states() {
    let text = "\
## Pause: before power-on (do-confirm)

- [ ] Isolator … OFF
- [x] Guard ..... **SHUT**
- [ ] Torque … {{fact:press.torque}} TO ____
- [ ] Weight ____ kg
- [ ] Look around
      Why: people
- [ ] Wait... then valve...OPEN

  Details.
- [ ] **Checklist complete**

## Pause: after

- [ ] Say \"Ready …\"
";
    let expected = "\
checklist #pause-before-power-on-do-confirm before power-on Some(DoConfirm)
  [ ] Isolator => OFF
  [x] Guard => **SHUT**
  [ ] Torque => {press.torque} TO <4>
  [ ] Weight => <4> kg
  [ ] Look around
    p Why: people
  [ ] Wait... then valve => OPEN
    p Details.
  [ ] **Checklist complete** (complete)
checklist #pause-after after None
  [ ] Say \"Ready => \"
";
    assert_eq!(clean(text), expected);
}

#[test]
fn a_pause_without_a_list_at_once_loses_nothing() {
    assert_eq!(
        clean("## Pause: now\n\nRead aloud.\n\n- [ ] a\n"),
        "checklist #pause-now now None\np Read aloud.\nchecklist\n  [ ] a\n"
    );
}

#[test]
fn a_plain_item_in_a_checklist_is_reported() {
    let (aid, diagnostics) = read("- [ ] a\n- b\n- c\n");
    assert_eq!(problems(&diagnostics), ["C05 2:1 \"- b\" plain item in a checklist"]);
    assert_eq!(sketch(&aid.doc.blocks), "checklist\n  [ ] a\n  [ ] b\n  [ ] c\n");
}

#[test]
fn numbered_check_boxes_are_steps() {
    assert_eq!(clean("1. [ ] a\n2. [x] b\n"), "steps\n  1 #step-1 a\n  2 #step-2 b\n");
}

#[test]
fn a_table_from_if_to_then_is_a_decision() {
    assert_eq!(
        clean("| If the lamp | and | Do | Then call |\n|---|:-:|--:|:--|\n| red | | stop | 1 |\n| | hot | go | 2 |\n"),
        "decision If the lamp | and:center | Do:end! | Then call:start!\n  #red red |  | stop | 1\n  #row-2  | hot | go | 2\n"
    );
}

#[test]
fn any_other_table_is_a_lookup_with_an_anchor_for_every_row() {
    assert_eq!(
        clean("| Iffy | Then |\n|---|---|\n| **E-41** | `a` | extra |\n| E-41 |\n| … | ____ |\n"),
        "lookup Iffy | Then\n  #e-41 **E-41** | `a`\n  #e-41-2 E-41 |\n  #row-3 … | <4>\n"
    );
}

#[test]
fn a_question_with_bold_answers_is_a_branch() {
    let text = "\
1. a
2. b

## Is the lamp on?

Look up.

![lamp](lamp.png)

- **Yes** → [go on](#other)
- **No:** -> step 2
- **Red** – [Reset](reset.md), then *wait*
- **Not sure**: go to Step 1 or step 2.

## Other
";
    let expected = "\
steps
  1 #step-1 a
  2 #step-2 b
branch h2 #is-the-lamp-on Is the lamp on?
  p Look up.
  figure ![lamp](file hall/lamp.png)
  Yes -> #other: [go on](#other)
  No -> #step-2: [step 2](#step-2)
  Red -> aid hall/reset.md: [Reset](aid hall/reset.md), then *wait*
  Not sure -> #step-1: go to [Step 1](#step-1) or [step 2](#step-2).
h2 #other Other
";
    assert_eq!(clean(text), expected);
}

#[test]
fn an_answer_that_leads_nowhere_or_to_a_missing_step_is_reported() {
    let (aid, diagnostics) = read("### Hot?\n\n- **Yes** → stop\n- **No** → step 9\n- **Maybe** → [x](javascript:y)\n");
    assert_eq!(
        problems(&diagnostics),
        [
            "D01 3:1 \"- **Yes** → stop\" answer `Yes` leads nowhere",
            "S09 4:1 \"- **No** → step 9\" `step-9` does not exist",
            "D01 5:1 \"- **Maybe** → [x](javascript:y)\" answer `Maybe` leads nowhere",
        ]
    );
    assert_eq!(
        sketch(&aid.doc.blocks),
        "branch h3 #hot Hot?\n  Yes -> nowhere: stop\n  No -> #step-9: [step 9](#step-9)\n  Maybe -> nowhere: [x](refused \"javascript:y\")\n"
    );
}

#[test]
fn a_question_without_answers_is_a_heading() {
    for text in [
        "## What?\n\n- **Hammer** the big one, see [x](#what)\n- **Nail**\n",
        "## What?\n\n- a\n- **b** → [c](#what)\n",
        "## What?\n\n## Then\n\n- **Yes** → [a](#what)\n",
    ] {
        assert!(clean(text).starts_with("h2 #what What?\n"), "{text}");
    }
}

#[test]
fn know_by_heart_reaches_to_the_next_heading_of_its_level() {
    assert_eq!(
        clean("## Know by heart\n\n1. Water.\n\n### Why\n\nText.\n\n## Steps\n\n1. a\n"),
        "by-heart #know-by-heart Know by heart\n  list Some(1)\n    item\n      p Water.\n  h3 #why Why\n  p Text.\nh2 #steps Steps\nsteps\n  1 #step-1 a\n"
    );
}

#[test]
fn self_checks_are_understood_in_the_forms_that_writers_use() {
    let one = "self-check Why *not*?\n  p It **drops**.\n";
    for text in [
        "<details><summary>Why *not*?</summary>It **drops**.</details>\n",
        "<details>\n<summary>Why *not*?</summary>\nIt **drops**.\n</details>\n",
        "<details>\n  <summary>\n    Why *not*?\n  </summary>\n  It **drops**.\n</details>\n",
        "<details>\n<summary>Why *not*?</summary>\n\nIt **drops**.\n\n</details>\n",
        "<DETAILS open>\n\n<summary>Why *not*?</summary>\n\nIt **drops**.\n</DETAILS>\n",
        "<details><summary>Why *not*?</summary>\n\nIt **drops**.</details>\n",
    ] {
        assert_eq!(clean(text), one, "{text}");
    }
    let two = "<details><summary>A</summary>1</details>\n<details><summary>B</summary>\n\n- 2\n\n</details>\n\nend\n";
    assert_eq!(clean(two), "self-check A\n  p 1\nself-check B\n  list None\n    item\n      p 2\np end\n");
}

#[test]
fn places_inside_a_self_check_are_those_of_the_file() {
    let text = "text\n\n<details><summary>A</summary>![](x.png) {{fact:a.b}}</details>\n";
    assert_eq!(problems(&read(text).1), ["A01 3:30 \"![](x.png)\" picture `x.png` has no text alternative"]);
    assert_eq!(references(text), ["image file hall/x.png at \"x.png\"", "fact a.b at \"{{fact:a.b}}\""]);
}

#[test]
fn a_details_without_question_or_end_is_html() {
    for text in ["<details>\n\nx\n\n</details>\n", "<details><summary>a</summary>\n\nx\n"] {
        let (aid, diagnostics) = read(text);
        assert!(sketch(&aid.doc.blocks).contains("html \"<details>"), "{text}");
        assert_eq!(problems(&diagnostics).len(), 1, "{text}");
    }
}

#[test]
fn a_link_to_a_video_alone_in_its_paragraph_is_a_video() {
    assert_eq!(
        clean("[Watch: reset the curtain (0:40)](reset.webm)\n"),
        "video file hall/reset.webm \"reset the curtain\" Some(\"0:40\")\n"
    );
    assert_eq!(
        clean("[Reset (the curtain)](../v/reset.MP4)\n"),
        "video file v/reset.MP4 \"Reset (the curtain)\" None\n"
    );
    assert!(clean("See [Watch: x](x.webm).\n").starts_with("p See [Watch: x]"));
    assert_eq!(
        references("a [b](c.webm)\n\n[Watch: x](x.webm)\n"),
        ["link file hall/c.webm at \"c.webm\"", "video file hall/x.webm at \"x.webm\""]
    );
    assert_eq!(
        clean("1. a\n\n   [Watch: x](x.webm)\n"),
        "steps\n  1 #step-1 a\n    video file hall/x.webm \"x\" None\n"
    );
}
