//! Lists whose entries may be text or maps: asks, tools, hazards, changes, sources, copies.

use super::{Ask, Change, FrontMatter, HazardNote, Located, Print, PrintedCopy, Reference, Thing};
use crate::aid::doc::Signal;
use crate::diagnostic::{self, Diagnostic, Level};
use crate::yaml::{Content, Node, Reader};

const SIGNALS: &[(&str, Signal)] = &[
    ("danger", Signal::Danger),
    ("warning", Signal::Warning),
    ("caution", Signal::Caution),
    ("notice", Signal::Notice),
];

/// The rank at which an ask must find its aid, unless it says another.
const DEFAULT_TOP: u32 = 3;

impl Reader<'_> {
    pub(super) fn asks(&mut self, node: &Node) -> Vec<Located<Ask>> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.ask(item)).collect()
    }

    fn ask(&mut self, node: &Node) -> Option<Located<Ask>> {
        let Content::Map(_) = &node.content else {
            let text = self.text(node)?;
            return Some(Located { value: Ask { query: text.value, top: DEFAULT_TOP }, span: text.span });
        };
        let (mut query, mut top) = (None, DEFAULT_TOP);
        for (key, value) in self.fields(node, &["q", "top"])? {
            match key {
                "q" => query = self.text(value),
                _ => top = self.whole(value, 1).unwrap_or(DEFAULT_TOP),
            }
        }
        if query.is_none() {
            self.refuse(node, "`q` is missing", "write `{q: curtain reset, top: 1}`; text with a colon wants quotes");
        }
        query.map(|query| Located { value: Ask { query: query.value, top }, span: query.span })
    }

    pub(super) fn things(&mut self, node: &Node) -> Vec<Thing> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.thing(item)).collect()
    }

    fn thing(&mut self, node: &Node) -> Option<Thing> {
        let mut thing = Thing { name: String::new(), qty: None, note: None };
        if !matches!(node.content, Content::Map(_)) {
            thing.name = self.text(node)?.value;
            return Some(thing);
        }
        for (key, value) in self.fields(node, &["name", "qty", "note"])? {
            let text = self.text(value).map(|text| text.value);
            match key {
                "name" => thing.name = text.unwrap_or_default(),
                "qty" => thing.qty = text,
                _ => thing.note = text,
            }
        }
        if thing.name.is_empty() {
            self.refuse(
                node,
                "`name` is missing",
                "write `{name: 4 mm hex key, qty: 1}`; text with a colon wants quotes",
            );
            return None;
        }
        Some(thing)
    }

    /// `aid:ID` or text; `aid: ID`, which YAML takes for a map, is read as what it means.
    pub(super) fn prerequisites(&mut self, node: &Node) -> Vec<Located<String>> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.prerequisite(item)).collect()
    }

    fn prerequisite(&mut self, node: &Node) -> Option<Located<String>> {
        if let Content::Map(pairs) = &node.content
            && let [(key, value)] = &pairs[..]
            && key.scalar() == Some("aid")
        {
            let id = self.text(value)?;
            return Some(Located { value: format!("aid:{}", id.value), span: node.range.clone() });
        }
        self.text(node)
    }

    pub(super) fn hazards(&mut self, node: &Node) -> Vec<Located<HazardNote>> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.hazard(item)).collect()
    }

    fn hazard(&mut self, node: &Node) -> Option<Located<HazardNote>> {
        let mut level = None;
        let mut hazard = HazardNote { level: Signal::Warning, what: String::new(), harm: None, avoid: None, at: None };
        if matches!(node.content, Content::Map(_)) {
            let mut has_level = false;
            for (key, value) in self.fields(node, &["level", "what", "harm", "avoid", "at"])? {
                match key {
                    "level" => {
                        has_level = true;
                        level = self.choice(value, SIGNALS);
                    }
                    "at" => hazard.at = self.whole(value, 1),
                    "what" => hazard.what = self.text(value).map(|text| text.value).unwrap_or_default(),
                    "harm" => hazard.harm = self.text(value).map(|text| text.value),
                    _ => hazard.avoid = self.text(value).map(|text| text.value),
                }
            }
            if !has_level {
                self.refuse_hazard_level(node);
            }
            if hazard.what.is_empty() {
                self.refuse(node, "`what` is missing", "say what the hazard is: `what: Crush point`");
            }
        } else {
            let text = self.text(node)?.value;
            let (word, rest) = text.split_once(':').unwrap_or(("", &text));
            level = SIGNALS.iter().find(|(name, _)| word.trim().eq_ignore_ascii_case(name)).map(|(_, signal)| *signal);
            hazard.what = if level.is_some() { rest.trim().to_owned() } else { text.clone() };
            if level.is_none() {
                self.refuse_hazard_level(node);
            }
        }
        // A hazard without a level is still shown: better too loud than lost.
        hazard.level = level.unwrap_or(Signal::Warning);
        if hazard.avoid.is_none() {
            let hint = "add how to avoid it: `{level: warning, what: Crush point, avoid: Lock out first}`";
            self.report(&diagnostic::HAZARD_AVOID, node.range.clone(), "hazard without `avoid`", hint);
        }
        Some(Located { value: hazard, span: node.range.clone() })
    }

    fn refuse_hazard_level(&mut self, node: &Node) {
        self.refuse(node, "hazard without `level`", "write `level: danger`, `warning`, `caution` or `notice`");
    }

    pub(super) fn changes(&mut self, node: &Node) -> Vec<Located<Change>> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.change(item)).collect()
    }

    fn change(&mut self, node: &Node) -> Option<Located<Change>> {
        let mut change = Change { rev: None, date: None, minor: false, steps: Vec::new(), note: String::new() };
        if matches!(node.content, Content::Map(_)) {
            for (key, value) in self.fields(node, &["rev", "date", "kind", "steps", "note"])? {
                match key {
                    "rev" => change.rev = self.text(value).map(|rev| rev.value),
                    "date" => change.date = self.date(value).map(|date| date.value),
                    "kind" => {
                        change.minor = self.choice(value, &[("major", false), ("minor", true)]).unwrap_or_default();
                    }
                    "steps" => {
                        let numbers = self.items(value);
                        change.steps = numbers.into_iter().filter_map(|number| self.whole(number, 1)).collect();
                    }
                    _ => change.note = self.sentence(value).map(|note| note.value).unwrap_or_default(),
                }
            }
            if change.note.is_empty() {
                self.refuse(node, "`note` is missing", "say what changed: `note: \"Step 4: 12 Nm, was 14\"`");
            }
        } else {
            change.note = self.text(node)?.value;
        }
        Some(Located { value: change, span: node.range.clone() })
    }

    pub(super) fn sources(&mut self, node: &Node) -> Vec<Located<Reference>> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.source(item)).collect()
    }

    fn source(&mut self, node: &Node) -> Option<Located<Reference>> {
        let mut source = Reference { title: String::new(), edition: None, checked: None, url: None };
        if matches!(node.content, Content::Map(_)) {
            for (key, value) in self.fields(node, &["title", "edition", "checked", "url"])? {
                match key {
                    "title" => source.title = self.text(value).map(|title| title.value).unwrap_or_default(),
                    "edition" => source.edition = self.text(value).map(|edition| edition.value),
                    "checked" => source.checked = self.date(value).map(|date| date.value),
                    _ => source.url = self.url(value),
                }
            }
        } else {
            let text = self.text(node)?.value;
            source.url = if text.contains("://") { self.url(node) } else { None };
            source.title = text;
        }
        if source.title.is_empty() {
            source.title = source.url.clone().unwrap_or_default();
            self.refuse(node, "`title` is missing", "write `{title: Maker manual, edition: v7}`");
        }
        (!source.title.is_empty()).then(|| Located { value: source, span: node.range.clone() })
    }

    /// An http or https address.
    fn url(&mut self, node: &Node) -> Option<String> {
        let url = self.text(node)?.value;
        let lower = url.to_ascii_lowercase();
        let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
        if rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)) {
            return Some(url);
        }
        let message = format!("`{url}` is not an http or https address");
        self.report(&diagnostic::REFUSED_URL, node.range.clone(), message, "write it as `https://…`");
        None
    }

    /// A format, or a map.
    pub(super) fn print(&mut self, node: &Node) -> Option<Located<Print>> {
        let mut print = Print::default();
        if matches!(node.content, Content::Map(_)) {
            for (key, value) in self.fields(node, &["format", "sides", "overflow", "copies"])? {
                match key {
                    "format" => print.format = self.text(value).map(|format| format.value),
                    "sides" => print.sides = self.choice(value, &[("1", 1), ("2", 2)]),
                    "overflow" => {
                        let choices = &[("error", "error"), ("back", "back"), ("next", "next")];
                        print.overflow = self.choice(value, choices).map(str::to_owned);
                    }
                    _ => print.copies = self.copies(value),
                }
            }
        } else {
            print.format = Some(self.text(node)?.value);
        }
        Some(Located { value: print, span: node.range.clone() })
    }

    fn copies(&mut self, node: &Node) -> Vec<PrintedCopy> {
        let items = self.items(node);
        items.into_iter().filter_map(|item| self.copy(item)).collect()
    }

    fn copy(&mut self, node: &Node) -> Option<PrintedCopy> {
        let mut copy = PrintedCopy { at: String::new(), qty: 1, rev: None };
        if !matches!(node.content, Content::Map(_)) {
            copy.at = self.text(node)?.value;
            return Some(copy);
        }
        for (key, value) in self.fields(node, &["at", "qty", "rev"])? {
            match key {
                "at" => copy.at = self.text(value).map(|at| at.value).unwrap_or_default(),
                "qty" => copy.qty = self.whole(value, 1).unwrap_or(1),
                _ => copy.rev = self.text(value).map(|rev| rev.value),
            }
        }
        if copy.at.is_empty() {
            self.refuse(node, "`at` is missing", "say where the copy hangs: `{at: hall-2/press-4, qty: 1, rev: 3}`");
            return None;
        }
        Some(copy)
    }
}

/// Warns about a change record that is not newest first, or whose first rev is not that of the aid.
pub(super) fn check_changes(reader: &mut Reader<'_>, front: &FrontMatter) {
    let dated = |change: &Located<Change>| Some((change.value.date?, change.span.clone()));
    let dates: Vec<_> = front.changes.iter().filter_map(dated).collect();
    if let Some(pair) = dates.windows(2).find(|pair| pair[1].0 > pair[0].0) {
        let message = format!("change of {} stands below that of {}", pair[1].0, pair[0].0);
        warn(reader, pair[1].1.clone(), message, "write the newest change first");
    }
    let Some((first, rev)) = front.changes.first().zip(front.rev.as_ref()) else { return };
    if let Some(first_rev) = first.value.rev.as_ref().filter(|first_rev| **first_rev != rev.value) {
        let message = format!("the newest change made rev `{first_rev}`, but `rev` is `{}`", rev.value);
        warn(
            reader,
            first.span.clone(),
            message,
            format!("write `rev: {first_rev}`, or add the change that made rev {}", rev.value),
        );
    }
}

fn warn(reader: &mut Reader<'_>, span: std::ops::Range<usize>, message: String, hint: impl Into<String>) {
    let diagnostic = Diagnostic::at(reader.codes.value, reader.file, reader.text, span, message).hint(hint);
    reader.diagnostics.push(Diagnostic { level: Level::Warning, ..diagnostic });
}
