//! The table of codes: every kind of problem, with its level and its `explain` page.

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Info,
    /// The page is published, but a reader may stumble.
    Warning,
    /// Something is missing or wrong on the site.
    Error,
}

impl Level {
    /// The word printed before a message.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Short and stable: a letter and two digits.
    pub id: &'static str,
    /// Level unless the site's `checks` say otherwise.
    pub level: Level,
    /// The problem in a few words, for lists.
    pub title: &'static str,
    /// The `explain` page, markdown: What it does, Why, Example, Instead.
    pub explain: &'static str,
}

/// Declares a code whose page is `explain/ID.md`.
macro_rules! codes {
    ($($name:ident $id:literal $level:ident $title:literal)*) => {
        $(
            #[doc = $title]
            pub static $name: Code = Code {
                id: $id,
                level: Level::$level,
                title: $title,
                explain: include_str!(concat!("explain/", $id, ".md")),
            };
        )*
        /// Every code, in the order of `explain` without an argument.
        pub static ALL: &[&Code] = &[$(&$name),*];
    };
}

codes! {
    FRONT_MATTER      "F01" Error   "front matter does not parse"
    UNKNOWN_KEY       "F02" Warning "unknown key"
    DUPLICATE_KEY     "F03" Error   "key written twice"
    WRONG_VALUE       "F04" Error   "value of the wrong type, or an impossible one"
    SAME_OUTPUT       "F05" Error   "two files claim one id or output path"
    NOT_TEXT          "F06" Error   "file is not readable text"
    NOT_IN_VOCABULARY "F07" Warning "entry is not in the site's vocabulary"
    CUT_VALUE         "F08" Warning "a # cuts the value short"
    NO_TITLE          "F09" Info    "no title"
    EMPTY_AID         "F10" Warning "nothing but front matter"
    UNSAFE_NAME       "F11" Warning "file name that not every disk can hold"
    LINKED_FOLDER     "F12" Warning "link that leaves the site folder"
    UNKNOWN_ID        "F13" Error   "id that no aid has"
    PREREQUISITE_LOOP "F14" Error   "aids that require each other"
    STEP_NUMBER       "S09" Warning "gap in the step numbers, or a step that does not exist"
    MIXED_CHECKLIST   "C05" Warning "list that mixes check boxes and plain items"
    BRANCH_TARGET     "D01" Error   "branch without a target"
    SIGNAL_WORD       "H02" Error   "hazard notice without a signal word"
    HAZARD_AVOID      "H03" Warning "hazard without a way to avoid it"
    CARD_OVERFLOW     "P01" Warning "card that does not fit its format"
    SMALL_CODE        "P03" Warning "QR code too fine for a phone to read"
    NO_CONTROL        "P05" Info    "card that does not say which edition it is"
    MISSING_LETTERS   "P06" Warning "letters that the fonts of cards do not have"
    OLD_COPIES        "R09" Info    "printed copies of an older edition"
    IMAGE_ALT         "A01" Error   "picture without a text alternative"
    VIDEO_CAPTIONS    "A04" Error   "video without captions or transcript"
    BROKEN_LINK       "I01" Error   "link, anchor or picture that does not exist"
    REFUSED_URL       "I03" Error   "address of a kind that is not allowed"
    RAW_HTML          "I04" Info    "HTML is shown as text"
    UNKNOWN_FACT      "I05" Error   "fact or glossary term that is not defined"
    NESTED_TOO_DEEP   "I06" Error   "markdown nested too deep"
    UNFOUND_ASK       "X01" Error   "ask that does not find its aid"
    SAME_ASK          "X02" Warning "same ask in two aids"
    LATE_ASK          "X05" Info    "ask that finds its aid late, or not with a slip"
    BAD_CONFIG        "Y01" Error   "configuration or data file does not parse"
    CONFIG_KEY        "Y02" Error   "unknown key in the configuration"
    CONFIG_VALUE      "Y03" Error   "value in the configuration that cannot be used"
    TEMPLATE          "Z01" Error   "template fails"
    NO_WORDS          "Z02" Warning "language that the theme has no words for"
}

/// The code with this id, in any case.
#[must_use]
pub fn find(id: &str) -> Option<&'static Code> {
    ALL.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
}
