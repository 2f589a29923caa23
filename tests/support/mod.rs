//! A site in a temporary folder, and the command run on it.
#![allow(dead_code, unreachable_pub, reason = "every test binary uses its own part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day of every build, unless a test says otherwise.
pub const TODAY: &str = "2026-11-23";

/// A site folder that goes when the test ends.
pub struct Site {
    folder: tempfile::TempDir,
}

/// What a run of the command left.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Site {
    /// A site of these files: path and content.
    pub fn new(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (path, content) in files {
            site.write(path, content);
        }
        site
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().expect("a file in the site")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    /// Builds into `public`, on [`TODAY`].
    pub fn build(&self, arguments: &[&str]) -> Run {
        self.run(&["build", "."], arguments)
    }

    /// Checks, on [`TODAY`].
    pub fn check(&self, arguments: &[&str]) -> Run {
        self.run(&["check", "."], arguments)
    }

    /// Searches, on [`TODAY`].
    pub fn search(&self, query: &str, arguments: &[&str]) -> Run {
        self.run(&["search", query, "."], arguments)
    }

    fn run(&self, command: &[&str], arguments: &[&str]) -> Run {
        let mut all = command.to_vec();
        if !arguments.contains(&"--today") {
            all.extend(["--today", TODAY]);
        }
        all.extend(arguments);
        run(self.root(), &all)
    }

    /// A file of the output as text.
    pub fn page(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join("public").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.root().join("public").join(path).exists()
    }
}

/// Runs the command in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_kneeboard"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs");
    Run {
        code: output.status.code().expect("an exit code"),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Every file below a folder, by its path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below the folder").to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// Copies a folder, but for built sites.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        if !path.starts_with("public/") {
            let target: PathBuf = to.join(path);
            std::fs::create_dir_all(target.parent().expect("a file")).expect("a folder");
            std::fs::write(target, bytes).expect("a file");
        }
    }
}

/// The repository.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
