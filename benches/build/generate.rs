//! A site of any size, the same on every machine: aids with front matter, steps, notices, a table and links.

use std::fmt::Write;
use std::path::Path;

/// Aids in a folder.
const AIDS_A_FOLDER: usize = 100;

const NOUNS: &[&str] = &[
    "press",
    "filler",
    "capper",
    "labeller",
    "pump",
    "valve",
    "gauge",
    "conveyor",
    "guard",
    "panel",
    "motor",
    "belt",
    "tank",
    "filter",
    "hose",
    "sensor",
    "breaker",
    "compressor",
    "chuck",
    "spindle",
    "lamp",
    "lever",
    "nozzle",
    "seal",
];
const VERBS: &[&str] = &[
    "Open", "Close", "Turn", "Check", "Press", "Clean", "Drain", "Fill", "Lift", "Lock", "Loosen", "Replace", "Reset",
    "Start", "Stop", "Tighten",
];
const WORDS: &[&str] = &[
    "the", "until", "left", "right", "slowly", "handle", "reads", "bar", "green", "red", "before", "after", "line",
    "water", "air", "side", "top", "bottom", "cover", "screw", "with", "and", "both", "hands", "key", "marked", "mark",
    "stays", "moves", "warm", "cold", "clean", "dry", "between", "second", "shift", "operator", "batch", "bottle",
];

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Size {
    /// Bytes of all aids.
    pub(crate) bytes: u64,
    /// Words of their bodies.
    pub(crate) words: usize,
}

/// Writes a site of so many aids.
pub(crate) fn site(folder: &Path, aids: usize) -> Size {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mut size = Size::default();
    for number in 0..aids {
        let path = folder.join(path(number));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = aid(&mut random, number, aids);
        size.bytes += text.len() as u64;
        size.words += text.rsplit("\n---\n").next().unwrap_or_default().split_whitespace().count();
        std::fs::write(path, text).unwrap();
    }
    std::fs::write(folder.join("kneeboard.yaml"), "title: Bottling plant\nowner: Shift leads\n").unwrap();
    size
}

fn path(number: usize) -> String {
    format!("area-{:03}/aid-{number:06}.md", number / AIDS_A_FOLDER)
}

fn aid(random: &mut Random, number: usize, aids: usize) -> String {
    let mut text = String::new();
    front_matter(&mut text, random, number).unwrap();
    body(&mut text, random, aids).unwrap();
    text
}

fn front_matter(text: &mut String, random: &mut Random, number: usize) -> std::fmt::Result {
    let (verb, noun, other) = (random.of(VERBS), random.of(NOUNS), random.of(NOUNS));
    writeln!(text, "---\ntitle: {verb} the {noun} of {other} {number}")?;
    writeln!(text, "need: The {noun} of {other} {number} does not move")?;
    writeln!(text, "summary: {}", sentence(random, "How to get it going", 8))?;
    writeln!(text, "type: procedure\nmoment: [apply, solve]")?;
    writeln!(text, "tags: [{}, {}]", random.of(NOUNS), random.of(WORDS))?;
    writeln!(text, "roles: [operator]\nlocations: [hall-{}/line-{}]", random.below(4), random.below(12))?;
    writeln!(text, "equipment: [{noun}]")?;
    writeln!(text, "asks:\n  - {noun} {other} stuck\n  - {{q: {other} {number} red light, top: 1}}")?;
    writeln!(text, "tools:\n  - {{name: 4 mm hex key, qty: 1}}\n  - Rag\ntime: {} min", 1 + random.below(30))?;
    writeln!(text, "owner: {{name: Line leads, contact: ext {}}}", 100 + random.below(900))?;
    let rev = 1 + random.below(9);
    writeln!(text, "rev: {rev}\nreviewed: 2026-0{}-11", 1 + random.below(4))?;
    writeln!(text, "changes:\n  - {{rev: {rev}, date: 2026-01-{:02}, note: New limits}}\n---\n", 1 + random.below(28))
}

fn body(text: &mut String, random: &mut Random, aids: usize) -> std::fmt::Result {
    writeln!(text, "{}\n", sentence(random, "Use this when the line stands", 18))?;
    for step in 1..=7 {
        if step == 3 {
            writeln!(
                text,
                "> [!WARNING]\n> **WARNING: Crush point.** {}\n",
                sentence(random, "Keep both hands out", 10)
            )?;
        }
        let (verb, noun) = (random.of(VERBS), random.of(NOUNS));
        writeln!(text, "{step}. {verb} the **{noun}** {}", sentence(random, "by", 9))?;
        writeln!(text, "   You see: {}", sentence(random, "the", 6))?;
        if step == 5 {
            writeln!(text, "   If not: [start over](../{}).", path(random.below(aids)))?;
        }
        writeln!(text)?;
    }
    writeln!(text, "## Limits\n\n| Part | Setting | Limit |\n| --- | --- | ---: |")?;
    for _ in 0..6 {
        writeln!(text, "| {} | {} | {} bar |", random.of(NOUNS), sentence(random, "as", 3), random.below(12))?;
    }
    writeln!(text, "\n## When it comes back\n\n{}", sentence(random, "Then", 10))?;
    for _ in 0..2 {
        writeln!(text, "See [{}](../{}) for more.", sentence(random, "the", 3), path(random.below(aids)))?;
    }
    writeln!(
        text,
        "\n- {}\n- {}\n- {}",
        sentence(random, "One", 9),
        sentence(random, "Or", 9),
        sentence(random, "Last", 9)
    )
}

/// So many words after a beginning, and a full stop.
fn sentence(random: &mut Random, beginning: &str, words: usize) -> String {
    let mut text = beginning.to_owned();
    for _ in 0..words {
        text.push(' ');
        let from = if random.below(3) == 0 { NOUNS } else { WORDS };
        text.push_str(random.of(from));
    }
    text + "."
}

/// Marsaglia's xorshift64: enough to be irregular, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 33) % end.max(1) as u64).unwrap()
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}
