//! What a writer types, and the tree and problems that come of it. One test for each convention and each trap.

use kneeboard::aid::doc::{
    Answer, Block, BlockKind, Checklist, Detail, Hazard, Image, Inline, ReferenceKind, Step, Table, Target,
};
use kneeboard::aid::{Aid, Context, parse};
use kneeboard::diagnostic::{Diagnostic, NO_TITLE, sort};
use kneeboard::language::Language;
use kneeboard::source::SitePath;
use kneeboard::value::AidType;
use proptest::prelude::*;
use std::fmt::Write;

fn read_as(name: &str, text: &str) -> (Aid, Vec<Diagnostic>) {
    let languages = ["en", "es", "ar", "de", "ja"].map(|tag| Language::new(tag).expect("a language"));
    let path = SitePath::new(name).expect("a path");
    let (aid, mut diagnostics) = parse(&path, &name.into(), text, &Context { languages: &languages });
    // These texts have no title, which is said of the whole file.
    diagnostics.retain(|diagnostic| diagnostic.code != &NO_TITLE);
    sort(&mut diagnostics);
    (aid, diagnostics)
}

fn read(text: &str) -> (Aid, Vec<Diagnostic>) {
    read_as("hall/press.md", text)
}

/// The problems as `code line:column marked text: message`.
fn problems(diagnostics: &[Diagnostic]) -> Vec<String> {
    let show = |d: &Diagnostic| {
        let place = d.place.as_ref().expect("problems of markdown have a place");
        let marked = &place.excerpt[place.marked.clone()];
        format!("{} {}:{} {marked:?} {}", d.code.id, place.line, place.column, d.message)
    };
    diagnostics.iter().map(show).collect()
}

/// The body in lines, one a block, and no problems.
#[track_caller]
fn clean(text: &str) -> String {
    clean_as("hall/press.md", text)
}

#[track_caller]
fn clean_as(name: &str, text: &str) -> String {
    let (aid, diagnostics) = read_as(name, text);
    assert_eq!(problems(&diagnostics), [""; 0]);
    sketch(&aid.doc.blocks)
}

fn sketch(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks.iter().for_each(|block| draw_block(&mut out, 0, &block.kind));
    out
}

fn line(out: &mut String, depth: usize, text: impl AsRef<str>) {
    writeln!(out, "{}{}", "  ".repeat(depth), text.as_ref().trim_end()).expect("strings take all");
}

fn draw_blocks(out: &mut String, depth: usize, blocks: &[Block]) {
    blocks.iter().for_each(|block| draw_block(out, depth, &block.kind));
}

fn draw_block(out: &mut String, depth: usize, kind: &BlockKind) {
    let inner = depth + 1;
    match kind {
        BlockKind::Heading { level, anchor, text } => line(out, depth, format!("h{level} #{anchor} {}", show(text))),
        BlockKind::Paragraph(text) => line(out, depth, format!("p {}", show(text))),
        BlockKind::Steps(steps) => {
            line(out, depth, "steps");
            steps.iter().for_each(|step| draw_step(out, inner, step));
        }
        BlockKind::Hazard(hazard) => draw_hazard(out, depth, hazard),
        BlockKind::Note { class, blocks } => {
            line(out, depth, format!("note {class}"));
            draw_blocks(out, inner, blocks);
        }
        BlockKind::Checklist(list) => draw_checklist(out, depth, list),
        BlockKind::Decision(table) => draw_table(out, depth, "decision", table),
        BlockKind::Lookup(table) => draw_table(out, depth, "lookup", table),
        BlockKind::Branch(branch) => {
            line(out, depth, format!("branch h{} #{} {}", branch.level, branch.anchor, show(&branch.question)));
            draw_blocks(out, inner, &branch.blocks);
            branch.answers.iter().for_each(|answer| draw_answer(out, inner, answer));
        }
        BlockKind::ByHeart { anchor, heading, blocks } => {
            line(out, depth, format!("by-heart #{anchor} {}", show(heading)));
            draw_blocks(out, inner, blocks);
        }
        BlockKind::SelfCheck { question, answer } => {
            line(out, depth, format!("self-check {}", show(question)));
            draw_blocks(out, inner, answer);
        }
        BlockKind::Video(video) => {
            line(out, depth, format!("video {} {:?} {:?}", target(&video.src), video.title, video.duration));
        }
        BlockKind::Figure(images) => {
            line(out, depth, format!("figure {}", images.iter().map(image).collect::<Vec<_>>().join(" ")));
        }
        BlockKind::List { start, items } => {
            line(out, depth, format!("list {start:?}"));
            for item in items {
                line(out, inner, "item");
                draw_blocks(out, inner + 1, item);
            }
        }
        BlockKind::Quote(blocks) => {
            line(out, depth, "quote");
            draw_blocks(out, inner, blocks);
        }
        BlockKind::Code { language, text } => line(out, depth, format!("code {language:?} {text:?}")),
        BlockKind::Html(html) => line(out, depth, format!("html {html:?}")),
        BlockKind::Rule => line(out, depth, "rule"),
    }
}

fn draw_step(out: &mut String, depth: usize, step: &Step) {
    line(out, depth, format!("{} #{} {}", step.number, step.anchor, show(&step.command)));
    step.hazards.iter().for_each(|hazard| draw_hazard(out, depth + 1, hazard));
    step.images.iter().for_each(|picture| line(out, depth + 1, format!("picture {}", image(picture))));
    for detail in &step.details {
        let (label, text) = match detail {
            Detail::Result(text) => ("result", text),
            Detail::Why(text) => ("why", text),
            Detail::Key(text) => ("key", text),
            Detail::IfNot(text) => ("if-not", text),
            Detail::Block(block) => {
                draw_block(out, depth + 1, &block.kind);
                continue;
            }
        };
        line(out, depth + 1, format!("{label}: {}", show(text)));
    }
}

fn draw_hazard(out: &mut String, depth: usize, hazard: &Hazard) {
    line(out, depth, format!("{:?} {}", hazard.signal, show(&hazard.what)));
    draw_blocks(out, depth + 1, &hazard.blocks);
}

fn draw_checklist(out: &mut String, depth: usize, list: &Checklist) {
    match &list.pause {
        Some(pause) => line(out, depth, format!("checklist #{} {} {:?}", pause.anchor, show(&pause.when), pause.mode)),
        None => line(out, depth, "checklist"),
    }
    for item in &list.items {
        let ticked = if item.ticked { "x" } else { " " };
        let response = item.response.as_ref().map(|text| format!(" => {}", show(text))).unwrap_or_default();
        let completion = if item.completion { " (complete)" } else { "" };
        line(out, depth + 1, format!("[{ticked}] {}{response}{completion}", show(&item.challenge)));
        draw_blocks(out, depth + 2, &item.details);
    }
}

fn draw_table(out: &mut String, depth: usize, kind: &str, table: &Table) {
    let head = |c: &kneeboard::aid::doc::Column| {
        format!(
            "{}{}{}",
            show(&c.text),
            c.align.map(|a| format!(":{a}")).unwrap_or_default(),
            if c.outcome { "!" } else { "" }
        )
    };
    line(out, depth, format!("{kind} {}", table.columns.iter().map(head).collect::<Vec<_>>().join(" | ")));
    for row in &table.rows {
        let cells: Vec<String> = row.cells.iter().map(|cell| show(cell)).collect();
        line(out, depth + 1, format!("#{} {}", row.anchor, cells.join(" | ")));
    }
}

fn draw_answer(out: &mut String, depth: usize, answer: &Answer) {
    let leads = answer.target.as_ref().map_or("nowhere".to_owned(), target);
    line(out, depth, format!("{} -> {leads}: {}", show(&answer.label), show(&answer.text)));
}

fn show(text: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Emphasis(inner) => format!("*{}*", show(inner)),
        Inline::Strong(inner) => format!("**{}**", show(inner)),
        Inline::Strikethrough(inner) => format!("~~{}~~", show(inner)),
        Inline::Link { target: to, text } => format!("[{}]({})", show(text), target(to)),
        Inline::Image(picture) => image(picture),
        Inline::FillIn(length) => format!("<{length}>"),
        Inline::Fact(key) => format!("{{{key}}}"),
        Inline::Break(hard) => if *hard { "//" } else { "/" }.to_owned(),
    };
    text.iter().map(one).collect()
}

fn image(image: &Image) -> String {
    let title = if image.title.is_empty() { String::new() } else { format!(" {:?}", image.title) };
    format!("![{}]({}{title})", image.alt, target(&image.src))
}

fn target(target: &Target) -> String {
    let anchored = |path: &SitePath, anchor: &Option<String>| match anchor {
        Some(anchor) => format!("{path}#{anchor}"),
        None => path.to_string(),
    };
    match target {
        Target::Aid { path, anchor } => format!("aid {}", anchored(path, anchor)),
        Target::File { path, anchor } => format!("file {}", anchored(path, anchor)),
        Target::Anchor(anchor) => format!("#{anchor}"),
        Target::Id(id) => format!("id {id}"),
        Target::External(address) => address.clone(),
        Target::Refused(address) => format!("refused {address:?}"),
    }
}

/// The references as `kind target text-in-the-source`.
fn references(text: &str) -> Vec<String> {
    let (aid, _) = read(text);
    let show = |r: &kneeboard::aid::doc::Reference| {
        let what = match &r.kind {
            ReferenceKind::Link(to) => format!("link {}", target(to)),
            ReferenceKind::Image(to) => format!("image {}", target(to)),
            ReferenceKind::Video(to) => format!("video {}", target(to)),
            ReferenceKind::Fact(key) => format!("fact {key}"),
        };
        format!("{what} at {:?}", &text[r.span.clone()])
    };
    aid.doc.references.iter().map(show).collect()
}

// ---- title, headings, anchors

#[test]
fn the_first_h1_is_the_title_and_later_ones_are_sections() {
    let (aid, _) = read("# Reset *the* press\n\nText.\n\n# More\n\n### Deep\n");
    assert_eq!(aid.title, "Reset the press");
    assert_eq!(sketch(&aid.doc.blocks), "p Text.\nh2 #more More\nh3 #deep Deep\n");
    assert_eq!(aid.doc.anchors, ["more", "deep"]);
}

#[test]
fn without_front_matter_a_later_h1_is_the_title_too() {
    let (aid, _) = read("Text.\n\nReset\n=====\n");
    assert_eq!((aid.title.as_str(), sketch(&aid.doc.blocks).as_str()), ("Reset", "p Text.\n"));
}

#[test]
fn without_any_h1_the_file_name_is_the_title() {
    assert_eq!(read_as("a/reset-light-curtain.md", "## Steps\n").0.title, "Reset light curtain");
    assert_eq!(read_as("a/x.md", "#\n\ntext").0.title, "X");
}

#[test]
fn anchors_are_those_of_code_hosts_and_unique() {
    let (aid, _) = read(
        "## Step & go\n## Step & go\n## ¿Qué?\n> ## In a quote\n\n1. a\n\n| Red lamp | x |\n|-|-|\n| Ché 1 | |\n| Ché 1 | |\n| | |\n| Step & go | |\n",
    );
    assert_eq!(
        aid.doc.anchors,
        ["step--go", "step--go-1", "qué", "in-a-quote", "step-1", "ché-1", "ché-1-2", "row-3", "step--go-2"]
    );
}

#[test]
fn heading_attributes_are_plain_text() {
    assert_eq!(clean("## t {#id onclick=alert(1)}\n"), "h2 #t-id-onclickalert1 t {#id onclick=alert(1)}\n");
}

// ---- steps

#[test]
fn a_step_has_a_command_labels_pictures_and_the_rest() {
    let text = "\
1. Turn key 7
   to **RESET**.
   You see: the lamp
   goes out.
   Why: it *must*.
   ![Key](key.png \"Key 7\")
   Key: slowly.

   If not: [call](call.md)

   More.

   - a
   - b

   ```sh
   ls
   ```
2. Press.
";
    let expected = "\
steps
  1 #step-1 Turn key 7/to **RESET**.
    picture ![Key](file hall/key.png \"Key 7\")
    result: the lamp/goes out.
    why: it *must*.
    key: slowly.
    if-not: [call](aid hall/call.md)
    p More.
    list None
      item
        p a
      item
        p b
    code \"sh\" \"ls\\n\"
  2 #step-2 Press.
";
    assert_eq!(clean(text), expected);
}

#[test]
fn labels_may_be_emphasised_and_text_that_only_looks_like_one_stays() {
    let text = "1. a\n   **You see:** b\n   *Why*: c\n   Keyword: d\n   Why not\n2. Result: e\n";
    assert_eq!(
        clean(text),
        "steps\n  1 #step-1 a\n    result: b\n    why: c/Keyword: d/Why not\n  2 #step-2 Result: e\n"
    );
}

#[test]
fn a_picture_first_leaves_the_command_to_the_next_paragraph() {
    assert_eq!(
        clean("1. ![a](a.png)\n\n   Press.\n"),
        "steps\n  1 #step-1 Press.\n    picture ![a](file hall/a.png)\n"
    );
}

#[test]
fn an_interrupted_list_is_one_procedure() {
    let text = "1. a\n\nText.\n\n2. b\n\n![p](p.png)\n\n3. c\n\n## Part\n\n4. d\n";
    assert_eq!(
        clean(text),
        "steps\n  1 #step-1 a\np Text.\nsteps\n  2 #step-2 b\nfigure ![p](file hall/p.png)\nsteps\n  3 #step-3 c\nh2 #part Part\nsteps\n  4 #step-4 d\n"
    );
    assert_eq!(read(text).0.doc.steps, 4);
}

#[test]
fn a_list_that_begins_again_under_a_heading_is_another_procedure() {
    let (aid, diagnostics) = read("1. a\n2. b\n\n## B\n\n1. c\n2. d\n");
    assert_eq!(problems(&diagnostics), [""; 0]);
    assert_eq!(
        sketch(&aid.doc.blocks),
        "steps\n  1 #step-1 a\n  2 #step-2 b\nh2 #b B\nsteps\n  1 #step-1-2 c\n  2 #step-2-2 d\n"
    );
    assert_eq!(aid.doc.steps, 4);
}

#[test]
fn gaps_in_the_numbers_are_reported_at_the_step() {
    let (aid, diagnostics) = read("1. a\n2. b\n4. c\n5. d\n\ntext\n\n7. e\n\ntext\n\n1. f\n");
    assert_eq!(
        problems(&diagnostics),
        [
            "S09 3:1 \"4. c\" step 4 follows step 2, and is shown as 3",
            "S09 8:1 \"7. e\" step 7 follows step 4",
            "S09 12:1 \"1. f\" step 1 follows step 7",
        ]
    );
    assert_eq!(diagnostics[0].hints, ["write `3.`"]);
    assert_eq!(
        sketch(&aid.doc.blocks),
        "steps\n  1 #step-1 a\n  2 #step-2 b\n  3 #step-3 c\n  4 #step-4 d\np text\nsteps\n  7 #step-7 e\np text\nsteps\n  1 #step-1-2 f\n"
    );
}

#[test]
fn a_list_that_leaves_counting_to_markdown_is_fine() {
    assert_eq!(clean("1. a\n1. b\n1. c\n"), "steps\n  1 #step-1 a\n  2 #step-2 b\n  3 #step-3 c\n");
}

#[test]
fn a_link_to_a_step_that_does_not_exist_is_reported_once() {
    let (aid, diagnostics) = read("1. See [there](#step-4) or [here](#step-1).\n");
    assert_eq!(problems(&diagnostics), ["S09 1:16 \"#step-4\" `step-4` does not exist"]);
    assert_eq!(aid.doc.references.len(), 1);
}

#[test]
fn an_ordered_list_inside_something_is_no_procedure() {
    assert_eq!(clean("- a\n\n  3. b\n"), "list None\n  item\n    p a\n    list Some(3)\n      item\n        p b\n");
    assert_eq!(read("> 1. b\n").0.doc.steps, 0);
}

// ---- hazards

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

// ---- checklists

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

// ---- tables

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

// ---- branches

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
        "## What?\n\n- **Hammer** the big one\n- **Nail**\n",
        "## What?\n\n- a\n- **b** → [c](#what)\n",
        "## What?\n\n## Then\n\n- **Yes** → [a](#what)\n",
    ] {
        assert!(clean(text).starts_with("h2 #what What?\n"), "{text}");
    }
}

// ---- know by heart, self-check, video

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

// ---- running text

#[test]
fn fill_in_lines_survive_markdown() {
    assert_eq!(
        clean(
            "Date: ____\nTemp: ____%. Time:____ **b** ______kg\n\n- ____\n- Name: ________\n\n`a____ ` snake___case\n"
        ),
        "p Date: <4>/Temp: <4>%. Time:<4> **b** <6>kg\nlist None\n  item\n    p <4>\n  item\n    p Name: <8>\np `a____ ` snake___case\n"
    );
    assert_eq!(clean("```\n____\n```\n"), "code \"\" \"____\\n\"\n");
}

#[test]
fn a_line_of_underscores_is_a_rule_unless_something_asks_for_it() {
    assert_eq!(clean("a\n\n____\n\nb\n"), "p a\nrule\np b\n");
    assert_eq!(clean("Notes:\n\n_____\n\n_____\n\nb\n\n___\n"), "p Notes:\np <5>\np <5>\np b\nrule\n");
}

#[test]
fn facts_are_found_and_other_templates_stay_text() {
    let text = "Call **{{fact:phone.first_aid}}** {{ site.x }} {% if a %} <%= b %> {{fact:}}\n";
    assert_eq!(read(text).1.len(), 0);
    assert_eq!(clean(text), "p Call **{phone.first_aid}** {{ site.x }} {% if a %} <%= b %> {{fact:}}\n");
    assert_eq!(references("&amp; {{fact:a.b}} x {{fact:c}}\n").len(), 2);
    assert_eq!(references("x {{fact:c}}\n"), ["fact c at \"{{fact:c}}\""]);
}

#[test]
fn html_is_shown_as_text_and_said_so_where_it_stands() {
    let (aid, diagnostics) =
        read("Press <kbd>x</kbd><br>now <!-- no -->.\n\n<!-- gone -->\n\n<div class=\"a\">\nb\n</div>\n");
    assert_eq!(
        problems(&diagnostics),
        [
            "I04 1:7 \"<kbd>\" HTML `<kbd>` is shown as text",
            "I04 5:1 \"<div class=\\\"a\\\">\" HTML `<div>` is shown as text"
        ]
    );
    assert_eq!(
        sketch(&aid.doc.blocks),
        "p Press <kbd>x</kbd>//now .\nhtml \"<div class=\\\"a\\\">\\nb\\n</div>\\n\"\n"
    );
}

#[test]
fn links_keep_the_place_of_their_destination() {
    assert_eq!(
        references(
            "[a.md](a.md \"a.md\") ![x](<b c.png>) [r] <https://a.example> <m@a.example> [w](aid:lock/out)\n\n[r]: ../r.md#t\n"
        ),
        [
            "link aid hall/a.md at \"a.md\"",
            "image file hall/b c.png at \"b c.png\"",
            "link aid r.md#t at \"[r]\"",
            "link https://a.example at \"https://a.example\"",
            "link mailto:m@a.example at \"m@a.example\"",
            "link id lock/out at \"aid:lock/out\"",
        ]
    );
}

#[test]
fn hostile_addresses_are_refused_however_they_are_written() {
    for address in [
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "javascript&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "<java&#9;script:alert(1)>",
        "<java&NewLine;script:alert(1)>",
        "<&#1;javascript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "file:///x",
        "//evil.example",
        "\\\\\\\\evil.example",
        "../../../x.md",
        "javascript%3Aalert(1)",
    ] {
        let text = format!("[a]({address}) ![b]({address})\n");
        let found = references(&text);
        assert_eq!(found.len(), 2, "{address}");
        assert!(found.iter().all(|reference| reference.contains(" refused ")), "{found:?}");
    }
    assert!(references("![b](https://a.example/b.png)\n")[0].starts_with("image refused"));
}

#[test]
fn a_picture_without_alt_text_is_reported() {
    assert_eq!(
        problems(&read("a ![](x.png) ![ ](y.png)\n").1),
        [
            "A01 1:3 \"![](x.png)\" picture `x.png` has no text alternative",
            "A01 1:14 \"![ ](y.png)\" picture `y.png` has no text alternative",
        ]
    );
}

#[test]
fn code_languages_are_words_and_wiki_links_text() {
    assert_eq!(clean("```c++ title=\"x\"\na\n```\n"), "code \"c++\" \"a\\n\"\n");
    assert_eq!(clean("```\"><script>\na\n```\n"), "code \"\" \"a\\n\"\n");
    assert_eq!(clean("See [[other page]] and [x].\n"), "p See [[other page]] and [x].\n");
    assert_eq!(clean("import A from './a.js'\n\n~~old~~ a\\\nb\n"), "p import A from './a.js'\np ~~old~~ a//b\n");
}

#[test]
fn words_of_running_text_are_counted() {
    assert_eq!(read("One two **three**\nfour `five`.\n\n```\nsix\n```\n").0.doc.words, 5);
}

// ---- languages

#[test]
fn spanish_words_work_in_spanish_aids() {
    let text = "\
## De memoria

Agua.

## Pausa: antes de arrancar (hacer y confirmar)

- [ ] Aire … ABIERTO

> [!CAUTION]
> **PELIGRO: Aplastamiento.** Cae. No cruce.

1. Gire.
   Verá: verde.
   Por qué: sí.
   Clave: lento.
   Si no: [x](#listo)
   Resultado: bien.
   Why: también en inglés.

## ¿Listo?

- **Sí** → paso 1
- **No** → [fin](#de-memoria)

| Si | Y | Entonces |
|---|---|---|
| a | b | c |

[Vea: el vídeo (0:20)](v.webm)
";
    let expected = "\
by-heart #de-memoria De memoria
  p Agua.
checklist #pausa-antes-de-arrancar-hacer-y-confirmar antes de arrancar Some(DoConfirm)
  [ ] Aire => ABIERTO
steps
  1 #step-1 Gire.
    Danger Aplastamiento
      p Cae. No cruce.
    result: verde.
    why: sí.
    key: lento.
    if-not: [x](#listo)
    result: bien.
    why: también en inglés.
branch h2 #listo ¿Listo?
  Sí -> #step-1: [paso 1](#step-1)
  No -> #de-memoria: [fin](#de-memoria)
decision Si | Y | Entonces!
  #a a | b | c
video file hall/v.webm \"el vídeo\" Some(\"0:20\")
";
    assert_eq!(clean_as("hall/press.es.md", text), expected);
}

#[test]
fn arabic_words_work_in_arabic_aids() {
    let text = "\
## احفظ عن ظهر قلب

ماء.

## توقف: قبل الهواء

- [ ] الهواء … مفتوح

> [!WARNING]
> **تحذير: صودا كاوية.** ارتدِ القفازات.

1. أدر.
   سترى: أخضر.
   السبب: الثلج.
   المهم: ببطء.
   إذا لم يحدث: اتصل.
   النتيجة: تم.

## هل المصباح مضاء؟

- **نعم** ← الخطوة ١
- **لا** → [اتصل](#احفظ-عن-ظهر-قلب)

| إذا | وكان | عندئذ |
|---|---|---|
| أ | ب | ج |

[شاهد: الفيلم (0:20)](v.webm)
";
    let expected = "\
by-heart #احفظ-عن-ظهر-قلب احفظ عن ظهر قلب
  p ماء.
checklist #توقف-قبل-الهواء قبل الهواء None
  [ ] الهواء => مفتوح
steps
  1 #step-1 أدر.
    Warning صودا كاوية
      p ارتدِ القفازات.
    result: أخضر.
    why: الثلج.
    key: ببطء.
    if-not: اتصل.
    result: تم.
branch h2 #هل-المصباح-مضاء هل المصباح مضاء؟
  نعم -> #step-1: [الخطوة ١](#step-1)
  لا -> #احفظ-عن-ظهر-قلب: [اتصل](#احفظ-عن-ظهر-قلب)
decision إذا | وكان | عندئذ!
  #أ أ | ب | ج
video file hall/v.webm \"الفيلم\" Some(\"0:20\")
";
    assert_eq!(clean_as("hall/press.ar.md", text), expected);
}

#[test]
fn words_of_another_language_are_plain_text() {
    assert_eq!(clean("1. a\n   Warum: b\n"), "steps\n  1 #step-1 a/Warum: b\n");
    assert_eq!(clean_as("a.de.md", "1. a\n   Warum: b\n"), "steps\n  1 #step-1 a\n    why: b\n");
}

// ---- the type of an aid

#[test]
fn the_type_is_inferred_from_the_body() {
    for (text, kind) in [
        ("1. a\n", AidType::Procedure),
        ("- [ ] a\n", AidType::Checklist),
        ("| If | Then |\n|-|-|\n| a | b |\n", AidType::Decision),
        ("| Code | Text |\n|-|-|\n| a | b |\n", AidType::Lookup),
        ("Date: ____\nName: ____\n\n| a | b |\n|-|-|\n| ____ | ____ |\n", AidType::Worksheet),
        ("## Symptom\n\na\n\n## Cause\n\n1. b\n", AidType::Troubleshooting),
        ("| Symptom | Fix |\n|-|-|\n| a | b |\n", AidType::Troubleshooting),
        ("text\n", AidType::Lookup),
        ("", AidType::Lookup),
    ] {
        assert_eq!(read(text).0.kind, kind, "{text}");
    }
}

// ---- whatever comes

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
