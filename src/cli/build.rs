//! `kneeboard build`: the pipeline, stage after stage.

use super::exit::Exit;
use super::report::Report;
use jiff::civil::Date;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

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
    let prefix = prefix(&options.site);
    // Stages, each with its problems: configuration, walk, parse (parallel), site, theme.
    let diagnostics = Vec::new();
    // All problems of the run, sorted, at the site's levels.
    report.diagnostics(&diagnostics, &prefix);
    if options.strict && report.errors() + report.warnings() > 0 {
        report.fail(format_args!("nothing is published: {}, and --strict allows none", report.counts()));
        return Exit::Problems;
    }
    // Stage, render (parallel), commit.
    report.summary(0, 0);
    if report.errors() > 0 { Exit::Problems } else { Exit::Done }
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
