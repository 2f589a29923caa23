//! `kneeboard.yaml` and `data/`: a slip costs its own key, and the rest is used.

use kneeboard::config::{Config, Data, load, load_data};
use kneeboard::diagnostic::{Diagnostic, Level};
use kneeboard::language::Language;
use kneeboard::source::{File, Kind, SitePath, Stamp, Tree};
use kneeboard::value::{AidType, FacetKind, Label};
use std::path::Path;

/// Reads a site folder named `harrow-lane` with these files.
fn site(files: &[(&str, &str)]) -> (Config, Data, Vec<Diagnostic>) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("harrow-lane");
    std::fs::create_dir_all(root.join("data")).expect("a folder");
    for (name, text) in files {
        std::fs::write(root.join(name), text).expect("a file");
    }
    read(&root, &files.iter().map(|(name, _)| *name).collect::<Vec<_>>())
}

fn read(root: &Path, names: &[&str]) -> (Config, Data, Vec<Diagnostic>) {
    let file = |name: &&str| File {
        path: SitePath::new(name).expect("a path"),
        shown: (*name).into(),
        disk: root.join(name).into(),
        kind: Kind::Config,
        bytes: 0,
        stamp: Stamp::default(),
        pixels: None,
    };
    let mut files: Vec<File> = names.iter().map(file).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let (mut config, mut diagnostics) = load(root);
    let (data, more) = load_data(&Tree { files, ..Tree::default() }, &mut config);
    diagnostics.extend(more);
    (config, data, diagnostics)
}

/// Code and place of each problem, with its hints.
fn shown(diagnostics: &[Diagnostic]) -> Vec<(String, String)> {
    let place = |d: &Diagnostic| d.place.as_ref().map_or((0, 0), |place| (place.line, place.column));
    let line = |d: &Diagnostic| (format!("{} {}:{}", d.code.id, place(d).0, place(d).1), d.hints.join("\n"));
    diagnostics.iter().map(line).collect()
}

#[test]
fn every_key_is_read() {
    let (config, _, diagnostics) = site(&[(
        "kneeboard.yaml",
        "---\nvocabularies:\n  roles: {lead: {en: Lead, es: Jefe}, operator: Operator}\n  tags: [press, safety]\n\
         title: Harrow Lane\ndescription: Aids\nbase_url: https://aids.example.org/x\nlanguages: [es, en]\ntheme: plain\n\
         owner: {name: Leads, contact: ext 2}\nignore: [drafts, notes/todo.md]\n\
         review: {every: 12 months, by_type: {checklist: 6 months}}\nprint: {format: a6, sheet: letter, backs: duplex, offset: [0.5, -1]}\n\
         checks: {F02: off, s09: error}\nsynonyms: [[light curtain, AOPD], [hi-vis, high visibility vest]]\n",
    )]);
    assert_eq!(diagnostics, []);
    assert_eq!((config.title.default.as_str(), config.theme.as_str()), ("Harrow Lane", "plain"));
    assert_eq!(config.base_url.as_deref(), Some("https://aids.example.org/x/"));
    assert_eq!(config.languages.iter().map(Language::tag).collect::<Vec<_>>(), ["es", "en"]);
    assert_eq!(config.owner.expect("an owner").contact.as_deref(), Some("ext 2"));
    assert_eq!(config.ignore.iter().map(SitePath::as_str).collect::<Vec<_>>(), ["drafts", "notes/todo.md"]);
    let roles = &config.vocabularies[&FacetKind::Roles];
    assert_eq!((roles["lead"].default.as_str(), roles["lead"].get(&Language::english())), ("Jefe", "Lead"));
    assert_eq!(config.vocabularies[&FacetKind::Tags]["press"].default, "press");
    assert_eq!(config.review.by_type[&AidType::Checklist].months, 6);
    assert_eq!(config.print.sheet.as_deref(), Some("letter"));
    assert_eq!((config.print.duplex, config.print.offset), (true, (0.5, -1.0)));
    assert_eq!(config.synonyms, [["light curtain", "AOPD"], ["hi-vis", "high visibility vest"]]);
    assert_eq!(config.checks.into_iter().collect::<Vec<_>>(), [("F02", None), ("S09", Some(Level::Error))]);
}

#[test]
fn a_folder_without_configuration_has_its_own_name() {
    let (config, data, diagnostics) = site(&[]);
    assert_eq!(
        config,
        Config { title: Label { default: "Harrow lane".to_owned(), ..Label::default() }, ..Config::default() }
    );
    assert_eq!((data, diagnostics), (Data::default(), vec![]));
    let (config, _, diagnostics) = site(&[("kneeboard.yaml", "# nothing yet\n")]);
    assert_eq!((config.title.default.as_str(), diagnostics), ("Harrow lane", vec![]));
}

#[test]
fn a_configuration_by_another_name_is_not_overlooked() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("kneeboard.yml"), "title: A\n").expect("a file");
    let (_, diagnostics) = load(folder.path());
    assert_eq!(shown(&diagnostics), [("Y01 0:0".to_owned(), "rename it to `kneeboard.yaml`, in YAML".to_owned())]);
}

#[test]
fn a_slip_costs_only_its_own_key() {
    for (yaml, place, wanted) in [
        ("titel: A", "Y02 2:1", "did you mean `title`?"),
        ("baseURL: https://x.org", "Y02 2:1", "did you mean `base_url`?"),
        ("print: {fromat: a6}", "Y02 2:9", "did you mean `format`?"),
        ("review: {by_type: {checklst: 6 months}}", "Y02 2:20", "did you mean `checklist`?"),
        ("vocabularies: {rolez: [a]}", "Y02 2:16", "did you mean `roles`?"),
        ("owner: {name: A, phone: 3}", "Y02 2:18", "`contact`"),
        ("base_url: aids.example.org", "Y03 2:11", "`https://aids.example.org`"),
        ("base_url: https://x.org/?a", "Y03 2:11", "`https://example.org/aids/`"),
        ("languages: [en, english]", "Y03 2:17", "`pt-br`"),
        ("ignore: [../x]", "Y03 2:10", "`drafts`"),
        ("review: {every: often}", "Y03 2:17", "`6 months`"),
        ("print: {sheet: a3}", "Y03 2:16", "`a4`"),
        ("print: {backs: both}", "Y03 2:16", "`duplex`"),
        ("print: {offset: [1, far]}", "Y03 2:17", "`offset: [0.5, -1]`"),
        ("checks: {F02: of}", "Y03 2:15", "did you mean `off`?"),
        ("checks: {F0: off}", "Y03 2:10", "did you mean `F0"),
        ("checks: [F02]", "Y03 2:9", "`key: value`"),
        ("description: A: B", "Y01 2:15", "`description: \"A: B\"`"),
        ("theme: plain", "Y01 2:1", "line 1"),
        ("theme", "Y01 2:1", "`key: value`"),
    ] {
        let (config, _, diagnostics) = site(&[("kneeboard.yaml", &format!("theme: plain\n{yaml}\n"))]);
        let shown = shown(&diagnostics);
        assert_eq!(shown.len(), 1, "{yaml}: {shown:?}");
        assert_eq!(shown[0].0, place, "{yaml}");
        assert!(shown[0].1.contains(wanted), "{yaml}: {}", shown[0].1);
        assert!(diagnostics[0].level == Level::Error && config.theme == "plain", "{yaml}");
    }
}

#[test]
fn synonyms_are_groups_however_they_are_written() {
    for yaml in [
        "synonyms: [[lift, elevator, hoist], [fork, tine]]",
        "synonyms:\n  - [lift, elevator, hoist]\n  - fork, tine",
        "synonyms: {lift: [elevator, hoist], fork: tine}",
        "synonyms:\n  - lift: elevator, hoist\n  - fork: [tine]",
    ] {
        let (config, _, diagnostics) = site(&[("kneeboard.yaml", yaml)]);
        assert_eq!(diagnostics, [], "{yaml}");
        assert_eq!(config.synonyms, [vec!["lift", "elevator", "hoist"], vec!["fork", "tine"]], "{yaml}");
    }
}

#[test]
fn a_group_of_synonyms_that_is_wrong_leaves_the_others() {
    for (yaml, place, wanted) in [
        ("[[fork, tine], [lift]]", "Y03 1:27", "`[light curtain, safety curtain]`"),
        ("[[fork, tine], {lift: }]", "Y03 1:27", "`[light curtain, safety curtain]`"),
        ("[[fork, tine], [lift, elevator, lift], [hoist, hoist]]", "Y03 1:43", "remove one"),
        ("[[fork, tine], [lift, [a]]]", "Y03 1:33", "quotes"),
        ("[[fork, tine], '']", "Y03 1:26", "remove the entry"),
    ] {
        let (config, _, diagnostics) = site(&[("kneeboard.yaml", &format!("synonyms: {yaml}\n"))]);
        let shown = shown(&diagnostics);
        assert_eq!(config.synonyms[0], ["fork", "tine"], "{yaml}");
        assert!(shown[0].0 == place && shown[0].1.contains(wanted), "{yaml}: {shown:?}");
    }
    for flat in ["[lift, elevator]", "lift"] {
        let (config, _, diagnostics) = site(&[("kneeboard.yaml", &format!("synonyms: {flat}\n"))]);
        assert!(config.synonyms.is_empty() && diagnostics.len() == 1, "{flat}");
        assert!(diagnostics[0].hints[0].contains("`[[light curtain, safety curtain]]`"), "{:?}", diagnostics[0].hints);
    }
}

#[test]
fn data_is_kept_as_written() {
    let (config, data, diagnostics) = site(&[
        ("kneeboard.yaml", "languages: [en, es]\nvocabularies: {tags: {a: Own}}\n"),
        ("data/vocabularies.yaml", "tags: {a: Other, b: {es: Be, en: Bee}}\nroles: [lead]\n"),
        ("data/glossary.yaml", "CIP: Cleaning in place\nhold tube: {es: Tubo, en: Pipe}\nresguardo: {es: Puerta}\n"),
        ("data/facts.yaml", "press4:\n  torque: 1.20\n  phone: \"112\"\n  deep: {er: 2 %}\ncap: 007\n"),
    ]);
    assert_eq!(diagnostics, []);
    let tags = &config.vocabularies[&FacetKind::Tags];
    assert_eq!((tags["a"].default.as_str(), tags["b"].default.as_str()), ("Own", "Bee"));
    assert!(config.vocabularies[&FacetKind::Roles].contains_key("lead"));
    let meanings: Vec<_> = data.glossary.iter().map(|(term, label)| (term.as_str(), label.default.as_str())).collect();
    assert_eq!(meanings, [("CIP", "Cleaning in place"), ("hold tube", "Pipe"), ("resguardo", "Puerta")]);
    let facts: Vec<_> = data.facts.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(facts, [("cap", "007"), ("press4.deep.er", "2 %"), ("press4.phone", "112"), ("press4.torque", "1.20")]);
}

#[test]
fn problems_in_data_are_reported_and_the_rest_is_used() {
    let (_, data, diagnostics) =
        site(&[("data/facts.yaml", "a: 1\nb:\n  c: [2]\n  d:\n  e: 3\na: 4\n"), ("data/fact.yaml", "a: 1\n")]);
    assert_eq!(data.facts.keys().collect::<Vec<_>>(), ["a", "b.e"]);
    let places: Vec<String> = shown(&diagnostics).into_iter().map(|(place, _)| place).collect();
    assert_eq!(places, ["Y02 0:0", "Y01 6:1", "Y03 3:6", "Y03 4:3"]);
    assert_eq!(
        (diagnostics[0].level, diagnostics[0].hints[0].as_str()),
        (Level::Warning, "rename it to `data/facts.yaml`")
    );
}

#[test]
fn the_current_folder_has_a_name_too() {
    let (config, _) = load(Path::new("."));
    assert!(!config.title.default.is_empty() && config.title.default != ".");
}
