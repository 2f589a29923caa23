//! Arguments: what was typed ([`Typed`], which is also the manual) and what is meant ([`Command`]).

use super::build::BuildOptions;
use super::report::Verbosity;
use crate::diagnostic::Level;
use crate::diagnostic::terminal::Colour;
use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};
use std::ffi::OsString;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The command as it is typed.
#[derive(Debug, Parser)]
#[command(name = "kneeboard", version, about, long_about = LONG_ABOUT, after_long_help = AFTER_HELP)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
struct Typed {
    #[command(subcommand)]
    command: TypedCommand,
}

const LONG_ABOUT: &str = "\
Kneeboard turns a folder of markdown job aids into a static site: procedures, checklists, decision tables, lookups, \
troubleshooting guides and worksheets, made to be found in two clicks and used with gloves on.

The site is plain files. It works from any web server, under any path, and from a folder on a USB stick.";

const AFTER_HELP: &str = "\
First site:
  kneeboard new my-aids
  kneeboard build my-aids
  then open my-aids/public/index.html

Exit codes:
  0  done
  1  the content has errors (with --strict: or warnings)
  2  could not run: wrong usage, a folder that cannot be read or written

Environment:
  NO_COLOR           set: messages without colour
  CLICOLOR_FORCE     set and not 0: messages in colour, even into a file
  SOURCE_DATE_EPOCH  seconds since 1970 (UTC): the day that counts as today, unless --today says otherwise

Messages go to stderr. stdout carries only what was asked for: completions and explanations.";

#[derive(Debug, Subcommand)]
enum TypedCommand {
    Build(TypedBuild),
    /// Make a small working site to begin with
    ///
    /// Writes a site with one aid of each of the six types into DIR, which must be new or empty. Every file is meant to be
    /// changed or deleted.
    New {
        /// Folder of the new site
        #[arg(value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
        folder: PathBuf,
    },
    /// Print the completions for a shell
    ///
    /// For bash, for example: kneeboard completions bash > ~/.local/share/bash-completion/completions/kneeboard
    Completions {
        /// Shell to complete in
        shell: Shell,
    },
    /// Explain a code that a message carries, such as F04
    ///
    /// Says what the rule does, why it is there, and shows an example and its mend. Without CODE: lists every code.
    Explain {
        /// Code in brackets after `error`, `warning` or `info`
        code: Option<String>,
    },
}

/// Build the site
///
/// Reads every markdown file below SITE and writes the finished site. A folder without kneeboard.yaml and without front
/// matter is a site too.
///
/// All problems of the content are reported in one run, each at its place; an aid with a problem never stops the others.
/// The output folder changes all at once when the build has succeeded, and files in it that Kneeboard did not write stay.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 done, 1 the content has errors (with --strict: or warnings), 2 could not run.")]
struct TypedBuild {
    /// Folder of the site
    #[arg(default_value = ".", value_hint = clap::ValueHint::DirPath)]
    site: PathBuf,

    /// Folder to write the site to [default: SITE/public]
    ///
    /// It must be new, empty, or written by Kneeboard before; see --force.
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    out: Option<PathBuf>,

    /// Address where the site will be, in place of base_url in kneeboard.yaml
    ///
    /// Links are always relative; only the sitemap, the feed and search engines need the full address.
    #[arg(long, value_name = "URL", value_parser = base_url, value_hint = clap::ValueHint::Url)]
    base_url: Option<String>,

    /// Publish aids whose status is `draft` too
    #[arg(long)]
    drafts: bool,

    /// Write into a folder that holds files of others
    ///
    /// Replaces the files that the site has too, and leaves all others alone.
    #[arg(long)]
    force: bool,

    /// Publish nothing unless the content has neither errors nor warnings
    #[arg(long)]
    strict: bool,

    /// Day that counts as today for dates of effect, expiry and review [default: the clock's]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,

    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = threads)]
    jobs: Option<NonZeroUsize>,

    /// Report errors only (with --strict: and warnings): no progress, no summary
    #[arg(long, short)]
    quiet: bool,

    /// Say how long each stage took
    #[arg(long)]
    timings: bool,
}

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

/// What the environment says; read once.
#[derive(Debug)]
pub(super) struct Environment {
    /// Whether messages are coloured.
    pub(super) colour: Colour,
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
        Self { colour, source_date_epoch: set("SOURCE_DATE_EPOCH") }
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
        TypedCommand::New { folder } => normal(Command::New { folder }),
        TypedCommand::Completions { shell } => normal(Command::Completions { shell }),
        TypedCommand::Explain { code } => normal(Command::Explain { code }),
    })
}

fn normal(command: Command) -> Invocation {
    Invocation { command, verbosity: Verbosity::Normal }
}

fn build_options(typed: TypedBuild, environment: &Environment) -> Result<BuildOptions, clap::Error> {
    let today = match typed.today {
        Some(day) => day,
        None => environment.today().map_err(|why| {
            let build = Typed::command().find_subcommand("build").cloned().unwrap_or_else(Typed::command);
            build.bin_name("kneeboard build").error(ErrorKind::InvalidValue, why)
        })?,
    };
    Ok(BuildOptions {
        out: typed.out.unwrap_or_else(|| typed.site.join("public")),
        site: typed.site,
        base_url: typed.base_url,
        drafts: typed.drafts,
        force: typed.force,
        strict: typed.strict,
        today,
        jobs: typed.jobs,
        timings: typed.timings,
    })
}

/// The definition of the command line, for completions.
pub(super) fn definition() -> clap::Command {
    Typed::command()
}

/// More threads than any machine has cores only cost time: to start 99,999 of them took minutes.
const MAX_THREADS: usize = 512;

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let threads: Option<NonZeroUsize> = text.parse().ok().filter(|threads: &NonZeroUsize| threads.get() <= MAX_THREADS);
    threads.ok_or_else(|| format!("write a number from 1 to {MAX_THREADS}"))
}

/// A day, written in full. The date library would read a date with a time as well.
fn day(text: &str) -> Result<Date, String> {
    let date: Option<Date> = text.parse().ok().filter(|_| text.len() == "2026-05-01".len());
    date.ok_or_else(|| "write a day that exists as YYYY-MM-DD, such as 2026-05-01".to_owned())
}

/// An address ends in `/`: what is joined to it must not replace its last part.
fn base_url(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let stranger = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>');
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(stranger) => {
            Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
        }
        _ => Err("write an address such as https://example.org/aids/".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(source_date_epoch: Option<&str>) -> Environment {
        Environment { colour: Colour::Off, source_date_epoch: source_date_epoch.map(OsString::from) }
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
        assert_eq!((options.site, options.out), (".".into(), "./public".into()));
        let options = build("aids --out /srv/www", &environment(None)).expect("a site and an output");
        assert_eq!((options.site, options.out), ("aids".into(), "/srv/www".into()));
    }

    #[test]
    fn today_is_the_argument_then_the_epoch_then_the_clock() {
        let today = |line: &str, epoch| build(line, &environment(epoch)).map(|options| options.today.to_string());
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
            |url: &str| build(&format!("--base-url {url}"), &environment(None)).map(|options| options.base_url);
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
