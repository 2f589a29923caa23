// The engine that browsers run does what `example.rs` and `words.rs` ask of the native one: the same tables.

import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { buildExample } from '../browser/site.mjs';
import { loadEngine, pathOf } from './engine.mjs';
import { rows } from './table.mjs';

describe('the search of the example site', () => {
  /** @type {string} */
  let folder;
  /** @type {import('./engine.mjs').Engine} */
  let engine;
  before(() => {
    folder = buildExample().folder;
    engine = loadEngine(folder);
  });

  test('people find what they need', async () => {
    const cases = rows('example-queries.tsv');
    const wrong = (await Promise.all(cases.map(complaint))).filter((line) => line !== null);
    assert.ok(wrong.length === 0, `${wrong.length} of ${cases.length} queries\n${wrong.join('\n')}`);
  });

  test('texts fall into the words of the table', () => {
    for (const [text = '', expected] of rows('words.tsv')) {
      const words = engine.tokens(text).map(({ form, joined }) => (joined ? `+${form}` : form));
      assert.equal(words.join(' '), expected, JSON.stringify(text));
    }
  });

  /**
   * What is wrong with the answer to a row of the table.
   *
   * @param {string[]} row
   * @returns {Promise<string | null>}
   */
  async function complaint([lang = '', query = '', aids = '', within = '', kind = '']) {
    const { hits, total, nearest, suggestion } = await engine.search(query, { lang });
    const found = hits.map((hit) => pathOf(folder, hit));
    const expected = aids.split(' ').map((path) => path.replace(/\.md$/, '.html'));
    const isGuess = total === 0 || nearest || suggestion !== null;
    const good = aids === '-' ? isGuess : found.slice(0, Number(within)).some((path) => expected.includes(path));
    return good ? null : `${lang} ${query} (${kind}): expected ${aids} within ${within}, found ${found.slice(0, 3)}`;
  }
});
