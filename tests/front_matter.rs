//! Front matter as people really write it: each dirty input costs at most its own key, and is reported at its place.

use kneeboard::aid::front_matter::{Moment, Status};
use kneeboard::aid::{Context, FrontMatter, Located, parse};
use kneeboard::diagnostic::Diagnostic;
use kneeboard::language::Language;
use kneeboard::source::{File, Kind, SitePath, Stamp, read_text};
use kneeboard::value::AidType;
use proptest::prelude::*;

/// The codes that reading front matter can give; the body has its own tests.
const CODES: &[&str] = &["F01", "F02", "F03", "F04", "F08", "F10", "H03", "I03"];

fn read(text: &str) -> (FrontMatter, Vec<Diagnostic>) {
    let path = SitePath::new("press.md").expect("a path");
    let languages = [Language::english()];
    let (aid, mut diagnostics) = parse(&path, &"press.md".into(), text, &Context { languages: &languages });
    diagnostics.retain(|diagnostic| CODES.contains(&diagnostic.code.id));
    kneeboard::diagnostic::sort(&mut diagnostics);
    (aid.front, diagnostics)
}

/// The front matter between fences, with a body below: its value, and its problems as `F04 2:7`.
fn front(yaml: &str) -> (FrontMatter, Vec<String>) {
    let (front, diagnostics) = read(&format!("---\n{yaml}\n---\nBody.\n"));
    (front, diagnostics.iter().map(code_and_place).collect())
}

fn code_and_place(diagnostic: &Diagnostic) -> String {
    let (line, column) = diagnostic.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
    format!("{} {line}:{column}", diagnostic.code.id)
}

/// The hints of front matter that has one problem.
fn hint(yaml: &str) -> String {
    let (_, diagnostics) = read(&format!("---\n{yaml}\n---\nBody.\n"));
    assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
    diagnostics[0].hints.join("\n")
}

fn value(text: &Option<Located<String>>) -> Option<&str> {
    text.as_ref().map(|located| located.value.as_str())
}

fn values(texts: &[Located<String>]) -> Vec<&str> {
    texts.iter().map(|located| located.value.as_str()).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn every_key_is_read() {
    let (front, problems) = front(
        "title: Reset the press\nid: press/reset\nneed: The lamp is red\nsummary: Turn key 7.\ntype: procedure\n\
         moment: [apply, solve]\ntags: [press]\nroles: [operator]\nlocations: [hall-1/press]\nequipment: [press]\n\
         asks: [red lamp, {q: curtain reset, top: 1}]\nasks_not: [reset password]\nalso_called: [light curtain]\n\
         aliases: [old.html]\ntools: [hex key, {name: Key 7, qty: 1, note: on the belt}]\nparts: [Fuse]\nppe: [Gloves]\n\
         prerequisites: ['aid:lockout', Power isolated]\n\
         hazards: [{level: danger, what: Ram, harm: lost fingers, avoid: Lock out, at: 3}]\ntime: 10 min\n\
         result: Green lamp\nstatus: withdrawn\nowner: {name: Press leads, contact: ext 412}\napprover: N. Haddad\n\
         approved: 2026-05-01\nrev: 3\neffective: 2026-05-02\nexpires: 2027-05-02\n\
         changes: [{rev: 3, date: 2026-05-01, kind: minor, note: Shorter}]\nreviewed: 2026-05-03\nreviewed_by: A\n\
         review_note: Tried it\ntried_on: 2026-05-04\ntried_by: B\nreview_every: 6 months\n\
         sources: [{title: Manual, edition: v7, checked: 2026-01-10, url: 'https://example.org/m'}]\n\
         supersedes: [old]\nrelated: [other]\nlang: pt-BR\ntranslation_of: press\ntranslated_rev: 2\nmode: do-confirm\n\
         print: {format: a6, sides: 2, overflow: back, copies: [{at: hall, qty: 2, rev: 3}]}\n\
         video: {src: r.webm, captions: r.vtt, poster: r.jpg, transcript: r.txt, seconds: 40}\nweight: 1.5\n\
         extra: {colour: red, n: 3, f: 1.5, yes: true, none: null, list: [a], text: '3'}",
    );
    assert_eq!(problems, NONE);
    assert_eq!(value(&front.title), Some("Reset the press"));
    assert_eq!(front.kind, Some(AidType::Procedure));
    assert_eq!(front.moment, [Moment::Apply, Moment::Solve]);
    assert_eq!((front.asks[0].value.top, front.asks[1].value.top), (3, 1));
    assert_eq!(front.tools[1].note.as_deref(), Some("on the belt"));
    assert_eq!(front.hazards[0].value.at, Some(3));
    assert_eq!(front.time.expect("a time").value.seconds, 600);
    assert_eq!(front.status, Status::Withdrawn);
    assert_eq!(front.owner.expect("an owner").contact.as_deref(), Some("ext 412"));
    assert_eq!(front.approved.expect("a date").value.to_string(), "2026-05-01");
    assert!(front.changes[0].value.minor);
    assert_eq!(front.review_every.expect("a duration").value.months, 6);
    assert_eq!(front.sources[0].value.url.as_deref(), Some("https://example.org/m"));
    assert_eq!(front.lang.expect("a language").value.tag(), "pt-br");
    let print = front.print.expect("print").value;
    assert_eq!((print.sides, print.copies[0].qty, print.overflow.as_deref()), (Some(2), 2, Some("back")));
    assert_eq!(front.video.expect("a video").value.seconds, Some(40));
    assert_eq!(front.weight, Some(1.5));
    let extra = serde_json::to_string(&front.extra).expect("JSON");
    assert_eq!(extra, r#"{"colour":"red","f":1.5,"list":["a"],"n":3,"none":null,"text":"3","yes":true}"#);
}

#[test]
fn scalars_stay_as_they_are_written() {
    let (front, problems) = front("title: 1.20\nrev: 1.10\nneed: 2026-05-01\ntags: [1.20, 007, yes, 0x10, 1e3, ~x]");
    assert_eq!(problems, NONE);
    assert_eq!((value(&front.title), value(&front.rev)), (Some("1.20"), Some("1.10")));
    assert_eq!(value(&front.need), Some("2026-05-01"));
    assert_eq!(values(&front.tags), ["1.20", "007", "yes", "0x10", "1e3", "~x"]);
}

#[test]
fn every_value_has_its_own_place() {
    let yaml = "tags: [a, \"a\", 'it''s', a] # a\nroles:\n- b # b\n- {x: b}\n- b\nneed: |\n  two\n  lines";
    let text = format!("---\n{yaml}\n---\nBody.\n");
    let (front, diagnostics) = read(&text);
    let shown: Vec<(usize, &str)> =
        front.tags.iter().chain(&front.roles).map(|l| (l.span.start, &text[l.span.clone()])).collect();
    assert_eq!(shown, [(11, "a"), (14, "\"a\""), (19, "'it''s'"), (28, "a"), (44, "b"), (61, "b")]);
    assert_eq!(values(&front.tags), ["a", "a", "it's", "a"]);
    assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["F04 5:3"]);
    assert_eq!(front.need.map(|need| text[need.span].to_owned()).as_deref(), Some("|\n  two\n  lines"));
}

#[test]
fn harmless_dirt_is_accepted() {
    for text in [
        "\n---\ntitle: A\n---\nB",
        " ---\ntitle: A\n---\nB",
        "---  \ntitle:\tA\n---  \nB",
        "---\n\"title\" : A\n---\nB",
    ] {
        let (front, diagnostics) = read(text);
        assert_eq!((value(&front.title), diagnostics), (Some("A"), vec![]), "{text:?}");
    }
}

#[test]
fn positions_are_those_on_disk_with_byte_order_mark_and_windows_line_ends() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("press.md");
    std::fs::write(&disk, b"\xef\xbb\xbf---\r\ntitle: A\r\nnede: x\r\n---\r\nBody.\r\n").expect("a file");
    let path = SitePath::new("press.md").expect("a path");
    let file = File {
        path,
        shown: "press.md".into(),
        disk: disk.into(),
        kind: Kind::Aid,
        bytes: 40,
        stamp: Stamp::default(),
        pixels: None,
    };
    let (front, diagnostics) = read(&read_text(&file).expect("text"));
    assert_eq!(value(&front.title), Some("A"));
    assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["F02 3:1"]);
}

#[test]
fn an_empty_value_is_no_value() {
    let (front, problems) = front("title:\nneed: ~\nsummary: null\nresult: \"\"\ntags: []\nroles:\nextra: {}");
    assert_eq!(problems, NONE);
    assert_eq!(front, FrontMatter::default());
}

#[test]
fn a_file_may_have_no_front_matter() {
    for text in [
        "# Title\n\nBody.",
        "---\n---\nBody.",
        "---\n\n# Page\n\nText\n\n---\n\nMore",
        "---\nText: more\n\nBody",
        "***\n",
    ] {
        assert_eq!(read(text), (FrontMatter::default(), vec![]), "{text:?}");
    }
}

#[test]
fn nothing_but_front_matter_is_reported() {
    for (text, place) in [("", "F10 0:0"), (" \n\n", "F10 0:0"), ("---\ntitle: A\n---\n\n", "F10 3:1")] {
        let (_, diagnostics) = read(text);
        assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), [place], "{text:?}");
    }
    let (front, diagnostics) = read("---\ntitle: A\nstatus: withdrawn\n---\n");
    assert_eq!((value(&front.title), diagnostics), (Some("A"), vec![]));
}

#[test]
fn unclosed_front_matter_is_read_as_far_as_it_goes() {
    let (front, diagnostics) = read("---\ntitle: A\ntags:\n- b\n\n# Heading\n\nSome: text\n");
    assert_eq!((value(&front.title), values(&front.tags)), (Some("A"), vec!["b"]));
    assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["F01 1:1"]);
    assert_eq!(diagnostics[0].hints, ["add a line `---` after line 4"]);
    // A thematic break further down is not the closing fence.
    let (front, diagnostics) = read("---\ntitle: A\n\nText.\n\n---\n\nMore.\n");
    assert_eq!(value(&front.title), Some("A"));
    assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["F01 1:1"]);
}

#[test]
fn front_matter_that_is_no_mapping_is_refused() {
    for yaml in ["- a\n- b", "just text", "[a, b]"] {
        assert_eq!(front(yaml), (FrontMatter::default(), vec!["F01 2:1".to_owned()]), "{yaml}");
    }
    let (front, diagnostics) = read("+++\ntitle = \"A\"\n+++\nBody.\n");
    assert_eq!(front, FrontMatter::default());
    assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["F01 1:1"]);
    assert!(diagnostics[0].hints[0].contains("YAML"));
}

#[test]
fn a_duplicate_key_is_reported_and_the_first_counts() {
    let (aid, problems) = front("title: A\nneed: x\ntitle: B");
    assert_eq!((value(&aid.title), problems), (Some("A"), vec!["F03 4:1".to_owned()]));
    assert!(hint("title: A\ntitle: B").contains("line 2"));
    let (aid, problems) = front("owner:\n  name: A\n  contact: C\n  name: B");
    assert_eq!((aid.owner.map(|owner| owner.name).as_deref(), problems), (Some("A"), vec!["F03 5:3".to_owned()]));
    let (aid, problems) = front("reviewed: 2026-01-01\nlast_reviewed_on: 2026-02-02");
    assert_eq!(problems, ["F03 3:1"]);
    assert_eq!(aid.reviewed.map(|date| date.value.to_string()).as_deref(), Some("2026-01-01"));
}

/// Each spoils its own key only: `need` below it is read.
#[test]
fn a_value_that_cannot_be_parsed_costs_only_itself() {
    for (yaml, place, mended) in [
        ("title: Reset: the boiler", "F01 2:13", "`title: \"Reset: the boiler\"`"),
        ("title: {{ page.title }}", "F01 2:8", "`title: \"{{ page.title }}\"`"),
        ("title: {% if a %}b", "F01 2:8", "`title: \"{% if a %}b\"`"),
        ("title: \"Reset", "F01 2:8", "`title: \"Reset\"`"),
        ("title: 'tis time", "F01 2:8", "`title: \"tis time\"`"),
        ("title: \"Reset\" it", "F01 2:16", "`title: '\"Reset\" it'`"),
        ("title: [Draft] Reset", "F01 2:16", "`title: \"[Draft] Reset\"`"),
        ("title: **Reset**", "F01 2:8", "`title: \"**Reset**\"`"),
        ("title: @home", "F01 2:8", "`title: \"@home\"`"),
        ("title: - a", "F01 2:8", "`title: \"- a\"`"),
        ("title: !Stop now", "F01 2:8", "`title: \"!Stop now\"`"),
        ("title: *anchor", "F01 2:8", "`title: \"*anchor\"`"),
        ("tags: [a, b", "F01 2:7", "add `]`"),
        ("tags: [a, b #c]", "F01 2:7", "` #` starts a comment"),
        ("tags:\n\t- a", "F01 3:1", "spaces"),
        ("tags:\n  - \"a\n  - b", "F01 3:5", "close the quote"),
        ("tags:\n  - a\n - b", "F01 4:2", "indent"),
        ("asks:\n  - press: red: lamp", "F01 3:15", "in quotes"),
        ("title: A\n type: procedure", "F01 3:2", "start the line with `type:`"),
        ("title:A", "F01 2:1", "`title: A`"),
        ("title = A", "F01 2:1", "`title: A`"),
        ("? title", "F01 2:1", "one line"),
    ] {
        let (aid, problems) = front(&format!("{yaml}\nneed: N"));
        assert_eq!((problems, value(&aid.need)), (vec![place.to_owned()], Some("N")), "{yaml}");
        assert_eq!(aid, FrontMatter { need: aid.need.clone(), ..FrontMatter::default() }, "{yaml}");
        let hint = hint(yaml);
        assert!(hint.contains(mended), "{yaml}: {hint}");
    }
}

#[test]
fn anchors_work_inside_one_key() {
    let (aid, problems) = front("tags: [&x a, *x]\nroles: *x\nextra: {a: &b [1], c: *b}");
    assert_eq!(values(&aid.tags), ["a", "a"]);
    assert_eq!(problems, ["F01 3:8"]);
    assert_eq!(aid.extra["c"], serde_json::json!([1]));
}

#[test]
fn what_would_choke_the_parser_is_refused() {
    let (aid, problems) = front(&format!("title: {}\nneed: N", "[".repeat(70)));
    assert_eq!((value(&aid.need), problems), (Some("N"), vec!["F01 2:72".to_owned()]));
    let (aid, problems) = front(&format!("title: A\nneed: {}", "x".repeat(17_000)));
    assert_eq!((aid, problems), (FrontMatter::default(), vec!["F01 2:1".to_owned()]));
    let bomb: String = (1..8).map(|n| format!(", &a{n} [{}]", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    let (aid, problems) = front(&format!("extra: {{x: [&a0 [y]{bomb}]}}\nneed: N"));
    assert_eq!((value(&aid.need), problems), (Some("N"), vec!["F01 2:1".to_owned()]));
}

#[test]
fn a_hash_that_cuts_a_value_is_reported() {
    let (aid, problems) = front("title: C# notes #2\ntags:\n  - line #4\nrev: 3 # third\nneed: 'lamp #3'");
    assert_eq!(problems, ["F08 2:17", "F08 4:10"]);
    assert_eq!((value(&aid.title), value(&aid.need)), (Some("C# notes"), Some("lamp #3")));
    assert!(hint("title: C# notes #2").contains("`\"C# notes #2\"`"));
}

#[test]
fn dates_are_days_of_the_calendar() {
    let (aid, problems) = front(
        "approved: yyyy-mm-dd\nreviewed: 2026-02-30\ntried_on: 1/5/2026\neffective: 2026-05-01T10:00:00Z\n\
         expires: \"2026-05-01 10:00\"\nchanges: {date: 2026-5-1, note: n}",
    );
    assert_eq!(problems, ["F04 2:11", "F04 3:11", "F04 4:11", "F04 7:17"]);
    assert_eq!((aid.approved, aid.reviewed, aid.tried_on), (None, None, None));
    assert_eq!(aid.effective.expect("a date").value.to_string(), "2026-05-01");
    assert_eq!(aid.expires.expect("a date").value.to_string(), "2026-05-01");
    assert!(hint("approved: yyyy-mm-dd").contains("remove the key"));
    assert!(hint("approved: 2026-5-1").contains("`2026-05-01`"));
}

#[test]
fn lists_may_be_written_in_many_ways() {
    let (aid, problems) =
        front("tags: a, b, c\nroles: operator\nlocations: [a, null, b]\nequipment:\n  -\n  - 3\nmoment: apply, solve");
    assert_eq!(values(&aid.tags), ["a", "b", "c"]);
    assert_eq!(aid.tags[1].span, 13..14);
    assert_eq!(
        (values(&aid.roles), values(&aid.locations), values(&aid.equipment)),
        (vec!["operator"], vec!["a", "b"], vec!["3"])
    );
    assert_eq!(aid.moment, [Moment::Apply, Moment::Solve]);
    assert_eq!(problems, ["F04 4:16", "F04 6:3"]);
}

#[test]
fn text_may_stand_for_a_map() {
    let (aid, problems) = front(
        "owner: Press leads\nvideo: x.webm\nprint: a6\nprerequisites:\n  - aid: lockout\n  - Power off\n\
         sources: https://example.org/m\nhazards: {level: notice, what: Paint, avoid: Cover it}\nchanges: First issue",
    );
    assert_eq!(problems, NONE);
    assert_eq!(aid.owner.expect("an owner").name, "Press leads");
    assert_eq!(aid.video.expect("a video").value.src, "x.webm");
    assert_eq!(aid.print.expect("print").value.format.as_deref(), Some("a6"));
    assert_eq!(values(&aid.prerequisites), ["aid:lockout", "Power off"]);
    assert_eq!(aid.sources[0].value.url.as_deref(), Some("https://example.org/m"));
    assert_eq!(aid.hazards[0].value.what, "Paint");
    assert_eq!(aid.changes[0].value.note, "First issue");
}

#[test]
fn a_map_with_a_slip_keeps_its_other_fields() {
    let (aid, problems) = front(
        "asks:\n  - {q: a, tpo: 1}\n  - red: lamp\n  - b\ntools:\n  - {qty: 1}\n  - {name: Key, qty: 2.50}\n\
         owner: {name: A, phone: 3}\nprint: {sides: 3, format: a6}\nvideo: {poster: x.jpg}",
    );
    assert_eq!(problems, ["F02 3:12", "F04 4:5", "F04 7:5", "F02 9:18", "F04 10:16", "F04 11:8"]);
    assert_eq!(aid.asks.iter().map(|ask| ask.value.query.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(aid.tools[0].qty.as_deref(), Some("2.50"));
    assert_eq!(aid.owner.expect("an owner").name, "A");
    assert_eq!(aid.print.expect("print").value.format.as_deref(), Some("a6"));
    assert_eq!(aid.video, None);
}

#[test]
fn unknown_keys_say_where_they_belong() {
    let (aid, problems) = front("größe: 3\ntitle: A");
    assert_eq!((value(&aid.title), problems), (Some("A"), vec!["F02 2:1".to_owned()]));
    for (key, wanted) in [
        ("tittle", "did you mean `title`?"),
        ("Title", "did you mean `title`?"),
        ("also-called", "did you mean `also_called`?"),
        ("tag", "did you mean `tags`?"),
        ("dscription", "`summary`"),
        ("description", "`summary`"),
        ("author", "`owner`"),
        ("date", "`effective`"),
        ("permalink", "`id`"),
        ("layout", "`extra: {layout: …}`"),
        ("colour", "`extra: {colour: …}`"),
    ] {
        let hint = hint(&format!("{key}: x"));
        assert!(hint.contains(wanted), "{key}: {hint}");
    }
}

#[test]
fn the_equals_of_other_publishers_are_read() {
    let (aid, problems) =
        front("redirect_from: [a.html]\naliases: b.html\nlast_reviewed_on: 2026-01-01\nreview_in: 6 months");
    assert_eq!(problems, NONE);
    assert_eq!(values(&aid.aliases), ["a.html", "b.html"]);
    assert_eq!(aid.reviewed.expect("a date").value.to_string(), "2026-01-01");
    assert_eq!(aid.review_every.expect("a duration").value.months, 6);
}

#[test]
fn values_outside_their_set_are_refused_with_the_nearest() {
    for (yaml, place, wanted) in [
        ("status: drft", "F04 2:9", "did you mean `draft`?"),
        ("type: checklst", "F04 2:7", "did you mean `checklist`?"),
        ("mode: do-confrm", "F04 2:7", "did you mean `do-confirm`?"),
        ("moment: [new, aply]", "F04 2:15", "did you mean `apply`?"),
        ("type: howto", "F04 2:7", "`worksheet`"),
        ("id: Press Reset", "F04 2:5", "`id: press-reset`"),
        ("time: 10", "F04 2:7", "`10 min`"),
        ("time: soon", "F04 2:7", "`1 h 30 min`"),
        ("review_every: yearly", "F04 2:15", "`6 months`"),
        ("lang: english", "F04 2:7", "`en`"),
        ("weight: heavy", "F04 2:9", "number"),
        ("weight: .inf", "F04 2:9", "number"),
        ("title: [a]", "F04 2:8", "quotes"),
        ("extra: text", "F04 2:8", "`key: value`"),
        ("sources: [{title: M, url: ftp://x}]", "I03 2:27", "https"),
        ("hazards: [{level: warnin, what: x, avoid: y}]", "F04 2:19", "did you mean `warning`?"),
        ("hazards: [{level: danger, what: x}]", "H03 2:11", "avoid"),
    ] {
        let (_, problems) = front(yaml);
        assert_eq!(problems, [place], "{yaml}");
        let hint = hint(yaml);
        assert!(hint.contains(wanted), "{yaml}: {hint}");
    }
}

#[test]
fn a_hazard_is_never_lost() {
    let (aid, problems) =
        front("hazards:\n  - Crush point\n  - \"DANGER: High voltage\"\n  - {what: Steam, avoid: Wait}");
    assert_eq!(problems, ["F04 3:5", "H03 3:5", "H03 4:5", "F04 5:5"]);
    let hazards: Vec<_> = aid.hazards.iter().map(|hazard| (hazard.value.level, hazard.value.what.as_str())).collect();
    use kneeboard::aid::doc::Signal::{Danger, Warning};
    assert_eq!(hazards, [(Warning, "Crush point"), (Danger, "High voltage"), (Warning, "Steam")]);
}

#[test]
fn the_change_record_is_newest_first_and_matches_rev() {
    let (_, diagnostics) = read(
        "---\nrev: 3\nchanges:\n  - {rev: 2, date: 2026-01-01, note: a}\n  - {rev: 1, date: 2026-02-01, note: b}\n---\nB\n",
    );
    assert_eq!(diagnostics.iter().map(code_and_place).collect::<Vec<_>>(), ["F04 4:5", "F04 5:5"]);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.level == kneeboard::diagnostic::Level::Warning));
}

/// Text that is likely to upset a reader of front matter.
fn dirty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "(title|tags|asks|hazards|changes|extra|owner|print|id|rev): ?",
        4 => "[a-z0-9ä#&*!|>%@`?,~. '\"\\[\\]{}:\\\\\t-]{1,8}",
        4 => Just("\n".to_owned()),
        2 => "\n(  |\t|- |---)",
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| format!("---\n{}\n---\nBody.\n", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic_and_every_span_is_in_the_text(text in dirty()) {
        let (front, _) = read(&text);
        let texts = [&front.tags, &front.roles, &front.aliases, &front.related];
        let mut spans: Vec<_> = texts.into_iter().flatten().map(|located| located.span.clone()).collect();
        spans.extend(front.title.map(|located| located.span));
        spans.extend(front.asks.iter().map(|located| located.span.clone()));
        spans.extend(front.hazards.iter().map(|located| located.span.clone()));
        spans.extend(front.changes.iter().map(|located| located.span.clone()));
        for span in spans {
            prop_assert!(text.get(span.clone()).is_some_and(|shown| !shown.is_empty()), "{span:?}");
        }
    }
}

#[test]
fn a_tab_or_braces_around_the_keys_are_named_as_such() {
    assert_eq!(hint("\ttitle: x"), "begin it in the first column: `title: x`");
    assert_eq!(hint("{title: x, tags: [a]}"), "write one `key: value` a line, without braces around them");
}
