//! Preview: a site folder → a web site on this machine that always is as the folder is now.
//!
//! In: a [`Request`] and where to listen. Out: what `build` would write, byte for byte, with one script added to every page;
//! and [`Event`]s for the terminal.
//!
//! ```text
//!  the disk ──watch──► Hints ──live──► Snapshot ──serve──► the browser
//!                            (workspace)   │      ▲ events, margin
//!                                          └──────┘
//! ```

mod browser;
mod error_page;
mod librarian;
mod live;
mod margin;
mod problem;
mod serve;
mod snapshot;
mod update;
mod watch;

pub use live::Live;
pub use snapshot::{Answer, Shown, Snapshot};
pub use update::Update;
pub use watch::{Blind, Signal};

use crate::diagnostic::Diagnostic;
use crate::pipeline::Request;
use jiff::civil::Date;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender};

/// Says which day counts as today.
pub type Today = Box<dyn Fn() -> Date + Send + Sync>;

/// What to preview, and where.
pub struct Options {
    /// Which site.
    pub request: Request,
    /// The day that counts as today; asked for again and again, since a preview outlives the night.
    pub today: Today,
    /// The address to listen at.
    pub host: IpAddr,
    /// The port; 0: any. `None`: 1111, or the first free one of the ten after it.
    pub port: Option<u16>,
    /// Names by which browsers may call this server besides its own.
    pub allowed_hosts: Vec<String>,
    /// Look at the folder again and again in place of waiting for the system to tell.
    pub poll: bool,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("request", &self.request).finish_non_exhaustive()
    }
}

/// What happened, for the terminal.
#[derive(Debug)]
pub enum Event<'a> {
    /// The site is read and the server answers.
    Listening {
        /// Where.
        address: SocketAddr,
        /// How many aids there are.
        aids: usize,
        /// Every problem.
        diagnostics: &'a [Diagnostic],
    },
    /// Something changed and is shown.
    Updated(&'a Update),
    /// Someone asked to look again, and nothing has changed.
    Unchanged,
    /// The folder cannot be read at the moment; what was read last is shown.
    Lost(&'a std::io::Error),
    /// The folder can be read again.
    Back,
    /// The system does not tell what changes; the folder is looked at again and again instead.
    Polling(&'a Blind),
}

/// Why there is no preview, or no longer.
#[derive(Debug)]
pub enum Error {
    /// The site folder cannot be read.
    Site(std::io::Error),
    /// No port to listen at.
    Listen(SocketAddr, std::io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Site(error) => write!(f, "cannot read the site: {error}"),
            Self::Listen(address, error) => match error.kind() {
                ErrorKind::AddrInUse => {
                    let port = address.port();
                    write!(
                        f,
                        "port {port} at {} is taken by another program: end it, or choose another with --port",
                        address.ip()
                    )
                }
                ErrorKind::AddrNotAvailable => {
                    write!(f, "{} is no address of this machine: choose one that is with --host", address.ip())
                }
                _ => write!(f, "cannot listen at {address}: {error}; choose another port with --port"),
            },
        }
    }
}

impl std::error::Error for Error {}

/// Previews until Ctrl-C. By `signals` others ask to look again.
///
/// # Errors
/// When the folder cannot be read at all, or no port is free.
pub fn run(
    options: Options,
    signals: (Sender<Signal>, Receiver<Signal>),
    on_event: &(dyn Fn(Event<'_>) + Sync),
) -> Result<(), Error> {
    let Options { request, today, host, port, allowed_hosts, poll } = options;
    let (root, output) = (request.site.clone(), request.out.clone());
    let live = Arc::new(Live::open(request, today).map_err(Error::Site)?);
    let listener = serve::listen(host, port)?;
    let snapshot = live.current();
    let aids = snapshot.shown.as_ref().map_or(0, |shown| shown.site().aids.len());
    on_event(Event::Listening { address: listener.address(), aids, diagnostics: &snapshot.diagnostics });
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let (followed, done_too) = (Arc::clone(&live), &done);
        let watched = root.clone();
        scope.spawn(move || {
            let place = watch::Place { root: &watched, output: &output, poll };
            watch::follow(&followed, &place, signals, done_too, on_event);
        });
        let result = serve::run(listener, live, root, &allowed_hosts);
        done.store(true, Ordering::Release);
        result
    })
}
