//! The command line: arguments in, exit code out. The only place that prints, reads the clock and the environment.
//!
//! `args` tells what was typed from what is meant; one file per command does it; [`report::Report`] says what happened;
//! [`exit::Exit`] is the end.

mod args;
mod browser;
pub mod build;
mod check;
mod completions;
pub mod exit;
mod explain;
mod findability;
mod new;
mod pdf;
mod print;
pub mod report;
mod search;
mod serve;
mod stages;

use args::Command;
use exit::Exit;
use report::Report;

/// Runs the command and returns the exit code.
#[must_use]
pub fn main() -> u8 {
    let environment = args::Environment::read();
    match args::parse(std::env::args_os(), &environment) {
        Ok(invocation) => {
            let mut report = Report::new(invocation.verbosity, environment.colour);
            run(invocation.command, &mut report).code()
        }
        Err(usage) => {
            // `--help` and `--version` arrive here too, with code 0. Nobody is left to tell when printing fails.
            let _ = usage.print();
            u8::try_from(usage.exit_code()).unwrap_or(Exit::CouldNotRun.code())
        }
    }
}

fn run(command: Command, report: &mut Report) -> Exit {
    match command {
        Command::Build(options) => build::run(&options, report),
        Command::Serve(options) => serve::run(options, report),
        Command::Check(options) => check::run(&options, report),
        Command::Print(options) => print::run(&options, report),
        Command::Pdf(options) => pdf::run(&options, report),
        Command::Search(options) => search::run(&options, report),
        Command::New { folder } => new::run(&folder, report),
        Command::Completions { shell } => completions::run(shell, report),
        Command::Explain { code } => explain::run(code.as_deref(), report),
    }
}
