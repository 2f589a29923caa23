// From a printed card to the list of what must be printed again: print, record, edit some aids, build, scan the old cards.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeIn, rasterOf } from '../pdf.mjs';
import { build, copyExample, kneeboard } from '../site.mjs';
import { fileAddress } from './crawl.mjs';

/**
 * An aid in which a step changes, one in which a step changes and nobody says so, one in which a reason is said better, one that
 * nobody touches.
 */
const [STEP, SILENT, WORDS, NOTHING] = ['site/wash-hands', 'office/restart-label-print', 'packing/reset-light-curtain', 'site/treat-burn'];

/**
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<string[]>}
 */
export async function reprint(browser) {
  const source = copyExample();
  const config = join(source, 'kneeboard.yaml');
  // A folder with small letters: they are not of the alphabet that takes the least room in a code.
  writeFileSync(config, readFileSync(config, 'utf8').replace(/^base_url: .*$/m, 'base_url: https://harrowlane.example/aids/'));
  const tab = await browser.newPage();
  try {
    const printed = fileAddress(build(source).folder);
    const codes = new Map();
    for (const id of [STEP, SILENT, WORDS, NOTHING]) codes.set(id, await scan(tab, `${printed}${id}.card.html`));
    kneeboard('print', source, '--record');
    edit(source, STEP, [
      ['for 20 seconds', 'for 30 seconds'],
      ['rev: 2\n', 'rev: 3\n'],
      ['changes:\n', 'changes:\n  - {rev: 3, date: 2026-11-20, kind: major, steps: [4], note: "30 seconds of rubbing, was 20"}\n'],
    ]);
    edit(source, SILENT, [['\n2. ', '\n2. Slowly: ']]);
    edit(source, WORDS, [['Why: ', 'Why: as everybody has seen, ']]);

    const list = kneeboard('print', source, '--stale');
    const places = list.split('\n').filter((line) => /^\S/.test(line));
    const down = list.split('\n').filter((line) => line.includes('[ ]')).map((line) => line.trim().split(/\s+/)[2]);
    const site = fileAddress(build(source).folder);
    return [
      ...(places.join() === 'canteen,hall-1,hall-2,office' && down.join() === [STEP, STEP, STEP, SILENT].join() ? [] : [`the reprint list says\n${list}`]),
      ...(await answers(tab, site, codes.get(STEP), 'superseded', ['30 seconds of rubbing, was 20', 'Step 4'])),
      ...(await answers(tab, site, codes.get(SILENT), 'superseded', ['Step 2'])),
      ...(await answers(tab, site, codes.get(WORDS), 'wording', [])),
      ...(await answers(tab, site, codes.get(NOTHING), 'current', [])),
    ];
  } finally {
    await tab.close();
  }
}

/**
 * What the code of a card says, read from a print.
 *
 * @param {import('playwright-core').Page} tab
 * @param {string} card
 */
async function scan(tab, card) {
  await tab.goto(card);
  await tab.waitForFunction(() => document.documentElement.dataset.fitted);
  return codeIn(await rasterOf(await tab.pdf({ preferCSSPageSize: true, printBackground: true }))) ?? '';
}

/**
 * @param {string} source
 * @param {string} id
 * @param {[string, string][]} changes
 */
function edit(source, id, changes) {
  const file = join(source, `${id}.md`);
  const text = changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`${id}: no “${from}”`);
    return text.replace(from, to);
  }, readFileSync(file, 'utf8'));
  writeFileSync(file, text);
}

/**
 * Problems of what whoever scans a code reads.
 *
 * @param {import('playwright-core').Page} tab
 * @param {string} site
 * @param {string} code
 * @param {string} state
 * @param {string[]} said
 */
async function answers(tab, site, code, state, said) {
  const [, path = '', hash = ''] = /^HTTPS:\/\/HARROWLANE\.EXAMPLE\/aids\/(Q\/[0-9A-Z]+\/)(#.+)$/.exec(code) ?? [];
  if (!path) return [`a code says “${code}”`];
  await tab.goto('about:blank');
  await tab.goto(`${site}${path}index.html${hash}`);
  const answer = tab.locator('#page\\.edition:visible');
  await answer.waitFor({ timeout: 2000 }).catch(() => undefined);
  const found = await answer.getAttribute('data-state', { timeout: 1000 }).catch(() => null);
  const text = found ? await answer.innerText() : '';
  const missing = said.filter((part) => !text.includes(part));
  return [...(found === state ? [] : [`${code}: ${found}, not ${state}`]), ...missing.map((part) => `${code}: “${part}” is not in “${text}”`)];
}
