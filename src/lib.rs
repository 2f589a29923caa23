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
//! 7. The native query and the browser's give the same aids in the same order for the same index.
//!
//! # Modules, in the order of the pipeline
//!
//! | module | what it does |
//! | --- | --- |
//! | [`diagnostic`] | problems as data, the table of codes with their pages, drawing them |
//! | [`language`], [`unicode`], [`value`] | values and letters that everybody shares |
//! | `yaml` | the one door to YAML: every value with its place |
//! | [`source`] | the site folder → files |
//! | [`config`] | `kneeboard.yaml` and `data/` |
//! | [`aid`] | one file → one aid: front matter, markdown → tree |
//! | [`site`] | all aids → facets, links, translations, outputs; every path is made here |
//! | [`search`] | the index, its files, the engine's native twin |
//! | [`mod@print`] | paper: formats, fit, codes, editions of cards |
//! | [`check`] | rules that need the whole site: is every aid found by what people type? |
//! | [`theme`] | layers of templates, styles and words; what templates get |
//! | [`pipeline`] | the stages so far, in order: what every command reads |
//! | [`render`] | an output → bytes |
//! | [`publish`] | bytes → the output folder, all or nothing |
//! | [`preview`] | outputs → the browser of whoever writes, always as the folder is now |
//! | [`cli`] | arguments, messages, exit codes |
//!
//! Imports go downwards only, in this order; `tests/architecture.rs` holds that.

pub mod diagnostic;
pub mod language;
pub mod unicode;
pub mod value;

mod yaml;

pub mod config;
pub mod source;

pub mod aid;

pub mod site;

pub mod check;
pub mod print;
pub mod search;
pub mod theme;

pub mod pipeline;

pub mod render;

pub mod preview;
pub mod publish;

pub mod cli;
