//! What the README says holds.

mod support;

use support::{Site, repository, run};

fn readme() -> String {
    std::fs::read_to_string(repository().join("README.md")).expect("README.md")
}

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let text = readme();
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.starts_with("```") && line.len() > 3 {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if line == format!("```{language}") {
                blocks.push(block.join("\n"));
            }
        }
    }
    blocks
}

#[test]
fn the_configuration_shown_is_read_without_a_problem() {
    let config = blocks("yaml").into_iter().find(|block| block.starts_with("title:")).expect("kneeboard.yaml");
    let data = blocks("yaml").into_iter().find(|block| block.starts_with("locations:")).expect("vocabularies.yaml");
    let site = Site::new(&[("kneeboard.yaml", &config), ("data/vocabularies.yaml", &data), ("a.md", "# Aid\n")]);
    let run = site.build(&["--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn the_aid_shown_is_built_without_a_problem() {
    let aid = blocks("markdown").into_iter().find(|block| block.starts_with("---")).expect("an aid");
    let site = Site::new(&[("press.md", &aid), ("press-no-start.md", "# Press does not start\n")]);
    let run = site.build(&["--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = site.page("press.html");
    assert!(page.contains("id=\"step-3\"") && page.contains("Crush point"), "{page}");
}

#[test]
fn every_key_of_the_table_is_known() {
    let text = readme();
    let table = text.split("### Front matter").nth(1).and_then(|rest| rest.split("###").next()).expect("the table");
    let rows = table.lines().filter(|line| line.starts_with("| `"));
    let keys: Vec<&str> =
        rows.filter_map(|row| row.split('|').nth(1)).flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
    assert!(keys.len() > 40, "{keys:?}");
    for key in keys {
        let site = Site::new(&[("a.md", &format!("---\n{key}:\n---\n# Aid\n"))]);
        let run = site.build(&[]);
        assert!(!run.stderr.contains("F02"), "{key}: {}", run.stderr);
    }
}

#[test]
fn options_and_commands_exist() {
    let help = |arguments: &[&str]| {
        let output =
            std::process::Command::new(env!("CARGO_BIN_EXE_kneeboard")).args(arguments).output().expect("help");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let text = readme();
    for (command, least) in [("build", 9), ("check", 4), ("search", 4)] {
        let manual = help(&[command, "--help"]);
        let after = text.split(&format!("| option of {command} |")).nth(1).expect("the table");
        let table = after.split("\n\n").next().expect("its end");
        let options: Vec<&str> = table.split('`').filter(|part| part.starts_with("--")).collect();
        for option in &options {
            let name = option.split(' ').next().expect("a name");
            assert!(manual.contains(name), "{command} {name}");
        }
        assert!(options.len() >= least, "{command}: {options:?}");
    }
    let commands = help(&["--help"]);
    assert!(
        ["build", "check", "search", "new", "explain", "completions"].iter().all(|command| commands.contains(command))
    );
}

#[test]
fn the_first_site_is_made_as_described() {
    let folder = Site::new(&[]);
    assert_eq!(run(folder.root(), &["new", "my-aids"]).code, 0);
    assert_eq!(run(folder.root(), &["build", "my-aids"]).code, 0);
    assert!(folder.root().join("my-aids/public/index.html").exists());
}

#[test]
fn every_link_of_the_readme_leads_somewhere() {
    let text = readme();
    // Every other piece between fences is an example.
    let prose: String = text.split("\n```").step_by(2).collect();
    for part in prose.split("](").skip(1) {
        let target = part.split(')').next().unwrap_or_default();
        if let Some(anchor) = target.strip_prefix('#') {
            let headings = text.lines().filter(|line| line.starts_with('#'));
            let slug = |line: &str| -> String {
                let words = line.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
                words.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect()
            };
            assert!(headings.into_iter().any(|line| slug(line) == anchor), "#{anchor}");
        } else if !target.contains(':') && target.contains('/')
            || target.ends_with(".md") && !target.contains("press") && !target.contains("call-")
        {
            let is_example = target.starts_with("..") || target == "reset.webm";
            assert!(is_example || repository().join(target.split('#').next().unwrap_or_default()).exists(), "{target}");
        }
    }
}
