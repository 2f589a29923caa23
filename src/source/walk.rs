//! Listing the site folder.

use super::{File, Kind, OUTPUT_MARK, SitePath, Stamp, Tree};
use crate::diagnostic::{self, Diagnostic};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsStr;
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// The most files and folders reached through linked folders: links that point at each other's folders could otherwise
/// multiply without end.
const MAX_LINKED: usize = 50_000;

/// What is not part of the site.
#[derive(Clone, Debug, Default)]
pub struct Ignore {
    /// The output folder, canonical; never input.
    pub output: Option<PathBuf>,
    /// Files and folders named by the site's `ignore`, as paths in the site.
    pub paths: Vec<SitePath>,
}

/// Lists every file below `root`, sorted by path. Hidden files and folders (`.git`), `node_modules` and what
/// `ignore` names are left out, and so is every folder that a build wrote; symbolic links are followed only when they
/// stay inside the root.
///
/// # Errors
/// An [`std::io::Error`] when `root` itself cannot be listed.
pub fn walk(root: &Path, ignore: &Ignore) -> std::io::Result<(Tree, Vec<Diagnostic>)> {
    let canonical = root.canonicalize()?;
    std::fs::read_dir(&canonical)?;
    let mut walk = Walk {
        root,
        has_config: canonical.join(CONFIG).is_file(),
        output: ignore.output.as_deref().map(|path| (path, std::fs::metadata(path).ok().map(|found| identity(&found)))),
        ignored: ignore.paths.iter().collect(),
        folders: VecDeque::from([Folder { inside: PathBuf::new(), canonical: canonical.clone(), links: Vec::new() }]),
        canonical,
        linked: 0,
        has_links: false,
        files: Vec::new(),
        listed: Vec::new(),
        diagnostics: Vec::new(),
    };
    while let Some(folder) = walk.folders.pop_front() {
        walk.list(&folder);
    }
    let Walk { mut files, listed: folders, mut diagnostics, has_links: linked, .. } = walk;
    drop_twins(&mut files, &mut diagnostics);
    diagnostic::sort(&mut diagnostics);
    Ok((Tree { files, folders, linked }, diagnostics))
}

/// Data files, read in a folder without configuration too.
const DATA: [&str; 4] = ["data/facts.yaml", "data/glossary.yaml", "data/vocabularies.yaml", "printed.yaml"];
/// The name of the configuration; without it, `data` and `theme` are otherwise ordinary folders.
const CONFIG: &str = "kneeboard.yaml";

/// The root, or a folder that a link leads to.
struct Folder {
    /// Where it appears in the site.
    inside: PathBuf,
    /// Where it is.
    canonical: PathBuf,
    /// The canonical places of the links that led here: a link to a folder that holds one of them is a loop.
    links: Vec<PathBuf>,
}

/// A walk under way.
struct Walk<'a> {
    root: &'a Path,
    canonical: PathBuf,
    has_config: bool,
    output: Option<(&'a Path, Option<(u64, u64)>)>,
    ignored: HashSet<&'a SitePath>,
    /// Still to be listed.
    folders: VecDeque<Folder>,
    /// The folder has links.
    has_links: bool,
    /// Entries seen below linked folders.
    linked: usize,
    files: Vec<File>,
    /// The folders where files were looked for.
    listed: Vec<PathBuf>,
    diagnostics: Vec<Diagnostic>,
}

impl Walk<'_> {
    /// Lists one folder and everything below it that is no link; links to folders are kept for later, in the order of
    /// their names, so that the result does not depend on the order of the disk.
    fn list(&mut self, folder: &Folder) {
        self.listed.push(folder.canonical.clone());
        let mut entries = WalkDir::new(&folder.canonical).min_depth(1);
        if !folder.links.is_empty() {
            // Where a linked folder is cut short must not depend on the disk, either.
            entries = entries.sort_by_file_name();
        }
        let mut entries = entries.into_iter();
        let mut links = Vec::new();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.unreadable(folder, &error);
                    continue;
                }
            };
            if !folder.links.is_empty() {
                self.linked += 1;
                if self.linked > MAX_LINKED {
                    return self.too_many_linked(&folder.inside.to_string_lossy().into());
                }
            }
            let is_folder = entry.file_type().is_dir();
            let place = self.place(folder, &entry);
            if is_folder && place.is_none() {
                entries.skip_current_dir();
            }
            match place {
                Some(place) if entry.path_is_symlink() => links.push((place, entry.into_path())),
                Some(place) if !is_folder => self.add(place, entry.metadata().map_err(std::io::Error::from)),
                Some(_) => self.listed.push(entry.into_path()),
                None => {}
            }
        }
        links.sort_by(|(a, _), (b, _)| a.shown.cmp(&b.shown));
        self.has_links |= !links.is_empty();
        for (place, link) in links {
            self.follow(folder, place, &link);
        }
    }

    /// Where an entry belongs in the site; `None` for what is left out.
    fn place(&mut self, folder: &Folder, entry: &DirEntry) -> Option<Place> {
        let name = entry.file_name();
        if is_left_out(name) {
            return None;
        }
        let below = entry.path().strip_prefix(&folder.canonical).unwrap_or(entry.path());
        let inside = folder.inside.join(below);
        let Some(text) = inside.to_str() else {
            let shown = inside.to_string_lossy().into();
            self.report(&diagnostic::UNSAFE_NAME, &shown, "file name is not UTF-8; it is left out", "rename it");
            return None;
        };
        let shown: Arc<str> = text.into();
        let path = if text.contains('\\') { None } else { SitePath::new(text) };
        let Some(path) = path else {
            let message = format!("`{}` has a `\\` in its name; it is left out", name.display());
            self.report(&diagnostic::UNSAFE_NAME, &shown, message, "rename it: `\\` parts folders on some systems");
            return None;
        };
        if self.ignored.contains(&path) || (entry.file_type().is_dir() && self.is_output(entry.path())) {
            return None;
        }
        Some(Place { path, shown, disk: self.root.join(inside) })
    }

    /// Whether this folder is the output, by its canonical path or by what the disk says (a bind mount has another path),
    /// or that of another build.
    fn is_output(&self, folder: &Path) -> bool {
        let is_this_one = self.output.is_some_and(|(path, id)| {
            folder == path || (id.is_some() && std::fs::metadata(folder).ok().map(|found| identity(&found)) == id)
        });
        is_this_one || folder.join(OUTPUT_MARK).exists()
    }

    /// Adds what a link leads to, if that is inside the site.
    fn follow(&mut self, folder: &Folder, place: Place, link: &Path) {
        let refuse = |walk: &mut Self, message: &str, hint: &str| {
            walk.report(&diagnostic::LINKED_FOLDER, &place.shown, message, hint);
        };
        let Ok(target) = link.canonicalize() else {
            return refuse(self, "link leads to nothing; it is left out", "delete the link, or make what it points at");
        };
        if self.output.is_some_and(|(output, _)| target == output) {
            // The output may be a link: then what it leads to is published to.
            return;
        }
        if !target.starts_with(&self.canonical) {
            return refuse(self, "link leaves the site folder; it is left out", "copy what it points at to its place");
        }
        if self.is_output(&target) || self.output.is_some_and(|(output, _)| target.starts_with(output)) {
            return refuse(self, "link leads into the output folder; it is left out", "delete the link");
        }
        match std::fs::metadata(&target) {
            Ok(found) if found.is_dir() => {
                let mut links = folder.links.clone();
                links.push(link.to_owned());
                if links.iter().any(|link| link.starts_with(&target)) {
                    return refuse(
                        self,
                        "link leads back to a folder that it is in; it is left out",
                        "delete the link",
                    );
                }
                if self.linked > MAX_LINKED {
                    return self.too_many_linked(&place.shown);
                }
                let inside = PathBuf::from(place.shown.as_ref());
                self.folders.push_back(Folder { inside, canonical: target, links });
            }
            found => {
                self.listed.extend(target.parent().map(Path::to_owned));
                self.add(place, found);
            }
        }
    }

    /// Adds a file, if it is one.
    fn add(&mut self, place: Place, found: std::io::Result<Metadata>) {
        let problem = match &found {
            Ok(found) if found.is_file() => None,
            Ok(_) => Some("neither a file nor a folder; it is left out".to_owned()),
            Err(error) => Some(format!("file cannot be read: {error}")),
        };
        if let Some(problem) = problem {
            self.diagnostics.push(Diagnostic::in_file(&diagnostic::NOT_TEXT, &place.shown, problem));
            return;
        }
        if is_misspelt_config(place.path.as_str()) {
            let message = format!("`{}` is not read", place.shown);
            self.report(&diagnostic::BAD_CONFIG, &place.shown, message, "rename it to `kneeboard.yaml`");
            return;
        }
        let kind = kind(&place.path, self.has_config);
        let (bytes, stamp) = found.map_or_else(|_| Default::default(), |found| (found.len(), Stamp::of(&found)));
        let Place { path, shown, disk } = place;
        self.files.push(File { path, shown, disk: disk.into(), kind, bytes, stamp, pixels: None });
    }

    /// Reports a folder or file that the system does not let us see.
    fn unreadable(&mut self, folder: &Folder, error: &walkdir::Error) {
        let below = error.path().and_then(|path| path.strip_prefix(&folder.canonical).ok()).unwrap_or(Path::new(""));
        let shown = folder.inside.join(below).to_string_lossy().into();
        let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        self.report(&diagnostic::NOT_TEXT, &shown, format!("cannot be read: {why}"), "check its permissions");
    }

    /// Reports a linked folder of which not everything is read.
    fn too_many_linked(&mut self, shown: &Arc<str>) {
        let message = format!("folder is cut short: linked folders hold more than {MAX_LINKED} files");
        self.report(&diagnostic::LINKED_FOLDER, shown, message, "link to folders that do not link to each other");
    }

    fn report(&mut self, code: &'static diagnostic::Code, shown: &Arc<str>, message: impl Into<String>, hint: &str) {
        self.diagnostics.push(Diagnostic::in_file(code, shown, message).hint(hint));
    }
}

/// Where an entry belongs in the site.
struct Place {
    path: SitePath,
    shown: Arc<str>,
    disk: PathBuf,
}

/// What the disk knows a folder by.
fn identity(found: &Metadata) -> (u64, u64) {
    (found.dev(), found.ino())
}

/// Whether a file or folder of this name is never part of a site: it is hidden (but `..md` is the card of the command `.`) or
/// belongs to a package manager.
#[must_use]
pub fn is_left_out(name: &OsStr) -> bool {
    (name.as_encoded_bytes().starts_with(b".") && name != "..md") || name == "node_modules"
}

/// What a file is for, by its place and name.
fn kind(path: &SitePath, has_config: bool) -> Kind {
    let extension = path.extension();
    let folder = path.folder();
    if path.as_str() == CONFIG || DATA.contains(&path.as_str()) {
        return Kind::Config;
    }
    if has_config && folder == "data" && matches!(extension.as_str(), "yaml" | "yml") {
        return Kind::Config;
    }
    if has_config && matches!(folder.split('/').next(), Some("theme" | "themes")) {
        return Kind::Theme;
    }
    match extension.as_str() {
        "md" | "markdown" | "mdx" => Kind::Aid,
        _ => Kind::Asset,
    }
}

/// Whether this is the configuration under a name that we do not read.
fn is_misspelt_config(path: &str) -> bool {
    path != CONFIG && (path.eq_ignore_ascii_case(CONFIG) || path.eq_ignore_ascii_case("kneeboard.yml"))
}

/// Sorts the files and keeps one of those whose paths differ only in how their letters are encoded.
fn drop_twins(files: &mut Vec<File>, diagnostics: &mut Vec<Diagnostic>) {
    files.sort_by(|a, b| a.path.cmp(&b.path).then_with(|| a.shown.cmp(&b.shown)));
    files.dedup_by(|twin, kept| {
        let same = twin.path == kept.path;
        if same {
            let message = format!(
                "name differs from `{}` only in how its letters are encoded: `{}` and `{}`",
                kept.shown,
                spelt_out(&twin.shown),
                spelt_out(&kept.shown)
            );
            let hint = "rename one of them; until then the other one is published";
            diagnostics.push(Diagnostic::in_file(&diagnostic::SAME_OUTPUT, &twin.shown, message).hint(hint));
        }
        same
    });
}

/// The text with every letter beyond ASCII as `\u{…}`, to tell apart what looks alike.
fn spelt_out(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { c.escape_unicode().to_string() }).collect()
}
