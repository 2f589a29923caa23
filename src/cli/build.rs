//! `kneeboard build`: the pipeline, stage after stage.

use super::exit::Exit;
use super::report::Report;
use super::stages;
use crate::diagnostic;
use crate::pipeline::{Loaded, Request};
use crate::publish::{Stage, Target};
use crate::render::Content;
use crate::source::SitePath;
use rayon::prelude::*;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// What to build and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildOptions {
    /// Which site, and where to.
    pub request: Request,
    /// Write into a folder that holds files of others.
    pub force: bool,
    /// Warnings count as errors, and with any of them nothing is published.
    pub strict: bool,
    /// Threads; one per core unless given.
    pub jobs: Option<NonZeroUsize>,
    /// Say how long each stage took.
    pub timings: bool,
}

/// Builds the site.
pub fn run(options: &BuildOptions, report: &mut Report) -> Exit {
    if let Some(jobs) = options.jobs
        && let Err(error) = rayon::ThreadPoolBuilder::new().num_threads(jobs.get()).build_global()
    {
        return report.fail(format_args!("cannot start {jobs} threads: {error}"));
    }
    let mut timings = Timings::start();
    let exit = match stages::load(&options.request, report, &mut |stage| timings.end(stage)) {
        Ok(loaded) => publish(options, loaded, &mut timings, report),
        Err(exit) => return exit,
    };
    if options.timings {
        report.timings(&timings.stages);
    }
    exit
}

/// Renders every output into a staged site and makes it the output folder, unless something forbids that.
fn publish(options: &BuildOptions, loaded: Loaded, timings: &mut Timings, report: &mut Report) -> Exit {
    let Request { site: folder, out, .. } = &options.request;
    let prefix = stages::prefix(folder);
    let Loaded { mut site, theme, search, mut diagnostics } = loaded;
    let Some(theme) = theme else {
        report.diagnostics(&diagnostics, &prefix);
        return report.fail("the theme does not work; nothing is published");
    };
    diagnostics.extend(stages::check_cards(&site, &theme));
    timings.end("fit");
    // Every problem has its excerpt by now; the texts would only fill memory while pages are rendered.
    site.aids.iter_mut().filter_map(Arc::get_mut).for_each(|aid| aid.text = Arc::default());
    let site = Arc::new(site);
    let target = Target {
        out: out.clone(),
        site: folder.clone(),
        protected: std::env::home_dir().into_iter().chain(std::env::current_dir()).collect(),
        force: options.force,
    };
    let waiting = |out: &Path| report.note(format_args!("waiting for another build of `{}`", out.display()));
    let staged = Stage::open(&target, waiting).and_then(|stage| {
        let put = |path: &SitePath, content: Content<'_>| match content {
            Content::Bytes(bytes) => stage.put(path, &bytes),
            Content::Copy(disk) => stage.copy(path, disk),
        };
        diagnostics.extend(stages::render(&site, &theme, report, put)?);
        search.files().par_iter().try_for_each(|(path, bytes)| stage.put(path, bytes))?;
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
