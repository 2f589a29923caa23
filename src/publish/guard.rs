//! Which folders may be an output: whatever else was typed, no file of others is touched.

use super::lock::WORK_INSIDE;
use super::manifest::MANIFEST;
use super::survey::{self, Kind};
use super::{Error, Target, io_error};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};

/// Folders of a site that are never its output, even when they are empty.
const INPUTS: [&str; 5] = ["data", "theme", "themes", ".git", "node_modules"];

/// Where an output folder really is.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The folder, without links, `.` and `..`. It may not exist yet; then the folder of `parent` may not, either.
    pub(super) out: PathBuf,
    /// Whether it is somewhere in the site folder.
    in_site: bool,
}

/// Finds the output folder and refuses places that no site may replace.
pub(super) fn place(target: &Target) -> Result<Place, Error> {
    let refuse = |why: &str| Error::Refused { path: target.out.clone(), why: why.to_owned() };
    let out = real_path(&target.out).map_err(|why| refuse(&why))?;
    if out.parent().is_none() {
        return Err(refuse("this is the root of the file system; choose a folder of its own, such as `public`"));
    }
    let found = std::fs::metadata(&out).ok();
    if found.as_ref().is_some_and(|found| !found.is_dir()) {
        return Err(refuse("this is not a folder; choose a folder of its own, such as `public`"));
    }
    let site = target.site.canonicalize().map_err(io_error("read", &target.site))?;
    if let Some(held) = found.as_ref().and_then(|found| holds(found, &out, &site)) {
        let what = if held == site { "the site folder itself" } else { "a folder that holds the site" };
        return Err(refuse(&format!("this is {what}; choose a folder of its own, such as `public`")));
    }
    for protected in target.protected.iter().filter_map(|folder| folder.canonicalize().ok()) {
        if found.as_ref().is_some_and(|found| holds(found, &out, &protected).is_some()) {
            let why = format!("this is or holds {}; choose a folder of its own, such as `public`", protected.display());
            return Err(refuse(&why));
        }
    }
    let in_site = position_in(&site, &out);
    let first = in_site.as_deref().and_then(|inside| inside.components().next());
    if let Some(Component::Normal(name)) = first
        && INPUTS.iter().any(|input| name == *input)
    {
        let why = format!("`{}` is an input of the site; choose a folder of its own, such as `public`", name.display());
        return Err(refuse(&why));
    }
    Ok(Place { out, in_site: in_site.is_some() })
}

/// Refuses a folder whose files are not ours, unless it was said to write into it.
pub(super) fn check_contents(target: &Target, place: &Place) -> Result<(), Error> {
    let refuse = |why: &str| Err(Error::Refused { path: target.out.clone(), why: why.to_owned() });
    let is_ours = std::fs::symlink_metadata(place.out.join(MANIFEST)).is_ok_and(|found| found.is_file());
    if is_ours || !place.out.exists() {
        return Ok(());
    }
    let mut entries = std::fs::read_dir(&place.out).map_err(io_error("read", &place.out))?;
    if entries.all(|entry| entry.is_ok_and(|entry| entry.file_name() == WORK_INSIDE)) {
        return Ok(());
    }
    if !target.force {
        return refuse(
            "the folder is not empty and kneeboard did not make it; choose another one, or use --force to write into \
             it (files that the site does not have stay)",
        );
    }
    if place.out.parent().is_some_and(|parent| parent.parent().is_none()) {
        return refuse("this is a folder of the system; --force does not help, choose a folder in it");
    }
    let is_input = |entry: &survey::Entry| {
        let extension = entry.path.extension().map(std::ffi::OsStr::to_ascii_lowercase).unwrap_or_default();
        entry.kind == Kind::File && ["md", "markdown", "mdx", "yaml", "yml"].iter().any(|ending| extension == *ending)
    };
    if place.in_site && survey::list(&place.out)?.iter().any(is_input) {
        return refuse("the folder holds inputs of the site; --force does not help, choose another one");
    }
    Ok(())
}

/// The path without links, `.` and `..`; its end may be missing.
fn real_path(typed: &Path) -> Result<PathBuf, String> {
    if typed.as_os_str().is_empty() {
        return Err("no folder is named".to_owned());
    }
    let absolute = std::path::absolute(typed).map_err(|error| error.to_string())?;
    let mut missing = Vec::new();
    for existing in absolute.ancestors() {
        match std::fs::symlink_metadata(existing) {
            Ok(found) => {
                let real = existing.canonicalize().map_err(|error| match found.is_symlink() {
                    true => format!("{} is a link that leads to nothing; delete it", existing.display()),
                    false => error.to_string(),
                })?;
                if !missing.is_empty() && !real.is_dir() {
                    return Err(format!("{} is not a folder", existing.display()));
                }
                return Ok(missing.iter().rev().fold(real, |path, name| path.join(name)));
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => {}
            Err(error) => return Err(error.to_string()),
        }
        match existing.components().next_back() {
            Some(Component::Normal(name)) => missing.push(name.to_owned()),
            _ => return Err("`..` after a folder that does not exist".to_owned()),
        }
    }
    Err("the path leads nowhere".to_owned())
}

/// Which of `inner` and the folders around it is the folder `outer`, by path or by what the disk says.
fn holds<'a>(outer: &Metadata, outer_path: &Path, inner: &'a Path) -> Option<&'a Path> {
    inner.ancestors().find(|ancestor| {
        *ancestor == outer_path || std::fs::metadata(ancestor).is_ok_and(|found| identity(&found) == identity(outer))
    })
}

/// Where `out` is in the site; `None` outside. The end of `out` may be missing.
fn position_in(site: &Path, out: &Path) -> Option<PathBuf> {
    let site_found = std::fs::metadata(site).ok()?;
    let holder = out.ancestors().find(|ancestor| {
        *ancestor == site || std::fs::metadata(ancestor).is_ok_and(|found| identity(&found) == identity(&site_found))
    })?;
    out.strip_prefix(holder).ok().map(Path::to_owned)
}

fn identity(found: &Metadata) -> (u64, u64) {
    (found.dev(), found.ino())
}
