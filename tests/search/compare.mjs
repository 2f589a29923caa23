// Asks the browser's engine what Rust was asked: `node compare.mjs SITE ANSWERS`. Ends with 1 and says where they differ.

import { readFileSync } from 'node:fs';
import { loadEngine, pathOf } from './engine.mjs';

const MOST_SHOWN = 20;

/**
 * A hit: its page, what it is ranked by, and the place that matched best, if there is one.
 *
 * @typedef {{ page: string, score: number, anchor: string | null, line: string | null }} Hit
 */

/**
 * What Rust answered to a query.
 *
 * @typedef {{ lang: string, query: string, facets: object | null, hits: Hit[], total: number,
 *   counts: [kind: string, value: string, count: number][], suggestion: string | null, nearest: boolean }} Case
 */

const [folder = '', answers = ''] = process.argv.slice(2);
const engine = loadEngine(folder);
/** @type {string[]} */
const differences = [];
for (const expected of /** @type {Case[]} */ (JSON.parse(readFileSync(answers, 'utf8')))) {
  const difference = await compare(expected);
  if (difference) differences.push(`${expected.lang} ${JSON.stringify(expected.query.slice(0, 200))}: ${difference}`);
}
if (differences.length > 0) {
  console.error(`${differences.length} answers differ\n${differences.slice(0, MOST_SHOWN).join('\n')}`);
  process.exitCode = 1;
}

/**
 * Where the two answers differ, if they do.
 *
 * @param {Case} expected
 * @returns {Promise<string | null>}
 */
async function compare({ lang, query, facets, hits, total, counts, suggestion, nearest }) {
  let results = await engine.search(query, facets ? { lang, facets } : { lang });
  results = await engine.excerpts((await results.settle?.()) ?? results);
  const found = results.hits.map((hit, rank) => asRustHas(hit, hits[rank]?.line ?? null));
  const ranks = Array.from({ length: Math.max(hits.length, found.length) }, (_, rank) => rank);
  const parts = [
    ['total', total, results.total],
    ['counts', counts, results.facets.flatMap(({ kind, values }) => values.map(({ value, count }) => [kind, value, count]))],
    ['suggestion', suggestion, results.suggestion],
    ['nearest', nearest, results.nearest],
    ...ranks.map((rank) => [`hit ${rank + 1}`, hits[rank] ?? null, found[rank] ?? null]),
  ];
  const [differing] = parts.map((part) => part.map((value) => JSON.stringify(value))).filter(([, a, b]) => a !== b);
  return differing ? `${differing[0]} is ${differing[1]} in Rust, ${differing[2]} in JavaScript` : null;
}

/**
 * A hit as Rust writes it. Where no line matched, the browser shows the need instead.
 *
 * @param {import('./engine.mjs').Results['hits'][number]} hit
 * @param {string | null} expected The line that Rust gives.
 * @returns {Hit}
 */
function asRustHas(hit, expected) {
  const [, anchor = null] = hit.url.split('#');
  // By name, as serde writes them.
  return {
    anchor: anchor && decodeURIComponent(anchor),
    line: expected === null ? null : hit.excerpt,
    page: pathOf(folder, hit),
    score: hit.score,
  };
}
