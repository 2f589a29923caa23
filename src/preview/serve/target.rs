//! The path of a request → a path of the output.

use crate::source::SitePath;
use percent_encoding::percent_decode_str;

/// The page that a folder shows.
pub(super) const INDEX: &str = "index.html";

/// What a request asks for; `None` for what no site has: parts that are empty, hidden or lead upwards, encoded slashes,
/// backslashes, control characters, and bytes that are no text.
pub(super) fn path(target: &str) -> Option<SitePath> {
    let parts = target.strip_prefix('/')?;
    let mut decoded = Vec::new();
    let mut parts = parts.split('/').peekable();
    while let Some(part) = parts.next() {
        let part = percent_decode_str(part).decode_utf8().ok()?;
        let is_last = parts.peek().is_none();
        match &*part {
            "" if is_last => decoded.push(INDEX.to_owned()),
            part if is_name(part) => decoded.push(part.to_owned()),
            _ => return None,
        }
    }
    SitePath::new(&decoded.join("/"))
}

/// Whether an output can have this name. `.nojekyll` is one that every site has.
fn is_name(part: &str) -> bool {
    let is_seen = !part.starts_with('.') || part == ".nojekyll";
    !part.is_empty() && is_seen && !part.contains(['/', '\\']) && !part.contains(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_request_leads_into_the_output_or_nowhere() {
        let leads = |target| path(target).map(|path| path.to_string());
        assert_eq!(leads("/").as_deref(), Some("index.html"));
        assert_eq!(leads("/a%20b/").as_deref(), Some("a b/index.html"));
        assert_eq!(leads("/a/caf%C3%A9.html").as_deref(), Some("a/café.html"));
        assert_eq!(leads("/.nojekyll").as_deref(), Some(".nojekyll"));
        let nowhere = [
            "",
            "*",
            "/../a",
            "/a/%2e%2e/b",
            "/a%2fb",
            "/a%5cb",
            "/a%00",
            "//a",
            "/.env",
            "/%2eenv",
            "/%c0%ae",
            "/a//",
        ];
        for target in nowhere {
            assert_eq!(leads(target), None, "{target}");
        }
    }
}
