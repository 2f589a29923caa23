//! What `kneeboard explain` says holds: each page has its parts, each example has the problem, each mend has not.
//!
//! A fenced block of a page is a file when its label names one (`markdown press.md`), or when it is markdown or YAML.

use kneeboard::diagnostic::{ALL, Code};
use std::path::Path;
use std::process::Command;

/// Problems that no text file has: an encoding, a symbolic link. They have their own tests.
const NOT_SHOWN_BY_TEXT: &[&str] = &["F06", "F12"];
/// What the examples show beside themselves.
const MEDIA: &[&str] = &["start.webm", "reset.webm", "reset.en.vtt", "reset.jpg", "gauge.svg"];

/// The headings of a page, each with the text below it. What looks like a heading within a fenced block is none.
fn sections(code: &Code) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut fenced = false;
    for line in code.explain.lines() {
        fenced ^= line.starts_with("```");
        match (line.strip_prefix("## "), sections.last_mut()) {
            (Some(heading), _) if !fenced => sections.push((heading, String::new())),
            (_, Some((_, text))) => text.extend([line, "\n"]),
            (_, None) => panic!("{}: `{line}` stands before the first heading", code.id),
        }
    }
    sections
}

/// The text of a page below one of its headings.
fn section(code: &Code, heading: &str) -> String {
    let mut sections = sections(code).into_iter();
    sections.find(|(found, _)| *found == heading).unwrap_or_else(|| panic!("{}: no `{heading}`", code.id)).1
}

/// The files that the fenced blocks of a text stand for: name and content.
fn files(text: &str) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(label) = line.strip_prefix("```") else { continue };
        let content: String = lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        let mut words = label.split(' ');
        let language = words.next().unwrap_or_default();
        match (language, words.next()) {
            (_, Some(name)) => files.push((name.to_owned(), content)),
            ("markdown", None) => files.push(("example.md".to_owned(), content)),
            ("yaml", None) => files.push(("kneeboard.yaml".to_owned(), content)),
            _ => {}
        }
    }
    files
}

/// What a check says of a site with these files.
fn messages(files: &[(String, String)]) -> String {
    let site = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, content: &str| {
        let path = site.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::fs::write(path, content).expect("a file");
    };
    // Without a configuration, a `theme` folder would be content.
    write("kneeboard.yaml", "");
    MEDIA.iter().for_each(|name| write(name, ""));
    files.iter().for_each(|(name, content)| write(name, content));
    let output = Command::new(env!("CARGO_BIN_EXE_kneeboard"))
        .args(["check", "--today", "2026-05-01"])
        .arg(site.path())
        .output()
        .expect("the command runs");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn every_page_has_its_four_parts_in_order() {
    for code in ALL {
        let headings: Vec<&str> = sections(code).into_iter().map(|(heading, _)| heading).collect();
        assert_eq!(headings, ["What it does", "Why", "Example", "Instead"], "{}", code.id);
        for heading in headings {
            assert!(section(code, heading).trim().len() > 20, "{}: `{heading}` says nothing", code.id);
        }
    }
}

#[test]
fn every_page_shows_its_problem_as_a_file() {
    for code in ALL.iter().filter(|code| !NOT_SHOWN_BY_TEXT.contains(&code.id)) {
        assert!(!files(&section(code, "Example")).is_empty(), "{}: no example", code.id);
    }
}

#[test]
fn every_example_has_its_problem_and_every_mend_has_not() {
    let mut wrong = Vec::new();
    for code in ALL.iter().filter(|code| !NOT_SHOWN_BY_TEXT.contains(&code.id)) {
        let mark = format!("[{}]: ", code.id);
        let example = messages(&files(&section(code, "Example")));
        if !example.contains(&mark) {
            wrong.push(format!("{}: the example is fine:\n{example}", code.id));
        }
        let mend = messages(&files(&section(code, "Instead")));
        if mend.contains(&mark) {
            wrong.push(format!("{}: the mend has the problem:\n{mend}", code.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
