//! What the writer's margin shows beside a page.

use super::snapshot::Snapshot;
use crate::diagnostic::json;
use crate::site::Output;
use crate::source::SitePath;
use serde::Serialize;

/// The margin of one page.
#[derive(Debug, Serialize)]
pub(super) struct Margin {
    /// The problems of the page's file, as `check --format json` prints them.
    problems: Vec<String>,
}

/// The margin of the page at a path of the output.
pub(super) fn of(snapshot: &Snapshot, page: &SitePath) -> Margin {
    let site = snapshot.shown.as_ref().map(|shown| shown.site());
    let aid = site.and_then(|site| match site.outputs.get(page) {
        Some(Output::Aid(aid)) => Some(&site.aids[*aid]),
        _ => None,
    });
    let own = snapshot.diagnostics.iter().filter(|problem| aid.is_some_and(|aid| aid.shown == problem.file));
    Margin { problems: own.map(|problem| json::line(problem, "")).collect() }
}
