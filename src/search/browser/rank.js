// @ts-check
// What each aid is worth for a query. The twin of src/search/query/rank.rs: the same sums in the same order.

const PASSAGE = 1;
const IN_TITLE = 0.6;
const STARTS_TITLE = 0.2;
const NAMED = 0.8;
const STOP = 0.5;
const IMPACTS = 16;
const LAST_TITLE_POSITION = 7;
const TITLE = 10;
const PHRASES = 16;
const MOST_PHRASE_WORDS = 6;
const LINES = 40;

/**
 * @typedef {{ document: number, score: number, line: number, lands: boolean, forms: string[] }} Candidate
 */

/** A joined word counts beside its pieces only when it is a code. @param {Meaning} meaning */
function countsInTotal({ joined, form }) {
  return !joined || /\p{N}/u.test(form);
}

/** Words of a query in one aid, in lists side by side: an entry is a word in a cell. */
class Found {
  constructor() {
    /** @type {number[]} */
    this.words = [];
    /** @type {number[]} */
    this.cells = [];
    /** @type {number[]} */
    this.values = [];
    /** The best term of each telling word: word, term, points. @type {number[]} */
    this.met = [];
  }
}

/**
 * Adds the postings of every term up by aid.
 * @param {Meaning[]} meanings
 * @param {(number: number) => string | undefined} more the postings of frequent terms that are loaded already
 */
function collect(meanings, more) {
  /** @type {Map<number, Found>} */
  const documents = new Map();
  meanings.forEach((meaning, word) => {
    meaning.matches.forEach((match, matched) => {
      const value = meaning.stop ? match.value * STOP : match.value;
      const take = (/** @type {number} */ document, /** @type {number} */ impact, /** @type {number[]} */ cells) => {
        let found = documents.get(document);
        if (!found) documents.set(document, (found = new Found()));
        if (!meaning.stop) meet(found.met, word, matched, match.value * ((impact + 1) / IMPACTS));
        for (const cell of cells) {
          found.words.push(word);
          found.cells.push(cell);
          found.values.push(value);
        }
      };
      eachPosting(new Signs(match.postings), take);
      if (match.more !== null) eachPosting(new Signs(more(match.more) ?? ""), take);
    });
  });
  return documents;
}

/**
 * Keeps the best term of each word.
 * @param {number[]} met
 * @param {number} word
 * @param {number} matched
 * @param {number} points
 */
function meet(met, word, matched, points) {
  const last = met.length - 3;
  if (last < 0 || met[last] !== word) met.push(word, matched, points);
  else if (points > Number(met[last + 2])) {
    met[last + 1] = matched;
    met[last + 2] = points;
  }
}

/**
 * Every aid that has a telling word, in no order.
 * @param {Meaning[]} meanings
 * @param {(number: number) => string | undefined} more
 * @returns {Candidate[]}
 */
function rank(meanings, more) {
  let total = 0;
  let telling = 0;
  for (const meaning of meanings) {
    if (meaning.stop || meaning.matches.length === 0) continue;
    if (countsInTotal(meaning)) total += Math.max(0, ...meaning.matches.map(({ value }) => value));
    if (!meaning.joined) telling++;
  }
  const counted = meanings.map(countsInTotal);
  /** @type {Candidate[]} */
  const candidates = [];
  for (const [document, found] of collect(meanings, more)) {
    if (found.met.length > 0) candidates.push(weigh(document, found, meanings, counted, total, telling));
  }
  return candidates;
}

/**
 * @param {number} document
 * @param {Found} found
 * @param {Meaning[]} meanings
 * @param {boolean[]} counted
 * @param {number} total
 * @param {number} telling
 * @returns {Candidate}
 */
function weigh(document, found, meanings, counted, total, telling) {
  const places = placesOf(found, meanings, counted);
  let best = 0;
  let title = 0;
  let line = -1;
  let lineCovered = 0;
  let elsewhere = 0;
  let isNamed = false;
  for (const { cell, covered, telling: here } of places) {
    best = Math.max(best, covered);
    if (cell === 0) title = covered;
    if (cell < LINES) elsewhere = Math.max(elsewhere, covered);
    else if (line < 0 || covered > lineCovered) {
      line = cell;
      lineCovered = covered;
    }
    if (cell >= TITLE && cell < LINES) {
      const length = ((cell - (cell < PHRASES ? TITLE : PHRASES)) % MOST_PHRASE_WORDS) + 1;
      isNamed ||= length === Math.min(telling, MOST_PHRASE_WORDS) && here >= telling;
    }
  }
  const square = (/** @type {number} */ covered) => (covered * covered) / Math.max(total, 1e-9);
  let score = 0;
  for (let at = 2; at < found.met.length; at += 3) score += Number(found.met[at]);
  const passage = PASSAGE * square(Math.min(best, total));
  const inTitle = IN_TITLE * square(Math.min(title, total)) + (startsTitle(found, meanings) ? STARTS_TITLE * total : 0);
  score += passage + inTitle + (isNamed ? NAMED * total : 0);
  return { document, score, line: line < 0 ? -1 : line - LINES, lands: lineCovered > elsewhere, forms: formsOf(found, meanings) };
}

/**
 * @param {Found} found
 * @param {Meaning[]} meanings
 */
function formsOf({ met }, meanings) {
  /** @type {string[]} */
  const forms = [];
  for (let at = 0; at < met.length; at += 3) forms.push(...(meanings[Number(met[at])]?.matches[Number(met[at + 1])]?.forms ?? []));
  return forms;
}

/** @typedef {{ cell: number, covered: number, telling: number, word: number, value: number }} Place */

/**
 * How much of the query stands in each place of an aid; all positions of the title are one place.
 * @param {Found} found
 * @param {Meaning[]} meanings
 * @param {boolean[]} counted
 */
function placesOf({ words, cells, values }, meanings, counted) {
  /** @type {Place[]} */
  const places = [];
  for (let at = 0; at < words.length; at++) {
    const word = Number(words[at]);
    if (!counted[word]) continue;
    const value = Number(values[at]);
    const cell = Number(cells[at]) <= LAST_TITLE_POSITION ? 0 : Number(cells[at]);
    const meaning = meanings[word];
    const telling = meaning && !meaning.stop && !meaning.joined ? 1 : 0;
    const place = places.find((place) => place.cell === cell);
    if (!place) places.push({ cell, covered: value, telling, word, value });
    else if (place.word === word) {
      if (value > place.value) {
        place.covered += value - place.value;
        place.value = value;
      }
    } else {
      place.covered += value;
      place.telling += telling;
      place.word = word;
      place.value = value;
    }
  }
  return places;
}

/**
 * A title that begins with the words of the query, in their order.
 * @param {Found} found
 * @param {Meaning[]} meanings
 */
function startsTitle({ words, cells }, meanings) {
  let position = 0;
  for (let word = 0; word < meanings.length; word++) {
    if (meanings[word]?.matches.length === 0) continue;
    if (position >= LAST_TITLE_POSITION || !words.some((known, at) => known === word && cells[at] === position)) return false;
    position++;
  }
  return true;
}

/**
 * The best candidates, best first; among equals the lower number.
 * @param {Candidate[]} candidates
 * @param {number} limit
 */
function bestOf(candidates, limit) {
  /** @type {Candidate[]} */
  const best = [];
  const isBetter = (/** @type {Candidate} */ a, /** @type {Candidate} */ b) =>
    a.score > b.score || (a.score === b.score && a.document < b.document);
  for (const candidate of candidates) {
    let at = best.length;
    while (at > 0 && isBetter(candidate, /** @type {Candidate} */ (best[at - 1]))) at--;
    if (at < limit) best.splice(at, 0, candidate);
    if (best.length > limit) best.pop();
  }
  return best;
}
