//! Addresses of pages, as a browser wants them.

use crate::source::SitePath;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode, utf8_percent_encode};
use std::path::Path;

/// What stays as it is in a path: the unreserved characters of RFC 3986, some harmless others, and `/`. A `:` must not stay,
/// or `a:b.html` would be read as an address of the scheme `a`.
const PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'+')
    .remove(b',')
    .remove(b'=')
    .remove(b'@')
    .remove(b'(')
    .remove(b')');

/// A path percent-encoded.
pub(super) fn encode(path: &str) -> String {
    utf8_percent_encode(path, &PATH).to_string()
}

/// An id in the part of the print studio's address that lists ids with commas between them. `static/studio.js` reads it.
pub(super) fn encode_choice(id: &str) -> String {
    let escaped = id.replace('%', "%25").replace(',', "%2C");
    encode(&escaped).replace('&', "%26").replace('+', "%2B")
}

/// The address of a file on this machine, by its absolute path.
#[must_use]
pub fn file_address(path: &Path) -> String {
    format!("file://{}", percent_encode(path.as_os_str().as_encoded_bytes(), &PATH))
}

/// The address of `target` for a page at `from`: relative, and ending in a file name.
pub(super) fn href(from: &SitePath, target: &SitePath) -> String {
    encode(&from.relative(target))
}

/// The same with a place in the target.
pub(super) fn href_at(from: &SitePath, target: &SitePath, anchor: Option<&str>) -> String {
    match anchor {
        Some(anchor) if from == target => fragment(anchor),
        Some(anchor) => format!("{}{}", href(from, target), fragment(anchor)),
        None => href(from, target),
    }
}

/// `#anchor`.
pub(super) fn fragment(anchor: &str) -> String {
    format!("#{}", encode(anchor))
}

/// The absolute address of a page of the site.
pub(super) fn absolute(base_url: &str, path: &SitePath) -> String {
    format!("{base_url}{}", encode(path.as_str()))
}

/// `mailto:`, `tel:` or the address itself, when a contact is one.
pub(super) fn contact(contact: &str) -> Option<String> {
    let text = contact.trim();
    if text.starts_with("https://")
        || text.starts_with("http://")
        || text.starts_with("mailto:")
        || text.starts_with("tel:")
    {
        return Some(text.to_owned());
    }
    let is_mail = text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if is_mail && !text.contains(char::is_whitespace) {
        return Some(format!("mailto:{}", encode(text)));
    }
    let digits: String = text.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect();
    let is_phone = digits.len() >= 5 && text.chars().all(|c| c.is_ascii_digit() || " +-()/.".contains(c));
    is_phone.then(|| format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::{contact, encode};

    #[test]
    fn names_of_any_kind_become_addresses() {
        assert_eq!(encode("a b/é:.png"), "a%20b/%C3%A9%3A.png");
    }

    #[test]
    fn contacts_that_can_be_called_are_links() {
        assert_eq!(contact("+44 20 7946 0018").as_deref(), Some("tel:+442079460018"));
        assert_eq!(contact("a@b.org").as_deref(), Some("mailto:a@b.org"));
        assert_eq!(contact("ext 412"), None);
        assert_eq!(contact("javascript:alert(1)"), None);
    }
}
