//! The print studio: every card and every pack of a language, and what they can be printed on.

use super::Renderer;
use super::address::{encode, href};
use super::pack::{frame, paper};
use crate::diagnostic::Diagnostic;
use crate::print;
use crate::print::imposition::{Imposition, Paper};
use crate::site::{AidIndex, LanguageIndex};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{
    FrameContext, PackGroupContext, PackLinkContext, StudioCardContext, StudioContext, StudioFormatContext,
    StudioOtherContext,
};
use crate::value::FacetKind;

/// The most aids that the studio lists; a person who looks through more needs the search.
const MOST_ROWS: usize = 2000;

impl Renderer {
    /// The print studio of a language.
    pub(super) fn studio(&self, path: &SitePath, language: LanguageIndex) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let mut page = self.page("studio", path, language, self.theme.word(language, "studio.studio"));
        page.languages = self.every_language(path, |site, language| Some(site.studio(language)));
        let has_card = |aid: &AidIndex| site.print_format(*aid).is_some();
        let mut aids: Vec<AidIndex> = site.lists[language].by_title.iter().copied().filter(has_card).collect();
        let more = aids.len().saturating_sub(MOST_ROWS);
        aids.truncate(MOST_ROWS);
        let print = &site.config.print;
        let context = StudioContext {
            cards: aids.iter().filter_map(|&aid| self.studio_card(path, aid)).collect(),
            more,
            groups: self.packs(path, language),
            formats: self.studio_formats(),
            models: self.models(),
            paper: paper(site).name(),
            duplex: print.duplex,
            offset_x: print.offset.0,
            offset_y: print.offset.1,
        };
        let values = vec![("page", Shared::new(&page)), ("studio", Shared::new(&context))];
        self.template("studio.html", language, values, path.as_str())
    }

    fn studio_card(&self, path: &SitePath, aid: AidIndex) -> Option<StudioCardContext> {
        let site = &self.site;
        let source = &site.aids[aid];
        let other = |&other: &AidIndex| {
            let href = href(path, site.card(other)?);
            Some(StudioOtherContext { lang: site.aids[other].language.to_string(), href })
        };
        let group = site.groups[site.group_of[aid]].aids.iter();
        Some(StudioCardContext {
            id: site.id(aid),
            title: source.title.clone(),
            lang: source.language.to_string(),
            dir: source.language.direction(),
            href: href(path, site.card(aid)?),
            format: print::format_of(site, aid).name,
            others: group.filter(|&&other| other != aid).filter_map(other).collect(),
        })
    }

    /// The packs of a language, those of a kind together.
    fn packs(&self, path: &SitePath, language: LanguageIndex) -> Vec<PackGroupContext> {
        let site = &self.site;
        let mut groups: Vec<PackGroupContext> = Vec::new();
        for pack in site.packs.iter().filter(|pack| pack.language == language) {
            let kind = pack.facet.map(FacetKind::word);
            if groups.last().is_none_or(|group| group.kind != kind) {
                groups.push(PackGroupContext { kind, packs: Vec::new() });
            }
            let link = PackLinkContext {
                name: pack.title.clone(),
                href: href(path, &pack.path),
                sheets_href: href(path, &pack.sheets),
                ids: pack.aids.iter().map(|&aid| encode(&site.id(aid))).collect(),
                count: pack.aids.len(),
            };
            groups.last_mut().expect("a group was added").packs.push(link);
        }
        groups
    }

    fn studio_formats(&self) -> Vec<StudioFormatContext> {
        let mut formats: Vec<_> = print::formats(&self.site).into_values().collect();
        formats.sort_by(|a, b| (a.width * a.height).total_cmp(&(b.width * b.height)));
        let context = |format: print::format::Format| {
            let print::format::Sizes { least, full, largest, two_columns } = format.sizes(self.fonts.x_height());
            let narrow_columns = print::layout::has_narrow_columns(&format, least);
            let (pictures, next) = (print::card::has_pictures(&format), format.next_up());
            let print::format::Format { name, width, height, .. } = format;
            StudioFormatContext {
                name,
                width,
                height,
                least,
                full,
                largest,
                two_columns,
                narrow_columns,
                pictures,
                next,
            }
        };
        formats.into_iter().map(context).collect()
    }

    /// An empty sheet for every format on every paper, single and in pairs.
    fn models(&self) -> Vec<FrameContext> {
        let formats = print::formats(&self.site);
        let each = formats.values().flat_map(|format| Paper::ALL.map(|paper| (format, paper)));
        each.flat_map(|(format, paper)| [false, true].map(|pair| (format, Imposition::of(format, paper, pair))))
            .filter_map(|(format, imposition)| Some(frame(&imposition?, &format.name)))
            .collect()
    }
}
