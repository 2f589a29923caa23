//! Values of one piece: ids, dates, numbers, languages.

use super::{Located, VideoFile};
use crate::language::Language;
use crate::yaml::{Content, Node, Reader, Scalar};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A date that the hints show.
const EXAMPLE: &str = "write it as `2026-05-01`";

impl Reader<'_> {
    /// A slug: small letters, digits, `-` and `/`.
    pub(super) fn id(&mut self, node: &Node) -> Option<Located<String>> {
        let id = self.text(node)?;
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let valid = id.value.bytes().next().is_some_and(allowed)
            && id.value.bytes().all(|byte| allowed(byte) || matches!(byte, b'-' | b'/'));
        if !valid {
            let slug = slug(&id.value);
            let hint = if slug.is_empty() {
                "write small letters, digits, `-` and `/`, such as `press/reset-light-curtain`".to_owned()
            } else {
                format!("write `id: {slug}`")
            };
            self.refuse(node, format!("`{}` is not an id", id.value), hint);
        }
        valid.then_some(id)
    }

    /// A day of the calendar; the time of a date with time is left out.
    pub(super) fn date(&mut self, node: &Node) -> Option<Located<Date>> {
        let text = self.text(node)?;
        let date = parse_date(&text.value);
        if date.is_none() {
            let (message, hint) = date_problem(&text.value);
            self.refuse(node, message, hint);
        }
        Some(Located { value: date?, span: text.span })
    }

    /// A number that is not infinite.
    pub(super) fn number(&mut self, node: &Node) -> Option<f64> {
        let text = self.text(node)?;
        let number = text.value.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.refuse(node, format!("`{}` is not a number", text.value), "write a number, such as `10`");
        }
        number
    }

    pub(super) fn language(&mut self, node: &Node) -> Option<Located<Language>> {
        let text = self.text(node)?;
        let language = Language::new(&text.value.replace('_', "-"));
        if language.is_none() {
            self.refuse(node, format!("`{}` is not a language tag", text.value), "write a tag such as `en` or `pt-br`");
        }
        Some(Located { value: language?, span: text.span })
    }

    /// A file name, or a map.
    pub(super) fn video(&mut self, node: &Node) -> Option<Located<VideoFile>> {
        let mut video = VideoFile::default();
        if node.scalar().is_some() {
            video.src = self.text(node)?.value;
            return Some(Located { value: video, span: node.range.clone() });
        }
        for (key, value) in self.fields(node, &["src", "captions", "poster", "transcript", "seconds"])? {
            if key == "seconds" {
                video.seconds = self.whole(value, 1);
                continue;
            }
            let text = self.text(value).map(|text| text.value);
            match key {
                "src" => video.src = text.unwrap_or_default(),
                "captions" => video.captions = text,
                "poster" => video.poster = text,
                _ => video.transcript = text,
            }
        }
        if video.src.is_empty() {
            self.refuse(node, "`src` is missing", "name the file: `video: {src: reset.webm, captions: reset.en.vtt}`");
            return None;
        }
        Some(Located { value: video, span: node.range.clone() })
    }

    /// A free map, as JSON.
    pub(super) fn extra(&mut self, node: &Node) -> BTreeMap<String, serde_json::Value> {
        let pairs = self.pairs(node, "a map").unwrap_or_default();
        pairs.into_iter().map(|(key, value)| (key.value, json(value))).collect()
    }
}

/// A value as JSON; numbers that JSON cannot hold stay text.
fn json(node: &Node) -> serde_json::Value {
    use serde_json::Value;
    match &node.content {
        Content::Null => Value::Null,
        Content::Scalar(text, Scalar::Text) => Value::from(text.as_str()),
        Content::Scalar(text, Scalar::Bool) => Value::from(text.eq_ignore_ascii_case("true")),
        Content::Scalar(text, Scalar::Number) => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(number), _) => Value::from(number),
            (_, Ok(number)) if number.is_finite() => Value::from(number),
            _ => Value::from(text.as_str()),
        },
        Content::List(items) => items.iter().map(json).collect(),
        Content::Map(pairs) => pairs
            .iter()
            .filter_map(|(key, value)| Some((key.scalar()?.to_owned(), json(value))))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

/// The day of `2026-05-01`, also before a time.
fn parse_date(text: &str) -> Option<Date> {
    let day = text.get(..10)?;
    let time = &text[10..];
    let shape = day.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let is_time = time.is_empty() || time.starts_with(['T', 't', ' ']);
    (shape && is_time).then(|| day.parse().ok()).flatten()
}

/// What is wrong with a date, and how to mend it.
fn date_problem(text: &str) -> (String, String) {
    let letters = |letters: &str| text.chars().all(|c| letters.contains(c.to_ascii_lowercase()));
    if text.contains(|c: char| c.is_ascii_alphabetic()) && letters("ymdhs-/. :") {
        return (format!("`{text}` is a placeholder, not a date"), format!("{EXAMPLE}, or remove the key"));
    }
    let parts: Vec<u32> = text.split(['-', '/', '.']).map_while(|part| part.parse().ok()).collect();
    match parts[..] {
        [year, month, day] if year >= 1000 => {
            let padded = format!("{year:04}-{month:02}-{day:02}");
            if parse_date(&padded).is_some() {
                (format!("`{text}` is not a date as year-month-day"), format!("write it as `{padded}`"))
            } else {
                (format!("`{text}` is not a day of the calendar"), "mend the month or the day".to_owned())
            }
        }
        _ => (format!("`{text}` is not a date as year-month-day"), EXAMPLE.to_owned()),
    }
}

/// Text as an id: small letters and digits, anything else a `-`.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.to_lowercase().chars() {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            '/' if !slug.is_empty() => slug.push('/'),
            _ if !slug.is_empty() && !slug.ends_with(['-', '/']) => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches(['-', '/']).to_owned()
}
