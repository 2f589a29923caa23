//! Snapshots → HTTP.
//!
//! In: a port, the [`Live`] site, and the names that browsers may call us by. Out: answers, until Ctrl-C.
//!
//! ```text
//!  accept ──► guard ──► target ──► pages ──► reply
//!  (limits)   (who asks) (which path) (what is there) (how it is sent)
//!                 └──► events, margin, the preview's own script and style
//! ```
//!
//! Invariants:
//! - Only what the site's outputs name is read from the disk, and only below the site folder; everything else is 404.
//! - Another site cannot read what is served: one Host, ours; no request of another origin but a click on a link; no CORS.
//! - Nobody waits for a slow client: one that is slow to ask is sent away, one that is slow to read only takes a place of
//!   many, and Ctrl-C waits for nobody.
//! - No content, and no request, makes an answer of 5xx but a page that its own template cannot make.
//! - Whatever may take long, rendering and the index, runs beside the threads that serve.

mod accept;
mod events;
mod file;
mod guard;
mod listen;
mod pages;
mod reply;
mod routes;
mod target;

pub(super) use listen::{Listener, listen};

use super::Error;
use super::live::Live;
use guard::Names;
use pages::Pages;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// How long answers under way may take after Ctrl-C.
const FAREWELL: Duration = Duration::from_secs(1);

/// Serves until Ctrl-C or the system's request to end.
///
/// # Errors
/// When the system gives neither threads nor signals.
pub(super) fn run(listener: Listener, live: Arc<Live>, root: PathBuf, allowed_hosts: &[String]) -> Result<(), Error> {
    let address = listener.address();
    let fail = |error| Error::Listen(address, error);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fail)?;
    let result = runtime.block_on(async {
        let (ending, ended) = watch::channel(false);
        let pages = Arc::new(Pages::new(live, root));
        let router = routes::router(pages, Names::new(address, allowed_hosts), ended);
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let asked_to_end = async {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            // The streams of events end by this; nobody may be listening.
            let _ = ending.send(true);
        };
        accept::serve(listener.into_tokio()?, router, asked_to_end, FAREWELL).await;
        Ok(())
    });
    runtime.shutdown_timeout(FAREWELL);
    result.map_err(fail)
}
