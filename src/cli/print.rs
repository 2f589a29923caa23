//! `kneeboard print`: what hangs where, what must be printed again, and the ledger of it.

use super::exit::Exit;
use super::report::Report;
use super::stages;
use crate::config::ledger::{self, Entry};
use crate::diagnostic::{self, Diagnostic};
use crate::pipeline::{Loaded, Request};
use crate::print::copies::{self, Hanging, Stale};
use crate::print::currency::Currency;
use crate::print::edition::Edition;
use crate::site::Site;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to do with paper.
#[derive(Debug)]
pub(super) struct PrintOptions {
    /// Which site.
    pub(super) request: Request,
    /// The ledger to compare with; the site's own unless given.
    pub(super) since: Option<PathBuf>,
    /// What to do.
    pub(super) task: PrintTask,
}

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PrintTask {
    /// Say what hangs where.
    List,
    /// Say what must be printed again.
    Stale,
    /// Write the ledger.
    Record,
}

/// Runs the command.
pub(super) fn run(options: &PrintOptions, report: &mut Report) -> Exit {
    let loaded = match stages::load(&options.request, report, &mut |_| {}) {
        Ok(loaded) => loaded,
        Err(exit) => return exit,
    };
    let Loaded { site, diagnostics, .. } = loaded;
    let unread: Vec<Diagnostic> =
        diagnostics.into_iter().filter(|problem| problem.code.id == diagnostic::NOT_TEXT.id).collect();
    report.diagnostics(&unread, &stages::prefix(&options.request.site));
    if options.task == PrintTask::Record && !unread.is_empty() {
        return report.fail("some aids cannot be read, and what hangs of them would be forgotten; mend them first");
    }
    let own = options.request.site.join(ledger::FILE);
    let file = options.since.as_ref().unwrap_or(&own);
    let (text, entries) = match read(file, options.since.is_some(), report) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    match options.task {
        PrintTask::List => report.output(&listed(&site, &copies::hanging(&site))),
        PrintTask::Stale => report.output(&reprints(&site, &copies::stale(&site, &entries))),
        PrintTask::Record => {
            let entries = copies::record(&site, &entries, &options.request.today.to_string());
            match replace(&own, &ledger::write(&entries, text.as_deref())) {
                Ok(()) => {
                    report.note(format_args!("{} entries in `{}`", entries.len(), own.display()));
                    Exit::Done
                }
                Err(error) => report.fail(format_args!("cannot write `{}`: {error}", own.display())),
            }
        }
    }
}

/// Reads a ledger. One with problems is never overwritten: nothing of it may get lost.
fn read(file: &Path, must_exist: bool, report: &mut Report) -> Result<(Option<String>, Vec<Entry>), Exit> {
    let text = match std::fs::read_to_string(file) {
        // As editors of other systems save it.
        Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => return Ok((None, Vec::new())),
        Err(error) => return Err(report.fail(format_args!("cannot read `{}`: {error}", file.display()))),
    };
    let shown = file.display().to_string();
    let shown: Arc<str> = shown.strip_prefix("./").unwrap_or(&shown).into();
    let (entries, mut problems) = ledger::read(&shown, &text);
    if problems.is_empty() {
        return Ok((Some(text), entries));
    }
    diagnostic::sort(&mut problems);
    report.diagnostics(&problems, "");
    Err(report.fail("the ledger has problems; mend it first"))
}

/// Writes a file so that a reader sees the old or the new one.
fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    let new = file.with_extension("yaml.new");
    std::fs::write(&new, text)?;
    std::fs::rename(&new, file)
}

/// A line for every place and aid.
fn listed(site: &Site, copies: &[Hanging]) -> String {
    let mut text = String::new();
    for copy in copies {
        let edition = Edition::of(site, copy.aid);
        let format = site.print_format(copy.aid).unwrap_or("withdrawn");
        let _ = writeln!(
            text,
            "{}  {} × {}  {}  {format}  {}",
            copy.at,
            copy.copies,
            edition.id,
            rev(edition.rev.as_deref()),
            edition.fingerprint()
        );
    }
    text
}

/// The reprint list, to be signed: by place, what to take down and what to hang.
fn reprints(site: &Site, stale: &[Stale]) -> String {
    let mut text = String::new();
    let mut place = None;
    for copy in stale {
        if place != Some(&copy.at) {
            let _ = writeln!(text, "{}{}", if place.is_some() { "\n" } else { "" }, copy.at);
            place = Some(&copy.at);
        }
        let title = copy.aid.map_or_else(String::new, |aid| format!("  {}", site.aids[aid].title));
        let _ = writeln!(text, "  [ ] {}{title}", copy.id);
        let _ = write!(text, "      take down {} × {}", copy.copies, rev(copy.rev.as_deref()));
        let _ = match (copy.aid, &copy.currency) {
            (Some(aid), Some(Currency::Superseded { notes, steps })) => {
                let edition = Edition::of(site, aid);
                let format = site.print_format(aid).unwrap_or("page");
                let _ = writeln!(text, ", hang {}  {format}  {}", rev(edition.rev.as_deref()), edition.fingerprint());
                let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
                let steps = (!steps.is_empty()).then(|| format!("changed steps: {}", steps.join(", ")));
                let why: Vec<String> = notes.iter().cloned().chain(steps).collect();
                if why.is_empty() { Ok(()) } else { writeln!(text, "      {}", why.join("; ")) }
            }
            (Some(_), _) => writeln!(text, ": the aid is withdrawn"),
            (None, _) => writeln!(text, ": the aid is gone"),
        };
        let _ = writeln!(text, "      done by ______________ on __________");
    }
    text
}

fn rev(rev: Option<&str>) -> String {
    rev.map_or_else(|| "no rev".to_owned(), |rev| format!("rev {rev}"))
}
