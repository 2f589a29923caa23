//! What a site consists of: pages, lists, languages, dates, links; and that the same input gives the same bytes.

mod support;

use support::{Site, copy, files, repository, run};

const CONFIG: (&str, &str) = ("kneeboard.yaml", "title: Test\n");

#[test]
fn a_bare_folder_of_markdown_builds() {
    let site = Site::new(&[
        ("Reset Press.md", "# Reset the press\n\n1. Turn the key.\n2. Press START.\n"),
        ("deep/er/no-heading.md", "Only text.\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.page("reset-press.html").contains("Reset the press"));
    assert!(site.page("deep/er/no-heading.html").contains("No heading"));
    for page in ["index.html", "404.html", "browse/a-z.html", "browse/type.html", "browse/type/procedure.html"] {
        assert!(site.page(page).starts_with("<!doctype html>"), "{page}");
    }
    for file in ["robots.txt", "aids.json", "feed.xml", "_headers", ".nojekyll", "static/style.css"] {
        assert!(site.has(file), "{file}");
    }
    assert!(!site.has("sitemap.xml"), "a sitemap needs absolute addresses");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let example = repository().join("example-content");
    let a = Site::new(&[]);
    copy(&example, a.root());
    let b = Site::new(&[]);
    // Another order of creation, another name of the folder, another current folder, another number of threads.
    for (path, bytes) in files(&example).into_iter().rev().filter(|(path, _)| !path.starts_with("public/")) {
        b.write(&format!("nested/{path}"), bytes);
    }
    assert_eq!(a.build(&["--jobs", "1"]).code, 0);
    let other = run(b.root(), &["build", "nested", "--out", "elsewhere", "--today", support::TODAY, "--jobs", "4"]);
    assert_eq!(other.code, 0, "{}", other.stderr);
    let (first, second) = (files(&a.root().join("public")), files(&b.root().join("elsewhere")));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(second[path] == *bytes, "{path} differs");
    }
}

#[test]
fn the_example_site_has_no_problem() {
    let site = Site::new(&[]);
    copy(&repository().join("example-content"), site.root());
    let run = site.build(&["--strict", "--drafts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stderr.lines().count(), 1, "only the summary: {}", run.stderr);
}

#[test]
fn a_new_site_has_no_problem() {
    let site = Site::new(&[]);
    assert_eq!(run(site.root(), &["new", "fresh"]).code, 0);
    let built = run(site.root(), &["build", "fresh", "--strict"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

#[test]
fn drafts_are_left_out_unless_asked_for() {
    let site = Site::new(&[CONFIG, ("a.md", "---\nstatus: draft\n---\n# A draft\n"), ("b.md", "[a](a.md)\n")]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[I01]") && run.stderr.contains("draft"), "{}", run.stderr);
    assert!(!site.has("a.html"));
    assert_eq!(site.build(&["--drafts"]).code, 0);
    assert!(site.has("a.html"));
}

#[test]
fn a_withdrawn_aid_leaves_a_tombstone_and_no_steps() {
    let site = Site::new(&[
        CONFIG,
        ("old.md", "---\ntitle: Old way\nstatus: withdrawn\n---\n1. Secret step\n"),
        ("new.md", "---\ntitle: New way\nsupersedes: [old]\n---\n1. Step\n"),
    ]);
    assert_eq!(site.build(&[]).code, 0);
    let page = site.page("old.html");
    assert!(page.contains("new.html") && !page.contains("Secret step"), "{page}");
    assert!(!site.page("browse/a-z.html").contains("Old way"), "lists are of aids in use");
}

#[test]
fn old_addresses_lead_to_the_aid() {
    let site = Site::new(&[
        CONFIG,
        ("deep/press.md", "---\naliases: [old/press.html, /older, gone/]\nredirect_from: /oldest.html\n---\n# Press\n"),
    ]);
    assert_eq!(site.build(&[]).code, 0);
    let pages = [
        ("old/press.html", "../deep/press.html"),
        ("older.html", "deep/press.html"),
        ("gone/index.html", "../deep/press.html"),
        ("oldest.html", "deep/press.html"),
    ];
    for (page, target) in pages {
        assert!(site.page(page).contains(&format!("url={target}")), "{page}: {}", site.page(page));
    }
}

#[test]
fn dates_decide_what_a_page_says() {
    let site = Site::new(&[CONFIG, ("a.md", "---\neffective: 2026-12-01\nexpires: 2026-12-31\n---\n# A\n")]);
    let state = |today: &str| {
        assert_eq!(site.build(&["--today", today]).code, 0);
        let page = site.page("a.html");
        let shows = |state: &str| page.contains(&format!("data-validity=\"{state}\">"));
        (shows("pending"), shows("expired"))
    };
    assert_eq!(state("2026-11-30"), (true, false));
    assert_eq!(state("2026-12-01"), (false, false));
    assert_eq!(state("2026-12-31"), (false, false), "the last day is in force");
    assert_eq!(state("2027-01-01"), (false, true));
}

#[test]
fn each_language_has_its_pages_and_falls_back_to_the_default() {
    let site = Site::new(&[
        ("kneeboard.yaml", "languages: [en, es]\n"),
        ("press.md", "---\nrev: 2\n---\n# Reset the press\n\nSee [other](other.md).\n"),
        ("press.es.md", "---\ntranslated_rev: 1\n---\n# Rearmar la prensa\n\nVea [otro](other.md).\n"),
        ("other.md", "# Only English\n\nSee [press](press.md).\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.page("press.es.html").contains("lang=\"es\""));
    let spanish = site.page("index.es.html");
    assert!(spanish.contains("Rearmar la prensa") && !spanish.contains("Reset the press"));
    assert!(spanish.contains("Only English") && spanish.contains("lang=\"en\""), "marked as English");
    assert!(!site.page("index.html").contains("Rearmar"));
    assert!(
        site.page("press.es.html").contains("es traducción más antigua")
            || site.page("press.es.html").contains("raducción")
    );
    assert!(site.page("press.html").contains("href=\"press.es.html\""), "the pages name each other");
}

#[test]
fn a_translation_takes_what_it_does_not_say_from_its_source() {
    let site = Site::new(&[
        ("kneeboard.yaml", "languages: [en, es]\nvocabularies: {tags: [press]}\n"),
        ("a.md", "---\ntags: [pres]\ntype: checklist\nexpires: 2020-01-01\n---\n# A\n"),
        ("a.es.md", "# A en español\n"),
        ("old.md", "---\nstatus: withdrawn\n---\n# Old\n"),
        ("old.es.md", "# Viejo\n\n1. Secreto\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.stderr.matches("warning[F07]").count(), 1, "said once, at the source: {}", run.stderr);
    assert!(site.page("browse/tags/pres.es.html").contains("A en español"));
    assert!(site.page("browse/type/checklist.es.html").contains("A en español"));
    assert!(site.page("a.es.html").contains("data-validity=\"expired\">"));
    assert!(!site.page("old.es.html").contains("Secreto"), "what is withdrawn is withdrawn in every language");
}

#[test]
fn a_site_names_itself_in_each_language() {
    let site = Site::new(&[
        (
            "kneeboard.yaml",
            "languages: [en, es]\ntitle: {en: Plant, es: Planta}\ndescription: {en: Aids., es: Fichas.}\n",
        ),
        ("a.md", "# A\n"),
    ]);
    assert_eq!(site.build(&["--strict"]).code, 0);
    let (english, spanish) = (site.page("index.html"), site.page("index.es.html"));
    assert!(english.contains("Plant") && english.contains("Aids.") && !english.contains("Planta"));
    assert!(spanish.contains("Planta") && spanish.contains("Fichas.") && site.page("feed.es.xml").contains("Planta"));
}

#[test]
fn a_link_leads_to_the_readers_language() {
    let site = Site::new(&[
        ("kneeboard.yaml", "languages: [en, es]\n"),
        ("a.md", "# A\n"),
        ("a.es.md", "# A en español\n"),
        ("b.es.md", "# B\n\n[a](a.md)\n"),
    ]);
    assert_eq!(site.build(&[]).code, 0);
    assert!(site.page("b.es.html").contains("href=\"a.es.html\""));
}

#[test]
fn links_that_lead_nowhere_are_reported_at_their_place() {
    let site = Site::new(&[
        CONFIG,
        ("a.md", "# A\n\n[x](missing.md) [y](b.md#nope) [z](#gone) ![p](p.png) {{fact:no.fact}}\n"),
        ("b.md", "# B\n\n## Here\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    for place in ["a.md:3:5", "a.md:3:21", "a.md:3:36"] {
        assert!(run.stderr.contains(place), "{place} in {}", run.stderr);
    }
    assert!(run.stderr.contains("error[I05]"), "{}", run.stderr);
    assert!(site.page("a.html").contains('x'), "the text of a broken link stays");
    assert!(!site.page("a.html").contains("missing"), "but it leads nowhere");
}

#[test]
fn one_bad_aid_never_stops_the_others() {
    let site = Site::new(&[CONFIG, ("good.md", "# Good\n"), ("bad.md", "---\ntitle: \"unclosed\n---\n# Bad\n")]);
    site.write("worse.md", b"\xff\xfe\x00");
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("bad.md:2") && run.stderr.contains("worse.md"), "{}", run.stderr);
    assert!(site.has("good.html") && site.has("bad.html"));
}

#[test]
fn strict_publishes_nothing_with_a_warning() {
    let site = Site::new(&[CONFIG, ("a.md", "---\ndscription: x\n---\n# A\n")]);
    let run = site.build(&["--strict"]);
    assert_eq!(run.code, 1);
    assert!(!site.has("a.html"));
    assert_eq!(site.build(&[]).code, 0, "a warning alone is no failure");
}

#[test]
fn checks_change_levels() {
    let aid = ("a.md", "---\ndscription: x\n---\n# A\n");
    let off = Site::new(&[("kneeboard.yaml", "checks: {F02: off}\n"), aid]);
    assert!(!off.build(&[]).stderr.contains("F02"));
    let error = Site::new(&[("kneeboard.yaml", "checks: {F02: error}\n"), aid]);
    assert_eq!(error.build(&[]).code, 1);
}

#[test]
fn two_files_that_want_one_page_are_both_named_and_both_kept() {
    let site = Site::new(&[CONFIG, ("Press.md", "# One\n"), ("press.md", "# Two\n")]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("Press.md") && run.stderr.contains("press.md"), "{}", run.stderr);
    assert!(site.page("press.html").contains("One") && site.page("press--2.html").contains("Two"));
}

#[test]
fn names_of_every_kind_get_a_page() {
    let names = ["[", "[[", "!", "^", "g++", "it’s", "a b", "按钮", "UPPER", "con", "c#d", "100%", "v1.2"];
    let site = Site::new(&[CONFIG]);
    for name in names {
        site.write(&format!("{name}.md"), "# Title\n");
    }
    let run = site.build(&[]);
    let pages =
        files(&site.root().join("public")).into_keys().filter(|path| path.ends_with(".html") && !path.contains('/'));
    assert_eq!(pages.count(), names.len() + 3, "home, 404, the editions and one each: {}", run.stderr);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn pictures_are_copied_and_know_their_size() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"></svg>";
    let site = Site::new(&[
        CONFIG,
        ("deep/a.md", "# A\n\n![Key](key.svg)\n\n[Form](form.docx)\n"),
        ("deep/key.svg", svg),
        ("deep/form.docx", "x"),
        ("deep/secret.txt", "nobody links here"),
        (".hidden/b.md", "# Hidden\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(site.page("deep/key.svg"), svg);
    assert!(site.has("deep/form.docx"));
    assert!(!site.has("deep/secret.txt") && !site.has(".hidden/b.html"));
    let page = site.page("deep/a.html");
    assert!(page.contains("width=\"40\"") && page.contains("height=\"30\""), "{page}");
}

#[test]
fn what_belongs_to_a_video_is_published_and_checked() {
    let video = "video: {src: v.webm, captions: v.txt, transcript: words.txt}";
    let site = Site::new(&[
        CONFIG,
        ("deep/a.md", &format!("---\n{video}\n---\n# A\n")),
        ("deep/v.webm", "x"),
        ("deep/words.txt", "All the words."),
        ("b.md", "---\nvideo: {src: deep/v.webm, transcript: gone.txt}\n---\n# B\n"),
        ("c.md", "---\nvideo: {src: deep/v.webm, transcript: Turn the key. Wait.}\n---\n# C\n"),
    ]);
    let run = site.build(&[]);
    assert!(site.has("deep/words.txt") && site.page("deep/a.html").contains("href=\"words.txt\""));
    assert!(run.stderr.contains("error[F04]: browsers do not read captions from `v.txt`"), "{}", run.stderr);
    assert!(run.stderr.contains("error[I01]: there is no file `gone.txt`"), "{}", run.stderr);
    assert!(site.page("c.html").contains("Turn the key. Wait."));
}

#[test]
fn hostile_text_never_becomes_markup() {
    let attack = "\"><img src=x onerror=alert(1)>";
    let site = Site::new(&[
        ("kneeboard.yaml", "title: '<script>alert(1)</script>'\n"),
        (
            "a.md",
            &format!(
                "---\ntitle: '{attack}'\nneed: '{attack}'\ntags: ['{attack}']\nextra: {{a: '{attack}'}}\n---\n\n<script>alert(1)</script>\n\n1. {attack} [x](javascript:alert(1)) `{attack}`\n\n| {attack} | b |\n| - | - |\n| {attack} | c |\n",
            ),
        ),
    ]);
    site.build(&[]);
    for (path, bytes) in files(&site.root().join("public")) {
        let text = String::from_utf8_lossy(&bytes);
        if path.ends_with(".html") || path.ends_with(".xml") {
            assert!(!text.contains("<img src=x") && !text.contains("<script>alert"), "{path}");
            assert!(!text.contains("href=\"javascript:"), "{path}");
        }
    }
}

#[test]
fn every_address_is_relative_and_ends_in_a_file_name() {
    let site = Site::new(&[]);
    copy(&repository().join("example-content"), site.root());
    site.build(&[]);
    let mut seen = 0;
    for (path, bytes) in files(&site.root().join("public")) {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).expect("UTF-8");
        for attribute in ["href=\"", "src=\"", "action=\"", "poster=\""] {
            for (at, _) in page.match_indices(attribute) {
                let rest = &page[at + attribute.len()..];
                let address = &rest[..rest.find('"').expect("a closing quote")];
                let file = address.split('#').next().unwrap_or_default();
                let is_outside =
                    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme));
                assert!(is_outside || !file.starts_with('/') && !file.ends_with('/'), "{path}: {address}");
                assert!(
                    is_outside || file.is_empty() || file.rsplit('/').next().is_some_and(|name| name.contains('.')),
                    "{path}: {address}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 1_000, "only {seen} addresses were seen");
}

#[test]
fn facets_nest_and_carry_the_labels_of_the_vocabulary() {
    let site = Site::new(&[
        (
            "kneeboard.yaml",
            "languages: [en, es]\nvocabularies: {locations: {hall-1: {en: Hall One, es: Nave Uno}, hall-1/filler: Filler}}\n",
        ),
        ("a.md", "---\nlocations: [hall-1/filler]\n---\n# A\n"),
        ("b.md", "---\nlocations: hall-1\n---\n# B\n"),
        ("c.md", "---\nlocations: [hal-1]\n---\n# C\n"),
    ]);
    let run = site.build(&[]);
    assert!(run.stderr.contains("warning[F07]") && run.stderr.contains("did you mean `hall-1`"), "{}", run.stderr);
    let hall = site.page("browse/locations/hall-1.html");
    assert!(hall.contains("Hall One") && hall.contains(">A<") && hall.contains(">B<"), "{hall}");
    assert!(site.page("browse/locations/hall-1.es.html").contains("Nave Uno"));
    assert!(!site.page("browse/locations/hall-1/filler.html").contains(">B<"));
}

#[test]
fn ids_that_no_aid_has_and_circles_are_reported() {
    let site = Site::new(&[
        CONFIG,
        ("a.md", "---\nprerequisites: [\"aid:b\", \"aid:nope\"]\nrelated: [bb]\n---\n# A\n"),
        ("b.md", "---\nprerequisites: [\"aid:a\"]\n---\n# B\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[F14]") && run.stderr.contains("a → b → a"), "{}", run.stderr);
    assert!(
        run.stderr.contains("no aid has the id `nope`") && run.stderr.contains("did you mean `b`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn long_lists_have_pages() {
    let site = Site::new(&[CONFIG]);
    for number in 0..1_001 {
        site.write(&format!("a{number}.md"), format!("---\ntags: [x]\n---\n# Aid {number}\n"));
    }
    assert_eq!(site.build(&[]).code, 0);
    for page in ["browse/a-z.html", "browse/a-z.p2.html", "browse/a-z.p3.html", "browse/tags/x.p3.html"] {
        assert!(site.has(page), "{page}");
    }
    assert!(!site.has("browse/a-z.p4.html"));
    assert!(site.page("browse/a-z.html").contains("href=\"a-z.p3.html\""));
}

#[test]
fn data_for_other_tools_is_whole() {
    let site = Site::new(&[
        ("kneeboard.yaml", "title: T\nbase_url: https://aids.example\n"),
        (
            "a b.md",
            "---\ntitle: A & B\nneed: N\nchanges: [{rev: 1, date: 2026-05-01, note: First}]\nrev: 1\n---\n1. Do **it**.\n   You see: light.\n",
        ),
    ]);
    assert_eq!(site.build(&[]).code, 0);
    let data: serde_json::Value = serde_json::from_str(&site.page("aids.json")).expect("JSON");
    assert_eq!(data["aids"][0]["title"], "A & B");
    assert_eq!(data["aids"][0]["href"], "a-b.html");
    assert_eq!(data["aids"][0]["steps"][0]["text"], "Do it.");
    assert_eq!(data["aids"][0]["steps"][0]["result"], "light.");
    assert!(site.page("sitemap.xml").contains("<loc>https://aids.example/a-b.html</loc>"));
    let feed = site.page("feed.xml");
    assert!(feed.contains("<title>A &amp; B</title>") && feed.contains("2026-05-01T00:00:00Z"), "{feed}");
    let page = site.page("a-b.html");
    let start = page.find("application/ld+json\">").expect("JSON-LD") + "application/ld+json\">".len();
    let end = page[start..].find("</script>").expect("an end");
    let ld: serde_json::Value = serde_json::from_str(&page[start..start + end]).expect("JSON-LD is JSON");
    assert_eq!((&ld["@type"], &ld["name"]), (&"HowTo".into(), &"A & B".into()));
}

#[test]
fn a_path_that_no_disk_can_hold_stops_one_alias_and_not_the_site() {
    let long = "a".repeat(5_000);
    let deep = "ab/".repeat(3_000);
    let aliases = format!("aliases: [\"a\\x00b\", {long}, nul, \"b\\nc\", index.html/foo, fine]");
    let site = Site::new(&[("press.md", &format!("---\n{aliases}\nlocations: {deep}x\n---\n# Reset the press\n"))]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("is no path that a page of the site can have").count(), 4, "{}", run.stderr);
    assert!(
        run.stderr.contains("the old address `index.html/foo.html` belongs to `the site itself`"),
        "{}",
        run.stderr
    );
    assert!(site.has("press.html") && site.has("fine.html"));
}

#[test]
fn a_folder_with_the_name_of_a_page_does_not_stop_the_site() {
    let site = Site::new(&[
        ("a.md", "# A\n\n[b](browse)\n"),
        ("a.html/p.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("404.html/x.md", "# X\n"),
        ("aids.json/y.md", "# Y\n"),
        ("browse", "a file where the site has a folder"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert_eq!(run.stderr.matches("error[F05]").count(), 4, "{}", run.stderr);
    for page in ["a.html", "404.html", "404.html-x--2.html", "aids.json-y--2.html"] {
        assert!(site.has(page), "{page}: {}", run.stderr);
    }
}

#[test]
fn thousands_of_broken_links_among_thousands_of_pages_do_not_hang_the_build() {
    let links: String = (0..5).map(|n| format!("[x](/reset-guide-{n}.md)\n")).collect();
    let names: Vec<String> = (0..1_200).map(|n| format!("page-guide-{n}.md")).collect();
    let site = Site::new(&[("slip.md", "[x](page-guide-15x.md)\n")]);
    for name in &names {
        site.write(name, &links);
    }
    let run = site.build(&["--quiet"]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr.matches("error[I01]").count(), 6_001);
    assert!(run.stderr.contains("did you mean"), "the first ones still get a hint");
}

#[test]
fn a_control_character_in_a_title_does_not_break_the_feed() {
    let site = Site::new(&[("press.md", "---\napproved: 2026-01-01\n---\n# Reset\u{1b} the\u{ffff} press\n")]);
    assert_eq!(site.build(&[]).code, 0);
    let feed = site.page("feed.xml");
    assert!(feed.contains("<title>Reset\u{fffd} the\u{fffd} press</title>"), "{feed}");
}

#[test]
fn two_translations_into_one_language_and_circles_of_translations_are_reported() {
    let site = Site::new(&[
        ("kneeboard.yaml", "title: Test\nlanguages: [en, es]\n"),
        ("press.md", "# Press\n"),
        ("press.es.md", "# Prensa\n"),
        ("other.md", "---\nlang: es\ntranslation_of: press\n---\n# Prensa\n"),
        ("forgot.md", "---\ntranslation_of: press\n---\n# Presse\n"),
        ("a.md", "---\nlang: es\ntranslation_of: b\n---\n# A\n"),
        ("b.md", "---\ntranslation_of: a\n---\n# B\n"),
        ("self.md", "---\ntranslation_of: self.md\n---\n# Self\n"),
    ]);
    let run = site.build(&[]);
    assert!(run.stderr.contains("its translation into `es` is `other.md` already"), "{}", run.stderr);
    assert!(run.stderr.contains("its translation into `en` is `forgot.md` already"), "{}", run.stderr);
    assert_eq!(run.stderr.matches("is a translation of this aid, or this aid").count(), 3, "{}", run.stderr);
    assert!(!run.stderr.contains("did you mean"), "{}", run.stderr);
}

#[test]
fn a_withdrawn_translation_does_not_hide_the_aid() {
    let site = Site::new(&[
        ("kneeboard.yaml", "title: Test\nlanguages: [en, es]\n"),
        ("press.md", "# Reset the press\n\n1. Turn the key.\n"),
        ("press.es.md", "---\nstatus: withdrawn\n---\n# Reponer la prensa\n"),
        ("otra.es.md", "# Otra\n\n[x](press.md)\n"),
    ]);
    assert_eq!(site.build(&[]).code, 0);
    assert!(site.page("browse/a-z.es.html").contains("../press.html"));
    assert!(site.page("otra.es.html").contains("href=\"press.html\""));
    assert!(site.page("press.es.html").contains("data-page=\"tombstone\""));
}

#[test]
fn a_link_without_the_ending_of_the_file_gets_the_right_hint() {
    let site = Site::new(&[("a.md", "# A\n\n[b](press) [c](/manual/press.html)\n"), ("x/press.md", "# Press\n")]);
    assert_eq!(site.build(&[]).stderr.matches("did you mean `x/press.md`?").count(), 2);
}

#[test]
fn contradictions_inside_one_aid_are_reported() {
    let front = "effective: 2027-01-01\nexpires: 2026-01-01\nowner: #press-leads\nsupersedes: a\nrelated: b.md\n\
                 hazards: [{level: warning, what: Crush point, avoid: Lock out, at: 9}]";
    let site = Site::new(&[
        ("a.md", &format!("---\n{front}\n---\n# Reset the press\n\n1. Turn the key.\n")),
        ("b.md", "---\nowner: # to be found\nhazards: [{level: notice, what: x, avoid: y, at: 1}]\n---\n# B\n\n1. x\n"),
    ]);
    let run = site.build(&[]);
    for said in [
        "error[F04]: expires before it comes into force on 2027-01-01\n --> ./a.md:3:10",
        "warning[F08]: `#` starts a comment: `owner` has no value\n --> ./a.md:4:8",
        "error[F04]: an aid cannot replace itself\n --> ./a.md:5:13",
        "did you mean `b`?",
        "warning[S09]: hazard at step 9, which does not exist\n --> ./a.md:7:11",
    ] {
        assert!(run.stderr.replace("--> a.md", "--> ./a.md").contains(said), "{said}\n{}", run.stderr);
    }
    assert!(!run.stderr.contains("b.md:"), "{}", run.stderr);
    assert!(!site.page("a.html").contains("data-page=\"tombstone\""));
}

#[test]
fn a_heading_called_item_1_keeps_its_anchor() {
    let site = Site::new(&[("a.md", "# A\n\n## Item 1\n\n- [ ] Isolator … OFF\n")]);
    assert_eq!(site.build(&[]).code, 0);
    assert_eq!(site.page("a.html").matches("id=\"item-1\"").count(), 1);
}

#[test]
fn a_link_out_of_the_site_folder_says_so() {
    let site = Site::new(&[("a.md", "# A\n\n[sauce](../Sauces/sauce.md)\n")]);
    assert!(site.build(&[]).stderr.contains("the link `../Sauces/sauce.md` leads out of the site folder"));
}

#[test]
fn a_link_to_a_file_that_is_there_but_not_published_says_so() {
    let site = Site::new(&[
        ("kneeboard.yaml", "title: Test\n"),
        ("a.md", "# A\n\n[c](kneeboard.yaml) [n](nul.md)\n"),
        ("nul.md", "# \0\n"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.stderr.matches("is in the site folder, but no part of the site").count(), 2, "{}", run.stderr);
}

#[test]
fn hazards_and_check_boxes_inside_a_step_still_look_like_what_they_are() {
    let notice = "   > [!WARNING]\n   > **WARNING: Crush point.** Keep out.\n";
    let site = Site::new(&[("a.md", &format!("# A\n\n1. Open it.\n\n{notice}\n   - [ ] Guard … OPEN\n"))]);
    assert_eq!(site.build(&[]).code, 0);
    let page = site.page("a.html");
    assert!(page.contains("<div class=\"hazard hazard-warning\" role=\"note\"><p class=\"hazard-word\">WARNING</p>"));
    assert!(page.contains("<p class=\"hazard-what\">Crush point</p>"));
    assert!(page.contains("<li>☐ Guard … OPEN</li>"));
    assert!(site.page("browse/a-z.html").contains("tag-warning"), "lists say how grave the aid is");
}

#[test]
fn a_blank_row_of_a_sheet_says_what_goes_into_its_first_cell() {
    let site =
        Site::new(&[("a.md", "# A\n\n| Machine | Minutes | Cause |\n| --- | --- | --- |\n| ____ | ____ | ____ |\n")]);
    assert_eq!(site.build(&[]).code, 0);
    assert!(site.page("a.html").contains("scope=\"row\"><span class=\"cell-name\">Machine</span>"));
}

#[test]
fn an_error_after_a_thousand_notices_still_counts_and_is_shown() {
    let notices = "a <b>c</b>\n\n".repeat(1_500);
    let links = "[y](gone.md)\n\n".repeat(1_200);
    let site = Site::new(&[
        CONFIG,
        ("link.md", &format!("# A\n\n{notices}[x](missing.md)\n")),
        ("alert.md", &format!("# B\n\n{notices}> [!WARNING]\n> No signal word.\n")),
        ("many.md", &format!("# C\n\n{links}")),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("link.md:3003:5"), "the broken link at the end");
    assert!(run.stderr.contains("error[H02]"), "the alert at the end");
    assert!(run.stderr.contains("1,202 errors"), "all are counted: {}", &run.stderr[run.stderr.len() - 300..]);
    assert!(run.stderr.contains("link.md: 501 more problems are not shown"), "and what is left out is said");
    assert!(run.stderr.contains("many.md: 200 more problems are not shown"));
}

#[test]
fn a_file_in_the_way_of_the_search_is_reported_and_the_search_stays() {
    let links = "# Links\n\n[a](search/engine.js) [b](Search/en/t0-copy.js) [c](search/es)\n";
    let site = Site::new(&[
        ("kneeboard.yaml", "title: Test\nlanguages: [en, es]\n"),
        ("links.md", links),
        ("search/engine.js", "alert(1)"),
        ("Search/en/t0-copy.js", "alert(1)"),
        ("search/es", "a file where a folder must be"),
        ("search/engine.md", "# The engine\n\n1. Start it.\n"),
        ("search/en/picture.png", "a picture"),
    ]);
    let run = site.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for file in ["search/engine.js", "Search/en/t0-copy.js", "search/es"] {
        let place = run.stderr.split("\n\n").find(|problem| problem.contains(&format!("{file}\n")));
        assert!(
            place.is_some_and(|problem| problem.contains("belongs to `the site itself`")),
            "{file}: {}",
            run.stderr
        );
    }
    assert!(!run.stderr.contains("search/engine.md") && !run.stderr.contains("picture.png"), "{}", run.stderr);
    for file in ["search/engine.js", "Search/en/t0-copy.js", "search/es"] {
        std::fs::remove_file(site.root().join(file)).expect("a file");
    }
    site.write("links.md", "# Links\n\n![A picture](search/en/picture.png)\n");
    assert_eq!(site.build(&[]).code, 0);
    assert!(site.page("search/engine.js").contains("kneeboard.open"));
    assert!(site.has("search/engine.html") && site.has("search/en/picture.png") && site.has("search/engine.es.js"));
}

#[test]
fn a_pack_with_an_unknown_id_is_reported_at_its_place_with_the_id_that_was_meant() {
    let site = Site::new(&[
        ("kneeboard.yaml", "title: T\nprint: {format: a7}\npacks:\n  Cab: [press/reset, press/rset]\n"),
        ("press/reset.md", "---\ntags: [press]\n---\n\n# Reset the press\n\n1. Press reset.\n"),
    ]);
    let run = site.build(&[]);
    assert!(run.stderr.contains("kneeboard.yaml:4:22"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean `press/reset`?"), "{}", run.stderr);
    assert!(site.page("browse/tags/press.html").contains("print/tags/press.html"), "the facet leads to its pack");
}
