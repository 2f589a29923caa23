//! Search: what people type finds what they need, and a browser and the command line rank alike.

mod edits;
mod example;
mod hostile;
mod queries;
mod table;
mod twin;
mod words;

use kneeboard::pipeline::{Loaded, Request, load};
use kneeboard::site::Drafts;
use std::path::{Path, PathBuf};

/// A site, read as on the day of its last review.
fn read(site: &Path) -> Loaded {
    let request = Request {
        site: site.to_owned(),
        out: site.join("public"),
        base_url: None,
        drafts: Drafts::Skip,
        today: "2026-11-23".parse().expect("a date"),
    };
    load(&request, &mut |_| ()).expect("a site")
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("example-content")
}

/// A file beside this one.
fn beside(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)
}
