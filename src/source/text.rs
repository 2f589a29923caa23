//! Reading a text file: encoding, line ends, size.

use super::File;
use crate::diagnostic::{self, Diagnostic};

/// Larger text files are refused: no job aid is that long, and one file must not eat the memory of the run.
pub const MAX_TEXT_BYTES: u64 = 4 * 1024 * 1024;

/// The text of a file: without byte order mark, every line end a `\n`, stray control characters as U+FFFD; line and column
/// are those on disk.
///
/// # Errors
/// [`diagnostic::NOT_TEXT`] for a file that cannot be read, is larger than [`MAX_TEXT_BYTES`], has a NUL byte or is not
/// UTF-8 (with the offset of the first bad byte).
#[expect(clippy::result_large_err, reason = "at most one a file, and every caller keeps it")]
pub fn read_text(file: &File) -> Result<String, Diagnostic> {
    let refuse = |why: String| Diagnostic::in_file(&diagnostic::NOT_TEXT, &file.shown, why);
    if file.bytes > MAX_TEXT_BYTES {
        return Err(refuse(format!("file has {} bytes, the most is {MAX_TEXT_BYTES}", file.bytes)));
    }
    let bytes = std::fs::read(&file.disk).map_err(|error| refuse(format!("file cannot be read: {error}")))?;
    normalise(bytes).map_err(refuse)
}

/// The bytes of a file that is not text.
///
/// # Errors
/// [`diagnostic::NOT_TEXT`] for a file that cannot be read.
#[expect(clippy::result_large_err, reason = "at most one a file, and every caller keeps it")]
pub fn read_bytes(file: &File) -> Result<Vec<u8>, Diagnostic> {
    let refuse =
        |error| Diagnostic::in_file(&diagnostic::NOT_TEXT, &file.shown, format!("file cannot be read: {error}"));
    std::fs::read(&file.disk).map_err(refuse)
}

/// Strips the byte order mark, turns CRLF and CR into LF, refuses what is not text.
fn normalise(bytes: Vec<u8>) -> Result<String, String> {
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return Err(format!("byte {at} is NUL: this is not a text file"));
    }
    let mut text = String::from_utf8(bytes)
        .map_err(|error| format!("byte {} is not UTF-8; save the file as UTF-8", error.utf8_error().valid_up_to()))?;
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    if text.contains(is_stray_control) {
        text = text.replace(is_stray_control, "\u{fffd}");
    }
    Ok(text)
}

/// A control character has no meaning in a page, and XML forbids most of them.
fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::normalise;

    #[test]
    fn control_characters_show_as_what_they_are_not() {
        assert_eq!(normalise(b"a\x1bb\x07\tc\n".to_vec()), Ok("a\u{fffd}b\u{fffd}\tc\n".to_owned()));
    }

    #[test]
    fn line_ends_and_byte_order_mark_go() {
        assert_eq!(normalise(b"\xef\xbb\xbfa\r\nb\rc".to_vec()), Ok("a\nb\nc".to_owned()));
    }

    #[test]
    fn what_is_not_text_is_refused_with_its_offset() {
        assert!(normalise(b"ab\xff".to_vec()).expect_err("not UTF-8").contains("byte 2"));
        assert!(normalise(b"a\0".to_vec()).expect_err("NUL").contains("byte 1"));
    }
}
