//! The least that anybody must do: read, parse YAML and markdown, render one template, write; as many at a time as there
//! are cores.

use rayon::prelude::*;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// A few of the keys; the parser skips the others, but reads them.
#[derive(Deserialize)]
struct FrontMatter {
    title: String,
    need: String,
    tags: Vec<String>,
}

const TEMPLATE: &str = "<!doctype html>
<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1><p>{{ need }}</p>
<ul>{% for tag in tags %}<li>{{ tag }}</li>{% endfor %}</ul>
<main>{{ body | safe }}</main></body></html>
";

/// Turns every markdown file below `input` into one file in `output`.
pub(crate) fn run(input: &Path, output: &Path) {
    let mut tera = tera::Tera::default();
    tera.add_raw_template("page.html", TEMPLATE).unwrap();
    std::fs::create_dir_all(output).unwrap();
    let files: Vec<PathBuf> = walkdir::WalkDir::new(input)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .collect();
    files.par_iter().for_each(|path| {
        let page = page(&tera, &std::fs::read_to_string(path).unwrap());
        let name = Path::new(path.file_name().unwrap()).with_extension("html");
        std::fs::write(output.join(name), page).unwrap();
    });
}

fn page(tera: &tera::Tera, text: &str) -> String {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let front: FrontMatter = serde_yaml::from_str(front).unwrap();
    let mut html = String::with_capacity(body.len() * 2);
    pulldown_cmark::html::push_html(
        &mut html,
        pulldown_cmark::Parser::new_ext(body, pulldown_cmark::Options::ENABLE_TABLES),
    );
    let mut context = tera::Context::new();
    context.insert("title", &front.title);
    context.insert("need", &front.need);
    context.insert("tags", &front.tags);
    context.insert("body", &html);
    tera.render("page.html", &context).unwrap()
}
