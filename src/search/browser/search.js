// @ts-check
// What pages call: kneeboard.search, excerpts, mark. themes/search.d.ts describes them.

/**
 * @typedef {Record<string, string[]>} Filter for each facet the values of which an aid must have one
 * @typedef {{ kind: string, values: { value: string, label: string, count: number, selected: boolean }[] }} Facet
 * @typedef {{ query: string, lang: string, hits: Hit[], total: number, facets: Facet[], suggestion: string | null,
 *   nearest: boolean, settle: (() => Promise<Results>) | null }} Results `settle`, where there is one, ranks once more with files
 *   that the first results did not wait for
 * @typedef {{ limit?: number, lang?: string, facets?: Filter }} Options
 */

/** Engines of other languages, on their way or tried. @type {Map<string, Promise<void>>} */
const opened = new Map();

/**
 * The index of a language: as asked for, else of the page, else the first.
 * @param {string | undefined} lang
 */
async function indexOf(lang) {
  const wanted = (lang ?? document.documentElement.lang).toLowerCase();
  const known = () => indexes.get(wanted) ?? indexes.get(wanted.split("-")[0] ?? "");
  if (lang && /^[a-z0-9-]+$/.test(wanted)) {
    // The first language of a site has the engine with the plain name.
    for (const tag of [`.${wanted}`, `.${wanted.split("-")[0]}`, ""]) if (!known()) await openEngine(`engine${tag}.js`);
  }
  return known() ?? /** @type {Index} */ (indexes.values().next().value);
}

/**
 * Runs an engine, once; one that the site does not have changes nothing.
 * @param {string} name
 */
function openEngine(name) {
  if ([...indexes.values()].some(({ engine }) => engine === name)) return Promise.resolve();
  const engine = opened.get(name) ?? run(name).catch(() => undefined);
  opened.set(name, engine);
  return engine;
}

/**
 * The aids that answer a query, best first.
 * @param {string} query
 * @param {Options} [options]
 * @returns {Promise<Results>}
 */
async function search(query, options = {}) {
  const index = await indexOf(options.lang);
  try {
    return await answer(index, String(query), options);
  } catch (error) {
    // The site was published anew since this page was opened: its files have other names. Once more, with a new root.
    if ((await indexOf(options.lang)) === index) await run(`${index.engine}?${Date.now()}`).catch(() => undefined);
    const fresh = await indexOf(options.lang);
    if (fresh === index) throw error;
    return answer(fresh, String(query), options);
  }
}

/**
 * @param {Index} index
 * @param {string} query
 * @param {Options} options
 * @returns {Promise<Results>}
 */
async function answer(index, query, options) {
  const { meanings, nearest } = await resolve(index, query);
  const later = meanings.flatMap(({ matches }) => matches).flatMap(({ more }) => (more === null ? [] : [more]));
  const more = (/** @type {number} */ number) => /** @type {string | undefined} */ (loaded(index, "m", number));
  const ranking = new Ranking(meanings, index.root.count, more);
  const chosen = options.facets && (await filter(index, ranking.documents, options.facets));
  const documents = chosen?.documents ?? ranking.documents;
  const best = ranking.best(documents, options.limit ?? 10);
  const settle = async () => {
    await Promise.all(later.map((number) => file(index, "m", number)));
    return answer(index, query, options);
  };
  return {
    query,
    lang: index.root.lang,
    hits: await Promise.all(best.map((candidate) => show(index, candidate))),
    total: documents.length,
    facets: chosen?.facets ?? [],
    suggestion: suggest(meanings),
    nearest,
    settle: later.every((number) => more(number) !== undefined) ? null : settle,
  };
}

/**
 * The query with its unknown words as they were understood.
 * @param {Meaning[]} meanings
 */
function suggest(meanings) {
  const isCorrected = (/** @type {Meaning} */ { matches }) => matches[0]?.kind === "typo" || matches[0]?.kind === "near";
  if (!meanings.some(isCorrected)) return null;
  const words = meanings.filter(({ joined }) => !joined);
  return words.map((meaning) => (isCorrected(meaning) ? meaning.matches[0]?.word : meaning.form)).join(" ");
}

/**
 * Leaves the documents that have the chosen values, and counts all values; a facet's own choice does not count against its
 * other values.
 * @param {Index} index
 * @param {number[]} all
 * @param {Filter} chosen
 * @returns {Promise<{ documents: number[], facets: Facet[] }>}
 */
async function filter(index, all, chosen) {
  /** @type {[string, string, string, string][]} */
  const lists = (await file(index, "f", 0)) ?? [];
  const values = lists.map(([kind, value, label, gaps]) => {
    return { kind, value, label, documents: numbersOf(gaps), selected: Boolean(chosen[kind]?.includes(value)) };
  });
  /** For each facet with a choice, the documents that have one of the chosen values. @type {Map<string, Uint8Array>} */
  const having = new Map();
  for (const kind of Object.keys(chosen)) if (chosen[kind]?.length) having.set(kind, new Uint8Array(index.root.count));
  for (const { kind, documents, selected } of values) {
    const has = having.get(kind);
    if (has && selected) for (const document of documents) has[document] = 1;
  }
  const passes = (/** @type {number} */ document, /** @type {string} */ except) =>
    [...having].every(([kind, has]) => kind === except || has[document] === 1);
  const facets = [...new Set(values.map(({ kind }) => kind))].map((kind) => {
    const passing = new Uint8Array(index.root.count);
    for (const document of all) passing[document] = Number(passes(document, kind));
    const counted = values
      .filter((value) => value.kind === kind)
      .map(({ value, label, documents, selected }) => {
        return { value, label, count: documents.filter((document) => passing[document]).length, selected };
      });
    return { kind, values: counted };
  });
  return { documents: all.filter((document) => passes(document, "")), facets };
}

/**
 * Sorted numbers from the gaps between them.
 * @param {string} gaps
 */
function numbersOf(gaps) {
  /** @type {number[]} */
  const numbers = [];
  const signs = new Signs(gaps);
  for (let next = 0; !signs.isEmpty; next++) numbers.push((next += signs.number()));
  return numbers;
}

/**
 * The same results with the lines that matched best.
 * @param {Results} results
 * @returns {Promise<Results>}
 */
async function excerpts(results) {
  return { ...results, hits: await Promise.all(results.hits.map(withExcerpt)) };
}

Object.assign(kneeboard, { add, open: openIndex, search, excerpts, mark, tokens });
