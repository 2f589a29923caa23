//! The list of what we wrote, kept in the output folder: what is on it is ours to replace and to delete, nothing else.

use super::{Error, io_error};
use crate::source::{OUTPUT_MARK, SitePath};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The name of the manifest in the output folder.
pub(super) const MANIFEST: &str = OUTPUT_MARK;

/// The format of the file; a higher one is from a newer kneeboard.
const VERSION: u32 = 1;

/// How much of a large file is held in memory at once.
const CHUNK: usize = 256 * 1024;

/// Size and XXH3-128 hash of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Fingerprint {
    bytes: u64,
    hash: u128,
}

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { bytes: bytes.len() as u64, hash: xxh3_128(bytes) }
    }

    /// The fingerprint of what is copied from `from` to `to`.
    pub(super) fn of_copy(mut from: impl Read, mut to: impl Write) -> std::io::Result<Self> {
        let mut hasher = Xxh3::new();
        let mut bytes = 0;
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match from.read(&mut chunk) {
                Ok(0) => return Ok(Self { bytes, hash: hasher.digest128() }),
                Ok(read) => read,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            hasher.update(&chunk[..read]);
            to.write_all(&chunk[..read])?;
            bytes += read as u64;
        }
    }

    /// The fingerprint of a file on disk; `None` when there is no such regular file.
    pub(super) fn of_file(path: &Path) -> std::io::Result<Option<Self>> {
        match open_regular(path)? {
            Some(file) => Self::of_copy(file, std::io::sink()).map(Some),
            None => Ok(None),
        }
    }
}

/// Opens a regular file for reading; `None` when there is none. Never follows a link, never waits for a pipe.
pub(super) fn open_regular(path: &Path) -> std::io::Result<Option<File>> {
    use rustix::fs::{Mode, OFlags, open};
    use rustix::io::Errno;
    let file = match open(path, OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP | Errno::NXIO) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    Ok(file.metadata()?.is_file().then_some(file))
}

/// Our files by path. A file has several fingerprints while a build that cannot swap folders is under way: on disk is one
/// of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    files: BTreeMap<SitePath, Vec<Fingerprint>>,
}

/// The manifest as JSON.
#[derive(Deserialize)]
struct Stored {
    version: u32,
    files: Vec<StoredFile>,
}

/// One line of the manifest.
#[derive(Serialize, Deserialize)]
struct StoredFile {
    path: String,
    size: u64,
    hash: String,
}

impl Manifest {
    /// A manifest of these files.
    pub(super) fn new(files: impl IntoIterator<Item = (SitePath, Fingerprint)>) -> Self {
        Self { files: files.into_iter().map(|(path, fingerprint)| (path, vec![fingerprint])).collect() }
    }

    /// The manifest in `folder`; `None` when there is none.
    ///
    /// # Errors
    /// [`Error::Refused`] when it is damaged or from a newer version.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, Error> {
        let path = folder.join(MANIFEST);
        let mut text = Vec::new();
        match open_regular(&path).map_err(io_error("read", &path))? {
            None => return Ok(None),
            Some(mut file) => file.read_to_end(&mut text).map_err(io_error("read", &path))?,
        };
        Self::parse(&text).map(Some).map_err(|problem| Error::Refused {
            why: format!("{problem}; delete the folder if nothing in it is yours, or choose another one"),
            path,
        })
    }

    fn parse(text: &[u8]) -> Result<Self, String> {
        let damaged = |detail: String| format!("the manifest is damaged ({detail})");
        let stored: Stored = serde_json::from_slice(text).map_err(|error| damaged(error.to_string()))?;
        if stored.version > VERSION {
            return Err("the manifest was written by a newer kneeboard".to_owned());
        }
        let mut files: BTreeMap<SitePath, Vec<Fingerprint>> = BTreeMap::new();
        for file in stored.files {
            // A path that normalising changes was not written by us; `../x` must never be taken for ours.
            let path = SitePath::new(&file.path).filter(|path| path.as_str() == file.path);
            let hash = u128::from_str_radix(&file.hash, 16).ok();
            let (Some(path), Some(hash)) = (path, hash) else {
                return Err(damaged(format!("entry `{}`", file.path)));
            };
            files.entry(path).or_default().push(Fingerprint { bytes: file.size, hash });
        }
        Ok(Self { files })
    }

    /// The manifest as JSON, one file a line, sorted: the same site gives the same bytes.
    pub(super) fn to_json(&self) -> String {
        let mut json =
            format!("{{\"version\":{VERSION},\"tool\":\"kneeboard {}\",\"files\":[", env!("CARGO_PKG_VERSION"));
        let mut separator = "\n";
        for (path, fingerprints) in &self.files {
            for fingerprint in fingerprints {
                let file = StoredFile {
                    path: path.as_str().to_owned(),
                    size: fingerprint.bytes,
                    hash: format!("{:032x}", fingerprint.hash),
                };
                json.push_str(separator);
                json.push_str(&serde_json::to_string(&file).expect("text and numbers are JSON"));
                separator = ",\n";
            }
        }
        json.push_str("\n]}\n");
        json
    }

    /// Whether `folder` holds exactly this manifest, written by this version.
    pub(super) fn is_in(&self, folder: &Path) -> bool {
        std::fs::read(folder.join(MANIFEST)).is_ok_and(|found| found == self.to_json().as_bytes())
    }

    /// Both: what is on disk at any moment while the files of `new` replace ours one by one.
    pub(super) fn union(&self, new: &Self) -> Self {
        let mut files = self.files.clone();
        for (path, fingerprints) in &new.files {
            let all = files.entry(path.clone()).or_default();
            all.extend_from_slice(fingerprints);
            all.sort_unstable();
            all.dedup();
        }
        Self { files }
    }

    /// Whether we wrote a file at this path.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Whether we wrote this very file.
    pub(super) fn wrote(&self, path: &str, fingerprint: Fingerprint) -> bool {
        self.files.get(path).is_some_and(|all| all.contains(&fingerprint))
    }

    /// Whether what is at `disk` is the file that we wrote at `path`, not edited since.
    pub(super) fn still_wrote(&self, path: &str, disk: &Path) -> Result<bool, Error> {
        if !self.owns(path) {
            return Ok(false);
        }
        let found = Fingerprint::of_file(disk).map_err(io_error("read", disk))?;
        Ok(found.is_some_and(|fingerprint| self.wrote(path, fingerprint)))
    }

    /// The paths of our files, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.files.keys()
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, Manifest};
    use crate::source::SitePath;

    fn path(text: &str) -> SitePath {
        SitePath::new(text).expect("a path inside the site")
    }

    #[test]
    fn reads_what_it_wrote() {
        let a = Manifest::new([(path("é \"a\".html"), Fingerprint::of(b"a")), (path("b/c.css"), Fingerprint::of(b""))]);
        let both = a.union(&Manifest::new([(path("b/c.css"), Fingerprint::of(b"new"))]));
        assert_eq!(Manifest::parse(a.to_json().as_bytes()), Ok(a));
        assert_eq!(Manifest::parse(both.to_json().as_bytes()).as_ref(), Ok(&both));
        assert!(both.wrote("b/c.css", Fingerprint::of(b"")) && both.wrote("b/c.css", Fingerprint::of(b"new")));
    }

    #[test]
    fn a_manifest_that_points_outside_is_damaged() {
        for hostile in ["../x", "/etc/passwd", "a/../../x", "a//b", ""] {
            let json = format!(r#"{{"version":1,"files":[{{"path":"{hostile}","size":0,"hash":"0"}}]}}"#);
            assert!(Manifest::parse(json.as_bytes()).is_err(), "{hostile}");
        }
    }

    #[test]
    fn a_copy_has_the_fingerprint_of_its_bytes() {
        let bytes: Vec<u8> = (0..600_000_u32).map(|n| n.to_le_bytes()[0]).collect();
        let mut copy = Vec::new();
        assert_eq!(Fingerprint::of_copy(&bytes[..], &mut copy).ok(), Some(Fingerprint::of(&bytes)));
        assert_eq!(copy, bytes);
    }
}
