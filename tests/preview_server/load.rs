//! Many clients at a time. Sizes are small in an ordinary run; the figures of the design are for `KNEEBOARD_LONG=1`.

use super::http::{Server, read};
use super::site;
use std::io::{BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn is_long() -> bool {
    std::env::var_os("KNEEBOARD_LONG").is_some()
}

/// Memory in use, in KiB.
fn memory(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("Linux says");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

#[test]
#[cfg(target_os = "linux")]
fn idle_clients_cost_little_and_nobody_waits_for_them() {
    let site = site();
    let server = Server::start(site.root());
    server.get("/press.html");
    let (count, before) = (if is_long() { 5_000 } else { 500 }, memory(server.process()));
    let idle: Vec<TcpStream> = (0..count)
        .map(|number| {
            let mut stream = server.connect();
            // Half of them have asked for something before.
            if number % 2 == 0 {
                stream.write_all(server.request("HEAD", "/press.html", &[]).as_bytes()).expect("a request");
                stream.read_exact(&mut [0; 12]).expect("an answer");
            }
            stream
        })
        .collect();
    let started = Instant::now();
    assert_eq!(server.get("/press.html").status, 200);
    let took = started.elapsed();
    let growth = memory(server.process()).saturating_sub(before);
    println!("{count} idle clients: {growth} KiB more, a page in {took:?}");
    assert!(growth <= count * 100 * 1_024 / 5_000 + 4_096, "{growth} KiB for {count}");
    assert!(!is_long() || took < Duration::from_millis(100), "{took:?}");
    drop(idle);
}

#[test]
fn slow_clients_are_sent_away() {
    let site = site();
    let server = Server::start(site.root());
    let started = Instant::now();
    let mut slow: Vec<TcpStream> = (0..if is_long() { 2_000 } else { 100 }).map(|_| server.connect()).collect();
    // A byte of a head that never ends, again and again.
    for byte in b"GET / HTTP".iter().cycle() {
        if started.elapsed() > Duration::from_secs(9) {
            break;
        }
        for stream in &mut slow {
            let _ = stream.write_all(&[*byte]);
        }
        std::thread::sleep(Duration::from_millis(500));
    }
    assert_eq!(server.get("/press.html").status, 200);
    let count = slow.len();
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time limit");
        let mut rest = Vec::new();
        let end = stream.read_to_end(&mut rest).map_err(|error| error.kind());
        assert!(matches!(end, Ok(_) | Err(std::io::ErrorKind::ConnectionReset)), "{end:?}");
    }
    let took = started.elapsed();
    println!("{count} slow clients: the last was sent away after {took:?}");
    assert!(took < Duration::from_secs(if is_long() { 15 } else { 25 }), "{took:?}");
}

/// Requests a second by clients that keep their connections, if the server does.
fn throughput(address: SocketAddr, path: &str, clients: usize, time: Duration) -> f64 {
    let started = Instant::now();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n");
    let connect = || TcpStream::connect(address).expect("a connection");
    let counts = std::thread::scope(|scope| {
        let work = || {
            let mut count = 0;
            let mut stream = BufReader::new(connect());
            while started.elapsed() < time {
                let sent = stream.get_mut().write_all(request.as_bytes()).is_ok();
                match sent.then(|| read(&mut stream, false)).flatten() {
                    Some(answer) => {
                        assert_eq!(answer.status, 200);
                        count += 1;
                    }
                    None => stream = BufReader::new(connect()),
                }
            }
            count
        };
        let clients: Vec<_> = (0..clients).map(|_| scope.spawn(work)).collect();
        clients.into_iter().map(|client| client.join().expect("a client")).sum::<u32>()
    });
    f64::from(counts) / started.elapsed().as_secs_f64()
}

#[test]
#[ignore = "a comparison of speeds: needs python3 and a quiet machine"]
fn it_is_three_times_as_fast_as_pythons_server() {
    let site = site();
    assert_eq!(site.build(&[]).code, 0);
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address").port();
    let mut python = Command::new("python3")
        .args(["-m", "http.server", &port.to_string(), "--bind", "127.0.0.1", "--protocol", "HTTP/1.1"])
        .current_dir(site.root().join("public"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("python3 runs");
    let peer = SocketAddr::from(([127, 0, 0, 1], port));
    while TcpStream::connect(peer).is_err() {
        std::thread::sleep(Duration::from_millis(50));
    }
    let server = Server::start(site.root());
    let time = Duration::from_secs(3);
    for path in ["/press.html", "/knob.svg", "/film.mp4"] {
        let (ours, theirs) = (throughput(server.address, path, 8, time), throughput(peer, path, 8, time));
        println!("{path}: {ours:.0} requests a second, python {theirs:.0}: {:.1} times", ours / theirs);
        assert!(path != "/press.html" || ours >= 3.0 * theirs, "{ours} {theirs}");
    }
    python.kill().expect("it runs");
    python.wait().expect("it ended");
}
