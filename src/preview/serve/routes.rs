//! Which address is answered by what.

use super::events::Events;
use super::file;
use super::guard::{self, Names};
use super::pages::{self, Found, Made, Pages};
use super::{reply, target};
use crate::preview::{browser, margin};
use crate::source::SitePath;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::watch;

/// Every address. `ended` becomes true when the preview ends.
pub(super) fn router(pages: Arc<Pages>, names: Names, ended: watch::Receiver<bool>) -> Router {
    let events = Arc::new(Events::new(Arc::clone(&pages), ended));
    let own = Router::new()
        .route("/.kneeboard/preview.js", get(|request: HeaderMap| own_file(request, "preview.js", browser::SCRIPT)))
        .route("/.kneeboard/preview.css", get(|request: HeaderMap| own_file(request, "preview.css", browser::STYLE)))
        .route("/.kneeboard/margin", get(margin).with_state(Arc::clone(&pages)))
        .route("/.kneeboard/events", get(listen).with_state(events));
    let guard = middleware::from_fn_with_state(Arc::new(names), guard::guard);
    own.fallback(answer).with_state(pages).layer(guard)
}

async fn own_file(request: HeaderMap, name: &str, text: &'static str) -> Response {
    reply::made(&request, &Made::file(name, Bytes::from_static(text.as_bytes())))
}

/// Which page the preview's script asks about.
#[derive(Debug, Deserialize)]
struct About {
    /// Its path in the output.
    page: String,
    /// What it was when it was loaded.
    #[serde(default)]
    tag: String,
}

async fn listen(State(events): State<Arc<Events>>, Query(about): Query<About>) -> Response {
    events.of(SitePath::new(&about.page), about.tag).into_response()
}

async fn margin(State(pages): State<Arc<Pages>>, Query(about): Query<About>) -> Response {
    let Some(page) = SitePath::new(&about.page) else {
        return reply::text(StatusCode::NOT_FOUND, "No page has this path.");
    };
    let snapshot = pages.live.current();
    let made = move || serde_json::to_string(&margin::of(&snapshot, &page)).expect("a margin is JSON");
    reply::json(pages.with_index(made).await)
}

/// Whatever a build would write.
async fn answer(State(pages): State<Arc<Pages>>, uri: Uri, request: HeaderMap) -> Response {
    let snapshot = pages.live.current();
    let path = target::path(uri.path());
    if let Some(path) = &path {
        if pages::is_folder_with_page(&snapshot, path) {
            // Links of the page lead from the folder.
            return Redirect::temporary(&format!("{}/", uri.path())).into_response();
        }
        match pages.at(&snapshot, path).await {
            Found::Made(made) => return reply::made(&request, &made),
            Found::File(disk) => {
                let root = pages.root.clone();
                let opened = tokio::task::spawn_blocking(move || file::open(&root, &disk));
                if let Some(file) = opened.await.expect("opening never panics") {
                    return reply::file(&request, &pages::content_type(path.as_str()), file);
                }
            }
        }
    }
    match pages.at(&snapshot, &pages::not_found()).await {
        Found::Made(page) => reply::not_found(&page),
        Found::File(_) => reply::text(StatusCode::NOT_FOUND, "Not found"),
    }
}
