//! What the preview's server answers, to whom, and what it stands. Loopback only; every trial ends by itself.
//!
//! The long forms: `KNEEBOARD_LONG=1 cargo test --release --test preview_server -- --include-ignored --test-threads 1 --nocapture`
#![allow(clippy::print_stdout, reason = "the figures of a trial are its result")]

mod attacks;
mod http;
mod load;
#[path = "../support/mod.rs"]
mod support;

use http::{Events, Server, command};
use std::io::{Read, Write};
use std::time::Duration;
use support::Site;

/// A site with a picture, a video's captions and a style sheet of its own.
pub(crate) fn site() -> Site {
    let site = Site::new(&[
        ("kneeboard.yaml", "title: Press room # SECRET\n"),
        ("press.md", "# Reset the press\n\n1. Pull the knob.\n\n![Knob](knob.svg)\n\n[Table](table.csv)\n"),
        ("wash.md", "# Wash your hands\n\n1. Soap.\n"),
        ("folder/café au lait.md", "# Café\n\n1. Pour.\n"),
        ("knob.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>"),
        ("captions.vtt", "WEBVTT\n"),
        ("table.csv", "a,b\n"),
        ("theme/static/site.css", "main { color: inherit }\n"),
        (".env", "SECRET\n"),
        (".git/config", "SECRET\n"),
    ]);
    site.write("film.mp4", (0..200_000_u32).map(|n| (n % 251) as u8).collect::<Vec<u8>>());
    site
}

#[test]
fn a_page_is_what_a_build_writes_and_one_script() {
    let site = site();
    let built = site.build(&[]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    let server = Server::start(site.root());
    for (path, file) in [
        ("/", "index.html"),
        ("/press.html", "press.html"),
        ("/folder/caf%C3%A9-au-lait.html", "folder/café-au-lait.html"),
        ("/404.html", "404.html"),
        ("/browse/a-z.html?x=1", "browse/a-z.html"),
    ] {
        let shown = server.get(path);
        assert_eq!(shown.status, 200, "{path}");
        let tag = shown.tag();
        let script =
            format!("<script src=\"/.kneeboard/preview.js\" data-page=\"{file}\" data-tag=\"{tag}\" defer></script>");
        assert_eq!(shown.text().matches(&script).count(), 1, "{path}");
        assert!(shown.text().contains(&format!("{script}</head>")), "{path}");
        assert_eq!(shown.text().replace(&script, ""), site.page(file), "{path}");
    }
    for (path, bytes) in support::files(&site.root().join("public")) {
        if !path.ends_with(".html") && !path.contains("manifest") && path.is_ascii() {
            assert!(server.get(&format!("/{path}")).body == bytes, "{path}");
        }
    }
}

#[test]
fn every_kind_of_file_says_what_it_is_and_nobody_may_guess() {
    let (site, utf8) = (site(), "; charset=utf-8");
    let server = Server::start(site.root());
    for (path, kind) in [
        ("/", format!("text/html{utf8}")),
        ("/nowhere.css", format!("text/html{utf8}")),
        ("/static/site.css", format!("text/css{utf8}")),
        ("/search/engine.js", format!("text/javascript{utf8}")),
        ("/.kneeboard/preview.js", format!("text/javascript{utf8}")),
        ("/.kneeboard/preview.css", format!("text/css{utf8}")),
        ("/.kneeboard/margin?page=press.html", "application/json".to_owned()),
        ("/aids.json", "application/json".to_owned()),
        ("/feed.xml", format!("text/xml{utf8}")),
        ("/robots.txt", format!("text/plain{utf8}")),
        ("/captions.vtt", format!("text/vtt{utf8}")),
        ("/table.csv", format!("text/csv{utf8}")),
        ("/knob.svg", "image/svg+xml".to_owned()),
        ("/film.mp4", "video/mp4".to_owned()),
    ] {
        let answer = server.get(path);
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert!(!answer.headers.iter().any(|(name, _)| name.starts_with("access-control-")), "{path}");
    }
}

#[test]
fn the_page_for_what_is_not_there_has_its_style_at_any_depth() {
    let site = site();
    let server = Server::start(site.root());
    for (path, style) in [("/nowhere.html", "\"static/style.css\""), ("/a/b/nowhere", "\"../../static/style.css\"")] {
        let page = server.get(path);
        assert_eq!(page.status, 404, "{path}");
        assert!(page.text().contains(style), "{path}");
    }
}

#[test]
fn a_folder_with_a_page_of_its_own_leads_to_it() {
    let site = site();
    site.write("hall/index.md", "# Hall\n\n1. Open the door.\n");
    let server = Server::start(site.root());
    let folder = server.get("/hall");
    assert_eq!((folder.status, folder.header("location")), (307, "/hall/"));
    assert!(server.get("/hall/").text().contains("Open the door"));
}

#[test]
fn a_head_is_the_answer_without_its_body() {
    let site = site();
    let server = Server::start(site.root());
    for path in ["/", "/film.mp4", "/knob.svg", "/nowhere.html", "/.kneeboard/preview.js", "/search/engine.js"] {
        let (head, whole) = (server.ask("HEAD", path, &[]), server.get(path));
        assert_eq!(head.status, whole.status, "{path}");
        assert_eq!(head.header("content-length"), whole.body.len().to_string(), "{path}");
        assert_eq!(head.header("etag"), whole.header("etag"), "{path}");
        let raw =
            server.raw(server.request("HEAD", path, &[("Connection", "close")]).as_bytes(), Duration::from_secs(5));
        assert!(raw.ends_with(b"\r\n\r\n"), "{path}: a body");
    }
}

#[test]
fn what_the_browser_has_is_not_sent_again_until_it_changes() {
    let site = site();
    let server = Server::start(site.root());
    for path in ["/press.html", "/knob.svg", "/static/site.css"] {
        let etag = server.get(path).header("etag").to_owned();
        assert!(etag.len() > 8 && etag.starts_with('"'), "{path}: {etag}");
        for known in [etag.clone(), format!("W/{etag}"), format!("\"other\", {etag}"), "*".to_owned()] {
            let again = server.ask("GET", path, &[("If-None-Match", &known)]);
            assert_eq!((again.status, again.header("etag")), (304, etag.as_str()), "{path} {known}");
        }
        assert_eq!(server.ask("GET", path, &[("If-None-Match", "\"other\"")]).status, 200, "{path}");
    }
    let (page, picture) = (server.get("/wash.html"), server.get("/knob.svg"));
    let mut events = Events::of(&server, "wash.html", &page.tag());
    events.next();
    site.write("knob.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"7\" height=\"7\"/>");
    site.write("wash.md", "# Wash your hands\n\n1. Soap and water.\n");
    while events.next()["page"] != "changed" {}
    assert_eq!(server.ask("GET", "/wash.html", &[("If-None-Match", page.header("etag"))]).status, 200);
    assert_eq!(server.ask("GET", "/knob.svg", &[("If-None-Match", picture.header("etag"))]).status, 200);
}

#[test]
fn a_video_can_be_wound() {
    let site = site();
    let server = Server::start(site.root());
    for path in ["/film.mp4", "/press.html"] {
        let whole = server.get(path);
        let (length, etag) = (whole.body.len(), whole.header("etag").to_owned());
        let part = |range: &str| server.ask("GET", path, &[("Range", range)]);
        for (range, from, to) in [
            ("bytes=0-0", 0, 1),
            ("bytes=5-99", 5, 100),
            ("bytes=500-", 500, length),
            ("bytes=-7", length - 7, length),
            ("bytes=0-99999999999999999999999", 0, length),
            ("bytes=-99999999999999999999999", 0, length),
        ] {
            let answer = part(range);
            assert_eq!(answer.status, 206, "{path} {range}");
            assert_eq!(answer.header("content-range"), format!("bytes {from}-{}/{length}", to - 1), "{path}");
            assert!(answer.body == whole.body[from..to], "{path} {range}");
        }
        for range in [format!("bytes={length}-"), "bytes=-0".to_owned(), "bytes=9999999-99999999".to_owned()] {
            let answer = part(&range);
            assert_eq!(answer.status, 416, "{path} {range}");
            assert_eq!(answer.header("content-range"), format!("bytes */{length}"), "{path}");
        }
        for range in ["bytes=0-1,5-6", "bytes=9-5", "bytes=x-", "bytes=-", "lines=0-1", "bytes", "bytes=--5"] {
            assert_eq!(part(range).status, 200, "{path} {range}");
        }
        let still = server.ask("GET", path, &[("Range", "bytes=0-3"), ("If-Range", &etag)]);
        let other = server.ask("GET", path, &[("Range", "bytes=0-3"), ("If-Range", "\"other\"")]);
        assert_eq!((still.status, other.status), (206, 200), "{path}");
    }
}

#[test]
fn only_its_own_names_and_its_own_pages_are_answered() {
    let site = site();
    let server = Server::start_with(site.root(), &["--port", "0", "--allow-host", "press.lan"]);
    let port = server.address.port();
    let asked = |hosts: &[&str], headers: &[(&str, &str)], path: &str| {
        let hosts: String = hosts.iter().map(|host| format!("Host: {host}\r\n")).collect();
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request = format!("GET {path} HTTP/1.1\r\n{hosts}{more}Connection: close\r\n\r\n");
        let answer = server.raw(request.as_bytes(), Duration::from_secs(5));
        http::read(&mut &answer[..], false).map_or(0, |answer| answer.status)
    };
    let own = format!("127.0.0.1:{port}");
    let ports = |name: &str| format!("{name}:{port}");
    for (host, status) in [
        (own.clone(), 200),
        (ports("localhost"), 200),
        (ports("LocalHost"), 200),
        (ports("[::1]"), 200),
        (ports("press.lan"), 200),
        ("press.lan".to_owned(), 200),
        (ports("evil.example"), 421),
        ("evil.example".to_owned(), 421),
        (ports("localhost.evil.example"), 421),
        (ports("127.0.0.1.evil.example"), 421),
        (ports("192.0.2.1"), 421),
        ("127.0.0.1".to_owned(), 421),
        ("127.0.0.1:1".to_owned(), 421),
        (format!("localhost@{own}"), 421),
        (format!("{own}/"), 421),
        (format!("{own}, evil.example"), 421),
        (String::new(), 421),
    ] {
        assert_eq!(asked(&[&host], &[], "/"), status, "{host}");
    }
    assert_eq!(asked(&[], &[], "/"), 400);
    assert_eq!(asked(&[&own, &own], &[], "/"), 400);
    assert_eq!(asked(&[&own, "evil.example"], &[], "/"), 400);
    let origin = format!("http://{own}");
    let click = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")];
    let embed = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")];
    let neighbour = [("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Mode", "cors")];
    let (page, events) = ("/press.html", "/.kneeboard/preview.js");
    for (headers, of_page, of_own) in [
        (&[("Origin", origin.as_str())][..], 200, 200),
        (&[("Sec-Fetch-Site", "same-origin")], 200, 200),
        (&[("Sec-Fetch-Site", "none")], 200, 200),
        (&click, 200, 403),
        (&embed, 403, 403),
        (&neighbour, 403, 403),
        (&[("Origin", "http://evil.example")], 403, 403),
        (&[("Origin", "http://127.0.0.1:1")], 403, 403),
        (&[("Origin", "null")], 403, 403),
        (&[("Origin", origin.as_str()), ("Origin", "http://evil.example")], 403, 403),
    ] {
        assert_eq!((asked(&[&own], headers, page), asked(&[&own], headers, events)), (of_page, of_own), "{headers:?}");
    }
    let stream = "/.kneeboard/events?page=press.html&tag=";
    assert_eq!(asked(&[&own], &[("Origin", "http://evil.example")], stream), 403);
}

/// Saves a file at one stroke: who looks meanwhile sees the old one or the new one.
fn save(site: &Site, path: &str, text: &str) {
    let beside = site.root().join(".being-saved");
    std::fs::write(&beside, text).expect("a file");
    std::fs::rename(beside, site.root().join(path)).expect("a file renamed");
}

#[test]
fn a_saved_page_is_announced_to_those_who_show_it() {
    let site = site();
    let server = Server::start(site.root());
    let (press, wash) = (server.get("/press.html").tag(), server.get("/wash.html").tag());
    let mut events = [Events::of(&server, "press.html", &press), Events::of(&server, "wash.html", &wash)];
    for events in &mut events {
        let state = events.next();
        assert_eq!((&state["page"], &state["saved"]), (&"same".into(), &serde_json::json!([])), "{state}");
    }
    save(&site, "press.md", "# Reset the press\n\n1. Turn the knob.\n");
    let [ours, other] = &mut events;
    let (state, beside) = (ours.next(), other.next());
    assert_eq!(state["page"], "changed", "{state}");
    assert_eq!(state["tag"], server.get("/press.html").tag().as_str());
    let saved =
        serde_json::json!([{"file": "press.md", "page": "press.html", "title": "Reset the press", "exists": true}]);
    assert_eq!(state["saved"], saved);
    assert_eq!((&beside["page"], &beside["saved"]), (&"same".into(), &saved), "{beside}");

    // Who comes back after it missed a change is told, too.
    assert_eq!(Events::of(&server, "press.html", &press).next()["page"], "changed");

    save(&site, "theme/static/site.css", "main { color: red }\n");
    let mut state = other.next();
    while state["styles"] == serde_json::json!([]) {
        state = other.next();
    }
    assert_eq!((&state["page"], &state["styles"]), (&"same".into(), &serde_json::json!(["static/site.css"])));

    std::fs::remove_file(site.root().join("wash.md")).expect("a file");
    while other.next()["page"] != "gone" {}
    let missing = server.get("/wash.html");
    assert_eq!(missing.status, 404);
    let mut waiting = Events::of(&server, "wash.html", &missing.tag());
    assert_eq!(waiting.next()["page"], "same");
    save(&site, "wash.md", "# Wash your hands\n\n1. Soap.\n");
    while waiting.next()["page"] != "changed" {}
}

#[test]
fn a_template_that_fails_shows_its_problem_until_it_is_mended() {
    let site = site();
    site.write("theme/templates/aid.html", "{{ nothing.here.at.all }}");
    let server = Server::start(site.root());
    let broken = server.get("/press.html");
    assert_eq!(broken.status, 500);
    let mut events = Events::of(&server, "press.html", &broken.tag());
    assert_eq!(events.next()["page"], "same");
    std::fs::remove_file(site.root().join("theme/templates/aid.html")).expect("a file");
    while events.next()["page"] != "changed" {}
    let mended = server.get("/press.html");
    assert_eq!(mended.status, 200);
    let mut events = Events::of(&server, "press.html", &mended.tag());
    events.next();
    site.write("theme/templates/aid.html", "{{ nothing.here.at.all }}");
    while events.next()["page"] != "broken" {}
}

#[test]
fn what_keeps_the_last_good_page_is_the_theme_and_nothing_else() {
    let site = site();
    let server = Server::start(site.root());
    let mut events = Events::of(&server, "index.html", &server.get("/").tag());
    let number = events.next()["number"].clone();
    save(&site, "kneeboard.yaml", "title: Press room\nreview: {every: nonsense}\n");
    while events.next()["number"] == number {}
    std::fs::create_dir_all(site.root().join("theme/templates")).expect("a folder");
    save(&site, "theme/templates/aid.html", "{% if %}");
    let margin = || {
        serde_json::from_slice::<serde_json::Value>(&server.get("/.kneeboard/margin?page=index.html").body)
            .expect("JSON")
    };
    while margin()["stale"] != true {
        events.next();
    }
    let problems = margin()["problems"].clone();
    let files: Vec<&str> = problems.as_array().expect("a list").iter().filter_map(|p| p["file"].as_str()).collect();
    assert_eq!(files, ["theme/templates/aid.html"], "{problems}");
}

#[test]
fn it_ends_at_once_with_streams_open_and_requests_half_sent() {
    for signal in ["-INT", "-TERM"] {
        let site = site();
        let server = Server::start(site.root());
        let mut events = Events::of(&server, "press.html", "");
        events.next();
        let mut half = server.connect();
        half.write_all(b"GET / HTTP/1.1\r\nHo").expect("half a request");
        let idle = server.connect();
        let mut reader = server.connect();
        reader.write_all(server.request("GET", "/film.mp4", &[]).as_bytes()).expect("a request");
        reader.read_exact(&mut [0]).expect("the first byte");
        let (status, took) = server.interrupt(signal);
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(took < Duration::from_secs(5), "{signal}: {took:?}");
        drop((idle, half, reader));
    }
}

#[test]
fn a_busy_port_is_passed_over_unless_it_was_asked_for() {
    let site = site();
    let (one, two) = (Server::start_with(site.root(), &[]), Server::start_with(site.root(), &[]));
    assert!(one.address != two.address);
    for server in [&one, &two] {
        assert!((1111..=1121).contains(&server.address.port()), "{}", server.address);
        assert_eq!(server.get("/").status, 200);
    }
    let port = one.address.port().to_string();
    let refused = command(site.root(), &["--port", &port]).output().expect("the command runs");
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8_lossy(&refused.stderr);
    assert!(said.contains(&format!("port {port}")) && said.contains("--port"), "{said}");
}

#[test]
fn it_listens_at_an_address_of_the_newer_internet_too() {
    let site = site();
    let server = Server::start_with(site.root(), &["--port", "0", "--host", "::1"]);
    assert_eq!((server.address.is_ipv6(), server.get("/").status), (true, 200));
}
