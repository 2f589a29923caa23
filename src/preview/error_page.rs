//! The page in place of one that cannot be shown.
//!
//! In: the problems that are in the way, the gravest first. Out: HTML that needs nothing but the preview's own style sheet,
//! under the policy of every page. Whoever serves it adds the script, which fetches the page again once it is mended.

use super::problem::{Problem, SourceLines};
use crate::diagnostic::Diagnostic;
use crate::render::escaped;
use std::fmt::Write;

/// As every page has it; there is no script policy to share here.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
/// Problems after the first that are told; a template that fails in every page is still one template.
const MOST: usize = 20;

/// The page. Everything of the site in it is escaped.
#[must_use]
pub(super) fn html(problems: &[Diagnostic]) -> String {
    let problems: Vec<Problem> = problems.iter().map(Problem::from).collect();
    let mut out = String::from("<!doctype html>\n<html lang=\"en\" dir=\"ltr\" data-kneeboard=\"error\">\n<head>\n");
    let name = problems.first().map_or("the site", |problem| &problem.file);
    let _ = write!(
        out,
        "<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>Mend {} · Kneeboard</title>\n\
         <link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"/.kneeboard/preview.css\">\n\
         </head>\n<body class=\"stopped\">\n<main class=\"stopped-card\">\n\
         <p class=\"stopped-kind\">Kneeboard preview</p>\n\
         <h1 class=\"stopped-title\">This page cannot be shown</h1>\n\
         <p class=\"stopped-text\" role=\"status\">Mend what is below and save: the page comes back by itself.</p>\n",
        escaped(name)
    );
    if let Some((first, more)) = problems.split_first() {
        write_problem(&mut out, first, "h2");
        if !more.is_empty() {
            out.push_str("<h2 class=\"stopped-more\">Also</h2>\n");
        }
        for problem in more.iter().take(MOST) {
            write_problem(&mut out, problem, "h3");
        }
        if more.len() > MOST {
            let _ = writeln!(out, "<p>… and {} more.</p>", more.len() - MOST);
        }
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn write_problem(out: &mut String, problem: &Problem, heading: &str) {
    let Problem { code, level, message, hints, .. } = problem;
    let _ = write!(
        out,
        "<section class=\"problem is-{level}\">\n\
         <{heading} class=\"problem-message\"><span class=\"problem-code\">{level} {code}</span> {}</{heading}>\n\
         <p class=\"problem-place\"><code dir=\"auto\" data-copy>{}</code></p>\n",
        escaped(message),
        escaped(&problem.address()),
    );
    if let Some(source) = &problem.source {
        write_source(out, source, problem.line.unwrap_or(1));
    }
    if !hints.is_empty() {
        out.push_str("<ul class=\"problem-hints\">\n");
        for hint in hints {
            let _ = writeln!(out, "<li>{}</li>", escaped(hint));
        }
        out.push_str("</ul>\n");
    }
    let _ = writeln!(out, "<p class=\"problem-explain\"><code>kneeboard explain {code}</code></p>\n</section>");
}

/// The lines with their numbers, what is meant marked in each.
fn write_source(out: &mut String, source: &SourceLines, first_line: u32) {
    out.push_str("<pre class=\"source\" dir=\"ltr\">");
    let mut pieces = String::new();
    let parts = [(&source.before, false), (&source.marked, true), (&source.after, false)];
    for (text, marked) in parts {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                pieces.push('\n');
            }
            if marked {
                let _ = write!(pieces, "<mark>{}</mark>", escaped(piece));
            } else {
                pieces.push_str(&escaped(piece));
            }
        }
    }
    for (line, number) in pieces.split('\n').zip(first_line..) {
        let _ =
            write!(out, "<span class=\"source-line\" data-line=\"{number}\"><code dir=\"auto\">{line}</code></span>");
    }
    out.push_str("</pre>\n");
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::diagnostic::{self, Diagnostic};
    use std::sync::Arc;

    const HOSTILE: &str = "</title></script><img src=x onerror=alert(1)>\"'&";

    fn at(text: &str, marked: &str) -> Diagnostic {
        let file: Arc<str> = format!("theme/{HOSTILE}.html").into();
        let start = text.find(marked).expect("the text has what is marked");
        Diagnostic::at(&diagnostic::TEMPLATE, &file, text, start..start + marked.len(), format!("no {HOSTILE}"))
            .hint(HOSTILE)
    }

    #[test]
    fn nothing_of_the_site_becomes_markup() {
        let text = format!("a\n{HOSTILE} x {HOSTILE}\nb");
        let page = html(&[at(&text, " x "), at(&text, HOSTILE), at(&text, &format!("{HOSTILE}\nb"))]);
        assert!(!page.contains("<img") && !page.contains("</script>"), "{page}");
        assert_eq!(page.matches("</title>").count(), 1, "{page}");
        assert_eq!(page.matches("&lt;img src=x onerror=alert(1)&gt;").count(), 1 + 3 * 3 + 2 + 2 + 2, "{page}");
    }

    #[test]
    fn says_what_where_and_how_to_mend_it() {
        let text = "<p>\n{{ page.titel }}\n</p>";
        let file: Arc<str> = "theme/templates/aid.html".into();
        let problem = Diagnostic::at(&diagnostic::TEMPLATE, &file, text, 7..17, "unknown field").hint("did you mean?");
        let page = html(&[problem.clone(), Diagnostic { message: "another".to_owned(), ..problem }]);
        for part in [
            "<title>Mend theme/templates/aid.html · Kneeboard</title>",
            "error Z01</span> unknown field</h2>",
            ">theme/templates/aid.html:2:4<",
            "data-line=\"2\"><code dir=\"auto\">{{ <mark>page.titel</mark> }}</code>",
            "<li>did you mean?</li>",
            "kneeboard explain Z01",
            "another</h3>",
        ] {
            assert!(page.contains(part), "no {part} in {page}");
        }
    }

    #[test]
    fn a_mark_over_several_lines_is_closed_in_each() {
        let text = "one\ntwo\nthree\n";
        let file: Arc<str> = "a.html".into();
        let page = html(&[Diagnostic::at(&diagnostic::TEMPLATE, &file, text, 1..9, "open")]);
        for line in ["o<mark>ne</mark></code>", "<code dir=\"auto\"><mark>two</mark></code>", "<mark>t</mark>hree"] {
            assert!(page.contains(line), "no {line} in {page}");
        }
    }
}
