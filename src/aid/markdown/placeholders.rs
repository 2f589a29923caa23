//! What stands for something else inside running text: `____` and `{{fact:key}}`.

use super::fill_in;
use crate::aid::doc::Inline;
use std::ops::Range;

/// A quick look whether [`split`] could find anything.
pub(super) fn possible(text: &str) -> bool {
    let signs = text.bytes().fold(0_usize, |signs, byte| signs + usize::from(byte == b'_' || byte == b'{'));
    signs > 1 && (text.contains("___") || text.contains("{{"))
}

/// Cuts `text` into text, fill-in lines and facts; tells `on_fact` the place of each fact in `text`, and its key.
pub(super) fn split(text: &str, out: &mut Vec<Inline>, mut on_fact: impl FnMut(Range<usize>, &str)) {
    let push_text = |text: &str, out: &mut Vec<Inline>| {
        let mut from = 0;
        for line in fill_in::find(text) {
            if from < line.start {
                out.push(Inline::Text(text[from..line.start].to_owned()));
            }
            out.push(Inline::FillIn(u16::try_from(line.len()).unwrap_or(u16::MAX)));
            from = line.end;
        }
        if from < text.len() {
            out.push(Inline::Text(text[from..].to_owned()));
        }
    };
    let mut from = 0;
    let mut search = 0;
    while let Some(open) = text[search..].find("{{").map(|at| search + at) {
        search = open + 2;
        if let Some((length, key)) = fact(&text[open..]) {
            push_text(&text[from..open], out);
            out.push(Inline::Fact(key.to_owned()));
            on_fact(open..open + length, key);
            from = open + length;
            search = from;
        }
    }
    push_text(&text[from..], out);
}

/// The length and key of the `{{fact:key}}` that `text` starts with.
fn fact(text: &str) -> Option<(usize, &str)> {
    let key = text.strip_prefix("{{")?.trim_start_matches(' ').strip_prefix("fact:")?.trim_start_matches(' ');
    let end = key.find(|c: char| !(c.is_alphanumeric() || "._-".contains(c)))?;
    let rest = key[end..].trim_start_matches(' ').strip_prefix("}}")?;
    (end > 0).then_some((text.len() - rest.len(), &key[..end]))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::aid::doc::Inline;

    #[test]
    fn facts_and_lines_are_cut_out_and_the_rest_stays() {
        let mut out = Vec::new();
        let mut facts = Vec::new();
        split("a {{fact:x.y_z}}{{ b }} ____.", &mut out, |at, key| facts.push((at, key.to_owned())));
        let text = |text: &str| Inline::Text(text.to_owned());
        let expected = [text("a "), Inline::Fact("x.y_z".to_owned()), text("{{ b }} "), Inline::FillIn(4), text(".")];
        assert_eq!(out, expected);
        assert_eq!(facts, [(2..16, "x.y_z".to_owned())]);
    }

    #[test]
    fn what_is_no_fact_stays_text() {
        for text in ["{{fact:}}", "{{fact:a b}}", "{{fact:a", "{{ site.title }}", "{% x %}"] {
            let mut out = Vec::new();
            split(text, &mut out, |_, key| panic!("{key} is no fact"));
            assert_eq!(out, [Inline::Text(text.to_owned())]);
        }
    }
}
