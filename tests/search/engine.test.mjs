// The engine on a page that stays open while its host changes, and on hosts that answer wrongly.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../browser/site.mjs';
import { loadEngine, loads } from './engine.mjs';

const COMMAND = process.env.KNEEBOARD ?? new URL('../../target/debug/kneeboard', import.meta.url).pathname;

/**
 * Builds a site of these files; gives the folder of its output.
 *
 * @param {Record<string, string>} files
 * @param {string} [root]
 */
function build(files, root = temporaryFolder()) {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  execFileSync(COMMAND, ['build', root], { stdio: 'ignore' });
  return { root, folder: join(root, 'public') };
}

/** @param {import('./engine.mjs').Results} results */
const titles = ({ hits }) => hits.map(({ title }) => title);

const LANGUAGES = 'title: Test\nlanguages: [en, es, pt-br]\n';
const AID = '# Reset the curtain\n\n1. Turn key 7.\n';

describe('the engine of an open page', () => {
  test('finds the files of a site that was published anew, with one new root', async () => {
    const { root, folder } = build({ 'kneeboard.yaml': LANGUAGES, 'a.md': AID, 'a.es.md': '# Rearmar la cortina\n' });
    const engine = loadEngine(folder);
    await engine.search('cortina', { lang: 'es' });
    build({ 'a.md': AID.replace('curtain', 'barrier'), 'a.es.md': '# Rearmar la barrera\n' }, root);
    loads.length = 0;
    assert.deepEqual(titles(await engine.search('barrier ', { lang: 'en' })), ['Reset the barrier']);
    assert.deepEqual(titles(await engine.search('barrera ', { lang: 'es' })), ['Rearmar la barrera']);
    assert.equal(loads.filter((address) => address.includes('/search/engine')).length, 2);
  });

  for (const [host, answer] of /** @type {const} */ ([['404', null], ['a page', '<!doctype html><title>Home</title>']])) {
    test(`gives up on a host that answers everything with ${host}`, async () => {
      const { folder } = build({ 'a.md': AID });
      const engine = loadEngine(folder);
      for (const path of readdirSync(join(folder, 'search'), { recursive: true }).map(String)) {
        if (!path.endsWith('.js')) continue;
        if (answer === null) rmSync(join(folder, 'search', path));
        else writeFileSync(join(folder, 'search', path), answer);
      }
      loads.length = 0;
      await assert.rejects(engine.search('curtain', {}), /search\//);
      assert.ok(loads.length < 10, loads.join('\n'));
    });
  }

  test('searches the language that is asked for, from a page of any language', async () => {
    const { folder } = build({ 'kneeboard.yaml': LANGUAGES, 'a.md': AID, 'a.es.md': '# Rearmar la cortina\n' });
    for (const script of ['engine.js', 'engine.es.js', 'engine.pt-br.js']) {
      for (const lang of ['en', 'es', 'pt-br', 'PT-BR', 'en-GB', 'es-mx']) {
        const engine = loadEngine(folder, script);
        const { lang: found } = await engine.search('curtain', { lang });
        assert.equal(found, /^pt/i.test(lang) ? 'pt-br' : lang.slice(0, 2), `${lang} from ${script}`);
      }
    }
  });

  test('asks once for a language that the site does not have', async () => {
    const { folder } = build({ 'a.md': AID });
    const engine = loadEngine(folder);
    loads.length = 0;
    for (const lang of ['xx', '../x', '__proto__', 'toString', '']) {
      for (const query of ['curtain ', 'key ']) assert.equal((await engine.search(query, { lang })).total, 1, lang);
    }
    assert.equal(loads.filter((address) => address.includes('engine.xx')).length, 1);
  });

  test('is loaded twice without harm', async () => {
    const { folder } = build({ 'a.md': AID });
    const engine = loadEngine(folder);
    await engine.search('curtain');
    const again = document.createElement('script');
    again.src = new URL(`file://${folder}/search/engine.js`).href;
    await new Promise((resolve) => {
      again.onload = resolve;
      document.head.append(again);
    });
    assert.deepEqual(titles(await engine.search('curtain')), ['Reset the curtain']);
  });

  test('takes any query, limit and filter', async () => {
    const { folder } = build({ 'a.md': `---\ntags: [constructor, __proto__]\n---\n${AID}`, 'b.md': AID });
    const engine = loadEngine(folder);
    const odd = ['', ' ', '\ud800', '\udc00 \ud83d', 'a\ud800b', '.*+?^${}()|[]\\', '__proto__', 'toString', '\0', '\u2028', 'x'.repeat(1e5)];
    for (const query of [...odd, ...odd.map((query) => query.repeat(1e5 / Math.max(query.length, 1))), 'curtain '.repeat(20_000), "a'".repeat(50_000)]) {
      const results = await engine.excerpts(await engine.search(query, { facets: {} }));
      assert.ok(results.hits.length <= 2, query.slice(0, 20));
    }
    for (const [limit, count] of /** @type {const} */ ([[0, 0], [1, 1], [1e9, 2], [Infinity, 2]])) {
      const { hits, total } = await engine.search('curtain', { limit });
      assert.deepEqual([hits.length, total], [count, 2]);
    }
    for (const [facets, total] of /** @type {const} */ ([
      [{}, 2],
      [{ tags: [] }, 2],
      [{ tags: ['nothing'] }, 0],
      [{ toString: ['x'] }, 0],
      [{ constructor: [] }, 2],
    ])) {
      assert.equal((await engine.search('curtain', { facets })).total, total, JSON.stringify(facets));
    }
  });
});
