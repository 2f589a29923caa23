//! Tables of cases that Rust and Node share: fields between tabs; a line that begins with `# ` is a remark.

use super::beside;

/// The rows of a table beside this file.
pub(crate) fn rows(name: &str) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(beside(name)).expect("a table");
    let rows = text.lines().filter(|line| !line.starts_with("# "));
    rows.map(|line| line.split('\t').map(unescape).collect()).collect()
}

/// `\u{301}` → the letter.
fn unescape(field: &str) -> String {
    let mut pieces = field.split("\\u{");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, rest) = piece.split_once('}').expect("`}` after `\\u{`");
        text.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32).expect("a letter"));
        text.push_str(rest);
    }
    text
}
