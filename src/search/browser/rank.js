// @ts-check
// What each aid is worth for a query. The twin of src/search/query/rank.rs, which says what the numbers
// mean: the same sums in the same order.

const PASSAGE = 1.3;
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

/** Ranks the aids that have a telling word of a query: first by what they can be worth at most, then the best exactly. */
class Ranking {
  /**
   * @param {Meaning[]} meanings
   * @param {number} count documents of the index
   * @param {(number: number) => string | undefined} more the postings of frequent terms that are loaded already
   */
  constructor(meanings, count, more) {
    this.meanings = meanings;
    this.more = more;
    this.counted = meanings.map(countsInTotal);
    const known = meanings.filter(({ stop, matches }) => !stop && matches.length > 0);
    this.telling = known.filter(({ joined }) => !joined).length;
    this.total = 0;
    for (const meaning of known) if (countsInTotal(meaning)) this.total += greatest(meaning);
    /** For each document what it can be worth at most; 0 for one without a telling word. */
    this.most = this.bounds(count);
    /** @type {number[]} */
    this.documents = [];
    for (let document = 0; document < count; document++) if (Number(this.most[document]) > 0) this.documents.push(document);
  }

  /**
   * @param {Meaning} meaning
   * @param {(document: number, impact: number, cells: number[], match: Match, matched: number) => void} take
   */
  eachPosting({ matches }, take) {
    matches.forEach((match, matched) => {
      for (const text of [match.postings, match.more === null ? "" : (this.more(match.more) ?? "")]) {
        eachPosting(new Signs(text), (document, impact, cells) => take(document, impact, cells, match, matched));
      }
    });
  }

  /** @param {number} count */
  bounds(count) {
    const points = new Float64Array(count);
    const mass = new Float64Array(count);
    const words = new Uint8Array(count);
    const best = new Float64Array(count);
    const last = new Uint8Array(count);
    let stops = 0;
    this.meanings.forEach((meaning, word) => {
      if (meaning.stop) {
        stops += greatest(meaning) * STOP;
        return;
      }
      const most = this.counted[word] ? greatest(meaning) : 0;
      this.eachPosting(meaning, (document, impact, _cells, { value }) => {
        const worth = value * ((impact + 1) / IMPACTS);
        if (last[document] !== word + 1) {
          last[document] = word + 1;
          best[document] = worth;
          points[document] = Number(points[document]) + worth;
          mass[document] = Number(mass[document]) + most;
          words[document] = Number(words[document]) + (meaning.joined ? 0 : 1);
        } else if (worth > Number(best[document])) {
          points[document] = Number(points[document]) + worth - Number(best[document]);
          best[document] = worth;
        }
      });
    });
    for (let document = 0; document < count; document++) {
      if (!last[document]) continue;
      const covered = Math.min(Number(mass[document]) + stops, this.total);
      const whole = Number(words[document]) >= this.telling ? (STARTS_TITLE + NAMED) * this.total : 0;
      points[document] = Number(points[document]) + ((PASSAGE + IN_TITLE) * covered * covered) / Math.max(this.total, 1e-9) + whole + 1e-6;
    }
    return points;
  }

  /**
   * The best of some documents, best first; among equals the lower number.
   * @param {number[]} documents
   * @param {number} limit
   */
  best(documents, limit) {
    /** @type {Candidate[]} */
    const best = [];
    let rest = documents;
    // Weighing takes the places of every word; few aids can be worth enough for it.
    for (let size = 64 + 4 * limit; rest.length > 0; size *= 4) {
      const floor = this.floorFor(rest, size);
      const wanted = new Set(rest.filter((document) => Number(this.most[document]) >= floor));
      rest = rest.filter((document) => Number(this.most[document]) < floor);
      for (const [document, found] of this.collect(wanted)) keepBest(best, weigh(document, found, this), limit);
      const least = best.length < limit ? 0 : Number(best[limit - 1]?.score);
      rest = rest.filter((document) => Number(this.most[document]) >= least);
    }
    return best;
  }

  /**
   * A bound that about `size` of the documents reach, at least one.
   * @param {number[]} documents
   * @param {number} size
   */
  floorFor(documents, size) {
    if (documents.length <= size) return 0;
    let highest = 0;
    for (const document of documents) highest = Math.max(highest, Number(this.most[document]));
    const steps = new Uint32Array(257);
    const stepOf = (/** @type {number} */ document) => Math.floor((Number(this.most[document]) / highest) * 256);
    for (const document of documents) steps[stepOf(document)] = Number(steps[stepOf(document)]) + 1;
    let step = 256;
    for (let count = Number(steps[256]); step > 0 && count < size; count += Number(steps[step])) step--;
    return (step / 256) * highest * (1 - 1e-12);
  }

  /**
   * Every word of some documents with its places.
   * @param {Set<number>} wanted
   */
  collect(wanted) {
    /** @type {Map<number, Found>} */
    const documents = new Map();
    this.meanings.forEach((meaning, word) => {
      this.eachPosting(meaning, (document, impact, cells, match, matched) => {
        if (!wanted.has(document)) return;
        let found = documents.get(document);
        if (!found) documents.set(document, (found = new Found()));
        if (!meaning.stop) meet(found.met, word, matched, match.value * ((impact + 1) / IMPACTS));
        for (const cell of cells) {
          found.words.push(word);
          found.cells.push(cell);
          found.values.push(meaning.stop ? match.value * STOP : match.value);
        }
      });
    });
    return documents;
  }
}

/** @param {Meaning} meaning */
function greatest({ matches }) {
  return Math.max(0, ...matches.map(({ value }) => value));
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
 * @param {number} document
 * @param {Found} found
 * @param {Ranking} ranking
 * @returns {Candidate}
 */
function weigh(document, found, { meanings, counted, total, telling }) {
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
 * @param {Candidate[]} best
 * @param {Candidate} candidate
 * @param {number} limit
 */
function keepBest(best, candidate, limit) {
  let at = best.length;
  for (; at > 0; at--) {
    const { score, document } = /** @type {Candidate} */ (best[at - 1]);
    if (score > candidate.score || (score === candidate.score && document < candidate.document)) break;
  }
  best.splice(at, 0, candidate);
  if (best.length > limit) best.pop();
}
