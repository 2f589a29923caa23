//! What happens on disk → hints where to look → [`Live::refresh`].
//!
//! In: the folders of the site and what the system tells of them. Out: looks at the folder, at the right time, and
//! [`Event`]s for the terminal.
//!
//! - **Events are hints, never truth.** They say where to look and when. What is true is what is read then; events that were
//!   lost, doubled or wrong cost time, not truth. Some seconds after the last change, and once a minute, the whole folder is
//!   listed and compared with what is known.
//! - **A look begins with the first event** and begins again when more come; see [`pace`].
//! - **Only folders of the site are watched**, and new ones as they appear, which are listed once more then: something may
//!   have been made in them before; see [`eye`].
//! - **Where the system does not tell** — network drives, Windows drives in WSL, too many watched folders — or with `--poll`,
//!   the folder is listed again and again, for an eighth of the time at most; see [`drive`].
//! - **A folder that is gone** is said once. It is looked for until it is back, be it another one of the same name.
//! - No error ends the preview.

mod drive;
mod eye;
mod pace;

pub use eye::Blind;

use super::Event;
use super::live::Live;
use crate::pipeline::Hints;
use crate::source::{Kind, SitePath, Tree};
use eye::Eye;
use pace::Pace;
use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How often it is looked for whether the folder is still the same one, and whether the preview has ended.
const TICK: Duration = Duration::from_millis(200);
/// So long after the last change everything is looked at once more. Longer than any disk's clock takes for a tick (FAT: 2 s):
/// what is read then and not told to be another later is what is there.
const SETTLED: Duration = Duration::from_millis(2_500);
/// How often everything is looked at when nothing is told: some changes never are (through a hard link from elsewhere), and
/// the day may be another one.
const LONG_QUIET: Duration = Duration::from_secs(60);
/// How often everything is looked at where the system does not tell,
const POLL: Duration = Duration::from_millis(500);
/// and the part of the time that this may take: one of so many.
const POLL_SHARE: u32 = 8;
/// More places than this are not looked at one by one: the folder is listed.
const MANY: usize = 500;
/// More places than this are no save of one file.
const A_FEW: usize = 16;

/// What the watcher hears.
#[derive(Debug)]
pub enum Signal {
    /// Someone wants the folder looked at.
    Asked,
    /// Something happened at these places, says the system.
    Happened {
        /// Where.
        paths: Vec<PathBuf>,
        /// What was there is not there any longer.
        moved: bool,
        /// When it was told.
        at: Instant,
    },
    /// More happened than the system can tell.
    Missed,
    /// The system will not tell what happens.
    Blind(Blind),
}

/// What to follow.
pub(super) struct Place<'a> {
    /// The site folder.
    pub(super) root: &'a Path,
    /// Where it is published to; what happens there is of no interest.
    pub(super) output: &'a Path,
    /// Do not rely on what the system tells.
    pub(super) poll: bool,
}

/// Takes in what changes until `done`.
pub(super) fn follow(
    live: &Live,
    place: &Place<'_>,
    signals: (Sender<Signal>, Receiver<Signal>),
    done: &AtomicBool,
    on_event: &(dyn Fn(Event<'_>) + Sync),
) {
    let (sender, receiver) = signals;
    let mut follower = Follower {
        live,
        place,
        on_event,
        sender,
        sight: if place.poll { Sight::Polls } else { Sight::Opens },
        identity: identity(place.root),
        tree: Arc::default(),
        hints: nowhere(),
        pace: Pace::default(),
        asked: false,
        lost: false,
        unsettled: None,
        // What was saved while the site was read is found now.
        everything_at: Instant::now(),
    };
    if let (false, Some(kind)) = (place.poll, drive::silent(&place.root.canonicalize().unwrap_or_default())) {
        follower.turn_blind(&Blind::Drive(kind));
    }
    follower.watch_folders();
    while !done.load(Ordering::Acquire) {
        match receiver.recv_timeout(follower.patience()) {
            Ok(signal) => follower.hear(signal),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        while let Ok(signal) = receiver.try_recv() {
            follower.hear(signal);
        }
        follower.act();
    }
}

/// How changes come to be known.
enum Sight {
    /// The system will be asked to tell when the folder can be read.
    Opens,
    /// The system tells.
    Sees(Eye),
    /// By looking again and again.
    Polls,
}

struct Follower<'a> {
    live: &'a Live,
    place: &'a Place<'a>,
    on_event: &'a (dyn Fn(Event<'_>) + Sync),
    sender: Sender<Signal>,
    sight: Sight,
    /// What the disk knows the site folder by.
    identity: Option<(u64, u64)>,
    /// The listing whose folders are watched.
    tree: Arc<Tree>,
    hints: Hints,
    pace: Pace,
    /// Someone waits for an answer, even that nothing changed.
    asked: bool,
    /// The folder could not be read the last time.
    lost: bool,
    /// Since when a change may have been missed.
    unsettled: Option<Instant>,
    /// When everything is looked at, without any hint.
    everything_at: Instant,
}

impl Follower<'_> {
    /// How long there is nothing to do.
    fn patience(&self) -> Duration {
        let due = self.pace.due(self.is_unfinished()).unwrap_or(self.everything_at);
        due.saturating_duration_since(Instant::now()).min(TICK)
    }

    fn hear(&mut self, signal: Signal) {
        match signal {
            Signal::Asked => {
                self.asked = true;
                self.look_everywhere(Instant::now());
            }
            Signal::Missed => self.look_everywhere(Instant::now()),
            Signal::Blind(blind) => self.turn_blind(&blind),
            Signal::Happened { paths, moved, at } => self.happened(&paths, moved, at),
        }
    }

    fn happened(&mut self, paths: &[PathBuf], moved: bool, at: Instant) {
        let Sight::Sees(eye) = &mut self.sight else { return };
        let hints: BTreeSet<PathBuf> = paths.iter().filter_map(|path| eye.hint(path)).collect();
        let mut root_is_gone = false;
        if moved {
            for path in paths {
                root_is_gone |= eye.forget(path);
            }
            self.tree = Arc::default();
        }
        if root_is_gone {
            self.sight = Sight::Opens;
            self.look_everywhere(at);
        } else if !hints.is_empty() {
            self.pace.hint(at);
            self.hints.add(Hints::At(hints));
            if matches!(&self.hints, Hints::At(paths) if paths.len() > MANY) {
                self.hints = Hints::Everywhere;
            }
        }
    }

    fn look_everywhere(&mut self, at: Instant) {
        self.pace.hint(at);
        self.hints = Hints::Everywhere;
    }

    /// Whether one of a few files is empty, or gone though it is read and not only copied, as some editors leave it for a
    /// moment while they save: a page that is empty in between would be wrong twice.
    fn is_unfinished(&self) -> bool {
        let Hints::At(paths) = &self.hints else { return false };
        let tree = self.live.tree();
        let is_read = |path: &PathBuf| {
            let file = path.to_str().and_then(SitePath::new).and_then(|path| tree.get(&path));
            file.is_some_and(|file| file.kind != Kind::Asset)
        };
        paths.len() <= A_FEW
            && paths.iter().any(|path| match std::fs::metadata(self.place.root.join(path)) {
                Ok(found) => found.is_file() && found.len() == 0,
                Err(_) => is_read(path),
            })
    }

    /// Does what is due.
    fn act(&mut self) {
        let now = Instant::now();
        let identity = identity(self.place.root);
        if identity != self.identity {
            self.identity = identity;
            if matches!(self.sight, Sight::Sees(_)) {
                self.sight = Sight::Opens;
            }
            self.look_everywhere(now);
        }
        let everything = now >= self.everything_at;
        // A look at everything, too, waits for the end of a save.
        if self.pace.due(self.is_unfinished()).map_or(everything, |due| now >= due) {
            if everything {
                self.hints = Hints::Everywhere;
            }
            self.look(now);
        }
    }

    /// Looks where the hints say.
    fn look(&mut self, now: Instant) {
        let hints = std::mem::replace(&mut self.hints, nowhere());
        let asked = std::mem::take(&mut self.asked);
        let result = self.live.refresh(&hints, self.pace.since().unwrap_or(now));
        let ended = Instant::now();
        self.pace.looked(ended);
        match result {
            Ok(update) => {
                if std::mem::take(&mut self.lost) {
                    (self.on_event)(Event::Back);
                }
                match update {
                    Some(update) => {
                        (self.on_event)(Event::Updated(&update));
                        self.unsettled = Some(ended);
                    }
                    None => {
                        if asked {
                            (self.on_event)(Event::Unchanged);
                        }
                        self.nothing_new(&hints, now);
                    }
                }
                self.everything_at = self.next_look(now, ended);
                self.watch_folders();
            }
            Err(error) => {
                if !std::mem::replace(&mut self.lost, true) || asked {
                    (self.on_event)(Event::Lost(&error));
                }
                self.everything_at = ended + TICK;
            }
        }
    }

    /// A look at `now` has found nothing new.
    fn nothing_new(&mut self, hints: &Hints, now: Instant) {
        match (hints, self.unsettled) {
            (Hints::Everywhere, Some(since)) if now >= since + SETTLED => {
                self.live.settle();
                self.unsettled = None;
            }
            (Hints::At(_), None) => self.unsettled = Some(now),
            _ => {}
        }
    }

    /// When everything is looked at next, after a look.
    fn next_look(&self, began: Instant, ended: Instant) -> Instant {
        match (&self.sight, self.unsettled) {
            // What was found took its time, too; the next look will be shorter.
            (Sight::Polls, Some(found)) if found == ended => ended + POLL.max(ended - began),
            (Sight::Polls, _) => ended + POLL.max((ended - began) * POLL_SHARE),
            (_, Some(since)) => (since + SETTLED).max(ended),
            (_, None) => ended + LONG_QUIET,
        }
    }

    /// Watches the folders of the site that are not watched yet, and looks at them once more.
    fn watch_folders(&mut self) {
        if matches!(self.sight, Sight::Opens) {
            match Eye::open(self.place.root, self.place.output, self.sender.clone()) {
                Ok(eye) => self.sight = Sight::Sees(eye),
                // The folder has gone since it was looked at.
                Err(_) if !self.place.root.exists() => return,
                Err(blind) => return self.turn_blind(&blind),
            }
            self.tree = Arc::default();
        }
        let Sight::Sees(eye) = &mut self.sight else { return };
        let tree = self.live.tree();
        if Arc::ptr_eq(&tree, &self.tree) {
            return;
        }
        match eye.watch(&tree.folders) {
            Ok(true) => self.look_everywhere(Instant::now()),
            Ok(false) => {}
            Err(blind) => self.turn_blind(&blind),
        }
        self.tree = tree;
    }

    fn turn_blind(&mut self, blind: &Blind) {
        if !matches!(std::mem::replace(&mut self.sight, Sight::Polls), Sight::Polls) {
            self.everything_at = Instant::now();
            (self.on_event)(Event::Polling(blind));
        }
    }
}

fn nowhere() -> Hints {
    Hints::At(BTreeSet::new())
}

/// What the disk knows a folder by; `None` when there is none.
fn identity(folder: &Path) -> Option<(u64, u64)> {
    let found = std::fs::metadata(folder).ok().filter(std::fs::Metadata::is_dir)?;
    Some((found.dev(), found.ino()))
}
