//! The words that the markdown conventions are written with, by language.

use super::doc::Signal;
use crate::language::Language;

/// The signal word of a hazard in this language (EN DANGER WARNING CAUTION NOTICE); English for a language without one.
#[must_use]
pub fn signal_word(signal: Signal, language: &Language) -> &'static str {
    let _ = language;
    match signal {
        Signal::Danger => "DANGER",
        Signal::Warning => "WARNING",
        Signal::Caution => "CAUTION",
        Signal::Notice => "NOTICE",
    }
}
