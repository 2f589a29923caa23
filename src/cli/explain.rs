//! `kneeboard explain [CODE]`.

use super::exit::Exit;
use super::report::Report;
use crate::diagnostic::{ALL, Code, closest, find_code};
use std::fmt::Write;

/// Prints the page of a code, or the list of codes.
pub(super) fn run(code: Option<&str>, report: &Report) -> Exit {
    match code.map(|id| (id, find_code(id))) {
        None => report.output(&list()),
        Some((_, Some(code))) => report.output(&page(code)),
        Some((id, None)) => report.fail(unknown(id)),
    }
}

fn list() -> String {
    ALL.iter().fold(String::new(), |mut out, code| {
        let _ = writeln!(out, "{}  {:<7}  {}", code.id, code.level.word(), code.title);
        out
    })
}

fn page(code: &Code) -> String {
    format!("# {}: {} ({})\n\n{}", code.id, code.title, code.level.word(), code.explain)
}

fn unknown(id: &str) -> String {
    match closest(id, ALL.iter().map(|code| code.id)) {
        Some(meant) => format!("no code `{id}`; did you mean `{meant}`?"),
        None => format!("no code `{id}`; `kneeboard explain` lists them all"),
    }
}
