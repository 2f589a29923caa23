//! The words that the markdown conventions are written with, by language.
//!
//! In: text as a writer typed it. Out: what the word means. English is understood in every language. To add a language,
//! add one [`Words`] to [`ALL`]; the entries are written [folded](fold), `signal_shown` as a page shows it.

use super::doc::{Mode, Signal};
use crate::language::Language;

/// What a label of a step announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Result,
    Why,
    Key,
    IfNot,
}

/// The words of one language.
struct Words {
    language: &'static str,
    /// In the order of [`SIGNALS`], as shown.
    signal_shown: [&'static str; 4],
    /// In the order of [`SIGNALS`], as understood.
    signals: [&'static [&'static str]; 4],
    result: &'static [&'static str],
    why: &'static [&'static str],
    key: &'static [&'static str],
    if_not: &'static [&'static str],
    /// Before the title of a video.
    watch: &'static [&'static str],
    /// Before the moment of a pause point.
    pause: &'static [&'static str],
    /// Headings of memory items.
    by_heart: &'static [&'static str],
    /// What the condition columns of a decision table start with.
    conditions: &'static [&'static str],
    /// What its outcome columns start with.
    outcomes: &'static [&'static str],
    /// Before the number of a step, in running text.
    step: &'static [&'static str],
    /// Plain answers to a question.
    answers: &'static [&'static str],
    /// In the order of [`MODES`].
    modes: [&'static [&'static str]; 3],
    /// Headings of troubleshooting.
    trouble: &'static [&'static str],
}

const SIGNALS: [Signal; 4] = [Signal::Danger, Signal::Warning, Signal::Caution, Signal::Notice];
const MODES: [Mode; 3] = [Mode::ReadDo, Mode::DoConfirm, Mode::ChallengeResponse];

static ENGLISH: Words = Words {
    language: "en",
    signal_shown: ["DANGER", "WARNING", "CAUTION", "NOTICE"],
    signals: [&["danger"], &["warning"], &["caution"], &["notice"]],
    result: &["you see", "result", "you hear", "you feel"],
    why: &["why", "reason"],
    key: &["key", "key point"],
    if_not: &["if not"],
    watch: &["watch", "video"],
    pause: &["pause", "pause point"],
    by_heart: &["know by heart", "memory items"],
    conditions: &["if", "and", "when", "or"],
    outcomes: &["then", "do"],
    step: &["step"],
    answers: &["yes", "no", "not sure"],
    modes: [&["read-do", "read, do"], &["do-confirm", "do, confirm"], &["challenge-response", "challenge, response"]],
    trouble: &["symptom", "symptoms", "cause", "causes", "possible cause", "likely cause", "fix", "remedy"],
};

static SPANISH: Words = Words {
    language: "es",
    signal_shown: ["PELIGRO", "ADVERTENCIA", "ATENCIÓN", "AVISO"],
    signals: [&["peligro"], &["advertencia"], &["atencion", "precaucion"], &["aviso"]],
    result: &["vera", "ve", "resultado", "oira", "se ve"],
    why: &["por que", "porque", "motivo", "razon"],
    key: &["clave", "punto clave", "truco"],
    if_not: &["si no", "en caso contrario"],
    watch: &["ver", "vea", "mire", "video"],
    pause: &["pausa", "punto de pausa"],
    by_heart: &["de memoria", "saber de memoria", "aprender de memoria", "puntos de memoria"],
    conditions: &["si", "y", "e", "cuando", "o"],
    outcomes: &["entonces", "haga", "haz", "hacer"],
    step: &["paso"],
    answers: &["si", "no", "no se", "no seguro"],
    modes: [&["leer y hacer", "leer-hacer"], &["hacer y confirmar", "hacer-confirmar"], &["pregunta y respuesta"]],
    trouble: &["sintoma", "sintomas", "causa", "causas", "causa probable", "solucion", "remedio"],
};

static ARABIC: Words = Words {
    language: "ar",
    signal_shown: ["خطر", "تحذير", "تنبيه", "إشعار"],
    signals: [&["خطر"], &["تحذير"], &["تنبيه", "احتراس", "احترس"], &["اشعار", "ملاحظة"]],
    result: &["ستري", "تري", "النتيجة", "نتيجة", "تسمع", "ستسمع"],
    why: &["لماذا", "السبب"],
    key: &["المهم", "المفتاح", "نقطة مهمة", "النقطة المهمة"],
    if_not: &["اذا لم يحدث", "اذا لم يحدث ذلك", "ان لم يحدث", "والا", "اذا لا"],
    watch: &["شاهد", "فيديو"],
    pause: &["توقف", "وقفة", "نقطة توقف"],
    by_heart: &["احفظ عن ظهر قلب", "عن ظهر قلب", "يحفظ عن ظهر قلب", "للحفظ"],
    conditions: &["اذا", "ان", "عندما", "و", "او", "لو"],
    outcomes: &["اذن", "افعل", "فافعل", "عندئذ", "ف"],
    step: &["الخطوة", "للخطوة", "خطوة", "بالخطوة"],
    answers: &["نعم", "لا", "لست متاكدا", "غير متاكد"],
    modes: [&["اقرا ونفذ"], &["نفذ واكد"], &["سؤال وجواب"]],
    trouble: &["العرض", "الاعراض", "السبب", "الاسباب", "الحل", "العلاج"],
};

static FRENCH: Words = Words {
    language: "fr",
    signal_shown: ["DANGER", "AVERTISSEMENT", "ATTENTION", "AVIS"],
    signals: [&["danger"], &["avertissement"], &["attention"], &["avis"]],
    result: &["vous voyez", "resultat"],
    why: &["pourquoi", "raison"],
    key: &["cle", "point cle", "astuce"],
    if_not: &["sinon", "si non"],
    watch: &["voir", "voyez", "regarder", "video"],
    pause: &["pause", "point d'arret"],
    by_heart: &["par cœur", "par coeur", "a savoir par cœur", "a savoir par coeur"],
    conditions: &["si", "et", "quand", "lorsque", "ou"],
    outcomes: &["alors", "faire", "faites"],
    step: &["etape"],
    answers: &["oui", "non"],
    modes: [&["lire et faire", "lire-faire"], &["faire et confirmer", "faire-confirmer"], &["question-reponse"]],
    trouble: &["symptome", "symptomes", "cause", "causes", "remede", "solution"],
};

static GERMAN: Words = Words {
    language: "de",
    signal_shown: ["GEFAHR", "WARNUNG", "VORSICHT", "HINWEIS"],
    signals: [&["gefahr"], &["warnung"], &["vorsicht"], &["hinweis", "achtung"]],
    result: &["sie sehen", "du siehst", "man sieht", "ergebnis"],
    why: &["warum", "grund"],
    key: &["kniff", "schlussel", "wichtig"],
    if_not: &["wenn nicht", "falls nicht", "sonst"],
    watch: &["ansehen", "sehen", "video"],
    pause: &["pause", "halt", "haltepunkt"],
    by_heart: &["auswendig", "auswendig wissen", "auswendig konnen"],
    conditions: &["wenn", "falls", "und", "oder"],
    outcomes: &["dann", "tun", "tu"],
    step: &["schritt"],
    answers: &["ja", "nein", "nicht sicher"],
    modes: [&["lesen und tun", "lesen-tun"], &["tun und bestatigen", "tun-bestatigen"], &["frage-antwort"]],
    trouble: &["symptom", "symptome", "ursache", "ursachen", "abhilfe", "losung", "behebung"],
};

static PORTUGUESE: Words = Words {
    language: "pt",
    signal_shown: ["PERIGO", "ADVERTÊNCIA", "CUIDADO", "AVISO"],
    signals: [&["perigo"], &["advertencia"], &["cuidado", "atencao"], &["aviso"]],
    result: &["vera", "voce ve", "resultado"],
    why: &["por que", "porque", "motivo"],
    key: &["chave", "ponto-chave", "truque"],
    if_not: &["se nao", "senao", "caso contrario"],
    watch: &["ver", "veja", "assista", "video"],
    pause: &["pausa", "ponto de pausa"],
    by_heart: &["de cor", "saber de cor", "de memoria"],
    conditions: &["se", "e", "quando", "ou"],
    outcomes: &["entao", "faca", "fazer"],
    step: &["passo"],
    answers: &["sim", "nao"],
    modes: [&["ler e fazer", "ler-fazer"], &["fazer e confirmar", "fazer-confirmar"], &["pergunta e resposta"]],
    trouble: &["sintoma", "sintomas", "causa", "causas", "solucao", "remedio"],
};

static ITALIAN: Words = Words {
    language: "it",
    signal_shown: ["PERICOLO", "AVVERTENZA", "ATTENZIONE", "AVVISO"],
    signals: [&["pericolo"], &["avvertenza"], &["attenzione"], &["avviso"]],
    result: &["si vede", "vedi", "vedrai", "risultato"],
    why: &["perche", "motivo"],
    key: &["chiave", "punto chiave", "trucco"],
    if_not: &["se no", "altrimenti", "in caso contrario"],
    watch: &["guarda", "guardare", "vedi", "video"],
    pause: &["pausa", "punto di pausa"],
    by_heart: &["a memoria", "da sapere a memoria", "sapere a memoria"],
    conditions: &["se", "e", "quando", "o"],
    outcomes: &["allora", "fare", "fai"],
    step: &["passo", "passaggio"],
    answers: &["si", "no"],
    modes: [&["leggere e fare", "leggi-fai"], &["fare e confermare", "fai-conferma"], &["domanda e risposta"]],
    trouble: &["sintomo", "sintomi", "causa", "cause", "rimedio", "soluzione"],
};

static DUTCH: Words = Words {
    language: "nl",
    signal_shown: ["GEVAAR", "WAARSCHUWING", "VOORZICHTIG", "LET OP"],
    signals: [&["gevaar"], &["waarschuwing"], &["voorzichtig"], &["let op", "opgelet"]],
    result: &["u ziet", "je ziet", "resultaat"],
    why: &["waarom", "reden"],
    key: &["sleutel", "kneep", "kernpunt"],
    if_not: &["zo niet", "indien niet", "anders"],
    watch: &["bekijk", "kijk", "video"],
    pause: &["pauze", "stoppunt"],
    by_heart: &["uit het hoofd", "uit het hoofd kennen"],
    conditions: &["als", "indien", "en", "wanneer", "of"],
    outcomes: &["dan", "doe"],
    step: &["stap"],
    answers: &["ja", "nee"],
    modes: [&["lezen en doen", "lees-doe"], &["doen en bevestigen", "doe-bevestig"], &["vraag-antwoord"]],
    trouble: &["symptoom", "symptomen", "oorzaak", "oorzaken", "oplossing"],
};

static POLISH: Words = Words {
    language: "pl",
    signal_shown: ["NIEBEZPIECZEŃSTWO", "OSTRZEŻENIE", "PRZESTROGA", "UWAGA"],
    signals: [&["niebezpieczenstwo"], &["ostrzezenie"], &["przestroga"], &["uwaga"]],
    result: &["widzisz", "widac", "wynik"],
    why: &["dlaczego", "powod"],
    key: &["klucz", "wskazowka"],
    if_not: &["jesli nie", "jezeli nie", "w przeciwnym razie"],
    watch: &["obejrzyj", "zobacz", "film", "wideo"],
    pause: &["pauza", "przerwa", "punkt zatrzymania"],
    by_heart: &["na pamiec", "znac na pamiec"],
    conditions: &["jesli", "jezeli", "i", "oraz", "gdy", "kiedy", "lub"],
    outcomes: &["wtedy", "wowczas", "zrob", "to"],
    step: &["krok", "kroku"],
    answers: &["tak", "nie"],
    modes: [&["czytaj i rob", "czytaj-rob"], &["rob i potwierdz", "rob-potwierdz"], &["pytanie-odpowiedz"]],
    trouble: &["objaw", "objawy", "przyczyna", "przyczyny", "rozwiazanie", "naprawa"],
};

static ALL: [&Words; 9] = [&ENGLISH, &SPANISH, &ARABIC, &FRENCH, &GERMAN, &PORTUGUESE, &ITALIAN, &DUTCH, &POLISH];

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
