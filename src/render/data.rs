//! Every aid as data: `aids.json`.

use super::Renderer;
use super::address::encode;
use super::aid::result;
use crate::aid::front_matter::{Located, Moment, Status};
use crate::value::{AidType, Person};
use serde::Serialize;

/// What a `<meta>` cannot say to a browser, for hosts that read a `_headers` file. The print studio frames the site's cards.
pub(super) const HEADERS: &str = "/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  X-Frame-Options: SAMEORIGIN
  Content-Security-Policy: frame-ancestors 'self'
  Permissions-Policy: camera=(), geolocation=(), microphone=()
";

/// `aids.json`. The README describes it; new fields may come, none changes its meaning.
#[derive(Serialize)]
struct AidsJson<'a> {
    /// Version of this format.
    version: u32,
    title: &'a str,
    base_url: Option<&'a str>,
    languages: Vec<&'a str>,
    aids: Vec<AidJson<'a>>,
}

/// One aid in one language.
#[derive(Serialize)]
struct AidJson<'a> {
    id: String,
    /// Relative to `aids.json`.
    href: String,
    lang: &'a str,
    title: &'a str,
    #[serde(rename = "type")]
    kind: AidType,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    moment: &'a [Moment],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    equipment: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asks: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also_called: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rev: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a Person>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StepJson>,
}

/// A step as plain text.
#[derive(Serialize)]
struct StepJson {
    number: u32,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<String>,
}

impl Renderer {
    /// All published aids, one a line, in the order of their paths.
    pub(super) fn aids_json(&self) -> String {
        let site = &self.site;
        let aids = (0..site.aids.len()).map(|aid| self.aid_json(aid)).collect();
        let data = AidsJson {
            version: 1,
            title: &site.config.title.default,
            base_url: site.config.base_url.as_deref(),
            languages: site.config.languages.iter().map(crate::language::Language::tag).collect(),
            aids,
        };
        let mut text = serde_json::to_string(&data).expect("plain structs are JSON");
        text.push('\n');
        text
    }

    fn aid_json(&self, index: usize) -> AidJson<'_> {
        let site = &self.site;
        let aid = &site.aids[index];
        let front = &aid.front;
        AidJson {
            id: site.id(index),
            href: encode(site.pages[index].as_str()),
            lang: aid.language.tag(),
            title: &aid.title,
            kind: aid.kind,
            status: front.status,
            need: text(&front.need),
            summary: text(&front.summary),
            moment: &front.moment,
            tags: texts(&front.tags),
            roles: texts(&front.roles),
            locations: texts(&front.locations),
            equipment: texts(&front.equipment),
            asks: front.asks.iter().map(|ask| ask.value.query.as_str()).collect(),
            also_called: texts(&front.also_called),
            rev: text(&front.rev),
            effective: front.effective.as_ref().map(|date| date.value.to_string()),
            expires: front.expires.as_ref().map(|date| date.value.to_string()),
            changed: site.changed(index).map(|date| date.to_string()),
            review_due: site.review_due(index).map(|date| date.to_string()),
            owner: front.owner.as_ref().or(site.config.owner.as_ref()),
            steps: if site.is_withdrawn(index) { Vec::new() } else { self.steps_json(index) },
        }
    }

    fn steps_json(&self, index: usize) -> Vec<StepJson> {
        let step = |step: &crate::aid::doc::Step| StepJson {
            number: step.number,
            text: self.site.plain(&step.command),
            result: result(step).map(|text| self.site.plain(text)),
        };
        self.site.aids[index].doc.all_steps().map(step).collect()
    }
}

fn text(located: &Option<Located<String>>) -> Option<&str> {
    located.as_ref().map(|located| located.value.as_str())
}

fn texts(located: &[Located<String>]) -> Vec<&str> {
    located.iter().map(|located| located.value.as_str()).collect()
}
