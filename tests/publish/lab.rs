//! A folder in memory with a site in it, and ways to look at what a build did.

use kneeboard::publish::{Error, Stage, Summary, Target};
use kneeboard::source::SitePath;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A temporary folder with a site in `site`, whose output is `site/public`.
pub(crate) struct Lab {
    folder: TempDir,
}

impl Lab {
    pub(crate) fn new() -> Self {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        let lab = Self { folder: TempDir::new_in(parent).expect("a temporary folder") };
        lab.write("site/press.md", "# Press\n");
        lab
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root().join(inside)
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.path("site/public")
    }

    pub(crate) fn target(&self) -> Target {
        Target { out: self.out(), site: self.path("site"), protected: Vec::new(), force: false }
    }

    pub(crate) fn write(&self, inside: &str, text: &str) {
        let path = self.path(inside);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
    }
}

pub(crate) fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("a path inside the site")
}

/// Builds a site of these files.
pub(crate) fn publish(target: &Target, files: &[(&str, &str)]) -> Result<Summary, Error> {
    let stage = Stage::open(target, |_| {})?;
    for (name, text) in files {
        stage.put(&path(name), text.as_bytes())?;
    }
    stage.commit()
}

/// Everything below a folder, without our manifest: path → what is there.
pub(crate) fn contents(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(current) = folders.pop() {
        for entry in std::fs::read_dir(&current).expect("a folder") {
            let entry = entry.expect("an entry");
            let (disk, kind) = (entry.path(), entry.file_type().expect("a kind"));
            let text = if kind.is_dir() {
                folders.push(disk.clone());
                "folder".to_owned()
            } else if kind.is_symlink() {
                format!("link to {}", std::fs::read_link(&disk).expect("a link").display())
            } else if kind.is_file() {
                String::from_utf8_lossy(&std::fs::read(&disk).expect("a file")).into_owned()
            } else {
                "special".to_owned()
            };
            let inside = disk.strip_prefix(folder).expect("inside").to_owned();
            if inside != Path::new(".kneeboard-manifest.json") {
                found.insert(inside, text);
            }
        }
    }
    found
}

pub(crate) fn expect_files(folder: &Path, files: &[(&str, &str)]) {
    let expected: BTreeMap<PathBuf, String> =
        files.iter().map(|(path, text)| (path.into(), (*text).to_owned())).collect();
    assert_eq!(contents(folder), expected);
}

/// Nothing of ours is left beside the output.
pub(crate) fn expect_no_leftovers(out: &Path) {
    let entries = std::fs::read_dir(out.parent().expect("a parent")).expect("the parent");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let left: Vec<_> = names.filter(|name| name.as_encoded_bytes().starts_with(b".")).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

/// The text of a refusal.
pub(crate) fn refusal(result: Result<Summary, Error>) -> String {
    match result {
        Err(error @ Error::Refused { .. }) => error.to_string(),
        other => panic!("not refused: {other:?}"),
    }
}
