// Aids on paper: the page that a person prints from the browser's own dialog, on A4 and on Letter.

import { forEach } from '../chromium.mjs';
import { codeIn, rasterOf, sheetsOf } from '../pdf.mjs';
import { oneOfEach } from '../site.mjs';
import { isProbe, mark, probesOn, scaled } from './probes.mjs';

const PAPERS = [
  { name: 'A4', width: 210, height: 297 },
  { name: 'Letter', width: 215.9, height: 279.4 },
];
/** What printers leave white, in mm. */
const MARGIN = 6;
/** Millimetres at the top of the first page in which the code stands. */
const HEAD = 40;

/**
 * Every problem of every aid on paper.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function paper(browser, site, address) {
  const context = await browser.newContext({ bypassCSP: true });
  const samples = new Set(oneOfEach(site));
  return forEach(context, site.pages.filter((page) => page.kind === 'aid'), async (tab, page) => {
    await tab.emulateMedia({ media: 'print', colorScheme: 'light' });
    await tab.setViewportSize({ width: 680, height: 900 });
    await tab.goto(address + page.path);
    const problems = samples.has(page) ? await dark(tab) : [];
    problems.push(...(await tab.evaluate(drawn)));
    const marks = await tab.evaluate(mark);
    problems.push(...marks.problems);
    for (const { name, width, height } of PAPERS) {
      const pdf = await print(tab, width, height);
      const sheets = await sheetsOf(pdf);
      const found = [...scaled(marks.widths, sheets), ...placed(marks, sheets), ...beside(sheets, width)];
      // The code is the same on all paper, and slow to read.
      if (name === 'A4') found.push(...(await controlled(site, page, pdf, sheets[0])));
      problems.push(...found.map((problem) => `${name}: ${problem}`));
    }
    return problems.map((problem) => `${page.path}: ${problem}`);
  });
}

/**
 * Prints as a person does who also asks for backgrounds.
 *
 * @param {import('playwright-core').Page} tab
 * @param {number} width
 * @param {number} height
 */
function print(tab, width, height) {
  return tab.pdf({ width: `${width}mm`, height: `${height}mm`, preferCSSPageSize: true, printBackground: true });
}

/**
 * Who reads on a dark screen prints what all others print.
 *
 * @param {import('playwright-core').Page} tab
 */
async function dark(tab) {
  const pictures = [];
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    await tab.emulateMedia({ colorScheme });
    pictures.push(await rasterOf(await print(tab, 210, 297), { dpi: 30 }));
  }
  const [one, other] = pictures;
  return one && other && Buffer.from(one.grey).equals(other.grey) ? [] : ['prints otherwise from a dark screen'];
}

/** Hazards without their frame or symbol, and parts that a box cuts off. */
function drawn() {
  const problems = [];
  for (const hazard of document.querySelectorAll('.hazard')) {
    const text = hazard.textContent?.trim().slice(0, 30);
    const framed = ['top', 'right', 'bottom', 'left'].every((side) => parseFloat(getComputedStyle(hazard).getPropertyValue(`border-${side}-width`)) >= 2);
    if (!framed) problems.push(`no heavy frame: ${text}`);
    const word = hazard.querySelector('.hazard-word');
    if (!word?.textContent?.trim()) problems.push(`no hazard word: ${text}`);
    if ((word?.querySelector('svg')?.getBoundingClientRect().width ?? 0) < 8) problems.push(`no symbol: ${text}`);
  }
  for (const part of document.querySelectorAll('main *')) {
    const cuts = getComputedStyle(part).overflowX !== 'visible' && !part.closest('.unseen');
    if (cuts && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1) {
      problems.push(`cut off on paper: ${part.className} ${part.textContent?.trim().slice(0, 30)}`);
    }
  }
  return problems;
}

/**
 * What is torn apart, missing, in the wrong order, or has no business on paper.
 *
 * @param {Awaited<ReturnType<typeof mark>>} marks
 * @param {import('../pdf.mjs').Sheet[]} sheets
 */
function placed(marks, sheets) {
  const found = probesOn(sheets);
  const pages = (/** @type {number[]} */ probes) => new Set(probes.flatMap((probe) => found.get(probe)?.map(({ page }) => page) ?? []));
  const problems = [];
  for (const { name, probes } of marks.whole) {
    if (pages(probes).size > 1) problems.push(`split over pages ${[...pages(probes)].join(', ')}: ${name}`);
  }
  for (const { name, probes } of marks.needed) {
    if (!probes.every((probe) => found.has(probe))) problems.push(`not on paper: ${name}`);
  }
  for (const { name, probes } of marks.never) {
    if (probes.some((probe) => found.has(probe))) problems.push(`on paper: ${name}`);
  }
  const below = (/** @type {number} */ probe) => Math.max(0, ...(found.get(probe) ?? []).map(({ page, top }) => page * 1000 + top));
  const last = Math.max(0, ...marks.steps.map(below));
  if (marks.answers.some((probe) => below(probe) <= last)) problems.push('answers before the last step');
  return problems;
}

/**
 * Words in the margin or beside the paper.
 *
 * @param {import('../pdf.mjs').Sheet[]} sheets
 * @param {number} width
 */
function beside(sheets, width) {
  const words = sheets.flatMap((sheet) => sheet.words).filter(({ text }) => !isProbe(text));
  return words.filter(({ left, right }) => left < MARGIN || right > width - MARGIN).map(({ text }) => `beside the text: ${text}`);
}

/**
 * The first page says what it is a copy of, and its code leads there.
 *
 * @param {import('../site.mjs').Site} site
 * @param {import('../site.mjs').Page} page
 * @param {Buffer} pdf
 * @param {import('../pdf.mjs').Sheet | undefined} first
 */
async function controlled(site, page, pdf, first) {
  const text = codeIn(await rasterOf(pdf, { width: first?.width ?? 0, height: HEAD })) ?? '';
  const [, code = '', rev = '', check = ''] = /^HTTPS:\/\/[A-Z.]+\/(Q\/[0-9A-Z]{7}\/)#([^.#]*)\.(\w{8})$/.exec(text) ?? [];
  const target = site.pages.find(({ path }) => path === `${code}index.html`)?.html ?? '';
  const problems = target.includes(`href="../../${page.path}"`) ? [] : [`its code says “${text}”`];
  const data = (/** @type {string} */ name) => new RegExp(`<article[^>]* data-${name}="([^"]*)"`).exec(page.html)?.[1] ?? '';
  if (rev !== data('rev')) problems.push(`its code says rev ${rev}, not ${data('rev')}`);
  const words = new Set(first?.words.map((word) => word.text));
  for (const word of [data('aid'), rev, check, data('effective')]) {
    if (word && !words.has(word)) problems.push(`“${word}” is not on the first page`);
  }
  return problems;
}
