// The engine of a built site in Node, without a browser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';

/**
 * An answer; only what the tests read.
 *
 * @typedef {object} Results
 * @property {string} lang
 * @property {{ url: string, score: number, title: string, excerpt: string }[]} hits
 * @property {number} total
 * @property {{ kind: string, values: { value: string, count: number }[] }[]} facets
 * @property {string | null} suggestion
 * @property {boolean} nearest
 * @property {(() => Promise<Results>) | null} settle
 */

/**
 * What `search/engine.js` offers.
 *
 * @typedef {object} Engine
 * @property {(query: string, options?: { lang?: string, limit?: number, facets?: object }) => Promise<Results>} search
 * @property {(results: Results) => Promise<Results>} excerpts
 * @property {(text: string) => { form: string, joined: boolean }[]} tokens
 */

/** The address of every script that was asked for. @type {string[]} */
export const loads = [];

/** @typedef {{ src: string, onload: () => void, onerror: (event: unknown) => void, remove: () => void }} Script */

/**
 * Loads the engine. It is a classic script, so it runs in the global scope, on a page that can run scripts and no more.
 *
 * @param {string} folder A built site.
 * @param {string} [script] The engine that the page names.
 * @returns {Engine}
 */
export function loadEngine(folder, script = 'engine.js') {
  /** @type {any} */
  const page = globalThis;
  delete page.kneeboard;
  page.location = new URL('index.html', rootOf(folder));
  page.document = {
    currentScript: null,
    documentElement: { lang: 'en' },
    createElement: () => ({ remove() {} }),
    head: { append: (/** @type {Script} */ script) => setImmediate(() => load(script)) },
  };
  run(new URL(`search/${script}`, rootOf(folder)).href);
  return page.kneeboard;
}

/**
 * Browsers report a file that is not there to the element, and what goes wrong in it to the page.
 *
 * @param {Script} script
 */
function load(script) {
  try {
    run(script.src);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return script.onerror(error);
  }
  script.onload();
}

/** @param {string} address */
function run(address) {
  const filename = fileURLToPath(address);
  loads.push(address);
  const source = readFileSync(filename, 'utf8');
  /** @type {any} */ (globalThis).document.currentScript = { src: address };
  runInThisContext(source, { filename });
  /** @type {any} */ (globalThis).document.currentScript = null;
}

/** @param {string} folder */
function rootOf(folder) {
  return pathToFileURL(join(folder, '/')).href;
}

/**
 * The path of a hit's page in the site.
 *
 * @param {string} folder
 * @param {{ url: string }} hit
 */
export function pathOf(folder, hit) {
  return decodeURIComponent(hit.url.slice(rootOf(folder).length).replace(/#.*/, ''));
}
