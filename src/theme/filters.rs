//! Filters of the templates beside Tera's own.

use super::strings::Words;
use crate::language::Language;
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use jiff::civil::Date;
use tera::value::Key;
use tera::{Kwargs, Map, State, Tera};
use unic_langid::LanguageIdentifier;

/// Registers `date` and `plural` for a language; what is there already under these names is replaced.
pub(super) fn register(engine: &mut Tera, language: &Language, words: &Words) {
    let pattern = words.get("date").unwrap_or("{year}-{month}-{day}").to_owned();
    let months = words.list("months");
    engine.register_filter("date", move |date: &str, _: Kwargs, _: &State<'_>| localise(date, &pattern, &months));
    let rules = plural_rules(language);
    engine.register_filter("plural", move |number: i64, arguments: Kwargs, _: &State<'_>| {
        let forms: &Map = arguments.must_get("forms")?;
        Ok::<_, tera::Error>(plural(number, forms, rules.as_ref()))
    });
}

/// `2026-05-01` → `1 May 2026`, by the language's pattern; what is no date stays as it is.
fn localise(date: &str, pattern: &str, months: &[String]) -> String {
    let Ok(parsed) = date.parse::<Date>() else { return date.to_owned() };
    let month = usize::try_from(parsed.month() - 1).ok().and_then(|index| months.get(index).cloned());
    pattern
        .replace("{day}", &parsed.day().to_string())
        .replace("{month}", &month.unwrap_or_else(|| format!("{:02}", parsed.month())))
        .replace("{year}", &parsed.year().to_string())
}

/// Plural rules (CLDR) of a language; of English for one without.
fn plural_rules(language: &Language) -> Option<PluralRules> {
    let tags = [language.tag(), language.primary(), "en"];
    tags.iter()
        .find_map(|tag| PluralRules::create(tag.parse::<LanguageIdentifier>().ok()?, PluralRuleType::CARDINAL).ok())
}

/// The form of a phrase for a number: `412 aids`. The number stands where the form says `{n}`.
fn plural(number: i64, forms: &Map, rules: Option<&PluralRules>) -> String {
    let category = match rules.and_then(|rules| rules.select(number.unsigned_abs()).ok()) {
        Some(PluralCategory::ZERO) => "zero",
        Some(PluralCategory::ONE) => "one",
        Some(PluralCategory::TWO) => "two",
        Some(PluralCategory::FEW) => "few",
        Some(PluralCategory::MANY) => "many",
        Some(PluralCategory::OTHER) | None => "other",
    };
    let form = |name: &'static str| forms.get(&Key::Str(name)).and_then(tera::Value::as_str);
    form(category).or_else(|| form("other")).unwrap_or("{n}").replace("{n}", &number.to_string())
}
