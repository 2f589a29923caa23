//! Saying what happens: messages to stderr, what was asked for to stdout. Nothing else prints.

use super::exit::Exit;
use crate::diagnostic::terminal::{self, Colour};
use crate::diagnostic::{Diagnostic, Level, json};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How much to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verbosity {
    /// Everything.
    Normal,
    /// Problems of this level and above.
    ProblemsFrom(Level),
}

/// Work that is longer than this shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);
/// So many problems of one file are shown; all are counted. A wreck must not bury the other files.
const SHOWN_OF_A_FILE: usize = 1_000;
/// The problems of so many files are drawn at a time; more would be held in memory for nothing.
const FILES_AT_ONCE: usize = 64;

/// What a command says, and how many problems it has reported.
#[derive(Debug)]
pub struct Report {
    verbosity: Verbosity,
    colour: Colour,
    started: Instant,
    errors: usize,
    warnings: usize,
}

impl Report {
    /// A report of something that starts now.
    #[must_use]
    pub fn new(verbosity: Verbosity, colour: Colour) -> Self {
        Self { verbosity, colour, started: Instant::now(), errors: 0, warnings: 0 }
    }

    /// Prints problems in the order given and counts them. `prefix` leads from the current folder to the files' own.
    pub fn diagnostics(&mut self, diagnostics: &[Diagnostic], prefix: &str) {
        self.count(diagnostics);
        let least = match self.verbosity {
            Verbosity::Normal => Level::Info,
            Verbosity::ProblemsFrom(level) => level,
        };
        let wanted: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.level >= least).collect();
        let files: Vec<&[&Diagnostic]> = wanted.chunk_by(|a, b| a.file == b.file).collect();
        for part in files.chunks(FILES_AT_ONCE) {
            let drawn: Vec<String> = part.par_iter().map(|of_file| draw(of_file, prefix, self.colour)).collect();
            say(&drawn.concat());
        }
    }

    /// Prints problems to stdout, one JSON object a line, and counts them.
    pub fn diagnostics_as_json(&mut self, diagnostics: &[Diagnostic], prefix: &str) -> Exit {
        self.count(diagnostics);
        let lines: Vec<String> = diagnostics.par_iter().map(|diagnostic| json::line(diagnostic, prefix)).collect();
        self.output(&lines.concat())
    }

    fn count(&mut self, diagnostics: &[Diagnostic]) {
        self.errors += diagnostics.iter().filter(|d| d.level == Level::Error).count();
        self.warnings += diagnostics.iter().filter(|d| d.level == Level::Warning).count();
    }

    /// How many errors were reported so far.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings were reported so far.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// A count towards `total`, shown as a bar when the command has been at work for a second and stderr is a terminal.
    #[must_use]
    pub fn progress(&self, total: usize) -> Progress {
        let visible = self.verbosity == Verbosity::Normal && std::io::stderr().is_terminal();
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len}") {
            bar.set_style(style);
        }
        Progress { bar, show_at: visible.then(|| self.started + PATIENCE) }
    }

    /// The last lines of a build: how many problems, if any, and what was made: `412 aids, 1,030 files, 0.21 s`.
    pub fn summary(&self, aids: usize, files: usize) {
        self.done(aids, &counted(files, "file"));
    }

    /// The last lines of a check: how many problems, if any, and what was checked: `412 aids, 1,030 asks, 0.21 s`.
    pub fn checked(&self, aids: usize, asks: usize) {
        self.done(aids, &counted(asks, "ask"));
    }

    fn done(&self, aids: usize, others: &str) {
        let counts = self.counts();
        if !counts.is_empty() {
            self.note(counts);
        }
        let seconds = self.started.elapsed().as_secs_f64();
        self.note(format_args!("{}, {others}, {seconds:.2} s", counted(aids, "aid")));
    }

    /// `3 errors, 12 warnings`; empty when there are none.
    #[must_use]
    pub fn counts(&self) -> String {
        let counts = [(self.errors, "error"), (self.warnings, "warning")];
        let some = counts.iter().filter(|(count, _)| *count > 0);
        some.map(|(count, word)| counted(*count, word)).collect::<Vec<_>>().join(", ")
    }

    /// How long each stage took, one a line.
    pub fn timings(&self, stages: &[(&str, Duration)]) {
        let width = stages.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
        for (name, duration) in stages {
            say(&format!("{name:width$} {:>9.1} ms\n", duration.as_secs_f64() * 1_000.0));
        }
    }

    /// A line for the person at the terminal.
    pub fn note(&self, message: impl Display) {
        if self.verbosity == Verbosity::Normal {
            say(&format!("{message}\n"));
        }
    }

    /// Why the command could not run, what to do about it, and the exit code that goes with it.
    pub fn fail(&self, error: impl Display) -> Exit {
        say(&terminal::headline(Level::Error, &error.to_string(), self.colour));
        Exit::CouldNotRun
    }

    /// What was asked for, to stdout. A reader that has seen enough (`| head`) is no failure.
    pub fn output(&self, text: &str) -> Exit {
        let mut stdout = std::io::stdout().lock();
        match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
            Ok(()) => Exit::Done,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Exit::Done,
            Err(error) => self.fail(format_args!("cannot write to stdout: {error}")),
        }
    }
}

/// How far some work is. Gone from the screen when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    /// When to show the bar; never when it has been shown or nobody watches.
    show_at: Option<Instant>,
}

impl Progress {
    /// One more is done. May be called from many threads.
    pub fn advance(&self) {
        let Some(show_at) = self.show_at else { return };
        self.bar.inc(1);
        if self.bar.is_hidden() && Instant::now() >= show_at {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// The problems of one file as text.
fn draw(of_file: &[&Diagnostic], prefix: &str, colour: Colour) -> String {
    let shown = gravest(of_file);
    let mut out: String = shown.iter().map(|diagnostic| terminal::render(diagnostic, prefix, colour)).collect();
    if shown.len() < of_file.len() {
        let more = of_file.len() - shown.len();
        out.push_str(&format!("{prefix}{}: {more} more problems are not shown\n\n", of_file[0].file));
    }
    out
}

/// The problems of a file that are shown: the gravest when there are very many, still in their order.
fn gravest<'a>(of_file: &[&'a Diagnostic]) -> Vec<&'a Diagnostic> {
    let mut by_level: Vec<usize> = (0..of_file.len()).collect();
    by_level.sort_by_key(|&index| std::cmp::Reverse(of_file[index].level));
    by_level.truncate(SHOWN_OF_A_FILE);
    by_level.sort_unstable();
    by_level.into_iter().map(|index| of_file[index]).collect()
}

/// Writes to stderr. When that fails there is nobody to tell.
fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// `1 aid`, `1,030 aids`.
pub(super) fn counted(count: usize, word: &str) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{out} {word}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn counts_read_like_prose() {
        let counts = [0, 1, 999, 1_030, 1_000_000].map(|count| counted(count, "file"));
        assert_eq!(counts, ["0 files", "1 file", "999 files", "1,030 files", "1,000,000 files"]);
    }
}
