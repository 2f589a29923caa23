//! What a build costs, beside the least that anybody must do.
//!
//! ```text
//! cargo bench --bench build -- [--aids 10000] [--runs 3]
//! ```
//!
//! The input is made by [`generate`]: the same aids on every machine. The peer is [`bare_loop`]: it reads, parses, renders
//! and writes the same files and does nothing else. Both run in processes of their own, by turns, and the median of the
//! runs counts. What matters is the ratio of their CPU times; it depends little on the machine and what else it does.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot run may stop")]

mod bare_loop;
mod generate;
mod measure;

use measure::Cost;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The argument by which this program calls itself to be the peer.
const BARE_LOOP: &str = "--bare-loop";

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, input, output] = arguments.as_slice()
        && flag == BARE_LOOP
    {
        return bare_loop::run(Path::new(input), Path::new(output));
    }
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.map_or(default, |at| arguments.get(at + 1).and_then(|text| text.parse().ok()).expect("a number follows"))
    };
    compare(number("--aids", 10_000), number("--runs", 3).max(1));
}

/// Runs both and prints the figures.
fn compare(aids: usize, runs: usize) {
    let folder = tempfile::Builder::new().prefix("kneeboard-bench-").tempdir_in(memory_or_disk()).unwrap();
    let site = folder.path().join("site");
    let size = generate::site(&site, aids);
    println!(
        "input: {aids} aids, {} words each on average, {:.1} MB, in {}; {runs} runs, the median counts",
        size.words / aids.max(1),
        megabytes(size.bytes),
        memory_or_disk().display(),
    );

    let this = std::env::current_exe().unwrap();
    let (mut loops, mut firsts, mut agains) = (Vec::new(), Vec::new(), Vec::new());
    for run in 0..runs {
        let (flat, public) = (folder.path().join(format!("flat-{run}")), folder.path().join(format!("public-{run}")));
        loops.push(measure::run(Command::new(&this).arg(BARE_LOOP).args([&site, &flat])));
        firsts.push(build(&site, &public));
        agains.push(build(&site, &public));
        std::fs::remove_dir_all(flat).unwrap();
        std::fs::remove_dir_all(public).unwrap();
    }
    let (peer, first, again) = (median(loops), median(firsts), median(agains));
    println!("{:32} {:>8} {:>8} {:>8} {:>8} {:>8}", "", "wall", "CPU", "user", "system", "memory");
    for (name, cost) in [("bare loop (peer)", peer), ("kneeboard build", first), ("kneeboard build, unchanged", again)]
    {
        println!(
            "{name:32} {:>6.2} s {:>6.2} s {:>6.2} s {:>6.2} s {:>5.0} MB",
            cost.wall.as_secs_f64(),
            cost.cpu(),
            cost.user,
            cost.system,
            megabytes(cost.memory),
        );
    }
    println!(
        "ratio to the peer: {:.2} in CPU time, {:.2} in wall time; unchanged {:.2} in CPU time",
        first.cpu() / peer.cpu(),
        first.wall.as_secs_f64() / peer.wall.as_secs_f64(),
        again.cpu() / peer.cpu(),
    );
}

fn build(site: &Path, public: &Path) -> Cost {
    let mut command = Command::new(env!("CARGO_BIN_EXE_kneeboard"));
    measure::run(command.args(["build", "--quiet", "--strict", "--today", "2026-05-01", "--out"]).args([public, site]))
}

/// The run with the median CPU time.
fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|a, b| a.cpu().total_cmp(&b.cpu()));
    costs[costs.len() / 2]
}

/// Memory where there is a file system of it: what the disk does is not what we measure.
fn memory_or_disk() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}

#[expect(clippy::cast_precision_loss, reason = "one digit after the point is printed")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
