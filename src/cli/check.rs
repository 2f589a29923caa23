//! `kneeboard check`: all that a build would say, and what only a search tells.

use super::args::Format;
use super::exit::Exit;
use super::findability;
use super::report::Report;
use super::stages;
use crate::check::{self, Scope};
use crate::diagnostic;
use crate::pipeline::{IndexFinder, Loaded, Request};
use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;

/// What to check and how.
#[derive(Debug)]
pub(super) struct CheckOptions {
    /// Which site.
    pub(super) request: Request,
    /// Warnings count as errors.
    pub(super) strict: bool,
    /// Measure findability, and keep the figures in this file.
    pub(super) findability: Option<PathBuf>,
    /// How to print.
    pub(super) format: Format,
}

/// Checks the site.
pub(super) fn run(options: &CheckOptions, report: &mut Report) -> Exit {
    let loaded = match stages::load(&options.request, report, &mut |_| {}) {
        Ok(loaded) => loaded,
        Err(exit) => return exit,
    };
    let Loaded { site, theme, search, mut diagnostics } = loaded;
    let site = Arc::new(site);
    if let Some(theme) = &theme {
        let Ok(problems) = stages::render(&site, theme, report, |_, _| Ok::<(), Infallible>(()));
        diagnostics.extend(problems);
        diagnostics.extend(stages::check_cards(&site, theme));
    }
    let finder = IndexFinder(&search);
    diagnostics.extend(check::run(&site, Scope::Site, &finder));
    site.config.apply_levels(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    let prefix = stages::prefix(&options.request.site);
    let printed = match options.format {
        Format::Human => {
            report.diagnostics(&diagnostics, &prefix);
            Exit::Done
        }
        Format::Json => report.diagnostics_as_json(&diagnostics, &prefix),
    };
    if printed != Exit::Done {
        return printed;
    }
    if let Some(file) = &options.findability {
        let exit = findability::run(&site, &finder, file, options.format, report);
        if exit != Exit::Done {
            return exit;
        }
    }
    report.checked(site.aids.len(), check::count_asks(&site));
    let forbidden = report.errors() + if options.strict { report.warnings() } else { 0 };
    if forbidden > 0 { Exit::Problems } else { Exit::Done }
}
