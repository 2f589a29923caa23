//! Files of the site folder, opened safely and sent in pieces.

use axum::body::Body;
use futures_util::stream;
use std::fs::File;
use std::io::{self, SeekFrom};
use std::ops::Range;
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// Bytes that are read at a time.
const PIECE: usize = 64 << 10;

/// An open file.
#[derive(Debug)]
pub(super) struct Opened {
    file: File,
    pub(super) length: u64,
    /// Another after every change that the disk's clock can tell.
    pub(super) etag: String,
}

/// Opens a file of the site. `None` when it is not there, or no file, or no longer where the site says: it may have been
/// replaced, after it was listed, by a link to what is hidden or outside.
pub(super) fn open(root: &Path, disk: &Path) -> Option<Opened> {
    let (root, place) = (root.canonicalize().ok()?, disk.canonicalize().ok()?);
    let is_seen = |part: Component<'_>| !part.as_os_str().as_encoded_bytes().starts_with(b".");
    if !place.strip_prefix(root).ok()?.components().all(is_seen) || !place.metadata().ok()?.is_file() {
        return None;
    }
    let file = File::open(place).ok()?;
    let found = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
    let (length, changed) = (found.len(), i128::from(found.mtime()) * 1_000_000_000 + i128::from(found.mtime_nsec()));
    let etag = format!("\"{length:x}-{changed:x}-{:x}\"", found.ino());
    Some(Opened { file, length, etag })
}

impl Opened {
    /// A part of the file, read as it is sent.
    pub(super) fn body(self, part: Range<u64>) -> Body {
        let file = tokio::fs::File::from_std(self.file);
        Body::from_stream(stream::try_unfold((file, part, false), next_piece))
    }
}

/// The file, what is still to be sent, and whether the file stands there.
type Sending = (tokio::fs::File, Range<u64>, bool);

async fn next_piece((mut file, rest, stands_there): Sending) -> io::Result<Option<(Vec<u8>, Sending)>> {
    if rest.is_empty() {
        return Ok(None);
    }
    if !stands_there && rest.start > 0 {
        file.seek(SeekFrom::Start(rest.start)).await?;
    }
    let wanted = (rest.end - rest.start).min(PIECE as u64);
    let mut piece = Vec::with_capacity(PIECE);
    (&mut file).take(wanted).read_buf(&mut piece).await?;
    if piece.is_empty() {
        // It was longer when its length was told.
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let rest = rest.start + piece.len() as u64..rest.end;
    Ok(Some((piece, (file, rest, true))))
}

#[cfg(test)]
mod tests {
    use super::open;
    use std::os::unix::fs::symlink;

    #[test]
    fn only_what_is_seen_in_the_site_opens() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("site");
        std::fs::create_dir_all(root.join(".git")).expect("a folder");
        for file in ["../outside.txt", "inside.txt", ".env", ".git/config"] {
            std::fs::write(root.join(file), "text").expect("a file");
        }
        let links =
            [("out", "../outside.txt"), ("env", ".env"), ("git", ".git"), ("in", "inside.txt"), ("self", "self")];
        for (link, target) in links {
            symlink(target, root.join(link)).expect("a link");
        }
        let opens = |path: &str| open(&root, &root.join(path)).is_some();
        for path in ["inside.txt", "in"] {
            assert!(opens(path), "{path}");
        }
        for path in ["out", "env", "git/config", "self", ".env", ".git", "", "none", "../outside.txt"] {
            assert!(!opens(path), "{path}");
        }
    }
}
