//! `kneeboard check --findability`: the figures, what changed since the last time, and the file that keeps them.

use super::args::Format;
use super::exit::Exit;
use super::report::Report;
use crate::check::Finder;
use crate::check::findability::{self, Change, Comparison, Figures, Findability, Rate, VERSION};
use crate::site::Site;
use std::fmt::Write;
use std::io::ErrorKind;
use std::path::Path;

/// So many changes are listed; all are counted.
const SHOWN_CHANGES: usize = 30;

/// Measures, compares with the figures in `file`, prints both and writes the new figures there.
pub(super) fn run(site: &Site, finder: &dyn Finder, file: &Path, format: Format, report: &Report) -> Exit {
    let before = match read(file) {
        Ok(before) => before,
        Err(why) => return report.fail(why),
    };
    let after = findability::measure(site, finder);
    let comparison = before.map(|before| findability::compare(&before, &after));
    let text = match format {
        Format::Human => table(&after) + &comparison.as_ref().map_or_else(String::new, changes),
        Format::Json => json_line(&after, comparison.as_ref()),
    };
    let printed = report.output(&text);
    if printed != Exit::Done {
        return printed;
    }
    let shown = file.strip_prefix(".").unwrap_or(file).display();
    match write(file, &after) {
        Ok(()) => {
            report.note(format_args!("the figures are kept in `{shown}`"));
            Exit::Done
        }
        Err(error) => report.fail(format_args!("cannot write `{shown}`: {error}")),
    }
}

/// The figures of the last time; `None` when there are none, or none that can be compared.
fn read(file: &Path) -> Result<Option<Findability>, String> {
    let shown = file.display();
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot read `{shown}`: {error}")),
    };
    let is_of_another_version = |text: &str| {
        let data: Option<serde_json::Value> = serde_json::from_str(text).ok();
        data.and_then(|data| data.get("version")?.as_u64()).is_some_and(|version| version != u64::from(VERSION))
    };
    match serde_json::from_str::<Findability>(&text) {
        Ok(before) if before.version == VERSION => Ok(Some(before)),
        _ if is_of_another_version(&text) => Ok(None),
        _ => Err(format!("`{shown}` does not hold findability figures: name another file with --report")),
    }
}

/// Writes the file whole or not at all.
fn write(file: &Path, findability: &Findability) -> std::io::Result<()> {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let staged = file.with_file_name(name);
    std::fs::write(&staged, document(findability)?)?;
    std::fs::rename(&staged, file)
}

/// The figures as JSON, one phrase a line, so that a change of one phrase is a change of one line.
fn document(findability: &Findability) -> serde_json::Result<String> {
    let Findability { version, aids, aids_without_asks, by_ask, by_title, phrases } = findability;
    let by_ask = serde_json::to_string(by_ask)?;
    let by_title = serde_json::to_string(by_title)?;
    let phrases: Vec<String> = phrases.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    Ok(format!(
        "{{\n\"version\": {version},\n\"aids\": {aids},\n\"aids_without_asks\": {aids_without_asks},\n\
         \"by_ask\": {by_ask},\n\"by_title\": {by_title},\n\"phrases\": [\n{}\n]\n}}\n",
        phrases.join(",\n")
    ))
}

/// The figures without the phrases, and what changed, on one line.
fn json_line(findability: &Findability, changes: Option<&Comparison>) -> String {
    let Findability { aids, aids_without_asks, by_ask, by_title, .. } = findability;
    let figures = serde_json::json!({
        "aids": aids, "aids_without_asks": aids_without_asks, "by_ask": by_ask, "by_title": by_title,
        "changes": changes,
    });
    format!("{}\n", serde_json::json!({ "findability": figures }))
}

/// Asks and titles side by side.
fn table(findability: &Findability) -> String {
    let Findability { aids, aids_without_asks, by_ask, by_title, .. } = findability;
    let mut out =
        format!("{aids} aids in use, {aids_without_asks} of them without asks: those are searched for by title\n\n");
    let mut line = |name: &str, ask: &str, title: &str| {
        let _ = writeln!(out, "{}", format!("{name:<22}{ask:<34}{title}").trim_end());
    };
    line("found when typed", "by ask", "by title");
    let mut rate =
        |name: &str, rate: fn(&Figures) -> Rate| line(name, &percent(rate(by_ask)), &percent(rate(by_title)));
    rate("as written", |figures| figures.as_written);
    rate("with a slip", |figures| figures.typos);
    rate("last word cut short", |figures| figures.prefixes);
    rate("plural or singular", |figures| figures.plurals);
    rate("in another order", |figures| figures.word_order);
    rate("as a question", |figures| figures.questions);
    line("keystrokes to answer", &keystrokes(by_ask), &keystrokes(by_title));
    out
}

/// `98.3 %  (116 of 118)`, never rounded up to all.
fn percent(Rate { found, of }: Rate) -> String {
    match (found * 1_000).checked_div(of) {
        None => "-".to_owned(),
        Some(permille) => format!("{:>3}.{} %  ({found} of {of})", permille / 10, permille % 10),
    }
}

/// `median 6, p90 11`.
fn keystrokes(figures: &Figures) -> String {
    let count = |count: Option<usize>| count.map_or("not found".to_owned(), |count| count.to_string());
    if figures.as_written.of == 0 {
        return "-".to_owned();
    }
    format!("median {}, p90 {}", count(figures.keystrokes_median), count(figures.keystrokes_p90))
}

/// What is better and what is worse than the last time.
fn changes(comparison: &Comparison) -> String {
    let Comparison { improved, lost, added, removed } = comparison;
    let mut out = String::from("\nsince the last time\n");
    if *comparison == Comparison::default() {
        out.push_str("  nothing changed\n");
    }
    list(&mut out, "improved", improved);
    list(&mut out, "lost", lost);
    if added + removed > 0 {
        let _ = writeln!(out, "  {added} phrases are new, {removed} are gone");
    }
    out
}

fn list(out: &mut String, name: &str, changes: &[Change]) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {name}: {}", changes.len());
    for Change { aid, typed, what } in changes.iter().take(SHOWN_CHANGES) {
        let _ = writeln!(out, "    {aid} `{typed}`: {what}");
    }
    if changes.len() > SHOWN_CHANGES {
        let _ = writeln!(out, "    and {} more", changes.len() - SHOWN_CHANGES);
    }
}

#[cfg(test)]
mod tests {
    use super::{Rate, document, percent};
    use crate::check::findability::{Figures, Findability, Source, Tried, VERSION};

    #[test]
    fn what_is_kept_is_what_is_read_the_next_time() {
        let tried = |query: &str| Tried {
            aid: "a/é.md".to_owned(),
            query: query.to_owned(),
            from: Source::Title,
            top: 3,
            place: None,
            keystrokes: Some(4),
            missed: vec!["\"x\"".to_owned()],
        };
        for phrases in [vec![], vec![tried("one"), tried("tw\no")]] {
            let by_ask = Figures { keystrokes_median: Some(3), ..Figures::default() };
            let by_title = Figures { typos: Rate { found: 1, of: 2 }, ..Figures::default() };
            let kept = Findability { version: VERSION, aids: 2, aids_without_asks: 1, by_ask, by_title, phrases };
            let text = document(&kept).expect("JSON");
            assert_eq!(serde_json::from_str::<Findability>(&text).expect("figures"), kept);
            assert_eq!(text.lines().count(), 9 + kept.phrases.len().max(1), "one phrase a line: {text}");
        }
    }

    #[test]
    fn nearly_all_is_not_all() {
        let shown = |found, of| percent(Rate { found, of });
        assert_eq!(shown(2_999, 3_000), " 99.9 %  (2999 of 3000)");
        assert_eq!(shown(0, 0), "-");
        assert_eq!(shown(7, 7), "100.0 %  (7 of 7)");
    }
}
