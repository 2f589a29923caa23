//! `data/*.yaml`: vocabularies, glossary, facts; `printed.yaml`: what hangs where.

use super::read::{CODES, facet, label, vocabulary};
use super::{Config, Data, ledger};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::source::{File, Kind, Tree, read_text};
use crate::value::{FacetKind, Located};
use crate::yaml::{Content, Node, Reader, listed, nearest};

const FILES: &[&str] = &["facts.yaml", "glossary.yaml", "vocabularies.yaml"];

/// Reads `data/*.yaml` and `printed.yaml`. Vocabularies found there are added to `config`.
#[must_use]
pub fn load(tree: &Tree, config: &mut Config) -> (Data, Vec<Diagnostic>) {
    let mut data = Data::default();
    let mut diagnostics = Vec::new();
    for file in tree.of(Kind::Config) {
        if file.path.as_str() == ledger::FILE {
            match read_text(file) {
                Ok(text) => {
                    let (entries, problems) = ledger::read(&file.shown, &text);
                    data.ledger = entries;
                    diagnostics.extend(problems);
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
            continue;
        }
        let Some(name) = file.path.as_str().strip_prefix("data/") else { continue };
        if !FILES.contains(&name) {
            diagnostics.push(unknown_file(file, name));
            continue;
        }
        match read_text(file) {
            Ok(text) => {
                let mut reader =
                    Reader { file: &file.shown, text: &text, codes: &CODES, diagnostics: &mut diagnostics };
                match name {
                    "facts.yaml" => facts(&mut reader, &mut data),
                    "glossary.yaml" => glossary(&mut reader, config, &mut data),
                    _ => vocabularies(&mut reader, config),
                }
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (data, diagnostics)
}

fn unknown_file(file: &File, name: &str) -> Diagnostic {
    let hint = match nearest(name, FILES.iter().copied()) {
        Some(nearest) => format!("rename it to `data/{nearest}`"),
        None => format!("`data/` may hold {}", listed(FILES)),
    };
    let diagnostic =
        Diagnostic::in_file(&diagnostic::CONFIG_KEY, &file.shown, "data file that nothing reads").hint(hint);
    Diagnostic { level: Level::Warning, ..diagnostic }
}

fn vocabularies(reader: &mut Reader<'_>, config: &mut Config) {
    let names: Vec<&'static str> = FacetKind::NAMES.iter().map(|(name, _)| *name).collect();
    for entry in reader.entries(0..reader.text.len()) {
        match facet(entry.key) {
            Some(facet) => {
                if let Some(node) = reader.value(&entry) {
                    vocabulary(reader, config, facet, &node);
                }
            }
            None => {
                let key = Located { value: entry.key.to_owned(), span: entry.key_range.clone() };
                reader.unknown_key(&key, &names);
            }
        }
    }
}

fn glossary(reader: &mut Reader<'_>, config: &Config, data: &mut Data) {
    for entry in reader.entries(0..reader.text.len()) {
        let node = reader.value(&entry);
        if let Some(label) = node.and_then(|node| label(reader, &node, &config.languages[0])) {
            data.glossary.insert(entry.key.to_owned(), label);
        }
    }
}

fn facts(reader: &mut Reader<'_>, data: &mut Data) {
    for entry in reader.entries(0..reader.text.len()) {
        if let Some(node) = reader.value(&entry) {
            fact(reader, data, entry.key.to_owned(), &node);
        }
    }
}

/// A fact, or a map of facts whose keys are joined by dots.
fn fact(reader: &mut Reader<'_>, data: &mut Data, key: String, node: &Node) {
    if matches!(node.content, Content::Map(_)) {
        for (part, value) in reader.pairs(node, "a map").unwrap_or_default() {
            fact(reader, data, format!("{key}.{}", part.value), value);
        }
        return;
    }
    match reader.sentence(node) {
        Some(text) if data.facts.contains_key(&key) => {
            reader.report(
                CODES.duplicate_key,
                text.span,
                format!("fact `{key}` is written twice"),
                "remove one of the two",
            );
        }
        Some(text) => drop(data.facts.insert(key, text.value)),
        None if matches!(node.content, Content::List(_)) => {}
        None => reader.refuse(node, format!("fact `{key}` has no value"), "write a number or text"),
    }
}
