//! Draws a diagnostic for a person at a terminal, in the manner of rustc.

use super::{Diagnostic, Level, Place};
use annotate_snippets::{AnnotationKind, Group, Level as Drawn, Origin, Renderer, Snippet, normalize_untrusted_str};

/// Whether the text may carry the escape sequences that colour it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Text alone.
    Off,
    /// Text with ANSI escape sequences.
    On,
}

/// Longer source lines are cut around the marked place, to this many columns.
const WIDTH: usize = 140;

/// The diagnostic as text that ends in an empty line; `prefix` stands before the file's path so that a terminal can open
/// it. Control characters of the content are replaced: a file cannot write to the terminal.
#[must_use]
pub fn render(diagnostic: &Diagnostic, prefix: &str, colour: Colour) -> String {
    let path = format!("{prefix}{}", diagnostic.file);
    let title = drawn(diagnostic.level).primary_title(&diagnostic.message).id(diagnostic.code.id);
    let group = match &diagnostic.place {
        Some(place) if starts_its_line(place) => title.element(snippet(place).path(path)),
        // The renderer counts columns in the excerpt: here they must be told.
        Some(place) => title
            .element(Origin::path(path).line(place.line as usize).char_column(place.column as usize))
            .element(snippet(place)),
        None => title.element(Origin::path(path)),
    };
    let group = diagnostic.hints.iter().fold(group, |group: Group<'_>, hint| {
        // The hint may quote the content, and the renderer takes this text for its own.
        group.element(Drawn::HELP.message(printable(hint)))
    });
    renderer(colour).render(&[group]) + "\n\n"
}

/// A message that belongs to no file, in the same look: one line.
#[must_use]
pub fn headline(level: Level, message: &str, colour: Colour) -> String {
    renderer(colour).render(&[Group::with_title(drawn(level).primary_title(message))]) + "\n"
}

/// Text of the content without what a terminal would take for a command.
#[must_use]
pub fn printable(text: &str) -> String {
    normalize_untrusted_str(text)
}

fn renderer(colour: Colour) -> Renderer {
    let renderer = match colour {
        Colour::Off => Renderer::plain(),
        Colour::On => Renderer::styled().hyperlink(false),
    };
    renderer.term_width(WIDTH)
}

fn drawn(level: Level) -> Drawn<'static> {
    match level {
        Level::Error => Drawn::ERROR,
        Level::Warning => Drawn::WARNING,
        Level::Info => Drawn::INFO,
    }
}

/// Whether the excerpt begins where its line does; that of a very long line begins within it.
fn starts_its_line(place: &Place) -> bool {
    place.excerpt[..place.marked.start].chars().count() + 1 == place.column as usize
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(&place.excerpt)
        .line_start(place.line as usize)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(place.marked.clone()))
}

#[cfg(test)]
mod tests {
    use super::{Colour, render};
    use crate::diagnostic::{self, Diagnostic};
    use std::sync::Arc;

    /// A diagnostic that marks `marked` in `text`.
    fn marking(text: &str, marked: &str) -> Diagnostic {
        let at = text.find(marked).expect("the text has what is marked");
        let file: Arc<str> = "press/reset.md".into();
        Diagnostic::at(&diagnostic::WRONG_VALUE, &file, text, at..at + marked.len(), "`June` is not a date")
    }

    /// Where the first caret stands, and where `marked` stands in the line above it, both in columns of a terminal in
    /// which characters are `width` wide.
    fn caret_and_marked(drawing: &str, marked: &str, width: fn(char) -> usize) -> (usize, usize) {
        let lines: Vec<&str> = drawing.lines().collect();
        let caret_line = lines.iter().position(|line| line.contains('^')).expect("a caret");
        let columns = |line: &str, what: &str| -> usize {
            line[..line.find(what).expect("stands in the line")].chars().map(width).sum()
        };
        (columns(lines[caret_line], "^"), columns(lines[caret_line - 1], marked))
    }

    #[test]
    fn shows_place_line_caret_and_hints() {
        let diagnostic = marking("---\ntitle: Reset\nexpires: June\n---\n", "June").hint("write it as `2026-06-30`");
        assert_eq!(
            render(&diagnostic, "site/", Colour::Off),
            "error[F04]: `June` is not a date\n\
             \x20--> site/press/reset.md:3:10\n\
             \x20 |\n\
             3 | expires: June\n\
             \x20 |          ^^^^\n\
             \x20 |\n\
             \x20 = help: write it as `2026-06-30`\n\n"
        );
    }

    #[test]
    fn a_whole_file_has_no_snippet() {
        let diagnostic =
            Diagnostic::in_file(&diagnostic::NOT_TEXT, &"a.md".into(), "byte 3 is NUL").hint("save as UTF-8");
        assert_eq!(
            render(&diagnostic, "", Colour::Off),
            "error[F06]: byte 3 is NUL\n--> a.md\n = help: save as UTF-8\n\n"
        );
    }

    #[test]
    fn carets_stand_under_wide_letters_and_after_tabs() {
        let wide = |c: char| if ('\u{3000}'..'\u{a000}').contains(&c) { 2 } else { 1 };
        let drawing = render(&marking("標題:\t値段 June 値段\n", "June"), "", Colour::Off);
        let (caret, marked) = caret_and_marked(&drawing, "June", wide);
        assert_eq!(caret, marked, "{drawing}");
    }

    #[test]
    fn the_column_of_a_cut_line_is_that_of_the_file() {
        let text = format!("{}June{}", "x".repeat(50_000), "y".repeat(50_000));
        let drawing = render(&marking(&text, "June"), "", Colour::Off);
        assert!(drawing.contains(":1:50001\n"), "{drawing}");
        assert!(drawing.lines().all(|line| line.len() < 200), "{drawing}");
        let (caret, marked) = caret_and_marked(&drawing, "June", |_| 1);
        assert_eq!(caret, marked, "{drawing}");
    }

    #[test]
    fn content_cannot_write_to_the_terminal() {
        let mut diagnostic = marking("title: \x1b[31mred\u{202e}\n", "red").hint("drop `\x1b[2J`");
        diagnostic.message = "`\x1b[2J` is not a title".to_owned();
        assert!(!render(&diagnostic, "", Colour::Off).contains(['\x1b', '\u{202e}']));
    }

    #[test]
    fn colour_only_when_asked_for() {
        let diagnostic = marking("title: June\n", "June");
        assert!(render(&diagnostic, "", Colour::On).contains('\x1b'));
        assert!(!render(&diagnostic, "", Colour::Off).contains('\x1b'));
    }

    #[test]
    fn the_end_of_a_file_and_an_empty_line_can_be_marked() {
        let file: Arc<str> = "a.md".into();
        for (text, range) in [("", 0..0), ("a\n\nb\n", 2..2), ("a\n", 2..2), ("a", 1..1), ("é\n", 0..2)] {
            let diagnostic = Diagnostic::at(&diagnostic::NO_TITLE, &file, text, range, "no title");
            assert!(render(&diagnostic, "", Colour::Off).contains("a.md:"), "{text:?}");
        }
    }
}
