//! Where the files of a theme come from.

use crate::config::Config;
use crate::diagnostic::{self, Diagnostic, closest};
use crate::source::{self, Kind, SitePath, Tree};
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The themes inside the binary.
static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes");
/// The built-in theme that lies below every other.
const BASE: &str = "default";
/// Template names of the layers, the strongest first. A template names the one below by its prefix:
/// `{% extends "builtin/aid.html" %}`.
pub(super) const PREFIXES: [&str; 3] = ["site/", "theme/", "builtin/"];

/// The style sheet of every page.
pub(super) static STYLE: LazyLock<SitePath> =
    LazyLock::new(|| SitePath::new("static/style.css").expect("a name is a path"));

/// One layer.
pub(super) struct Layer {
    /// One of [`PREFIXES`].
    pub(super) prefix: &'static str,
    /// Its files.
    pub(super) files: Vec<LayerFile>,
}

/// One file of a layer.
pub(super) struct LayerFile {
    /// Path in the theme: `templates/aid.html`, `static/style.css`, `strings/en.yaml`.
    pub(super) path: String,
    /// What diagnostics call it.
    pub(super) shown: Arc<str>,
    /// What it holds.
    pub(super) bytes: Cow<'static, [u8]>,
}

impl LayerFile {
    /// The file as text; templates and words that are not UTF-8 were refused when loading.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap_or_default()
    }
}

impl Layer {
    /// The templates, with the names by which the engine knows them.
    pub(super) fn templates(&self) -> impl Iterator<Item = (String, &str)> {
        self.files.iter().filter_map(|file| {
            let name = file.path.strip_prefix("templates/")?;
            Some((format!("{}{name}", self.prefix), file.text()))
        })
    }

    /// The files that are published as they are.
    pub(super) fn published(&self) -> impl Iterator<Item = (SitePath, Cow<'static, [u8]>)> {
        let published = self.files.iter().filter(|file| file.path.starts_with("static/"));
        published.filter_map(|file| Some((SitePath::new(&file.path)?, file.bytes.clone())))
    }

    /// The file at this path.
    pub(super) fn get(&self, path: &str) -> Option<&LayerFile> {
        self.files.iter().find(|file| file.path == path)
    }
}

/// The parts of the style sheet, `styles/*.css`, by name, each from the strongest layer that has it.
pub(super) fn style(layers: &[Layer]) -> Vec<u8> {
    let parts = layers.iter().rev().flat_map(|layer| &layer.files);
    let parts = parts.filter(|file| file.path.starts_with("styles/") && file.path.ends_with(".css"));
    let by_name: BTreeMap<&str, &LayerFile> = parts.map(|file| (file.path.as_str(), file)).collect();
    by_name.into_values().map(|file| file.bytes.as_ref()).collect::<Vec<_>>().join(&b'\n')
}

/// The layers of a site, the strongest first.
pub(super) fn load(config: &Config, tree: &Tree) -> Result<Vec<Layer>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let site = from_site(tree, "theme/", PREFIXES[0], &mut problems);
    let chosen = from_site(tree, &format!("themes/{}/", config.theme), PREFIXES[1], &mut problems);
    let mut layers = vec![site];
    if !chosen.files.is_empty() {
        layers.push(chosen);
    } else if config.theme != BASE {
        match BUILT_IN.get_dir(&config.theme) {
            Some(folder) => layers.push(from_binary(folder, PREFIXES[1])),
            None => problems.push(unknown_theme(config, tree)),
        }
    }
    layers.push(from_binary(BUILT_IN.get_dir(BASE).expect("the default theme is in the binary"), PREFIXES[2]));
    if problems.is_empty() { Ok(layers) } else { Err(problems) }
}

fn unknown_theme(config: &Config, tree: &Tree) -> Diagnostic {
    let own = tree.of(Kind::Theme).filter_map(|file| file.path.as_str().strip_prefix("themes/")?.split('/').next());
    let mut known: Vec<&str> = BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).chain(own).collect();
    known.sort_unstable();
    known.dedup();
    let message = format!("there is no theme `{}`", config.theme);
    let found = Diagnostic::in_file(&diagnostic::CONFIG_VALUE, &"kneeboard.yaml".into(), message);
    match closest(&config.theme, known.iter().copied()) {
        Some(near) => found.hint(format!("did you mean `{near}`?")),
        None => found.hint(format!("themes of this site: {}", known.join(", "))),
    }
}

fn from_site(tree: &Tree, folder: &str, prefix: &'static str, problems: &mut Vec<Diagnostic>) -> Layer {
    let mut files = Vec::new();
    for file in tree.of(Kind::Theme) {
        let Some(path) = file.path.as_str().strip_prefix(folder) else { continue };
        let is_text = path.starts_with("templates/") || path.starts_with("strings/");
        let bytes = if is_text { source::read_text(file).map(String::into_bytes) } else { source::read_bytes(file) };
        match bytes {
            Ok(bytes) => {
                files.push(LayerFile { path: path.to_owned(), shown: Arc::clone(&file.shown), bytes: bytes.into() });
            }
            Err(problem) => problems.push(problem),
        }
    }
    Layer { prefix, files }
}

fn from_binary(folder: &'static Dir<'static>, prefix: &'static str) -> Layer {
    let mut files = Vec::new();
    let mut folders = vec![folder];
    while let Some(next) = folders.pop() {
        folders.extend(next.dirs());
        files.extend(next.files().filter_map(|file| {
            let path = file.path().strip_prefix(folder.path()).ok()?.to_str()?.replace('\\', "/");
            let shown = format!("(built in) themes/{}", file.path().to_str()?);
            Some(LayerFile { path, shown: shown.into(), bytes: Cow::Borrowed(file.contents()) })
        }));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Layer { prefix, files }
}
