//! The shape of the source: who imports whom, how long a file is, what only the command line does.
//!
//! Each rule is a function from source files to what breaks it; the last test feeds each one a file that does.

use std::path::Path;

/// The modules in the order of `lib.rs`; each may import those of an earlier line. Those of one line are siblings and never
/// import each other.
const LAYERS: &[&[&str]] = &[
    &["diagnostic"],
    &["language"],
    &["unicode"],
    &["value"],
    &["yaml"],
    &["source"],
    &["config"],
    &["aid"],
    &["site"],
    &["check", "search", "print", "theme"],
    &["pipeline"],
    &["render"],
    &["publish", "preview"],
    &["cli"],
];

/// Which modules import which crate. One door each, but for what has no other side: derives, dates, threads.
const CRATES: &[(&str, &[&str])] = &[
    ("ahash", &["site", "print"]),
    ("annotate_snippets", &["diagnostic"]),
    ("axum", &["preview"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("elasticlunr", &["search"]),
    ("futures_util", &["preview"]),
    ("harfrust", &["print"]),
    ("hyper", &["preview"]),
    ("hyper_util", &["preview"]),
    ("imagesize", &["source"]),
    ("include_dir", &["theme", "cli"]),
    ("indicatif", &["cli"]),
    ("intl_pluralrules", &["theme"]),
    ("jiff", &["aid", "site", "theme", "pipeline", "render", "preview", "cli"]),
    ("mimalloc", &["main"]),
    ("mime_guess", &["preview"]),
    ("notify", &["preview"]),
    ("open", &["cli"]),
    ("percent_encoding", &["aid", "render", "preview"]),
    ("pulldown_cmark", &["aid"]),
    ("qrcode", &["print"]),
    ("rayon", &["source", "site", "check", "print", "search", "pipeline", "preview", "cli"]),
    ("rustix", &["publish", "preview"]),
    (
        "serde",
        &[
            "diagnostic",
            "language",
            "value",
            "yaml",
            "config",
            "aid",
            "site",
            "check",
            "search",
            "theme",
            "render",
            "publish",
            "preview",
            "cli",
        ],
    ),
    ("serde_json", &["diagnostic", "yaml", "aid", "site", "search", "theme", "render", "publish", "preview", "cli"]),
    ("serde_yaml", &["yaml"]),
    ("strsim", &["diagnostic"]),
    ("tera", &["theme"]),
    ("tokio", &["preview"]),
    ("unic_langid", &["theme"]),
    ("unicode_linebreak", &["print"]),
    ("unicode_normalization", &["unicode"]),
    ("unicode_width", &["print"]),
    ("walkdir", &["source"]),
    ("xxhash_rust", &["site", "search", "publish", "preview"]),
];

/// What only the command line does.
const ONLY_CLI: &[&str] = &[
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "process::exit",
    "std::env",
    "SystemTime",
    "io::stdout",
    "io::stderr",
    "ZonedDateTime::now",
];

/// A longer file holds two ideas.
const MOST_LINES: usize = 450;

/// A source file.
struct Source {
    /// Path below `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The top-level module that the file belongs to: `aid` for `aid/doc.rs`.
    fn module(&self) -> &str {
        let top = self.path.split('/').next().unwrap_or_default();
        top.strip_suffix(".rs").unwrap_or(top)
    }

    /// The lines of code, with their numbers: no comments, no unit tests (which stand at the end of a file).
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        numbered
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
    }
}

/// Every file of `src`, sorted.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of the source") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let shown = path.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
                sources.push(Source { path: shown, text: std::fs::read_to_string(&path).expect("source text") });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// The first identifiers after each `start` in a line: one, or all of a `{group}` at its top level.
fn names_after<'a>(line: &'a str, start: &str) -> Vec<&'a str> {
    let identifier = |text: &'a str| text.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let mut names = Vec::new();
    for (at, _) in line.match_indices(start) {
        let before = line[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
            continue;
        }
        let rest = &line[at + start.len()..];
        match rest.strip_prefix('{') {
            None => names.push(identifier(rest)),
            Some(group) => {
                let (mut depth, mut parts) = (1, group.split(','));
                while let Some(part) = parts.next().filter(|_| depth > 0) {
                    if depth == 1 && !part.trim_start().starts_with('}') {
                        names.push(identifier(part.trim_start()));
                    }
                    depth = (depth + part.matches('{').count()).saturating_sub(part.matches('}').count());
                }
            }
        }
    }
    names
}

/// A `use` of several lines as one, so that a group is seen whole.
fn statements(source: &Source) -> Vec<(usize, String)> {
    let mut statements: Vec<(usize, String)> = Vec::new();
    let mut open = false;
    for (number, line) in source.code() {
        match statements.last_mut() {
            Some((_, statement)) if open => statement.push_str(line.trim()),
            _ => statements.push((number, line.to_owned())),
        }
        let statement = &statements.last().expect("a line was added").1;
        let words = statement.trim_start();
        let is_use = words.starts_with("use ") || words.starts_with("pub use ") || words.starts_with("pub(");
        open = is_use && words.contains("use ") && !words.contains(';');
    }
    statements
}

/// Imports that do not lead downwards.
fn upward_imports(sources: &[Source]) -> Vec<String> {
    let layer = |module: &str| LAYERS.iter().position(|layer| layer.contains(&module));
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !["lib.rs", "main.rs"].contains(&source.path.as_str())) {
        let module = source.module();
        let Some(own) = layer(module) else {
            found.push(format!("src/{}: module `{module}` has no layer", source.path));
            continue;
        };
        for (line, statement) in statements(source) {
            for name in names_after(&statement, "crate::") {
                if name != module && layer(name).is_none_or(|other| other >= own) {
                    found.push(format!("src/{}:{line}: `{module}` imports `{name}`", source.path));
                }
            }
        }
    }
    found
}

/// Third-party crates used outside of their module.
fn crates_in_the_wrong_module(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for (line, statement) in statements(source) {
            for (name, modules) in CRATES {
                let mut uses = names_after(&statement, &format!("{name}::"));
                uses.extend(names_after(&statement, &format!("use {name}")).iter().filter(|rest| rest.is_empty()));
                if !uses.is_empty() && !modules.contains(&source.module()) {
                    found.push(format!("src/{}:{line}: `{name}` belongs to {modules:?}", source.path));
                }
            }
        }
    }
    found
}

/// Files that are too long.
fn long_files(sources: &[Source]) -> Vec<String> {
    let long = |source: &&Source| source.text.lines().count() > MOST_LINES;
    sources.iter().filter(long).map(|s| format!("src/{}: {} lines", s.path, s.text.lines().count())).collect()
}

/// Printing, exiting, the clock and the environment outside of the command line.
fn side_effects(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !["cli", "main"].contains(&source.module())) {
        for (line, code) in source.code() {
            for name in ONLY_CLI.iter().filter(|name| code.contains(**name)) {
                found.push(format!("src/{}:{line}: `{name}`", source.path));
            }
        }
    }
    found
}

/// Dependencies that do not say why they are there, or have no module in [`CRATES`].
fn unreasoned_crates(manifest: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut section = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        }
        if !["[dependencies]", "[dev-dependencies]"].contains(&section) {
            continue;
        }
        let Some((name, rest)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) else { continue };
        if rest.split_once(" # ").is_none_or(|(_, reason)| reason.trim().len() < 10) {
            found.push(format!("{name}: no reason"));
        }
        let imported = name.trim().trim_end_matches("-rs").replace('-', "_");
        if section == "[dependencies]" && !CRATES.iter().any(|(known, _)| *known == imported) {
            found.push(format!("{name}: no module of its own"));
        }
    }
    found
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn imports_lead_downwards() {
    assert_none(&upward_imports(&sources()));
}

#[test]
fn every_crate_has_one_door() {
    assert_none(&crates_in_the_wrong_module(&sources()));
}

#[test]
fn files_are_short() {
    assert_none(&long_files(&sources()));
}

#[test]
fn only_the_command_line_prints_exits_and_reads_the_surroundings() {
    assert_none(&side_effects(&sources()));
}

#[test]
fn every_crate_has_its_reason() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    assert_none(&unreasoned_crates(&std::fs::read_to_string(manifest).expect("the manifest")));
}

#[test]
fn what_contributing_points_to_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("CONTRIBUTING.md")).expect("the guide");
    let paths = text.split('`').skip(1).step_by(2).filter(|code| code.contains('/') && !code.contains([' ', '\n']));
    let own = paths.filter(|path| !path.contains("NAME") && *path != "data/");
    let missing: Vec<String> = own.filter(|path| !root.join(path).exists()).map(str::to_owned).collect();
    assert_none(&missing);
}

#[test]
fn each_rule_finds_what_breaks_it() {
    let upward = [
        "use crate::render::page;",
        "use crate::{diagnostic::Diagnostic, site::{Site, Facet}, render};",
        "use crate::{\n    diagnostic::Diagnostic,\n    render::page,\n};",
        "fn f() -> crate::cli::exit::Exit { }",
        "use crate::theme::Theme;",
    ];
    for text in upward {
        assert_eq!(upward_imports(&[Source::new("search/index.rs", text)]).len(), 1, "{text}");
    }
    assert_none(&upward_imports(&[Source::new("search/index.rs", "use crate::{site::Site, search::Index};")]));

    for text in ["use tera::Tera;", "fn f(t: &tera::Tera) {}", "use tera as engine;", "use {\n    tera::Tera,\n};"] {
        assert_eq!(crates_in_the_wrong_module(&[Source::new("aid/mod.rs", text)]).len(), 1, "{text}");
    }
    assert_none(&crates_in_the_wrong_module(&[Source::new("theme/mod.rs", "use tera::Tera; // serde_yaml::Value")]));

    assert_eq!(long_files(&[Source::new("aid/mod.rs", &"\n".repeat(MOST_LINES + 1))]).len(), 1);

    for text in ["println!();", "std::process::exit(1)", "std::env::var(\"HOME\")", "std::time::SystemTime::now()"] {
        assert_eq!(side_effects(&[Source::new("aid/mod.rs", text)]).len(), 1, "{text}");
    }
    assert_none(&side_effects(&[Source::new("aid/mod.rs", "// println!\n#[cfg(test)]\nmod tests { println!() }")]));

    assert_eq!(unreasoned_crates("[dependencies]\nclap = \"4\"\ntera = \"2\" # templates, by layers\n").len(), 1);
    assert_eq!(unreasoned_crates("[dependencies]\nleftpad = \"1\" # text of a fixed width\n").len(), 1);
}
