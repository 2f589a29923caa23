//! `kneeboard search`: what people type, and the aids that answer.

mod support;

use serde_json::Value;
use support::Site;

fn shop() -> Site {
    Site::new(&[
        ("kneeboard.yaml", "languages: [en, es]\nsynonyms: [[lift, elevator]]\n"),
        (
            "press/reset.md",
            "---\ntitle: Reset the light curtain\nneed: The red lamp is on\n---\n\n1. Look into the beam.\n\n2. Turn key 7.\n",
        ),
        ("press/reset.es.md", "---\ntitle: Restablecer la cortina\n---\n\n1. Gire la llave 7.\n"),
        ("press/start.md", "# Start the press\n\n1. Press START.\n"),
        ("lift.md", "# Call the lift\n\n1. Press the button.\n"),
        ("plan.md", "---\ntitle: Holiday plan\nstatus: draft\n---\n\n1. Ask.\n"),
    ])
}

#[test]
fn hits_name_the_page_the_need_and_the_line() {
    let run = shop().search("light curtain", &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let lines: Vec<&str> = run.stdout.lines().map(str::trim_start).collect();
    assert!(lines.contains(&"1  Reset the light curtain"), "{}", run.stdout);
    assert!(lines.iter().any(|line| line.starts_with("press/reset.html")), "{}", run.stdout);
    assert!(lines.contains(&"The red lamp is on"), "{}", run.stdout);

    let run = shop().search("turn key 7", &[]);
    assert!(run.stdout.contains("press/reset.html#step-2\n"), "{}", run.stdout);
    assert!(run.stdout.contains("> Turn key 7."), "{}", run.stdout);
}

#[test]
fn nothing_found_and_could_not_run_are_told_apart() {
    let site = shop();
    let nothing = site.search("xylophone", &[]);
    assert_eq!((nothing.code, nothing.stdout.lines().next()), (1, Some("nothing found")));
    assert_eq!(site.search("holiday plan", &[]).code, 1, "a draft");
    assert_eq!(site.search("holiday plan", &["--drafts"]).code, 0);
    assert_eq!(support::run(site.root(), &["search", "press", "no-such-folder"]).code, 2);
    let none = site.search("press", &["--limit", "0"]);
    assert!(none.code == 2 && none.stderr.contains("a whole number of 1 or more"), "{}", none.stderr);

    let french = site.search("press", &["--lang", "fr"]);
    assert_eq!((french.code, french.stdout.as_str()), (2, ""));
    assert!(french.stderr.contains("`fr`; its languages are `en`, `es`"), "{}", french.stderr);
}

#[test]
fn aids_with_problems_and_an_empty_folder_stop_no_search() {
    let site = Site::new(&[]);
    let empty = site.search("drill", &[]);
    assert_eq!((empty.code, empty.stdout.lines().next(), empty.stderr.as_str()), (1, Some("nothing found"), ""));

    site.write("torn.md", "---\ntitle: [Torn\nasks: {\n---\n# Torn drill\n");
    site.write("bytes.md", b"# Drill \xff\n");
    site.write("good.md", "# Change the drill\n");
    let run = site.search("change drill", &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\n 1  Change the drill\n    good.html\n"), "{}", run.stdout);
}

#[test]
fn a_reader_gets_aids_in_the_own_language() {
    let run = shop().search("cortina", &["--lang", "ES"]);
    assert!(run.stdout.contains("Restablecer la cortina\n    press/reset.es.html"), "{}", run.stdout);
}

#[test]
fn a_limit_limits() {
    let run = shop().search("press", &["--limit", "1"]);
    assert!(run.stdout.starts_with("the first 1 of "), "{}", run.stdout);
    assert!(run.stdout.contains(" 1  ") && !run.stdout.contains(" 2  "), "{}", run.stdout);
}

#[test]
fn synonyms_of_the_site_find_the_aid() {
    let run = shop().search("elevator", &[]);
    assert!(run.stdout.contains(" 1  Call the lift\n"), "{}", run.stdout);
}

#[test]
fn the_points_that_are_explained_add_up() {
    let run = shop().search("reset light curtain", &["--explain"]);
    let first = run.stdout.split("\n\n").nth(1).expect("a hit");
    let points = |line: &str| line.rsplit(' ').next().and_then(|number| number.parse::<f64>().ok());
    let rows: Vec<(&str, f64)> = first
        .lines()
        .filter(|line| line.starts_with("      "))
        .map(|line| (line.trim(), points(line).expect("points")))
        .collect();
    let (total, parts) = rows.split_last().expect("a score");
    let sum: f64 = parts.iter().map(|(_, points)| points).sum();
    assert!(total.0.starts_with("score") && parts.len() > 2, "{first}");
    assert!((sum - total.1).abs() < 0.05 && total.1 > 0.0, "{first}");
    for word in ["`reset`", "`light`", "`curtain`"] {
        assert!(parts.iter().any(|(row, _)| row.starts_with(word)), "{first}");
    }
}

#[test]
fn words_that_an_aid_lacks_are_named() {
    let run = shop().search("start the curtain qx-77", &["--explain"]);
    assert!(run.stdout.contains("no aid has: qx, 77\n"), "{}", run.stdout);
    let reset = run.stdout.split("\n\n").find(|hit| hit.contains("Reset the light curtain")).expect("a hit");
    assert!(reset.contains("`start` is not in it") && reset.contains("`the` says little"), "{reset}");
    assert!(!run.stdout.contains("qx77"), "{}", run.stdout);
}

#[test]
fn a_slip_is_named() {
    let run = shop().search("curtian", &["--explain"]);
    assert!(run.stdout.contains("taken for: curtain\n"), "{}", run.stdout);
    assert!(run.stdout.contains("`curtian` is taken for `curtain`"), "{}", run.stdout);
}

#[test]
fn an_answer_is_data_for_programs() {
    let run = shop().search("turn key 7", &["--format", "json", "--limit", "1"]);
    let answer: Value = serde_json::from_str(&run.stdout).expect("JSON");
    assert_eq!((&answer["query"], &answer["lang"]), (&"turn key 7".into(), &"en".into()));
    assert!(answer["total"].as_u64() >= Some(1) && answer["words"].as_array().is_some_and(|words| words.len() == 3));
    let hit = &answer["hits"][0];
    for (field, value) in [
        ("id", "press/reset"),
        ("title", "Reset the light curtain"),
        ("href", "press/reset.html#step-2"),
        ("file", "press/reset.md"),
        ("lang", "en"),
        ("type", "procedure"),
        ("need", "The red lamp is on"),
    ] {
        assert_eq!(hit[field], value, "{field}");
    }
    assert_eq!(hit["rank"], 1);
    assert!(hit["score"].as_f64() > Some(0.0) && hit["points"]["words"].is_array(), "{hit}");
}

#[test]
fn content_cannot_write_to_the_terminal() {
    let site = shop();
    site.write("evil.md", "---\ntitle: \"Purge \\e[2J tank\"\n---\n\n1. Purge.\n");
    let run = site.search("purge tank", &["--explain"]);
    assert!(run.code == 0 && !run.stdout.contains('\x1b'), "{:?}", run.stdout);
}
