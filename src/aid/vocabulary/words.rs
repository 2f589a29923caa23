//! The tables: one a language. To add a language, add its [`Words`] to [`ALL`].
//!
//! All entries but `signal_shown` are written folded (small, without accents), as a test of the parent module holds.

/// The words of one language.
pub(super) struct Words {
    pub(super) language: &'static str,
    /// In the order of [`super::SIGNALS`], as shown.
    pub(super) signal_shown: [&'static str; 4],
    /// In the order of [`super::SIGNALS`], as understood.
    pub(super) signals: [&'static [&'static str]; 4],
    pub(super) result: &'static [&'static str],
    pub(super) why: &'static [&'static str],
    pub(super) key: &'static [&'static str],
    pub(super) if_not: &'static [&'static str],
    /// Before the title of a video.
    pub(super) watch: &'static [&'static str],
    /// Before the moment of a pause point.
    pub(super) pause: &'static [&'static str],
    /// Headings of memory items.
    pub(super) by_heart: &'static [&'static str],
    /// What the condition columns of a decision table start with.
    pub(super) conditions: &'static [&'static str],
    /// What its outcome columns start with.
    pub(super) outcomes: &'static [&'static str],
    /// Before the number of a step, in running text.
    pub(super) step: &'static [&'static str],
    /// Plain answers to a question.
    pub(super) answers: &'static [&'static str],
    /// In the order of [`super::MODES`].
    pub(super) modes: [&'static [&'static str]; 3],
    /// Headings of troubleshooting.
    pub(super) trouble: &'static [&'static str],
}

pub(super) static ENGLISH: Words = Words {
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
    outcomes: &["ثم", "اذن", "افعل", "فافعل", "عندئذ", "ف"],
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

pub(super) static ALL: [&Words; 9] =
    [&ENGLISH, &SPANISH, &ARABIC, &FRENCH, &GERMAN, &PORTUGUESE, &ITALIAN, &DUTCH, &POLISH];
