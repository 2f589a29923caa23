// What an aid costs on a bad line: HTML, styles and scripts, compressed as a host sends them.

import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes. */
export const BUDGET = 40_000;

/**
 * Aids over the budget.
 *
 * @param {import('../site.mjs').Site} site
 * @returns {string[]}
 */
export function overweight(site) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  const weigh = (/** @type {string} */ path) => {
    const known = weights.get(path);
    if (known !== undefined) return known;
    const weight = gzipSync(readFileSync(join(site.folder, path))).length;
    weights.set(path, weight);
    return weight;
  };
  return site.pages
    .filter((page) => page.kind === 'aid')
    .flatMap((page) => {
      const parts = [page.path, ...stylesAndScripts(page)];
      const sum = parts.reduce((total, path) => total + weigh(path), 0);
      return sum > BUDGET ? [`${page.path}: ${sum} bytes with ${parts.slice(1).join(', ')}`] : [];
    });
}

/**
 * The styles and scripts that a page loads, as paths in the site.
 *
 * @param {import('../site.mjs').Page} page
 * @returns {string[]}
 */
function stylesAndScripts(page) {
  const styles = [...page.html.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].map((tag) => /href="([^"]+)"/.exec(tag[0]));
  const scripts = [...page.html.matchAll(/<script\b[^>]*\ssrc="([^"]+)"/g)];
  return [...styles, ...scripts].flatMap((match) => {
    const address = match?.[1]?.split(/[?#]/)[0];
    return address === undefined ? [] : [posix.join(posix.dirname(page.path), decodeURIComponent(address))];
  });
}
