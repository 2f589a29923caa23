//! How long a writer waits: from the write of a file until the browser gets the new page, list and index.
//!
//! ```text
//! cargo bench --bench edit -- [--aids 10000] [--edits 10]
//! ```
//!
//! The input is that of the benchmark of the build. `kneeboard serve` runs as a process of its own; every edit is a file
//! that an editor renames over the old one. The times are medians, the waiting for quiet included. The peer is Hugo, when it
//! is there: `hugo server` on the same aids with the smallest theme that has a page for each and lists by tag.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run may stop")]

#[path = "../build/generate.rs"]
mod generate;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long to wait for anything.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two edits: a writer does not save ten times a second.
const PAUSE: Duration = Duration::from_millis(400);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.map_or(default, |at| arguments.get(at + 1).and_then(|text| text.parse().ok()).expect("a number follows"))
    };
    let (aids, edits) = (number("--aids", 10_000), number("--edits", 10));
    let shm = Path::new("/dev/shm");
    let base = if shm.is_dir() { shm.to_owned() } else { std::env::temp_dir() };
    let folder = tempfile::Builder::new().prefix("kneeboard-bench-").tempdir_in(base).unwrap();
    let site = folder.path().join("content");
    generate::site(&site, aids);
    println!("{aids} aids, {edits} edits of each kind, medians in ms from the write; memory in MB: now, at most");
    println!("{:16} {:>7} {:>7} {:>7} {:>7} {:>9} {:>11}", "", "ready", "body", "title", "list", "search", "memory");
    measure("kneeboard serve", &Server::kneeboard(&site), &site, edits, ".html");
    if Command::new("hugo").arg("version").stdout(Stdio::null()).status().is_ok() {
        hugo_theme(folder.path());
        measure("hugo server", &Server::hugo(folder.path()), &site, edits, "/");
    } else {
        println!("hugo is not on the PATH: no peer");
    }
}

/// A running server.
struct Server {
    child: Child,
    port: u16,
    started: Instant,
    /// The list in which a new title shows, and the file of the index; none where there is none.
    list: &'static str,
    search: Option<&'static str>,
}

impl Server {
    fn kneeboard(site: &Path) -> Self {
        let started = Instant::now();
        let mut child = Command::new(env!("CARGO_BIN_EXE_kneeboard"))
            .args(["serve", "--port", "0"])
            .arg(site)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let address = |line: String| line.split("http://127.0.0.1:").nth(1)?.split('/').next()?.parse().ok();
        let port = lines.find_map(address).expect("the address is said");
        // What it says later is of no interest, but somebody must read it.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port, started, list: "/browse/a-z.html", search: Some("/search/engine.js") }
    }

    fn hugo(root: &Path) -> Self {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let started = Instant::now();
        let child = Command::new("hugo")
            .args(["server", "--source"])
            .arg(root)
            .args(["--port", &port.to_string(), "--bind", "127.0.0.1"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        Self { child, port, started, list: "/", search: None }
    }

    /// What is at a path; `None` while nobody answers.
    fn get(&self, path: &str) -> Option<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let port = self.port;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n").ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Waits until what is at a path pleases.
    fn wait(&self, path: &str, pleases: impl Fn(&str) -> bool) {
        let since = Instant::now();
        while !self.get(path).is_some_and(|answer| pleases(&answer)) {
            assert!(since.elapsed() < PATIENCE, "{path} never came");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Megabytes now and at most, where the system tells.
    fn memory(&self) -> (u64, u64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u64>().unwrap_or(0) / 1024
        };
        (field("VmRSS:"), field("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts, edits and prints a line.
fn measure(name: &str, server: &Server, site: &Path, edits: usize, ending: &str) {
    let files = files(site);
    let address = |file: &Path| format!("/{}{ending}", file.with_extension("").display());
    server.wait(&address(&files[0]), |answer| answer.starts_with("HTTP/1.1 200"));
    let ready = server.started.elapsed();
    let (mut body, mut title, mut list, mut search) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut edit = |number: usize, is_title: bool| {
        // A title that stands first in every list: all of it is another, and one page tells.
        let mark = format!("{}{}{number}", if is_title { "000mark" } else { "mark" }, name.replace(' ', ""));
        let file = &files[(number * 997 + 3) % files.len()];
        let text = std::fs::read_to_string(site.join(file)).unwrap();
        let text = if is_title {
            let (before, after) = text.split_once("title: ").unwrap();
            format!("{before}title: {mark}\n{}", after.split_once('\n').unwrap().1)
        } else {
            format!("{text}\nThe {mark}.\n")
        };
        let old_index = server.search.and_then(|path| server.get(path));
        let temporary = site.join("saving.tmp");
        std::fs::write(&temporary, text).unwrap();
        let since = Instant::now();
        std::fs::rename(&temporary, site.join(file)).unwrap();
        server.wait(&address(file), |answer| answer.contains(&mark));
        if is_title { &mut title } else { &mut body }.push(since.elapsed());
        if is_title {
            server.wait(server.list, |answer| answer.contains(&mark));
            list.push(since.elapsed());
        }
        if let Some(path) = server.search {
            server.wait(path, |answer| Some(answer) != old_index.as_deref());
            search.push(since.elapsed());
        }
        std::thread::sleep(PAUSE);
    };
    (0..edits).for_each(|number| edit(number, false));
    (edits..2 * edits).for_each(|number| edit(number, true));
    let (now, most) = server.memory();
    let ms = |times: Vec<Duration>| match times.len() {
        0 => "–".to_owned(),
        _ => format!("{:.0}", median(times).as_secs_f64() * 1_000.0),
    };
    println!(
        "{name:16} {:>7.0} {:>7} {:>7} {:>7} {:>9} {now:>5} {most:>5}",
        ready.as_secs_f64() * 1_000.0,
        ms(body),
        ms(title),
        ms(list),
        ms(search),
    );
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Every aid, relative to the site, sorted.
fn files(site: &Path) -> Vec<PathBuf> {
    let folders = std::fs::read_dir(site).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let aids = folders.flat_map(|folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut files: Vec<PathBuf> = aids.map(|path| path.strip_prefix(site).unwrap().to_owned()).collect();
    files.sort();
    files
}

/// What Hugo needs beside the content: a page for each aid, a list of all, lists by tag.
fn hugo_theme(root: &Path) {
    let files = [
        ("hugo.yaml", "baseURL: http://localhost/\ntitle: Aids\ntaxonomies: {tag: tags}\n"),
        ("layouts/_default/single.html", "<h1>{{ .Title }}</h1>{{ .Content }}"),
        (
            "layouts/_default/list.html",
            "<h1>{{ .Title }}</h1>{{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}",
        ),
        (
            "layouts/index.html",
            "{{ range .Site.RegularPages.ByTitle }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}",
        ),
    ];
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
