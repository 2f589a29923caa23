//! Short codes for texts: in the addresses of QR codes, and on printed copies.

use super::output::fixed_path;
use super::{AidIndex, Site, name};
use crate::source::SitePath;
use xxhash_rust::xxh3::xxh3_64;

/// The alphabet of codes that people read aloud: no I, L, O, U (Crockford's base 32). It is also part of the alphabet of
/// QR codes that takes the least room (ISO/IEC 18004, alphanumeric mode).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Letters of the code of an aid: one in 32⁷ pairs is alike, 1 in 700 sites of 10,000 aids.
const LENGTH: u32 = 7;

/// The first letters, 12 at most, of the hash of a text.
#[must_use]
pub fn letters(text: &str, count: u32) -> String {
    let hash = xxh3_64(text.as_bytes());
    (0..count.min(12)).map(|at| char::from(LETTERS[(hash >> (5 * at) & 31) as usize])).collect()
}

impl Site {
    /// What stands for an aid, in its language, in the address of its QR code.
    #[must_use]
    pub fn code(&self, aid: AidIndex) -> String {
        code(&self.id(aid), self.aids[aid].language.tag())
    }
}

/// What stands for an id and a language: for its address, which an alias keeps when a file with blanks gets another name.
fn code(id: &str, lang: &str) -> String {
    letters(&format!("{}\n{lang}", name::page_path(id, "")), LENGTH)
}

/// The page that the QR codes of an id and a language open: `Q/7KQ2M4R/index.html`, so that its address ends in a folder.
pub(super) fn page(id: &str, lang: &str) -> SitePath {
    fixed_path(&format!("Q/{}/index.html", code(id, lang)))
}
