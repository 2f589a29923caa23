//! The conventions in other languages, and the type of an aid.

use crate::sketch::{clean, clean_as, read};
use kneeboard::value::AidType;

#[test]
fn spanish_words_work_in_spanish_aids() {
    let text = "\
## De memoria

Agua.

## Pausa: antes de arrancar (hacer y confirmar)

- [ ] Aire … ABIERTO

> [!CAUTION]
> **PELIGRO: Aplastamiento.** Cae. No cruce.

1. Gire.
   Verá: verde.
   Por qué: sí.
   Clave: lento.
   Si no: [x](#listo)
   Resultado: bien.
   Why: también en inglés.

## ¿Listo?

- **Sí** → paso 1
- **No** → [fin](#de-memoria)

| Si | Y | Entonces |
|---|---|---|
| a | b | c |

[Vea: el vídeo (0:20)](v.webm)
";
    let expected = "\
by-heart #de-memoria De memoria
  p Agua.
checklist #pausa-antes-de-arrancar-hacer-y-confirmar antes de arrancar Some(DoConfirm)
  [ ] Aire => ABIERTO
steps
  1 #step-1 Gire.
    Danger Aplastamiento
      p Cae. No cruce.
    result: verde.
    why: sí.
    key: lento.
    if-not: [x](#listo)
    result: bien.
    why: también en inglés.
branch h2 #listo ¿Listo?
  Sí -> #step-1: [paso 1](#step-1)
  No -> #de-memoria: [fin](#de-memoria)
decision Si | Y | Entonces!
  #a a | b | c
video file hall/v.webm \"el vídeo\" Some(\"0:20\")
";
    assert_eq!(clean_as("hall/press.es.md", text), expected);
}

#[test]
fn arabic_words_work_in_arabic_aids() {
    let text = "\
## احفظ عن ظهر قلب

ماء.

## توقف: قبل الهواء

- [ ] الهواء … مفتوح

> [!WARNING]
> **تحذير: صودا كاوية.** ارتدِ القفازات.

1. أدر.
   سترى: أخضر.
   السبب: الثلج.
   المهم: ببطء.
   إذا لم يحدث: اتصل.
   النتيجة: تم.

## هل المصباح مضاء؟

- **نعم** ← الخطوة ١
- **لا** → [اتصل](#احفظ-عن-ظهر-قلب)

| إذا | وكان | عندئذ |
|---|---|---|
| أ | ب | ج |

[شاهد: الفيلم (0:20)](v.webm)
";
    let expected = "\
by-heart #احفظ-عن-ظهر-قلب احفظ عن ظهر قلب
  p ماء.
checklist #توقف-قبل-الهواء قبل الهواء None
  [ ] الهواء => مفتوح
steps
  1 #step-1 أدر.
    Warning صودا كاوية
      p ارتدِ القفازات.
    result: أخضر.
    why: الثلج.
    key: ببطء.
    if-not: اتصل.
    result: تم.
branch h2 #هل-المصباح-مضاء هل المصباح مضاء؟
  نعم -> #step-1: [الخطوة ١](#step-1)
  لا -> #احفظ-عن-ظهر-قلب: [اتصل](#احفظ-عن-ظهر-قلب)
decision إذا | وكان | عندئذ!
  #أ أ | ب | ج
video file hall/v.webm \"الفيلم\" Some(\"0:20\")
";
    assert_eq!(clean_as("hall/press.ar.md", text), expected);
}

#[test]
fn words_of_another_language_are_plain_text() {
    assert_eq!(clean("1. a\n   Warum: b\n"), "steps\n  1 #step-1 a/Warum: b\n");
    assert_eq!(clean_as("a.de.md", "1. a\n   Warum: b\n"), "steps\n  1 #step-1 a\n    why: b\n");
}

#[test]
fn the_type_is_inferred_from_the_body() {
    for (text, kind) in [
        ("1. a\n", AidType::Procedure),
        ("- [ ] a\n", AidType::Checklist),
        ("| If | Then |\n|-|-|\n| a | b |\n", AidType::Decision),
        ("| Code | Text |\n|-|-|\n| a | b |\n", AidType::Lookup),
        ("Date: ____\nName: ____\n\n| a | b |\n|-|-|\n| ____ | ____ |\n", AidType::Worksheet),
        ("## Symptom\n\na\n\n## Cause\n\n1. b\n", AidType::Troubleshooting),
        ("| Symptom | Fix |\n|-|-|\n| a | b |\n", AidType::Troubleshooting),
        ("text\n", AidType::Lookup),
        ("", AidType::Lookup),
    ] {
        assert_eq!(read(text).0.kind, kind, "{text}");
    }
}
