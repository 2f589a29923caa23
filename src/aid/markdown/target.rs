//! Where links and pictures point. Anything that a browser might run, or fetch from elsewhere unasked, is refused.

use crate::aid::doc::Target;
use crate::source::SitePath;
use std::borrow::Cow;

/// Endings of aids.
const MARKDOWN: [&str; 3] = ["md", "markdown", "mdx"];
/// Addresses outside the site that a link may have.
const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];
/// Before the id of an aid.
const ID_SCHEME: &str = "aid";

/// The target of a link in the file at `path`.
pub(super) fn of_link(path: &SitePath, address: &str) -> Target {
    let refused = || Target::Refused(address.to_owned());
    let address = address.trim();
    if address.is_empty() || address.contains(char::is_control) {
        return refused();
    }
    if let Some(anchor) = address.strip_prefix('#') {
        return Target::Anchor(decoded(anchor).into_owned());
    }
    if let Some((scheme, rest)) = scheme(address) {
        return match scheme.to_ascii_lowercase().as_str() {
            ID_SCHEME if !rest.is_empty() => Target::Id(decoded(rest).into_owned()),
            known if SCHEMES.contains(&known) => Target::External(address.to_owned()),
            _ => refused(),
        };
    }
    local(path, address).unwrap_or_else(refused)
}

/// The target of a picture: a file of the site.
pub(super) fn of_image(path: &SitePath, address: &str) -> Target {
    match of_link(path, address) {
        file @ Target::File { .. } => file,
        _ => Target::Refused(address.to_owned()),
    }
}

/// `scheme:rest`.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+.-".contains(&byte));
    is_scheme.then_some((scheme, rest))
}

/// A file of the site; `None` when the address leaves it or could be read as one of another kind.
fn local(path: &SitePath, address: &str) -> Option<Target> {
    let (file, anchor) = address.split_once('#').map_or((address, None), |(file, anchor)| (file, Some(anchor)));
    let file = file.split_once('?').map_or(file, |(file, _query)| file);
    let file = decoded(file);
    if file.starts_with(['/', '\\']) && file[1..].starts_with(['/', '\\']) {
        return None;
    }
    if file.is_empty() || file.contains(|c: char| c == ':' || c.is_control()) {
        return None;
    }
    let path = path.resolve(&file)?;
    let anchor = anchor.filter(|anchor| !anchor.is_empty()).map(|anchor| decoded(anchor).into_owned());
    let extension = path.name().rsplit_once('.').map_or("", |(_, extension)| extension);
    if MARKDOWN.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        Some(Target::Aid { path, anchor })
    } else {
        Some(Target::File { path, anchor })
    }
}

/// `%20` and the like decoded; as written when that gives no text.
fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |offset: usize| bytes.get(at + offset).and_then(|&byte| char::from(byte).to_digit(16));
        match (bytes[at], hex(1), hex(2)) {
            (b'%', Some(high), Some(low)) => {
                out.extend(u8::try_from(high * 16 + low));
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::{of_image, of_link};
    use crate::aid::doc::Target;
    use crate::source::SitePath;

    fn here() -> SitePath {
        SitePath::new("hall/press.md").expect("a path")
    }

    fn aid(path: &str, anchor: Option<&str>) -> Target {
        Target::Aid { path: SitePath::new(path).expect("a path"), anchor: anchor.map(str::to_owned) }
    }

    #[test]
    fn files_are_found_from_the_folder_of_the_aid() {
        assert_eq!(of_link(&here(), "a%20b.md#c%C3%A9"), aid("hall/a b.md", Some("cé")));
        assert_eq!(of_link(&here(), "../x.md?plain=1#"), aid("x.md", None));
        assert_eq!(of_link(&here(), "/x.md"), aid("x.md", None));
        assert_eq!(of_link(&here(), "#step-4"), Target::Anchor("step-4".to_owned()));
        assert_eq!(of_link(&here(), "aid:hall/lock-out"), Target::Id("hall/lock-out".to_owned()));
        assert!(matches!(of_link(&here(), "100%.pdf"), Target::File { path, .. } if path.name() == "100%.pdf"));
    }

    #[test]
    fn only_harmless_schemes_pass() {
        for address in ["https://a.example/x?y#z", "MAILTO:a@b.example", "tel:+49-1", "sms:1", "http://a"] {
            assert_eq!(of_link(&here(), address), Target::External(address.to_owned()));
        }
        let hostile = [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "javascript&colon;alert(1):",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "//evil.example",
            "\\\\evil.example",
            "/\\evil.example",
            "/%2fevil",
            "javascript%3Aalert(1)",
            "%6aavascript:x",
            "x/%00.md",
            "../../out.md",
            "%2e%2e/%2e%2e/out.md",
            "",
            "c:\\x",
            "blob:x",
            "?x",
            "intent://x",
            "view-source:x",
        ];
        for address in hostile {
            assert!(matches!(of_link(&here(), address), Target::Refused(_)), "{address:?}");
        }
    }

    #[test]
    fn pictures_are_files_of_the_site() {
        assert!(matches!(of_image(&here(), "a.png"), Target::File { .. }));
        for address in ["https://a.example/a.png", "data:image/png;base64,x", "a.md", "#x", "aid:x"] {
            assert!(matches!(of_image(&here(), address), Target::Refused(_)), "{address}");
        }
    }
}
