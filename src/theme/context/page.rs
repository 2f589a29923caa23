//! The site, the page, links and persons: what every template gets.

use serde::Serialize;

/// `site`: the same on every page of one language.
#[derive(Clone, Debug, Serialize)]
pub struct SiteContext {
    /// Name of the site.
    pub title: String,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where the site will be, ending in `/`.
    pub base_url: Option<String>,
    /// How many aids it lists in this language.
    pub aid_count: usize,
    /// Who answers for aids, and whom to tell that one is missing.
    pub owner: Option<PersonContext>,
    /// The site has a style sheet of its own, `static/site.css`, to be loaded after the theme's.
    pub own_style: bool,
    /// Version of Kneeboard.
    pub generator: &'static str,
}

/// `page`: where the page is and how it relates to others.
#[derive(Clone, Debug, Serialize)]
pub struct PageContext {
    /// `aid`, `tombstone`, `redirect`, `home`, `facet`, `facet-value`, `a-z`, `changes`, `not-found`, `orphan`.
    pub kind: &'static str,
    /// Path in the output.
    pub path: String,
    /// `../` as often as needed to reach the root; empty at the root. Prefix of every theme file: `{{ page.root }}static/style.css`.
    pub root: String,
    /// Language tag of the page.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Title of the page alone, for `<title>` and `<h1>`.
    pub title: String,
    /// For search engines.
    pub description: Option<String>,
    /// Absolute address, when the site has a `base_url`.
    pub canonical: Option<String>,
    /// The home page of the page's language.
    pub home_href: String,
    /// The A–Z list of the page's language.
    pub a_z_href: String,
    /// The search engine's script in the page's language, to be loaded when somebody wants to search.
    pub search_href: String,
    /// The page of recent changes of the page's language.
    pub changes_href: String,
    /// The page that lists the packs of the page's language.
    pub studio_href: String,
    /// The Atom feed of the page's language.
    pub feed_href: String,
    /// The same page in every language that it exists in, this one included; empty when there is one only.
    pub languages: Vec<LanguageLink>,
    /// JSON-LD for search engines, escaped for a script element; aid pages only.
    pub json_ld_html: Option<String>,
}

/// A page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// Language tag.
    pub lang: String,
    /// The language's own name: `Español`.
    pub name: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The page.
    pub href: String,
    /// Absolute address, when the site has a `base_url`.
    pub absolute: Option<String>,
    /// It is this page.
    pub current: bool,
}

/// A link with a name.
#[derive(Clone, Debug, Serialize)]
pub struct LinkContext {
    /// What it is called.
    pub name: String,
    /// Where it leads; `null`: nowhere.
    pub href: Option<String>,
}

/// A person or group.
#[derive(Clone, Debug, Serialize)]
pub struct PersonContext {
    /// Name.
    pub name: String,
    /// As written.
    pub contact: Option<String>,
    /// `mailto:`, `tel:` or http address, when the contact is one.
    pub href: Option<String>,
}
