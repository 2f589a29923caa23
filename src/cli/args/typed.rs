//! The command line as it is typed, which is also the manual.

use super::value::{base_url, count, day, threads};
use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The command as it is typed.
#[derive(Debug, Parser)]
#[command(name = "kneeboard", version, about, long_about = LONG_ABOUT, after_long_help = AFTER_HELP)]
#[command(disable_help_subcommand = true, max_term_width = 100)]
pub(super) struct Typed {
    #[command(subcommand)]
    pub(super) command: TypedCommand,
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
  1  the content has errors (with --strict: or warnings); a search found nothing
  2  could not run: wrong usage, a folder that cannot be read or written

Environment:
  NO_COLOR           set: messages without colour
  CLICOLOR_FORCE     set and not 0: messages in colour, even into a file
  KNEEBOARD_BROWSER  browser that writes PDFs for `print --pdf` [default: any that is installed]
  SOURCE_DATE_EPOCH  seconds since 1970 (UTC): the day that counts as today, unless --today says otherwise

Messages go to stderr. stdout carries only what was asked for: hits, figures, JSON, completions and explanations.";

#[derive(Debug, Subcommand)]
pub(super) enum TypedCommand {
    Build(TypedBuild),
    Serve(TypedServe),
    Check(TypedCheck),
    Print(TypedPrint),
    Search(TypedSearch),
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

/// Which site to read, and as of when.
#[derive(Debug, clap::Args)]
pub(super) struct TypedReading {
    /// Folder of the site
    #[arg(default_value = ".", value_hint = clap::ValueHint::DirPath)]
    pub(super) site: PathBuf,

    /// Read aids whose status is `draft` too
    #[arg(long)]
    pub(super) drafts: bool,

    /// Day that counts as today for dates of effect, expiry and review [default: the clock's]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(super) today: Option<Date>,
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
pub(super) struct TypedBuild {
    #[command(flatten)]
    pub(super) reading: TypedReading,

    /// Folder to write the site to [default: SITE/public]
    ///
    /// It must be new, empty, or written by Kneeboard before; see --force.
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    pub(super) out: Option<PathBuf>,

    /// Address where the site will be, in place of base_url in kneeboard.yaml
    ///
    /// Links are always relative; only the sitemap, the feed and search engines need the full address.
    #[arg(long, value_name = "URL", value_parser = base_url, value_hint = clap::ValueHint::Url)]
    pub(super) base_url: Option<String>,

    /// Write into a folder that holds files of others
    ///
    /// Replaces the files that the site has too, and leaves all others alone.
    #[arg(long)]
    pub(super) force: bool,

    /// Publish nothing unless the content has neither errors nor warnings
    #[arg(long)]
    pub(super) strict: bool,

    /// How many threads to use [default: one per core]
    #[arg(long, value_name = "N", value_parser = threads)]
    pub(super) jobs: Option<NonZeroUsize>,

    /// Report errors only (with --strict: and warnings): no progress, no summary
    #[arg(long, short)]
    pub(super) quiet: bool,

    /// Say how long each stage took
    #[arg(long)]
    pub(super) timings: bool,
}

/// Look after printed copies
///
/// Aids name their copies in `print: {copies: [{at: hall-2/press-4, qty: 1, rev: 3}]}`. The ledger `printed.yaml` in SITE keeps
/// which edition of each hangs there: print the cards, hang them, then record it. After changes, --stale is the list of what to
/// take down and to hang, by place, to be signed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 done, 1 a card has errors (--pdf), 2 could not run. The list is on stdout.")]
pub(super) struct TypedPrint {
    #[command(flatten)]
    pub(super) reading: TypedReading,

    /// List every copy and where it hangs (this is the default)
    #[arg(long, conflicts_with_all = ["stale", "record"])]
    pub(super) list: bool,

    /// List only the copies that must be taken down, and what to hang instead
    #[arg(long, conflicts_with = "record")]
    pub(super) stale: bool,

    /// Ledger to compare with [default: SITE/printed.yaml]
    #[arg(long, value_name = "LEDGER", requires = "stale", conflicts_with = "record", value_hint = clap::ValueHint::FilePath)]
    pub(super) since: Option<PathBuf>,

    /// Write every card and pack as a PDF into DIR, named after its page
    ///
    /// Chromium, Google Chrome or Microsoft Edge must be installed; KNEEBOARD_BROWSER names one that is not found.
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath, conflicts_with_all = ["list", "stale", "record"])]
    pub(super) pdf: Option<PathBuf>,

    /// Write the ledger: all copies that were stale or new hang as they are now
    #[arg(long)]
    pub(super) record: bool,
}

/// Preview the site while it is written
///
/// Shows in the browser what a build would write, and a moment after a file is saved, what it would write then. Ctrl-C ends;
/// r and Enter looks at every file again.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 ended with Ctrl-C, 2 could not run.")]
pub(super) struct TypedServe {
    #[command(flatten)]
    pub(super) reading: TypedReading,

    /// Port to listen at [default: 1111, or the next free one]
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,

    /// Address to listen at; any but the default shows the site to others on the network
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1")]
    pub(super) host: IpAddr,

    /// Name by which browsers may call this server, besides its own
    #[arg(long, value_name = "NAME")]
    pub(super) allow_host: Vec<String>,

    /// Open the home page in a browser
    #[arg(long)]
    pub(super) open: bool,

    /// Look at the folder every half second, where the system does not tell what changes
    #[arg(long)]
    pub(super) poll: bool,
}

/// Check the site without publishing it
///
/// Reports all that a build reports, and whether every aid is found by what people type: each of its `asks` is searched for
/// with the engine that readers get.
///
/// --findability also says how soon aids are found while people type, and whether slips, plurals and whole questions find
/// them. It compares the figures with those of the last time.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit codes: 0 no problem, 1 the content has errors (with --strict: or warnings), 2 could not run."
)]
pub(super) struct TypedCheck {
    #[command(flatten)]
    pub(super) reading: TypedReading,

    /// Warnings count as errors
    #[arg(long)]
    pub(super) strict: bool,

    /// Measure how soon aids are found, and compare with the last time
    #[arg(long)]
    pub(super) findability: bool,

    /// File that keeps the figures of --findability [default: SITE/findability.json]
    #[arg(long, value_name = "FILE", requires = "findability", value_hint = clap::ValueHint::FilePath)]
    pub(super) report: Option<PathBuf>,

    /// How to print the problems: `human` on stderr, `json` on stdout, one object a line
    #[arg(long, value_enum, default_value_t, hide_possible_values = true)]
    pub(super) format: TypedFormat,
}

/// Search the site
///
/// Prints the aids that answer QUERY, best first, as the search of the built site ranks them.
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 something was found, 1 nothing was found, 2 could not run.")]
pub(super) struct TypedSearch {
    /// What to look for, in quotes when it is several words
    pub(super) query: String,

    #[command(flatten)]
    pub(super) reading: TypedReading,

    /// The most aids to print
    #[arg(long, value_name = "N", default_value = "10", value_parser = count)]
    pub(super) limit: NonZeroUsize,

    /// Language of the reader [default: the first of the site]
    #[arg(long, value_name = "LANG")]
    pub(super) lang: Option<String>,

    /// Say why each aid is where it is: points by word, line, title and name
    #[arg(long)]
    pub(super) explain: bool,

    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: TypedFormat,
}

/// For whom the output is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum TypedFormat {
    /// Text for people
    #[default]
    Human,
    /// Data for programs
    Json,
}
