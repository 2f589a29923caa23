//! Numbers as printable text, so that a host's gzip packs them and a script reads them without decoding bytes.
//!
//! An alphabet of 91 signs, `#` to `~` without `\`; space, `!` and `"` are left to separate and to quote. Small numbers take
//! one sign. `src/search/browser/codec.js` reads the same.

/// How many signs there are.
pub(super) const SIGNS: u32 = 91;
/// Numbers below this take one sign; then up to 24 first signs lead numbers of two, five those of three, the last one of five.
const ONE: u32 = 61;
const TWO: u32 = 85;
const THREE: u32 = 90;
const FROM_TWO: u32 = ONE;
const FROM_THREE: u32 = FROM_TWO + (TWO - ONE) * SIGNS;
const FROM_FIVE: u32 = FROM_THREE + (THREE - TWO) * SIGNS * SIGNS;

/// The sign of a code from 0 to 90.
pub(super) fn sign(code: u32) -> char {
    let byte = u8::try_from(code.min(SIGNS - 1)).unwrap_or(0) + b'#';
    char::from(if byte >= b'\\' { byte + 1 } else { byte })
}

/// The code of a sign.
pub(super) fn code(sign: u8) -> u32 {
    u32::from(if sign > b'\\' { sign - 1 } else { sign }.saturating_sub(b'#'))
}

/// Appends a number below 68 million.
pub(super) fn push_number(out: &mut String, number: u32) {
    let mut digits = |rest: u32, count: u32| {
        for place in (0..count).rev() {
            out.push(sign(rest / SIGNS.pow(place) % SIGNS));
        }
    };
    if number < FROM_TWO {
        digits(number, 1);
    } else if number < FROM_THREE {
        let rest = number - FROM_TWO;
        digits(ONE * SIGNS + rest, 2);
    } else if number < FROM_FIVE {
        let rest = number - FROM_THREE;
        digits(TWO * SIGNS * SIGNS + rest, 3);
    } else {
        digits(THREE, 1);
        digits(number - FROM_FIVE, 4);
    }
}

/// Reads what [`push_number`] and [`sign`] wrote.
#[derive(Debug)]
pub(super) struct Signs<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Signs<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// Whether everything is read.
    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    /// What is not read yet.
    pub(super) fn rest(&self) -> &'a str {
        std::str::from_utf8(self.bytes.get(self.at..).unwrap_or_default()).unwrap_or_default()
    }

    /// The next code; 0 after the end.
    pub(super) fn code(&mut self) -> u32 {
        let sign = self.bytes.get(self.at).copied().unwrap_or(b'#');
        self.at += 1;
        code(sign)
    }

    /// The next number.
    pub(super) fn number(&mut self) -> u32 {
        let first = self.code();
        match first {
            0..ONE => first,
            ONE..TWO => FROM_TWO + (first - ONE) * SIGNS + self.code(),
            TWO..THREE => FROM_THREE + ((first - TWO) * SIGNS + self.code()) * SIGNS + self.code(),
            _ => FROM_FIVE + (0..4).fold(0, |number, _| number * SIGNS + self.code()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_comes_back() {
        let numbers: Vec<u32> = (0..5_000).chain((5_000..68_000_000).step_by(9_973)).collect();
        let mut text = String::new();
        numbers.iter().for_each(|&number| push_number(&mut text, number));
        assert!(text.bytes().all(|byte| (b'#'..=b'~').contains(&byte) && byte != b'\\'));
        let mut signs = Signs::new(&text);
        assert!(numbers.iter().all(|&number| signs.number() == number) && signs.is_empty());
    }
}
