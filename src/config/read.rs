//! `kneeboard.yaml` → [`Config`].

use super::{Config, synonyms};
use crate::diagnostic::{self, Code, Diagnostic, Level, Place, closest};
use crate::language::Language;
use crate::source::{File, Kind, SitePath, Stamp, read_text};
use crate::value::{AidType, Duration, FacetKind, Label, Located, words};
use crate::yaml::{Codes, Content, Node, Reader};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

const FILE: &str = "kneeboard.yaml";

const KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "languages",
    "theme",
    "owner",
    "ignore",
    "vocabularies",
    "synonyms",
    "review",
    "print",
    "packs",
    "checks",
];

/// The most in mm by which a printer may be off.
const MOST_OFFSET: f64 = 20.0;

const LEVELS: &[(&str, Option<Level>)] =
    &[("error", Some(Level::Error)), ("warning", Some(Level::Warning)), ("info", Some(Level::Info)), ("off", None)];

pub(super) static CODES: Codes = Codes {
    syntax: &diagnostic::BAD_CONFIG,
    unknown_key: &diagnostic::CONFIG_KEY,
    duplicate_key: &diagnostic::BAD_CONFIG,
    value: &diagnostic::CONFIG_VALUE,
};

/// Reads `kneeboard.yaml` in `root`; a folder without one has the defaults, with its own name as title. A key that cannot
/// be used is reported, and the rest is used.
#[must_use]
pub fn load(root: &Path) -> (Config, Vec<Diagnostic>) {
    let mut config = Config { title: plain_label(folder_title(root)), ..Config::default() };
    let mut diagnostics = Vec::new();
    let disk = root.join(FILE);
    let shown: Arc<str> = FILE.into();
    let (bytes, stamp) = match std::fs::metadata(&disk) {
        Ok(metadata) => (metadata.len(), Stamp::of(&metadata)),
        Err(_) => {
            diagnostics.extend(misnamed(root));
            return (config, diagnostics);
        }
    };
    let path = SitePath::new(FILE).expect("a name is a path");
    let (shown_again, disk) = (Arc::clone(&shown), disk.into());
    let file = File { path, shown: shown_again, disk, kind: Kind::Config, bytes, stamp, pixels: None };
    match read_text(&file) {
        Ok(text) => {
            let mut reader = Reader { file: &shown, text: &text, codes: &CODES, diagnostics: &mut diagnostics };
            read(&mut reader, &mut config);
        }
        Err(diagnostic) => diagnostics.push(diagnostic),
    }
    (config, diagnostics)
}

/// A configuration that is there by another name and would be overlooked.
fn misnamed(root: &Path) -> Option<Diagnostic> {
    let name =
        ["kneeboard.yml", "kneeboard.toml", "kneeboard.json"].into_iter().find(|name| root.join(name).is_file())?;
    let message = format!("`{name}` is not read");
    Some(
        Diagnostic::in_file(&diagnostic::BAD_CONFIG, &name.into(), message)
            .hint(format!("rename it to `{FILE}`, in YAML")),
    )
}

/// The folder's name in words; `.` has the name of the folder that it is.
fn folder_title(root: &Path) -> String {
    let full = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    full.file_name().map_or_else(|| "Job aids".to_owned(), |name| words(&name.to_string_lossy()))
}

fn read(reader: &mut Reader<'_>, config: &mut Config) {
    let entries = reader.entries(0..reader.text.len());
    // Labels need to know the default language, wherever the key stands.
    let (languages, others): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| entry.key == "languages");
    for entry in languages.into_iter().chain(others) {
        if !KEYS.contains(&entry.key) {
            let key = Located { value: entry.key.to_owned(), span: entry.key_range.clone() };
            reader.unknown_key(&key, KEYS);
        } else if let Some(node) = reader.value(entry) {
            set(config, reader, entry.key, &node);
        }
    }
}

fn set(config: &mut Config, reader: &mut Reader<'_>, key: &str, node: &Node) {
    match key {
        "title" => {
            if let Some(title) = label(reader, node, &config.languages[0]) {
                config.title = title;
            }
        }
        "description" => config.description = label(reader, node, &config.languages[0]),
        "base_url" => config.base_url = base_url(reader, node),
        "languages" => {
            let languages = languages(reader, node);
            if !languages.is_empty() {
                config.languages = languages;
            }
        }
        "theme" => {
            if let Some(theme) = reader.text(node) {
                config.theme = theme.value;
            }
        }
        "owner" => config.owner = reader.person(node),
        "ignore" => config.ignore = ignore(reader, node),
        "vocabularies" => {
            for (facet, entries) in fields_of(reader, node) {
                vocabulary(reader, config, facet, entries);
            }
        }
        "synonyms" => config.synonyms = synonyms::read(reader, node),
        "review" => review(reader, config, node),
        "print" => print(reader, config, node),
        "packs" => packs(reader, config, node),
        "checks" => checks(reader, config, node),
        _ => {}
    }
}

/// An http or https address that ends in `/`.
fn base_url(reader: &mut Reader<'_>, node: &Node) -> Option<String> {
    let mut url = reader.text(node)?.value;
    let lower = url.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let Some(rest) = rest.filter(|rest| !rest.is_empty() && !rest.starts_with('/')) else {
        let hint = format!("write `https://{}`", url.split("://").last().unwrap_or_default().trim_start_matches('/'));
        reader.refuse(node, format!("`{url}` is not an http or https address"), hint);
        return None;
    };
    if rest.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>')) {
        reader.refuse(
            node,
            format!("`{url}` is more than the address of a folder"),
            "write it as `https://example.org/aids/`",
        );
        return None;
    }
    if lower.ends_with(".html") || lower.ends_with(".htm") {
        let folder = url.rsplit_once('/').map_or("", |(folder, _)| folder);
        reader.refuse(
            node,
            format!("`{url}` is the address of a page"),
            format!("write that of its folder: `{folder}/`"),
        );
        return None;
    }
    if !url.ends_with('/') {
        url.push('/');
    }
    Some(url)
}

fn languages(reader: &mut Reader<'_>, node: &Node) -> Vec<Language> {
    let mut languages = Vec::new();
    for tag in reader.words(node) {
        match Language::new(&tag.value.replace('_', "-")) {
            Some(language) if !languages.contains(&language) => languages.push(language),
            Some(_) => {
                let message = format!("`{}` is in the list twice", tag.value);
                reader.report(CODES.value, tag.span, message, "remove one of the two");
            }
            None => {
                let message = format!("`{}` is not a language tag", tag.value);
                reader.report(CODES.value, tag.span, message, "write a tag such as `en` or `pt-br`");
            }
        }
    }
    languages
}

fn ignore(reader: &mut Reader<'_>, node: &Node) -> Vec<SitePath> {
    let mut paths = Vec::new();
    for text in reader.texts(node) {
        match SitePath::new(&text.value).filter(|_| !text.value.contains('*')) {
            Some(path) => paths.push(path),
            None => {
                let message = format!("`{}` is not a path in the site folder", text.value);
                reader.report(
                    CODES.value,
                    text.span,
                    message,
                    "name a file or folder, such as `drafts` or `notes/todo.md`",
                );
            }
        }
    }
    paths
}

/// The facets of a map of vocabularies.
pub(super) fn fields_of<'n>(reader: &mut Reader<'_>, node: &'n Node) -> Vec<(FacetKind, &'n Node)> {
    let names: Vec<&'static str> = FacetKind::NAMES.iter().map(|(name, _)| *name).collect();
    let fields = reader.fields(node, &names).unwrap_or_default();
    fields.into_iter().filter_map(|(key, value)| Some((facet(key)?, value))).collect()
}

/// The facet of a front-matter key.
pub(super) fn facet(key: &str) -> Option<FacetKind> {
    FacetKind::NAMES.iter().find(|(name, _)| *name == key).map(|(_, facet)| *facet)
}

/// Adds the entries of a facet: a list, or a map with labels. An entry that is there stays.
pub(super) fn vocabulary(reader: &mut Reader<'_>, config: &mut Config, facet: FacetKind, node: &Node) {
    let default = config.languages[0].clone();
    let mut entries = BTreeMap::new();
    if matches!(node.content, Content::Map(_)) {
        for (slug, value) in reader.pairs(node, "a map").unwrap_or_default() {
            let label = label(reader, value, &default);
            entries.insert(slug.value.clone(), label.unwrap_or_else(|| plain_label(slug.value)));
        }
    } else {
        entries.extend(reader.words(node).into_iter().map(|slug| (slug.value.clone(), plain_label(slug.value))));
    }
    let vocabulary = config.vocabularies.entry(facet).or_default();
    for (slug, label) in entries {
        vocabulary.entry(slug).or_insert(label);
    }
}

fn plain_label(text: String) -> Label {
    Label { default: text, by_language: BTreeMap::new() }
}

/// Text, or a map from language to text.
pub(super) fn label(reader: &mut Reader<'_>, node: &Node, default: &Language) -> Option<Label> {
    if !matches!(node.content, Content::Map(_)) {
        return reader.sentence(node).map(|text| plain_label(text.value));
    }
    let mut label = Label::default();
    let mut first = None;
    for (tag, value) in reader.pairs(node, "a map from language to text")? {
        let Some(language) = Language::new(&tag.value.replace('_', "-")) else {
            let message = format!("`{}` is not a language tag", tag.value);
            reader.report(CODES.value, tag.span, message, "write a tag such as `en` or `pt-br`");
            continue;
        };
        if let Some(text) = reader.sentence(value) {
            first.get_or_insert_with(|| text.value.clone());
            label.by_language.insert(language, text.value);
        }
    }
    label.default = label.by_language.get(default).cloned().or(first)?;
    Some(label)
}

fn review(reader: &mut Reader<'_>, config: &mut Config, node: &Node) {
    for (key, value) in reader.fields(node, &["every", "by_type"]).unwrap_or_default() {
        match key {
            "every" => config.review.every = reader.duration(value).map(|every| every.value),
            _ => config.review.by_type = by_type(reader, value),
        }
    }
}

fn by_type(reader: &mut Reader<'_>, node: &Node) -> BTreeMap<AidType, Duration> {
    let names: Vec<&'static str> = AidType::NAMES.iter().map(|(name, _)| *name).collect();
    let mut durations = BTreeMap::new();
    for (key, value) in reader.fields(node, &names).unwrap_or_default() {
        let kind = AidType::NAMES.iter().find(|(name, _)| *name == key);
        if let Some(((_, kind), duration)) = kind.zip(reader.duration(value)) {
            durations.insert(*kind, duration.value);
        }
    }
    durations
}

fn print(reader: &mut Reader<'_>, config: &mut Config, node: &Node) {
    for (key, value) in reader.fields(node, &["format", "sheet", "backs", "offset"]).unwrap_or_default() {
        match key {
            "format" => config.print.format = reader.text(value).map(|format| format.value),
            "backs" => config.print.duplex = reader.choice(value, &[("fold", false), ("duplex", true)]) == Some(true),
            "offset" => config.print.offset = offset(reader, value),
            _ => {
                let sheet = reader.choice(value, &[("a4", "a4"), ("letter", "letter")]);
                config.print.sheet = sheet.map(str::to_owned);
            }
        }
    }
}

/// `[0.5, -1]`: right and down.
fn offset(reader: &mut Reader<'_>, node: &Node) -> (f64, f64) {
    let lengths: Vec<f64> = reader.texts(node).iter().filter_map(|text| text.value.parse().ok()).collect();
    match lengths[..] {
        [right, down] if right.abs().max(down.abs()) <= MOST_OFFSET => (right, down),
        _ => {
            let hint =
                format!("write how far right and down in mm, each no more than {MOST_OFFSET}: `offset: [0.5, -1]`");
            reader.refuse(node, "`offset` takes two lengths", hint);
            (0.0, 0.0)
        }
    }
}

fn packs(reader: &mut Reader<'_>, config: &mut Config, node: &Node) {
    for (name, value) in reader.pairs(node, "a map from names of packs to lists of ids").unwrap_or_default() {
        let ids = reader.texts(value).into_iter().map(|id| (id.value, Place::new(reader.text, id.span))).collect();
        config.packs.push((name.value, ids));
    }
}

fn checks(reader: &mut Reader<'_>, config: &mut Config, node: &Node) {
    for (id, value) in reader.pairs(node, "a map from code to level").unwrap_or_default() {
        let code: Option<&'static Code> = diagnostic::find_code(&id.value);
        match code {
            Some(code) => {
                if let Some(level) = reader.choice(value, LEVELS) {
                    config.checks.insert(code.id, level);
                }
            }
            None => {
                let near = closest(&id.value, diagnostic::ALL.iter().map(|code| code.id));
                let hint =
                    near.map_or("`kneeboard explain` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
                reader.report(CODES.value, id.span, format!("no check has the code `{}`", id.value), hint);
            }
        }
    }
}
