//! Kneeboard turns a folder of markdown job aids into a static site.
//!
//! **A site is a function from an output path to bytes.** Reading produces plain values; a [`site::Site`] knows every
//! output it consists of; producing one output is a pure function of the site.
//!
//! ```text
//!  site folder ──source──► files ──aid──► Aid ──site──► Site ──outputs()──► [Output]
//!              (walk)     (per file, parallel, pure)   (all aids, cheap)        │
//!                                                                               ▼
//!                                                    render(Output) ──► bytes ──► publish
//! ```
//!
//! # Invariants
//!
//! 1. Bad content never stops other aids; nothing panics on content. Every middle stage returns a value *and*
//!    [`diagnostic::Diagnostic`]s.
//! 2. Same inputs, same bytes: no hash order, no clock, no absolute path. Today's date comes in as a value.
//! 3. We delete only what our manifest says we wrote; a failed or killed build leaves the last good site whole.
//! 4. Every link in the output is relative and ends in a file name. No inline script or style, no third-party request.
//! 5. One parsed tree ([`aid::doc::Doc`]) feeds every reader of an aid.
//! 6. Every position printed is a position in the file on disk.
//!
//! Imports go downwards only, in the order of the modules below; `tests/architecture.rs` holds that.

pub mod diagnostic;
pub mod language;
pub mod unicode;
pub mod value;

mod yaml;

pub mod config;
pub mod source;

pub mod aid;

pub mod site;

pub mod theme;

pub mod pipeline;

pub mod render;

pub mod publish;

pub mod cli;
