//! The pipeline up to a [`Site`], its index and its theme: what `build` publishes, and what every other command reads.
//!
//! In: a site folder and what the command line says. Out: the site, its theme and every problem, sorted and at the site's
//! levels.

use crate::aid::{self, Aid};
use crate::config;
use crate::diagnostic::{self, Diagnostic};
use crate::search::{self, Search};
use crate::site::{self, Drafts, Output, Site};
use crate::source::{self, File, Ignore, Kind, SitePath};
use crate::theme::{self, Theme};
use jiff::civil::Date;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// What to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The site folder.
    pub site: PathBuf,
    /// The output folder; never read as input.
    pub out: PathBuf,
    /// In place of the configuration's `base_url`; ends in `/`.
    pub base_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
    /// The day that counts as today.
    pub today: Date,
}

/// A site, ready to render.
#[derive(Debug)]
pub struct Loaded {
    /// The site.
    pub site: Site,
    /// Its theme; `None` when the theme has problems, and nothing can be rendered.
    pub theme: Option<Theme>,
    /// Its index.
    pub search: Search,
    /// Every problem so far, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a site folder. `stage` hears the name of every stage when it ends.
///
/// # Errors
/// An [`std::io::Error`] when the folder cannot be listed.
pub fn load(request: &Request, stage: &mut dyn FnMut(&'static str)) -> std::io::Result<Loaded> {
    let (mut config, mut diagnostics) = config::load(&request.site);
    if let Some(base_url) = &request.base_url {
        config.base_url = Some(base_url.clone());
    }
    let ignore = Ignore { output: canonical(&request.out), paths: config.ignore.clone() };
    let (mut tree, problems) = source::walk(&request.site, &ignore)?;
    diagnostics.extend(problems);
    source::measure(&mut tree);
    let (data, problems) = config::load_data(&tree, &mut config);
    diagnostics.extend(problems);
    stage("list");

    let context = aid::Context { languages: &config.languages };
    let files: Vec<&File> = tree.of(Kind::Aid).collect();
    let parsed: Vec<(Option<Aid>, Vec<Diagnostic>)> = files.par_iter().map(|file| parse(file, &context)).collect();
    let mut aids = Vec::with_capacity(parsed.len());
    for (aid, problems) in parsed {
        aids.extend(aid);
        diagnostics.extend(problems);
    }
    stage("parse");

    let (theme, problems) = theme::load(&config, &tree);
    diagnostics.extend(problems);
    let theme_files: Vec<SitePath> = theme.iter().flat_map(Theme::files).cloned().collect();
    stage("theme");

    let input = site::Input { config, data, tree, aids, theme_files, today: request.today, drafts: request.drafts };
    let (mut site, problems) = site::assemble(input);
    diagnostics.extend(problems);
    stage("assemble");

    let search = search::build(&site);
    site.outputs.extend(search.files().keys().map(|path| (path.clone(), Output::Search)));
    stage("index");

    site.config.apply_levels(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Ok(Loaded { site, theme, search, diagnostics })
}

fn parse(file: &File, context: &aid::Context<'_>) -> (Option<Aid>, Vec<Diagnostic>) {
    match source::read_text(file) {
        Ok(text) => {
            let (aid, problems) = aid::parse(&file.path, &file.shown, &text, context);
            (Some(aid), problems)
        }
        Err(problem) => (None, vec![problem]),
    }
}

/// The folder's own path; that of its parent with its name when it does not exist yet.
fn canonical(folder: &Path) -> Option<PathBuf> {
    folder.canonicalize().ok().or_else(|| {
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(parent.canonicalize().ok()?.join(folder.file_name()?))
    })
}
