//! What the system tells of the folders of a site.
//!
//! Each folder of the site is watched by itself where the system can do that (Linux): a `node_modules`, a `.git` or the
//! output of a build beside the site's own folders costs nothing and wakes nobody. Elsewhere the root is watched with all
//! below it (macOS does so natively), and what lies in other folders is dropped here.

use super::Signal;
use crate::source;
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RenameMode};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Instant;

/// Whether each folder is watched by itself.
const ONE_BY_ONE: bool = cfg!(any(target_os = "linux", target_os = "android"));
/// `EMFILE`: this process, or this user's watchers, have too many files open.
const TOO_MANY_OPEN: i32 = 24;

/// Why changes are not told.
#[derive(Debug)]
pub enum Blind {
    /// A drive of this kind does not tell.
    Drive(String),
    /// No more folders can be watched.
    TooManyFolders,
    /// No more programs can watch folders.
    TooManyWatchers,
    /// Something else, as the system says it.
    Failed(String),
}

impl fmt::Display for Blind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drive(kind) => write!(f, "a drive of the kind `{kind}` does not tell what changes"),
            Self::TooManyFolders => {
                f.write_str("the system watches no more folders (to let it: sysctl fs.inotify.max_user_watches=1048576)")
            }
            Self::TooManyWatchers => f.write_str(
                "too many programs watch folders (to let more: sysctl fs.inotify.max_user_instances=1024, ulimit -n 4096)",
            ),
            Self::Failed(why) => write!(f, "the system does not tell what changes: {why}"),
        }
    }
}

impl Blind {
    /// Why the system refused to watch; `None` when it is only about this folder, which may be gone or closed to us.
    fn of(error: &notify::Error) -> Option<Self> {
        match &error.kind {
            notify::ErrorKind::MaxFilesWatch => Some(Self::TooManyFolders),
            notify::ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_OPEN) => Some(Self::TooManyWatchers),
            notify::ErrorKind::PathNotFound | notify::ErrorKind::WatchNotFound => None,
            notify::ErrorKind::Io(error) => match error.kind() {
                std::io::ErrorKind::NotFound
                | std::io::ErrorKind::PermissionDenied
                | std::io::ErrorKind::NotADirectory => None,
                _ => Some(Self::Failed(error.to_string())),
            },
            _ => Some(Self::Failed(error.to_string())),
        }
    }
}

/// The watched folders of a site.
pub(super) struct Eye {
    watcher: RecommendedWatcher,
    /// The site folder and where it is published to, canonical.
    root: PathBuf,
    output: Option<PathBuf>,
    watched: HashSet<PathBuf>,
}

impl Eye {
    /// Opens an eye that sees nothing yet. Signals end when it is dropped.
    pub(super) fn open(root: &Path, output: &Path, signals: Sender<Signal>) -> Result<Self, Blind> {
        let failed = |error: std::io::Error| Blind::Failed(error.to_string());
        let root = root.canonicalize().map_err(failed)?;
        // The name itself, even when it is a link: the site is published to what it leads to.
        let output = output
            .parent()
            .zip(output.file_name())
            .and_then(|(folder, name)| Some(folder.canonicalize().ok()?.join(name)));
        let tell = move |event| {
            if let Some(signal) = signal(event) {
                // Nobody listens any more: the preview ends.
                let _ = signals.send(signal);
            }
        };
        let watcher = notify::recommended_watcher(tell)
            .map_err(|error| Blind::of(&error).unwrap_or_else(|| Blind::Failed(error.to_string())))?;
        Ok(Self { watcher, root, output, watched: HashSet::new() })
    }

    /// Watches these folders, too; whether some of them were not watched yet. What was made in those before is not told.
    pub(super) fn watch(&mut self, folders: &[PathBuf]) -> Result<bool, Blind> {
        let mut some = false;
        for folder in folders {
            if self.watched.contains(folder) {
                continue;
            }
            let result = if ONE_BY_ONE {
                self.watcher.watch(folder, RecursiveMode::NonRecursive)
            } else if *folder == self.root {
                self.watcher.watch(folder, RecursiveMode::Recursive)
            } else {
                Ok(())
            };
            match result.map_err(|error| Blind::of(&error)) {
                Ok(()) => some |= self.watched.insert(folder.clone()),
                Err(Some(blind)) => return Err(blind),
                Err(None) => {}
            }
        }
        Ok(some)
    }

    /// A folder is not where it was, if this was one: neither it nor those below it are watched any longer. Whether it was
    /// the site folder itself.
    pub(super) fn forget(&mut self, path: &Path) -> bool {
        if self.watched.contains(path) {
            self.watched.retain(|folder| !folder.starts_with(path));
        }
        path == self.root
    }

    /// The path in the site of a place where something happened; `None` when it cannot matter.
    pub(super) fn hint(&self, path: &Path) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.root).ok()?;
        if self.output.as_ref().is_some_and(|output| path.starts_with(output)) {
            return None;
        }
        let named = path.file_name().is_some_and(|name| !source::is_left_out(name));
        let at_home = path.parent().is_some_and(|folder| self.watched.contains(folder));
        (self.watched.contains(path) || (named && at_home)).then(|| inside.to_owned())
    }
}

/// What an event of the system means.
fn signal(event: notify::Result<notify::Event>) -> Option<Signal> {
    let event = match event {
        Ok(event) => event,
        Err(error) => return Some(Blind::of(&error).map_or(Signal::Missed, Signal::Blind)),
    };
    if event.need_rescan() {
        return Some(Signal::Missed);
    }
    let moved = match event.kind {
        // Also the end of a write that the system does not tell otherwise (to mapped memory).
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => return None,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From | RenameMode::Any)) => true,
        _ => false,
    };
    Some(Signal::Happened { paths: event.paths, moved, at: Instant::now() })
}
