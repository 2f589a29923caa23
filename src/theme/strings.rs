//! The words of the interface: `strings/LANGUAGE.yaml` of every layer, one over the other, English below all.

use super::layer::Layer;
use crate::diagnostic::{self, Diagnostic};
use crate::language::Language;
use crate::yaml;
use serde_json::{Map, Value as Json};

/// The words of one language.
#[derive(Clone, Debug, Default)]
pub(super) struct Words(Map<String, Json>);

impl Words {
    /// The words as templates see them.
    pub(super) fn value(&self) -> tera::Value {
        tera::Value::from_serializable(&self.0)
    }

    /// The word under a dotted key: `type.procedure`.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        let (last, parents) =
            key.split('.').collect::<Vec<_>>().split_last().map(|(last, rest)| (*last, rest.to_vec()))?;
        parents.into_iter().try_fold(&self.0, |map, part| map.get(part)?.as_object())?.get(last)?.as_str()
    }

    /// The list under a key of the top level.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        let entries = self.0.get(key).and_then(Json::as_array);
        entries.into_iter().flatten().filter_map(|entry| entry.as_str().map(str::to_owned)).collect()
    }
}

/// Loads the words of a language: what it lacks comes from its main language (`pt` for `pt-br`), then from English.
pub(super) fn load(layers: &[Layer], language: &Language, problems: &mut Vec<Diagnostic>) -> Words {
    let mut tags = vec!["en", language.primary(), language.tag()];
    tags.dedup();
    let mut words = Map::new();
    let has_words = |tag: &str| layers.iter().any(|layer| layer.get(&format!("strings/{tag}.yaml")).is_some());
    if !has_words(language.tag()) && !has_words(language.primary()) {
        let message = format!("the theme has no words in `{language}`; its pages speak English around the aids");
        problems.push(Diagnostic::in_file(&diagnostic::NO_WORDS, &"kneeboard.yaml".into(), message).hint(format!(
            "translate `themes/default/strings/en.yaml` and save it as `theme/strings/{language}.yaml`"
        )));
    }
    for tag in tags {
        for layer in layers.iter().rev() {
            let Some(file) = layer.get(&format!("strings/{tag}.yaml")) else { continue };
            match yaml::read_json(file.text()) {
                Ok(Json::Object(more)) => merge(&mut words, more),
                Ok(Json::Null) => {}
                Ok(_) => problems.push(
                    Diagnostic::in_file(&diagnostic::BAD_CONFIG, &file.shown, "words must be `key: text` lines")
                        .hint("see `themes/default/strings/en.yaml`"),
                ),
                Err(problem) => problems.push(Diagnostic::at(
                    &diagnostic::BAD_CONFIG,
                    &file.shown,
                    file.text(),
                    problem.range,
                    problem.message,
                )),
            }
        }
    }
    Words(words)
}

/// Lays `over` upon `below`, maps key by key.
fn merge(below: &mut Map<String, Json>, over: Map<String, Json>) {
    for (key, value) in over {
        match (below.get_mut(&key), value) {
            (Some(Json::Object(existing)), Json::Object(more)) => merge(existing, more),
            (_, value) => {
                below.insert(key, value);
            }
        }
    }
}
