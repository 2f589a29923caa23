//! A site in memory and a preview of it, asked over HTTP.

use super::saves::is_long;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// An edit that is not shown after this time is not shown.
const BOUND: Duration = Duration::from_secs(5);
/// The same for the many files of the long trial.
const LONG_BOUND: Duration = Duration::from_secs(30);
/// How often is asked.
const STEP: Duration = Duration::from_millis(2);

/// A preview that ends with the test, and its site.
pub(crate) struct Preview {
    folder: tempfile::TempDir,
    child: Child,
    stdin: ChildStdin,
    address: SocketAddr,
    said: Arc<Mutex<Vec<String>>>,
}

impl Preview {
    /// Previews a site of these files.
    pub(crate) fn of(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        Self::started(
            files,
            Command::new(env!("CARGO_BIN_EXE_kneeboard")).args(["serve", ".", "--port", "0"]).args(arguments),
        )
    }

    /// Previews a site of these files by a command of its own.
    pub(crate) fn started(files: &[(&str, &str)], command: &mut Command) -> Self {
        // The disk's own latency is not what is asked about.
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        let folder = folder.expect("a temporary folder");
        let root = folder.path().join("site");
        for (path, content) in files {
            write(&root.join(path), content);
        }
        let command = command.current_dir(&root).env("NO_COLOR", "1").stdin(Stdio::piped()).stdout(Stdio::null());
        let mut child = command.stderr(Stdio::piped()).spawn().expect("the command runs");
        let stdin = child.stdin.take().expect("a pipe");
        let mut lines = BufReader::new(child.stderr.take().expect("a pipe")).lines().map_while(Result::ok);
        let mut first = Vec::new();
        let address = loop {
            let line = lines.next().unwrap_or_else(|| panic!("no address:\n{}", first.join("\n")));
            let address = line.strip_prefix("http://").and_then(|rest| rest.split('/').next()?.parse().ok());
            first.push(line);
            if let Some(address) = address {
                break address;
            }
        };
        let said = Arc::new(Mutex::new(first));
        let heard = Arc::clone(&said);
        std::thread::spawn(move || lines.for_each(|line| heard.lock().expect("no panic").push(line)));
        Self { folder, child, stdin, address, said }
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// A place beside the site, on the same disk.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        write(&self.root().join(path), content);
    }

    /// Types a line.
    pub(crate) fn types(&mut self, line: &str) {
        writeln!(self.stdin, "{line}").expect("it reads");
    }

    /// The status and body of a page.
    pub(crate) fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(BOUND)).expect("a socket");
        write!(stream, "GET /{path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address)
            .expect("it hears");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("it answers");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, answer)
    }

    /// Waits until a page shows a text; how long that took.
    pub(crate) fn shows(&self, path: &str, text: &str) -> Duration {
        self.until(&format!("`{path}` shows `{text}`"), || {
            let (status, body) = self.get(path);
            status == 200 && body.contains(text)
        })
    }

    /// Waits until there is no such page.
    pub(crate) fn lacks(&self, path: &str) -> Duration {
        self.until(&format!("there is no `{path}`"), || self.get(path).0 == 404)
    }

    /// Waits until a line with this text was said.
    pub(crate) fn says(&self, text: &str) -> Duration {
        self.until(&format!("it says `{text}`"), || self.count(text) > 0)
    }

    /// How many lines with this text were said.
    pub(crate) fn count(&self, text: &str) -> usize {
        self.said.lock().expect("no panic").iter().filter(|line| line.contains(text)).count()
    }

    fn until(&self, what: &str, holds: impl Fn() -> bool) -> Duration {
        let start = Instant::now();
        let bound = if is_long() { LONG_BOUND } else { BOUND };
        while !holds() {
            if start.elapsed() > bound {
                panic!("not within {bound:?}: {what}\n{}", self.said.lock().expect("no panic").join("\n"));
            }
            std::thread::sleep(STEP);
        }
        start.elapsed()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // When it has ended already, there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a file, in place when it is there.
pub(crate) fn write(path: &Path, content: impl AsRef<[u8]>) {
    std::fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder");
    std::fs::write(path, content).expect("a file");
}

/// An aid with one step.
pub(crate) fn aid(step: &str) -> String {
    format!("---\ntitle: Reset the press\nsummary: When it stands still.\n---\n\n1. {step}.\n")
}
