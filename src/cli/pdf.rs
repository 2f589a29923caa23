//! `kneeboard print --pdf`: every card and pack of a site as a PDF, printed by a browser of this machine.

use super::browser::Browser;
use super::exit::Exit;
use super::report::Report;
use super::stages;
use crate::diagnostic::{self, Diagnostic};
use crate::pipeline::{Loaded, Request};
use crate::render::{Content, Renderer, file_address};
use crate::site::{Output, Site};
use crate::source::SitePath;
use crate::theme::Theme;
use rayon::prelude::*;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Browsers at a time; each takes some 200 MB.
const AT_ONCE: usize = 4;

/// What to print, where to, and with what.
#[derive(Debug)]
pub(super) struct PdfOptions {
    /// Which site.
    pub(super) request: Request,
    /// The folder of the PDFs.
    pub(super) folder: PathBuf,
    /// The browser that the person asks for; one that is installed unless given.
    pub(super) browser: Option<PathBuf>,
    /// Where programs are, as in `PATH`.
    pub(super) path: Option<OsString>,
}

/// Prints every card and every pack: `DIR/press/reset.pdf`, `DIR/print/roles/operator.pdf`.
pub(super) fn run(options: &PdfOptions, report: &mut Report) -> Exit {
    let folder = &options.folder;
    let browser = match Browser::find(options.browser.as_deref(), options.path.as_deref()) {
        Ok(browser) => browser,
        Err(why) => return report.fail(why),
    };
    let Loaded { site, theme, mut diagnostics, .. } = match stages::load(&options.request, report, &mut |_| {}) {
        Ok(loaded) => loaded,
        Err(exit) => return exit,
    };
    let prefix = stages::prefix(&options.request.site);
    let Some(theme) = theme else {
        report.diagnostics(&diagnostics, &prefix);
        return report.fail("the theme does not work; nothing is printed");
    };
    diagnostics.extend(stages::check_cards(&site, &theme));
    let site = Arc::new(site);
    let cards: Vec<&SitePath> =
        site.outputs.iter().filter(|(_, output)| is_printed(output)).map(|(path, _)| path).collect();
    let staged = Staged::new(folder).and_then(|staged| {
        diagnostics.extend(put_pages(&site, &theme, &staged.pages())?);
        Ok(staged)
    });
    site.config.apply_levels(&mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    report.diagnostics(&diagnostics, &prefix);
    let staged = match staged {
        Ok(staged) => staged,
        Err(error) => return report.fail(format_args!("cannot write to `{}`: {error}", folder.display())),
    };
    if let Err(why) = print_all(&cards, &browser, folder, &staged, report) {
        return report.fail(why);
    }
    report.note(match cards.len() {
        0 => "no aid has a card; give one a format: `print: {format: a6}`".to_owned(),
        _ => format!("{} in `{}`", super::report::counted(cards.len(), "PDF"), folder.display()),
    });
    if report.errors() > 0 { Exit::Problems } else { Exit::Done }
}

fn is_printed(output: &Output) -> bool {
    matches!(output, Output::Card(_) | Output::Pack(_) | Output::Sheets(_))
}

/// Writes the pages of cards and what they show; a page that fails is a problem of the site.
fn put_pages(site: &Arc<Site>, theme: &Arc<Theme>, to: &Path) -> std::io::Result<Vec<Diagnostic>> {
    let renderer = Renderer::new(Arc::clone(site), Arc::clone(theme));
    let on_cards = |output: &Output| {
        is_printed(output) || matches!(output, Output::Static | Output::PaperStyle | Output::Asset(_))
    };
    let wanted: Vec<_> = site.outputs.iter().filter(|(_, output)| on_cards(output)).collect();
    let put = |path: &SitePath, output: &Output| -> std::io::Result<Option<Diagnostic>> {
        let file = to.join(path.as_str());
        file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
        match renderer.render(path, output) {
            Ok(Content::Bytes(bytes)) => std::fs::write(file, bytes).map(|()| None),
            Ok(Content::Copy(disk)) => std::fs::copy(disk, file).map(|_| None),
            Err(problem) => Ok(Some(*problem)),
        }
    };
    let problems: std::io::Result<Vec<_>> = wanted.into_par_iter().map(|(path, output)| put(path, output)).collect();
    Ok(problems?.into_iter().flatten().collect())
}

/// Prints every page that could be made, a few at a time.
fn print_all(
    cards: &[&SitePath],
    browser: &Browser,
    folder: &Path,
    staged: &Staged,
    report: &Report,
) -> Result<(), String> {
    let browsers = rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE.min(rayon::current_num_threads())).build();
    let browsers = browsers.map_err(|error| error.to_string())?;
    let progress = report.progress(cards.len());
    browsers.install(|| {
        cards.par_iter().enumerate().try_for_each(|(index, card)| {
            progress.advance();
            let page = staged.pages().join(card.as_str());
            if !page.is_file() {
                return Ok(());
            }
            print_card(card, &page, browser, folder, &staged.folder.join(index.to_string()))
        })
    })
}

/// Prints one page. The PDF appears in the folder when it is whole.
fn print_card(card: &SitePath, page: &Path, browser: &Browser, folder: &Path, scratch: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot print `{card}`: {error}");
    let page_name = card.as_str();
    let stem = page_name.strip_suffix(".card.html").or_else(|| page_name.strip_suffix(".html"));
    let name = stem.unwrap_or(page_name);
    let pdf = folder.join(format!("{name}.pdf"));
    pdf.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
    std::fs::create_dir(scratch).map_err(failed)?;
    let new = scratch.join("card.pdf");
    browser.print(&file_address(page), &new, scratch).map_err(|why| format!("cannot print `{card}`: {why}"))?;
    std::fs::rename(new, pdf).map_err(failed)?;
    // What stays goes with the staged folder: a browser that is still ending may write to its profile.
    let _ = std::fs::remove_dir_all(scratch);
    Ok(())
}

/// A folder for the time of printing, gone when dropped. It is beside the PDFs: browsers that may only see the person's own
/// folders see it, and a PDF only needs to be renamed.
struct Staged {
    folder: PathBuf,
}

impl Staged {
    fn new(beside: &Path) -> std::io::Result<Self> {
        let folder = std::path::absolute(beside)?.join(format!("printing-{}", std::process::id()));
        std::fs::create_dir_all(beside)?;
        std::fs::create_dir(&folder)?;
        Ok(Self { folder })
    }

    /// The pages to print.
    fn pages(&self) -> PathBuf {
        self.folder.join("pages")
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        // Nobody is left to tell when that fails.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
