//! `kneeboard build`: the pipeline, stage after stage.

use super::exit::Exit;
use super::report::Report;
use crate::diagnostic::{self, Diagnostic};
use crate::pipeline::{self, Loaded, Request};
use crate::publish::{self, Stage, Target};
use crate::render::{Content, Renderer};
use crate::search::Search;
use crate::site::{Drafts, Site};
use crate::theme::Theme;
use jiff::civil::Date;
use rayon::prelude::*;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What to build and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildOptions {
    /// The site folder, as typed.
    pub site: PathBuf,
    /// The output folder; never read as input.
    pub out: PathBuf,
    /// In place of the configuration's `base_url`; ends in `/`.
    pub base_url: Option<String>,
    /// Publish drafts too.
    pub drafts: bool,
    /// Write into a folder that holds files of others.
    pub force: bool,
    /// Warnings count as errors, and with any of them nothing is published.
    pub strict: bool,
    /// The day that counts as today.
    pub today: Date,
    /// Threads; one per core unless given.
    pub jobs: Option<NonZeroUsize>,
    /// Say how long each stage took.
    pub timings: bool,
}

/// Builds the site.
pub fn run(options: &BuildOptions, report: &mut Report) -> Exit {
    if !options.site.is_dir() {
        return report.fail(format_args!("`{}` is not a folder", options.site.display()));
    }
    if let Some(jobs) = options.jobs
        && let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global()
    {
        return report.fail(format_args!("cannot start {jobs} threads: {error}"));
    }
    let mut timings = Timings::start();
    let request = Request {
        site: options.site.clone(),
        out: options.out.clone(),
        base_url: options.base_url.clone(),
        drafts: if options.drafts { Drafts::Show } else { Drafts::Skip },
        today: options.today,
    };
    let loaded = match pipeline::load(&request, &mut |stage| timings.end(stage)) {
        Ok(loaded) => loaded,
        Err(error) => return report.fail(format_args!("cannot read `{}`: {error}", options.site.display())),
    };
    let exit = publish(options, loaded, &mut timings, report);
    if options.timings {
        report.timings(&timings.stages);
    }
    exit
}

/// Renders every output into a staged site and makes it the output folder, unless something forbids that.
fn publish(options: &BuildOptions, loaded: Loaded, timings: &mut Timings, report: &mut Report) -> Exit {
    let prefix = prefix(&options.site);
    let Loaded { mut site, theme, search, mut diagnostics } = loaded;
    let Some(theme) = theme else {
        report.diagnostics(&diagnostics, &prefix);
        return report.fail("the theme does not work; nothing is published");
    };
    // Every problem has its excerpt by now; the texts would only fill memory while pages are rendered.
    site.aids.iter_mut().for_each(|aid| aid.text = Arc::default());
    let target = Target {
        out: options.out.clone(),
        site: options.site.clone(),
        protected: std::env::home_dir().into_iter().chain(std::env::current_dir()).collect(),
        force: options.force,
    };
    let waiting = |out: &Path| report.note(format_args!("waiting for another build of `{}`", out.display()));
    let staged = Stage::open(&target, waiting).and_then(|stage| {
        diagnostics.extend(render(&site, &theme, &search, &stage, report)?);
        Ok(stage)
    });
    timings.end("render");
    site.config.apply_levels(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    report.diagnostics(&diagnostics, &prefix);
    let stage = match staged {
        Ok(stage) => stage,
        Err(error) => return report.fail(error),
    };
    if options.strict && report.errors() + report.warnings() > 0 {
        report.fail(format_args!("nothing is published: {}, and --strict allows none", report.counts()));
        return Exit::Problems;
    }
    match stage.commit() {
        Ok(done) => {
            timings.end("publish");
            report.summary(site.aids.len(), done.files);
            // The process ends here: taking ten thousand trees apart would cost a tenth of the build.
            std::mem::forget(site);
            if report.errors() > 0 { Exit::Problems } else { Exit::Done }
        }
        Err(error) => report.fail(error),
    }
}

/// Renders all outputs in parallel; a page that fails is a problem, a disk that refuses ends the build.
fn render(
    site: &Site,
    theme: &Theme,
    search: &Search,
    stage: &Stage,
    report: &Report,
) -> Result<Vec<Diagnostic>, publish::Error> {
    let renderer = Renderer::new(site, theme, search);
    let progress = report.progress(site.outputs.len());
    let rendered: Result<Vec<Option<Diagnostic>>, publish::Error> = site
        .outputs
        .par_iter()
        .map(|(path, output)| {
            progress.advance();
            match renderer.render(path, output) {
                Ok(Content::Bytes(bytes)) => stage.put(path, &bytes).map(|()| None),
                Ok(Content::Copy(disk)) => stage.copy(path, disk).map(|()| None),
                Err(problem) => Ok(Some(*problem)),
            }
        })
        .collect();
    Ok(rendered?.into_iter().flatten().collect())
}

/// How long the stages took.
struct Timings {
    since: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    fn start() -> Self {
        Self { since: Instant::now(), stages: Vec::new() }
    }

    fn end(&mut self, stage: &'static str) {
        self.stages.push((stage, self.since.elapsed()));
        self.since = Instant::now();
    }
}

/// What stands before a path in the site so that it leads there from the current folder: `aids/`; empty for `.`.
fn prefix(site: &Path) -> String {
    let shown = site.display().to_string();
    match shown.as_str() {
        "." => String::new(),
        path if path.ends_with('/') => shown,
        _ => shown + "/",
    }
}

#[cfg(test)]
mod tests {
    use super::prefix;
    use std::path::Path;

    #[test]
    fn shown_paths_lead_from_the_current_folder_to_the_file() {
        let prefixes = [".", "aids", "aids/", "/srv/aids"].map(|site| prefix(Path::new(site)));
        assert_eq!(prefixes, ["", "aids/", "aids/", "/srv/aids/"]);
    }
}
