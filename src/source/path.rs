//! Paths inside a site.

use crate::unicode::nfc;
use std::sync::Arc;

/// A path inside the site or its output: relative, parts joined by `/`, NFC, never empty, `.` or `..` as a part.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// The path, normalised: `\` and `/` part it, `.` and empty parts go, `..` takes a part back. `None` when it would
    /// leave the site or nothing is left.
    #[must_use]
    pub fn new(path: &str) -> Option<Self> {
        let is_normal =
            path.is_ascii() && !path.contains('\\') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if is_normal {
            return Some(Self(path.into()));
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split(['/', '\\']) {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        let joined = parts.join("/");
        if joined.is_empty() {
            return None;
        }
        Some(Self(nfc(&joined).into()))
    }

    /// `reference` as a link in a file at `self` would mean it; a leading `/` starts at the site's root. `None` when it
    /// leaves the site.
    #[must_use]
    pub fn resolve(&self, reference: &str) -> Option<Self> {
        match reference.strip_prefix('/') {
            Some(from_root) => Self::new(from_root),
            None => Self::new(&format!("{}/{reference}", self.folder())),
        }
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Everything before the last `/`; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// Everything after the last `/`.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |at| &self.0[at + 1..])
    }

    /// The name's ending after the last dot, in lower case; empty if there is none.
    #[must_use]
    pub fn extension(&self) -> String {
        match self.name().rfind('.') {
            Some(at) if at > 0 => self.name()[at + 1..].to_ascii_lowercase(),
            _ => String::new(),
        }
    }

    /// The path without its extension; a name that begins with its only dot is whole.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name_start = self.0.len() - self.name().len();
        self.name().rfind('.').filter(|&dot| dot > 0).map_or(&self.0, |dot| &self.0[..name_start + dot])
    }

    /// The path in lower case: some disks do not tell `A.html` from `a.html`.
    #[must_use]
    pub fn lower_case(&self) -> Self {
        let is_lower = self.0.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if is_lower { self.clone() } else { Self(self.0.to_lowercase().into()) }
    }

    /// How a page at `self` addresses `target`, both inside the output: relative, as text, not yet percent-encoded.
    #[must_use]
    pub fn relative(&self, target: &Self) -> String {
        // The folders that both share: up to the last `/` before the first difference.
        let same = self.0.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b).count();
        let shared = self.0.as_bytes()[..same].iter().rposition(|&byte| byte == b'/').map_or(0, |slash| slash + 1);
        let up = self.0.as_bytes()[shared..].iter().filter(|&&byte| byte == b'/').count();
        let mut out = String::with_capacity(3 * up + target.0.len() - shared);
        for _ in 0..up {
            out.push_str("../");
        }
        out.push_str(&target.0[shared..]);
        out
    }

    /// `../` as often as a page at `self` needs to reach the site's root; empty at the root.
    #[must_use]
    pub fn up(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl std::borrow::Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SitePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a path inside the site")
    }

    #[test]
    fn normalises_and_never_leaves_the_site() {
        assert_eq!(path("./a//b/../c.md").as_str(), "a/c.md");
        assert_eq!(path("e\u{301}.md").as_str(), "é.md");
        assert_eq!(SitePath::new("../x"), None);
        assert_eq!(SitePath::new("a/../../x"), None);
        assert_eq!(SitePath::new("."), None);
    }

    #[test]
    fn resolves_like_a_link() {
        assert_eq!(path("a/b.md").resolve("c.md"), Some(path("a/c.md")));
        assert_eq!(path("a/b.md").resolve("../c.md"), Some(path("c.md")));
        assert_eq!(path("a/b.md").resolve("/c.md"), Some(path("c.md")));
        assert_eq!(path("a/b.md").resolve("../../c.md"), None);
    }

    #[test]
    fn relative_paths_work_under_any_root() {
        assert_eq!(path("a/b.html").relative(&path("a/c.html")), "c.html");
        assert_eq!(path("a/b/c.html").relative(&path("a/d/e.html")), "../d/e.html");
        assert_eq!(path("c.html").relative(&path("a/d.html")), "a/d.html");
        assert_eq!(path("a/b/c.html").relative(&path("d.html")), "../../d.html");
        assert_eq!(path("a/b/c.html").up(), "../../");
    }

    #[test]
    fn a_stem_keeps_folders_and_inner_dots() {
        assert_eq!(path("a.b/c.es.md").stem(), "a.b/c.es");
        assert_eq!(path("a.b/c").stem(), "a.b/c");
        assert_eq!(path("a/..md").stem(), "a/.");
    }
}
