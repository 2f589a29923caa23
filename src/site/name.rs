//! Names of output files: lower case, safe on every file system (FAT included) and readable in an address.

use crate::source::SitePath;
use crate::unicode::is_mark;

/// Names that Windows keeps for devices, whatever follows a dot.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];
/// The longest name of one part, in bytes, with room for an ending.
const MAX_PART_BYTES: usize = 200;
/// Values of facets nest this deep; what is deeper becomes one part, so that no path grows longer than disks can hold.
pub(super) const MAX_DEPTH: usize = 8;

/// The output path of a file whose path without extension is `stem`: every part made safe, then `ending`.
pub(super) fn page_path(stem: &str, ending: &str) -> SitePath {
    if stem.split('/').all(is_safe) {
        return site_path(&format!("{stem}{ending}"));
    }
    let safe: Vec<String> = stem.split('/').map(|part| safe_part(part, Dots::Keep)).collect();
    site_path(&format!("{}{ending}", safe.join("/")))
}

fn site_path(path: &str) -> SitePath {
    SitePath::new(path).unwrap_or_else(|| SitePath::new("page.html").expect("a file name is a path"))
}

/// Whether [`safe_part`] leaves the part as it is: most names are small letters, digits and hyphens. Says no when in doubt.
fn is_safe(part: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let (first, last) = (part.bytes().next(), part.bytes().next_back());
    first.is_some_and(is_plain)
        && last.is_some_and(is_plain)
        && part.bytes().all(|byte| is_plain(byte) || matches!(byte, b'-' | b'_' | b'.'))
        && !part.contains("--")
        && part.len() <= MAX_PART_BYTES
        && !is_device(part.split('.').next().unwrap_or(part))
}

/// A facet value as a path: `Hall 1/Filler` → `hall-1/filler`.
pub(super) fn slug(value: &str) -> String {
    let mut parts: Vec<String> =
        value.split('/').filter(|part| !part.trim().is_empty()).map(|part| safe_part(part, Dots::Replace)).collect();
    if parts.len() > MAX_DEPTH {
        let deepest = parts.split_off(MAX_DEPTH - 1).join("-");
        parts.push(shorten(deepest));
    }
    parts.join("/")
}

/// Whether any part of the path had to be changed by more than case and spaces for other disks' sake.
pub(super) fn is_reserved(path: &SitePath) -> bool {
    path.as_str().split('/').any(|part| {
        if is_safe(part) {
            return false;
        }
        let stem = part.split('.').next().unwrap_or(part);
        is_device(&stem.to_lowercase()) || part.ends_with(['.', ' ']) || part.len() > MAX_PART_BYTES
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dots {
    /// `press.es` stays.
    Keep,
    /// Dots are for page numbers and languages.
    Replace,
}

/// Lower case; what is not a letter, a digit or one of `-_.+~!@,=()` becomes one `-`. A part with no letter or digit (`[[`)
/// is spelt as code points, so that it keeps a name of its own.
fn safe_part(part: &str, dots: Dots) -> String {
    let trimmed = part.trim_matches([' ', '.']);
    let mut out = String::with_capacity(part.len());
    if trimmed.chars().any(char::is_alphanumeric) {
        for letter in trimmed.chars().flat_map(char::to_lowercase) {
            match letter {
                '.' if dots == Dots::Replace => push_hyphen(&mut out),
                '_' | '.' | '+' | '~' | '!' | '@' | ',' | '=' | '(' | ')' => out.push(letter),
                _ if letter.is_alphanumeric() || is_mark(letter) => out.push(letter),
                _ => push_hyphen(&mut out),
            }
        }
        while out.ends_with('-') && !trimmed.ends_with('-') {
            out.pop();
        }
    } else {
        let codes: Vec<String> = part.chars().map(|letter| format!("u{:04x}", u32::from(letter))).collect();
        out = codes.join("-");
    }
    if is_device(out.split('.').next().unwrap_or(&out)) {
        out.insert(0, '_');
    }
    shorten(out)
}

fn push_hyphen(out: &mut String) {
    if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
}

fn is_device(stem: &str) -> bool {
    matches!(stem.len(), 3 | 4) && DEVICES.contains(&stem)
}

/// Cuts a very long name and keeps it apart from its like by a hash of the whole.
fn shorten(name: String) -> String {
    if name.len() <= MAX_PART_BYTES {
        return name;
    }
    let mut end = MAX_PART_BYTES - 17;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{:016x}", &name[..end], fnv1a(name.as_bytes()))
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): stable over versions, and all that a file name needs.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{page_path, slug};

    fn page(stem: &str) -> String {
        page_path(stem, ".html").to_string()
    }

    #[test]
    fn names_are_lower_case_and_safe_on_every_disk() {
        assert_eq!(page("Press Reset"), "press-reset.html");
        assert_eq!(page("press.es"), "press.es.html");
        assert_eq!(page("g++"), "g++.html");
        assert_eq!(page("a:b?c*d"), "a-b-c-d.html");
        assert_eq!(page("Öl prüfen"), "öl-prüfen.html");
        assert_eq!(page("con"), "_con.html");
        assert_eq!(page("nul.es"), "_nul.es.html");
        assert_eq!(page("it’s"), "it-s.html");
    }

    #[test]
    fn names_of_signs_only_stay_apart() {
        assert_eq!(page("["), "u005b.html");
        assert_ne!(page("["), page("[["));
        assert_ne!(page("!"), page("^"));
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let (a, b) = (page(&"a".repeat(300)), page(&"a".repeat(301)));
        assert!(a.len() < 255 && a != b);
    }

    #[test]
    fn facet_values_nest() {
        assert_eq!(slug("Hall 1/Filler"), "hall-1/filler");
        assert_eq!(slug("v1.2"), "v1-2");
        assert_eq!(slug("a/b/c/d/e/f/g/h/i"), "a/b/c/d/e/f/g/h-i");
        assert!(slug(&"a/".repeat(5_000)).len() < 300);
    }
}
