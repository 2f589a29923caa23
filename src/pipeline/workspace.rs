//! What was read of a site folder, kept from one edit to the next: only what changed is read again.

use super::Request;
use crate::aid::{self, Aid};
use crate::config::{self, Config, Data};
use crate::diagnostic::{self, Diagnostic, Level};
use crate::site::{self, Site};
use crate::source::{self, File, Ignore, Kind, SitePath, Stamp, Tree};
use crate::theme::{self, Theme};
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where something may have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hints {
    /// Anywhere: the folder is listed again.
    Everywhere,
    /// In these files or folders, relative to the site folder, as they are spelt on disk.
    At(BTreeSet<PathBuf>),
}

impl Hints {
    /// These and others.
    pub fn add(&mut self, others: Self) {
        match (self, others) {
            (Self::At(paths), Self::At(others)) => paths.extend(others),
            (hints, Self::Everywhere) => *hints = Self::Everywhere,
            (Self::Everywhere, Self::At(_)) => {}
        }
    }
}

/// A file that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its path in the site.
    pub path: SitePath,
    /// What it is for.
    pub kind: Kind,
    /// It is there; else it was deleted or renamed.
    pub exists: bool,
}

/// What a look at the folder found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Every file that changed, by path.
    pub saved: Vec<Saved>,
    /// The configuration, the data or the day is another, so that any page may be.
    pub everything: bool,
    /// The theme was loaded again.
    pub theme: bool,
    /// Problems of the folder itself are others.
    pub listing: bool,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What was read of an aid's file.
#[derive(Debug)]
struct Read {
    path: SitePath,
    shown: Arc<str>,
    stamp: Stamp,
    /// `None`: the file is no text.
    aid: Option<Arc<Aid>>,
    problems: Vec<Diagnostic>,
}

/// A site folder as it was when last looked at.
#[derive(Debug)]
pub struct Workspace {
    request: Request,
    output: Option<PathBuf>,
    config: Config,
    data: Data,
    tree: Arc<Tree>,
    /// In the order of the tree.
    read: Vec<Read>,
    theme: Option<Arc<Theme>>,
    listing_problems: Vec<Diagnostic>,
    config_problems: Vec<Diagnostic>,
    theme_problems: Vec<Diagnostic>,
    /// Files that may have changed again within a tick of the disk's clock after they were read: they are read once more.
    recent: HashSet<SitePath>,
}

impl Workspace {
    /// Reads a site folder. `stage` hears the name of every stage when it ends.
    ///
    /// # Errors
    /// An [`std::io::Error`] when the folder cannot be listed.
    pub fn open(request: Request, stage: &mut dyn FnMut(&'static str)) -> std::io::Result<Self> {
        let mut workspace = Self {
            output: canonical(&request.out),
            request,
            config: Config::default(),
            data: Data::default(),
            tree: Arc::default(),
            read: Vec::new(),
            theme: None,
            listing_problems: Vec::new(),
            config_problems: Vec::new(),
            theme_problems: Vec::new(),
            recent: HashSet::new(),
        };
        workspace.list()?;
        stage("list");
        workspace.read_aids(&HashSet::new());
        stage("parse");
        workspace.load_theme();
        stage("theme");
        workspace.recent.clear();
        Ok(workspace)
    }

    /// Takes in what changed since the last time.
    ///
    /// # Errors
    /// An [`std::io::Error`] when the folder cannot be listed; everything stays as it was.
    pub fn refresh(&mut self, hints: &Hints) -> std::io::Result<Changes> {
        if let Hints::At(paths) = hints
            && let Some(known) = self.known_aids(paths)
        {
            return Ok(self.reread(&known));
        }
        let hinted = self.hinted(hints);
        let (old_tree, languages) = (Arc::clone(&self.tree), self.config.languages.clone());
        let (old_theme, old_problems) = (self.config.theme.clone(), self.listing_problems.clone());
        let everything = self.list()?;
        let listing = self.listing_problems != old_problems;
        let mut changes = Changes { everything, listing, ..Changes::default() };
        let other_languages = self.config.languages != languages;
        if other_languages {
            // The same files, read with other eyes.
            self.read.clear();
        }
        let mut saved = differences(&old_tree, &self.tree);
        let mut edited = self.read_aids(&hinted);
        if other_languages {
            edited.retain(|path| saved.iter().any(|saved| saved.path == *path));
        }
        saved.retain(|saved| saved.kind != Kind::Aid || !saved.exists || edited.contains(&saved.path));
        let known: HashSet<SitePath> = saved.iter().map(|saved| saved.path.clone()).collect();
        let unstamped = edited.into_iter().filter(|path| !known.contains(path));
        saved.extend(unstamped.map(|path| Saved { path, kind: Kind::Aid, exists: true }));
        saved.sort_by(|a, b| a.path.cmp(&b.path));
        let theme_file = |path: &SitePath| self.tree.get(path).is_some_and(|file| file.kind == Kind::Theme);
        let reload = self.config.theme != old_theme
            || other_languages
            || theme_files(&old_tree) != theme_files(&self.tree)
            || hinted.iter().any(theme_file);
        changes.theme = reload && self.load_theme();
        self.recent.extend(saved.iter().map(|saved| saved.path.clone()));
        changes.saved = saved;
        Ok(changes)
    }

    /// Says that nothing has changed for some seconds: what has a stamp is what was read.
    pub fn settle(&mut self) {
        self.recent.clear();
    }

    /// Sets the day that counts as today; whether it is another.
    pub fn set_today(&mut self, today: Date) -> bool {
        std::mem::replace(&mut self.request.today, today) != today
    }

    /// The theme; `None` when it has problems.
    #[must_use]
    pub fn theme(&self) -> Option<&Arc<Theme>> {
        self.theme.as_ref()
    }

    /// Why there is no theme.
    pub fn theme_errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.theme_problems.iter().filter(|problem| problem.level == Level::Error)
    }

    /// The listing of the folder.
    #[must_use]
    pub fn tree(&self) -> &Arc<Tree> {
        &self.tree
    }

    /// The site as it is now, and every problem, sorted.
    #[must_use]
    pub fn site(&self) -> (Site, Vec<Diagnostic>) {
        let aids = self.read.iter().filter_map(|read| read.aid.clone()).collect();
        let problems = self.read.iter().flat_map(|read| &read.problems).cloned().collect();
        self.assemble(aids, problems)
    }

    /// The site, when nothing is to be read again.
    #[must_use]
    pub fn into_site(mut self) -> (Site, Vec<Diagnostic>) {
        let mut aids = Vec::with_capacity(self.read.len());
        let mut problems = Vec::new();
        for read in std::mem::take(&mut self.read) {
            aids.extend(read.aid);
            problems.extend(read.problems);
        }
        self.assemble(aids, problems)
    }

    fn assemble(&self, aids: Vec<Arc<Aid>>, mut diagnostics: Vec<Diagnostic>) -> (Site, Vec<Diagnostic>) {
        let input = site::Input {
            config: self.config.clone(),
            data: self.data.clone(),
            tree: Arc::clone(&self.tree),
            aids,
            theme_files: self.theme.iter().flat_map(|theme| theme.files()).cloned().collect(),
            today: self.request.today,
            drafts: self.request.drafts,
        };
        let (site, problems) = site::assemble(input);
        diagnostics.extend(problems);
        for problems in [&self.listing_problems, &self.config_problems, &self.theme_problems] {
            diagnostics.extend_from_slice(problems);
        }
        site.config.apply_levels(&mut diagnostics);
        diagnostic::sort(&mut diagnostics);
        (site, diagnostics)
    }

    /// Reads the configuration, lists the folder and reads the data; whether configuration or data are others.
    fn list(&mut self) -> std::io::Result<bool> {
        let (mut config, mut config_problems) = config::load(&self.request.site);
        if let Some(base_url) = &self.request.base_url {
            config.base_url = Some(base_url.clone());
        }
        let ignore = Ignore { output: self.output.clone(), paths: config.ignore.clone() };
        let (mut tree, listing_problems) = source::walk(&self.request.site, &ignore)?;
        source::measure(&mut tree, &self.tree);
        let (data, problems) = config::load_data(&tree, &mut config);
        config_problems.extend(problems);
        let others = config != self.config || data != self.data || config_problems != self.config_problems;
        (self.config, self.data, self.tree) = (config, data, Arc::new(tree));
        (self.config_problems, self.listing_problems) = (config_problems, listing_problems);
        Ok(others)
    }

    /// Reads the aids whose files have another stamp than before, and those in `again`; gives those that are another.
    fn read_aids(&mut self, again: &HashSet<SitePath>) -> BTreeSet<SitePath> {
        let mut old: HashMap<SitePath, Read> =
            std::mem::take(&mut self.read).into_iter().map(|read| (read.path.clone(), read)).collect();
        let context = aid::Context { languages: &self.config.languages };
        let files = self.tree.of(Kind::Aid).map(|file| (file, old.remove(&file.path))).collect::<Vec<_>>();
        let read: Vec<(Read, bool)> = files
            .into_par_iter()
            .map(|(file, old)| match old {
                Some(old) if old.stamp == file.stamp && old.shown == file.shown && !again.contains(&file.path) => {
                    (old, false)
                }
                old => read(file, old, &context),
            })
            .collect();
        let edited = read.iter().filter(|(_, edited)| *edited).map(|(read, _)| read.path.clone()).collect();
        self.read = read.into_iter().map(|(read, _)| read).collect();
        edited
    }

    /// Loads the theme; whether it is another.
    fn load_theme(&mut self) -> bool {
        let (theme, problems) = theme::load(&self.config, &self.tree);
        let same = match (&theme, &self.theme) {
            (Some(new), Some(old)) => new.is_like(old),
            (None, None) => true,
            _ => false,
        };
        let same = same && problems == self.theme_problems;
        (self.theme, self.theme_problems) = (theme.map(Arc::new), problems);
        !same
    }

    /// The aids that these paths name, when all of them are aids already, or nothing at all: then there is no need to list
    /// the folder.
    fn known_aids(&self, paths: &BTreeSet<PathBuf>) -> Option<Vec<usize>> {
        if self.tree.linked {
            // One file may be several.
            return None;
        }
        let mut known = Vec::new();
        for path in paths {
            let shown = path.to_str()?;
            let site_path = SitePath::new(shown)?;
            let disk = self.request.site.join(path);
            let found = std::fs::symlink_metadata(&disk);
            match self.read.binary_search_by(|read| read.path.cmp(&site_path)) {
                Ok(index) if found.as_ref().is_ok_and(Metadata::is_file) && &*self.read[index].shown == shown => {
                    known.push(index);
                }
                Err(_) if found.is_err() && self.tree.get(&site_path).is_none() && !self.has_folder(&site_path) => {}
                _ => return None,
            }
        }
        Some(known)
    }

    /// Whether a file of the site is in this folder.
    fn has_folder(&self, folder: &SitePath) -> bool {
        let start = format!("{folder}/");
        let first = self.tree.files.partition_point(|file| file.path.as_str() < start.as_str());
        self.tree.files.get(first).is_some_and(|file| file.path.as_str().starts_with(&start))
    }

    /// Reads these aids again.
    fn reread(&mut self, known: &[usize]) -> Changes {
        let mut changes = Changes::default();
        let context = aid::Context { languages: &self.config.languages };
        for &index in known {
            let old = &mut self.read[index];
            let Some(file) = self.tree.get(&old.path) else { continue };
            let mut file = file.clone();
            if let Ok(found) = std::fs::metadata(&file.disk) {
                (file.bytes, file.stamp) = (found.len(), Stamp::of(&found));
            }
            let (new, edited) = read(&file, None, &context);
            let same = text_of(&new) == text_of(old) && new.aid.is_some();
            if edited && !same {
                self.recent.insert(new.path.clone());
                changes.saved.push(Saved { path: new.path.clone(), kind: Kind::Aid, exists: true });
                *old = new;
            } else {
                old.stamp = new.stamp;
            }
        }
        changes
    }

    /// The files that are read again whatever their stamps say.
    fn hinted(&self, hints: &Hints) -> HashSet<SitePath> {
        let mut hinted = self.recent.clone();
        if let Hints::At(paths) = hints {
            hinted.extend(paths.iter().filter_map(|path| SitePath::new(path.to_str()?)));
        }
        hinted
    }
}

fn text_of(read: &Read) -> Option<&str> {
    read.aid.as_ref().map(|aid| &**aid.text)
}

/// Reads an aid's file; whether it is another than `old`.
fn read(file: &File, old: Option<Read>, context: &aid::Context<'_>) -> (Read, bool) {
    let (path, shown, stamp) = (file.path.clone(), Arc::clone(&file.shown), file.stamp);
    match source::read_text(file) {
        Ok(text) => {
            if let Some(old) = old
                && old.shown == file.shown
                && text_of(&old) == Some(&text)
            {
                return (Read { stamp, ..old }, false);
            }
            let (aid, problems) = aid::parse(&file.path, &file.shown, &text, context);
            // A copy takes no more room than it needs; what has grown while it was parsed takes nearly twice as much.
            let aid = Some(Arc::new(aid.clone()));
            (Read { path, shown, stamp, aid, problems }, true)
        }
        Err(problem) => {
            let same = old.is_some_and(|old| old.aid.is_none() && old.problems.iter().eq([&problem]));
            (Read { path, shown, stamp, aid: None, problems: vec![problem] }, !same)
        }
    }
}

/// The files that one tree has and the other has not, or not in the same state.
fn differences(old: &Tree, new: &Tree) -> Vec<Saved> {
    let gone = old.files.iter().filter(|file| new.get(&file.path).is_none()).map(|file| (file, false));
    let other = |file: &&File| {
        old.get(&file.path).is_none_or(|old| {
            (old.stamp, &old.shown, old.kind, &old.disk) != (file.stamp, &file.shown, file.kind, &file.disk)
        })
    };
    let saved = gone.chain(new.files.iter().filter(other).map(|file| (file, true)));
    saved.map(|(file, exists)| Saved { path: file.path.clone(), kind: file.kind, exists }).collect()
}

/// The files of the theme and their states.
fn theme_files(tree: &Tree) -> Vec<(&SitePath, Stamp)> {
    tree.of(Kind::Theme).map(|file| (&file.path, file.stamp)).collect()
}

/// The folder's own path; that of its parent with its name when it does not exist yet.
fn canonical(folder: &Path) -> Option<PathBuf> {
    folder.canonicalize().ok().or_else(|| {
        let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(parent.canonicalize().ok()?.join(folder.file_name()?))
    })
}
