//! The one door to YAML.
//!
//! In: the text of a mapping. Out: its entries as [`Node`]s in which every scalar keeps its text as written and every value
//! its place, and [`Problem`]s. A mapping is cut into its top-level entries by text ([`cut`]) and each entry is parsed on
//! its own, so that one bad value spoils only itself and a duplicate key is seen. What a value *means* is the parser's
//! word alone; our own tokens ([`token`]) say only where it stands and how it was written.

mod cut;
mod mend;
mod node;
mod reader;
mod token;

pub(crate) use cut::{Entry, entries, is_entry};
pub(crate) use node::{Content, Node, Scalar};
pub(crate) use reader::{Codes, Reader, listed, nearest};

use std::ops::Range;

/// Flow collections nested deeper than this are refused before the parser sees them: it is quadratic on `[`.
const MAX_FLOW_NESTING: usize = 64;

/// A problem of the YAML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where, in bytes of the whole text.
    pub(crate) range: Range<usize>,
    /// One terse sentence.
    pub(crate) message: String,
    /// How to mend it.
    pub(crate) hint: Option<String>,
}

/// A whole file without a fixed shape, such as the words of a theme, as JSON.
pub(crate) fn read_json(text: &str) -> Result<serde_json::Value, Problem> {
    serde_yaml::from_str(text).map_err(|error| {
        let at = error.location().map_or(0, |location| location.index().min(text.len()));
        Problem { range: at..at, message: error.to_string(), hint: None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text that is likely to upset a YAML reader.
    fn yaml_like() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            4 => "[a-c]{1,2}(: | : |:\n|: \\[|: \\{|: \"|: '|: \\|\n|: &a |: \\*a|: !x )",
            4 => "(  |    |\t)?- ",
            6 => "[a-z0-9ä#&*!|>%@`?,~. '\"\\[\\]{}:\\\\-]{1,6}",
            4 => Just("\n".to_owned()),
            2 => Just("\n  ".to_owned()),
            1 => "(\\PC|\u{85}|\u{2028}|\u{7f}|\u{feff}){0,3}",
        ];
        prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
    }

    fn check_range(text: &str, range: &Range<usize>) {
        assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
    }

    fn check_places(text: &str, node: &Node) {
        check_range(text, &node.range);
        match &node.content {
            Content::Null | Content::Scalar(..) => {}
            Content::List(items) => items.iter().for_each(|item| check_places(text, item)),
            Content::Map(pairs) => {
                for (key, value) in pairs {
                    check_places(text, key);
                    check_places(text, value);
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_place_is_in_the_text(text in yaml_like()) {
            let (entries, problems) = entries(&text, 0..text.len());
            problems.iter().for_each(|problem| check_range(&text, &problem.range));
            for entry in entries {
                check_range(&text, &entry.range);
                match entry.node() {
                    Ok(node) => check_places(&text, &node),
                    Err(problem) => check_range(&text, &problem.range),
                }
            }
        }

        #[test]
        fn lists_that_skip_the_parser_are_what_the_parser_says(value in " {0,2}\\[([ ,.a-bA-Z0-9é/_-]{0,4}(true|null|no|e-4)?,?){0,4}\\]? ?") {
            let text = format!("key:{value}");
            let (entries, _) = entries(&text, 0..text.len());
            let node = entries.first().map(|entry| entry.node().ok());
            let parsed: Result<std::collections::BTreeMap<String, Vec<Option<String>>>, _> = serde_yaml::from_str(&text);
            if let (Some(Some(Node { content: Content::List(items), .. })), Ok(parsed)) = (node, parsed) {
                let texts: Vec<&str> = items.iter().filter_map(Node::scalar).collect();
                let expected: Vec<&str> = parsed["key"].iter().flatten().map(String::as_str).collect();
                prop_assert_eq!(texts, expected);
                prop_assert!(items.iter().all(|item| item.scalar().is_none_or(|scalar| text[item.range.clone()] == *scalar)));
            }
        }

        #[test]
        fn what_skips_the_parser_is_what_the_parser_says(value in "[a-zA-Z][a-zA-Z0-9 .:#,\\-'\"~\u{e9}\u{85}\u{2028}\u{7f}]{0,12}( #[a-z ]*)?") {
            let text = format!("key: {value}");
            let (entries, _) = entries(&text, 0..text.len());
            let node = entries[0].node();
            let parsed: Result<std::collections::BTreeMap<String, Option<String>>, _> = serde_yaml::from_str(&text);
            match (node, parsed) {
                // What the parser takes for a line end may start a second key there.
                (_, Ok(parsed)) if parsed.len() != 1 => {}
                (Ok(node), Ok(mut parsed)) => prop_assert_eq!(node.scalar().map(str::to_owned), parsed.remove("key").flatten()),
                (Err(_), Err(_)) => {}
                (node, parsed) => prop_assert!(false, "{node:?} {parsed:?}"),
            }
        }
    }
}
