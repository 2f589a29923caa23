//! The keys of front matter, and the keys that people write instead.

use crate::value::Located;
use crate::yaml::{Reader, nearest};

/// Every key that is read.
pub(super) const KEYS: &[&str] = &[
    "title",
    "id",
    "need",
    "summary",
    "type",
    "moment",
    "tags",
    "roles",
    "locations",
    "equipment",
    "asks",
    "asks_not",
    "also_called",
    "aliases",
    "redirect_from",
    "tools",
    "parts",
    "ppe",
    "prerequisites",
    "hazards",
    "time",
    "result",
    "status",
    "owner",
    "approver",
    "approved",
    "rev",
    "effective",
    "expires",
    "changes",
    "reviewed",
    "last_reviewed_on",
    "reviewed_by",
    "review_note",
    "tried_on",
    "tried_by",
    "review_every",
    "review_in",
    "sources",
    "supersedes",
    "related",
    "lang",
    "translation_of",
    "translated_rev",
    "mode",
    "print",
    "video",
    "weight",
    "extra",
];

/// Keys of other generators that have an equal here.
const EQUALS: &[(&str, &str)] = &[
    ("author", "owner"),
    ("authors", "owner"),
    ("categories", "tags"),
    ("category", "tags"),
    ("date", "effective"),
    ("description", "summary"),
    ("draft", "status: draft"),
    ("duration", "time"),
    ("excerpt", "summary"),
    ("keywords", "also_called"),
    ("language", "lang"),
    ("last_modified_at", "changes"),
    ("lastmod", "changes"),
    ("locale", "lang"),
    ("nav_order", "weight"),
    ("order", "weight"),
    ("permalink", "id"),
    ("published", "status: draft"),
    ("sidebar_position", "weight"),
    ("slug", "id"),
    ("taxonomies", "tags"),
    ("url", "id"),
    ("version", "rev"),
];

/// Keys of other generators that have no equal and are no misspellings.
const FOREIGN: &[&str] = &[
    "comments",
    "cover",
    "image",
    "images",
    "layout",
    "menu",
    "nav_exclude",
    "parent",
    "params",
    "series",
    "sidebar",
    "sitemap",
    "template",
    "theme",
    "toc",
    "translations",
];

/// Reports a key that is not among [`KEYS`], and says where it goes.
pub(super) fn unknown(reader: &mut Reader<'_>, key: &Located<String>) {
    let name = key.value.as_str();
    let lower = name.to_lowercase();
    let under_extra = format!("`extra: {{{name}: …}}`");
    let equal = |name: &str| EQUALS.iter().find(|(foreign, _)| *foreign == name).map(|(_, equal)| *equal);
    let hint = if let Some(equal) = equal(&lower) {
        format!("write `{equal}`, or keep it for your theme as {under_extra}")
    } else if FOREIGN.contains(&lower.as_str()) {
        format!("keep it for your theme as {under_extra}")
    } else if let Some(nearest) = nearest(name, KEYS.iter().copied()) {
        format!("did you mean `{nearest}`?")
    } else if let Some(foreign) = nearest(name, EQUALS.iter().map(|(foreign, _)| *foreign)) {
        format!("did you mean `{foreign}`? Here it is `{}`", equal(foreign).unwrap_or(foreign))
    } else {
        format!("remove it, or keep it for your theme as {under_extra}")
    };
    reader.report(reader.codes.unknown_key, key.span.clone(), format!("unknown key `{name}`"), hint);
}
