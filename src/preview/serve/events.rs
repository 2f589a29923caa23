//! Live reload: a stream of server-sent events for every open page, which says how the page stands.

use super::pages::{Found, Pages, State};
use crate::diagnostic::Level;
use crate::preview::Update;
use crate::preview::snapshot::{Answer, Snapshot};
use crate::source::SitePath;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// How often an idle stream says that it is alive.
const ALIVE: Duration = Duration::from_secs(15);
/// News that a slow client may be behind before it misses some; then it only learns how its page stands.
const WAITING_NEWS: usize = 16;
/// The most saved files that one message names.
const MOST_SAVED: usize = 100;

/// What changed, as every page hears it.
#[derive(Debug)]
struct News {
    snapshot: Arc<Snapshot>,
    saved: Vec<SavedFile>,
    /// Published style sheets that are others now.
    styles: Vec<String>,
}

/// A file that was saved or deleted.
#[derive(Debug, Serialize)]
struct SavedFile {
    file: String,
    /// Its page, when it is an aid.
    page: Option<String>,
    title: Option<String>,
    exists: bool,
}

/// What one page hears.
#[derive(Debug, Serialize)]
struct Message<'a> {
    number: u64,
    page: &'static str,
    tag: Option<String>,
    saved: &'a [SavedFile],
    styles: &'a [String],
    errors: usize,
    warnings: usize,
}

/// Tells every open page.
pub(super) struct Events {
    pages: Arc<Pages>,
    news: broadcast::Sender<Arc<News>>,
    /// True at the end of the preview.
    ended: watch::Receiver<bool>,
}

impl Events {
    /// Listens for updates from now on, in the runtime that this is called in.
    pub(super) fn new(pages: Arc<Pages>, ended: watch::Receiver<bool>) -> Self {
        let (news, _) = broadcast::channel(WAITING_NEWS);
        tokio::spawn(tell(pages.live.updates(), news.clone()));
        Self { pages, news, ended }
    }

    /// The stream of a page that was loaded with this tag.
    pub(super) fn of(
        &self,
        page: Option<SitePath>,
        tag: String,
    ) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
        let listener = Listener {
            pages: Arc::clone(&self.pages),
            page,
            tag,
            // Before the first message: nothing is missed.
            news: self.news.subscribe(),
            ended: self.ended.clone(),
            is_new: true,
        };
        let messages = stream::unfold(listener, |mut listener| async {
            let news = listener.next().await?;
            let message = listener.message(&news).await;
            Some((Ok(message), listener))
        });
        Sse::new(messages).keep_alive(KeepAlive::new().interval(ALIVE))
    }
}

/// Turns updates into news until there are no more.
async fn tell(mut updates: broadcast::Receiver<Arc<Update>>, news: broadcast::Sender<Arc<News>>) {
    loop {
        match updates.recv().await {
            Ok(update) => {
                let digest = tokio::task::spawn_blocking(move || News::of(&update));
                // Nobody listens: nobody is told.
                let _ = news.send(Arc::new(digest.await.expect("news never panic")));
            }
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return,
        }
    }
}

impl News {
    /// That of an update.
    fn of(update: &Update) -> Self {
        let (before, now) = (&update.before, &update.snapshot);
        let saved = update.changes.saved.iter().take(MOST_SAVED).map(|saved| {
            let snapshot = if saved.exists { now } else { before };
            let site = snapshot.shown.as_ref().map(|shown| shown.site());
            let aid = site.and_then(|site| Some((site, site.aid_at(&saved.path)?)));
            SavedFile {
                file: saved.path.to_string(),
                page: aid.map(|(site, aid)| site.pages[aid].to_string()),
                title: aid.map(|(site, aid)| site.aids[aid].title.clone()),
                exists: saved.exists,
            }
        });
        Self { saved: saved.collect(), styles: changed_styles(update), snapshot: Arc::clone(now) }
    }

    /// Nothing but the present state.
    fn none(snapshot: Arc<Snapshot>) -> Self {
        Self { snapshot, saved: Vec::new(), styles: Vec::new() }
    }
}

/// The published style sheets that are not what they were.
fn changed_styles(update: &Update) -> Vec<String> {
    let changes = &update.changes;
    let is_style = |path: &SitePath| path.extension() == "css";
    let may_have_changed =
        changes.theme || changes.everything || changes.saved.iter().any(|saved| is_style(&saved.path));
    let (Some(before), Some(now)) = (&update.before.shown, &update.snapshot.shown) else { return Vec::new() };
    if !may_have_changed {
        return Vec::new();
    }
    let is_other = |path: &&SitePath| match (before.answer(path), now.answer(path)) {
        (Answer::Bytes(before), Answer::Bytes(now)) => before != now,
        _ => changes.saved.iter().any(|saved| saved.path == **path),
    };
    let styles = now.site().outputs.keys().filter(|path| is_style(path));
    styles.filter(is_other).map(ToString::to_string).collect()
}

/// An open page.
struct Listener {
    pages: Arc<Pages>,
    /// `None`: no path that a site can have.
    page: Option<SitePath>,
    /// What the page was when it was loaded.
    tag: String,
    news: broadcast::Receiver<Arc<News>>,
    ended: watch::Receiver<bool>,
    is_new: bool,
}

impl Listener {
    /// The next news; `None` at the end.
    async fn next(&mut self) -> Option<Arc<News>> {
        let now = |listener: &Self| Some(Arc::new(News::none(listener.pages.live.current())));
        if std::mem::take(&mut self.is_new) {
            return now(self);
        }
        let news = tokio::select! {
            _ = self.ended.changed() => return None,
            news = self.news.recv() => news,
        };
        match news {
            Ok(news) => Some(news),
            Err(RecvError::Lagged(_)) => now(self),
            Err(RecvError::Closed) => None,
        }
    }

    async fn message(&self, news: &News) -> Event {
        let snapshot = &news.snapshot;
        let (page, tag) = self.stand(snapshot).await;
        let count = |level| snapshot.diagnostics.iter().filter(|problem| problem.level == level).count();
        let message = Message {
            number: snapshot.number,
            page,
            tag,
            saved: &news.saved,
            styles: &news.styles,
            errors: count(Level::Error),
            warnings: count(Level::Warning),
        };
        Event::default().event("state").data(serde_json::to_string(&message).expect("text and numbers are JSON"))
    }

    /// How the page stands beside what the browser has, and its tag.
    async fn stand(&self, snapshot: &Arc<Snapshot>) -> (&'static str, Option<String>) {
        let Some(page) = &self.page else { return ("gone", None) };
        let Found::Made(made) = self.pages.at(snapshot, page).await else { return ("changed", None) };
        let tag = made.tag.map(|tag| format!("{tag:016x}"));
        let stand = match made.state {
            _ if tag.as_ref() == Some(&self.tag) => "same",
            State::There => "changed",
            State::Broken => "broken",
            State::Gone => "gone",
        };
        (stand, tag)
    }
}
