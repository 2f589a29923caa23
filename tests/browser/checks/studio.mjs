// The print studio, and packs on sheets: what is picked comes onto paper, whole and in its true size.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forEach } from '../chromium.mjs';
import { TOLERANCE, sheetsOf, sized } from '../pdf.mjs';
import { build, copyExample } from '../site.mjs';
import { fileAddress } from './crawl.mjs';
import { measure, scaled } from './probes.mjs';

const PX_PER_MM = 96 / 25.4;
const STUDIO = 'print/index.html';

/**
 * A sheet in a browser. Lengths in mm.
 *
 * @typedef {object} Layout
 * @property {number} width
 * @property {number} height
 * @property {boolean} back
 * @property {number} bar Length of the check bar; 0 without.
 * @property {number} points The smallest type of its cards.
 * @property {{ left: number, top: number, width: number, height: number, lang: string, title: string, over: boolean }[]} sides
 */

/**
 * Every problem of the packs, card by card and on sheets: the index comes first and lists every card, and every side is whole,
 * on a page of its own or in its place on a sheet.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function packs(browser, site, address) {
  const pages = site.pages.filter((page) => ['pack', 'sheets'].includes(page.kind));
  if (new Set(pages.map((page) => page.kind)).size < 2) return ['no packs, or none on sheets'];
  return forEach(await browser.newContext(), pages, async (tab, page) => {
    await tab.goto(address + page.path);
    await tab.waitForFunction(() => document.documentElement.dataset.fitted);
    const problems = [...(await tab.evaluate(listed)), ...(await printed(tab))];
    return problems.map((problem) => `${page.path}: ${problem}`);
  });
}

/** Whether the index of a pack lists its cards in their order; runs in the page. */
function listed() {
  const sides = [...document.querySelectorAll('main .side')];
  const indexes = sides.filter((side) => side.querySelector('.index-lines'));
  const lines = [...document.querySelectorAll('.index-title')].map((line) => line.textContent);
  /** @type {Map<string, string>} */
  const cards = new Map();
  for (const card of document.querySelectorAll('main .paper[data-aid]')) {
    const key = `${card.getAttribute('data-aid')} ${card.getAttribute('lang')}`;
    if (!cards.has(key)) cards.set(key, card.querySelector('.side-title')?.textContent ?? '');
  }
  const isFirst = indexes.length > 0 && indexes.every((index) => sides.indexOf(index) < indexes.length);
  // On sheets, cards of one format come together.
  const same = [...lines].sort().join() === [...cards.values()].sort().join();
  return [...(isFirst ? [] : ['the index is not first']), ...(same ? [] : [`the index lists ${lines.length} cards, and there are ${cards.size}`])];
}

/**
 * Every problem of the print studio.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function studio(browser, address) {
  const context = await browser.newContext();
  const tab = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  tab.on('pageerror', (error) => problems.push(String(error)));
  tab.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())));
  for (const [name, scenario] of Object.entries(SCENARIOS)) {
    await tab.goto('about:blank');
    const found = await scenario(tab, address + STUDIO).catch((error) => [String(error)]);
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
  await context.close();
  return problems;
}

/**
 * A small card leaves out its pictures and its need; on a larger format they are there.
 *
 * @param {import('playwright-core').Browser} browser
 * @returns {Promise<string[]>}
 */
export async function enlarged(browser) {
  const source = copyExample();
  const file = join(source, 'site/contain-spill.md');
  writeFileSync(file, readFileSync(file, 'utf8').replace('print: {format: a5,', 'print: {format: a7, overflow: next,'));
  const site = fileAddress(build(source).folder);
  const tab = await browser.newPage();
  try {
    await tab.goto(`${site}${STUDIO}#aids=site/contain-spill&format=a5`);
    await ready(tab, (sides) => sides > 0);
    const [needs, widths] = await tab.evaluate(() => {
      const images = [...document.querySelectorAll('#sheets img')].filter((image) => image instanceof HTMLImageElement);
      return [document.querySelectorAll('#sheets .c-need').length, images.map((image) => image.naturalWidth)];
    });
    return needs === 1 && widths.length > 0 && widths.every((width) => width > 0) ? [] : [`${needs} needs, pictures ${widths} px wide`];
  } finally {
    await tab.close();
  }
}

/** @type {Record<string, (tab: import('playwright-core').Page, studio: string) => Promise<string[]>>} */
const SCENARIOS = {
  'somebody picks by hand': async (tab, studio) => {
    await tab.goto(studio);
    const shown = await tab.locator('#packs').isVisible();
    await tab.locator('#studio-find').fill('refuse');
    await tab.getByRole('checkbox', { name: /^Accept or refuse/ }).check();
    await tab.locator('input[name="copies"]').fill('5');
    await tab.locator('input[name="copies"]').press('Enter');
    await tab.locator('input[name="copies"]').blur();
    await ready(tab, (sides) => sides === 5);
    const kept = new URL(tab.url()).hash;
    const all = await laidOut(tab);
    return [
      ...(shown ? [] : ['the packs are not shown before']),
      ...((await tab.locator('#packs').isVisible()) ? ['the packs are in the way'] : []),
      ...(kept === '#aids=warehouse/accept-delivery&copies=5' ? [] : [`the address keeps ${kept}`]),
      ...(all.length === 2 ? [] : [`${all.length} sheets for five cards of which four fit on one`]),
      ...(await printed(tab)),
    ];
  },
  'somebody takes a pack': async (tab, studio) => {
    await tab.goto(studio);
    await tab.getByRole('button', { name: /Pick these.*Emergency board/ }).click();
    await ready(tab, (sides) => sides > 0);
    const titles = new Set((await laidOut(tab)).flatMap((sheet) => sheet.sides.map((side) => side.title)));
    return [...(titles.size === 3 ? [] : [`${titles.size} cards of 3`]), ...(await printed(tab))];
  },
  'large print keeps every word at 16 pt or more': async (tab, studio) => {
    const aids = '#aids=packing/reset-light-curtain,warehouse/accept-delivery,warehouse/inspect-forklift';
    const before = await textAfter(tab, `${studio}${aids}`);
    const after = await textAfter(tab, `${studio}${aids}&large=1`);
    const points = Math.min(...(await laidOut(tab)).map((sheet) => sheet.points));
    return [
      ...(after === before ? [] : [`says ${after.length} letters, not ${before.length}`]),
      ...(points > 15.99 ? [] : [`type of ${points} pt`]),
      ...(await printed(tab)),
    ];
  },
  'a card in a smaller format is set as a build would set it': async (tab, studio) => {
    await tab.goto(`${studio}#aids=site/contain-spill,office/sign-in-visitor&format=a6`);
    await ready(tab, (sides) => sides > 1);
    const cards = await tab.evaluate(() => [...document.querySelectorAll('#sheets .paper')].map((card) => `${card.getAttribute('data-fit')} ${card.querySelectorAll('.side-column').length}`));
    return [...(cards.join().includes('overflows') ? [`does not fit: ${cards}`] : []), ...(await printed(tab))];
  },
  'what the paper is too small for is told': async (tab, studio) => {
    await tab.goto(`${studio}#aids=site/wash-hands&with=ar`);
    await ready(tab, (sides) => sides > 1);
    const told = await tab.locator('.studio-problems').innerText();
    return told.includes('side by side') ? [] : [`nothing is told: ${told}`];
  },
  'two languages stand side by side': async (tab, studio) => {
    await tab.goto(`${studio}#aids=site/treat-burn&with=ar`);
    await ready(tab, (sides) => sides > 1);
    const [left, right] = (await laidOut(tab))[0]?.sides ?? [];
    const beside = left && right && Math.abs(right.left - left.left - left.width) < TOLERANCE && right.top === left.top;
    const right_ = left?.lang === 'en' && right?.lang === 'ar' && beside;
    return [...(right_ ? [] : [`${left?.lang} at ${left?.left}, ${right?.lang} at ${right?.left} mm`]), ...(await printed(tab))];
  },
  'backs are mirrored on the other side': async (tab, studio) => {
    await tab.goto(`${studio}#aids=warehouse/inspect-forklift&backs=duplex&x=2&y=-1`);
    await ready(tab, (sides) => sides === 2);
    const [front, back] = await laidOut(tab);
    const [left = 0, top = 0] = [front?.sides[0]?.left, front?.sides[0]?.top];
    const wanted = (front?.width ?? 0) - left - (front?.sides[0]?.width ?? 0) + 2;
    const found = back?.sides[0];
    const right = back?.back && found && Math.abs(found.left - wanted) < TOLERANCE && Math.abs(found.top - top + 1) < TOLERANCE;
    return [...(right ? [] : [`the back is at ${found?.left} × ${found?.top}, not at ${wanted} × ${top - 1} mm`]), ...(await printed(tab))];
  },
  'one card a page has the size of the card': async (tab, studio) => {
    await tab.goto(`${studio}#aids=warehouse/accept-delivery&paper=cards`);
    await ready(tab, (sides) => sides === 1);
    return sized(await sheetsOf(await tab.pdf({ preferCSSPageSize: true })), [{ width: 105, height: 148 }]);
  },
};

/**
 * @param {import('playwright-core').Page} tab
 * @param {(sides: number) => boolean} isDone
 */
async function ready(tab, isDone) {
  const sides = () => document.querySelectorAll('#sheets .side').length;
  await tab.waitForFunction(() => !document.querySelector('.studio-print:disabled'));
  for (let tries = 0; tries < 100 && !isDone(await tab.evaluate(sides)); tries++) await tab.waitForTimeout(50);
  await tab.waitForFunction(() => !document.querySelector('.studio-print:disabled'));
}

/**
 * What the cards say, without the heads of tables that are said again.
 *
 * @param {import('playwright-core').Page} tab
 * @param {string} address
 */
async function textAfter(tab, address) {
  await tab.goto('about:blank');
  await tab.goto(address);
  await ready(tab, (sides) => sides > 0);
  return tab.evaluate(() => {
    const heads = new Set();
    const parts = [...document.querySelectorAll('#sheets .side-column > *')].filter((part) => {
      if (!part.matches('.c-row-head')) return true;
      const again = heads.has(part.textContent);
      heads.add(part.textContent);
      return !again;
    });
    // Cards of another format come onto other sheets.
    return parts.map((part) => part.textContent?.replace(/\s+/g, ' ')).sort().join('\n');
  });
}

/**
 * Problems of what a print of the page shows: sheets in their size, cards in theirs, apart, and nothing cut off.
 *
 * @param {import('playwright-core').Page} tab
 */
async function printed(tab) {
  const all = await laidOut(tab);
  const problems = all.length > 0 ? [] : ['no sheets'];
  for (const [index, { sides, width, height, bar, back }] of all.entries()) {
    const say = (/** @type {string} */ problem) => void problems.push(`sheet ${index + 1}: ${problem}`);
    if (bar > 0 && Math.abs(bar - 50) > 0.1) say(`a bar of ${bar} mm`);
    for (const [number, side] of sides.entries()) {
      if (side.over) say(`${side.title} overflows`);
      const inside = side.left > -TOLERANCE && side.top > -TOLERANCE && side.left + side.width < width + TOLERANCE && side.top + side.height < height + TOLERANCE;
      // Backs are where the person moved them.
      if (!inside && !back) say(`${side.title} hangs over`);
      for (const other of sides.slice(number + 1)) {
        const apart = side.left + side.width < other.left + TOLERANCE || other.left + other.width < side.left + TOLERANCE || side.top + side.height < other.top + TOLERANCE || other.top + other.height < side.top + TOLERANCE;
        if (!apart) say(`${side.title} and ${other.title} overlap`);
      }
    }
  }
  await tab.emulateMedia({ media: 'print' });
  const widths = await tab.evaluate(measure, 'main .side');
  await tab.emulateMedia({ media: null });
  const pages = await sheetsOf(await tab.pdf({ preferCSSPageSize: true, printBackground: true }));
  return [...problems, ...sized(pages, all), ...scaled(widths, pages)];
}

/**
 * The sheets of a page, and the cards that have a page of their own, as they are printed.
 *
 * @param {import('playwright-core').Page} tab
 * @returns {Promise<Layout[]>}
 */
async function laidOut(tab) {
  await tab.emulateMedia({ media: 'print' });
  const sheets = await tab.evaluate((px) => {
    const papers = [...document.querySelectorAll('main .sheet, main .paper')].filter((part) => !part.parentElement?.closest('.sheet'));
    const pages = papers.flatMap((part) => (part.matches('.sheet') ? [part] : [...part.querySelectorAll('.side')]));
    return pages.map((page) => {
      const box = page.getBoundingClientRect();
      const sides = [...(page.matches('.side') ? [page] : page.querySelectorAll('.side'))];
      const bar = page.querySelector('.sheet-bar > path')?.getBoundingClientRect();
      return {
        width: box.width / px,
        height: box.height / px,
        back: page.matches('.is-back'),
        bar: bar ? Math.max(bar.width, bar.height) / px : 0,
        points: Math.min(...sides.map((side) => (parseFloat(getComputedStyle(side).fontSize) * 72) / 96)),
        sides: sides.map((side) => {
          const own = side.getBoundingClientRect();
          const title = side.querySelector('.side-title')?.textContent ?? '';
          const lang = side.closest('[lang]')?.getAttribute('lang') ?? '';
          const body = side.querySelector('.side-body');
          const over = body ? body.scrollHeight > body.clientHeight + 1 : false;
          return { left: (own.left - box.left) / px, top: (own.top - box.top) / px, width: own.width / px, height: own.height / px, lang, title, over };
        }),
      };
    });
  }, PX_PER_MM);
  await tab.emulateMedia({ media: null });
  return sheets;
}
