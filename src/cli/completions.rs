//! `kneeboard completions SHELL`.

use super::args;
use super::exit::Exit;
use super::report::Report;
use clap_complete::Shell;

/// Prints the completions for a shell.
pub(super) fn run(shell: Shell, report: &Report) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::definition(), "kneeboard", &mut script);
    report.output(&String::from_utf8_lossy(&script))
}
