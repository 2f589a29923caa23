// @ts-check
// The words of a query → the terms that they may mean. The twin of src/search/query/words.rs and typo.rs, which say what the
// numbers mean.

const MOST_WORDS = 24;
const WITHOUT_ARTICLE = 0.9;
const ONE_EDIT = 0.7;
const TWO_EDITS = 0.45;
const NEAR = 0.4;
const SHORT = 2;
const NEAR_LETTERS = 3;
const IDF_STEPS = 8;
const SHORTEST_TYPO = 4;
const LONG_TYPO = 8;
const MOST_CORRECTIONS = 3;
const MOST_SHARDS = 3;
const ARABIC_ARTICLES = ["وال", "بال", "كال", "فال", "لل", "ال"];

/**
 * @typedef {"exact" | "prefix" | "typo" | "near"} Kind
 * @typedef {{ word: string, forms: string[], kind: Kind, weight: number, value: number, stop: boolean, more: number | null, postings: string }} Match
 * @typedef {{ form: string, joined: boolean, stop: boolean, matches: Match[] }} Meaning
 * @typedef {{ word: string, edits: number, popularity: number, firstLetterDiffers: boolean }} Correction
 */

/**
 * @param {Index} index
 * @param {string} query
 * @returns {Promise<{ meanings: Meaning[], nearest: boolean }>}
 */
async function resolve(index, query) {
  /** @type {Token[]} */
  const words = [];
  for (const token of tokens(query)) {
    if (words.length < MOST_WORDS && words.every((known) => known.form !== token.form)) words.push(token);
  }
  // The last word is still being typed, unless something follows it; and what it is joined to.
  const isOpen = /[\p{Alphabetic}\p{N}]$/u.test(query);
  let last = words.length - 1;
  while (last > 0 && words[last]?.joined) last--;
  const meanings = await Promise.all(
    words.map(async ({ form, joined }, at) => {
      const matches = await lookUp(index, form, joined, isOpen && at >= last);
      return { form, joined, stop: matches.length > 0 && matches.every(({ stop }) => stop), matches };
    }),
  );
  const nearest = meanings.every(({ matches }) => matches.length === 0);
  if (nearest) {
    for (const meaning of meanings) if (!meaning.joined) meaning.matches = await near(index, meaning.form);
  }
  // Where every word says little, each of them counts.
  if (meanings.every(({ stop, matches }) => stop || matches.length === 0)) for (const meaning of meanings) meaning.stop = false;
  return { meanings, nearest };
}

/**
 * @param {Index} index
 * @param {string} word
 * @param {boolean} joined
 * @param {boolean} isOpen
 */
async function lookUp(index, word, joined, isOpen) {
  const isShort = countLetters(word) <= SHORT;
  if (isOpen && isShort && spansShards(index, word)) return completions(index, word);
  const [whole, begun] = await Promise.all([exact(index, word, "exact", 1), isOpen ? completions(index, word) : []]);
  const matches = [...whole, ...begun];
  // The beginning of a word tells no more than the word it most often begins; nor does a word of a letter or two.
  if (isOpen) tellAtMost(isShort ? matches : begun, leastWeight(matches));
  const rest = withoutArticle(word);
  if (matches.length === 0 && rest) matches.push(...(await exact(index, rest, "exact", WITHOUT_ARTICLE)));
  if (matches.length === 0 && !joined) {
    const found = await corrections(index, word, isOpen);
    const terms = found.map(({ word, edits }) => exact(index, word, "typo", edits === 1 ? ONE_EDIT : TWO_EDITS));
    for (const term of await Promise.all(terms)) matches.push(...term);
    tellAtMost(matches, leastWeight(matches));
  }
  return matches;
}

/**
 * What the most frequent telling term tells.
 * @param {Match[]} matches
 */
function leastWeight(matches) {
  return Math.min(...matches.filter(({ stop }) => !stop).map(({ weight }) => weight));
}

/**
 * @param {Match[]} matches
 * @param {number} weight
 */
function tellAtMost(matches, weight) {
  for (const match of matches) match.value = (match.value / match.weight) * Math.min(match.weight, weight);
}

/** @param {string} word */
function withoutArticle(word) {
  const article = ARABIC_ARTICLES.find((article) => word.startsWith(article)) ?? "";
  return article && countLetters(word) - article.length >= 3 ? word.slice(article.length) : undefined;
}

/**
 * The terms that have this form.
 * @param {Index} index
 * @param {string} word
 * @param {Kind} kind
 * @param {number} sure
 */
async function exact(index, word, kind, sure) {
  const terms = /** @type {Family} */ (index.families.t);
  const entries = await shard(index, "t", shardOf(terms, word));
  return entries.filter(({ words }) => words.includes(word)).map((entry) => readMatch(entry, word, kind, sure));
}

/**
 * Whether words with this beginning lie in several shards; then the beginning has an entry of its own.
 * @param {Index} index
 * @param {string} prefix
 */
function spansShards(index, prefix) {
  const [first, last] = shardsFrom(/** @type {Family} */ (index.families.t), prefix);
  return first !== last;
}

/**
 * The terms that begin with these letters, other than the word itself.
 * @param {Index} index
 * @param {string} prefix
 */
async function completions(index, prefix) {
  const { t, p } = /** @type {{ t: Family, p: Family }} */ (index.families);
  if (spansShards(index, prefix)) {
    const entries = await shard(index, "p", shardOf(p, prefix));
    const found = entries.filter(({ words }) => words[0] === prefix);
    return found.map(({ payload }) => readMatch({ words: [`${prefix}*`], payload }, prefix, "prefix", 1));
  }
  const typed = countLetters(prefix);
  /** @type {Match[]} */
  const matches = [];
  for (const entry of await shard(index, "t", shardOf(t, prefix))) {
    const shortest = shortestOf(entry.words.filter((word) => word.startsWith(prefix)));
    if (shortest === undefined || entry.words.includes(prefix)) continue;
    const found = readMatch(entry, shortest, "prefix", 0.5 + 0.4 * (typed / countLetters(shortest)));
    if (!found.stop) matches.push(found);
  }
  return matches;
}

/**
 * The first of those with the fewest letters.
 * @param {string[]} words
 */
function shortestOf(words) {
  /** @type {string | undefined} */
  let shortest;
  for (const word of words) if (shortest === undefined || countLetters(word) < countLetters(shortest)) shortest = word;
  return shortest;
}

/**
 * The terms that begin most like a word.
 * @param {Index} index
 * @param {string} word
 */
async function near(index, word) {
  const entries = await shard(index, "t", shardOf(/** @type {Family} */ (index.families.t), word));
  const most = Math.max(0, ...entries.flatMap(({ words }) => words.map((form) => sharedLetters(form, word))));
  if (most < Math.max(NEAR_LETTERS, Math.floor(countLetters(word) / 2))) return [];
  /** @type {Match[]} */
  const matches = [];
  for (const entry of entries) {
    const form = entry.words.find((form) => sharedLetters(form, word) === most);
    if (form !== undefined) matches.push(readMatch(entry, form, "near", NEAR));
  }
  return matches;
}

/**
 * @param {string} a
 * @param {string} b
 */
function sharedLetters(a, b) {
  const [first, second] = [[...a], [...b]];
  let count = 0;
  while (count < first.length && first[count] === second[count]) count++;
  return count;
}

/**
 * Reads the text of a term: flags (1: stop word, 2: more postings in a file of their own), weight, postings.
 * @param {Entry} entry
 * @param {string} word
 * @param {Kind} kind
 * @param {number} sure
 * @returns {Match}
 */
function readMatch({ words, payload }, word, kind, sure) {
  const signs = new Signs(payload);
  const flags = signs.code();
  const steps = signs.code();
  const more = flags & 2 ? signs.number() : null;
  const weight = steps / IDF_STEPS;
  const value = (sure * steps) / IDF_STEPS;
  return { word, forms: words, kind, weight, value, stop: (flags & 1) === 1, more, postings: payload.slice(signs.at) };
}

/**
 * Words of the index a slip away, the likeliest first.
 * @param {Index} index
 * @param {string} word
 * @param {boolean} isOpen
 */
async function corrections(index, word, isOpen) {
  const letters = [...word];
  if (letters.length < SHORTEST_TYPO || /\p{N}/u.test(word) || PAIRED.test(word)) return [];
  let found = await candidates(index, "s", letters, letters, isOpen);
  if (found.length === 0) found = await candidates(index, "z", [...letters].reverse(), letters, isOpen);
  const least = Math.min(...found.map(({ edits }) => edits));
  return found
    .filter(({ edits }) => edits === least)
    .sort(
      (a, b) =>
        Number(a.firstLetterDiffers) - Number(b.firstLetterDiffers) ||
        b.popularity - a.popularity ||
        (a.word < b.word ? -1 : Number(a.word > b.word)),
    )
    .slice(0, MOST_CORRECTIONS);
}

/**
 * The words of a list (s: as they are, z: from their end) that begin like `key` and are few edits away.
 * @param {Index} index
 * @param {"s" | "z"} kind
 * @param {string[]} key
 * @param {string[]} letters
 * @param {boolean} isOpen
 */
async function candidates(index, kind, key, letters, isOpen) {
  const most = letters.length < LONG_TYPO ? 1 : 2;
  const family = /** @type {Family} */ (index.families[kind]);
  let [first, last] = [0, 0];
  for (let count = 1; count <= Math.min(3, key.length); count++) {
    [first, last] = shardsFrom(family, key.slice(0, count).join(""));
    if (last - first < MOST_SHARDS) break;
  }
  last = Math.min(last, first + MOST_SHARDS - 1);
  const shards = await Promise.all(Array.from({ length: last - first + 1 }, (_, at) => shard(index, kind, first + at)));
  /** @type {Correction[]} */
  const found = [];
  for (const { words, payload } of shards.flat()) {
    const other = [...(words[0] ?? "")];
    if (kind === "z") other.reverse();
    const edits = distance(letters, other, isOpen);
    if (edits > most) continue;
    found.push({ word: other.join(""), edits, popularity: codeAt(payload, 0), firstLetterDiffers: other[0] !== letters[0] });
  }
  return found;
}

/**
 * Letters put in, left out, changed or swapped (optimal string alignment); when open, to the best beginning of `other`.
 * @param {string[]} word
 * @param {string[]} whole
 * @param {boolean} isOpen
 */
function distance(word, whole, isOpen) {
  if (word.length > whole.length + 2 || (!isOpen && whole.length > word.length + 2)) return word.length + whole.length;
  const other = whole.slice(0, word.length + 2);
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 0; i < word.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < other.length; j++) {
      let least = Math.min(Number(last[j]) + Number(word[i] !== other[j]), Number(last[j + 1]) + 1, Number(row[j]) + 1);
      if (i > 0 && j > 0 && word[i] === other[j - 1] && word[i - 1] === other[j]) least = Math.min(least, Number(before[j - 1]) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return isOpen ? Math.min(...last) : Number(last[other.length]);
}
