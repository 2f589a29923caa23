//! `kneeboard serve`: the preview for whoever writes.

use super::exit::Exit;
use super::report::Report;
use super::stages;
use crate::preview::{self, Event, Options, Signal, Update};
use std::sync::{Mutex, PoisonError, mpsc};

/// Serves until Ctrl-C.
pub(super) fn run(mut options: Options, report: &mut Report) -> Exit {
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
            report.note(format_args!("http://{address}/ shows {aids} aids; Ctrl-C ends, r + Enter looks again"));
        }
        Event::Updated(update) => updated(update, report),
        Event::Unchanged => report.note("looked again: nothing has changed"),
        Event::Back => report.note("the site folder is back"),
        Event::Polling(blind) => report.note(format_args!("{blind}; the folder is looked at again and again instead")),
        Event::Lost(error) => report.note(format_args!("the site folder cannot be read at the moment: {error}")),
    }
}

fn updated(update: &Update, report: &Report) {
    for saved in &update.changes.saved {
        report.note(format_args!("{} saved, {} ms", saved.path, update.took.as_millis()));
    }
}
