//! Printed editions: the page behind a QR code, what an aid's page knows of its own edition, and the list of all that are
//! current.

use super::Renderer;
use super::address::{absolute, href};
use crate::diagnostic::Diagnostic;
use crate::print::currency::{Currency, compare_text};
use crate::print::edition::Edition;
use crate::print::qr;
use crate::site::{AidIndex, Orphan, Site};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{EditionContext, EditionRowContext, OlderEditionContext, QrContext, RedirectContext};
use std::collections::BTreeMap;

/// What templates get of the edition of an aid.
pub(super) fn context(site: &Site, aid: AidIndex) -> EditionContext {
    let edition = Edition::of(site, aid);
    let address = qr::address(site, &edition);
    EditionContext {
        qr: address.as_deref().and_then(code),
        older: older(site, aid),
        rev: edition.rev.clone(),
        check: edition.fingerprint(),
        address,
    }
}

/// The older editions of which copies hang somewhere.
fn older(site: &Site, aid: AidIndex) -> Vec<OlderEditionContext> {
    let mut found: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for entry in site.entries_of(aid) {
        if let Currency::Superseded { steps, .. } = compare_text(site, aid, &entry.printed)
            && let Some(check) = &entry.printed.check
            && !steps.is_empty()
        {
            found.insert(check, steps);
        }
    }
    found.into_iter().map(|(check, steps)| OlderEditionContext { check: check.to_owned(), steps }).collect()
}

/// The QR code of a text.
pub(super) fn code(text: &str) -> Option<QrContext> {
    qr::code(text).map(|qr| QrContext { units: qr.units, path: qr.path })
}

impl Renderer {
    /// The page behind the QR code of an aid.
    pub(super) fn code_page(&self, path: &SitePath, aid: AidIndex) -> Result<String, Box<Diagnostic>> {
        let source = &self.site.aids[aid];
        let language = self.site.language_index(aid);
        let target = &self.site.pages[aid];
        let mut page = self.page("code", path, language, &source.title);
        page.canonical = self.site.config.base_url.as_ref().map(|base| absolute(base, target));
        let redirect = RedirectContext { title: source.title.clone(), href: href(path, target) };
        let values = vec![("page", Shared::new(&page)), ("redirect", Shared::new(&redirect))];
        self.template("code.html", language, values, path.as_str())
    }

    /// The page behind the QR code of copies whose aid is gone, or left out.
    pub(super) fn orphan(&self, path: &SitePath, orphan: Orphan) -> Result<String, Box<Diagnostic>> {
        let page = self.page("orphan", path, orphan.language, self.theme.word(orphan.language, "scanned"));
        let values = vec![("page", Shared::new(&page)), ("is_draft", Shared::new(&orphan.is_draft))];
        self.template("orphan.html", orphan.language, values, path.as_str())
    }

    /// The editions that are current, by id.
    pub(super) fn editions(&self, path: &SitePath) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let page = self.page("editions", path, 0, self.theme.word(0, "editions"));
        let mut rows: Vec<EditionRowContext> = (0..site.aids.len())
            .map(|aid| {
                let edition = Edition::of(site, aid);
                let source = &site.aids[aid];
                EditionRowContext {
                    title: source.title.clone(),
                    lang: source.language.to_string(),
                    dir: source.language.direction(),
                    href: href(path, &site.pages[aid]),
                    check: edition.fingerprint(),
                    effective: source.front.effective.as_ref().map(|date| date.value.to_string()),
                    withdrawn: site.is_withdrawn(aid),
                    rev: edition.rev,
                    id: edition.id,
                }
            })
            .collect();
        rows.sort_by(|a, b| (&a.id, &a.lang).cmp(&(&b.id, &b.lang)));
        let values = vec![("page", Shared::new(&page)), ("editions", Shared::new(&rows))];
        self.template("editions.html", 0, values, path.as_str())
    }
}
