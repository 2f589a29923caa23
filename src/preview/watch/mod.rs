//! What happens on disk → hints where to look.

use super::live::Live;
use super::{Error, Event};
use crate::pipeline::Hints;
use notify::{RecursiveMode, Watcher};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How often the end of the preview is looked for.
const TICK: Duration = Duration::from_millis(200);

/// Starts to watch a site folder. Watching ends when the result is dropped.
pub(super) fn start(root: &Path, _out: &Path, _poll: bool, hints: Sender<Hints>) -> Result<impl Sized + use<>, Error> {
    let root = root.canonicalize().map_err(Error::Site)?;
    let base = root.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let hint = match event {
            Ok(event) if event.kind.is_access() => return,
            Ok(event) => {
                let inside = |path: &std::path::PathBuf| path.strip_prefix(&base).ok().map(Path::to_owned);
                Hints::At(event.paths.iter().filter_map(inside).collect::<BTreeSet<_>>())
            }
            Err(_) => Hints::Everywhere,
        };
        let _ = hints.send(hint);
    })
    .map_err(|error| Error::Watch(error.to_string()))?;
    watcher.watch(&root, RecursiveMode::Recursive).map_err(|error| Error::Watch(error.to_string()))?;
    Ok(watcher)
}

/// Takes in what changes until `done`.
pub(super) fn follow(live: &Live, hints: &Receiver<Hints>, done: &AtomicBool, on_event: &(dyn Fn(Event<'_>) + Sync)) {
    while !done.load(Ordering::Acquire) {
        let mut hint = match hints.recv_timeout(TICK) {
            Ok(hint) => hint,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return,
        };
        let since = Instant::now();
        while let Ok(more) = hints.try_recv() {
            hint.add(more);
        }
        match live.refresh(&hint, since) {
            Ok(Some(update)) => on_event(Event::Updated(&update)),
            Ok(None) => {}
            Err(error) => on_event(Event::Lost(&error)),
        }
    }
}
