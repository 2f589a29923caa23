// @ts-check
// A text → the words that the index knows. The twin of src/search/text.rs; tests/search/words.tsv holds both to one table.

/** Words of more pieces or parts than this are not taken apart, or not put together. */
const MOST_PIECES = 4;
/** Longer words are cut, in letters. */
const LONGEST = 40;

const LETTER = "[\\p{Alphabetic}\\p{N}\\p{M}\\xad\\u200c\\u200d]";
const COMPOUND = new RegExp(`${LETTER}+(?:[-_.,/'’\\u2010\\u2011]${LETTER}+)*`, "gu");
const PARTS = /([-_.,/'’\u2010\u2011])/u;
/** Thai, Lao, Burmese, Khmer, kana, Hangul, Han: no spaces between words, or endings hung on them. */
const NO_SPACES =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const PAIRED = new RegExp(`[${NO_SPACES}]`, "u");
const RUNS = new RegExp(`[${NO_SPACES}]+|[^${NO_SPACES}]+`, "gu");
/** Marks that a searcher may leave out. */
const SILENT =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\xad\u200c\u200d\ufe00-\ufe0f]/g;
/** @type {Record<string, string>} */
const ALIKE = {
  ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", ŋ: "n",
  ς: "σ", ٱ: "ا", ى: "ي", ی: "ي", ة: "ه", ک: "ك",
};

/** @typedef {{ form: string, joined: boolean }} Token */

/**
 * A word as searchers may type it: small letters, without accents and vowel signs.
 * @param {string} word
 */
function fold(word) {
  const small = word.toLowerCase();
  if (/^[\x00-\x7f]*$/.test(small)) return small;
  return small
    .normalize("NFD")
    .replace(SILENT, "")
    .replace(/[ßæœþøđðħıłŋςٱىیةک]/g, (letter) => ALIKE[letter] ?? letter)
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .normalize("NFC");
}

/** @param {string} text */
function countLetters(text) {
  return [...text].length;
}

/**
 * Every word of the text, in order: of `E-42` the tokens `e`, `42` and, joined, `e42`.
 * @param {string} text
 * @returns {Token[]}
 */
function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  for (const [compound] of text.normalize("NFKC").matchAll(COMPOUND)) {
    const pieces = compound.split(PARTS);
    const parts = pieces.filter((part, at) => at % 2 === 0 && !isLoneLetter(pieces, at));
    for (const part of parts) addPart(found, part);
    const all = pieces.filter((_, at) => at % 2 === 0);
    const whole = all.join("");
    const isGenitive = parts.length === 1 && /^s$/i.test(all[all.length - 1] ?? "");
    if (all.length > 1 && all.length <= MOST_PIECES && !isGenitive && !PAIRED.test(whole)) addWord(found, whole, true);
  }
  return found;
}

/**
 * A single letter beside an apostrophe is no word: `l'eau`, `don't`.
 * @param {string[]} pieces parts and, between them, joiners
 * @param {number} at
 */
function isLoneLetter(pieces, at) {
  const beside = /['’]/.test((pieces[at - 1] ?? "") + (pieces[at + 1] ?? ""));
  return beside && /^\p{Alphabetic}?$/u.test(pieces[at] ?? "");
}

/**
 * @param {Token[]} found
 * @param {string} part
 */
function addPart(found, part) {
  const pieces = piecesOf(part);
  if (pieces.length === 1) addPiece(found, part);
  else if (pieces.length > MOST_PIECES) addWord(found, part, false);
  else {
    for (const piece of pieces) addPiece(found, piece);
    if (!PAIRED.test(part)) addWord(found, part, true);
  }
}

/**
 * Cuts between letters and digits, and before a capital after a small letter.
 * @param {string} part
 */
function piecesOf(part) {
  /** @type {string[]} */
  const pieces = [];
  let piece = "";
  let last = "";
  for (const letter of part) {
    if (!/\p{M}/u.test(letter)) {
      const isDigit = /\p{N}/u.test(letter);
      const isBoundary = isDigit !== /\p{N}/u.test(last) || (/\p{Lowercase}/u.test(last) && /\p{Uppercase}/u.test(letter));
      if (last && isBoundary) {
        pieces.push(piece);
        piece = "";
      }
      last = letter;
    }
    piece += letter;
  }
  return [...pieces, piece];
}

/**
 * @param {Token[]} found
 * @param {string} piece
 */
function addPiece(found, piece) {
  if (!PAIRED.test(piece)) return addWord(found, piece, false);
  for (const [run] of fold(piece).matchAll(RUNS)) {
    if (!PAIRED.test(run)) {
      addWord(found, run, false);
      continue;
    }
    const letters = [...run];
    if (letters.length === 1) found.push({ form: run, joined: false });
    for (let at = 1; at < letters.length; at++) found.push({ form: `${letters[at - 1]}${letters[at]}`, joined: false });
  }
}

/**
 * @param {Token[]} found
 * @param {string} word
 * @param {boolean} joined
 */
function addWord(found, word, joined) {
  const folded = fold(word);
  const form = folded.length > LONGEST ? [...folded].slice(0, LONGEST).join("") : folded;
  if (form) found.push({ form, joined });
}
