//! What several commands do with a site: read it, render it.

use super::exit::Exit;
use super::report::Report;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Loaded, Request};
use crate::print::{self, Fonts};
use crate::render::{Content, Renderer};
use crate::site::Site;
use crate::source::SitePath;
use crate::theme::Theme;
use rayon::prelude::*;
use std::path::Path;
use std::sync::Arc;

/// Reads a site; when that cannot be done, says why. `stage` hears the name of every stage when it ends.
pub(super) fn load(request: &Request, report: &Report, stage: &mut dyn FnMut(&'static str)) -> Result<Loaded, Exit> {
    let folder = request.site.display();
    if !request.site.is_dir() {
        return Err(report.fail(format_args!("`{folder}` is not a folder")));
    }
    pipeline::load(request, stage).map_err(|error| report.fail(format_args!("cannot read `{folder}`: {error}")))
}

/// Renders all outputs in parallel and gives them to `put`; a page that fails is a problem of the site.
///
/// # Errors
/// The first error of `put`.
pub(super) fn render<E: Send>(
    site: &Arc<Site>,
    theme: &Arc<Theme>,
    report: &Report,
    put: impl Fn(&SitePath, Content<'_>) -> Result<(), E> + Sync,
) -> Result<Vec<Diagnostic>, E> {
    let renderer = Renderer::new(Arc::clone(site), Arc::clone(theme));
    let progress = report.progress(site.outputs.len());
    let rendered: Result<Vec<Option<Diagnostic>>, E> = site
        .outputs
        .par_iter()
        .map(|(path, output)| {
            progress.advance();
            match renderer.render(path, output) {
                Ok(content) => put(path, content).map(|()| None),
                Err(problem) => Ok(Some(*problem)),
            }
        })
        .collect();
    Ok(rendered?.into_iter().flatten().collect())
}

/// The problems of all cards.
pub(super) fn check_cards(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let fonts = Fonts::new(|path| theme.file(path));
    print::check(site, &fonts, &|language, key| theme.word(language, key).to_owned())
}

/// What stands before a path in the site so that it leads there from the current folder: `aids/`; empty for `.`.
pub(super) fn prefix(site: &Path) -> String {
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
