//! The font of cards, and how wide text is in it.
//!
//! The build reads the same files that the browser reads, so both know the same widths. Widths are in em: the type size
//! times the width is the length on paper.

use crate::source::SitePath;
use crate::unicode::is_mark;
use ahash::AHashMap;
use harfrust::{Buffer, Direction, Font, Script, ShapeOptions, ShapePlan, ShaperFont, shape};
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthChar;

/// How heavy the strokes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// CSS 400.
    Regular,
    /// CSS 700.
    Bold,
}

/// The files of each weight in the order of the families in the style sheet: a character is set in the first that has it.
const FILES: [[&str; 3]; 2] = [
    ["static/fonts/text-400.ttf", "static/fonts/arabic-400.ttf", "static/fonts/symbols.ttf"],
    ["static/fonts/text-700.ttf", "static/fonts/arabic-700.ttf", "static/fonts/symbols.ttf"],
];

/// Bytes of the longest text that is likely to come again.
const LONGEST_WORD: usize = 40;

/// The x-height in em where the font does not tell its own.
const USUAL_X_HEIGHT: f64 = 0.5;

/// What a character is taken for that none of the fonts has, in em: browsers take it from a font of the reader's machine.
const UNKNOWN: f64 = 0.6;
/// The same for a character of East Asia, which fills a square.
const UNKNOWN_WIDE: f64 = 1.0;
/// The same for a picture: emoji fonts make them wider than a square.
const UNKNOWN_PICTURE: f64 = 1.25;

/// The fonts of the cards.
#[derive(Clone)]
pub struct Fonts {
    /// Of each weight, in the order in which they are asked for a character.
    faces: [Vec<Font>; 2],
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("faces", &self.faces.each_ref().map(Vec::len)).finish()
    }
}

impl Fonts {
    /// Reads the fonts from the published files of the theme. One that is missing or broken is left out, as the browser
    /// does; the widths of its characters are then estimates.
    pub fn new<'a>(file: impl Fn(&SitePath) -> Option<&'a [u8]>) -> Self {
        let read = |path: &&str| Font::new(file(&SitePath::new(path)?)?.to_vec(), 0);
        Self { faces: FILES.map(|paths| paths.iter().filter_map(read).collect()) }
    }

    /// The height of small letters of the text font in em.
    #[must_use]
    pub fn x_height(&self) -> f64 {
        let of_text = self.faces[0].first().and_then(|font| {
            let height = font.metrics().x_height?.to_f64();
            (height > 0.0).then(|| height / f64::from(font.units_per_em()))
        });
        of_text.unwrap_or(USUAL_X_HEIGHT)
    }

    /// Something that measures; each thread has its own, for it remembers words.
    #[must_use]
    pub fn measure(&self) -> Measure<'_> {
        let setters = self.faces.each_ref().map(|fonts| Setter::new(fonts));
        Measure { setters, buffer: Buffer::new() }
    }
}

/// Measures text.
pub struct Measure<'a> {
    /// Of each weight.
    setters: [Setter<'a>; 2],
    buffer: Buffer,
}

impl std::fmt::Debug for Measure<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Measure").finish_non_exhaustive()
    }
}

impl Measure<'_> {
    /// The letters that it has met and that none of the fonts has.
    #[must_use]
    pub fn lacking(&self) -> BTreeSet<char> {
        self.setters.iter().flat_map(|setter| setter.lacking.iter().copied()).collect()
    }

    /// The width of text on one line, in em. Words are remembered, so better asked word by word.
    pub fn advance(&mut self, text: &str, weight: Weight) -> f64 {
        let setter = &mut self.setters[weight as usize];
        if let Some(known) = setter.words.get(text) {
            return *known;
        }
        let width = setter.shape(text, &mut self.buffer);
        if text.len() <= LONGEST_WORD {
            setter.words.insert(text.into(), width);
        }
        width
    }
}

/// What sets text of one weight.
struct Setter<'a> {
    faces: Vec<Face<'a>>,
    words: AHashMap<Box<str>, f64>,
    /// Letters that no face has.
    lacking: BTreeSet<char>,
}

impl<'a> Setter<'a> {
    fn new(fonts: &'a [Font]) -> Self {
        let face = |font| Face { font, shaper: ShaperFont::new(font), plans: Vec::new() };
        Self { faces: fonts.iter().map(face).collect(), words: AHashMap::new(), lacking: BTreeSet::new() }
    }

    /// The width of the text: each stretch of characters of one face is shaped for itself, as browsers do.
    fn shape(&mut self, text: &str, buffer: &mut Buffer) -> f64 {
        let (mut width, mut start, mut face) = (0.0, 0, None);
        for (at, letter) in text.char_indices() {
            let next = self.face(letter, face);
            if next.is_none() && !self.faces.is_empty() && is_drawn(letter) {
                self.lacking.insert(letter);
            }
            if next != face && at > start {
                width += self.advance(&text[start..at], face, buffer);
                start = at;
            }
            face = next;
        }
        width + self.advance(&text[start..], face, buffer)
    }

    /// The place of the first face that has the letter; a mark stays in the face of its letter if that has it.
    fn face(&self, letter: char, before: Option<usize>) -> Option<usize> {
        // A space of another width is made of the usual one.
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        let has = |place: &usize| self.faces[*place].shaper.nominal_glyph(letter.into()).is_some();
        if letter.width() == Some(0) || is_mark(letter) {
            // Joiners and marks of direction have no glyph and need none.
            return before.filter(has).or_else(|| (0..self.faces.len()).find(has)).or(before);
        }
        (0..self.faces.len()).find(has)
    }

    fn advance(&mut self, text: &str, face: Option<usize>, buffer: &mut Buffer) -> f64 {
        match face.and_then(|place| self.faces.get_mut(place)) {
            Some(face) => face.advance(text, buffer),
            None => text.chars().map(estimate).sum(),
        }
    }
}

/// Whether a letter leaves a mark on paper: joiners, selectors and soft hyphens do not.
fn is_drawn(letter: char) -> bool {
    !letter.is_whitespace() && letter != '\u{ad}' && letter.width().is_some_and(|width| width > 0)
}

/// The width in em of a character that no face has.
fn estimate(letter: char) -> f64 {
    match letter.width() {
        None | Some(0) => 0.0,
        Some(1) => UNKNOWN,
        Some(_) if letter >= '\u{1F000}' => UNKNOWN_PICTURE,
        Some(_) => UNKNOWN_WIDE,
    }
}

/// One font, ready to shape.
struct Face<'a> {
    font: &'a Font,
    shaper: ShaperFont<'a, 'a>,
    /// What the font does to the letters of a script; there are few scripts.
    plans: Vec<ShapePlan>,
}

impl Face<'_> {
    /// The width of text whose characters this face has, in em.
    fn advance(&mut self, text: &str, buffer: &mut Buffer) -> f64 {
        buffer.clear();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let (script, direction) = (buffer.script(), buffer.direction());
        let plan = self.plan(script, direction);
        let options = ShapeOptions::new().plan(self.plans.get(plan));
        if shape(&self.shaper, buffer, options).is_err() {
            return text.chars().map(estimate).sum();
        }
        let units: i32 = buffer.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        f64::from(units) / f64::from(self.font.units_per_em())
    }

    /// The place of the plan for a script.
    fn plan(&mut self, script: Option<Script>, direction: Direction) -> usize {
        let known = self.plans.iter().position(|plan| plan.script() == script && plan.direction() == direction);
        known.unwrap_or_else(|| {
            self.plans.push(ShapePlan::new(self.font, direction, script, None, &[]));
            self.plans.len() - 1
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fonts() -> Fonts {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
        let files: Vec<(&str, Vec<u8>)> =
            FILES.iter().flatten().map(|path| (*path, std::fs::read(folder.join(path)).expect(path))).collect();
        Fonts::new(|asked| files.iter().find(|(path, _)| *path == asked.as_str()).map(|(_, bytes)| bytes.as_slice()))
    }

    #[test]
    fn text_is_as_wide_as_the_font_says() {
        let fonts = fonts();
        assert!((fonts.x_height() - 0.496).abs() < 1e-6, "{}", fonts.x_height());
        let mut measure = fonts.measure();
        let mut wide = |text, weight| measure.advance(text, weight);
        let letters = wide("A", Weight::Regular) + wide("V", Weight::Regular);
        assert!(wide("AV", Weight::Regular) < letters, "A and V move together");
        assert!(wide("stop", Weight::Bold) > wide("stop", Weight::Regular));
        let apart: f64 = "ضغط".chars().map(|letter| wide(letter.to_string().leak(), Weight::Regular)).sum();
        assert!(wide("ضغط", Weight::Regular) < apart, "Arabic letters join");
        let parts = wide("ضغط", Weight::Regular) + wide(" 12 Nm", Weight::Regular);
        assert!((wide("ضغط 12 Nm", Weight::Regular) - parts).abs() < 1e-9, "each script in its own font");
    }

    #[test]
    fn fonts_are_shared_between_threads() {
        let fonts = fonts();
        let width = || fonts.measure().advance("stop", Weight::Bold);
        let elsewhere = std::thread::scope(|scope| scope.spawn(width).join().expect("a width"));
        assert!((elsewhere - width()).abs() < f64::EPSILON);
    }

    #[test]
    fn a_theme_without_the_fonts_gets_estimates() {
        let fonts = Fonts::new(|path| path.as_str().ends_with("text-400.ttf").then_some(b"no font".as_slice()));
        assert_eq!((fonts.x_height(), fonts.measure().advance("ab\u{301}按", Weight::Regular)), (0.5, 2.2));
    }
}
