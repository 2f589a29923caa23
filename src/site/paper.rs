//! The pages for paper: cards, packs, the pages behind QR codes.

use super::output::{Output, fixed_path};
use super::{AidIndex, LanguageIndex, Site};
use crate::source::SitePath;
use crate::value::FacetKind;

impl Site {
    /// The page of an aid's card: `press/reset.card.html`; `None` for an aid that is not printed as one.
    #[must_use]
    pub fn card(&self, aid: AidIndex) -> Option<SitePath> {
        self.print_format(aid)?;
        let page = self.pages[aid].as_str();
        Some(fixed_path(&format!("{}.card.html", page.strip_suffix(".html").unwrap_or(page))))
    }

    /// The format of an aid's card as written, its own or the site's; `None` for an aid without, and for one out of use.
    #[must_use]
    pub fn print_format(&self, aid: AidIndex) -> Option<&str> {
        let own = self.aids[aid].front.print.as_ref().and_then(|print| print.value.format.as_deref());
        own.or(self.config.print.format.as_deref()).filter(|_| !self.is_withdrawn(aid))
    }

    /// The print studio of a language.
    #[must_use]
    pub fn studio(&self, language: LanguageIndex) -> SitePath {
        self.own_page("print/index", language, 0)
    }

    /// The page with the pack of a facet's value, when it has one.
    #[must_use]
    pub fn pack_of(&self, kind: FacetKind, slug: &str, language: LanguageIndex) -> Option<SitePath> {
        let path = self.pack_path(Some(kind), slug, language, "");
        matches!(self.outputs.get(&path), Some(Output::Pack(_))).then_some(path)
    }

    /// A page of a pack: `print/roles/operator.html`, `print/roles/operator.sheets.html`.
    #[must_use]
    pub(super) fn pack_path(
        &self,
        facet: Option<FacetKind>,
        slug: &str,
        language: LanguageIndex,
        ending: &str,
    ) -> SitePath {
        self.own_page(&format!("print/{}/{slug}{ending}", facet.map_or("packs", FacetKind::word)), language, 0)
    }

    /// The page that the QR code of an aid opens: `Q/7KQ2M4R/index.html`, so that its address ends in a folder.
    #[must_use]
    pub fn code_page(&self, aid: AidIndex) -> SitePath {
        fixed_path(&format!("Q/{}/index.html", self.code(aid)))
    }
}
