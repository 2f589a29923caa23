//! Arguments: what was typed ([`typed`], which is also the manual) and what is meant ([`Command`]).

mod typed;
mod value;

use super::build::BuildOptions;
use super::check::CheckOptions;
use super::pdf::PdfOptions;
use super::print::{PrintOptions, PrintTask};
use super::report::Verbosity;
use super::search::SearchOptions;
use super::serve::ServeOptions;
use crate::diagnostic::Level;
use crate::diagnostic::terminal::Colour;
use crate::pipeline::Request;
use crate::preview;
use crate::site::Drafts;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser};
use clap_complete::Shell;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use typed::{
    Typed, TypedBuild, TypedCheck, TypedCommand, TypedFormat, TypedPrint, TypedReading, TypedSearch, TypedServe,
};

/// What a command line means.
#[derive(Debug)]
pub(super) struct Invocation {
    pub(super) command: Command,
    pub(super) verbosity: Verbosity,
}

/// What to do, with every default filled in.
#[derive(Debug)]
pub(super) enum Command {
    /// Build a site.
    Build(BuildOptions),
    /// Preview a site.
    Serve(ServeOptions),
    /// Check a site.
    Check(CheckOptions),
    /// Look after printed copies.
    Print(PrintOptions),
    /// Print cards to PDF.
    Pdf(PdfOptions),
    /// Search a site.
    Search(SearchOptions),
    /// Make a site to begin with.
    New {
        /// Where.
        folder: PathBuf,
    },
    /// Print completions.
    Completions {
        /// For which shell.
        shell: Shell,
    },
    /// Print the page of a code, or the list of codes.
    Explain {
        /// The code as typed.
        code: Option<String>,
    },
}

/// For whom the output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Text for people.
    Human,
    /// JSON for programs.
    Json,
}

/// What the environment says; read once.
#[derive(Debug)]
pub(super) struct Environment {
    /// Whether messages are coloured.
    pub(super) colour: Colour,
    /// `KNEEBOARD_BROWSER`.
    browser: Option<PathBuf>,
    /// `PATH`.
    path: Option<OsString>,
    /// `SOURCE_DATE_EPOCH`.
    source_date_epoch: Option<OsString>,
}

impl Environment {
    /// Reads the variables of this process and asks whether stderr is a terminal.
    pub(super) fn read() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        let refused = set("NO_COLOR").is_some() || set("CLICOLOR").is_some_and(|value| value == "0");
        let capable = std::io::stderr().is_terminal() && set("TERM").is_none_or(|term| term != "dumb");
        let colour = if !refused && (forced || capable) { Colour::On } else { Colour::Off };
        Self {
            colour,
            browser: set("KNEEBOARD_BROWSER").map(PathBuf::from),
            path: set("PATH"),
            source_date_epoch: set("SOURCE_DATE_EPOCH"),
        }
    }

    /// The day that counts as today when the command line does not say.
    fn today(&self) -> Result<Date, String> {
        let Some(epoch) = &self.source_date_epoch else {
            return Ok(ZonedDateTime::now().date());
        };
        let seconds = epoch.to_str().and_then(|text| text.trim().parse().ok());
        seconds
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
            .map(|moment| ZonedDateTime::new(moment, TimeZone::UTC).date())
            .ok_or_else(|| format!("SOURCE_DATE_EPOCH is `{}`, not a number of seconds since 1970", epoch.display()))
    }
}

/// The meaning of a command line.
///
/// # Errors
/// Wrong usage, and `--help` and `--version`: the error prints itself and knows its exit code.
pub(super) fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
) -> Result<Invocation, clap::Error> {
    let typed = Typed::try_parse_from(arguments)?;
    Ok(match typed.command {
        TypedCommand::Build(typed) => {
            // What keeps a build from being published is always said.
            let grave = if typed.strict { Level::Warning } else { Level::Error };
            let verbosity = if typed.quiet { Verbosity::ProblemsFrom(grave) } else { Verbosity::Normal };
            Invocation { command: Command::Build(build_options(typed, environment)?), verbosity }
        }
        TypedCommand::Serve(typed) => normal(Command::Serve(serve_options(typed, environment)?)),
        TypedCommand::Check(typed) => normal(Command::Check(check_options(typed, environment)?)),
        TypedCommand::Print(typed) => normal(print_command(typed, environment)?),
        TypedCommand::Search(typed) => normal(Command::Search(search_options(typed, environment)?)),
        TypedCommand::New { folder } => normal(Command::New { folder }),
        TypedCommand::Completions { shell } => normal(Command::Completions { shell }),
        TypedCommand::Explain { code } => normal(Command::Explain { code }),
    })
}

fn normal(command: Command) -> Invocation {
    Invocation { command, verbosity: Verbosity::Normal }
}

fn build_options(typed: TypedBuild, environment: &Environment) -> Result<BuildOptions, clap::Error> {
    let mut request = request("build", typed.reading, environment)?;
    request.base_url = typed.base_url;
    if let Some(out) = typed.out {
        request.out = out;
    }
    let TypedBuild { force, strict, jobs, timings, .. } = typed;
    Ok(BuildOptions { request, force, strict, jobs, timings })
}

fn serve_options(typed: TypedServe, environment: &Environment) -> Result<ServeOptions, clap::Error> {
    let TypedServe { reading, port, host, allow_host, open, poll } = typed;
    let fixed = reading.today.is_some() || environment.source_date_epoch.is_some();
    let request = request("serve", reading, environment)?;
    let today = request.today;
    let today: preview::Today = if fixed { Box::new(move || today) } else { Box::new(|| ZonedDateTime::now().date()) };
    let preview = preview::Options { request, today, host, port, allowed_hosts: allow_host, poll };
    Ok(ServeOptions { preview, open })
}

fn check_options(typed: TypedCheck, environment: &Environment) -> Result<CheckOptions, clap::Error> {
    let report = typed.report.unwrap_or_else(|| typed.reading.site.join("findability.json"));
    Ok(CheckOptions {
        findability: typed.findability.then_some(report),
        strict: typed.strict,
        format: typed.format.into(),
        request: request("check", typed.reading, environment)?,
    })
}

fn search_options(typed: TypedSearch, environment: &Environment) -> Result<SearchOptions, clap::Error> {
    Ok(SearchOptions {
        query: typed.query,
        limit: typed.limit.get(),
        language: typed.lang,
        explain: typed.explain,
        format: typed.format.into(),
        request: request("search", typed.reading, environment)?,
    })
}

fn print_command(typed: TypedPrint, environment: &Environment) -> Result<Command, clap::Error> {
    let request = request("print", typed.reading, environment)?;
    if let Some(folder) = typed.pdf {
        let Environment { browser, path, .. } = environment;
        return Ok(Command::Pdf(PdfOptions { request, folder, browser: browser.clone(), path: path.clone() }));
    }
    let task = match (typed.stale, typed.record) {
        (true, _) => PrintTask::Stale,
        (false, true) => PrintTask::Record,
        (false, false) => PrintTask::List,
    };
    // Copies of an aid that is being worked on hang all the same.
    let request = Request { drafts: Drafts::Show, ..request };
    Ok(Command::Print(PrintOptions { since: typed.since, task, request }))
}

/// Which site a command reads.
fn request(command: &str, typed: TypedReading, environment: &Environment) -> Result<Request, clap::Error> {
    let today = match typed.today {
        Some(day) => day,
        None => environment.today().map_err(|why| {
            let usage = Typed::command().find_subcommand(command).cloned().unwrap_or_else(Typed::command);
            usage.bin_name(format!("kneeboard {command}")).error(ErrorKind::InvalidValue, why)
        })?,
    };
    let drafts = if typed.drafts { Drafts::Show } else { Drafts::Skip };
    Ok(Request { out: typed.site.join("public"), site: typed.site, base_url: None, drafts, today })
}

impl From<TypedFormat> for Format {
    fn from(typed: TypedFormat) -> Self {
        match typed {
            TypedFormat::Human => Self::Human,
            TypedFormat::Json => Self::Json,
        }
    }
}

/// The definition of the command line, for completions.
pub(super) fn definition() -> clap::Command {
    Typed::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(source_date_epoch: Option<&str>) -> Environment {
        Environment {
            colour: Colour::Off,
            browser: None,
            path: None,
            source_date_epoch: source_date_epoch.map(OsString::from),
        }
    }

    fn build(line: &str, environment: &Environment) -> Result<BuildOptions, clap::Error> {
        let words = format!("kneeboard build {line}");
        match parse(words.split_whitespace().map(OsString::from), environment)?.command {
            Command::Build(options) => Ok(options),
            other => panic!("build became {other:?}"),
        }
    }

    #[test]
    fn the_definition_is_consistent() {
        definition().debug_assert();
    }

    #[test]
    fn the_output_is_in_the_site_unless_it_is_named() {
        let options = build("", &environment(None)).expect("no arguments are fine");
        assert_eq!((options.request.site, options.request.out), (".".into(), "./public".into()));
        let options = build("aids --out /srv/www", &environment(None)).expect("a site and an output");
        assert_eq!((options.request.site, options.request.out), ("aids".into(), "/srv/www".into()));
    }

    #[test]
    fn today_is_the_argument_then_the_epoch_then_the_clock() {
        let today =
            |line: &str, epoch| build(line, &environment(epoch)).map(|options| options.request.today.to_string());
        assert_eq!(today("--today 2024-02-29", Some("0")).ok().as_deref(), Some("2024-02-29"));
        assert_eq!(today("", Some("1700000000")).ok().as_deref(), Some("2023-11-14"));
        assert!(today("", None).is_ok());
        assert!(today("", Some("yesterday")).is_err());
        assert!(today("--today 2025-02-29", None).is_err());
        assert!(today("--today 2025-02-28T10:00", None).is_err());
    }

    #[test]
    fn an_address_is_a_folder() {
        let address =
            |url: &str| build(&format!("--base-url {url}"), &environment(None)).map(|options| options.request.base_url);
        assert_eq!(address("https://example.org/a").ok().flatten().as_deref(), Some("https://example.org/a/"));
        assert_eq!(address("http://localhost:8000/").ok().flatten().as_deref(), Some("http://localhost:8000/"));
        assert_eq!(address("HTTPS://Example.org").ok().flatten().as_deref(), Some("HTTPS://Example.org/"));
        for wrong in ["example.org", "ftp://example.org", "https://", "https:///a", "https://e.org/?a=b"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn wrong_usage_is_exit_code_two() {
        for line in ["--jobs 0", "--jobs 99999", "--nonsense", "a b"] {
            assert_eq!(build(line, &environment(None)).expect_err(line).exit_code(), 2, "{line}");
        }
    }
}
