//! Packs, and the page that lists them.

use super::Renderer;
use super::address::href;
use crate::diagnostic::Diagnostic;
use crate::site::{LanguageIndex, Pack};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{PackContext, PackGroupContext, PackLineContext, PackLinkContext};
use std::collections::HashMap;

/// Height in mm of the head of an index card, and of a line of it.
const HEAD: f64 = 18.0;
/// See [`HEAD`].
const LINE: f64 = 5.0;

impl Renderer {
    /// The page of a pack: its index, then its cards.
    pub(super) fn pack(&self, pack: &Pack) -> Result<String, Box<Diagnostic>> {
        let path = &pack.path;
        let page = self.page("pack", path, pack.language, &pack.title);
        let cards: Vec<_> = pack.aids.iter().map(|&aid| self.paper_card(aid, path)).collect();
        let mut formats: HashMap<&str, usize> = HashMap::new();
        cards.iter().for_each(|card| *formats.entry(&card.format).or_default() += 1);
        let most = |card: &&_| -> usize {
            let card: &crate::theme::context::PaperCardContext = card;
            formats[card.format.as_str()]
        };
        // The first of those that are met most often: a map has no order.
        let index = cards.iter().rev().max_by_key(most).map_or_else(|| "a6".to_owned(), |card| card.format.clone());
        let lines: Vec<PackLineContext> = cards
            .iter()
            .map(|card| PackLineContext {
                title: card.title.clone(),
                lang: card.lang.clone(),
                dir: card.dir,
                rev: card.rev.clone(),
                check: card.check.clone(),
            })
            .collect();
        let context = PackContext {
            title: pack.title.clone(),
            back: pack.facet.map(|kind| href(path, &self.site.facet(pack.language, kind))),
            sides: lines.chunks(lines_of(&index)).map(<[PackLineContext]>::to_vec).collect(),
            format: index,
        };
        let values =
            vec![("page", Shared::new(&page)), ("pack", Shared::new(&context)), ("cards", Shared::new(&cards))];
        self.template("pack.html", pack.language, values, path.as_str())
    }

    /// The page that lists the packs of a language.
    pub(super) fn packs(&self, path: &SitePath, language: LanguageIndex) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let mut page = self.page("packs", path, language, self.theme.word(language, "packs"));
        page.languages = self.every_language(path, |site, language| Some(site.packs_page(language)));
        let mut groups: Vec<PackGroupContext> = Vec::new();
        for pack in site.packs.iter().filter(|pack| pack.language == language) {
            let kind = pack.facet.map(crate::value::FacetKind::word);
            if groups.last().is_none_or(|group| group.kind != kind) {
                groups.push(PackGroupContext { kind, packs: Vec::new() });
            }
            let (name, count) = (pack.title.clone(), pack.aids.len());
            let link = PackLinkContext { name, href: href(path, &pack.path), count };
            groups.last_mut().expect("a group was added").packs.push(link);
        }
        let values = vec![("page", Shared::new(&page)), ("groups", Shared::new(&groups))];
        self.template("packs.html", language, values, path.as_str())
    }
}

/// Lines on a side of an index card.
fn lines_of(format: &str) -> usize {
    let Some(format) = crate::print::format::Format::parse(&format.replace('_', ".")).or_else(|| own(format)) else {
        return 10;
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1000 mm")]
    let lines = ((format.height - 2.0 * format.margin - HEAD) / LINE) as usize;
    lines.max(1)
}

/// The format with a name that was made of its size.
fn own(name: &str) -> Option<crate::print::format::Format> {
    crate::print::format::Format::parse(&format!("{} mm", name.replace('_', ".")))
}
