//! `kneeboard serve`: the preview for whoever writes.

use super::exit::Exit;
use super::report::{Report, counted};
use super::stages;
use crate::preview::{self, Event, Options, Signal, Update};
use std::net::SocketAddr;
use std::sync::{Mutex, PoisonError, mpsc};

/// How to run `serve`.
#[derive(Debug)]
pub(super) struct ServeOptions {
    /// What to preview, and where.
    pub(super) preview: Options,
    /// Open the home page in a browser.
    pub(super) open: bool,
}

/// Serves until Ctrl-C.
pub(super) fn run(options: ServeOptions, report: &mut Report) -> Exit {
    let ServeOptions { preview: mut options, open } = options;
    let folder = options.request.site.clone();
    if !folder.is_dir() {
        return report.fail(format_args!("`{}` is not a folder", folder.display()));
    }
    let prefix = stages::prefix(&folder);
    // The folder may be replaced by another of its name, and the current folder with it: then `.` would be the old one.
    for path in [&mut options.request.site, &mut options.request.out] {
        if let Ok(absolute) = std::path::absolute(&*path) {
            *path = absolute;
        }
    }
    let (sender, receiver) = mpsc::channel();
    let asked = sender.clone();
    // Ends with the process: a line may never come.
    std::thread::spawn(move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if line.trim() == "r" && asked.send(Signal::Asked).is_err() {
                return;
            }
        }
    });
    let shared = Mutex::new(&mut *report);
    let result = preview::run(options, (sender, receiver), &|event| {
        let mut report = shared.lock().unwrap_or_else(PoisonError::into_inner);
        say(&event, &prefix, &mut report);
        if let (Event::Listening { address, .. }, true) = (&event, open)
            && let Err(error) = open::that_detached(home(*address))
        {
            report.note(format_args!("no browser could be opened: {error}"));
        }
    });
    match result {
        Ok(()) => Exit::Done,
        Err(error) => report.fail(error),
    }
}

fn say(event: &Event<'_>, prefix: &str, report: &mut Report) {
    match event {
        Event::Listening { address, aids, diagnostics } => {
            report.diagnostics(diagnostics, prefix);
            let home = home(*address);
            let aids = counted(*aids, "aid");
            report.note(format_args!("{home} shows {aids}; Ctrl-C ends, r + Enter looks again"));
            if !address.ip().is_loopback() {
                report.note("everyone who reaches this machine over the network can read this preview");
            }
        }
        Event::Updated(update) => updated(update, prefix, report),
        Event::Unchanged => report.note("looked again: nothing has changed"),
        Event::Back => report.note("the site folder is back"),
        Event::Polling(blind) => report.note(format_args!("{blind}; the folder is looked at again and again instead")),
        Event::Lost(error) => report.note(format_args!("the site folder cannot be read at the moment: {error}")),
    }
}

/// What to type into a browser on this machine.
fn home(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        return format!("http://localhost:{}/", address.port());
    }
    format!("http://{address}/")
}

/// `press.md saved → 3 pages, 41 ms`, then the problems that are new.
fn updated(update: &Update, prefix: &str, report: &mut Report) {
    let what = match update.changes.saved.as_slice() {
        [] => "site folder changed".to_owned(),
        [saved] => format!("{prefix}{} {}", saved.path, if saved.exists { "saved" } else { "deleted" }),
        [first, more @ ..] => format!("{prefix}{} and {} changed", first.path, counted(more.len(), "more file")),
    };
    let reach = match update.pages() {
        _ if update.snapshot.shown.is_none() => "nothing to show".to_owned(),
        _ if update.snapshot.stale => "the last good site stays".to_owned(),
        Some(pages) => counted(pages.len(), "page"),
        None => "every page".to_owned(),
    };
    report.note(format_args!("{what} → {reach}, {} ms", update.took.as_millis()));
    report.diagnostics(&update.new_problems(), prefix);
    let (mended, left) = (update.mended(), update.snapshot.diagnostics.len());
    if mended > 0 {
        report.note(format_args!("{} mended, {} left", counted(mended, "problem"), left));
    }
}
