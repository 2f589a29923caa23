//! Values: what the parser says they are, with the text and the place that the tokens give.

use super::token::{self, Token};
use super::{Entry, MAX_FLOW_NESTING, Problem, mend};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::cell::Cell;
use std::fmt;
use std::ops::Range;

/// Collections nested deeper than this are refused.
const MAX_NESTING: usize = 100;

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    /// In bytes of the whole text; for an empty value, the key or dash before it.
    pub(crate) range: Range<usize>,
    pub(crate) content: Content,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Null,
    /// Text, a number or a truth value: its text as written.
    Scalar(String, Scalar),
    List(Vec<Node>),
    /// Keys and values in order; a key may come twice.
    Map(Vec<(Node, Node)>),
}

/// What YAML takes a scalar for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalar {
    Text,
    Number,
    Bool,
}

impl Node {
    /// The text of a scalar, as written.
    pub(crate) fn scalar(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text, _) => Some(text),
            _ => None,
        }
    }

    /// What to call it in a message.
    pub(crate) fn noun(&self) -> &'static str {
        match self.content {
            Content::Null => "nothing",
            Content::Scalar(..) => "text",
            Content::List(_) => "a list",
            Content::Map(_) => "a map",
        }
    }
}

impl Entry<'_> {
    /// The value.
    pub(crate) fn node(&self) -> Result<Node, Problem> {
        if let Some(node) = self.plain_list() {
            return Ok(node);
        }
        let column = self.range.start - self.text[..self.range.start].rfind('\n').map_or(0, |newline| newline + 1);
        let tokens = token::tokens(self.text, self.value_start..self.range.end, column).map_err(|at| Problem {
            range: at..at + 1,
            message: format!("lists or maps nested deeper than {MAX_FLOW_NESTING}"),
            hint: Some("write the value flat".to_owned()),
        })?;
        if let [token] = &tokens[..]
            && let Some(node) = self.plain_text(token)
        {
            return Ok(node);
        }
        self.parse(tokens)
    }

    /// The value when it is plainly text: one line that starts with a letter. Most values are, and the parser takes many
    /// times as long to say so.
    fn plain_text(&self, token: &Token) -> Option<Node> {
        let written = &self.text[token.range.clone()];
        let around = [&self.text[self.value_start..token.range.start], &self.text[token.range.end..self.range.end]];
        let is_plain = token.kind == token::Kind::Plain
            && is_word(written)
            && !written.contains(is_special)
            && around.iter().all(|text| text.bytes().all(|byte| byte == b' '));
        is_plain
            .then(|| Node { range: token.range.clone(), content: Content::Scalar(written.to_owned(), Scalar::Text) })
    }

    /// The value when it is plainly a list of text in one line: `[press, hall-1/filler]`. Facets are written like that.
    fn plain_list(&self) -> Option<Node> {
        let value = &self.text[self.value_start..self.range.end];
        let list = value.trim_matches(' ');
        let inside = list.strip_prefix('[')?.strip_suffix(']')?;
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | ',' | '-' | '_' | '/' | '.');
        if !value.starts_with(' ') || !inside.chars().all(is_plain) {
            return None;
        }
        let start = self.value_start + (value.len() - value.trim_start_matches(' ').len());
        let mut at = start + 1;
        let mut items = Vec::new();
        for part in inside.split(',') {
            let written = part.trim_matches(' ');
            if !is_word(written) {
                return None;
            }
            let from = at + (part.len() - part.trim_start_matches(' ').len());
            let content = Content::Scalar(written.to_owned(), Scalar::Text);
            items.push(Node { range: from..from + written.len(), content });
            at += part.len() + 1;
        }
        Some(Node { range: start..start + list.len(), content: Content::List(items) })
    }

    /// The value, as the parser reads it.
    fn parse(&self, tokens: Vec<Token>) -> Result<Node, Problem> {
        if let Some(problem) = mend::before_parsing(self) {
            return Err(problem);
        }
        let source = &self.text[self.range.clone()];
        let budget = Cell::new(source.len() + 1_000);
        let seed = EntrySeed(NodeSeed { budget: &budget, depth: 0 });
        let mut node = seed.deserialize(serde_yaml::Deserializer::from_str(source)).map_err(|error| {
            mend::parse_error(self, &error.to_string(), error.location().map(|l| (l.line(), l.column())))
        })?;
        let mut places = Places { text: self.text, tokens: tokens.into_iter().peekable() };
        let exact = places.set(&mut node, self.key_range.clone(), false).is_some() && places.tokens.next().is_none();
        if !exact {
            set_all(&mut node, &self.value_range());
        }
        Ok(node)
    }
}

/// Text that starts with a letter and is no word with a meaning of its own.
fn is_word(written: &str) -> bool {
    written.starts_with(|c: char| c.is_ascii_alphabetic())
        && !["null", "true", "false"].iter().any(|word| written.eq_ignore_ascii_case(word))
}

/// Characters that the parser refuses or takes for a line end.
fn is_special(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Gives the nodes of a value their places.
struct Places<'a> {
    text: &'a str,
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
}

impl Places<'_> {
    /// Takes the tokens of this node; `None` when they do not match it. An empty node gets the place `before` it.
    fn set(&mut self, node: &mut Node, before: Range<usize>, is_key: bool) -> Option<()> {
        if let Some(alias) = self.take(token::Kind::Alias) {
            set_all(node, &alias);
            return Some(());
        }
        node.range = match &mut node.content {
            Content::Null => self.null(is_key).unwrap_or(before),
            Content::Scalar(text, kind) => {
                let token = self.tokens.next()?;
                match token.kind {
                    token::Kind::Plain => {
                        let written = &self.text[token.range.clone()];
                        if *kind != Scalar::Text {
                            written.clone_into(text);
                        } else if written != text {
                            return None;
                        }
                    }
                    token::Kind::Other => {}
                    _ => return None,
                }
                token.range
            }
            Content::List(items) => self.list(items, before)?,
            Content::Map(pairs) => self.map(pairs, before)?,
        };
        Some(())
    }

    fn null(&mut self, is_key: bool) -> Option<Range<usize>> {
        let token = self.tokens.peek()?;
        let written = &self.text[token.range.clone()];
        let is_null = token.kind == token::Kind::Plain && matches!(written, "null" | "Null" | "NULL" | "~");
        (is_null && (is_key || !self.text[token.range.end..].trim_start_matches(' ').starts_with(':')))
            .then(|| self.tokens.next().map(|token| token.range))?
    }

    fn list(&mut self, items: &mut [Node], before: Range<usize>) -> Option<Range<usize>> {
        if let Some(open) = self.take(token::Kind::Open) {
            for item in items {
                self.set(item, open.clone(), false)?;
            }
            return Some(open.start..self.take(token::Kind::Close)?.end);
        }
        let mut range: Option<Range<usize>> = None;
        for item in items {
            let dash = self.take(token::Kind::Dash)?;
            self.set(item, dash.clone(), false)?;
            range = Some(range.map_or(dash.start, |range| range.start)..item.range.end);
        }
        Some(range.unwrap_or(before))
    }

    fn map(&mut self, pairs: &mut [(Node, Node)], before: Range<usize>) -> Option<Range<usize>> {
        let open = self.take(token::Kind::Open);
        let mut range: Option<Range<usize>> = None;
        for (key, value) in pairs {
            self.set(key, before.clone(), true)?;
            self.set(value, key.range.clone(), false)?;
            range = Some(range.map_or(key.range.start, |range| range.start)..value.range.end);
        }
        match open {
            Some(open) => Some(open.start..self.take(token::Kind::Close)?.end),
            None => Some(range.unwrap_or(before)),
        }
    }

    fn take(&mut self, kind: token::Kind) -> Option<Range<usize>> {
        self.tokens.next_if(|token| token.kind == kind).map(|token| token.range)
    }
}

/// Gives a node and all in it one place.
fn set_all(node: &mut Node, range: &Range<usize>) {
    node.range = range.clone();
    match &mut node.content {
        Content::Null | Content::Scalar(..) => {}
        Content::List(items) => items.iter_mut().for_each(|item| set_all(item, range)),
        Content::Map(pairs) => {
            for (key, value) in pairs {
                set_all(key, range);
                set_all(value, range);
            }
        }
    }
}

/// Reads the value of a mapping with one entry.
struct EntrySeed<'a>(NodeSeed<'a>);

impl<'de> DeserializeSeed<'de> for EntrySeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for EntrySeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`key: value`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        if map.next_key::<IgnoredAny>()?.is_none() {
            return Err(A::Error::custom("a key is missing"));
        }
        let node = map.next_value_seed(self.0)?;
        if map.next_key::<IgnoredAny>()?.is_some() {
            return Err(A::Error::custom("a second key"));
        }
        Ok(node)
    }
}

/// Reads any value.
#[derive(Clone, Copy)]
struct NodeSeed<'a> {
    /// How many more nodes there may be: aliases can make a short text a huge value.
    budget: &'a Cell<usize>,
    depth: usize,
}

impl NodeSeed<'_> {
    fn inside<E: Error>(self) -> Result<Self, E> {
        if self.depth == MAX_NESTING {
            return Err(E::custom(mend::TOO_DEEP));
        }
        Ok(Self { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for NodeSeed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        match self.budget.get().checked_sub(1) {
            Some(left) => self.budget.set(left),
            None => return Err(D::Error::custom(mend::TOO_LARGE)),
        }
        deserializer.deserialize_any(self)
    }
}

fn node<E>(content: Content) -> Result<Node, E> {
    Ok(Node { range: 0..0, content })
}

fn number<E>(number: impl fmt::Display) -> Result<Node, E> {
    node(Content::Scalar(number.to_string(), Scalar::Number))
}

impl<'de> Visitor<'de> for NodeSeed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        node(Content::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        node(Content::Scalar(value.to_string(), Scalar::Bool))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        number(value)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        number(value)
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        number(value)
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        number(value)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        number(value)
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        node(Content::Scalar(value.to_owned(), Scalar::Text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
        let inside = self.inside()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(inside)? {
            items.push(item);
        }
        node(Content::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let inside = self.inside()?;
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry_seed(inside, inside)? {
            pairs.push(pair);
        }
        node(Content::Map(pairs))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom(mend::TAG))
    }
}
