//! Editions: what tells whether a printed copy is current.

use serde::Serialize;

/// The edition of an aid as it stands.
#[derive(Clone, Debug, Serialize)]
pub struct EditionContext {
    /// Its rev.
    pub rev: Option<String>,
    /// The check word: 4 letters for what a reader acts on, 4 for every word.
    pub check: String,
    /// The address in the QR code, when the site has a `base_url`.
    pub address: Option<String>,
    /// The QR code, when the site has a `base_url`.
    pub qr: Option<QrContext>,
    /// Older editions that the ledger knows, and the steps of theirs that differ.
    pub older: Vec<OlderEditionContext>,
}

/// An older edition.
#[derive(Clone, Debug, Serialize)]
pub struct OlderEditionContext {
    /// Its check word.
    pub check: String,
    /// Numbers of the steps that differ.
    pub steps: Vec<u32>,
}

/// A QR code.
#[derive(Clone, Debug, Serialize)]
pub struct QrContext {
    /// Modules a side, the quiet zone of 4 at each edge included: the size of the view box.
    pub units: usize,
    /// SVG path of the dark modules.
    pub path: String,
}

/// A line of the list of current editions.
#[derive(Clone, Debug, Serialize)]
pub struct EditionRowContext {
    /// The aid's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Language tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its page.
    pub href: String,
    /// Its rev.
    pub rev: Option<String>,
    /// The check word.
    pub check: String,
    /// In force since.
    pub effective: Option<String>,
    /// It is out of use: no copy of it may hang.
    pub withdrawn: bool,
}
