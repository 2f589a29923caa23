//! The index of a language as files: every one a classic script that hands its text to the engine.
//!
//! In: the index. Out: `search/engine.js` with the root (what there is and under which names), and below `search/LANG/` the
//! shards, named by kind, number and content: `t12-k3x9.js`. A page may keep every file but the engine for ever.

use super::codec::push_number;
use super::document::Texts;
use super::indexer::Kept;
use super::shards::{Shards, push_word};
use super::{FacetList, Index};
use crate::site::{LanguageIndex, Site};
use crate::source::SitePath;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The engine, by its parts.
const ENGINE: [&str; 7] = [
    include_str!("browser/text.js"),
    include_str!("browser/codec.js"),
    include_str!("browser/files.js"),
    include_str!("browser/match.js"),
    include_str!("browser/rank.js"),
    include_str!("browser/show.js"),
    include_str!("browser/search.js"),
];
/// Bytes of what results show of aids in one file.
const ROW_BYTES: usize = 4_000;
/// Bytes of the texts of aids in one file.
const TEXT_BYTES: usize = 12_000;
/// Signs of a content's fingerprint in a file name.
const FINGERPRINT: usize = 4;

/// The root, as the engine reads it.
#[derive(Serialize)]
struct Root<'a> {
    lang: &'a str,
    /// Number of documents.
    count: usize,
    /// Documents in a file of documents, and in a file of texts.
    per: [usize; 2],
    /// Boundaries and names of the shards: terms, prefixes, words by their first letters, words by their last.
    t: String,
    p: String,
    s: String,
    z: String,
    /// Names of the files that have no boundaries: documents, texts, further postings, facets.
    d: String,
    x: String,
    m: String,
    f: String,
}

/// The files of a language.
pub(super) struct Files {
    /// By path in the output.
    pub(super) files: BTreeMap<SitePath, Vec<u8>>,
    /// The files with the texts of the aids, and how many aids each holds.
    pub(super) texts: (Vec<SitePath>, usize),
}

/// Every file of the index of a language.
pub(super) fn files(site: &Site, language: LanguageIndex, index: &Index, kept: &[&Kept]) -> Files {
    let tag = site.config.languages[language].tag();
    let mut folder = Folder { tag, files: BTreeMap::new() };
    let row = |kept: &&Kept| kept.row.len();
    let texts = |kept: &&Kept| kept.texts().len();
    let per = [a_file(kept, row, ROW_BYTES, 8..=128), a_file(kept, texts, TEXT_BYTES, 1..=64)];
    let facets = if index.facets.is_empty() { Vec::new() } else { vec![facets(index)] };
    let root = Root {
        lang: tag,
        count: index.aids.len(),
        per,
        t: folder.shards("t", &index.terms),
        p: folder.shards("p", &index.prefixes),
        s: folder.shards("s", &index.spelling),
        z: folder.shards("z", &index.backward),
        d: folder.lists("d", kept, per[0], |kept| &kept.row),
        x: folder.lists("x", kept, per[1], |kept| kept.texts()),
        m: folder.add("m", &index.more, |out, text| push_quoted(out, text)),
        f: folder.add("f", &facets, |out, text| out.push_str(text)),
    };
    // The engine of another language, or a newer one, finds the first at work and only brings its root. A heading with the id
    // `kneeboard` answers to that name, too.
    let engine = format!(
        "(()=>{{\"use strict\";\nconst known=globalThis.kneeboard;\nconst kneeboard=known?.policy||typeof known?.open==\"function\"?known:globalThis.kneeboard={{}};\nif(!kneeboard.open){{\n{}}}\nkneeboard.open({});\n}})();\n",
        ENGINE.map(without_comments).concat(),
        json(&root)
    );
    let names = fingerprints(&root.x).enumerate().map(|(number, fingerprint)| file_path(tag, "x", number, fingerprint));
    let texts = (names.collect(), per[1]);
    folder.files.insert(site.engine(language), engine.into_bytes());
    Files { files: folder.files, texts }
}

/// The lines of an aid, read from its file as the engine reads them; empty when there are none.
pub(super) fn read_texts(file: &[u8], place: usize) -> Texts<'static> {
    let content = file.iter().position(|&byte| byte == b',').map_or(&[][..], |comma| &file[comma + 1..]);
    let content = content.strip_suffix(b")\n").unwrap_or(content);
    let texts: Vec<Texts<'static>> = serde_json::from_slice(content).unwrap_or_default();
    texts.into_iter().nth(place).unwrap_or_default()
}

/// The fingerprints of a list of names.
fn fingerprints(names: &str) -> impl Iterator<Item = &str> {
    (0..names.len() / FINGERPRINT).map(|at| &names[at * FINGERPRINT..(at + 1) * FINGERPRINT])
}

fn file_path(tag: &str, kind: &str, number: usize, fingerprint: &str) -> SitePath {
    path(&format!("search/{tag}/{kind}{number}-{fingerprint}.js"))
}

/// How many rows make a file of about so many bytes.
fn a_file(kept: &[&Kept], length: impl Fn(&&Kept) -> usize, bytes: usize, limits: RangeInclusive<usize>) -> usize {
    let all: usize = kept.iter().map(|kept| length(kept) + 1).sum();
    (bytes * kept.len() / all.max(1)).clamp(*limits.start(), *limits.end())
}

/// What a result shows of an aid: title, path, need, summary, type, language (if not that of the index).
pub(super) fn row(site: &Site, language: LanguageIndex, aid: usize) -> String {
    let source = &site.aids[aid];
    let text =
        |text: &Option<crate::value::Located<String>>| text.as_ref().map_or("", |text| text.value.as_str()).to_owned();
    let foreign = source.language != site.config.languages[language];
    let mut row = vec![
        source.title.clone(),
        site.pages[aid].to_string(),
        source.kind.word().to_owned(),
        text(&source.front.need),
        text(&source.front.summary),
        if foreign { source.language.to_string() } else { String::new() },
    ];
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    json(&row)
}

/// `[["roles","operator","Operator","…"],…]`: facet, value, label, and the documents that have it as gaps.
fn facets(index: &Index) -> String {
    let list = |facet: &FacetList| {
        let (mut gaps, mut next) = (String::new(), 0);
        for &document in &facet.documents {
            push_number(&mut gaps, document - next);
            next = document + 1;
        }
        (facet.kind.word(), facet.slug.clone(), facet.label.clone(), gaps)
    };
    json(&index.facets.iter().map(list).collect::<Vec<_>>())
}

/// The files of one language while they are made.
struct Folder<'a> {
    tag: &'a str,
    files: BTreeMap<SitePath, Vec<u8>>,
}

impl Folder<'_> {
    /// Adds files and gives their fingerprints, one after another. `write` appends the content of one.
    fn add<T: Sync>(&mut self, kind: &str, contents: &[T], write: impl Fn(&mut String, &T) + Sync) -> String {
        let script = |(number, content): (usize, &T)| script(self.tag, kind, number, |out| write(out, content));
        let scripts: Vec<(String, SitePath, String)> = contents.par_iter().enumerate().map(script).collect();
        let mut fingerprints = String::with_capacity(scripts.len() * FINGERPRINT);
        for (fingerprint, path, script) in scripts {
            fingerprints.push_str(&fingerprint);
            self.files.insert(path, script.into_bytes());
        }
        fingerprints
    }

    /// Adds files that list what is known of so many aids each.
    fn lists(&mut self, kind: &str, kept: &[&Kept], per: usize, text: impl Fn(&Kept) -> &str + Sync) -> String {
        let chunks: Vec<&[&Kept]> = kept.chunks(per).collect();
        self.add(kind, &chunks, |out, chunk| {
            out.reserve(chunk.iter().map(|kept| text(kept).len() + 1).sum::<usize>() + 4);
            for (index, kept) in chunk.iter().enumerate() {
                out.push(if index == 0 { '[' } else { ',' });
                out.push_str(text(kept));
            }
            out.push(']');
        })
    }

    /// Adds shards; for each its fingerprint and boundary.
    fn shards(&mut self, kind: &str, shards: &Shards) -> String {
        let names = self.add(kind, &shards.texts, |out, text| push_quoted(out, text));
        let mut root = String::new();
        let mut previous = String::new();
        for (number, (boundary, fingerprint)) in shards.boundaries.iter().zip(fingerprints(&names)).enumerate() {
            if number > 0 {
                root.push(' ');
            }
            root.push_str(fingerprint);
            push_word(&mut root, &mut previous, boundary);
        }
        root
    }
}

/// A file with its fingerprint and path.
fn script(tag: &str, kind: &str, number: usize, write: impl Fn(&mut String)) -> (String, SitePath, String) {
    let mut script = format!("kneeboard.add(\"{tag}/{kind}{number}-");
    let name = script.len();
    script.extend(std::iter::repeat_n('0', FINGERPRINT));
    script.push_str("\",");
    let content = script.len();
    write(&mut script);
    let fingerprint = fingerprint(&script.as_bytes()[content..]);
    script.replace_range(name..name + FINGERPRINT, &fingerprint);
    script.push_str(")\n");
    // Thousands of them are kept.
    script.shrink_to_fit();
    let path = file_path(tag, kind, number, &fingerprint);
    (fingerprint, path, script)
}

/// Four signs that change with the content, the same on disks that do not tell small letters from capitals.
fn fingerprint(content: &[u8]) -> String {
    let mut rest = xxhash_rust::xxh3::xxh3_64(content);
    let mut sign = || {
        let digit = u32::try_from(rest % 36).unwrap_or(0);
        rest /= 36;
        char::from_digit(digit, 36).unwrap_or('0')
    };
    (0..FINGERPRINT).map(|_| sign()).collect()
}

/// Signs and words need no escapes.
fn push_quoted(out: &mut String, text: &str) {
    out.reserve(text.len() + 4);
    out.push('"');
    out.push_str(text);
    out.push('"');
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain structs are JSON")
}

fn path(text: &str) -> SitePath {
    SitePath::new(text).expect("the names of the index are not empty")
}

/// The script without what only its readers need: comments (of whole lines, and `/** … */`) and the space before a line.
fn without_comments(script: &str) -> String {
    let mut rest = script;
    let mut code = String::with_capacity(script.len() / 2);
    while let Some(start) = rest.find("/**") {
        code.push_str(&rest[..start]);
        rest = rest[start..].split_once("*/").map_or("", |(_, after)| after);
    }
    code.push_str(rest);
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}
