//! The site folder as it is now: takes in changes, makes the next snapshot, tells whoever waits.

use super::Today;
use super::snapshot::{Shown, Snapshot};
use super::update::Update;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{Hints, Request, Workspace};
use std::io;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Instant;
use tokio::sync::broadcast;

/// Updates that a slow listener may be behind before it misses some; then it only learns that there were any.
const WAITING_UPDATES: usize = 64;

/// A site folder that is looked at again when something changes.
pub struct Live {
    workspace: Mutex<Workspace>,
    current: RwLock<Arc<Snapshot>>,
    updates: broadcast::Sender<Arc<Update>>,
    today: Today,
}

impl Live {
    /// Reads a site folder.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn open(mut request: Request, today: Today) -> io::Result<Self> {
        request.today = today();
        let workspace = Workspace::open(request, &mut |_| {})?;
        let snapshot = Arc::new(snapshot(&workspace, None));
        let (updates, _) = broadcast::channel(WAITING_UPDATES);
        Ok(Self { workspace: Mutex::new(workspace), current: RwLock::new(snapshot), updates, today })
    }

    /// The state that requests are answered from.
    #[must_use]
    pub fn current(&self) -> Arc<Snapshot> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
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
        let snapshot = Arc::new(snapshot(&workspace, Some(&before)));
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&snapshot);
        let update = Arc::new(Update { changes, snapshot, before, took: since.elapsed() });
        // Nobody listens: nobody is told.
        let _ = self.updates.send(Arc::clone(&update));
        Ok(Some(update))
    }

    /// Says that nothing has changed for some seconds.
    pub fn settle(&self) {
        self.workspace.lock().unwrap_or_else(PoisonError::into_inner).settle();
    }
}

/// The state of a workspace.
fn snapshot(workspace: &Workspace, before: Option<&Snapshot>) -> Snapshot {
    let (site, diagnostics): (_, Vec<Diagnostic>) = workspace.site();
    let theme = workspace.theme().cloned();
    let number = before.map_or(0, |before| before.number + 1);
    match theme {
        Some(theme) => Snapshot { number, shown: Some(Arc::new(Shown::new(site, theme))), stale: false, diagnostics },
        None => {
            let shown = before.and_then(|before| before.shown.clone());
            Snapshot { number, stale: shown.is_some(), shown, diagnostics }
        }
    }
}
