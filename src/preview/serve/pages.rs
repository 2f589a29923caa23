//! What is at a path, ready to be sent: every page with the preview's script.

use super::target;
use crate::diagnostic::{Diagnostic, Level};
use crate::preview::error_page;
use crate::preview::live::Live;
use crate::preview::snapshot::{Answer, Shown, Snapshot};
use crate::source::SitePath;
use axum::body::Bytes;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// Answers made at a time; more would only take memory.
const AT_A_TIME: usize = 8;
/// Answers made at a time that may have to wait for the index: pages are not to wait behind them.
const WAITING_FOR_INDEX: usize = 2;
/// Bytes of answers that are kept until the site changes.
const KEPT_BYTES: usize = 16 << 20;

/// How a path stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// The site has it.
    There,
    /// Its template cannot make it.
    Broken,
    /// The site has it not.
    Gone,
}

/// An answer that is made, not copied.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) state: State,
    pub(super) bytes: Bytes,
    pub(super) content_type: String,
    /// Strong: of exactly these bytes.
    pub(super) etag: String,
    /// Of a page, what it is without the preview's script: its `data-tag`.
    pub(super) tag: Option<u64>,
}

impl Made {
    /// A file of the preview or of the output.
    pub(super) fn file(path: &str, bytes: Bytes) -> Self {
        let etag = format!("\"{:032x}\"", xxh3_128(&bytes));
        Self { state: State::There, bytes, content_type: content_type(path), etag, tag: None }
    }

    /// A page shown at `path`, with the preview's script.
    fn page(state: State, path: &SitePath, html: &[u8]) -> Self {
        let tag = xxh3_64(html);
        let bytes = with_script(html, path, tag).into();
        Self { state, tag: Some(tag), ..Self::file("page.html", bytes) }
    }
}

/// What there is at a path.
#[derive(Debug)]
pub(super) enum Found {
    /// This.
    Made(Arc<Made>),
    /// The same as this file on disk, if it can be opened.
    File(PathBuf),
}

/// Makes answers, and keeps those of the present state.
pub(super) struct Pages {
    pub(super) live: Arc<Live>,
    /// The site folder.
    pub(super) root: PathBuf,
    kept: Mutex<Kept>,
    makers: Arc<Semaphore>,
    index_makers: Arc<Semaphore>,
}

/// Answers of one snapshot.
#[derive(Debug, Default)]
struct Kept {
    number: u64,
    bytes: usize,
    made: HashMap<SitePath, Arc<Made>>,
}

impl Pages {
    pub(super) fn new(live: Arc<Live>, root: PathBuf) -> Self {
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        let (makers, index_makers) = (semaphore(AT_A_TIME), semaphore(WAITING_FOR_INDEX));
        Self { live, root, kept: Mutex::default(), makers, index_makers }
    }

    /// What a state of the site has at a path; made now unless it was before.
    pub(super) async fn at(self: &Arc<Self>, snapshot: &Arc<Snapshot>, path: &SitePath) -> Found {
        if let Some(made) = self.kept(snapshot.number, path) {
            return Found::Made(made);
        }
        let (pages, state, wanted) = (Arc::clone(self), Arc::clone(snapshot), path.clone());
        let make = move || {
            // Another may have made it while this one waited.
            if let Some(made) = pages.kept(state.number, &wanted) {
                return Found::Made(made);
            }
            let found = found(&state, &wanted);
            if let Found::Made(made) = &found {
                pages.keep(state.number, &wanted, made);
            }
            found
        };
        if needs_index(snapshot, path) { self.with_index(make).await } else { run(&self.makers, make).await }
    }

    /// Does what may have to wait for the index.
    pub(super) async fn with_index<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> T {
        run(&self.index_makers, work).await
    }

    fn kept(&self, number: u64, path: &SitePath) -> Option<Arc<Made>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.made.get(path).filter(|_| kept.number == number).cloned()
    }

    /// Keeps an answer, but not for the many paths that a site has not, and nothing large.
    fn keep(&self, number: u64, path: &SitePath, made: &Arc<Made>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if made.state == State::Gone || number < kept.number || made.bytes.len() > KEPT_BYTES / 8 {
            return;
        }
        if number > kept.number || kept.bytes + made.bytes.len() > KEPT_BYTES {
            *kept = Kept { number, ..Kept::default() };
        }
        kept.bytes += made.bytes.len();
        kept.made.insert(path.clone(), Arc::clone(made));
    }
}

/// Runs beside the threads that serve. Goes on when the client does not wait for it, and counts as long as it does.
async fn run<T: Send + 'static>(makers: &Arc<Semaphore>, work: impl FnOnce() -> T + Send + 'static) -> T {
    let permit = Arc::clone(makers).acquire_owned().await.expect("the semaphore is never closed");
    let work = move || {
        let result = work();
        drop(permit);
        result
    };
    tokio::task::spawn_blocking(work).await.expect("an answer never panics")
}

fn needs_index(snapshot: &Snapshot, path: &SitePath) -> bool {
    let is_output = |shown: &Arc<Shown>| shown.site().outputs.contains_key(path);
    path.as_str().starts_with("search/") && !snapshot.shown.as_ref().is_some_and(is_output)
}

fn found(snapshot: &Snapshot, path: &SitePath) -> Found {
    let Some(shown) = &snapshot.shown else {
        let errors = snapshot.diagnostics.iter().filter(|problem| problem.level == Level::Error);
        return broken(path, &errors.cloned().collect::<Vec<_>>());
    };
    let made = match shown.answer(path) {
        Answer::Bytes(bytes) if is_page(path) => Made::page(State::There, path, &bytes),
        Answer::Bytes(bytes) => Made::file(path.as_str(), bytes.into_owned().into()),
        Answer::File(disk) => return Found::File(disk.to_owned()),
        Answer::Broken(problem) => return broken(path, &[*problem]),
        Answer::Missing => return missing(shown, path),
    };
    Found::Made(Arc::new(made))
}

fn broken(path: &SitePath, problems: &[Diagnostic]) -> Found {
    let html = error_page::html(problems);
    Found::Made(Arc::new(Made::page(State::Broken, path, html.as_bytes())))
}

/// The site's page for what it has not.
fn missing(shown: &Shown, path: &SitePath) -> Found {
    match shown.not_found(path) {
        Answer::Bytes(html) => Found::Made(Arc::new(Made::page(State::Gone, path, &html))),
        Answer::Broken(problem) => broken(path, &[*problem]),
        Answer::File(_) | Answer::Missing => Found::Made(Arc::new(Made::page(State::Gone, path, b"Not found"))),
    }
}

/// The path of the site's page for what it has not.
pub(super) fn not_found() -> SitePath {
    SitePath::new("404.html").expect("a name is a path")
}

/// Whether a path is a folder that has a page of its own.
pub(super) fn is_folder_with_page(snapshot: &Snapshot, path: &SitePath) -> bool {
    let page = SitePath::new(&format!("{path}/{}", target::INDEX));
    let outputs = snapshot.shown.as_ref().map(|shown| &shown.site().outputs);
    outputs.zip(page).is_some_and(|(outputs, page)| outputs.contains_key(&page) && !outputs.contains_key(path))
}

fn is_page(path: &SitePath) -> bool {
    matches!(path.extension().as_str(), "html" | "htm")
}

/// What kind of file a name is of. Text is UTF-8 here; what is not text says itself how it is written.
pub(super) fn content_type(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    if kind.type_() == mime_guess::mime::TEXT { format!("{kind}; charset=utf-8") } else { kind.to_string() }
}

/// A page with the preview's script at the end of its head, or of the whole when it has none.
fn with_script(html: &[u8], path: &SitePath, tag: u64) -> Vec<u8> {
    const END_OF_HEAD: &[u8] = b"</head>";
    let page = escaped(path.as_str());
    let script =
        format!(r#"<script src="/.kneeboard/preview.js" data-page="{page}" data-tag="{tag:016x}" defer></script>"#);
    let place = html.windows(END_OF_HEAD.len()).position(|part| part.eq_ignore_ascii_case(END_OF_HEAD));
    let (before, after) = html.split_at(place.unwrap_or(html.len()));
    [before, script.as_bytes(), after].concat()
}

/// Text as the value of an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
