//! `kneeboard check`: what a build would say, and whether aids are found by what people type.

mod support;

use serde_json::Value;
use support::{Site, copy, files, repository, run};

/// Two aids; what the first is asked for decides.
fn press_site(front: &str) -> Site {
    Site::new(&[
        ("kneeboard.yaml", "title: Press shop\n"),
        ("reset.md", &format!("---\ntitle: Reset the light curtain\n{front}\n---\n\n1. Turn key 7 to **RESET**.\n")),
        ("start.md", "---\ntitle: Start the press\nasks: [press on]\n---\n\n1. Press **START**.\n"),
    ])
}

#[test]
fn an_ask_that_finds_its_aid_is_fine() {
    let site = press_site("asks: [curtain reset, {q: reset the light curtain, top: 1}]\nasks_not: [holiday]");
    let run = site.check(&["--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.is_empty() && run.stderr.starts_with("2 aids, 3 asks, "), "{}", run.stderr);
}

#[test]
fn an_ask_that_another_aid_answers_says_which_and_why() {
    let run = press_site("asks: [{q: start the press, top: 1}]").check(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[X01]: `start the press` "), "{}", run.stderr);
    assert!(run.stderr.contains("--> reset.md:3:12\n"), "{}", run.stderr);
    assert!(run.stderr.contains("`Start the press` (start.md) is first: that is its title"), "{}", run.stderr);
}

#[test]
fn what_must_not_find_an_aid_does_not() {
    let run = press_site("asks_not: [light curtain]").check(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[X01]: `light curtain` finds this aid in place 1"), "{}", run.stderr);
    assert!(run.stderr.contains("--> reset.md:3:12\n"), "{}", run.stderr);
}

#[test]
fn what_finds_an_aid_behind_the_right_one_names_that() {
    let run = press_site("asks_not: [start the light]").check(&[]);
    assert!(run.stderr.contains("in place 2, and `asks_not` forbids it"), "{}", run.stderr);
    assert!(run.stderr.contains("`Start the press` (start.md) is first"), "{}", run.stderr);
}

#[test]
fn levels_of_the_site_hold_for_its_rules() {
    let site = press_site("asks: [{q: start the press, top: 1}]");
    for (level, code, strict) in [("warning", 0, 1), ("info", 0, 0), ("off", 0, 0)] {
        site.write("kneeboard.yaml", format!("checks: {{X01: {level}}}\n"));
        let run = site.check(&[]);
        assert_eq!((run.code, run.stderr.contains("[X01]")), (code, level != "off"), "{level}: {}", run.stderr);
        assert_eq!(site.check(&["--strict"]).code, strict, "{level}");
    }
}

#[test]
fn the_same_ask_in_two_aids_is_reported_in_both() {
    let site = press_site("asks: [Press, ON!]");
    site.write("kneeboard.yaml", "languages: [en, es]\n");
    site.write("start.es.md", "---\ntitle: Arrancar\nasks: [press on]\n---\n\n1. Pulse.\n");
    assert!(!site.check(&[]).stderr.contains("[X02]"));
    site.write("reset.md", "---\ntitle: Reset the light curtain\nasks: [\"Press: ON!\"]\n---\n\n1. Turn.\n");
    let said = site.check(&[]).stderr;
    assert_eq!(said.matches("warning[X02]").count(), 2, "{said}");
    assert!(said.contains("`Press: ON!` is an ask of `start.md` too"), "{said}");
    assert!(said.contains("`press on` is an ask of `reset.md` too"), "{said}");
}

#[test]
fn withdrawn_aids_and_drafts_are_not_searched_for() {
    for status in ["withdrawn", "draft"] {
        let site = press_site(&format!("status: {status}\nasks: [press on, {{q: start the press, top: 1}}]"));
        let run = site.check(&["--strict"]);
        assert_eq!(run.code, 0, "{status}: {}", run.stderr);
    }
    let site = press_site("status: draft\nasks: [press on]");
    assert!(site.check(&["--drafts"]).stderr.contains("[X02]"));
}

#[test]
fn a_check_says_what_a_build_says_and_writes_nothing() {
    let site = Site::new(&[]);
    copy(&repository().join("tests/golden/site"), site.root());
    let before = files(site.root());
    let problems = |said: &str| -> Vec<String> {
        said.split("\n\n").filter(|part| part.contains("[") && !part.contains("[X0")).map(str::to_owned).collect()
    };
    let check = site.check(&[]);
    assert_eq!(files(site.root()), before);
    let build = site.build(&[]);
    assert_eq!((check.code, problems(&check.stderr)), (build.code, problems(&build.stderr)));
    assert!(!problems(&check.stderr).is_empty());
}

#[test]
fn a_template_that_fails_is_found_without_a_build() {
    let site = press_site("");
    site.write("theme/templates/404.html", "{{ no_such_value }}");
    let run = site.check(&[]);
    assert!(run.code == 1 && run.stderr.contains("[Z01]"), "{}", run.stderr);
}

#[test]
fn problems_are_data_for_programs() {
    let site = press_site("tgas: [a]\nasks: [{q: start the press, top: 1}]");
    let run = site.check(&["--format", "json"]);
    assert_eq!(run.code, 1);
    let lines: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let told: Vec<_> =
        lines.iter().map(|line| (&line["code"], &line["level"], &line["line"], &line["column"])).collect();
    let expected = [("F02", "warning", 3, 1), ("X01", "error", 4, 12)];
    assert_eq!(told.len(), expected.len(), "{}", run.stdout);
    for (found, (code, level, line, column)) in told.into_iter().zip(expected) {
        assert_eq!(found, (&code.into(), &level.into(), &line.into(), &column.into()));
    }
    assert_eq!(lines[0]["file"], "reset.md");
    assert_eq!(lines[0]["hints"][0], "did you mean `tags`?");
    assert!(!run.stderr.contains("[F02]"), "{}", run.stderr);
}

#[test]
fn findability_is_measured_kept_and_compared() {
    let site = press_site("asks: [curtain reset, beam broken]");
    let first = site.check(&["--findability"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.contains("as written            100.0 %  (3 of 3)"), "{}", first.stdout);
    assert!(!first.stdout.contains("since the last time"), "{}", first.stdout);
    let figures = std::fs::read(site.root().join("findability.json")).expect("figures");

    let again = site.check(&["--findability"]);
    assert!(again.stdout.contains("nothing changed"), "{}", again.stdout);
    assert_eq!(std::fs::read(site.root().join("findability.json")).expect("figures"), figures);

    // The figures are no content.
    assert_eq!(site.build(&["--strict"]).code, 0);
    assert!(!site.has("findability.json"));

    site.write("beam.md", "# Beam broken\n\n1. Look for it.\n");
    let (reset, third) = (site.root().join("reset.md"), "asks: [{q: beam broken, top: 1}, key 7]");
    let text = std::fs::read_to_string(&reset).expect("an aid");
    std::fs::write(&reset, text.replace("asks: [curtain reset, beam broken]", third)).expect("an aid");
    site.write("old.json", &figures);
    let data = site.check(&["--findability", "--report", "old.json", "--format", "json"]).stdout;
    let data: serde_json::Value = serde_json::from_str(data.lines().last().expect("the figures")).expect("JSON");
    assert_eq!(
        (&data["findability"]["changes"]["added"], &data["findability"]["changes"]["removed"]),
        (&2.into(), &1.into())
    );

    let changed = site.check(&["--findability"]).stdout;
    assert!(changed.contains("3 aids in use, 1 of them without asks"), "{changed}");
    assert!(changed.contains("2 phrases are new, 1 are gone"), "{changed}");
}

#[test]
fn figures_are_kept_where_they_are_wanted_and_replace_nothing_else() {
    let site = press_site("");
    assert_eq!(site.check(&["--findability", "--report", "kept/figures.json"]).code, 2, "no such folder");
    site.write("kept/other.json", "{\"name\": \"somebody's\"}");
    let refused = site.check(&["--findability", "--report", "kept/other.json"]);
    assert!(refused.code == 2 && refused.stderr.contains("--report"), "{}", refused.stderr);
    assert_eq!(files(&site.root().join("kept")).len(), 1);
    assert_eq!(site.check(&["--findability", "--report", "kept/figures.json"]).code, 0);
    assert!(site.root().join("kept/figures.json").is_file() && !site.root().join("findability.json").exists());
    assert_eq!(site.check(&["--report", "kept/figures.json"]).code, 2, "--report without --findability");
}

#[test]
fn the_example_site_and_a_new_one_find_all_they_are_asked_for() {
    let folder = Site::new(&[]);
    assert_eq!(run(folder.root(), &["new", "starter"]).code, 0);
    for site in [repository().join("example-content"), folder.root().join("starter")] {
        let run = run(&site, &["check", "--strict", "--today", support::TODAY]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
}
