//! QR codes (ISO/IEC 18004) of printed editions.

use super::edition::Edition;
use crate::site::Site;
use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};
use std::fmt::Write as _;

/// White modules around a code, on each side.
const QUIET: usize = 4;
/// The smallest module that a phone reads from paper, in mm: 4 dots at 300 dpi.
pub const LEAST_MODULE: f64 = 0.33;

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
    let (scheme, host) = (scheme.to_uppercase(), host.to_uppercase());
    Some(format!("{scheme}://{host}/{path}Q/{}/#{rev}.{}", edition.code, edition.fingerprint()))
}

/// The code of a text; `None` for one that is too long.
#[must_use]
pub fn code(text: &str) -> Option<Qr> {
    let code = in_three_segments(text).or_else(|| QrCode::with_error_correction_level(text, EcLevel::L).ok())?;
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

/// Upper case, the one `#`, upper case: shorter than what the encoder divides it into by itself. `None` for other texts.
fn in_three_segments(text: &str) -> Option<QrCode> {
    let (before, after) = text.split_once('#')?;
    (1..=9).find_map(|version| {
        let mut bits = Bits::new(Version::Normal(version));
        bits.push_alphanumeric_data(before.as_bytes()).ok()?;
        bits.push_byte_data(b"#").ok()?;
        bits.push_alphanumeric_data(after.as_bytes()).ok()?;
        bits.push_terminator(EcLevel::L).ok()?;
        QrCode::with_bits(bits, EcLevel::L).ok()
    })
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
    fn upper_case_takes_less_room() {
        let units = |text: &str| code(text).map(|qr| qr.units);
        assert!(
            units("HTTPS://KB.EXAMPLE/Q/7KQ2M4R/#3.7KQ2M4RA")
                < units("https://kb.example/q/7kq2m4r/?rev=3&check=7kq2m4ra")
        );
        assert_eq!(units(&"a".repeat(5000)), None);
    }
}
