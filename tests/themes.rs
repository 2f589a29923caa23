//! The theme interface: layers, the documented values, words in every language, failures at their place.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use support::{Site, copy, files, repository};

const CONFIG: (&str, &str) = ("kneeboard.yaml", "title: Test\n");
const AID: (&str, &str) = ("a.md", "# Aid\n\n1. Do it.\n   Why: because.\n");

fn text(path: &str) -> String {
    std::fs::read_to_string(repository().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The fields of every public struct (and variant) of the contexts: `AidContext` → `title`, …
fn fields_of_contexts() -> BTreeMap<String, BTreeSet<String>> {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut container, mut current) = (String::new(), String::new());
    let sources = files(&repository().join("src/theme/context")).into_values();
    let source: String = sources.map(|bytes| String::from_utf8(bytes).expect("UTF-8")).collect();
    for line in source.lines() {
        let code = line.trim();
        let name = |prefix: &str| {
            let rest = code.strip_prefix(prefix)?;
            Some(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default().to_owned())
        };
        if let Some(found) = name("pub struct ") {
            current = found;
        } else if let Some(found) = name("pub enum ") {
            container = found;
        } else if line.starts_with("    ") && code.ends_with('{') && code.starts_with(char::is_uppercase) {
            current = format!("{container}::{}", code.trim_end_matches([' ', '{']));
        } else if !code.starts_with("//") && !code.starts_with('#') && code.ends_with(',') && code.contains(": ") {
            let field = code.trim_start_matches("pub ").split(':').next().unwrap_or_default();
            fields.entry(current.clone()).or_default().insert(field.to_owned());
        }
    }
    fields
}

/// The names in backticks that begin the list items below each heading of the themes' README.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut heading = String::new();
    for line in text("themes/README.md").lines() {
        if line.starts_with("##") {
            heading = line.trim_start_matches(['#', ' ']).split(' ').next().unwrap_or_default().to_owned();
            found.entry(heading.clone()).or_default();
        } else if let Some(rest) = line.strip_prefix("- `") {
            let name = rest.split(['`', ':', ' ']).next().unwrap_or_default().trim_start_matches('@');
            found.entry(heading.clone()).or_default().insert(name.to_owned());
        }
    }
    found
}

#[test]
fn every_value_that_templates_get_is_documented() {
    let (fields, documented) = (fields_of_contexts(), documented());
    assert!(fields.len() > 30 && fields["AidContext"].contains("title"), "{fields:?}");
    for (name, fields) in fields {
        let described = documented.get(&name).unwrap_or_else(|| panic!("no `### {name}` in themes/README.md"));
        assert_eq!(fields, *described, "{name}: left in the source, right in themes/README.md");
    }
}

/// The words after `{% block` or `{% component` in the templates of a theme.
fn named(theme: &str, tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, bytes) in files(&repository().join("themes").join(theme).join("templates")) {
        let template = String::from_utf8(bytes).expect("UTF-8");
        for part in template.split("{%").skip(1) {
            let statement = part.trim_start_matches('-').trim_start();
            if let Some(rest) = statement.strip_prefix(tag).filter(|rest| rest.starts_with(' ')) {
                let name = rest.trim_start().split(|c: char| !c.is_alphanumeric() && !"._-".contains(c)).next();
                found.entry(path.clone()).or_default().insert(name.unwrap_or_default().to_owned());
            }
        }
    }
    found
}

#[test]
fn every_block_and_component_is_documented() {
    let documented = documented();
    for (template, blocks) in named("default", "block") {
        let described = documented.get(&template).unwrap_or_else(|| panic!("no `### {template}`"));
        assert!(blocks.is_subset(described), "{template}: {blocks:?} in the template, {described:?} in the README");
    }
    let components: BTreeSet<String> = named("default", "component").into_values().flatten().collect();
    assert!(components.len() > 30);
    for component in components {
        assert!(documented.contains_key(&component), "no `### {component}` in themes/README.md");
    }
}

#[test]
fn a_site_changes_a_block_a_component_a_word_and_a_colour_without_copying_a_page() {
    let site = Site::new(&[
        CONFIG,
        AID,
        (
            "theme/templates/aid.html",
            "{% extends \"builtin/aid.html\" %}\n{% block after_steps %}<p>Call 210</p>{{ super() }}{% endblock after_steps %}\n",
        ),
        (
            "theme/templates/components/ours.html",
            "{% component aid.detail(detail: map, @t: map) %}<p class=\"ours\">{{ t.label | get(key=detail.kind) }}: {{ detail.html | safe }}</p>{% endcomponent aid.detail %}\n",
        ),
        ("theme/strings/en.yaml", "label: {why: Reason}\nrecord: Document control\n"),
        ("theme/static/site.css", ":root { --signal: #00a39b }\n"),
    ]);
    let run = site.build(&["--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let page = site.page("a.html");
    assert!(page.contains("<p>Call 210</p>"), "the block");
    assert!(page.contains("<p class=\"ours\">Reason: because.</p>"), "the component and the word: {page}");
    assert!(page.contains("Document control") && page.contains("id=\"step-1\""), "the rest is built in");
    assert!(page.contains("static/site.css") && site.has("static/site.css"), "the colour");
}

#[test]
fn a_part_of_the_style_sheet_can_be_replaced_alone() {
    let site = Site::new(&[
        CONFIG,
        AID,
        ("theme/styles/40-steps.css", ".ours { color: red }\n"),
        ("theme/styles/99-last.css", ".last { color: red }\n"),
    ]);
    assert_eq!(site.build(&[]).code, 0);
    let (style, part) = (site.page("static/style.css"), text("themes/default/styles/40-steps.css"));
    assert!(style.contains(".ours") && style.trim_end().ends_with(".last { color: red }"));
    assert!(!style.contains(&part) && style.contains(&text("themes/default/styles/50-checklists.css")));
}

#[test]
fn a_theme_of_the_site_needs_only_what_it_changes() {
    let site = Site::new(&[
        ("kneeboard.yaml", "theme: mine\n"),
        AID,
        (
            "themes/mine/templates/components/mine.html",
            "{% component aid.state(aid: map) %}<b>mine</b>{% endcomponent aid.state %}\n",
        ),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.page("a.html").contains("<b>mine</b>"));
}

#[test]
fn the_plain_theme_shows_every_aid_of_the_example() {
    let site = Site::new(&[]);
    copy(&repository().join("example-content"), site.root());
    assert_eq!(site.build(&["--out", "default"]).code, 0);
    let config = text("example-content/kneeboard.yaml").replace("theme: default", "theme: plain");
    site.write("kneeboard.yaml", config);
    let run = site.build(&["--strict", "--out", "plain"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (default, plain) = (files(&site.root().join("default")), files(&site.root().join("plain")));
    assert_eq!(default.keys().collect::<Vec<_>>(), plain.keys().collect::<Vec<_>>());
    let page = "filling/clear-cap-jam.html";
    assert!(default[page] != plain[page] && String::from_utf8_lossy(&plain[page]).contains("id=\"step-3\""));
}

#[test]
fn a_theme_that_does_not_exist_is_refused_with_a_suggestion() {
    let site = Site::new(&[("kneeboard.yaml", "theme: plian\n"), AID]);
    let run = site.build(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `plain`?"), "{}", run.stderr);
}

#[test]
fn a_template_that_fails_names_its_place_and_the_page() {
    let broken = Site::new(&[CONFIG, AID, ("theme/templates/aid.html", "<p>\n  {{ aid.title }</p>\n")]);
    let run = broken.build(&[]);
    assert_eq!(run.code, 2, "nothing can be rendered: {}", run.stderr);
    assert!(run.stderr.contains("error[Z01]") && run.stderr.contains("theme/templates/aid.html:2:"), "{}", run.stderr);

    let failing = Site::new(&[CONFIG, AID, ("theme/templates/aid.html", "<p>\n  {{ aid.titel }}</p>\n")]);
    let run = failing.build(&[]);
    assert_eq!(run.code, 1, "other pages are there: {}", run.stderr);
    assert!(run.stderr.contains("theme/templates/aid.html:2:10"), "{}", run.stderr);
    assert!(run.stderr.contains("while rendering `a.md`"), "{}", run.stderr);
    assert!(failing.has("index.html"));

    let unknown = Site::new(&[
        CONFIG,
        AID,
        ("theme/templates/aid.html", "{% extends \"builtin/aid.html\" %}\n{% block nope %}{% endblock nope %}\n"),
    ]);
    let run = unknown.build(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("nope") && run.stderr.contains("theme/templates/aid.html:2:"), "{}", run.stderr);
}

/// The keys of a words file, nested ones dotted.
fn keys(language: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let mut parent = String::new();
    for line in text(&format!("themes/default/strings/{language}.yaml")).lines() {
        let Some((key, value)) = line.split_once(':').filter(|_| !line.trim_start().starts_with('#')) else { continue };
        if !line.starts_with(' ') {
            parent = key.to_owned();
            if !value.trim().starts_with('{') {
                keys.insert(key.to_owned());
            }
        } else {
            keys.insert(format!("{parent}.{}", key.trim()));
        }
        if let Some(inner) = value.trim().strip_prefix('{') {
            let plural = inner.contains("other:");
            for pair in inner.trim_end_matches('}').split(", ").filter(|_| !plural) {
                keys.insert(format!("{key}.{}", pair.split(':').next().unwrap_or_default()));
            }
            keys.insert(key.trim().to_owned());
        }
    }
    keys.retain(|key| !key.starts_with("language_names"));
    keys
}

#[test]
fn every_word_is_there_in_every_language() {
    let english = keys("en");
    assert!(english.len() > 100, "{english:?}");
    for language in ["es", "ar"] {
        assert_eq!(english, keys(language), "left English, right {language}");
    }
}

#[test]
fn a_loop_over_a_map_has_one_order() {
    let keys = ["golf", "alpha", "hotel", "bravo", "india", "charlie", "juliett", "delta", "kilo", "echo", "lima"];
    let extra: Vec<String> = keys.iter().map(|key| format!("{key}: 1")).collect();
    let aid = format!("---\nextra: {{{}}}\n---\n# Aid\n", extra.join(", "));
    let template = "{% for key, value in aid.extra %}{{ key }} {% endfor %}\n";
    let site = Site::new(&[CONFIG, ("a.md", &aid), ("theme/templates/aid.html", template)]);
    assert_eq!(site.build(&[]).code, 0);
    let mut sorted = keys;
    sorted.sort_unstable();
    assert_eq!(site.page("a.html").trim(), sorted.join(" "));
}
