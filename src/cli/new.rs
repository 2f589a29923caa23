//! `kneeboard new DIR`: a small working site to begin with.

use super::exit::Exit;
use super::report::Report;
use include_dir::{Dir, include_dir};
use std::io::ErrorKind;
use std::path::Path;

/// The site, as it is in this repository.
static STARTER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// Writes the starter site into `folder`, which must be new or empty.
pub(super) fn run(folder: &Path, report: &Report) -> Exit {
    match is_empty(folder) {
        Ok(true) => {}
        Ok(false) => {
            let shown = folder.display();
            return report.fail(format_args!("`{shown}` is not empty; name a folder that is new or empty"));
        }
        Err(error) => return report.fail(format_args!("cannot read `{}`: {error}", folder.display())),
    }
    if let Err(error) = std::fs::create_dir_all(folder).and_then(|()| STARTER.extract(folder)) {
        return report.fail(format_args!("cannot write to `{}`: {error}", folder.display()));
    }
    let (site, page) = (quoted(folder), folder.join("public/index.html"));
    report.note(format_args!(
        "A site with one aid of each type is in `{}`. Next:\n  kneeboard build {site}\n  open {} in a browser\n  \
         change an aid, build again",
        folder.display(),
        page.display()
    ));
    Exit::Done
}

/// Whether nothing is there, or an empty folder.
fn is_empty(folder: &Path) -> std::io::Result<bool> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// The path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let shown = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-+,".contains(c);
    if shown.chars().all(plain) { shown } else { format!("'{}'", shown.replace('\'', r"'\''")) }
}
