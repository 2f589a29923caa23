// @ts-check
// What a reader gets of an aid: its row, the words to mark, the line that matched.

/**
 * @typedef {{ id: number, score: number, title: string, url: string, summary: string, need: string, type: string, lang: string | null,
 *   matched: string[], excerpt: string }} Hit
 * @typedef {{ index: Index, document: number, line: number, lands: boolean }} Origin
 */

/** Where a hit comes from; not for the page. @type {WeakMap<Hit, Origin>} */
const origins = new WeakMap();

/**
 * @param {Index} index
 * @param {Candidate} candidate
 * @returns {Promise<Hit>}
 */
async function show(index, { document, score, line, lands, forms }) {
  const per = index.root.per[0];
  /** @type {string[][] | undefined} */
  const rows = await file(index, "d", Math.floor(document / per));
  const [title = "", path = "", type = "", need = "", summary = "", lang = ""] = rows?.[document % per] ?? [];
  const address = path.split("/").map(encodeURIComponent).join("/");
  const url = new URL(`../${address}`, folder).href;
  const hit = { id: document, score, title, url, summary, need, type, lang: lang || null, matched: forms, excerpt: need || summary };
  origins.set(hit, { index, document, line, lands });
  return hit;
}

/**
 * The same hit with the line that matched best, and the place on the page where it stands.
 * @param {Hit} hit
 * @returns {Promise<Hit>}
 */
async function withExcerpt(hit) {
  const origin = origins.get(hit);
  if (!origin || origin.line < 0) return hit;
  const { index, document, line, lands } = origin;
  const per = index.root.per[1];
  /** @type {[string[], [number, string][]][] | undefined} */
  const texts = await file(index, "x", Math.floor(document / per));
  const [lines = [], anchors = []] = texts?.[document % per] ?? [];
  const excerpt = lines[line] ?? hit.excerpt;
  let anchor = "";
  for (const [from, name] of anchors) if (from <= line) anchor = name;
  const url = lands && anchor ? `${hit.url.split("#")[0]}#${encodeURIComponent(anchor)}` : hit.url;
  const shown = { ...hit, url, excerpt };
  origins.set(shown, origin);
  return shown;
}

/**
 * A text in pieces, those that match marked.
 * @param {string} text
 * @param {string[]} matched forms; one that ends in `*` is a beginning
 */
function mark(text, matched) {
  const whole = new Set(matched);
  const begun = matched.filter((form) => form.endsWith("*")).map((form) => form.slice(0, -1));
  const isMatch = (/** @type {string} */ word) =>
    tokens(word).some(({ form }) => whole.has(form) || begun.some((beginning) => form.startsWith(beginning)));
  /** @type {{ text: string, marked: boolean }[]} */
  const pieces = [];
  const push = (/** @type {string} */ text, /** @type {boolean} */ marked) => {
    const last = pieces[pieces.length - 1];
    if (last && last.marked === marked) last.text += text;
    else if (text) pieces.push({ text, marked });
  };
  let end = 0;
  for (const { 0: word, index = 0 } of text.matchAll(new RegExp(`${LETTER}+`, "gu"))) {
    push(text.slice(end, index), false);
    end = index + word.length;
    if (!PAIRED.test(word)) {
      push(word, isMatch(word));
      continue;
    }
    const letters = [...word];
    const isPair = letters.map((letter, at) => at + 1 < letters.length && isMatch(letter + letters[at + 1]));
    letters.forEach((letter, at) => push(letter, Boolean(isPair[at] || isPair[at - 1] || (letters.length === 1 && isMatch(letter)))));
  }
  push(text.slice(end), false);
  return pieces;
}
