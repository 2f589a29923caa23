//! Requests that want what is not theirs, and requests that are none.

use super::http::{Server, read};
use super::site;
use std::io::{BufReader, Write};
use std::time::Duration;

/// Requests sent before the first answer is read.
const PIPELINED: usize = 40;
/// Of the whole list, so many are sent in an ordinary run.
const ONE_IN: usize = 17;

const UPWARDS: [&str; 9] = ["..", "%2e%2e", ".%2e", "%2e.", "%252e%252e", "%c0%ae%c0%ae", "..;", "...", "%uff0e%uff0e"];
const SLASHES: [&str; 8] = ["/", "%2f", "\\", "%5c", "%c0%af", "//", "/./", "%252f"];
const BEFORE: [&str; 7] = ["", "folder/", "static/", "search/", ".kneeboard/", "press.html/", "browse/../"];
const WANTED: [&str; 7] =
    ["SECRET.txt", "etc/passwd", ".env", ".git/config", "kneeboard.yaml", "out/SECRET.txt", "press.md"];
const AFTER: [&str; 3] = ["", "%00.html", "?x=.html"];

/// Every combination, upwards by nought to seven folders.
fn traversals() -> impl Iterator<Item = String> {
    let upwards = UPWARDS.iter().flat_map(|up| SLASHES.iter().map(move |slash| format!("{up}{slash}")));
    let upwards = upwards.flat_map(|step| (0..8).map(move |depth| step.repeat(depth)));
    let places = upwards.flat_map(|up| BEFORE.iter().map(move |before| format!("/{before}{up}")));
    let files = places.flat_map(|place| WANTED.iter().map(move |wanted| format!("{place}{wanted}")));
    files.flat_map(|file| AFTER.iter().map(move |after| format!("{file}{after}")))
}

#[test]
fn no_path_leads_out_of_what_is_published() {
    let site = site();
    let outside = tempfile::tempdir().expect("a folder");
    std::fs::write(outside.path().join("SECRET.txt"), "SECRET\n").expect("a file");
    std::fs::write(site.root().with_extension("SECRET.txt"), "SECRET\n").expect("a file");
    std::os::unix::fs::symlink(outside.path(), site.root().join("out")).expect("a link");
    let server = Server::start(site.root());
    let every = if std::env::var_os("KNEEBOARD_LONG").is_some() { 1 } else { ONE_IN };
    let paths: Vec<String> = traversals().step_by(every).collect();
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    let mut rest = &paths[..];
    while !rest.is_empty() {
        let batch = &rest[..rest.len().min(PIPELINED)];
        let requests: String = batch.iter().map(|path| server.request("GET", path, &[])).collect();
        let mut stream = server.connect();
        // It may close after a request that is none.
        let _ = stream.write_all(requests.as_bytes());
        let mut stream = BufReader::new(stream);
        let mut answered = 0;
        while answered < batch.len()
            && let Some(answer) = read(&mut stream, false)
        {
            let (path, text) = (&batch[answered], answer.text());
            assert!(!text.contains("SECRET\n") && !text.contains("root:x:0"), "{path} leaks");
            assert!(answer.status < 500, "{path}: {}", answer.status);
            *counts.entry(answer.status).or_default() += 1;
            answered += 1;
        }
        rest = &rest[answered.max(1)..];
    }
    let answered: usize = counts.values().sum();
    println!("{} paths, answers by status: {counts:?}", paths.len());
    assert!(answered * 10 > paths.len() * 9, "{counts:?}");
    assert_eq!(server.get("/press.html").status, 200);
}

#[test]
fn a_file_that_became_a_link_is_not_followed_out_of_the_site() {
    let site = site();
    let server = Server::start(site.root());
    assert_eq!(server.get("/knob.svg").status, 200);
    let knob = site.root().join("knob.svg");
    for target in ["/etc/passwd", ".env", ".git/config", "/dev/zero", "folder"] {
        std::fs::remove_file(&knob).expect("a file");
        std::os::unix::fs::symlink(target, &knob).expect("a link");
        for _ in 0..5 {
            let answer = server.get("/knob.svg");
            assert!(!answer.text().contains("SECRET") && !answer.text().contains("root:x:0"), "{target}");
            assert!(matches!(answer.status, 200 | 404), "{target}: {}", answer.status);
            assert!(answer.status == 404 || answer.text().contains("<svg"), "{target}");
        }
    }
}

/// Requests that no browser sends: the head, and what it is about.
fn abuses(host: &str) -> Vec<Vec<u8>> {
    let long = |count: usize| "a".repeat(count);
    let head = |line: &str, more: &str| format!("{line}\r\nHost: {host}\r\n{more}\r\n").into_bytes();
    let get = |more: &str| head("GET / HTTP/1.1", more);
    let mut all: Vec<Vec<u8>> = [
        "GET /\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n",
        "GET\r\n\r\n",
        "\r\n\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "GET / HTTP/1.1\nHost: x\n\n",
        "GET  /  HTTP/1.1\r\n\r\n",
        "\0\0\0\0\0\0\0\0\r\n\r\n",
        "\u{16}\u{3}\u{1}\0\u{5}\u{1}\0\0\u{1}\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "*1\r\n$4\r\nPING\r\n",
        "GET / HTTP/1.1\r\nHost x\r\n\r\n",
        "GET / HTTP/1.1\r\n: x\r\n\r\n",
        "GET / HTTP/1.1\r\n Host: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: \0\r\n\r\n",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND", "get", "G E T", "GÉT"]
    {
        all.push(head(&format!("{method} / HTTP/1.1"), ""));
    }
    for target in [
        "*",
        "http://evil.example/",
        "//evil.example/",
        "?",
        "#",
        "/%",
        "/%zz",
        "/%00",
        "/\0",
        "/\u{7f}",
        "/é",
        "/ /",
        "http://",
        "/?%00",
        "/.kneeboard/",
        "/.kneeboard/events",
        "/.kneeboard/events?page=%00&tag=%ff",
        "/.kneeboard/margin",
        "/.kneeboard/margin?page=../../etc/passwd",
        "/search/%F0%9F%98%80.js",
    ] {
        all.push(head(&format!("GET {target} HTTP/1.1"), "Connection: close\r\n"));
    }
    all.push(head("OPTIONS * HTTP/1.1", ""));
    all.push(head("CONNECT evil.example:443 HTTP/1.1", ""));
    all.push(head(&format!("GET /{} HTTP/1.1", long(100_000)), ""));
    all.push(head(&format!("GET /{} HTTP/1.1", long(1_000_000)), ""));
    all.push(get(&format!("X: {}\r\n", long(600_000))));
    all.push(get(&(0..5_000).map(|n| format!("X{n}: y\r\n")).collect::<String>()));
    for body in [
        "Content-Length: 5\r\n\r\nhello",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        "Content-Length: -1\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 1000000\r\n\r\nx",
        "Content-Length: x\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n",
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: gzip\r\n",
        "Expect: 100-continue\r\n",
        "Expect: nonsense\r\n",
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n",
        "Upgrade: h2c\r\n",
        "Range: bytes=0-0,1-1,2-2\r\n",
        "If-None-Match: \"\r\n",
        "Connection: close, keep-alive, x\r\n",
        "\r\nGET / HTTP/1.1\r\nGARBAGE",
    ] {
        all.push(get(body));
        all.push(head("POST / HTTP/1.1", body));
    }
    all
}

#[test]
fn nothing_that_is_no_request_harms_the_server() {
    let site = site();
    let server = Server::start(site.root());
    let host = server.address.to_string();
    let all = abuses(&host);
    assert!(all.len() >= 60, "{}", all.len());
    std::thread::scope(|scope| {
        for part in all.chunks(all.len().div_ceil(8)) {
            let server = &server;
            scope.spawn(move || {
                for bytes in part {
                    let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(80)]).into_owned();
                    let got = server.raw(bytes, Duration::from_millis(300));
                    for line in got.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"HTTP/1.")) {
                        assert!(!line[8..].starts_with(b" 5"), "{shown}: {}", String::from_utf8_lossy(line));
                    }
                    assert_eq!(server.get("/wash.html").status, 200, "after {shown}");
                }
            });
        }
    });
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let refused = server.ask(method, "/", &[]);
        assert_eq!((refused.status, refused.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}
