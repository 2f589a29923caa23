//! After any edits the index is the one that a clean build makes, and answers the same.

use kneeboard::pipeline::{Hints, Request, Workspace};
use kneeboard::search::{Indexer, Options, build};
use kneeboard::site::{Drafts, Site};
use std::fmt::Write;
use std::path::Path;

/// Enough for several runs of aids, several shards, and beginnings that span them.
const AIDS: usize = 400;
const STEPS: usize = 30;
const WORDS: &[&str] = &[
    "press",
    "presses",
    "pressing",
    "valve",
    "the",
    "not",
    "being",
    "be",
    "handle",
    "E-42",
    "M8x30",
    "café",
    "cafe",
    "guard",
    "panel",
    "reset",
    "turn",
    "off",
    "lamp",
    "línea",
    "válvula",
    "de",
    "la",
    "prensa",
    "重置光幕",
    "conveyor",
    "torque",
    "spindle",
    "with",
    "both",
    "hands",
    "green",
    "leaks",
    "1,600",
    "kit",
    "batch",
    "start",
    "stop",
    "drain",
];

/// Marsaglia's xorshift64: irregular, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % u64::try_from(end).expect("small")).expect("small")
    }

    /// Words that several aids have, and some that are this aid's own.
    fn words(&mut self, count: usize) -> String {
        let mut text = String::new();
        for _ in 0..count {
            match self.below(8) {
                0 => write!(text, "w{} ", self.below(2_000)).expect("text"),
                1 => {
                    let letters = [self.below(20), self.below(20), self.below(20)];
                    text.extend(letters.map(|letter| char::from(b'a' + u8::try_from(letter).expect("small"))));
                    text.push(' ');
                }
                _ => write!(text, "{} ", WORDS[self.below(WORDS.len())]).expect("text"),
            }
        }
        text
    }
}

fn aid(random: &mut Random) -> String {
    let mut text = format!("---\ntitle: \"{}\"\n", random.words(4));
    for (key, words) in [("need", 6), ("summary", 8)] {
        if random.below(2) == 0 {
            writeln!(text, "{key}: \"{}\"", random.words(words)).expect("text");
        }
    }
    if random.below(3) > 0 {
        let tag = WORDS[random.below(6)];
        writeln!(text, "tags: [{tag}, two]\nroles: [operator]").expect("text");
    }
    if random.below(2) == 0 {
        writeln!(text, "asks: [\"{}\", \"{}\"]", random.words(3), random.words(2)).expect("text");
    }
    text.push_str("---\n\n");
    for _ in 0..=random.below(3) {
        writeln!(text, "{} {{{{fact:limit}}}}.\n", random.words(20)).expect("text");
    }
    write!(text, "## {}\n\n1. {}\n2. {}\n", random.words(2), random.words(6), random.words(6)).expect("text");
    text
}

/// A path that exists or may exist, some of them translations of others.
fn path(random: &mut Random) -> String {
    let suffix = ["", "", "", ".es"][random.below(4)];
    format!("area-{}/aid-{:03}{suffix}.md", random.below(3), random.below(AIDS / 3))
}

fn edit(site: &Path, random: &mut Random) {
    let write = |path: &str, text: &str| {
        let path = site.join(path);
        std::fs::create_dir_all(path.parent().expect("in the site")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    let path = path(random);
    match random.below(16) {
        0..6 => write(&path, &aid(random)),
        6..9 => {
            // One field of what is there.
            let text = std::fs::read_to_string(site.join(&path)).unwrap_or_else(|_| aid(random));
            let more = match random.below(4) {
                0 => text.replacen("title: \"", "title: \"aardvark ", 1),
                1 => text.replacen("tags: [", "tags: [zebra, ", 1),
                2 => text.replacen("need: \"", "need: \"unheard ", 1),
                _ => text + &random.words(12),
            };
            write(&path, &more);
        }
        9..11 => drop(std::fs::remove_file(site.join(&path))),
        11..13 => {
            let other = self::path(random);
            drop(std::fs::rename(site.join(&path), site.join(other)));
        }
        13 => {
            let facts = format!("limit: \"{}\"\n", random.words(2));
            write("data/facts.yaml", &facts);
        }
        _ => {
            let languages = ["[en, es]", "[en, es]", "[es, en]", "[en, es, zh]"][random.below(4)];
            let (synonym, label) = (random.words(2), random.words(2));
            let config = format!(
                "title: Edits\nlanguages: {languages}\nsynonyms:\n  - [turn off, \"{synonym}\"]\n\
                 vocabularies:\n  tags: {{press: \"{label}\", valve: Valves}}\n"
            );
            write("kneeboard.yaml", &config);
        }
    }
}

/// Every file to the byte, and what a few queries find.
fn assert_same(indexer: &mut Indexer, site: &Site, step: usize) {
    let (kept, clean) = (indexer.index(site), build(site));
    let other = kept.files().iter().find(|(path, bytes)| clean.files().get(*path) != Some(*bytes));
    assert!(other.is_none(), "step {step}: {}", other.expect("one").0);
    assert_eq!(kept.files().len(), clean.files().len(), "step {step}");
    for language in 0..site.config.languages.len() {
        for query in ["pressing valve", "turn off", "zebra", "hadle", "pr", "重置", "unheard limit"] {
            let options = Options::default();
            assert_eq!(
                kept.query(language, query, &options),
                clean.query(language, query, &options),
                "step {step}: {query}"
            );
        }
    }
}

#[test]
fn after_any_edits_the_index_is_that_of_a_clean_build() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    std::fs::write(site.join("kneeboard.yaml"), "title: Edits\nlanguages: [en, es]\n").expect("a file");
    for number in 0..AIDS {
        let path = site.join(format!("area-{}/aid-{:03}.md", number % 3, number / 3));
        std::fs::create_dir_all(path.parent().expect("in the site")).expect("a folder");
        std::fs::write(path, aid(&mut random)).expect("a file");
    }
    let request = Request {
        site: site.to_owned(),
        out: site.join("public"),
        base_url: None,
        drafts: Drafts::Skip,
        today: "2026-11-23".parse().expect("a date"),
    };
    let mut workspace = Workspace::open(request, &mut |_| ()).expect("a site");
    let mut indexer = Indexer::default();
    for step in 0..STEPS {
        let (site_now, _) = workspace.site();
        assert_same(&mut indexer, &site_now, step);
        if step == 0 {
            let files = build(&site_now).files().keys().map(ToString::to_string).collect::<Vec<_>>();
            for kind in ["search/en/t5-", "search/en/p1-", "search/en/d5-", "search/es/t5-"] {
                assert!(files.iter().any(|path| path.starts_with(kind)), "{kind} in {files:?}");
            }
        }
        for _ in 0..=random.below(3) {
            edit(site, &mut random);
        }
        workspace.refresh(&Hints::Everywhere).expect("a site");
    }
}
