//! The pages for paper: cards, packs, the pages behind QR codes.

use super::claims::Claims;
use super::output::{Output, fixed_path};
use super::{AidIndex, LanguageIndex, Site};
use crate::diagnostic::{self, Diagnostic};
use crate::source::SitePath;
use crate::value::FacetKind;

/// How the paths of cards end.
const CARD: &str = ".card.html";

impl Site {
    /// The page of an aid's card: `press/reset.card.html`; `None` for an aid that is not printed as one.
    #[must_use]
    pub fn card(&self, aid: AidIndex) -> Option<&SitePath> {
        self.cards[aid].as_ref()
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
}

/// The page of every card. One whose path is taken is reported and gets a path of its own.
pub(super) fn lay_out_cards(
    site: &Site,
    claims: &mut Claims,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<SitePath>> {
    let mut cards = Vec::with_capacity(site.aids.len());
    for (index, aid) in site.aids.iter().enumerate() {
        if site.print_format(index).is_none() {
            cards.push(None);
            continue;
        }
        let page = site.pages[index].as_str();
        let mut path = fixed_path(&format!("{}{CARD}", page.strip_suffix(".html").unwrap_or(page)));
        if let Err(owner) = claims.claim(&path, &aid.shown) {
            let message = format!("the page of its card, `{path}`, belongs to `{owner}` already");
            path = claims.claim_another(aid, &path, CARD);
            let hint = format!("rename one of the two files; until then the card is `{path}`");
            diagnostics.push(Diagnostic::in_file(&diagnostic::SAME_OUTPUT, &aid.shown, message).hint(hint));
        }
        cards.push(Some(path));
    }
    cards
}
