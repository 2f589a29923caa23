//! Connections: how many, for how long.

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// How long a client may take for the head of a request, and how long it may ask for nothing.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// The most clients at a time; more wait until one has gone.
const MOST_CONNECTIONS: usize = 5_500;
/// Files that the process needs besides its connections.
const OTHER_FILES: usize = 200;
/// The wait after the system refused a connection: it has no more of something that only time gives back.
const BREATH: Duration = Duration::from_millis(50);

/// The address at which a client found us.
#[derive(Clone, Copy, Debug)]
pub(super) struct CalledAt(pub(super) IpAddr);

/// Serves until `asked_to_end`, and then as long as answers under way take, but no longer than `farewell`.
pub(super) async fn serve(
    listener: TcpListener,
    router: Router,
    asked_to_end: impl Future<Output = ()>,
    farewell: Duration,
) {
    let open = Arc::new(Semaphore::new(most_connections()));
    let graceful = GracefulShutdown::new();
    let mut connections = http1::Builder::new();
    connections.timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    let router = TowerToHyperService::new(router);
    let accepting = async {
        loop {
            let permit = Arc::clone(&open).acquire_owned().await.expect("the semaphore is never closed");
            let Ok((stream, _)) = listener.accept().await else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            let Some(called_at) = prepare(&stream) else { continue };
            let router = router.clone();
            let answer = service_fn(move |mut request: Request<Incoming>| {
                request.extensions_mut().insert(called_at);
                router.call(request)
            });
            let connection = graceful.watch(connections.serve_connection(TokioIo::new(stream), answer));
            tokio::spawn(async move {
                // What a client does wrong, or that it goes, is its own affair.
                let _ = connection.await;
                drop(permit);
            });
        }
    };
    tokio::select! {
        () = accepting => {}
        () = asked_to_end => {}
    }
    drop(listener);
    let _ = tokio::time::timeout(farewell, graceful.shutdown()).await;
}

/// Makes a connection send at once, and says where the client found us; `None` when it has gone already.
fn prepare(stream: &TcpStream) -> Option<CalledAt> {
    // Else the last packet of an answer waits 40 ms for the client to confirm the one before.
    stream.set_nodelay(true).ok()?;
    Some(CalledAt(stream.local_addr().ok()?.ip().to_canonical()))
}

/// As many as the system lets us have files open, which it is asked to raise.
fn most_connections() -> usize {
    let wanted = (MOST_CONNECTIONS + OTHER_FILES) as u64;
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < wanted) {
        let raised = limit.maximum.map_or(wanted, |maximum| maximum.min(wanted));
        // When it refuses, fewer are served at a time.
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum: limit.maximum });
    }
    let files = getrlimit(Resource::Nofile).current.unwrap_or(wanted);
    usize::try_from(files.min(wanted)).unwrap_or(MOST_CONNECTIONS).saturating_sub(OTHER_FILES).max(1)
}
