// A long trial, by hand: what the build says of each card of finished sites, against what Chromium finds.
//
//   node tests/browser/fit-trial.mjs SITE…      folders that `kneeboard build --out` wrote
//
// Fails when they agree on fewer than 97 % of the cards of a site, or when the build says of one card that it fits, and
// Chromium has more than a line too many.

import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { forEach, launch } from './chromium.mjs';
import { fileAddress } from './checks/crawl.mjs';

const LEAST_AGREEMENT = 0.97;
/** A line in points of type size, as in card.css, and mm in a point. */
const [LINE, POINT] = [1.3, 25.4 / 72];

/** What is said of a card. @typedef {{ fit: string, size: number, over: number }} Saying */

/** What fit.js found; runs in the page. Every article of a card says the same. */
function found() {
  const { fit = '', size = '', over = '' } = /** @type {HTMLElement} */ (document.querySelector('.paper')).dataset;
  return { fit, size: Number(size), over: Number(over) };
}

/** @param {string} path Of a card's page. */
function built(path) {
  const [, fit = '', size = ''] = /data-fit="(\w+)" data-size="([\d.]+)"/.exec(readFileSync(path, 'utf8')) ?? [];
  return { fit, size: Number(size) };
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} site
 */
async function trial(browser, site) {
  const cards = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.card.html')).sort();
  /** @type {Map<string, number>} */
  const verdicts = new Map();
  const count = { cards: cards.length, sameVerdict: 0, sameSize: 0, fitsAndDoesNot: 0 };
  const context = await browser.newContext();
  const problems = await forEach(context, cards, async (tab, path) => {
    await tab.goto(fileAddress(site) + path.split('/').map(encodeURIComponent).join('/'));
    await tab.waitForFunction(() => document.documentElement.dataset.fitted);
    const [build, chromium] = [built(join(site, path)), await tab.evaluate(found)];
    const both = `${build.fit} / ${chromium.fit}`;
    verdicts.set(both, (verdicts.get(both) ?? 0) + 1);
    if (build.fit === chromium.fit) count.sameVerdict++;
    if (build.fit === chromium.fit && build.size === chromium.size) count.sameSize++;
    const isWrong = build.fit !== 'overflows' && chromium.over > chromium.size * LINE * POINT;
    if (isWrong) count.fitsAndDoesNot++;
    const told = `${path}: the build says ${build.fit} at ${build.size} pt, Chromium ${chromium.fit} at ${chromium.size} pt, ${chromium.over} mm too much`;
    return build.fit === chromium.fit ? [] : [told];
  });
  console.log(site, count, Object.fromEntries([...verdicts].sort()));
  console.log(`same verdict: ${((100 * count.sameVerdict) / count.cards).toFixed(1)} %`);
  problems.slice(0, 20).forEach((problem) => console.log(problem));
  return count.cards > 0 && count.fitsAndDoesNot === 0 && count.sameVerdict >= LEAST_AGREEMENT * count.cards;
}

const browser = await launch();
for (const site of process.argv.slice(2)) {
  if (!(await trial(browser, resolve(site)))) process.exitCode = 1;
}
await browser.close();
