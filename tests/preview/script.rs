//! Random edits of a site folder, such as writers make, and mistakes among them.

use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// Numbers that look random and are the same for the same seed (SplitMix64: Steele, Lea & Flood 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 0 to `end`, without it.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end.max(1) as u64).expect("below `end`")
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

const FOLDERS: [&str; 5] = ["", "packing/", "hall one/", "new/deep/", "images/"];
const NAMES: [&str; 8] = ["press", "Press", "valve-2", "reset-press.es", "start here", "o\u{308}l", "öl", "con"];
const WORDS: [&str; 12] =
    ["press", "valve", "reset", "the", "light", "curtain", "E-42", "wash", "hands", "öl", "{{ fact:line }}", "alarm"];
const TAGS: [&str; 5] = ["safety", "press", "new tag", "Öl", "packing/line"];

/// Edits one site folder.
pub(crate) struct Script {
    root: PathBuf,
    pub(crate) random: Random,
}

/// What an edit did, and the paths it touched, relative to the site.
type Step = (String, BTreeSet<PathBuf>);

impl Script {
    pub(crate) fn new(root: &Path, random: Random) -> Self {
        Self { root: root.to_owned(), random }
    }

    /// One edit.
    pub(crate) fn step(&mut self) -> Step {
        match self.random.below(24) {
            0..=2 => self.create(),
            3..=6 => self.edit_body(),
            7 | 8 => self.edit_line("title"),
            9 | 10 => self.edit_line("tags"),
            11 => self.edit_line("extra"),
            12 | 13 => self.rename_file(),
            14 => self.rename_folder(),
            15 | 16 => self.delete(),
            17 => self.break_aid(),
            18 | 19 => self.edit_theme(),
            20 => self.edit_config(),
            21 => self.edit_data(),
            22 => self.edit_asset(),
            _ => self.link(),
        }
    }

    /// Every file of the site with this ending.
    fn files(&self, endings: &[&str]) -> Vec<PathBuf> {
        let mut found = Vec::new();
        list(&self.root, &mut found);
        found.retain(|path| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending)));
        found.sort();
        found.into_iter().map(|path| path.strip_prefix(&self.root).expect("below the root").to_owned()).collect()
    }

    fn any_aid(&mut self) -> Option<PathBuf> {
        let mut aids = self.files(&[".md"]);
        aids.retain(|path| !path.starts_with("theme"));
        (!aids.is_empty()).then(|| self.random.pick(&aids).clone())
    }

    fn write(&self, path: &Path, content: impl AsRef<[u8]>) {
        let disk = self.root.join(path);
        if let Some(parent) = disk.parent()
            && std::fs::create_dir_all(parent).is_ok()
        {
            // A folder may be in the way: then nothing happens, as in an editor that refuses.
            let _ = std::fs::write(disk, content);
        }
    }

    fn sentence(&mut self) -> String {
        let count = 2 + self.random.below(9);
        (0..count).map(|_| *self.random.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn text(&mut self) -> String {
        let title = self.sentence().replace(['{', '}', ':'], "");
        let mut text = format!("---\ntitle: {title}\ntags: [{}]\n", self.random.pick(&TAGS));
        let extra = self.extra();
        text.push_str(&extra);
        text.push_str("---\n\n");
        for number in 1..2 + self.random.below(4) {
            text.push_str(&format!("{number}. {}.\n", self.sentence()));
        }
        if self.random.below(3) == 0 {
            text.push_str("\nSee [the press](packing/reset-press.md) and ![](mark.svg).\n");
        }
        text
    }

    fn extra(&mut self) -> String {
        let lines = [
            "status: draft\n",
            "status: withdrawn\n",
            "id: press-one\n",
            "aliases: [old/press.html]\n",
            "asks: [how do I reset the press]\n",
            "locations: [Hall 1/Press 4]\n",
            "related: [press-one]\n",
            "supersedes: [packing/reset-press]\n",
            "translation_of: packing/reset-press\n",
            "lang: es\n",
            "prerequisites: [\"aid:press-one\"]\n",
            "changes:\n  - {rev: 2, date: 2026-01-02, note: New}\n",
            "nede: nothing\n",
            "",
        ];
        (*self.random.pick(&lines)).to_owned()
    }

    fn create(&mut self) -> Step {
        let path = PathBuf::from(format!("{}{}.md", self.random.pick(&FOLDERS), self.random.pick(&NAMES)));
        let text = self.text();
        self.write(&path, &text);
        step(format!("write {}: {text:?}", path.display()), [path])
    }

    fn edit_body(&mut self) -> Step {
        let Some(path) = self.any_aid() else { return self.create() };
        let mut text = std::fs::read(self.root.join(&path)).unwrap_or_default();
        text.extend(format!("\n{}\n", self.sentence()).bytes());
        self.write(&path, text);
        step(format!("more in {}", path.display()), [path])
    }

    fn edit_line(&mut self, key: &str) -> Step {
        let Some(path) = self.any_aid() else { return self.create() };
        let text = String::from_utf8_lossy(&std::fs::read(self.root.join(&path)).unwrap_or_default()).into_owned();
        let line = match key {
            "title" => format!("title: {}\n", self.sentence().replace(['{', '}', ':'], "")),
            "tags" => format!("tags: [{}, {}]\n", self.random.pick(&TAGS), self.random.pick(&TAGS)),
            _ => self.extra(),
        };
        let body = text.strip_prefix("---\n").map_or(text.as_str(), |rest| rest);
        let kept: Vec<&str> = body.lines().filter(|other| !other.starts_with(&format!("{key}:"))).collect();
        let fence = if text.starts_with("---\n") { "" } else { "---\n" };
        let new = format!("---\n{line}{fence}{}\n", kept.join("\n"));
        self.write(&path, new);
        step(format!("{} gets {line:?}", path.display()), [path])
    }

    fn rename_file(&mut self) -> Step {
        let Some(from) = self.any_aid() else { return self.create() };
        let to = PathBuf::from(format!("{}{}.md", self.random.pick(&FOLDERS), self.random.pick(&NAMES)));
        let _ = std::fs::create_dir_all(self.root.join(&to).parent().expect("a folder"));
        let result = std::fs::rename(self.root.join(&from), self.root.join(&to));
        step(format!("{} is now {} {result:?}", from.display(), to.display()), [from, to])
    }

    fn rename_folder(&mut self) -> Step {
        let folders = ["packing", "hall one", "new", "new/deep", "images", "moved"];
        let (from, to) = (PathBuf::from(self.random.pick(&folders)), PathBuf::from(self.random.pick(&folders)));
        let result = std::fs::rename(self.root.join(&from), self.root.join(&to));
        step(format!("folder {} is now {} {result:?}", from.display(), to.display()), [from, to])
    }

    fn delete(&mut self) -> Step {
        let Some(path) = self.any_aid() else { return self.create() };
        let _ = std::fs::remove_file(self.root.join(&path));
        step(format!("{} is deleted", path.display()), [path])
    }

    /// A later edit that adds to it does not mend it; one that writes or deletes it does.
    fn break_aid(&mut self) -> Step {
        let Some(path) = self.any_aid() else { return self.create() };
        let broken: [&[u8]; 6] = [
            b"---\ntitle: [\n---\nBody\n",
            b"---\ntitle: a\ntitle: b\n---\n",
            b"abc\0def",
            b"caf\xe9\n",
            b"",
            b"---\nno end of the front matter\n",
        ];
        let content = *self.random.pick(&broken);
        self.write(&path, content);
        step(format!("{} becomes {:?}", path.display(), String::from_utf8_lossy(content)), [path])
    }

    fn edit_theme(&mut self) -> Step {
        let files: [(&str, &str); 9] = [
            ("theme/static/site.css", "body { color: green }\n"),
            ("theme/static/site.css", "body { color: red }\n"),
            ("theme/styles/99-own.css", ".own { color: blue }\n"),
            ("theme/templates/aid.html", "{% extends \"builtin/aid.html\" %}"),
            ("theme/templates/list.html", "{% if %}"),
            ("theme/templates/list.html", "{{ nothing.at.all }}"),
            ("theme/strings/en.yaml", "search: {title: Look}\n"),
            ("theme/strings/en.yaml", "search: ["),
            ("theme", ""),
        ];
        let (path, content) = *self.random.pick(&files);
        if content.is_empty() {
            let _ = std::fs::remove_dir_all(self.root.join(path));
        } else {
            self.write(Path::new(path), content);
        }
        step(format!("theme: {path} {content:?}"), [PathBuf::from(path)])
    }

    fn edit_config(&mut self) -> Step {
        let configs = [
            "title: Line 4\nlanguages: [en, es]\n",
            "title: Line 4\nlanguages: [es, en]\nbase_url: https://example.org/aids/\n",
            "title: Other\nlanguages: [en]\nignore: [packing]\n",
            "title: Other\ntheme: plain\n",
            "title: Other\ntheme: none-such\n",
            "title: Words\nlanguages: [en, es]\nsynonyms:\n  - [press, machine]\nvocabularies:\n  tags: {safety: Safety first}\n",
            "title: [\n",
            "titel: Typed wrong\nchecks: {F02: off}\n",
            "",
        ];
        let content = *self.random.pick(&configs);
        if content.is_empty() {
            let _ = std::fs::remove_file(self.root.join("kneeboard.yaml"));
        } else {
            self.write(Path::new("kneeboard.yaml"), content);
        }
        step(format!("configuration: {content:?}"), [PathBuf::from("kneeboard.yaml")])
    }

    fn edit_data(&mut self) -> Step {
        let files = [
            ("data/facts.yaml", "line: Line 4\n"),
            ("data/facts.yaml", "line: Line 5\nextra: {pressure: 6 bar}\n"),
            ("data/glossary.yaml", "press: what squeezes\n"),
            ("data/glossary.yaml", "valve: [\n"),
            ("data/vocabularies.yaml", "roles: {operator: Operator}\n"),
        ];
        let (path, content) = *self.random.pick(&files);
        self.write(Path::new(path), content);
        step(format!("{path}: {content:?}"), [PathBuf::from(path)])
    }

    fn edit_asset(&mut self) -> Step {
        let path = PathBuf::from(format!("{}mark.svg", self.random.pick(&FOLDERS)));
        if self.random.below(4) == 0 {
            let _ = std::fs::remove_file(self.root.join(&path));
        } else {
            let size = 10 + self.random.below(90);
            self.write(
                &path,
                format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\"/>"),
            );
        }
        step(format!("picture {}", path.display()), [path])
    }

    fn link(&mut self) -> Step {
        let links = [("linked", "packing"), ("linked.md", "lookup.md"), ("out.md", "../../secret.md"), ("loop", ".")];
        let (name, target) = *self.random.pick(&links);
        let disk = self.root.join(name);
        if disk.is_symlink() {
            let _ = std::fs::remove_file(&disk);
        } else {
            let _ = symlink(target, &disk);
        }
        step(format!("link {name} to {target}"), [PathBuf::from(name)])
    }
}

fn step<const N: usize>(what: String, touched: [PathBuf; N]) -> Step {
    (what, touched.into())
}

fn list(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            list(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

/// Copies a site folder, without what was built in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().expect("a kind").is_file() {
            std::fs::copy(entry.path(), target).expect("a copy");
        } else if entry.file_name() != "public" {
            copy(&entry.path(), &target);
        }
    }
}
