//! The card of an aid: a page for paper.

use super::Renderer;
use super::address::{absolute, encode_choice, href};
use super::blocks::signal_name;
use super::html::escape;
use crate::aid::doc::{Image, Target};
use crate::diagnostic::Diagnostic;
use crate::print::card::has_pictures;
use crate::print::format::{Format, Sizes};
use crate::print::piece::{Frame, Look, Marker, Piece, Run, Unit};
use crate::print::{self, Column, Side};
use crate::site::{AidIndex, Destination};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{CardColumnContext, CardSideContext, PaperCardContext};
use std::fmt::Write as _;

impl Renderer {
    /// The page of a card.
    pub(super) fn card_page(&self, path: &SitePath, aid: AidIndex) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let language = site.language_index(aid);
        let source = &site.aids[aid];
        let mut page = self.page("card", path, language, &source.title);
        page.lang = source.language.to_string();
        page.dir = source.language.direction();
        page.canonical = site.config.base_url.as_ref().map(|base| absolute(base, &site.pages[aid]));
        let cards = [self.paper_card(aid, path)];
        let values = vec![
            ("page", Shared::new(&page)),
            ("cards", Shared::new(&cards)),
            ("more", Shared::new(&self.more(aid, path))),
        ];
        self.template("card.html", language, values, &source.shown)
    }

    /// What is wrong with the card of an aid.
    #[must_use]
    pub fn check_card(&self, aid: AidIndex) -> Vec<Diagnostic> {
        let language = self.site.language_index(aid);
        print::check_card(&self.site, aid, &self.fonts, &|key| self.theme.word(language, key).to_owned())
    }

    /// The card of an aid, laid out, and its page; `None` when it has none.
    #[must_use]
    pub fn laid_out_card(&self, aid: AidIndex) -> Option<(print::Card, SitePath)> {
        let path = self.site.card(aid)?.clone();
        let language = self.site.language_index(aid);
        let format = print::format_of(&self.site, aid);
        Some((
            print::lay_out(&self.site, aid, format, &self.fonts, &|key| self.theme.word(language, key).to_owned()),
            path,
        ))
    }

    /// The sheet with the measures of every format of the site.
    pub(super) fn paper_style(&self) -> String {
        print::style::sheet(&print::formats(&self.site), self.site.config.print.offset)
    }

    /// A card whose format has no room for pictures and the need, with both: for larger formats in the studio.
    fn more(&self, aid: AidIndex, path: &SitePath) -> Option<PaperCardContext> {
        let larger = Format::parse("a6").filter(|_| !has_pictures(&print::format_of(&self.site, aid)))?;
        let language = self.site.language_index(aid);
        let units = print::card::units(&self.site, aid, &larger, &|key| self.theme.word(language, key).to_owned());
        let says_more = units.iter().flat_map(|unit| &unit.pieces).any(Piece::needs_room);
        says_more.then(|| self.paper_card_in(larger, aid, path))
    }

    /// A card, laid out, for the page at `path`.
    pub(super) fn paper_card(&self, aid: AidIndex, path: &SitePath) -> PaperCardContext {
        self.paper_card_in(print::format_of(&self.site, aid), aid, path)
    }

    fn paper_card_in(&self, format: Format, aid: AidIndex, path: &SitePath) -> PaperCardContext {
        let site = &self.site;
        let source = &site.aids[aid];
        let language = site.language_index(aid);
        let word = |key: &str| self.theme.word(language, key).to_owned();
        let card = print::lay_out(site, aid, format, &self.fonts, &word);
        let front = &source.front;
        let owner = front.owner.as_ref().or(site.config.owner.as_ref());
        let Sizes { least, full, .. } = card.format.sizes(self.fonts.x_height());
        let edition = super::edition::context(site, aid);
        let column = |column: &Column| {
            let mut html = CardHtml { renderer: self, aid, path, out: String::new() };
            let (units, head) = (&card.units[column.units.clone()], column.table_head);
            let pieces = head.iter().flat_map(|&head| &card.units[head].pieces);
            html.pieces(pieces.chain(units.iter().flat_map(|unit| &unit.pieces)));
            CardColumnContext { again: head.is_some(), kept: kept(units, usize::from(head.is_some())), html: html.out }
        };
        let side = |(index, side): (usize, &Side)| CardSideContext {
            number: index + 1,
            columns: side.columns.iter().map(column).collect(),
        };
        PaperCardContext {
            id: site.id(aid),
            title: source.title.clone(),
            lang: source.language.to_string(),
            dir: source.language.direction(),
            href: href(path, &site.pages[aid]),
            studio_href: format!("{}#aids={}", href(path, &site.studio(language)), encode_choice(&site.id(aid))),
            format: card.format.name.clone(),
            size: card.layout.size,
            size_class: print::style::size_class(card.layout.size),
            tight: card.layout.tight,
            least,
            full,
            largest: card.layout.largest,
            verdict: card.layout.verdict.word(),
            wanted: card.wanted,
            most: card.most,
            count: card.layout.sides.len(),
            sides: card.layout.sides.iter().enumerate().map(side).collect(),
            rev: front.rev.as_ref().map(|rev| rev.value.clone()),
            effective: front.effective.as_ref().map(|date| date.value.to_string()),
            expires: front.expires.as_ref().map(|date| date.value.to_string()),
            review_due: site.review_due(aid).map(|date| date.to_string()),
            owner: owner.map(super::person),
            address: site.config.base_url.as_ref().map(|base| short(&absolute(base, &site.pages[aid]))),
            check: edition.check,
            qr: edition.qr,
        }
    }
}

/// The parts that stay with the one that follows, when so many parts stand before those of the units.
fn kept(units: &[Unit], before: usize) -> Vec<usize> {
    let of_unit = |unit: &Unit| {
        let last = unit.pieces.len().saturating_sub(1);
        (0..unit.pieces.len()).map(|part| part < last || unit.keep).collect::<Vec<_>>()
    };
    let parts = std::iter::repeat_n(true, before).chain(units.iter().flat_map(of_unit));
    parts.enumerate().filter_map(|(part, keep)| keep.then_some(part)).collect()
}

/// An address as people type it.
fn short(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.to_owned()
}

/// Writes the parts of a card.
struct CardHtml<'a> {
    renderer: &'a Renderer,
    aid: AidIndex,
    path: &'a SitePath,
    out: String,
}

impl CardHtml<'_> {
    fn pieces<'p>(&mut self, pieces: impl IntoIterator<Item = &'p Piece>) {
        pieces.into_iter().for_each(|piece| self.piece(piece));
    }

    fn open(&mut self, class: &str) {
        let _ = write!(self.out, "<div class=\"{class}\">");
    }

    fn close(&mut self) {
        self.out.push_str("</div>\n");
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Text(look, runs) => {
                let (tag, class) = match look {
                    Look::Heading => ("h2", "c-heading"),
                    Look::Detail => ("p", "c-text c-detail"),
                    Look::Need => ("p", "c-text c-need"),
                    Look::Plain | Look::Title | Look::Again => ("p", "c-text"),
                };
                let _ = write!(self.out, "<{tag} class=\"{class}\">");
                self.runs(runs);
                let _ = writeln!(self.out, "</{tag}>");
            }
            Piece::Marked(marker, pieces) => self.marked(marker, pieces),
            Piece::Framed(frame, pieces) => self.framed(frame, pieces),
            Piece::Line(challenge, response) => {
                self.out.push_str("<p class=\"c-line\"><span class=\"c-challenge\">");
                self.runs(challenge);
                self.out.push_str("</span>");
                if !response.is_empty() {
                    self.out.push_str("<span class=\"c-state\"><bdi class=\"c-response\">");
                    self.runs(response);
                    self.out.push_str("</bdi></span>");
                }
                self.out.push_str("</p>\n");
            }
            Piece::Field(label) => {
                self.out.push_str("<p class=\"c-text c-field\"><span class=\"c-label\">");
                self.runs(label);
                self.out.push_str("</span></p>\n");
            }
            Piece::Row { head, to_fill, widths, cells } => {
                self.open(match (head, to_fill) {
                    (true, _) => "c-row c-row-head",
                    (false, true) => "c-row c-row-fill",
                    (false, false) => "c-row",
                });
                for (cell, width) in cells.iter().zip(widths) {
                    let _ = write!(self.out, "<div class=\"c-cell w-{width}\">");
                    self.runs(cell);
                    self.out.push_str("</div>");
                }
                self.close();
            }
            Piece::Pictures(images) => {
                self.open("c-pictures");
                images.iter().for_each(|image| self.image(image));
                self.close();
            }
        }
    }

    fn marked(&mut self, marker: &Marker, pieces: &[Piece]) {
        let kind = match marker {
            Marker::Number { is_changed: true, .. } => "c-step is-changed",
            Marker::Number { .. } => "c-step",
            Marker::Tick => "c-tick",
            Marker::Bullet(_) => "c-bullet",
        };
        let letters = marker.many_letters().map_or_else(String::new, |letters| format!(" letters-{letters}"));
        self.open(&format!("c-marked {kind}{letters}"));
        self.out.push_str("<span class=\"c-marker\">");
        match marker {
            Marker::Number { number, .. } => {
                let _ = write!(self.out, "{number}");
            }
            Marker::Tick => {}
            Marker::Bullet(bullet) => escape(&mut self.out, bullet),
        }
        self.out.push_str("</span>");
        self.open("c-stack");
        self.pieces(pieces);
        self.close();
        self.close();
    }

    fn framed(&mut self, frame: &Frame, pieces: &[Piece]) {
        match frame {
            Frame::Hazard(signal, band) => {
                let signal = signal_name(*signal);
                self.open(&format!("c-framed c-hazard c-{signal}"));
                let _ = write!(self.out, "<p class=\"c-band\"><span class=\"c-symbol\"></span><span class=\"c-word\">");
                self.runs(band);
                self.out.push_str("</span></p>\n");
            }
            Frame::Note => self.open("c-framed c-note"),
            Frame::ByHeart => self.open("c-framed c-by-heart"),
        }
        if !pieces.is_empty() {
            self.open("c-inside c-stack");
            self.pieces(pieces);
            self.close();
        }
        self.close();
    }

    fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            if run.apart {
                self.out.push_str("<bdi>");
            }
            if run.bold {
                self.out.push_str("<b>");
            }
            for (index, line) in run.text.split('\n').enumerate() {
                if index > 0 {
                    self.out.push_str("<br>");
                }
                escape(&mut self.out, line);
            }
            if run.bold {
                self.out.push_str("</b>");
            }
            if run.apart {
                self.out.push_str("</bdi>");
            }
        }
    }

    fn image(&mut self, image: &Image) {
        let Target::File { .. } = &image.src else { return };
        let Destination::Page(path, _) = self.renderer.site.destination(self.aid, &image.src) else { return };
        self.out.push_str("<img src=\"");
        escape(&mut self.out, &href(self.path, &path));
        self.out.push_str("\" alt=\"");
        escape(&mut self.out, &image.alt);
        self.out.push_str("\">");
    }
}
