//! What a command costs: time on the clock, time of the processors, memory.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The cost of one run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// From start to end.
    pub(crate) wall: Duration,
    /// Seconds that the processors worked for it.
    pub(crate) user: f64,
    /// Seconds that they worked for the system on its behalf.
    pub(crate) system: f64,
    /// The most bytes it had in memory, as seen every few milliseconds.
    pub(crate) memory: u64,
}

impl Cost {
    /// User and system time together, in seconds.
    pub(crate) fn cpu(&self) -> f64 {
        self.user + self.system
    }
}

/// Linux counts in hundredths of a second, on every machine that Rust is likely to run on.
const TICKS_A_SECOND: f64 = 100.0;

/// Runs a command to its end.
///
/// # Panics
/// When it cannot be started or fails: a figure of a run that failed would be none.
pub(crate) fn run(command: &mut Command) -> Cost {
    let before = times_of_children();
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn().expect("the command starts");
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak_memory(child.id()).unwrap_or(0));
        match child.try_wait().expect("the command can be waited for") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(2)),
        }
    };
    let wall = start.elapsed();
    assert!(status.success(), "{command:?} failed: {status}");
    let after = times_of_children();
    Cost { wall, user: after.0 - before.0, system: after.1 - before.1, memory }
}

/// User and system seconds of all children that have ended; zero where the system does not tell.
fn times_of_children() -> (f64, f64) {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold spaces; the state follows it, and 13 fields later the times.
    let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ').skip(13);
    let mut seconds = || fields.next().and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0) / TICKS_A_SECOND;
    (seconds(), seconds())
}

/// The most memory that a running process has had, in bytes.
fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}
