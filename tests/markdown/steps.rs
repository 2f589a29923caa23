//! Title, anchors and the steps of a procedure.

use crate::sketch::{clean, problems, read, read_as, sketch};

#[test]
fn the_first_h1_is_the_title_and_later_ones_are_sections() {
    let (aid, _) = read("# Reset *the* press\n\nText.\n\n# More\n\n### Deep\n");
    assert_eq!(aid.title, "Reset the press");
    assert_eq!(sketch(&aid.doc.blocks), "p Text.\nh2 #more More\nh3 #deep Deep\n");
    assert_eq!(aid.doc.anchors, ["deep", "more"]);
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
        ["ché-1", "ché-1-2", "in-a-quote", "qué", "row-3", "step--go", "step--go-1", "step--go-2", "step-1"]
    );
}

#[test]
fn heading_attributes_are_plain_text() {
    assert_eq!(clean("## t {#id onclick=alert(1)}\n"), "h2 #t-id-onclickalert1 t {#id onclick=alert(1)}\n");
}

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
fn a_list_that_begins_again_after_a_paragraph_is_another_procedure() {
    assert_eq!(
        clean("To start:\n\n1. a\n2. b\n\nTo stop:\n\n1. c\n"),
        "p To start:\nsteps\n  1 #step-1 a\n  2 #step-2 b\np To stop:\nsteps\n  1 #step-1-2 c\n"
    );
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
    let (aid, diagnostics) = read("1. a\n2. b\n4. c\n5. d\n\ntext\n\n7. e\n\n![p](p.png)\n\n1. f\n");
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
        "steps\n  1 #step-1 a\n  2 #step-2 b\n  3 #step-3 c\n  4 #step-4 d\np text\nsteps\n  7 #step-7 e\nfigure ![p](file hall/p.png)\nsteps\n  1 #step-1-2 f\n"
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
