//! QR codes (ISO/IEC 18004) of printed editions.

use super::edition::Edition;
use crate::site::Site;
use qrcode::bits::{Bits, encode_auto};
use qrcode::{Color, EcLevel, QrCode, Version};
use std::fmt::Write as _;

/// White modules around a code, on each side.
const QUIET: usize = 4;
/// The smallest module that a phone reads from paper, in mm: 4 dots at 300 dpi.
pub const LEAST_MODULE: f64 = 0.33;

/// Letters of upper case that take less room in a segment of their own, its head included.
const WORTH_A_SEGMENT: usize = 8;

/// A QR code, ready to draw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// Modules on a side, the white ones around it included: the size of the view box.
    pub units: usize,
    /// SVG path of the dark modules.
    pub path: String,
}

/// The address in the code of an edition: `HTTPS://HOST/Q/CODE/#REV.CHECKWORD`. Upper case takes two thirds of the room.
/// `None` for a site that does not know its own address.
#[must_use]
pub fn address(site: &Site, edition: &Edition) -> Option<String> {
    let base = site.config.base_url.as_ref()?;
    let (scheme, rest) = base.split_once("://")?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let rev: String = edition.rev.iter().flat_map(|rev| rev.bytes()).fold(String::new(), |mut rev, byte| {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' => rev.push(char::from(byte.to_ascii_uppercase())),
            _ => {
                let _ = write!(rev, "%{byte:02X}");
            }
        }
        rev
    });
    // A name of other letters than ASCII's may be another one in upper case: STRASSE is not straße.
    let (scheme, host) = (scheme.to_ascii_uppercase(), host.to_ascii_uppercase());
    Some(format!("{scheme}://{host}/{path}Q/{}/#{rev}.{}", edition.code, edition.fingerprint()))
}

/// The code of a text; `None` for one that is too long.
#[must_use]
pub fn code(text: &str) -> Option<Qr> {
    let code = QrCode::with_bits(shortest(text)?, EcLevel::L).ok()?;
    let width = code.width();
    let colours = code.into_colors();
    let mut path = String::new();
    for (y, row) in colours.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let length = row[x..].iter().take_while(|colour| **colour == Color::Dark).count();
            if length > 0 {
                let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
            }
            x += length.max(1);
        }
    }
    Some(Qr { units: width + 2 * QUIET, path })
}

/// Modules on a side of the code of a text, the white ones around it included, as in [`Qr::units`]. Much cheaper than the code.
#[must_use]
pub fn units(text: &str) -> Option<usize> {
    shortest(text).map(|bits| usize::from(bits.version().width().unsigned_abs()) + 2 * QUIET)
}

/// A text in the bits of the smallest code that holds it.
fn shortest(text: &str) -> Option<Bits> {
    // The encoder divides a text into segments by itself, but sees no gain in a short one of bytes between two of upper case.
    let whole = encode_auto(text.as_bytes(), EcLevel::L).ok();
    [in_segments(text), whole].into_iter().flatten().min_by_key(|bits| bits.version().width())
}

/// The text as segments of upper case and of bytes, in turn. `None` when it is too long for the versions that cards can hold.
fn in_segments(text: &str) -> Option<Bits> {
    (1..=9).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        for segment in segments(text.as_bytes()) {
            if segment.iter().copied().all(is_upper_case) {
                bits.push_alphanumeric_data(segment).ok()?;
            } else {
                bits.push_byte_data(segment).ok()?;
            }
        }
        bits.push_terminator(EcLevel::L).ok()?;
        Some(bits)
    })
}

/// Divides a text where upper case begins and ends that is worth a segment of its own.
fn segments(text: &[u8]) -> Vec<&[u8]> {
    let runs: Vec<&[u8]> = text.chunk_by(|a, b| is_upper_case(*a) == is_upper_case(*b)).collect();
    let is_worth = |run: &[u8]| run.len() >= WORTH_A_SEGMENT && is_upper_case(run[0]);
    let mut start = 0;
    let groups = runs.chunk_by(|a, b| !is_worth(a) && !is_worth(b));
    let lengths = groups.map(|group| group.iter().map(|run| run.len()).sum::<usize>());
    lengths
        .map(|length| {
            start += length;
            &text[start - length..start]
        })
        .collect()
}

/// Whether a byte is of the alphabet that takes the least room (ISO/IEC 18004, alphanumeric mode).
fn is_upper_case(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'A'..=b'Z' | b' ' | b'$' | b'%' | b'*' | b'+' | b'-' | b'.' | b'/' | b':')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_usual_address_has_33_units() {
        let qr = code("HTTPS://KB.EXAMPLE/Q/7KQ2M4R/#3.7KQ2M4RA").expect("a short text");
        assert_eq!(qr.units, 33, "25 modules and the quiet zone");
    }

    #[test]
    fn small_letters_are_never_written_as_upper_case() {
        let parts = |text: &'static str| {
            segments(text.as_bytes()).into_iter().map(str::from_utf8).collect::<Result<Vec<_>, _>>()
        };
        assert_eq!(
            parts("HTTPS://KB.EXAMPLE/aids/Q/7KQ2M4R/#3.7KQ2M4RA"),
            Ok(vec!["HTTPS://KB.EXAMPLE/", "aids", "/Q/7KQ2M4R/", "#", "3.7KQ2M4RA"])
        );
        assert_eq!(parts("HTTPS://STRAßE.EXAMPLE/a/B/c"), Ok(vec!["HTTPS://STRA", "ß", "E.EXAMPLE/", "a/B/c"]));
        let widths = |path: &str| code(&format!("HTTPS://KB.EXAMPLE/{path}Q/7KQ2M4R/#3.7KQ2M4RA")).map(|qr| qr.units);
        assert_eq!((widths("aids/"), widths("")), (Some(37), Some(33)));
    }

    #[test]
    fn upper_case_takes_less_room() {
        let units = |text: &str| code(text).map(|qr| qr.units);
        assert!(
            units("HTTPS://KB.EXAMPLE/Q/7KQ2M4R/#3.7KQ2M4RA")
                < units("https://kb.example/q/7kq2m4r/?rev=3&check=7kq2m4ra")
        );
        assert_eq!(units(&"a".repeat(5000)), None);
        assert_eq!(super::units("HTTPS://KB.EXAMPLE/Q/"), units("HTTPS://KB.EXAMPLE/Q/"));
    }
}
