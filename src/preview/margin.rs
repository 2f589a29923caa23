//! The writer's margin: what the preview says beside a page.
//!
//! In: a [`Snapshot`] and the path of a page. Out: a [`Margin`], the data of `/.kneeboard/margin`.

use super::problem::Problem;
use super::snapshot::{Answer, Shown, Snapshot};
use crate::check::{self, AskPlace, Scope};
use crate::diagnostic::{Diagnostic, Level};
use crate::pipeline::IndexFinder;
use crate::site::{AidIndex, Output, Site};
use crate::source::SitePath;
use serde::Serialize;

/// Words that are read in a minute. Brysbaert (2019), “How many words do we read per minute?”, finds 238 for English prose
/// that is read in silence and 183 aloud; an instruction is read between the two.
const WORDS_PER_MINUTE: u32 = 200;
/// Problems of one page that are told in full; who has more begins with these.
const MOST_PROBLEMS: usize = 50;
/// Other files with problems that are named.
const MOST_FILES: usize = 20;

/// What there is to say of one page.
#[derive(Debug, Serialize)]
pub(super) struct Margin {
    /// The number of the snapshot.
    pub(super) number: u64,
    /// What is at the path.
    pub(super) page: Kind,
    /// The theme does not work: what is shown is from before.
    pub(super) stale: bool,
    /// The file that the page is made of, from the site folder; `None` for pages that are made of many.
    pub(super) file: Option<String>,
    /// The problems of this page: first what keeps it from being shown, then the gravest.
    pub(super) problems: Vec<Problem>,
    /// So many more.
    pub(super) more_problems: usize,
    /// The length of an aid.
    pub(super) reading: Option<Reading>,
    /// Whether its card fits.
    pub(super) card: Option<CardFit>,
    /// What its `asks` find, in their order.
    pub(super) asks: Vec<Ask>,
    /// Those of its `asks_not` that find it all the same.
    pub(super) asks_not: Vec<Ask>,
    /// The problems of everything else.
    pub(super) elsewhere: Elsewhere,
}

/// What is at a path of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    /// The page of an aid.
    Aid,
    /// Another page of the site: home, a list.
    Site,
    /// Nothing: its aid is a draft, and drafts are not shown.
    Draft,
    /// Nothing: its file is no readable text.
    Unreadable,
    /// Nothing at all.
    Gone,
}

/// How long an aid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Reading {
    /// Words of running text.
    pub(super) words: u32,
    /// Minutes that reading takes, rounded up; 0 without words.
    pub(super) minutes: u32,
    /// Numbered steps.
    pub(super) steps: u32,
}

/// How the card of an aid is laid out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct CardFit {
    /// Its page: a path of the output.
    pub(super) page: String,
    /// Its format, as `print.format` names it.
    pub(super) format: String,
    /// `full`, `smaller`, `overflows`.
    pub(super) fit: &'static str,
    /// Type size in points.
    pub(super) size: f64,
    /// How many sides it has.
    pub(super) sides: usize,
}

/// What a phrase finds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Ask {
    /// The phrase.
    pub(super) query: String,
    /// The aid must be among so many first hits; must not, for `asks_not`.
    pub(super) top: usize,
    /// Its place, from 1; `None` when it is not found.
    pub(super) place: Option<usize>,
    /// What comes first, when that is another aid.
    pub(super) first: Option<Hit>,
}

/// An aid that comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Hit {
    /// Its title.
    pub(super) title: String,
    /// Its page: a path of the output.
    pub(super) page: String,
}

/// The problems of all files but one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Elsewhere {
    /// How many.
    pub(super) counts: Counts,
    /// The files, the gravest first; at most 20.
    pub(super) files: Vec<FileProblems>,
    /// So many more.
    pub(super) more_files: usize,
}

/// How many problems of each level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Counts {
    /// Errors.
    pub(super) errors: usize,
    /// Warnings.
    pub(super) warnings: usize,
    /// What is worth knowing.
    pub(super) infos: usize,
}

/// The problems of a file in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct FileProblems {
    /// The file, from the site folder.
    pub(super) file: String,
    /// Its page: a path of the output. `None` for what has none.
    pub(super) page: Option<String>,
    /// How many.
    pub(super) counts: Counts,
    /// The gravest; of those the first.
    pub(super) first: String,
}

/// What there is to say of the page at a path of the output. Waits for the index when the page is an aid with asks.
#[must_use]
pub(super) fn of(snapshot: &Snapshot, path: &SitePath) -> Margin {
    let shown = snapshot.shown.as_deref();
    let aid = shown.and_then(|shown| aid_at(shown.site(), path));
    let (kind, file) = what_is_at(shown.map(Shown::site), path, aid);
    let of_file = file.as_deref().map_or(&[][..], |file| of_file(&snapshot.diagnostics, file));
    let mut problems = of_file.to_vec();
    let (mut asks, mut asks_not) = (Vec::new(), Vec::new());
    if let (Some(shown), Some(aid)) = (shown, aid) {
        let mut said = shown.check_card(aid);
        shown.site().config.apply_levels(&mut said);
        problems.extend(said);
    }
    if let (Some(shown), Some(aid)) = (shown, aid)
        && has_asks(shown.site(), aid)
    {
        let (site, finder) = (shown.site(), IndexFinder(shown.search()));
        let mut said = check::run(site, Scope::Aid(aid), &finder);
        site.config.apply_levels(&mut said);
        problems.extend(said);
        let (found, forbidden) = check::places(site, aid, &finder);
        asks.extend(found.iter().map(|place| ask(site, aid, place)));
        asks_not.extend(forbidden.iter().map(|place| ask(site, aid, place)));
    }
    problems.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| line_and_column(a).cmp(&line_and_column(b))));
    let mut first = what_stops_the_page(snapshot, path);
    problems.retain(|problem| !first.contains(problem));
    let said = |other: &str| file.as_deref() == Some(other) || first.iter().any(|problem| &*problem.file == other);
    let elsewhere = elsewhere(snapshot, &said);
    first.append(&mut problems);
    Margin {
        number: snapshot.number,
        page: kind,
        stale: snapshot.stale,
        problems: first.iter().take(MOST_PROBLEMS).map(Problem::from).collect(),
        more_problems: first.len().saturating_sub(MOST_PROBLEMS),
        reading: shown.zip(aid).map(|(shown, aid)| reading(shown.site(), aid)),
        card: shown.zip(aid).and_then(|(shown, aid)| card(shown, aid)),
        asks,
        asks_not,
        elsewhere,
        file,
    }
}

/// The aid whose page this is, or whose old address.
fn aid_at(site: &Site, path: &SitePath) -> Option<AidIndex> {
    match site.outputs.get(path)? {
        Output::Aid(aid) | Output::Card(aid) | Output::Code(aid) | Output::Redirect(aid) => Some(*aid),
        _ => None,
    }
}

/// What is at a path, and its file.
fn what_is_at(site: Option<&Site>, path: &SitePath, aid: Option<AidIndex>) -> (Kind, Option<String>) {
    let Some(site) = site else { return (Kind::Site, None) };
    if let Some(aid) = aid {
        return (Kind::Aid, Some(site.aids[aid].shown.to_string()));
    }
    if site.outputs.contains_key(path) {
        return (Kind::Site, None);
    }
    match site.left_out_at(path) {
        None => (Kind::Gone, None),
        Some(file) if site.is_left_out_draft(&file.path) => (Kind::Draft, Some(file.shown.to_string())),
        Some(file) => (Kind::Unreadable, Some(file.shown.to_string())),
    }
}

/// The problems of one file; all are sorted by file.
fn of_file<'a>(diagnostics: &'a [Diagnostic], file: &str) -> &'a [Diagnostic] {
    let start = diagnostics.partition_point(|diagnostic| *diagnostic.file < *file);
    let rest = &diagnostics[start..];
    &rest[..rest.partition_point(|diagnostic| *diagnostic.file <= *file)]
}

fn has_asks(site: &Site, aid: AidIndex) -> bool {
    let front = &site.aids[aid].front;
    !front.asks.is_empty() || !front.asks_not.is_empty()
}

fn line_and_column(diagnostic: &Diagnostic) -> Option<(u32, u32)> {
    diagnostic.place.as_ref().map(|place| (place.line, place.column))
}

/// Why nothing, or nothing new, can be shown: the problems of the theme, or of the template that makes this page.
pub(super) fn what_stops_the_page(snapshot: &Snapshot, path: &SitePath) -> Vec<Diagnostic> {
    let Some(shown) = snapshot.shown.as_deref().filter(|_| !snapshot.stale) else {
        return snapshot.theme_errors.clone();
    };
    match shown.answer(path) {
        Answer::Broken(problem) => vec![*problem],
        _ => Vec::new(),
    }
}

fn reading(site: &Site, aid: AidIndex) -> Reading {
    let doc = &site.aids[aid].doc;
    Reading { words: doc.words, minutes: doc.words.div_ceil(WORDS_PER_MINUTE), steps: doc.steps }
}

fn card(shown: &Shown, aid: AidIndex) -> Option<CardFit> {
    let (card, page) = shown.laid_out_card(aid)?;
    Some(CardFit {
        page: page.to_string(),
        format: card.format.name,
        fit: card.layout.verdict.word(),
        size: card.layout.size,
        sides: card.layout.sides.len(),
    })
}

fn ask(site: &Site, aid: AidIndex, place: &AskPlace<'_>) -> Ask {
    let hit = |first: AidIndex| Hit { title: site.aids[first].title.clone(), page: site.pages[first].to_string() };
    Ask {
        query: place.query.to_owned(),
        top: place.top,
        place: place.place,
        first: place.first.filter(|&first| place.place != Some(1) && first != aid).map(hit),
    }
}

/// The problems of the files of which nothing is `said` yet.
fn elsewhere(snapshot: &Snapshot, said: &dyn Fn(&str) -> bool) -> Elsewhere {
    let groups = snapshot.diagnostics.chunk_by(|a, b| a.file == b.file);
    let mut groups: Vec<(Counts, &[Diagnostic])> =
        groups.filter(|group| !said(&group[0].file)).map(|group| (count(group), group)).collect();
    groups.sort_by_key(|(counts, _)| (counts.errors == 0, counts.warnings == 0));
    let site = snapshot.shown.as_deref().map(Shown::site);
    Elsewhere {
        counts: groups.iter().fold(Counts::default(), |sum, (counts, _)| sum.and(*counts)),
        files: groups.iter().take(MOST_FILES).map(|(counts, group)| in_short(*counts, group, site)).collect(),
        more_files: groups.len().saturating_sub(MOST_FILES),
    }
}

fn in_short(counts: Counts, problems: &[Diagnostic], site: Option<&Site>) -> FileProblems {
    let file = &problems[0].file;
    let aid = site.and_then(|site| Some((site, site.aid_at(&SitePath::new(file)?)?)));
    let gravest = problems.iter().map(|problem| problem.level).max();
    let first = problems.iter().find(|problem| Some(problem.level) == gravest);
    FileProblems {
        file: file.to_string(),
        page: aid.map(|(site, aid)| site.pages[aid].to_string()),
        counts,
        first: first.map_or_else(String::new, |problem| problem.message.clone()),
    }
}

/// How many problems of each level there are.
pub(super) fn count(problems: &[Diagnostic]) -> Counts {
    let of = |level: Level| problems.iter().filter(|problem| problem.level == level).count();
    Counts { errors: of(Level::Error), warnings: of(Level::Warning), infos: of(Level::Info) }
}

impl Counts {
    fn and(self, other: Self) -> Self {
        Self {
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }
}
