//! The formats of cards: size, margin, and how small their type may be.

use super::style::{COLUMN_GAP, GRID, POINTS, PX};

/// What a card is made for; decides how large its letters must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Carried along, held in the hand.
    Pocket,
    /// On a desk or a machine, read at arm's length.
    Desk,
    /// On a wall, read from a distance.
    Wall,
}

/// A format of cards. All lengths are in mm.
#[derive(Clone, Debug, PartialEq)]
pub struct Format {
    /// `a6`, or `100x60` for a size of its own; safe in addresses and class names.
    pub name: String,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// What stays white on every side: pouches seal 3 mm.
    pub margin: f64,
    /// What it is made for.
    pub class: Class,
}

/// Type sizes in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sizes {
    /// The smallest that may be printed.
    pub least: f64,
    /// What the format is made for.
    pub full: f64,
    /// What a card has whose text leaves room.
    pub largest: f64,
    /// The largest at which there is room for two columns; 0 for none.
    pub two_columns: f64,
}

impl Sizes {
    /// The sizes from this one down to the smallest.
    pub fn down_from(self, first: f64) -> impl Iterator<Item = f64> {
        std::iter::successors(Some(first), |size| Some(size - GRID)).take_while(move |&size| size >= self.least)
    }
}

/// The least width in em of one of two columns: some 40 letters.
const LEAST_COLUMN: f64 = 20.0;

/// Name, width, height, margin in mm. US sizes are 3 × 5, 4 × 6, 5.5 × 8.5, 8.5 × 11 in.
const NAMED: [(&str, f64, f64, f64, Class); 11] = [
    ("card", 85.6, 54.0, 3.0, Class::Pocket),
    ("a7", 105.0, 74.0, 3.0, Class::Pocket),
    ("3x5", 127.0, 76.2, 3.0, Class::Pocket),
    ("a6", 105.0, 148.0, 5.0, Class::Pocket),
    ("4x6", 101.6, 152.4, 5.0, Class::Pocket),
    ("a5", 148.0, 210.0, 5.0, Class::Desk),
    ("half-letter", 139.7, 215.9, 5.0, Class::Desk),
    ("a4", 210.0, 297.0, 10.0, Class::Desk),
    ("letter", 215.9, 279.4, 10.0, Class::Desk),
    ("a3", 297.0, 420.0, 10.0, Class::Wall),
    ("cr80", 85.6, 54.0, 3.0, Class::Pocket),
];

/// The formats of A and of US paper, from small to large.
const FAMILIES: [&[&str]; 2] =
    [&["card", "a7", "a6", "a5", "a4", "a3"], &["3x5", "4x6", "half-letter", "letter", "a3"]];

/// The smallest and the largest side of a size of its own, in mm.
const SIDES: std::ops::RangeInclusive<f64> = 40.0..=1000.0;

impl Format {
    /// Reads `a6` or `100 x 60 mm`, in any case. `None` for what is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        if let Some((name, width, height, margin, class)) = NAMED.into_iter().find(|known| known.0 == text) {
            let name = if name == "cr80" { "card" } else { name };
            return Some(Self { name: name.to_owned(), width, height, margin, class });
        }
        let (width, height) = text.strip_suffix("mm")?.split_once(['x', '×'])?;
        let side =
            |text: &str| text.trim().trim_end_matches("mm").trim().parse().ok().filter(|side| SIDES.contains(side));
        let (width, height): (f64, f64) = (side(width)?, side(height)?);
        let class = match width * height {
            area if area <= 105.0 * 148.0 => Class::Pocket,
            area if area <= 216.0 * 297.0 => Class::Desk,
            _ => Class::Wall,
        };
        let margin = match width.min(height) {
            side if side <= 80.0 => 3.0,
            side if side <= 150.0 => 5.0,
            _ => 10.0,
        };
        let name = format!("{width}x{height}").replace('.', "_");
        Some(Self { name, width, height, margin, class })
    }

    /// Height in mm of the document control at the foot, and side of the QR code in it: 33 modules of 0.41 mm, of 0.5,
    /// of 0.59 at a desk, of 0.9 on a wall.
    #[must_use]
    pub fn foot(&self) -> f64 {
        match self.class {
            Class::Wall => 30.0,
            _ if self.height < 100.0 => 13.6,
            Class::Pocket => 16.5,
            Class::Desk => 19.5,
        }
    }

    /// Type size in points of the document control.
    #[must_use]
    pub fn control(&self) -> f64 {
        match self.class {
            Class::Wall => 9.0,
            _ if self.height < 100.0 => 6.0,
            Class::Pocket => 6.75,
            Class::Desk => 8.25,
        }
    }

    /// How many times as heavy rules and frames are as on a card in the hand.
    #[must_use]
    pub const fn weight(&self) -> f64 {
        match self.class {
            Class::Wall => 3.0,
            Class::Pocket | Class::Desk => 1.0,
        }
    }

    /// The type sizes of its cards in a font with this x-height in em, on the grid of sizes.
    #[must_use]
    pub fn sizes(&self, x_height: f64) -> Sizes {
        let grid = |size: f64| (size / GRID).ceil() * GRID;
        let least = self.class.least_x_height() * POINTS / x_height;
        // A card with few words is read from further away, at more of the paper's width: 40 letters a line are left.
        let (full, largest) = match self.class {
            Class::Wall | Class::Desk => (1.3, 2.0),
            Class::Pocket if self.height < 60.0 => (1.1, 1.3),
            Class::Pocket => (1.3, 1.6),
        };
        let sizes =
            Sizes { least: grid(least), full: grid(least * full), largest: grid(least * largest), two_columns: 0.0 };
        let two_columns = sizes.down_from(sizes.largest).find(|&size| self.column(2, size) >= LEAST_COLUMN);
        Sizes { two_columns: two_columns.unwrap_or(0.0), ..sizes }
    }

    /// Width in em of each of so many columns, in type of this size in points.
    #[must_use]
    pub fn column(&self, columns: u8, size: f64) -> f64 {
        let columns = f64::from(columns);
        let line = (self.width - 2.0 * self.margin) * POINTS / size;
        (line - (columns - 1.0) * COLUMN_GAP) / columns
    }

    /// A px of rules and frames in em, in type of this size in points.
    #[must_use]
    pub fn px(&self, size: f64) -> f64 {
        PX / size * self.weight()
    }

    /// The name of the next larger format of its family, for large print; `None` for the largest.
    #[must_use]
    pub fn next_up(&self) -> Option<&'static str> {
        let family = if FAMILIES[1].contains(&self.name.as_str()) { FAMILIES[1] } else { FAMILIES[0] };
        let is_larger =
            |name: &&&str| Self::parse(name).is_some_and(|other| other.width * other.height > self.width * self.height);
        family.iter().find(is_larger).copied()
    }

    /// The names that a writer may give.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMED.iter().map(|known| known.0)
    }
}

impl Class {
    /// The smallest x-height in mm at which a card of this class may be printed.
    #[must_use]
    pub const fn least_x_height(self) -> f64 {
        match self {
            Self::Pocket => 1.4,
            Self::Desk => 1.7,
            // 4 mm for every metre of reading distance (AS 1319), at the metre from which a poster is read.
            Self::Wall => 4.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_print_takes_the_next_larger_paper() {
        let next = |name: &str| Format::parse(name).expect("a format").next_up();
        assert_eq!(
            ["card", "a6", "3x5", "letter", "a3", "100 x 60 mm"].map(next),
            [Some("a7"), Some("a5"), Some("4x6"), Some("a3"), None, Some("a7"),]
        );
    }

    #[test]
    fn sizes_are_read_as_people_write_them() {
        let size = |text: &str| Format::parse(text).map(|format| (format.name, format.width, format.height));
        assert_eq!(size("A6"), Some(("a6".into(), 105.0, 148.0)));
        assert_eq!(size(" CR80 "), Some(("card".into(), 85.6, 54.0)));
        assert_eq!(size("100 x 60 mm"), Some(("100x60".into(), 100.0, 60.0)));
        assert_eq!(size("85.5mm × 54mm"), Some(("85_5x54".into(), 85.5, 54.0)));
        for wrong in ["a9", "100 x 60", "0 x 60 mm", "100 x mm", "NaN x 50 mm", ""] {
            assert_eq!(size(wrong), None, "{wrong}");
        }
    }
}
