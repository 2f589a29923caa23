//! Packs: many cards in one print job, card by card and on sheets.

use super::Renderer;
use super::address::href;
use crate::diagnostic::Diagnostic;
use crate::print;
use crate::print::format::Format;
use crate::print::imposition::{Imposition, Paper};
use crate::print::sheet::{self, Backs, Sheet};
use crate::site::{AidIndex, Pack, Site};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{
    BarContext, FrameContext, JobContext, PackContext, PackLineContext, PaperCardContext, SheetContext, SlotContext,
};
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
        let cards = self.cards_of(pack, path);
        let format = index_format(&self.site, &pack.aids);
        let context = PackContext {
            title: pack.title.clone(),
            back: pack.facet.map(|kind| href(path, &self.site.facet(pack.language, kind))),
            sheets_href: href(path, &pack.sheets),
            sides: index(&cards, &format),
            format: format.name,
        };
        let values =
            vec![("page", Shared::new(&page)), ("pack", Shared::new(&context)), ("cards", Shared::new(&cards))];
        self.template("pack.html", pack.language, values, path.as_str())
    }

    /// The page of a pack on sheets of the site's paper: its index and its cards, to be cut.
    pub(super) fn pack_sheets(&self, pack: &Pack) -> Result<String, Box<Diagnostic>> {
        let (path, site) = (&pack.sheets, &self.site);
        let page = self.page("sheets", path, pack.language, &pack.title);
        let cards = self.cards_of(pack, path);
        let format = index_format(site, &pack.aids);
        let index = index(&cards, &format);
        let formats: Vec<Format> = pack.aids.iter().map(|&aid| print::format_of(site, aid)).collect();
        // Every side of the index is cut as a card of its own.
        let of_index = index.iter().map(|_| (&format, 1));
        let items: Vec<(&Format, usize)> =
            of_index.chain(formats.iter().zip(cards.iter().map(|card| card.count))).collect();
        let slot = |item: usize, sides: &[usize]| SlotContext {
            card: item.checked_sub(index.len()).map(|card| with_sides(&cards[card], sides)),
            lines: index.get(item).cloned(),
            number: item + 1,
            count: index.len(),
        };
        let (paper, backs) = (paper(site), backs(site));
        let sheets = sheet::arrange(&items, paper, backs);
        let job = JobContext {
            title: pack.title.clone(),
            cards_href: href(path, &pack.path),
            paper: paper.name(),
            duplex: sheets.iter().any(|sheet| sheet.is_back),
            count: sheets.iter().filter(|sheet| !sheet.is_back).count(),
            sheets: sheets.iter().map(|sheet| sheet_context(sheet, &items, slot)).collect(),
        };
        let index_format = format.name.clone();
        let values = vec![
            ("page", Shared::new(&page)),
            ("job", Shared::new(&job)),
            ("index_format", Shared::new(&index_format)),
        ];
        self.template("sheets.html", pack.language, values, path.as_str())
    }

    fn cards_of(&self, pack: &Pack, path: &SitePath) -> Vec<PaperCardContext> {
        pack.aids.iter().map(|&aid| self.paper_card(aid, path)).collect()
    }
}

/// The paper that a site prints on.
pub(super) fn paper(site: &Site) -> Paper {
    site.config.print.sheet.as_deref().and_then(Paper::named).unwrap_or(Paper::A4)
}

fn backs(site: &Site) -> Backs {
    if site.config.print.duplex { Backs::Duplex } else { Backs::Fold }
}

/// The format of most of the cards, of those the smallest: the index has it too.
fn index_format(site: &Site, aids: &[AidIndex]) -> Format {
    let formats: Vec<Format> = aids.iter().map(|&aid| print::format_of(site, aid)).collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    formats.iter().for_each(|format| *counts.entry(&format.name).or_default() += 1);
    let area = |format: &Format| format.width * format.height;
    let most = formats.iter().max_by(|a, b| {
        let count = |format: &Format| counts[format.name.as_str()];
        count(a).cmp(&count(b)).then(area(b).total_cmp(&area(a)))
    });
    most.cloned().expect("a pack has a card")
}

/// The lines of the index, side by side.
fn index(cards: &[PaperCardContext], format: &Format) -> Vec<Vec<PackLineContext>> {
    let line = |card: &PaperCardContext| PackLineContext {
        title: card.title.clone(),
        lang: card.lang.clone(),
        dir: card.dir,
        rev: card.rev.clone(),
        check: card.check.clone(),
    };
    let lines: Vec<PackLineContext> = cards.iter().map(line).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1000 mm")]
    let on_a_side = ((format.height - 2.0 * format.margin - HEAD) / LINE).max(1.0) as usize;
    lines.chunks(on_a_side).map(<[PackLineContext]>::to_vec).collect()
}

/// A card with some of its sides.
fn with_sides(card: &PaperCardContext, sides: &[usize]) -> PaperCardContext {
    PaperCardContext { sides: sides.iter().map(|&side| card.sides[side].clone()).collect(), ..card.clone() }
}

fn sheet_context(
    sheet: &Sheet,
    items: &[(&Format, usize)],
    slot: impl Fn(usize, &[usize]) -> SlotContext,
) -> SheetContext {
    let format = sheet.slots.iter().flatten().next().map_or("", |(item, _)| items[*item].0.name.as_str());
    SheetContext {
        frame: sheet.imposition.as_ref().map(|imposition| frame(imposition, format)),
        is_back: sheet.is_back,
        slots: sheet.slots.iter().map(|placed| placed.as_ref().map(|(item, sides)| slot(*item, sides))).collect(),
    }
}

/// Where the slots of a sheet are.
pub(super) fn frame(imposition: &Imposition, format: &str) -> FrameContext {
    let (width, height) = imposition.paper.size(imposition.turned);
    FrameContext {
        name: imposition.name.clone(),
        page: imposition.paper.page(imposition.turned),
        paper: imposition.paper.name(),
        format: format.to_owned(),
        pair: imposition.pair,
        columns: imposition.columns,
        rows: imposition.rows,
        width,
        height,
        marks: imposition.marks(),
        folds: imposition.folds(),
        bar: imposition.bar().map(|bar| BarContext { x: bar.x, y: bar.y, down: bar.down }),
    }
}
