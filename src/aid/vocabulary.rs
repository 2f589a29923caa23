//! The words that the markdown conventions are written with, by language.
//!
//! In: text as a writer typed it. Out: what the word means. English is understood in every language; accents and case do
//! not matter.

mod words;

use super::doc::{Mode, Signal};
use crate::language::Language;
use words::{ALL, ENGLISH, Words};

/// What a label of a step announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Result,
    Why,
    Key,
    IfNot,
}

const SIGNALS: [Signal; 4] = [Signal::Danger, Signal::Warning, Signal::Caution, Signal::Notice];
const MODES: [Mode; 3] = [Mode::ReadDo, Mode::DoConfirm, Mode::ChallengeResponse];

/// The signal word of a hazard in this language (EN DANGER WARNING CAUTION NOTICE); English for a language without one.
#[must_use]
pub fn signal_word(signal: Signal, language: &Language) -> &'static str {
    words_of(language).unwrap_or(&ENGLISH).signal_shown[signal as usize]
}

fn words_of(language: &Language) -> Option<&'static Words> {
    ALL.into_iter().find(|words| words.language == language.primary())
}

/// The words that an aid may use: those of its language, then English.
#[derive(Clone, Copy)]
pub(super) struct Vocabulary {
    /// `None` for English and for languages without a table.
    own: Option<&'static Words>,
}

impl Vocabulary {
    pub(super) fn of(language: &Language) -> Self {
        Self { own: words_of(language).filter(|words| words.language != ENGLISH.language) }
    }

    fn each(self) -> impl Iterator<Item = &'static Words> {
        self.own.into_iter().chain([&ENGLISH])
    }

    /// The signal that `text` begins with, and what follows the word. The word ends at a sign of punctuation or at the
    /// end; in capitals a space will do.
    pub(super) fn signal(self, text: &str) -> Option<(Signal, &str)> {
        self.each().find_map(|words| {
            SIGNALS.into_iter().zip(words.signals).find_map(|(signal, entries)| {
                let rest = entries.iter().find_map(|entry| strip_folded(text, entry))?;
                let word = &text[..text.len() - rest.len()];
                let capitals = is_capitals(word) && rest.starts_with(char::is_whitespace);
                let ends = rest.trim_start().chars().next().is_none_or(|next| !next.is_alphanumeric());
                (capitals || ends).then_some((signal, rest))
            })
        })
    }

    /// The label that `text` begins with, and what follows its colon.
    pub(super) fn label(self, text: &str) -> Option<(Label, &str)> {
        self.each().find_map(|words| {
            let kinds = [
                (Label::Result, words.result),
                (Label::Why, words.why),
                (Label::Key, words.key),
                (Label::IfNot, words.if_not),
            ];
            kinds.into_iter().find_map(|(label, entries)| Some((label, after_colon(text, entries)?)))
        })
    }

    /// What follows `Watch:`.
    pub(super) fn after_watch(self, text: &str) -> Option<&str> {
        self.each().find_map(|words| after_colon(text, words.watch))
    }

    /// What follows `Pause:`, or the bare word.
    pub(super) fn after_pause(self, text: &str) -> Option<&str> {
        self.each()
            .find_map(|words| after_colon(text, words.pause).or_else(|| is_entry(text, words.pause).then_some("")))
    }

    /// The text is a heading of memory items.
    pub(super) fn is_by_heart(self, text: &str) -> bool {
        let text = text.trim_end_matches([':', '.', '!']);
        self.each().any(|words| is_entry(text, words.by_heart))
    }

    /// The text is the head of a condition column: it starts with `If`, `And`, `When`.
    pub(super) fn is_condition(self, text: &str) -> bool {
        self.each().any(|words| starts_with_word(text, words.conditions))
    }

    /// The text is the head of an outcome column: it starts with `Then` or `Do`.
    pub(super) fn is_outcome(self, text: &str) -> bool {
        self.each().any(|words| starts_with_word(text, words.outcomes))
    }

    /// The text is the word before a step's number.
    pub(super) fn is_step(self, text: &str) -> bool {
        self.each().any(|words| is_entry(text, words.step))
    }

    /// The word for a step, to show in a hint.
    pub(super) fn step_word(self) -> &'static str {
        self.own.unwrap_or(&ENGLISH).step[0]
    }

    /// The text is a plain answer, such as `Yes`.
    pub(super) fn is_answer(self, text: &str) -> bool {
        self.each().any(|words| is_entry(text, words.answers))
    }

    /// The way of working a checklist that the text names.
    pub(super) fn mode(self, text: &str) -> Option<Mode> {
        self.each()
            .find_map(|words| MODES.into_iter().zip(words.modes).find(|(_, entries)| is_entry(text, entries)))
            .map(|(mode, _)| mode)
    }

    /// The text is a heading of troubleshooting, such as `Cause`.
    pub(super) fn is_trouble(self, text: &str) -> bool {
        let text = text.trim_end_matches(':');
        self.each().any(|words| is_entry(text, words.trouble))
    }
}

/// What follows one of `entries` and a colon.
fn after_colon<'t>(text: &'t str, entries: &[&str]) -> Option<&'t str> {
    entries.iter().find_map(|entry| strip_folded(text, entry)?.trim_start().strip_prefix([':', '：']))
}

fn is_entry(text: &str, entries: &[&str]) -> bool {
    entries.iter().any(|entry| strip_folded(text.trim(), entry).is_some_and(|rest| rest.trim().is_empty()))
}

fn starts_with_word(text: &str, entries: &[&str]) -> bool {
    let ends_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    entries.iter().any(|entry| strip_folded(text.trim(), entry).is_some_and(ends_word))
}

/// Letters, all of them capitals. Letters without case, such as the Arabic ones, are none.
fn is_capitals(word: &str) -> bool {
    word.chars().all(|c| c.is_uppercase() || c == ' ')
}

/// What follows `entry`, a folded word or words, in `text`.
fn strip_folded<'t>(text: &'t str, entry: &str) -> Option<&'t str> {
    let mut wanted = entry.chars().peekable();
    for (at, letter) in text.char_indices() {
        let Some(letter) = fold(letter) else { continue };
        match wanted.next() {
            None => return Some(&text[at..]),
            Some(next) if next == letter => {}
            Some(_) => return None,
        }
    }
    wanted.next().is_none().then_some("")
}

/// A letter as writers may leave it: small, without accents, vowel signs and marks of direction; `None` for a bare mark.
fn fold(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter.to_ascii_lowercase());
    }
    let letter = letter.to_lowercase().next().unwrap_or(letter);
    Some(match letter {
        '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => return None,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' | '\u{fe0f}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        '’' => '\'',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    })
}

#[cfg(test)]
mod tests {
    use super::{ALL, Label, Vocabulary, fold, signal_word};
    use crate::aid::doc::{Mode, Signal};
    use crate::language::Language;

    fn of(tag: &str) -> Vocabulary {
        Vocabulary::of(&Language::new(tag).expect("a language"))
    }

    #[test]
    fn every_entry_is_folded_or_it_could_never_match() {
        for words in ALL {
            let lists = [words.result, words.why, words.key, words.if_not, words.watch, words.pause, words.by_heart];
            let more = [words.conditions, words.outcomes, words.step, words.answers, words.trouble];
            for entry in lists.into_iter().chain(more).chain(words.signals).chain(words.modes).flatten() {
                assert_eq!(entry.chars().filter_map(fold).collect::<String>(), **entry, "{}", words.language);
            }
        }
    }

    #[test]
    fn the_word_shown_is_one_that_is_understood() {
        for words in ALL {
            let language = Language::new(words.language).expect("a language");
            for signal in [Signal::Danger, Signal::Warning, Signal::Caution, Signal::Notice] {
                let word = signal_word(signal, &language);
                assert_eq!(Vocabulary::of(&language).signal(word), Some((signal, "")));
            }
        }
    }

    #[test]
    fn accents_case_and_vowel_signs_do_not_matter() {
        assert_eq!(of("es").label("POR QUE: x"), Some((Label::Why, " x")));
        assert_eq!(of("es-mx").label("Por que\u{301} : x"), Some((Label::Why, " x")));
        assert_eq!(of("ar").label("سَتَرى: الضوء"), Some((Label::Result, " الضوء")));
        assert_eq!(of("fr").mode("Lire et faire"), Some(Mode::ReadDo));
    }

    #[test]
    fn english_is_understood_everywhere_and_other_languages_only_at_home() {
        assert_eq!(of("ja").label("Why: x"), Some((Label::Why, " x")));
        assert_eq!(of("en").label("Warum: x"), None);
    }

    #[test]
    fn a_signal_word_is_a_whole_word() {
        assert_eq!(of("en").signal("Warnings of the maker"), None);
        assert_eq!(of("en").signal("Notice that it turns"), None);
        assert_eq!(of("en").signal("WARNING Crush point"), Some((Signal::Warning, " Crush point")));
        assert_eq!(of("nl").signal("LET OP: glad"), Some((Signal::Notice, ": glad")));
        assert_eq!(of("ar").signal("تنبيه: صنبور"), Some((Signal::Caution, ": صنبور")));
    }
}
