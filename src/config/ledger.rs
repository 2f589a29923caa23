//! `printed.yaml`: which edition hangs where, as somebody recorded it.

use crate::diagnostic::{self, Diagnostic};
use crate::yaml::{Codes, Content, Node, Reader};
use std::fmt::Write as _;
use std::sync::Arc;

/// The ledger's file in the site folder.
pub const FILE: &str = "printed.yaml";

static CODES: Codes = Codes {
    syntax: &diagnostic::BAD_CONFIG,
    unknown_key: &diagnostic::CONFIG_KEY,
    duplicate_key: &diagnostic::BAD_CONFIG,
    value: &diagnostic::CONFIG_VALUE,
};

const KEYS: &[&str] = &["id", "lang", "at", "copies", "rev", "check", "date", "steps"];

/// What a printed copy says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Its rev.
    pub rev: Option<String>,
    /// Its check word; `None` when nobody has written it down.
    pub check: Option<String>,
    /// Its steps: number, and letters that change with what is to be done; empty when nobody has written them down.
    pub steps: Vec<(u32, String)>,
}

/// Copies of one edition at one place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The aid's id.
    pub id: String,
    /// Its language.
    pub lang: String,
    /// Where they hang.
    pub at: String,
    /// How many.
    pub copies: u32,
    /// What they say of themselves.
    pub printed: Printed,
    /// The day on which they were recorded.
    pub date: String,
}

/// Reads a ledger; sorted by id, language and place. A bad entry is reported and left out; whoever writes the ledger anew must
/// not do so then.
#[must_use]
pub fn read(file: &Arc<str>, text: &str) -> (Vec<Entry>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut reader = Reader { file, text, codes: &CODES, diagnostics: &mut diagnostics };
    let mut found = Vec::new();
    for entry in reader.entries(0..text.len()) {
        let Some(node) = reader.value(&entry) else { continue };
        match (entry.key, &node.content) {
            ("printed", Content::List(items)) => {
                found.extend(items.iter().filter_map(|item| read_entry(&mut reader, item)));
            }
            ("printed", _) => reader.refuse(&node, "expected a list", "write one entry a line, each after `- `"),
            _ => reader.refuse(&node, format!("unknown key `{}`", entry.key), "the only key is `printed`"),
        }
    }
    found.sort_by(|a: &Entry, b| (&a.id, &a.lang, &a.at).cmp(&(&b.id, &b.lang, &b.at)));
    (found, diagnostics)
}

fn read_entry(reader: &mut Reader<'_>, node: &Node) -> Option<Entry> {
    let mut entry = Entry { copies: 1, ..Entry::default() };
    for (key, value) in reader.fields(node, KEYS)? {
        let mut text = || reader.text(value).map(|text| text.value);
        match key {
            "id" => entry.id = text()?,
            "lang" => entry.lang = text()?,
            "at" => entry.at = text()?,
            "rev" => entry.printed.rev = text(),
            "check" => entry.printed.check = text(),
            "date" => entry.date = text()?,
            "copies" => entry.copies = reader.whole(value, 1).unwrap_or(1),
            _ => entry.printed.steps = reader.texts(value).iter().filter_map(|step| read_step(&step.value)).collect(),
        }
    }
    if entry.id.is_empty() || entry.at.is_empty() {
        reader.refuse(node, "`id` or `at` is missing", "say which aid it is, and where it hangs");
        return None;
    }
    Some(entry)
}

/// `4 7KQ2`.
fn read_step(text: &str) -> Option<(u32, String)> {
    let (number, letters) = text.split_once(' ')?;
    Some((number.parse().ok()?, letters.to_owned()))
}

/// The text of a ledger: a comment, then a line for every entry, sorted by place and id. What stood above the entries of the
/// old text stays.
#[must_use]
pub fn write(entries: &[Entry], old: Option<&str>) -> String {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| (&a.at, &a.id, &a.lang).cmp(&(&b.at, &b.id, &b.lang)));
    let head = old.and_then(|old| {
        let lines: Vec<&str> = old.split_inclusive('\n').collect();
        let entries = lines.iter().position(|line| line.starts_with("printed:"))?;
        Some(lines[..entries].concat())
    });
    let mut text = head.unwrap_or_else(|| {
        "# Which edition hangs where. `kneeboard print --record` writes the entries; keep the file with the site.\n"
            .to_owned()
    });
    text.push_str(if sorted.is_empty() { "printed: []\n" } else { "printed:\n" });
    for Entry { id, lang, at, copies, printed, date } in sorted {
        let _ = write!(text, "  - {{at: {}, id: {}, lang: {}, copies: {copies}", quoted(at), quoted(id), quoted(lang));
        for (key, value) in [("rev", &printed.rev), ("check", &printed.check)] {
            if let Some(value) = value {
                let _ = write!(text, ", {key}: {}", quoted(value));
            }
        }
        let _ = write!(text, ", date: {}", quoted(date));
        let steps: Vec<String> =
            printed.steps.iter().map(|(number, letters)| quoted(&format!("{number} {letters}"))).collect();
        if !steps.is_empty() {
            let _ = write!(text, ", steps: [{}]", steps.join(", "));
        }
        text.push_str("}\n");
    }
    text
}

/// A string that YAML reads as the same string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let entry = Entry {
            id: "press/reset".into(),
            lang: "en".into(),
            at: "hall-2: \"press\" 4".into(),
            copies: 2,
            printed: Printed {
                rev: Some("1.10".into()),
                check: Some("12345678".into()),
                steps: vec![(1, "0000".into()), (2, "1E10".into())],
            },
            date: "2026-05-01".into(),
        };
        let text = write(std::slice::from_ref(&entry), Some("# What is printed: ask Ana.\n\nprinted: []\n"));
        assert!(text.starts_with("# What is printed: ask Ana.\n\nprinted:\n"), "{text}");
        let (read, problems) = read(&"printed.yaml".into(), &text);
        assert_eq!((read, problems.len()), (vec![entry], 0), "{text}");
    }

    #[test]
    fn a_bad_entry_is_reported_and_the_others_are_read() {
        let text = "printed:\n  - {id: a}\n  - {id: b, at: hall, copies: none}\n  - nonsense\n  - {id: c, at: hall}\n";
        let (entries, problems) = read(&"printed.yaml".into(), text);
        assert_eq!(entries.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["b", "c"]);
        assert_eq!(problems.len(), 3, "{problems:?}");
    }
}
