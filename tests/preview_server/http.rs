//! A running preview and a client that sends exactly the bytes it is given.

#![allow(unreachable_pub, reason = "used by the other files of this test")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Longer than any answer takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// `kneeboard serve`, ended when dropped.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The tag of the page, from its script.
    pub fn tag(&self) -> String {
        let text = self.text();
        let tag = text.split("data-tag=\"").nth(1).unwrap_or_else(|| panic!("no tag in {text}"));
        tag.chars().take_while(|letter| *letter != '"').collect()
    }
}

/// The command, ready to start.
pub fn command(site: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kneeboard"));
    command.args(["serve", ".", "--today", super::support::TODAY]).args(arguments).current_dir(site);
    command.env("NO_COLOR", "1").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

impl Server {
    /// Previews a site at any free port.
    pub fn start(site: &Path) -> Self {
        Self::start_with(site, &["--port", "0"])
    }

    pub fn start_with(site: &Path, arguments: &[&str]) -> Self {
        let mut child = command(site, arguments).spawn().expect("the command runs");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let address = line.split("http://").nth(1)?.split('/').next()?;
            Some(address.replace("localhost", "127.0.0.1").parse().expect("an address"))
        });
        // Whatever else it says is read, so that it never waits for us.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address: address.expect("it says where it listens") }
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_nodelay(true).expect("an open stream");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit");
        stream.set_write_timeout(Some(PATIENCE)).expect("a time limit");
        stream
    }

    /// A request as browsers send it, with more headers.
    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> String {
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        format!("{method} {path} HTTP/1.1\r\nHost: {}\r\n{more}\r\n", self.address)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(self.request(method, path, headers).as_bytes()).expect("a request");
        read(&mut BufReader::new(stream), method == "HEAD").expect("an answer")
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    /// Sends bytes, then nothing more; all that comes back until the server closes or the patience ends.
    pub fn raw(&self, bytes: &[u8], patience: Duration) -> Vec<u8> {
        let mut stream = self.connect();
        stream.set_read_timeout(Some(patience)).expect("a time limit");
        // The server may refuse before it has read everything.
        let _ = stream.write_all(bytes);
        let mut got = Vec::new();
        let _ = stream.read_to_end(&mut got);
        got
    }

    /// Asks the process to end, as Ctrl-C does; how it ended and how long it took.
    pub fn interrupt(mut self, signal: &str) -> (ExitStatus, Duration) {
        let started = Instant::now();
        let process = self.child.id().to_string();
        Command::new("kill").args([signal, &process]).status().expect("kill runs");
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status, started.elapsed());
            }
            assert!(started.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The next answer; `None` when the connection has ended.
pub fn read(stream: &mut impl BufRead, without_body: bool) -> Option<Answer> {
    let mut line = String::new();
    stream.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
    let status: u16 = line.split(' ').nth(1)?.parse().ok()?;
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).ok().filter(|bytes| *bytes > 0)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_ascii_lowercase(), value.to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    let length = answer.header("content-length").parse().unwrap_or(0);
    if !without_body && status != 304 {
        answer.body.resize(length, 0);
        stream.read_exact(&mut answer.body).ok()?;
    }
    Some(answer)
}

/// The events of a page.
pub struct Events(BufReader<TcpStream>);

impl Events {
    pub fn of(server: &Server, page: &str, tag: &str) -> Self {
        let mut stream = server.connect();
        let path = format!("/.kneeboard/events?page={page}&tag={tag}");
        stream.write_all(server.request("GET", &path, &[]).as_bytes()).expect("a request");
        let mut stream = BufReader::new(stream);
        let mut head = String::new();
        while stream.read_line(&mut head).expect("a head") > 2 {}
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
        Self(stream)
    }

    /// The data of the next event.
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            let read = self.0.read_line(&mut line).expect("an event");
            assert!(read > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }
}
