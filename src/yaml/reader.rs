//! Reading values into their types, with a diagnostic for each that does not fit.

use super::mend::{quoted, shorten};
use super::{Content, Entry, Node, Problem, entries};
use crate::diagnostic::{self, Code, Diagnostic, closest};
use crate::value::{Duration, Located, Person};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// More problems of one file are not shown: nobody reads them, and each costs a look at the whole text.
const MAX_PROBLEMS: usize = 500;

/// The codes that problems of one kind of file get.
#[derive(Debug)]
pub(crate) struct Codes {
    pub(crate) syntax: &'static Code,
    pub(crate) unknown_key: &'static Code,
    pub(crate) duplicate_key: &'static Code,
    pub(crate) value: &'static Code,
}

/// Reads the values of one file and collects its problems. What does not fit is `None` and reported; what is empty is
/// `None` and not.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a Arc<str>,
    pub(crate) text: &'a str,
    pub(crate) codes: &'static Codes,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(crate) fn report(
        &mut self,
        code: &'static Code,
        range: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.has_room() {
            self.diagnostics.push(Diagnostic::at(code, self.file, self.text, range, message).hint(hint));
        }
    }

    /// Whether one more problem of this file can be reported.
    fn has_room(&mut self) -> bool {
        let mine = self
            .diagnostics
            .iter()
            .rev()
            .take_while(|diagnostic| diagnostic.file == *self.file)
            .take(MAX_PROBLEMS + 1)
            .count();
        if mine == MAX_PROBLEMS {
            let message = format!("more than {MAX_PROBLEMS} problems; the others are not shown");
            self.diagnostics.push(Diagnostic::in_file(self.codes.syntax, self.file, message));
        }
        mine < MAX_PROBLEMS
    }

    /// A value that does not fit.
    pub(crate) fn refuse(&mut self, node: &Node, message: impl Into<String>, hint: impl Into<String>) {
        self.report(self.codes.value, node.range.clone(), message, hint);
    }

    /// The entries of the mapping at `within`. A key that comes again is reported and left out.
    pub(crate) fn entries(&mut self, within: Range<usize>) -> Vec<Entry<'a>> {
        let (mut entries, problems) = entries(self.text, within);
        problems.into_iter().for_each(|problem| self.problem(problem));
        let mut first_places = BTreeMap::new();
        entries.retain(|entry| {
            let first = *first_places.entry(entry.key).or_insert(entry.range.start);
            if first != entry.range.start {
                self.duplicate(&entry.key_range, entry.key, first);
            }
            first == entry.range.start
        });
        entries
    }

    fn duplicate(&mut self, range: &Range<usize>, key: &str, first: usize) {
        if !self.has_room() {
            return;
        }
        let line = 1 + self.text[..first].bytes().filter(|&byte| byte == b'\n').count();
        let hint = format!("the value on line {line} is used; remove one of the two");
        self.report(self.codes.duplicate_key, range.clone(), format!("`{key}` is written twice"), hint);
    }

    fn problem(&mut self, problem: Problem) {
        if !self.has_room() {
            return;
        }
        let diagnostic = Diagnostic::at(self.codes.syntax, self.file, self.text, problem.range, problem.message);
        self.diagnostics.push(problem.hint.into_iter().fold(diagnostic, Diagnostic::hint));
    }

    /// The value of an entry, unless it is empty.
    pub(crate) fn value(&mut self, entry: &Entry<'_>) -> Option<Node> {
        match entry.node() {
            Ok(node) if node.content == Content::Null => {
                self.empty_by_comment(entry);
                None
            }
            Ok(node) => Some(node),
            Err(problem) => {
                self.problem(problem);
                None
            }
        }
    }

    /// Warns of a value such as `#team`, which is all comment. A blank after the sign tells that one was meant.
    fn empty_by_comment(&mut self, entry: &Entry<'_>) {
        let line = self.text[entry.value_start..entry.range.end].lines().next().unwrap_or_default();
        let comment = line.trim();
        if comment.strip_prefix('#').is_some_and(|after| after.starts_with(char::is_alphanumeric)) {
            let start = entry.value_start + line.len() - line.trim_start().len();
            let hint = format!("put the value in quotes: `{}`, or a blank after the `#`", quoted(comment));
            let message = format!("`#` starts a comment: `{}` has no value", entry.key);
            self.report(&diagnostic::CUT_VALUE, start..start + comment.len(), message, hint);
        }
    }

    /// Text, as written; empty text is nothing.
    pub(crate) fn text(&mut self, node: &Node) -> Option<Located<String>> {
        match &node.content {
            Content::Null => None,
            Content::Scalar(text, _) => {
                self.cut_by_comment(node, false);
                let value = text.trim();
                (!value.is_empty()).then(|| Located { value: value.to_owned(), span: node.range.clone() })
            }
            Content::List(_) | Content::Map(_) => {
                self.refuse_collection(node);
                None
            }
        }
    }

    /// Text in the writer's own words, where a ` #` is more likely a slip than a comment.
    pub(crate) fn sentence(&mut self, node: &Node) -> Option<Located<String>> {
        if node.scalar().is_some() && self.cut_by_comment(node, true) {
            return node.scalar().map(|text| Located { value: text.to_owned(), span: node.range.clone() });
        }
        self.text(node)
    }

    fn refuse_collection(&mut self, node: &Node) {
        let written = &self.text[node.range.clone()];
        let line = written.lines().next().unwrap_or_default();
        if line.starts_with("{{") {
            let hint = format!("fill it in, or put it in quotes: `{}`", quoted(line));
            return self.refuse(node, format!("`{}` is a template, not a value", shorten(line)), hint);
        }
        let hint = if written.contains('\n') {
            "write the value as text on one line".to_owned()
        } else {
            format!("if it is text, put it in quotes: `{}`", quoted(line))
        };
        self.refuse(node, format!("expected text, found {}", node.noun()), hint);
    }

    /// Warns when text without quotes ends at a ` #` that looks like a part of it: any, or only one that a word follows
    /// at once.
    fn cut_by_comment(&mut self, node: &Node, any: bool) -> bool {
        let written = &self.text[node.range.clone()];
        if written.starts_with(['"', '\'', '|', '>']) {
            return false;
        }
        let rest = self.text[node.range.end..].lines().next().unwrap_or_default();
        let comment = rest.trim_start_matches([' ', '\t']);
        let after = comment.strip_prefix('#');
        let blanks = rest.len() - comment.len();
        // Two blanks or more before it: whoever wrote that meant a comment.
        let is_slip = |after: &str| (any && blanks == 1) || after.starts_with(char::is_alphanumeric);
        if blanks == 0 || !after.is_some_and(is_slip) {
            return false;
        }
        let start = node.range.end + rest.len() - comment.len();
        let whole = format!("{written}{}", rest.trim_end());
        let hint = format!("put the value in quotes: `{}`, or the comment on a line of its own", quoted(&whole));
        let message = format!("` #` starts a comment: the value is only `{}`", shorten(written));
        self.report(&diagnostic::CUT_VALUE, start..start + comment.trim_end().len(), message, hint);
        true
    }

    /// The items of a list; anything else is a list of one. Empty items are reported.
    pub(crate) fn items<'n>(&mut self, node: &'n Node) -> Vec<&'n Node> {
        let Content::List(items) = &node.content else {
            return vec![node];
        };
        let (empty, items): (Vec<&Node>, Vec<&Node>) = items
            .iter()
            .partition(|item| item.content == Content::Null || item.scalar().is_some_and(|s| s.trim().is_empty()));
        for item in empty {
            self.refuse(item, "empty entry in a list", "write a value, or remove the entry");
        }
        items
    }

    /// A list of texts; one text is a list of one.
    pub(crate) fn texts(&mut self, node: &Node) -> Vec<Located<String>> {
        self.items(node).into_iter().filter_map(|item| self.text(item)).collect()
    }

    /// A list of words; one text is cut at its commas.
    pub(crate) fn words(&mut self, node: &Node) -> Vec<Located<String>> {
        if node.scalar().is_none() {
            return self.texts(node);
        }
        self.text(node).map(|text| self.at_commas(&text)).unwrap_or_default()
    }

    fn at_commas(&self, text: &Located<String>) -> Vec<Located<String>> {
        let start = self.text[text.span.clone()].find(&text.value).map(|offset| text.span.start + offset);
        let mut at = 0;
        let mut words = Vec::new();
        for part in text.value.split(',') {
            let word = part.trim();
            let offset = at + part.len() - part.trim_start().len();
            let span = start.map_or(text.span.clone(), |start| start + offset..start + offset + word.len());
            if !word.is_empty() {
                words.push(Located { value: word.to_owned(), span });
            }
            at += part.len() + 1;
        }
        words
    }

    /// The fields of a map that has only these keys, in the order of the text; empty ones and strangers are left out.
    /// `None` when it is no map.
    pub(crate) fn fields<'n>(
        &mut self,
        node: &'n Node,
        keys: &[&'static str],
    ) -> Option<Vec<(&'static str, &'n Node)>> {
        let expected = format!("a map with {}", listed(keys));
        if let Some(text) = self.text_with_colon(node, keys) {
            let hint = format!("if it is text, put it in quotes: `{}`", quoted(text));
            self.refuse(node, format!("expected {expected}, found `{}`", shorten(text)), hint);
            return None;
        }
        let pairs = self.pairs(node, &expected)?;
        let mut fields = Vec::new();
        for (key, value) in pairs {
            match keys.iter().find(|known| **known == key.value) {
                Some(known) => fields.push((*known, value)),
                None => self.unknown_key(&key, keys),
            }
        }
        fields.retain(|(_, value)| value.content != Content::Null);
        Some(fields)
    }

    /// The source of a map that is really text with a colon, as `- red: lamp` is: on one line, and none of its keys known.
    fn text_with_colon(&self, node: &Node, keys: &[&str]) -> Option<&'a str> {
        let Content::Map(pairs) = &node.content else { return None };
        let written = &self.text[node.range.clone()];
        let known = |key: &str| nearest(key, keys.iter().copied()).is_some();
        let is_text = pairs.len() == 1 && !pairs[0].0.scalar().is_some_and(known);
        (is_text && !written.starts_with('{') && !written.contains('\n')).then_some(written)
    }

    /// The keys and values of a map; a key that comes again is reported and left out. `None` when it is no map.
    pub(crate) fn pairs<'n>(&mut self, node: &'n Node, expected: &str) -> Option<Vec<(Located<String>, &'n Node)>> {
        let Content::Map(pairs) = &node.content else {
            self.refuse(node, format!("expected {expected}, found {}", node.noun()), "write it as `key: value`");
            return None;
        };
        let mut first_places: BTreeMap<String, usize> = BTreeMap::new();
        let mut found = Vec::new();
        for (key, value) in pairs {
            let Some(text) = self.text(key) else {
                if matches!(key.content, Content::Null | Content::Scalar(..)) {
                    self.refuse(key, "a name is empty", "write one; the word `null` needs quotes: `\"Null\": …`");
                }
                continue;
            };
            let first = *first_places.entry(text.value.clone()).or_insert(key.range.start);
            if first == key.range.start {
                found.push((text, value));
            } else {
                self.duplicate(&key.range, &text.value, first);
            }
        }
        Some(found)
    }

    /// Reports a key that is not among `known`.
    pub(crate) fn unknown_key(&mut self, key: &Located<String>, known: &[&'static str]) {
        let hint = match nearest(&key.value, known.iter().copied()) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("known are {}", listed(known)),
        };
        self.report(self.codes.unknown_key, key.span.clone(), format!("unknown key `{}`", shorten(&key.value)), hint);
    }

    /// One of several words, in any case.
    pub(crate) fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(node)?;
        self.choose(&text, choices)
    }

    /// The same for text that has been read.
    pub(crate) fn choose<T: Copy>(&mut self, text: &Located<String>, choices: &[(&'static str, T)]) -> Option<T> {
        let wanted = normal(&text.value);
        if let Some((_, choice)) = choices.iter().find(|(name, _)| normal(name) == wanted) {
            return Some(*choice);
        }
        let names: Vec<&'static str> = choices.iter().map(|(name, _)| *name).collect();
        let hint = match closest(&text.value, names.iter().copied()) {
            Some(name) if name.len() > 1 => format!("did you mean `{name}`?"),
            _ => format!("write {}", listed_or(&names)),
        };
        self.report(
            self.codes.value,
            text.span.clone(),
            format!("`{}` is not {}", shorten(&text.value), listed_or(&names)),
            hint,
        );
        None
    }

    /// A whole number of at least `least`.
    pub(crate) fn whole(&mut self, node: &Node, least: u32) -> Option<u32> {
        let text = self.text(node)?;
        let number = text.value.parse().ok().filter(|number| *number >= least);
        if number.is_none() {
            let message = format!("`{}` is not a whole number of {least} or more", shorten(&text.value));
            self.refuse(node, message, "write digits only, such as `3`");
        }
        number
    }

    /// A length of time.
    pub(crate) fn duration(&mut self, node: &Node) -> Option<Located<Duration>> {
        let text = self.text(node)?;
        let duration = Duration::parse(&text.value);
        if duration.is_none() {
            let hint = match text.value.parse::<u32>() {
                Ok(number) => format!("add a unit: `{number} min`, `{number} days`"),
                Err(_) => "write numbers and units: `10 min`, `1 h 30 min`, `6 months`".to_owned(),
            };
            self.refuse(node, format!("`{}` is not a length of time", shorten(&text.value)), hint);
        }
        Some(Located { value: duration?, span: text.span })
    }

    /// A name, or a map with name and contact.
    pub(crate) fn person(&mut self, node: &Node) -> Option<Person> {
        if node.scalar().is_some() {
            return self.text(node).map(|name| Person { name: name.value, contact: None });
        }
        let mut person = Person::default();
        for (key, value) in self.fields(node, &["name", "contact"])? {
            let text = self.text(value).map(|text| text.value);
            match key {
                "name" => person.name = text.unwrap_or_default(),
                _ => person.contact = text,
            }
        }
        if person.name.is_empty() {
            person.name = person.contact.clone().unwrap_or_default();
            self.refuse(node, "`name` is missing", "write `{name: Press leads, contact: ext 412}`");
        }
        (!person.name.is_empty()).then_some(person)
    }
}

/// Text without the differences that people do not see: case, `_` and blanks for `-`.
fn normal(text: &str) -> String {
    text.trim().to_lowercase().replace(['_', ' '], "-")
}

/// The key that was meant: the same in another case or with other dashes, else the nearest.
pub(crate) fn nearest<'k>(key: &str, known: impl Iterator<Item = &'k str> + Clone) -> Option<&'k str> {
    let wanted = normal(key);
    known.clone().find(|known| normal(known) == wanted).or_else(|| closest(key, known))
}

/// `a`, `b`, `c`, each in backticks.
pub(crate) fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// `a`, `b` or `c`, each in backticks.
fn listed_or(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or `{last}`", listed(first)),
        _ => listed(names),
    }
}
