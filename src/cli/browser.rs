//! The browser that turns pages into PDFs: found on this machine, run without a window.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// What browsers that can do it are called, the most likely first.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
];
/// Where they are when they are in no folder of `PATH`.
const PLACES: [&str; 6] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/opt/google/chrome/chrome",
    "/opt/microsoft/msedge/msedge",
    "/snap/bin/chromium",
];
/// The longest that one page may take. A cold start on a slow disk takes seconds.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often to look whether a browser has ended.
const PAUSE: Duration = Duration::from_millis(20);
/// The most lines of a browser's own words in a message.
const LINES_TOLD: usize = 5;

/// A browser of this machine.
#[derive(Debug)]
pub(super) struct Browser {
    program: PathBuf,
}

impl Browser {
    /// The browser that was asked for, else the first one that is installed.
    ///
    /// # Errors
    /// What to install, as text.
    pub(super) fn find(asked_for: Option<&Path>, path: Option<&OsStr>) -> Result<Self, String> {
        let folders: Vec<PathBuf> = path.into_iter().flat_map(std::env::split_paths).collect();
        let in_path = |name: &Path| folders.iter().map(|folder| folder.join(name)).find(|program| program.is_file());
        if let Some(program) = asked_for {
            let found = if program.is_file() { Some(program.to_owned()) } else { in_path(program) };
            let found = found.and_then(|program| std::path::absolute(program).ok()).map(|program| Self { program });
            return found
                .ok_or_else(|| format!("no browser at `{}`, which KNEEBOARD_BROWSER names", program.display()));
        }
        let installed = NAMES.iter().find_map(|name| in_path(Path::new(name)));
        let elsewhere = || PLACES.iter().map(PathBuf::from).find(|program| program.is_file());
        installed.or_else(elsewhere).map(|program| Self { program }).ok_or_else(|| {
            "no browser that can write PDFs is found: install Chromium, Google Chrome or Microsoft Edge, \
             or set KNEEBOARD_BROWSER to the path of one"
                .to_owned()
        })
    }

    /// Prints the page at a `file:` address to `pdf`. `scratch` is a new folder for what the browser keeps.
    ///
    /// # Errors
    /// Why there is no PDF, as text.
    pub(super) fn print(&self, address: &str, pdf: &Path, scratch: &Path) -> Result<(), String> {
        let said = scratch.join("said");
        let log = File::create(&said).map_err(|error| format!("cannot write `{}`: {error}", said.display()))?;
        let mut command = Command::new(&self.program);
        command.args(["--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check"]);
        command.args(["--disable-background-networking", "--disable-component-update", "--disable-sync"]);
        // A profile of its own: a window that is open with the person's own would otherwise take the page over.
        command.arg(option("--user-data-dir=", &scratch.join("profile")));
        command.args(["--no-pdf-header-footer", "--virtual-time-budget=10000"]);
        command.arg(option("--print-to-pdf=", pdf));
        if std::fs::metadata(scratch).is_ok_and(|own| own.uid() == 0) {
            // Chromium refuses to start in its sandbox as root; a folder that we have just made tells who we are.
            command.arg("--no-sandbox");
        }
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        let shown = self.program.display();
        let child = command.spawn().map_err(|error| format!("cannot start `{shown}`: {error}"))?;
        let because = match wait(child, PATIENCE) {
            Ok(Some(status)) if status.success() && is_pdf(pdf) => return Ok(()),
            Ok(Some(status)) if status.success() => "wrote no PDF".to_owned(),
            Ok(Some(status)) => format!("failed ({status})"),
            Ok(None) => format!("did not end within {} s", PATIENCE.as_secs()),
            Err(error) => format!("cannot be waited for: {error}"),
        };
        Err(format!("`{shown}` {because}{}", last_words(&said)))
    }
}

/// An option with a path that need not be UTF-8.
fn option(name: &str, path: &Path) -> OsString {
    let mut option = OsString::from(name);
    option.push(path);
    option
}

/// Waits until a process ends; ends it when it takes too long: then there is no status.
fn wait(mut child: Child, limit: Duration) -> std::io::Result<Option<ExitStatus>> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if started.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(PAUSE);
    }
}

/// Whether a file is a PDF, to its end.
fn is_pdf(file: &Path) -> bool {
    std::fs::read(file).is_ok_and(|bytes| bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF"))
}

/// What the browser said last, each line below the message.
fn last_words(said: &Path) -> String {
    let text = std::fs::read(said).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(LINES_TOLD)..].iter().map(|line| format!("\n  {line}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_hangs_is_ended() {
        let hanging = Command::new("sleep").arg("600").spawn().expect("a process");
        assert!(wait(hanging, Duration::ZERO).expect("it can be ended").is_none());
        let ending = Command::new("true").spawn().expect("a process");
        assert!(wait(ending, PATIENCE).expect("it can be waited for").is_some_and(|status| status.success()));
    }
}
