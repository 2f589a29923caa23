//! Front matter → [`FrontMatter`], key by key.

use super::{FrontMatter, Located, Moment, Status, keys};
use crate::aid::doc::Mode;
use crate::diagnostic::{self, Diagnostic};
use crate::value::{AidType, Person};
use crate::yaml::{Codes, Entry, Node, Reader};
use std::ops::Range;
use std::sync::Arc;

/// Longer front matter is refused before the parser sees it: nobody writes that much, and the parser's time grows faster
/// than the text.
const MAX_BYTES: usize = 16 * 1024;

static CODES: Codes = Codes {
    syntax: &diagnostic::FRONT_MATTER,
    unknown_key: &diagnostic::UNKNOWN_KEY,
    duplicate_key: &diagnostic::DUPLICATE_KEY,
    value: &diagnostic::WRONG_VALUE,
};

const MOMENTS: &[(&str, Moment)] = &[
    ("new", Moment::New),
    ("more", Moment::More),
    ("apply", Moment::Apply),
    ("solve", Moment::Solve),
    ("change", Moment::Change),
];

const STATES: &[(&str, Status)] =
    &[("draft", Status::Draft), ("active", Status::Active), ("withdrawn", Status::Withdrawn)];

const MODES: &[(&str, Mode)] =
    &[("read-do", Mode::ReadDo), ("do-confirm", Mode::DoConfirm), ("challenge-response", Mode::ChallengeResponse)];

/// Reads the front matter that stands at `within` of `text`; `None`: there is none.
pub(in crate::aid) fn read(
    shown: &Arc<str>,
    text: &str,
    within: Option<Range<usize>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> FrontMatter {
    let mut front = FrontMatter::default();
    let mut reader = Reader { file: shown, text, codes: &CODES, diagnostics };
    let Some(within) = within else {
        if text.trim().is_empty() {
            let diagnostic = Diagnostic::in_file(&diagnostic::EMPTY_AID, shown, "the file is empty");
            reader.diagnostics.push(diagnostic.hint("write the aid, or delete the file"));
        }
        return front;
    };
    let below = within.end;
    if within.len() > MAX_BYTES {
        let message = format!("front matter has {} bytes, the most is {MAX_BYTES}", within.len());
        let first_line = within.start..within.start + text[within].lines().next().unwrap_or_default().len();
        reader.report(
            &diagnostic::FRONT_MATTER,
            first_line,
            message,
            "move what is not data about the aid into its text",
        );
        return front;
    }
    let entries = reader.entries(within);
    for entry in &entries {
        if !keys::KEYS.contains(&entry.key) {
            keys::unknown(&mut reader, &Located { value: entry.key.to_owned(), span: entry.key_range.clone() });
        } else if !is_written_twice(&mut reader, entry, &entries)
            && let Some(node) = reader.value(entry)
        {
            set(&mut front, &mut reader, entry.key, &node);
        }
    }
    super::lists::check_changes(&mut reader, &front);
    check_dates(&mut reader, &front);
    if front.status != Status::Withdrawn {
        check_body(&mut reader, below);
    }
    front
}

/// An aid that expires before it comes into force is never in force.
fn check_dates(reader: &mut Reader<'_>, front: &FrontMatter) {
    if let (Some(effective), Some(expires)) = (&front.effective, &front.expires)
        && expires.value < effective.value
    {
        let message = format!("expires before it comes into force on {}", effective.value);
        reader.report(&diagnostic::WRONG_VALUE, expires.span.clone(), message, "mend one of the two dates");
    }
}

/// Warns when nothing stands below the front matter that ends at `below`.
fn check_body(reader: &mut Reader<'_>, below: usize) {
    let rest = &reader.text[below..];
    let fence = rest.lines().next().filter(|line| matches!(line.trim(), "---" | "...")).unwrap_or_default();
    if rest[fence.len()..].trim().is_empty() {
        let hint = "write the aid below it; an aid that is out of use is `status: withdrawn`";
        reader.report(&diagnostic::EMPTY_AID, below..below + fence.len(), "nothing but front matter", hint);
    }
}

/// Whether another key that means the same stands above; reported.
fn is_written_twice(reader: &mut Reader<'_>, entry: &Entry<'_>, entries: &[Entry<'_>]) -> bool {
    let equal = match entry.key {
        "reviewed" => "last_reviewed_on",
        "last_reviewed_on" => "reviewed",
        "review_every" => "review_in",
        "review_in" => "review_every",
        _ => return false,
    };
    let above = entries.iter().any(|other| other.key == equal && other.range.start < entry.range.start);
    if above {
        let message = format!("`{}` means the same as `{equal}`", entry.key);
        let hint = format!("the value of `{equal}` is used; remove one of the two");
        reader.report(&diagnostic::DUPLICATE_KEY, entry.key_range.clone(), message, hint);
    }
    above
}

fn set(front: &mut FrontMatter, reader: &mut Reader<'_>, key: &str, node: &Node) {
    match key {
        "title" => front.title = reader.sentence(node),
        "id" => front.id = reader.id(node),
        "need" => front.need = reader.sentence(node),
        "summary" => front.summary = reader.sentence(node),
        "type" => front.kind = reader.choice(node, AidType::NAMES),
        "moment" => {
            let words = reader.words(node);
            front.moment = words.iter().filter_map(|word| reader.choose(word, MOMENTS)).collect();
        }
        "tags" => front.tags = reader.words(node),
        "roles" => front.roles = reader.words(node),
        "locations" => front.locations = reader.words(node),
        "equipment" => front.equipment = reader.words(node),
        "asks" => front.asks = reader.asks(node),
        "asks_not" => front.asks_not = reader.texts(node),
        "also_called" => front.also_called = reader.texts(node),
        "aliases" | "redirect_from" => front.aliases.extend(reader.texts(node)),
        "tools" => front.tools = reader.things(node),
        "parts" => front.parts = reader.things(node),
        "ppe" => front.ppe = reader.things(node),
        "prerequisites" => front.prerequisites = reader.prerequisites(node),
        "hazards" => front.hazards = reader.hazards(node),
        "time" => front.time = reader.duration(node),
        "result" => front.result = reader.sentence(node),
        "changes" => front.changes = reader.changes(node),
        "sources" => front.sources = reader.sources(node),
        "supersedes" => front.supersedes = reader.words(node),
        "related" => front.related = reader.words(node),
        "mode" => front.mode = reader.choice(node, MODES),
        "print" => front.print = reader.print(node),
        "video" => front.video = reader.video(node),
        "weight" => front.weight = reader.number(node),
        "extra" => front.extra = reader.extra(node),
        _ => set_record(front, reader, key, node),
    }
}

/// The keys that keep the record of an aid.
fn set_record(front: &mut FrontMatter, reader: &mut Reader<'_>, key: &str, node: &Node) {
    let name = |person: Option<Person>| person.map(|person| person.name);
    match key {
        "status" => front.status = reader.choice(node, STATES).unwrap_or_default(),
        "owner" => front.owner = reader.person(node),
        "approver" => front.approver = name(reader.person(node)),
        "approved" => front.approved = reader.date(node),
        "rev" => front.rev = reader.text(node),
        "effective" => front.effective = reader.date(node),
        "expires" => front.expires = reader.date(node),
        "reviewed" | "last_reviewed_on" => front.reviewed = reader.date(node),
        "reviewed_by" => front.reviewed_by = name(reader.person(node)),
        "review_note" => front.review_note = reader.sentence(node).map(|note| note.value),
        "tried_on" => front.tried_on = reader.date(node),
        "tried_by" => front.tried_by = name(reader.person(node)),
        "review_every" | "review_in" => front.review_every = reader.duration(node),
        "lang" => front.lang = reader.language(node),
        "translation_of" => front.translation_of = reader.text(node),
        "translated_rev" => front.translated_rev = reader.text(node),
        _ => {}
    }
}
