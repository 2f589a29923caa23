//! Layers of templates, styles, scripts and words: the site's own > the theme's > built in.
//!
//! In: the theme that the configuration names and the theme files of the site folder. Out: a [`Theme`] that renders a
//! template with one of the documented contexts of [`context`], and the files to publish beside the pages.

pub mod context;
mod error;
mod filters;
mod layer;
mod strings;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::language::Language;
use crate::source::{SitePath, Tree};
use layer::Layer;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use strings::Words;
use tera::{Context, Tera, Value};

/// A theme, ready to render.
pub struct Theme {
    /// One engine a language of the site: its words and filters differ.
    engines: Vec<Tera>,
    /// The words of every language of the site.
    words: Vec<Words>,
    /// Published files by their path in the output: `static/style.css`.
    files: BTreeMap<SitePath, Cow<'static, [u8]>>,
    layers: Vec<Layer>,
    /// Of all that went into it.
    fingerprint: u64,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("files", &self.files.keys()).finish_non_exhaustive()
    }
}

/// A value for a template, made once and shared by the pages that need it.
#[derive(Clone, Debug)]
pub struct Shared(Value);

impl Shared {
    /// The value as templates see it.
    #[must_use]
    pub fn new(value: &impl Serialize) -> Self {
        Self(Value::from_serializable(value))
    }
}

/// Loads the theme of a site. `None`: nothing can be rendered, and the problems say why.
#[must_use]
pub fn load(config: &Config, tree: &Tree) -> (Option<Theme>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let theme = layer::load(config, tree)
        .and_then(|layers| assemble(config, layers, &mut problems))
        .map_err(|fatal| problems.extend(fatal));
    (theme.ok(), problems)
}

/// Puts the layers together. Problems of words go to `notices`: English stands in.
fn assemble(config: &Config, layers: Vec<Layer>, notices: &mut Vec<Diagnostic>) -> Result<Theme, Vec<Diagnostic>> {
    let templates: Vec<(String, &str)> = layers.iter().flat_map(Layer::templates).collect();
    let mut base = Tera::new();
    // Words and scripts are escaped like pages: a template is never trusted with raw text.
    base.autoescape_on([""]);
    base.set_fallback_prefixes(layer::PREFIXES).expect("no template has been added yet");
    filters::register(&mut base, &Language::english(), &Words::default());
    base.add_raw_templates(templates).map_err(|error| vec![error::diagnose(&error, &layers, None)])?;
    let words: Vec<Words> = config.languages.iter().map(|language| strings::load(&layers, language, notices)).collect();
    let engines = config
        .languages
        .iter()
        .zip(&words)
        .map(|(language, words)| {
            let mut engine = base.clone();
            filters::register(&mut engine, language, words);
            engine.global_context().insert_value("t", words.value());
            engine
        })
        .collect();
    let mut files = BTreeMap::from([(layer::STYLE.clone(), layer::style(&layers).into())]);
    files.extend(layers.iter().rev().flat_map(Layer::published));
    let fingerprint = fingerprint(config, &layers);
    Ok(Theme { engines, words, files, layers, fingerprint })
}

/// Tells two themes apart within one run of the program.
fn fingerprint(config: &Config, layers: &[Layer]) -> u64 {
    let mut hasher = DefaultHasher::new();
    config.languages.iter().for_each(|language| language.tag().hash(&mut hasher));
    for layer in layers {
        for file in &layer.files {
            (layer.prefix, &file.path, &file.bytes).hash(&mut hasher);
        }
    }
    hasher.finish()
}

impl Theme {
    /// Whether both render the same.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }

    /// The files to publish.
    pub fn files(&self) -> impl Iterator<Item = &SitePath> {
        self.files.keys()
    }

    /// The bytes of a published file.
    #[must_use]
    pub fn file(&self, path: &SitePath) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// Renders a template with its values. `language` is the index of the page's language in the site's list, `page` what
    /// is being rendered, for the message of a failure.
    ///
    /// # Errors
    /// A [`crate::diagnostic::TEMPLATE`] problem at the template's place that also names the page.
    pub fn render(
        &self,
        template: &str,
        language: usize,
        values: Vec<(&'static str, Shared)>,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        for (name, value) in values {
            context.insert_value(name, value.0);
        }
        self.engines[language]
            .render(template, &context)
            .map_err(|error| Box::new(error::diagnose(&error, &self.layers, Some(page))))
    }

    /// A word of the interface in a language, by its dotted key; the key itself when there is none.
    #[must_use]
    pub fn word<'a>(&'a self, language: usize, key: &'a str) -> &'a str {
        self.words[language].get(key).unwrap_or(key)
    }

    /// The name of a month, from 1.
    #[must_use]
    pub fn month(&self, language: usize, month: i8) -> Option<String> {
        let index = usize::try_from(month).ok()?.checked_sub(1)?;
        self.words[language].list("months").get(index).cloned()
    }
}
