//! What the values of options may be.

use jiff::civil::Date;
use std::num::NonZeroUsize;

/// More threads than any machine has cores only cost time: to start 99,999 of them took minutes.
const MAX_THREADS: usize = 512;

/// A number of threads.
pub(super) fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let threads: Option<NonZeroUsize> = text.parse().ok().filter(|threads: &NonZeroUsize| threads.get() <= MAX_THREADS);
    threads.ok_or_else(|| format!("write a number from 1 to {MAX_THREADS}"))
}

/// How many of something to print.
pub(super) fn count(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| "write a whole number of 1 or more".to_owned())
}

/// A day, written in full. The date library would read a date with a time as well.
pub(super) fn day(text: &str) -> Result<Date, String> {
    let date: Option<Date> = text.parse().ok().filter(|_| text.len() == "2026-05-01".len());
    date.ok_or_else(|| "write a day that exists as YYYY-MM-DD, such as 2026-05-01".to_owned())
}

/// An address ends in `/`: what is joined to it must not replace its last part.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    if lower.ends_with(".html") || lower.ends_with(".htm") {
        return Err("write the address of a folder, such as https://example.org/aids/".to_owned());
    }
    let stranger = |c: char| c.is_whitespace() || matches!(c, '?' | '#' | '"' | '<' | '>');
    match rest {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') && !rest.contains(stranger) => {
            Ok(if text.ends_with('/') { text.to_owned() } else { format!("{text}/") })
        }
        _ => Err("write an address such as https://example.org/aids/".to_owned()),
    }
}
