//! Breaking text into lines where a browser breaks it.
//!
//! Held against Chromium by `tests/lines/paragraphs.tsv`. On Linux, browsers cut type sizes to 1/64 px: at multiples of
//! 3/16 pt (1/4 px) nothing is cut, at others text is up to 0.2 % narrower there than here, never wider.

use super::font::{Measure, Weight};
use crate::unicode::is_mark;
use std::ops::Range;
use unicode_linebreak::linebreaks;

/// The most letters in an em where a word has to be parted: the narrowest ones.
const LETTERS_IN_EM: f64 = 8.0;
/// The most letters that a line may have there.
const MOST_LETTERS: f64 = 1000.0;

/// Bytes without a space that are worth measuring as a whole.
const LONG_STRETCH: usize = 100;

/// From here on letters fill a square each and do not move together.
const EAST_ASIAN: char = '\u{2E80}';

/// A stretch of text of one look.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// As it is shown: white space is collapsed, tabs are spaces. `\n` ends a line.
    pub text: &'a str,
    /// Its weight.
    pub weight: Weight,
    /// Its type size, relative to that of the paragraph.
    pub scale: f64,
    /// Whether lines may break inside it (not so with `white-space: nowrap`).
    pub breaks: bool,
}

/// What became of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lines {
    /// How many lines there are.
    pub count: usize,
    /// The width of the longest one in em of the paragraph, without the spaces at its end.
    pub widest: f64,
}

/// Breaks a paragraph into lines of at most `width` em, each as full as can be. A word that is longer than a line breaks
/// between any two letters (`overflow-wrap: anywhere`).
pub fn break_lines(measure: &mut Measure<'_>, runs: &[Run<'_>], width: f64) -> Lines {
    let text: String = runs.iter().map(|run| run.text).collect();
    let starts: Vec<usize> =
        runs.iter().scan(0, |end, run| Some(std::mem::replace(end, *end + run.text.len()))).collect();
    let runs = Runs { runs, starts: &starts };
    let mut setting = Setting { measure, runs, text: &text, width, lines: Lines::default(), line: Line::default() };
    let mut start = 0;
    for (end, forced) in opportunities(&text, runs) {
        setting.add(start..end);
        if forced {
            setting.end_line();
        }
        start = end;
    }
    if setting.line.has_text {
        setting.end_line();
    }
    setting.lines
}

/// The line that is being filled.
#[derive(Clone, Copy, Debug, Default)]
struct Line {
    has_text: bool,
    /// Where the unbroken stretch of letters at its end begins: it is measured as a whole, for letters move together.
    stretch: usize,
    /// The width before that stretch.
    before: f64,
    /// The width with it, without the spaces after it.
    filled: f64,
}

/// A paragraph while it is being broken.
struct Setting<'a, 'f> {
    measure: &'a mut Measure<'f>,
    runs: Runs<'a>,
    text: &'a str,
    width: f64,
    lines: Lines,
    line: Line,
}

impl Setting<'_, '_> {
    /// Adds a piece of text that ends where a line may end.
    fn add(&mut self, piece: Range<usize>) {
        let letters = piece.start + self.text[piece.clone()].trim_end_matches([' ', '\t', '\n']).len();
        if !self.line.has_text {
            self.line = Line { stretch: piece.start, ..Line::default() };
        }
        let mut filled = self.line.before + self.advance(self.line.stretch..letters);
        if filled > self.width && self.line.has_text {
            self.end_line();
            self.line = Line { stretch: piece.start, ..Line::default() };
            filled = self.advance(piece.start..letters);
        }
        while filled > self.width {
            let Some(end) = self.longest_part(self.line.stretch..letters) else { break };
            self.line.filled = self.advance(self.line.stretch..end);
            filled -= self.line.filled;
            self.end_line();
            self.line = Line { stretch: end, ..Line::default() };
            if filled < 2.0 * self.width {
                filled = self.advance(end..letters);
            }
        }
        self.line.has_text = true;
        self.line.filled = filled;
        if letters < piece.end || self.is_apart(letters) {
            self.line.before = filled + self.advance(letters..piece.end);
            self.line.stretch = piece.end;
        }
    }

    /// Whether the letter after this place does not move with the one before it, or the stretch is long enough not to care.
    fn is_apart(&self, at: usize) -> bool {
        let stretch = &self.text[self.line.stretch..at];
        stretch.len() > LONG_STRETCH || stretch.ends_with(|letter| letter >= EAST_ASIAN)
    }

    fn end_line(&mut self) {
        self.lines.count += 1;
        self.lines.widest = self.lines.widest.max(self.line.filled);
        self.line = Line::default();
    }

    /// Where the longest beginning of a word ends that fits on a line; at least one letter. `None`: it cannot be parted.
    fn longest_part(&mut self, word: Range<usize>) -> Option<usize> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1000")]
        let most = (self.width * LETTERS_IN_EM).clamp(2.0, MOST_LETTERS) as usize;
        let letters = self.text[word.clone()].char_indices().skip(1).take(most);
        let ends = letters.filter(|(_, letter)| !is_mark(*letter)).map(|(end, _)| word.start + end);
        let ends: Vec<usize> = ends.filter(|end| self.runs.break_at(*end)).collect();
        let fitting = ends.partition_point(|end| self.advance(word.start..*end) <= self.width);
        ends.get(fitting.max(1) - 1).copied()
    }

    /// The width of a part of the text in em of the paragraph.
    fn advance(&mut self, part: Range<usize>) -> f64 {
        let mut sum = 0.0;
        for (start, run) in self.runs.around(part.clone()) {
            let (from, to) = (part.start.max(start), part.end.min(start + run.text.len()));
            if from < to {
                sum += run.scale * self.measure.advance(self.text[from..to].trim_end_matches('\n'), run.weight);
            }
        }
        sum
    }
}

/// Where lines may end, in order, and whether they have to.
fn opportunities(text: &str, runs: Runs<'_>) -> Vec<(usize, bool)> {
    let mut found: Vec<(usize, bool)> = Vec::new();
    let mut rules = linebreaks(text).map(|(at, _)| at).peekable();
    let (mut before_last, mut last) = (' ', ' ');
    for (at, next) in text.char_indices() {
        while rules.next_if(|place| *place < at).is_some() {}
        if at > 0 && may_break(before_last, last, next, || rules.peek() == Some(&at)) {
            found.push((at, last == '\n'));
        }
        (before_last, last) = (last, next);
    }
    found.retain(|(at, forced)| *forced || runs.break_at(*at));
    if !text.is_empty() {
        found.push((text.len(), last == '\n'));
    }
    found
}

/// Runs, and where each begins in the text of all.
#[derive(Clone, Copy)]
struct Runs<'a> {
    runs: &'a [Run<'a>],
    starts: &'a [usize],
}

impl<'a> Runs<'a> {
    /// The runs that share a part of the text or touch it, and where each begins.
    fn around(self, part: Range<usize>) -> impl Iterator<Item = (usize, &'a Run<'a>)> {
        let first = self.starts.partition_point(|start| *start < part.start).saturating_sub(1);
        let all = self.starts[first..].iter().copied().zip(&self.runs[first..]);
        all.take_while(move |(start, _)| *start <= part.end)
    }

    /// Whether the runs let a line break at this place: one of the two that meet there has to.
    fn break_at(self, at: usize) -> bool {
        self.around(at..at).any(|(start, run)| run.breaks && (start..=start + run.text.len()).contains(&at))
    }
}

/// Whether a line may break between two letters. Between those of ASCII browsers have rules of their own; elsewhere they
/// follow `by_rule`, UAX 14.
fn may_break(before_last: char, last: char, next: char, by_rule: impl FnOnce() -> bool) -> bool {
    match (last, next) {
        ('\n', _) => true,
        (_, ' ' | '\t' | '\n') => false,
        (' ' | '\t', _) => true,
        // A minus, unless it joins two names or numbers.
        ('-', '0'..='9') => before_last.is_ascii_alphanumeric(),
        ('-', '!'..='~') => !"$!'),./:;?]}\"#".contains(next),
        ('?', '!'..='~') => !"!\"'),./:;?]}".contains(next),
        ('!'..='~', '(' | '[' | '{' | '<') => "!\"#%&)*+,.:;=>\\]|}~".contains(last),
        ('!'..='~', '!'..='~') => false,
        ('\u{ad}', _) => false,
        _ => by_rule(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a bar wherever a line may end.
    fn bars(text: &str) -> String {
        let run = Run { text, weight: Weight::Regular, scale: 1.0, breaks: true };
        let runs = Runs { runs: &[run], starts: &[0] };
        let places: Vec<usize> = opportunities(text, runs).into_iter().map(|(at, _)| at).collect();
        let barred = text
            .char_indices()
            .map(|(at, letter)| if places.contains(&at) { format!("|{letter}") } else { letter.into() });
        barred.collect()
    }

    #[test]
    fn lines_end_where_browsers_end_them() {
        let expected = [
            ("Press ESC (twice)", "Press |ESC |(twice)"),
            ("and/or, /usr/bin/env", "and/or, |/usr/bin/env"),
            ("well-known ABC-123 at -12 C", "well-|known |ABC-|123 |at |-12 |C"),
            ("a?b=c&d what?!", "a?|b=c&d |what?!"),
            ("f(x) [y](z) )(", "f(x) |[y]|(z) |)|("),
            ("12\u{a0}Nm 5\u{202f}% high\u{ad}way", "12\u{a0}Nm |5\u{202f}% |high\u{ad}way"),
            ("open—close 1–2 “so”", "open|—|close |1–|2 |“so”"),
            ("اضغط على الزر، ثم", "اضغط |على |الزر، |ثم"),
            ("按下按钮。", "按|下|按|钮。"),
        ];
        for (text, barred) in expected {
            assert_eq!(bars(text), barred);
        }
    }
}
