//! Snapshots → HTTP.

use super::Error;
use super::live::Live;
use super::snapshot::Answer;
use crate::source::SitePath;
use axum::Router;
use axum::body::Body;
use axum::http::{Response, StatusCode, Uri, header};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;

/// The port that is tried first, unless one was asked for.
pub(super) const FIRST_PORT: u16 = 1111;

/// A port to listen at.
pub(super) struct Listener(TcpListener, SocketAddr);

impl Listener {
    pub(super) fn address(&self) -> SocketAddr {
        self.1
    }
}

/// Takes a port.
pub(super) fn listen(host: IpAddr, port: Option<u16>) -> Result<Listener, Error> {
    let address = SocketAddr::new(host, port.unwrap_or(FIRST_PORT));
    let fail = |error| Error::Listen(address, error);
    let listener = TcpListener::bind(address).map_err(fail)?;
    listener.set_nonblocking(true).map_err(fail)?;
    let address = listener.local_addr().map_err(fail)?;
    Ok(Listener(listener, address))
}

/// Serves until Ctrl-C.
pub(super) fn run(listener: Listener, live: Arc<Live>, _allowed_hosts: &[String]) -> Result<(), Error> {
    let Listener(listener, address) = listener;
    let fail = |error| Error::Listen(address, error);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(fail)?;
    let respond = move |uri: Uri| async move {
        tokio::task::spawn_blocking(move || answer(&live, &uri)).await.expect("an answer never panics")
    };
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(fail)?;
        let router: Router = Router::new().fallback(respond);
        axum::serve(listener, router)
            .with_graceful_shutdown(async { drop(tokio::signal::ctrl_c().await) })
            .await
            .map_err(fail)
    })
}

fn answer(live: &Live, uri: &Uri) -> Response<Body> {
    let path = SitePath::new(uri.path()).or_else(|| SitePath::new("index.html")).expect("a path");
    let snapshot = live.current();
    let Some(shown) = &snapshot.shown else { return Response::new(Body::from("broken")) };
    let (status, body) = match shown.answer(&path) {
        Answer::Bytes(bytes) => (StatusCode::OK, Body::from(bytes.into_owned())),
        Answer::File(disk) => (StatusCode::OK, Body::from(std::fs::read(disk).unwrap_or_default())),
        Answer::Broken(problem) => (StatusCode::INTERNAL_SERVER_ERROR, Body::from(problem.message.clone())),
        Answer::Missing => (StatusCode::NOT_FOUND, Body::empty()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    response
}
