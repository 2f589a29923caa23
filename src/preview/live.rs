//! The site folder as it is now: takes in changes, makes the next snapshot, tells whoever waits.

use super::Today;
use super::librarian::Librarian;
use super::snapshot::{Shown, Snapshot};
use super::update::Update;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Hints, Request, Workspace};
use crate::source::Tree;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};
use tokio::sync::broadcast;

/// Updates that a slow listener may be behind before it misses some; then it only learns that there were any.
const WAITING_UPDATES: usize = 64;
/// So long the processors are left to the page that a browser asks for after an update; then the index is made.
const PAGE_FIRST: Duration = Duration::from_millis(20);

/// A site folder that is looked at again when something changes.
pub struct Live {
    workspace: Mutex<Workspace>,
    current: RwLock<Arc<Snapshot>>,
    updates: broadcast::Sender<Arc<Update>>,
    today: Today,
    librarian: Arc<Librarian>,
    /// The number of the state that is shown now.
    newest: Arc<AtomicU64>,
}

impl Live {
    /// Reads a site folder.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn open(mut request: Request, today: Today) -> io::Result<Self> {
        request.today = today();
        let workspace = Workspace::open(request, &mut |_| {})?;
        let librarian = Arc::default();
        let snapshot = Arc::new(snapshot(&workspace, None, &librarian));
        let (updates, _) = broadcast::channel(WAITING_UPDATES);
        let (workspace, current) = (Mutex::new(workspace), RwLock::new(snapshot));
        let live = Self { workspace, current, updates, today, librarian, newest: Arc::default() };
        live.index_soon(&live.current());
        Ok(live)
    }

    /// The state that requests are answered from.
    #[must_use]
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The listing of the folder, of now even when the site cannot be shown.
    #[must_use]
    pub fn tree(&self) -> Arc<Tree> {
        Arc::clone(self.workspace.lock().unwrap_or_else(PoisonError::into_inner).tree())
    }

    /// Every update from now on.
    #[must_use]
    pub fn updates(&self) -> broadcast::Receiver<Arc<Update>> {
        self.updates.subscribe()
    }

    /// Looks at the folder where something may have changed since `since`; `None` when nothing is another.
    ///
    /// # Errors
    /// When the folder cannot be listed; what was read last stays.
    pub fn refresh(&self, hints: &Hints, since: Instant) -> io::Result<Option<Arc<Update>>> {
        let mut workspace = self.workspace.lock().unwrap_or_else(PoisonError::into_inner);
        let mut changes = workspace.refresh(hints)?;
        changes.everything |= workspace.set_today((self.today)());
        if changes.is_empty() {
            return Ok(None);
        }
        let before = self.current();
        let snapshot = Arc::new(snapshot(&workspace, Some(&before), &self.librarian));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&snapshot);
        let update = Arc::new(Update { changes, snapshot, before, took: since.elapsed() });
        // Nobody listens: nobody is told.
        let _ = self.updates.send(Arc::clone(&update));
        self.index_soon(&update.snapshot);
        Ok(Some(update))
    }

    /// Makes the index of a state before it is asked for, unless there is a newer state by then.
    fn index_soon(&self, snapshot: &Snapshot) {
        let (number, newest) = (snapshot.number, Arc::clone(&self.newest));
        newest.store(number, Ordering::Relaxed);
        let Some(shown) = snapshot.shown.clone() else { return };
        std::thread::spawn(move || {
            std::thread::sleep(PAGE_FIRST);
            if newest.load(Ordering::Relaxed) == number {
                shown.search();
            }
        });
    }

    /// Says that nothing has changed for some seconds.
    pub fn settle(&self) {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner).settle();
    }
}

/// The state of a workspace.
fn snapshot(workspace: &Workspace, before: Option<&Snapshot>, librarian: &Arc<Librarian>) -> Snapshot {
    let (site, diagnostics): (_, Vec<Diagnostic>) = workspace.site();
    let theme = workspace.theme().cloned();
    let number = before.map_or(0, |before| before.number + 1);
    match theme {
        Some(theme) => {
            let shown = Shown::new(site, theme, Arc::clone(librarian));
            Snapshot { number, shown: Some(Arc::new(shown)), stale: false, diagnostics, theme_errors: Vec::new() }
        }
        None => {
            let shown = before.and_then(|before| before.shown.clone());
            let theme_errors = workspace.theme_errors().cloned().collect();
            Snapshot { number, stale: shown.is_some(), shown, diagnostics, theme_errors }
        }
    }
}
