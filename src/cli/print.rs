//! `kneeboard print`: what hangs where, what must be printed again, and the ledger of it.

use super::exit::Exit;
use super::report::Report;
use super::stages;
use crate::config::ledger::{self, Entry};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::pipeline::{Loaded, Request};
use crate::print::copies::{self, Hanging, Reason, Stale};
use crate::print::edition::Edition;
use crate::site::{AidIndex, Site};
use std::fmt::Write as _;
use std::io::Write as _;
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
    // What keeps an aid or a copy from the list.
    let is_grave = |problem: &Diagnostic| problem.level == Level::Error && problem.code.id.starts_with(['F', 'Y']);
    let grave: Vec<Diagnostic> = diagnostics.into_iter().filter(is_grave).collect();
    report.diagnostics(&grave, &stages::prefix(&options.request.site));
    let is_unread =
        |problem: &Diagnostic| [diagnostic::NOT_TEXT.id, diagnostic::FRONT_MATTER.id].contains(&problem.code.id);
    if options.task == PrintTask::Record && grave.iter().any(is_unread) {
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
        PrintTask::Stale => {
            let stale = copies::stale(&site, &entries);
            if stale.is_empty() {
                report.note("nothing must be taken down");
            }
            report.output(&reprints(&site, &stale))
        }
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

/// Writes a file so that a reader sees the old or the new one. A link stays, and what it leads to is written.
fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    let file = file.canonicalize().unwrap_or_else(|_| file.to_path_buf());
    let new = file.with_extension(format!("{}.new", std::process::id()));
    let old = std::fs::metadata(&file).ok().map(|old| old.permissions());
    if old.as_ref().is_some_and(std::fs::Permissions::readonly) {
        return Err(std::io::Error::new(std::io::ErrorKind::PermissionDenied, "it may only be read"));
    }
    std::fs::File::create_new(&new)?.write_all(text.as_bytes())?;
    if let Some(permissions) = old {
        std::fs::set_permissions(&new, permissions)?;
    }
    std::fs::rename(&new, file)
}

/// A line for every place and aid.
fn listed(site: &Site, copies: &[Hanging]) -> String {
    let mut text = String::new();
    for copy in copies {
        let edition = Edition::of(site, copy.aid);
        let none = if site.is_withdrawn(copy.aid) { "withdrawn" } else { "page" };
        let format = site.print_format(copy.aid).unwrap_or(none);
        let _ = writeln!(
            text,
            "{}  {} × {}  {}  {format}  {}",
            one_line(&copy.at),
            copy.copies,
            name(site, &edition.id, &edition.lang),
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
            let _ = writeln!(text, "{}{}", if place.is_some() { "\n" } else { "" }, one_line(&copy.at));
            place = Some(&copy.at);
        }
        let title = copy.aid.map_or_else(String::new, |aid| format!("  {}", one_line(&site.aids[aid].title)));
        let _ = writeln!(text, "  [ ] {}{title}", name(site, &copy.id, &copy.lang));
        let _ = write!(text, "      take down {} × {}", copy.copies, rev(copy.rev.as_deref()));
        let _ = match (copy.aid, &copy.reason) {
            (Some(aid), Reason::Superseded { notes, steps }) => hang(&mut text, site, aid, notes, steps),
            (_, Reason::Withdrawn) => writeln!(text, ": the aid is withdrawn"),
            (_, Reason::Expired) => writeln!(text, ": the aid has expired"),
            (_, Reason::Unnamed) => writeln!(text, ": the aid does not name this place any more"),
            (None, _) | (_, Reason::Gone) => writeln!(text, ": the aid is gone"),
        };
        let _ = writeln!(text, "      done by ______________ on __________");
    }
    text
}

/// What to hang instead, and why.
fn hang(text: &mut String, site: &Site, aid: AidIndex, notes: &[String], steps: &[u32]) -> std::fmt::Result {
    let edition = Edition::of(site, aid);
    let format = site.print_format(aid).unwrap_or("page");
    writeln!(text, ", hang {}  {format}  {}", rev(edition.rev.as_deref()), edition.fingerprint())?;
    let steps: Vec<String> = steps.iter().map(ToString::to_string).collect();
    let steps = (!steps.is_empty()).then(|| format!("changed steps: {}", steps.join(", ")));
    let why: Vec<String> = notes.iter().map(|note| one_line(note)).chain(steps).collect();
    if why.is_empty() { Ok(()) } else { writeln!(text, "      {}", why.join("; ")) }
}

/// An id, with its language on sites of several.
fn name(site: &Site, id: &str, lang: &str) -> String {
    let id = one_line(id);
    if site.config.languages.len() > 1 && !lang.is_empty() { format!("{id} ({lang})") } else { id }
}

/// Text of somebody's file that must not look like another line of the list.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "")
}

fn rev(rev: Option<&str>) -> String {
    rev.map_or_else(|| "no rev".to_owned(), |rev| format!("rev {rev}"))
}
