//! The page of an aid.

use super::Renderer;
use super::address::{absolute, fragment, href};
use super::blocks::mode_name;
use super::html::Html;
use crate::aid::doc::{Block, BlockKind, Detail, Step};
use crate::aid::front_matter::{Located, Status, Thing};
use crate::aid::{Aid, FrontMatter};
use crate::diagnostic::Diagnostic;
use crate::site::{AidIndex, Validity};
use crate::source::SitePath;
use crate::theme::Shared;
use crate::theme::context::{
    AidContext, AidFacetContext, CardContext, ChangeContext, LinkContext, PageContext, SourceContext, ThingContext,
};
use crate::value::AidType;
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::collections::HashSet;

impl Renderer {
    /// The page of an aid; a tombstone for a withdrawn one.
    pub(super) fn aid_page(&self, aid: AidIndex) -> Result<String, Box<Diagnostic>> {
        let site = &self.site;
        let path = &site.pages[aid];
        let language = site.language_index(aid);
        let (kind, template) =
            if site.is_withdrawn(aid) { ("tombstone", "tombstone.html") } else { ("aid", "aid.html") };
        let source = &site.aids[aid];
        let mut page = self.page(kind, path, language, &source.title);
        page.lang = source.language.to_string();
        page.dir = source.language.direction();
        page.description = source.front.summary.as_ref().or(source.front.need.as_ref()).map(|text| text.value.clone());
        page.languages = self.translations(aid);
        page.json_ld_html = Some(self.json_ld(aid, &page));
        let context = self.aid_context(aid, path, language);
        let values = vec![("page", Shared::new(&page)), ("aid", Shared::new(&context))];
        self.template(template, language, values, &source.shown)
    }

    fn aid_context(&self, aid: AidIndex, path: &SitePath, language: usize) -> AidContext {
        let site = &self.site;
        let source = &site.aids[aid];
        let front = &source.front;
        let html = Html { renderer: self, aid, page: path, language, explained: RefCell::new(HashSet::new()) };
        let owner = front.owner.as_ref().or(site.config.owner.as_ref());
        let withdrawn = site.is_withdrawn(aid);
        let blocks = if withdrawn { Vec::new() } else { html.body(&source.doc.blocks) };
        let whole = front.hazards.iter().filter(|note| note.value.at.is_none_or(|at| !source.doc.has_step(at)));
        AidContext {
            id: site.id(aid),
            edition: super::edition::context(site, aid),
            card_href: self.card_href(aid, path),
            title: source.title.clone(),
            kind: source.kind.word(),
            need: value(&front.need),
            summary: value(&front.summary),
            time: front.time.as_ref().map(|time| time.value.text.clone()),
            result: value(&front.result),
            mode: front.mode.map(mode_name),
            status: match front.status {
                Status::Draft => "draft",
                Status::Active => "active",
                Status::Withdrawn => "withdrawn",
            },
            validity: match site.validity(aid) {
                Validity::Pending => Some("pending"),
                Validity::Current => None,
                Validity::Expired => Some("expired"),
            },
            effective: date(&front.effective),
            expires: date(&front.expires),
            rev: value(&front.rev),
            owner: owner.map(super::person),
            approver: front.approver.clone(),
            approved: date(&front.approved),
            reviewed: date(&front.reviewed),
            reviewed_by: front.reviewed_by.clone(),
            tried_on: date(&front.tried_on),
            tried_by: front.tried_by.clone(),
            review_due: site.review_due(aid).map(|date| date.to_string()),
            facets: self.aid_facets(aid, path, language),
            tools: things(&front.tools),
            parts: things(&front.parts),
            ppe: things(&front.ppe),
            prerequisites: front.prerequisites.iter().map(|entry| self.prerequisite(aid, path, entry)).collect(),
            hazards: whole.map(|note| html.hazard_note(&note.value)).collect(),
            blocks,
            headings: if withdrawn { Vec::new() } else { self.headings(aid) },
            steps: source.doc.steps,
            items: items(source),
            video: html.front_video(),
            changes: changes(front),
            sources: sources(front),
            related: self.related(aid, path, language),
            supersedes: self.supersedes(aid, path, language),
            superseded_by: self.superseded_by(aid, path, language),
            also_called: front.also_called.iter().map(|name| name.value.clone()).collect(),
            translation_stale: self.is_stale(aid),
            translation_of: self.source_of(aid).map(|source| self.link_to_itself(source, path)),
            extra: front.extra.clone(),
        }
    }

    /// The page of the aid's card.
    fn card_href(&self, aid: AidIndex, path: &SitePath) -> Option<String> {
        self.site.card(aid).map(|card| href(path, card))
    }

    /// The headings of level 2.
    fn headings(&self, aid: AidIndex) -> Vec<LinkContext> {
        let link = |block: &Block| match &block.kind {
            BlockKind::Heading { level: 2, anchor, text } => {
                Some(LinkContext { name: self.site.plain(text), href: Some(fragment(anchor)) })
            }
            _ => None,
        };
        self.site.aids[aid].doc.blocks.iter().filter_map(link).collect()
    }

    fn related(&self, aid: AidIndex, path: &SitePath, language: usize) -> Vec<CardContext> {
        let related = self.site.aids[aid].front.related.iter();
        related
            .filter_map(|entry| self.site.aid_with_id(&entry.value))
            .map(|other| self.card(self.site.in_language(other, language), path, language))
            .collect()
    }

    fn supersedes(&self, aid: AidIndex, path: &SitePath, language: usize) -> Vec<LinkContext> {
        let old = self.site.aids[aid].front.supersedes.iter();
        old.filter_map(|entry| self.site.aid_with_id(&entry.value))
            .map(|other| self.link_to(other, path, language))
            .collect()
    }

    /// A translation is replaced together with the aid that it translates.
    fn superseded_by(&self, aid: AidIndex, path: &SitePath, language: usize) -> Vec<LinkContext> {
        let site = &self.site;
        let group = site.groups[site.group_of[aid]].aids.iter();
        let mut newer: Vec<AidIndex> = group
            .flat_map(|&member| site.superseded_by(member))
            .map(|&other| site.in_language(other, language))
            .collect();
        newer.sort_unstable();
        newer.dedup();
        newer.into_iter().map(|other| self.link_to(other, path, language)).collect()
    }

    /// The aid that this one translates: the first of its group, in the site's default language.
    fn source_of(&self, aid: AidIndex) -> Option<AidIndex> {
        let first = self.site.groups[self.site.group_of[aid]].aids[0];
        (first != aid).then_some(first)
    }

    /// Whether the source has a rev other than the one that the translation follows.
    fn is_stale(&self, aid: AidIndex) -> bool {
        let follows = self.site.aids[aid].front.translated_rev.as_ref();
        let source = self.source_of(aid).and_then(|source| self.site.aids[source].front.rev.as_ref());
        matches!((follows, source), (Some(follows), Some(source)) if follows.value != source.value)
    }

    fn prerequisite(&self, aid: AidIndex, path: &SitePath, entry: &Located<String>) -> LinkContext {
        let language = self.site.language_index(aid);
        match entry.value.strip_prefix("aid:") {
            Some(id) => match self.site.aid_with_id(id) {
                Some(other) => self.link_to(other, path, language),
                None => LinkContext { name: id.to_owned(), href: None },
            },
            None => LinkContext { name: entry.value.clone(), href: None },
        }
    }

    fn aid_facets(&self, aid: AidIndex, path: &SitePath, language: usize) -> Vec<AidFacetContext> {
        let site = &self.site;
        site.facets_of(aid, language)
            .into_iter()
            .map(|(kind, values)| AidFacetContext {
                kind: kind.word(),
                values: values
                    .into_iter()
                    .map(|value| LinkContext {
                        href: Some(href(path, &site.facet_value(language, kind, &value.slug, 0))),
                        name: value.label.clone(),
                    })
                    .collect(),
            })
            .collect()
    }

    /// Data for search engines in the vocabulary of schema.org, ready for a script element.
    fn json_ld(&self, aid: AidIndex, page: &PageContext) -> String {
        let site = &self.site;
        let source = &site.aids[aid];
        let front = &source.front;
        let is_how_to = matches!(source.kind, AidType::Procedure | AidType::Checklist | AidType::Troubleshooting);
        let mut data = json!({
            "@context": "https://schema.org",
            "@type": if is_how_to { "HowTo" } else { "LearningResource" },
            "name": source.title,
            "inLanguage": source.language.tag(),
        });
        let mut set = |key: &str, value: Option<Json>| {
            if let Some(value) = value {
                data[key] = value;
            }
        };
        set("description", page.description.clone().map(Json::from));
        set("url", site.config.base_url.as_ref().map(|base| absolute(base, &site.pages[aid]).into()));
        set("dateModified", site.changed(aid).map(|date| date.to_string().into()));
        set("version", front.rev.as_ref().map(|rev| rev.value.clone().into()));
        set("teaches", front.need.as_ref().filter(|_| !is_how_to).map(|need| need.value.clone().into()));
        if is_how_to {
            set("totalTime", front.time.as_ref().map(|time| iso_duration(&time.value).into()));
            let named = |kind: &str, things: &[Thing]| {
                let list: Vec<Json> = things.iter().map(|thing| json!({ "@type": kind, "name": thing.name })).collect();
                (!list.is_empty()).then_some(Json::Array(list))
            };
            set("tool", named("HowToTool", &front.tools));
            set("supply", named("HowToSupply", &front.parts));
            let steps: Vec<Json> = source
                .doc
                .all_steps()
                .filter(|_| !site.is_withdrawn(aid))
                .map(|step| json!({ "@type": "HowToStep", "position": step.number, "text": site.plain(&step.command) }))
                .collect();
            set("step", (!steps.is_empty()).then_some(Json::Array(steps)));
        }
        // `<` could end the script element; as an escape it means the same to JSON.
        data.to_string().replace('<', "\\u003c")
    }
}

/// What is seen after a step.
pub(super) fn result(step: &Step) -> Option<&[crate::aid::doc::Inline]> {
    step.details.iter().find_map(|detail| if let Detail::Result(text) = detail { Some(text.as_slice()) } else { None })
}

fn items(aid: &Aid) -> u32 {
    let lists = aid.doc.blocks.iter().map(|block| match &block.kind {
        BlockKind::Checklist(list) => list.items.len(),
        _ => 0,
    });
    u32::try_from(lists.sum::<usize>()).unwrap_or(u32::MAX)
}

fn value(located: &Option<Located<String>>) -> Option<String> {
    located.as_ref().map(|located| located.value.clone())
}

fn date(located: &Option<Located<jiff::civil::Date>>) -> Option<String> {
    located.as_ref().map(|located| located.value.to_string())
}

fn things(things: &[Thing]) -> Vec<ThingContext> {
    let thing =
        |thing: &Thing| ThingContext { name: thing.name.clone(), qty: thing.qty.clone(), note: thing.note.clone() };
    things.iter().map(thing).collect()
}

fn changes(front: &FrontMatter) -> Vec<ChangeContext> {
    let change = |change: &Located<crate::aid::front_matter::Change>| ChangeContext {
        rev: change.value.rev.clone(),
        date: change.value.date.map(|date| date.to_string()),
        minor: change.value.minor,
        steps: change.value.steps.clone(),
        note: change.value.note.clone(),
    };
    front.changes.iter().map(change).collect()
}

fn sources(front: &FrontMatter) -> Vec<SourceContext> {
    let source = |source: &Located<crate::aid::front_matter::Reference>| SourceContext {
        title: source.value.title.clone(),
        edition: source.value.edition.clone(),
        checked: source.value.checked.map(|date| date.to_string()),
        href: source.value.url.clone(),
    };
    front.sources.iter().map(source).collect()
}

/// ISO 8601, as schema.org wants it: `PT10M`.
fn iso_duration(duration: &crate::value::Duration) -> String {
    let part = |number: u32, letter: char| if number == 0 { String::new() } else { format!("{number}{letter}") };
    let seconds = duration.seconds;
    let date = part(duration.months, 'M') + &part(duration.days, 'D');
    let time = part(seconds / 3600, 'H') + &part(seconds % 3600 / 60, 'M') + &part(seconds % 60, 'S');
    match (date.is_empty(), time.is_empty()) {
        (true, true) => "PT0S".to_owned(),
        (false, true) => format!("P{date}"),
        _ => format!("P{date}T{time}"),
    }
}
