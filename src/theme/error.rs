//! Failures of templates, at their place.

use super::layer::{Layer, LayerFile};
use crate::diagnostic::{self, Diagnostic};
use std::error::Error as _;
use tera::{Error, ErrorKind};

/// A failure as a diagnostic at the template's place; `page` is what was being rendered.
pub(super) fn diagnose(error: &Error, layers: &[Layer], page: Option<&str>) -> Diagnostic {
    let found = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => match find(layers, report.filename()) {
            Some(file) => Diagnostic::at(
                &diagnostic::TEMPLATE,
                &file.shown,
                file.text(),
                report.span().range.clone(),
                lower_first(report.message()),
            ),
            None => {
                Diagnostic::in_file(&diagnostic::TEMPLATE, &report.filename().into(), lower_first(report.message()))
            }
        },
        other => in_message(&other.to_string(), layers),
    };
    let cause = error.source().map(|cause| format!("because: {cause}"));
    let rendering = page.map(|page| format!("while rendering `{page}`"));
    Diagnostic { hints: found.hints.into_iter().chain(cause).chain(rendering).collect(), ..found }
}

/// The engine reports what it finds after parsing (an unknown block, a missing component) as text that begins with the
/// problem and names template, line and column after an arrow.
fn in_message(message: &str, layers: &[Layer]) -> Diagnostic {
    let first = message.lines().next().unwrap_or(message);
    let headline = lower_first(first.trim_start_matches("Error: ").trim_start_matches("error: "));
    let place = message.lines().find_map(|line| {
        let (name, numbers) = line.split_once("-->")?.1.trim().trim_matches(['[', ']']).split_once(':')?;
        let (line, column) = numbers.split_once(':')?;
        Some((find(layers, name)?, line.parse::<usize>().ok()?, column.parse::<usize>().ok()?))
    });
    match place {
        Some((file, line, column)) => {
            let start = offset(file.text(), line, column);
            Diagnostic::at(&diagnostic::TEMPLATE, &file.shown, file.text(), start..start + 1, headline)
        }
        None => {
            let named = layers.iter().flat_map(|layer| layer.files.iter().map(move |file| (layer, file)));
            let file = named.into_iter().find(|(layer, file)| {
                let name = file.path.trim_start_matches("templates/");
                message.contains(&format!("{}{name}", layer.prefix))
            });
            let shown = file.map_or_else(|| "theme".into(), |(_, file)| file.shown.clone());
            Diagnostic::in_file(&diagnostic::TEMPLATE, &shown, headline)
        }
    }
}

/// The byte of a line (from 1) and column (from 1).
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    start + rest
}

fn find<'a>(layers: &'a [Layer], name: &str) -> Option<&'a LayerFile> {
    let layer = layers.iter().find(|layer| name.starts_with(layer.prefix))?;
    layer.get(&format!("templates/{}", &name[layer.prefix.len()..]))
}

/// Messages start in lower case.
fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
