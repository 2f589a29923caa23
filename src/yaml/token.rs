//! Where the scalars of a value stand, and how they are written.

use super::MAX_FLOW_NESTING;
use std::ops::Range;

/// A piece of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[` or `{`.
    Open,
    /// `]` or `}`.
    Close,
    /// `-` before an item of a block list.
    Dash,
    /// Text without quotes on one line.
    Plain,
    /// Text in quotes, in a block, or on several lines.
    Other,
    /// `*name`.
    Alias,
}

/// A piece of a value and its place in the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The pieces of the value at `text[range]`, whose key stands in column `owner` (bytes, from 0); `Err` is the place of the
/// bracket that is one too deep.
pub(super) fn tokens(text: &str, range: Range<usize>, owner: usize) -> Result<Vec<Token>, usize> {
    let text = text.get(..range.end).unwrap_or(text);
    let line_start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let bytes = text.as_bytes();
    let mut scan = Scan { bytes, at: range.start, depth: 0, owner, line_start, found: Vec::new() };
    while let Some(byte) = scan.skip_space() {
        scan.step(byte)?;
    }
    Ok(scan.found)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    /// How many brackets are open.
    depth: usize,
    /// Column of the last key or dash: what belongs to it is indented deeper.
    owner: usize,
    /// Where the line of the next piece starts.
    line_start: usize,
    found: Vec<Token>,
}

impl Scan<'_> {
    /// Skips blanks, line ends and comments; the byte after them.
    fn skip_space(&mut self) -> Option<u8> {
        loop {
            match *self.bytes.get(self.at)? {
                b' ' | b'\t' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.line_start = self.at;
                }
                b'#' => self.at = line_end(self.bytes, self.at),
                byte => return Some(byte),
            }
        }
    }

    fn step(&mut self, byte: u8) -> Result<(), usize> {
        let start = self.at;
        match byte {
            b'[' | b'{' => {
                self.depth += 1;
                if self.depth > MAX_FLOW_NESTING {
                    return Err(start);
                }
                self.push(Kind::Open, start + 1);
            }
            b']' | b'}' => {
                self.depth = self.depth.saturating_sub(1);
                self.push(Kind::Close, start + 1);
            }
            b',' if self.depth > 0 => self.at += 1,
            b'-' if self.depth == 0 && self.blank_at(start + 1) => {
                self.owner = self.column(start);
                self.push(Kind::Dash, start + 1);
            }
            b'?' | b':' if self.blank_at(start + 1) || self.depth > 0 => self.at += 1,
            b'&' | b'!' => self.at = self.word_end(),
            b'*' => self.push(Kind::Alias, self.word_end()),
            b'"' | b'\'' => {
                self.push(Kind::Other, quoted_end(self.bytes, start).unwrap_or(self.bytes.len()));
                self.own_key(start);
            }
            b'|' | b'>' if self.depth == 0 => self.push(Kind::Other, self.block_end()),
            _ => self.plain(),
        }
        Ok(())
    }

    fn push(&mut self, kind: Kind, end: usize) {
        let range = self.at..end;
        if let Some(newline) = self.bytes[range.clone()].iter().rposition(|&byte| byte == b'\n') {
            self.line_start = range.start + newline + 1;
        }
        self.found.push(Token { kind, range });
        self.at = end;
    }

    /// Text without quotes, with the lines that continue it.
    fn plain(&mut self) {
        let start = self.at;
        let mut end = self.plain_line_end(start);
        self.at = end;
        self.own_key(start);
        let mut kind = Kind::Plain;
        while self.bytes.get(self.at) != Some(&b':') {
            let Some(next) = self.continuation(end) else { break };
            end = self.plain_line_end(next);
            kind = Kind::Other;
            self.at = end;
        }
        self.at = start;
        self.push(kind, end);
    }

    /// A scalar that ended here is a key if a colon follows: what comes is indented deeper than it.
    fn own_key(&mut self, start: usize) {
        let rest = &self.bytes[self.at..];
        let blanks = rest.iter().take_while(|&&byte| byte == b' ').count();
        if rest.get(blanks) == Some(&b':') && self.depth == 0 {
            self.at += blanks;
            self.owner = self.column(start);
        }
    }

    /// The end of plain text on its line, blanks before a comment or line end left out.
    fn plain_line_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut at = start;
        while let Some(&byte) = self.bytes.get(at) {
            let stop = match byte {
                b'\n' => true,
                b':' => self.blank_at(at + 1) || (self.depth > 0 && self.flow_indicator_at(at + 1)),
                b'#' => at > start && self.blank_at(at - 1),
                b',' | b'[' | b']' | b'{' | b'}' => self.depth > 0,
                _ => false,
            };
            if stop {
                break;
            }
            at += 1;
            if !matches!(byte, b' ' | b'\t') {
                end = at;
            }
        }
        end.max(start + usize::from(at == start))
    }

    /// Where the plain text that ended at `end` goes on in a later line.
    fn continuation(&self, end: usize) -> Option<usize> {
        let rest = self.bytes.get(end..)?;
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n')).count();
        let newline = rest[..blank].iter().rposition(|&byte| byte == b'\n')?;
        let column = blank - newline - 1;
        let next = end + blank;
        let byte = *self.bytes.get(next)?;
        let goes_on = if self.depth > 0 {
            !matches!(byte, b',' | b'[' | b']' | b'{' | b'}' | b'#' | b':')
        } else {
            byte != b'#' && column > self.owner && !self.is_key(next)
        };
        goes_on.then_some(next)
    }

    /// Whether the line from `start` on is a `key:` of its own.
    fn is_key(&self, start: usize) -> bool {
        self.bytes.get(self.plain_line_end(start)) == Some(&b':')
    }

    /// The end of a block scalar: the lines below that are indented deeper than its owner.
    fn block_end(&self) -> usize {
        let mut end = line_end(self.bytes, self.at);
        let mut line = end + 1;
        while line < self.bytes.len() {
            let next = line_end(self.bytes, line);
            let indent = self.bytes[line..next].iter().take_while(|&&byte| byte == b' ').count();
            if line + indent < next {
                if indent <= self.owner {
                    break;
                }
                end = next;
            }
            line = next + 1;
        }
        end
    }

    /// The end of an anchor, alias or tag.
    fn word_end(&self) -> usize {
        let stop = |byte: &u8| {
            matches!(byte, b' ' | b'\t' | b'\n') || (self.depth > 0 && matches!(byte, b',' | b'[' | b']' | b'{' | b'}'))
        };
        self.bytes[self.at + 1..].iter().position(stop).map_or(self.bytes.len(), |found| self.at + 1 + found)
    }

    fn blank_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(b' ' | b'\t' | b'\n'))
    }

    fn flow_indicator_at(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b',' | b'[' | b']' | b'{' | b'}'))
    }

    /// The column of a place in the line of the piece that is being read.
    fn column(&self, at: usize) -> usize {
        at.saturating_sub(self.line_start)
    }
}

/// The end of the line that `at` is in, before its line end.
pub(super) fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at.min(bytes.len())..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |found| at + found)
}

/// The end of the quoted text that starts at `start`, after its closing quote.
pub(super) fn quoted_end(bytes: &[u8], start: usize) -> Option<usize> {
    let quote = *bytes.get(start)?;
    let mut at = start + 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            byte if byte == quote && quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        let tokens = tokens(text, 0..text.len(), 0).expect("not nested too deep");
        tokens.into_iter().map(|token| &text[token.range]).collect()
    }

    #[test]
    fn finds_scalars_in_every_style() {
        assert_eq!(pieces("[a, 'b, c', \"d\\\"\", e: f] # g"), ["[", "a", "'b, c'", "\"d\\\"\"", "e", "f", "]"]);
        assert_eq!(
            pieces("\n- a b # c\n- x: 1\n  y: |\n    # text\n\n    more\n- z"),
            ["-", "a b", "-", "x", "1", "y", "|\n    # text\n\n    more", "-", "z"]
        );
        assert_eq!(pieces(" one\n  two\n"), ["one\n  two"]);
        assert_eq!(pieces("http://a:8/b#c"), ["http://a:8/b#c"]);
        assert_eq!(pieces("&a x"), ["x"]);
    }

    #[test]
    fn nesting_has_a_bound() {
        let text = "[".repeat(65);
        assert_eq!(tokens(&text, 0..65, 0), Err(64));
    }
}
