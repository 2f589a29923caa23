//! Running text: lines to fill in, facts, HTML, links and pictures.

use crate::sketch::{clean, problems, read, references, sketch};

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
