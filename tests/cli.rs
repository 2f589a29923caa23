//! The command as a shell sees it: streams, exit codes, colour.

use std::io::Read;
use std::process::{Command, Output, Stdio};

/// The command, in surroundings that do not depend on who runs the test.
fn kneeboard(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kneeboard"));
    command.args(arguments);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "SOURCE_DATE_EPOCH", "TZ"] {
        command.env_remove(variable);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    kneeboard(arguments).output().expect("the command runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn help_and_version_go_to_stdout() {
    let commands: &[&[&str]] = &[
        &["--help"],
        &["build", "--help"],
        &["check", "--help"],
        &["search", "-h"],
        &["new", "--help"],
        &["explain", "-h"],
        &["--version"],
    ];
    for arguments in commands {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(output.stderr.is_empty() && output.stdout.len() > 10, "{arguments:?}");
    }
}

#[test]
fn wrong_usage_is_told_on_stderr() {
    let commands: &[&[&str]] = &[
        &[],
        &["bild"],
        &["build", "--jobs", "none"],
        &["build", "--today", "2026-02-30"],
        &["build", "/no/such/folder"],
        &["check", "/no/such/folder"],
        &["check", "--format", "xml"],
        &["search"],
        &["search", "press", "/no/such/folder"],
    ];
    for arguments in commands {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{arguments:?}");
    }
    assert!(stderr(&run(&["bild"])).contains("'build'"), "a slip has a suggestion");
}

#[test]
fn an_unusable_epoch_is_told_and_today_overrules_it() {
    let site = tempfile::tempdir().expect("a temporary folder");
    let path = site.path().to_str().expect("a plain path");
    let build = |arguments: &[&str]| {
        kneeboard(&[&["build", path], arguments].concat()).env("SOURCE_DATE_EPOCH", "today").output().expect("it runs")
    };
    assert!(stderr(&build(&[])).contains("SOURCE_DATE_EPOCH is `today`"));
    assert_eq!(build(&[]).status.code(), Some(2));
    assert_eq!(build(&["--today", "2026-05-01"]).status.code(), Some(0));
}

#[test]
fn a_code_is_explained_on_stdout_in_any_case() {
    for code in ["F04", "f04"] {
        let output = run(&["explain", code]);
        assert_eq!(output.status.code(), Some(0));
        let page = stdout(&output);
        assert!(page.starts_with("# F04: ") && page.contains("## Instead"), "{page}");
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let list = stdout(&run(&["explain"]));
    assert_eq!(list.lines().count(), kneeboard::diagnostic::ALL.len());
    assert!(list.contains("F02  warning  unknown key\n"), "{list}");
}

#[test]
fn an_unknown_code_gets_a_suggestion() {
    let output = run(&["explain", "F4"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `F04`?"));
    assert!(output.stdout.is_empty());
    assert!(stderr(&run(&["explain", "nonsense"])).contains("kneeboard explain"));
}

#[test]
fn completions_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let output = run(&["completions", shell]);
        assert_eq!(output.status.code(), Some(0), "{shell}");
        assert!(stdout(&output).contains("base-url"), "{shell}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let mut child = kneeboard(&["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), said.as_str()), (Some(0), ""));
}

#[test]
fn messages_are_coloured_only_when_that_is_wanted() {
    let said = |variables: &[(&str, &str)]| {
        let output = kneeboard(&["explain", "F4"]).envs(variables.iter().copied()).output().expect("it runs");
        stderr(&output)
    };
    assert!(!said(&[]).contains('\x1b'), "stderr is no terminal");
    assert!(said(&[("CLICOLOR_FORCE", "1")]).contains('\x1b'));
    assert!(!said(&[("CLICOLOR_FORCE", "0")]).contains('\x1b'));
    assert!(!said(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\x1b'));
}

#[test]
fn a_new_site_is_made_in_a_new_or_empty_folder_only() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let inside = folder.path().join("my aids");
    let path = inside.to_str().expect("a plain path");
    let output = run(&["new", path]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stderr(&output).contains(&format!("kneeboard build '{path}'")), "says what to do next");
    assert!(inside.join("kneeboard.yaml").is_file());

    let again = run(&["new", path]);
    assert_eq!(again.status.code(), Some(2));
    assert!(stderr(&again).contains("is not empty"));
    let a_file = inside.join("kneeboard.yaml");
    assert_eq!(run(&["new", a_file.to_str().expect("a plain path")]).status.code(), Some(2));
}

#[test]
fn a_new_site_has_an_aid_of_each_type_and_no_problem() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().to_str().expect("a plain path");
    assert_eq!(run(&["new", path]).status.code(), Some(0));
    let output = run(&["build", path, "--strict"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output).lines().count(), 1, "one line of summary: {}", stderr(&output));
    let aids = std::fs::read_to_string(folder.path().join("public/aids.json")).expect("aids.json");
    for kind in ["procedure", "checklist", "decision", "lookup", "troubleshooting", "worksheet"] {
        assert!(aids.contains(&format!("\"{kind}\"")), "{kind}");
    }
}

#[test]
fn a_build_says_what_is_wrong_where_and_how_much() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write("a.md", "---\ntitle: Reset the press\ntgas: [press]\n---\n\n1. Press **RESET**.\n");
    write("b.md", "# Start the press\n\n1. [Reset it](reset.md).\n");
    let path = folder.path().to_str().expect("a plain path");
    let build = |arguments: &[&str]| run(&[&["build", path], arguments].concat());

    let output = build(&[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains(&format!("--> {path}/a.md:3:1\n")), "{said}");
    assert!(said.contains(&format!("--> {path}/b.md:3:")), "{said}");
    assert!(said.contains("\n1 error, 1 warning\n2 aids, "), "{said}");
    assert!(folder.path().join("public/a.html").is_file(), "the good aid is published");
    assert!(folder.path().join("public/b.html").is_file(), "the other one too");

    let quiet = stderr(&build(&["--quiet"]));
    assert!(quiet.contains("[I01]") && !quiet.contains("[F02]") && !quiet.contains("aids,"), "{quiet}");

    let strict = stderr(&build(&["--quiet", "--strict"]));
    assert!(strict.contains("[F02]"), "what forbids to publish is said: {strict}");

    write("b.md", "# Start the press\n\n1. [Reset it](a.md).\n");
    assert_eq!(build(&[]).status.code(), Some(0), "warnings alone are no failure");
    std::fs::remove_dir_all(folder.path().join("public")).expect("the old site");
    assert_eq!(build(&["--strict"]).status.code(), Some(1));
    assert!(!folder.path().join("public").exists(), "with --strict nothing is published");
}
