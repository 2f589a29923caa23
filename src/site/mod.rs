//! All aids → the [`Site`]: facets, links, translations, outputs.
//!
//! In: the configuration and every aid that was read. Out: a value that knows every output of the site, and the problems
//! that only show when all aids are seen together. Cheap: nothing is rendered here.

mod claims;
mod code;
mod dates;
mod facet;
mod guess;
mod links;
mod list;
mod name;
mod output;
mod pack;
mod paper;
mod printed;
mod relations;
mod translation;
mod video;

pub use code::letters;
pub use dates::Validity;
pub use facet::{Facet, FacetValue};
pub use links::Destination;
pub use list::Lists;
pub use output::{Output, PER_PAGE, PageNumber};
pub use pack::{MOST_CARDS, Pack};
pub use printed::Orphan;
pub use translation::Group;

use crate::aid::Aid;
use crate::aid::doc::Inline;
use crate::aid::front_matter::Status;
use crate::config::{Config, Data};
use crate::diagnostic::Diagnostic;
use crate::source::{File, Kind, SitePath, Tree};
use ahash::AHashMap;
use jiff::civil::Date;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Index of an aid in [`Site::aids`].
pub type AidIndex = usize;
/// Index of a language in [`Config::languages`].
pub type LanguageIndex = usize;

/// Everything a site is made of.
#[derive(Debug)]
pub struct Input {
    /// `kneeboard.yaml`.
    pub config: Config,
    /// `data/`.
    pub data: Data,
    /// The files of the site folder.
    pub tree: Arc<Tree>,
    /// Every aid, in the order of the tree; shared with whoever keeps them for the next time.
    pub aids: Vec<Arc<Aid>>,
    /// Files of the theme, as paths in the output: `static/style.css`.
    pub theme_files: Vec<SitePath>,
    /// The date of the build.
    pub today: Date,
    /// Whether drafts are part of the site.
    pub drafts: Drafts,
}

/// Whether drafts are part of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out.
    Skip,
    /// They are shown, marked as drafts.
    Show,
}

/// A site: every output it consists of, and all that is needed to produce each.
#[derive(Debug)]
pub struct Site {
    /// `kneeboard.yaml`.
    pub config: Config,
    /// `data/`.
    pub data: Data,
    /// The files of the site folder.
    pub tree: Arc<Tree>,
    /// The published aids, sorted by path.
    pub aids: Vec<Arc<Aid>>,
    /// The date of the build.
    pub today: Date,
    /// The aids by what they say; one entry for an aid with all its translations.
    pub groups: Vec<Group>,
    /// For every aid, its group.
    pub group_of: Vec<usize>,
    /// The aids in order, by language.
    pub lists: Vec<Lists>,
    /// The facets of every language, in the order of the languages.
    pub facets: Vec<Vec<Facet>>,
    /// Every output, by its path.
    pub outputs: BTreeMap<SitePath, Output>,
    /// The packs, by language.
    pub packs: Vec<Pack>,
    /// The output of every aid.
    pub pages: Vec<SitePath>,
    by_path: AHashMap<SitePath, AidIndex>,
    by_id: AHashMap<String, AidIndex>,
    /// Aids left out because they are drafts.
    drafts: Vec<Arc<Aid>>,
    /// The aids at old addresses.
    former: AHashMap<SitePath, AidIndex>,
    /// For every aid of which the ledger knows copies, its entries there.
    hanging: AHashMap<AidIndex, Vec<usize>>,
    /// The page of every card.
    cards: Vec<Option<SitePath>>,
    /// For every aid, the aids that replace it.
    superseded_by: HashMap<AidIndex, Vec<AidIndex>>,
}

/// Puts a site together.
#[must_use]
pub fn assemble(input: Input) -> (Site, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let Input { config, data, tree, mut aids, theme_files, today, drafts } = input;
    let mut left_out = Vec::new();
    if drafts == Drafts::Skip {
        (left_out, aids) = aids.into_iter().partition(|aid| aid.front.status == Status::Draft);
    }
    let by_path: AHashMap<SitePath, AidIndex> =
        aids.iter().enumerate().map(|(index, aid)| (aid.path.clone(), index)).collect();
    let (groups, group_of) = translation::group(&config, &aids, &by_path);
    let mut site = Site {
        drafts: left_out,
        former: printed::former(&aids),
        hanging: AHashMap::new(),
        lists: Vec::new(),
        facets: Vec::new(),
        outputs: BTreeMap::new(),
        packs: Vec::new(),
        pages: Vec::new(),
        cards: Vec::new(),
        by_id: AHashMap::new(),
        superseded_by: HashMap::new(),
        config,
        data,
        tree,
        aids,
        today,
        groups,
        group_of,
        by_path,
    };
    site.by_id = relations::ids(&site, &mut diagnostics);
    facet::check(&site, &mut diagnostics);
    site.hanging = printed::hanging(&site);
    site.superseded_by = relations::check(&site, &mut diagnostics);
    translation::inherit(&site.groups, &mut site.aids);
    site.lists = (0..site.config.languages.len()).map(|language| list::lists(&site, language)).collect();
    site.facets = facet::collect(&site);
    site.packs = pack::collect(&site, &mut diagnostics);
    output::lay_out(&mut site, theme_files, &mut diagnostics);
    links::check(&site, &mut diagnostics);
    video::check(&site, &mut diagnostics);
    (site, diagnostics)
}

impl Site {
    /// The aid of this file.
    #[must_use]
    pub fn aid_at(&self, path: &SitePath) -> Option<AidIndex> {
        self.by_path.get(path).copied()
    }

    /// The file that would make the page at a path of the output, were it not left out: a draft, or no readable text.
    #[must_use]
    pub fn left_out_at(&self, page: &SitePath) -> Option<&File> {
        let mut left_out = self.tree.of(Kind::Aid).filter(|file| self.aid_at(&file.path).is_none());
        left_out.find(|file| name::page_path(file.path.stem(), ".html") == *page)
    }

    /// Whether the aid of this file is left out because it is a draft.
    #[must_use]
    pub fn is_left_out_draft(&self, file: &SitePath) -> bool {
        self.drafts.iter().any(|aid| aid.path == *file)
    }

    /// Whether an aid with this id is left out because it is a draft.
    pub(super) fn is_draft_id(&self, id: &str) -> bool {
        self.drafts.iter().any(|aid| relations::id(aid) == id)
    }

    /// The aid with this id.
    #[must_use]
    pub fn aid_with_id(&self, id: &str) -> Option<AidIndex> {
        self.by_id.get(id).copied()
    }

    /// Whether the aid is out of use.
    #[must_use]
    pub fn is_withdrawn(&self, aid: AidIndex) -> bool {
        self.aids[aid].front.status == Status::Withdrawn
    }

    /// The id of an aid: its own, else its base path without extension.
    #[must_use]
    pub fn id(&self, aid: AidIndex) -> String {
        relations::id(&self.aids[aid])
    }

    /// The aids that replace this one.
    #[must_use]
    pub fn superseded_by(&self, aid: AidIndex) -> &[AidIndex] {
        self.superseded_by.get(&aid).map_or(&[], Vec::as_slice)
    }

    /// The language's place in the site's list; the default for one that is not in it.
    #[must_use]
    pub fn language_index(&self, aid: AidIndex) -> LanguageIndex {
        self.config.languages.iter().position(|language| *language == self.aids[aid].language).unwrap_or(0)
    }

    /// The version of an aid for readers of a language: its translation, else itself. A translation that was withdrawn
    /// does not stand in for an aid that is in use.
    #[must_use]
    pub fn in_language(&self, aid: AidIndex, language: LanguageIndex) -> AidIndex {
        let group = &self.groups[self.group_of[aid]];
        if group.aids.len() == 1 {
            return aid;
        }
        let wanted = &self.config.languages[language];
        let in_use = |index: AidIndex| !self.is_withdrawn(index) || self.is_withdrawn(aid);
        group.aids.iter().copied().find(|&index| self.aids[index].language == *wanted && in_use(index)).unwrap_or(aid)
    }

    /// Running text without its markup, facts filled in.
    #[must_use]
    pub fn plain(&self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        self.write_plain(&mut text, inlines);
        text
    }

    fn write_plain(&self, out: &mut String, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.write_plain(out, inner);
                }
                Inline::Link { text, .. } => self.write_plain(out, text),
                Inline::Image(image) => out.push_str(&image.alt),
                Inline::FillIn(_) => out.push_str("____"),
                Inline::Fact(key) => out.push_str(self.data.facts.get(key).unwrap_or(key)),
                Inline::Break(_) => out.push(' '),
            }
        }
    }
}
