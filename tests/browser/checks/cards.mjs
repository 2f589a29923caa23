// Cards on paper: what Chromium prints is what the build promised.

import { forEach } from '../chromium.mjs';
import { codeIn, rasterOf, sheetsOf, sized } from '../pdf.mjs';
import { measure, scaled } from './probes.mjs';

/**
 * Every problem of every card: its size on paper, its pages, what is cut off, its code, the verdict of the build.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function cards(browser, site, address) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  const pages = site.pages.filter((page) => page.kind === 'card');
  if (pages.length === 0) return ['no cards'];
  return forEach(context, pages, async (tab, page) => {
    await tab.goto(address + page.path);
    await tab.waitForFunction(() => document.documentElement.dataset.fitted);
    const problems = [...verdicts(page.html, await tab.evaluate(fitted)), ...(await tab.evaluate(cutOff))];
    problems.push(...(await printed(tab, page.html)));
    return problems.map((problem) => `${page.path}: ${problem}`);
  });
}

/** What fit.js found. */
function fitted() {
  const card = document.querySelector('.paper');
  return card instanceof HTMLElement ? { fit: card.dataset.fit ?? '', size: Number(card.dataset.size) } : { fit: 'no card', size: 0 };
}

/**
 * @param {string} html
 * @param {{ fit: string, size: number }} found
 */
function verdicts(html, found) {
  const [, fit = '', size = ''] = /data-fit="(\w+)" data-size="([\d.]+)"/.exec(html) ?? [];
  // A quarter of a point more or less is the same card; a verdict is not.
  const same = fit === found.fit && Math.abs(Number(size) - found.size) <= 0.25;
  return same ? [] : [`the build says ${fit} at ${size} pt, the browser ${found.fit} at ${found.size} pt`];
}

/** Parts that stick out of the side they are on. */
function cutOff() {
  /** @type {string[]} */
  const problems = [];
  for (const side of document.querySelectorAll('.side')) {
    const box = side.getBoundingClientRect();
    const parts = [...side.querySelectorAll('p, h1, h2, img, svg, .c-cell')];
    for (const part of parts.filter((part) => part.getClientRects().length > 0)) {
      const { left, right, top, bottom } = part.getBoundingClientRect();
      if (left < box.left - 0.5 || right > box.right + 0.5 || top < box.top - 0.5 || bottom > box.bottom + 0.5) {
        problems.push(`cut off: ${part.className} ${part.textContent?.slice(0, 40)}`);
      }
    }
    for (const line of side.querySelectorAll('.side-control > p')) {
      if (line.scrollWidth > line.clientWidth + 1) problems.push(`control cut short: ${line.textContent}`);
    }
  }
  return problems;
}

/**
 * What is on paper: pages in the size of the card, in their true size, and a code that leads to the aid.
 *
 * @param {import('playwright-core').Page} tab
 * @param {string} html
 */
async function printed(tab, html) {
  await tab.emulateMedia({ media: 'print' });
  const widths = await tab.evaluate(measure, '.side');
  const { card, code } = await tab.evaluate(places);
  await tab.emulateMedia({ media: null });
  const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
  const pages = await sheetsOf(pdf);
  const sides = (html.match(/class="side"/g) ?? []).length;
  const text = codeIn(await rasterOf(pdf, code)) ?? '';
  return [...sized(pages, Array(sides).fill(card)), ...scaled(widths, pages), ...coded(text, html)];
}

/** Size of the card, and where its code is, in mm; runs in the page. */
function places() {
  const style = getComputedStyle(document.querySelector('.paper') ?? document.body);
  const mm = (/** @type {number} */ px) => (px * 25.4) / 96;
  const side = document.querySelector('.side')?.getBoundingClientRect() ?? new DOMRect();
  const foot = document.querySelector('.side-foot')?.getBoundingClientRect() ?? new DOMRect();
  const code = { left: mm(foot.left - side.left), top: mm(foot.top - side.top), width: mm(foot.width), height: mm(foot.height) };
  return { card: { width: parseFloat(style.getPropertyValue('--width')), height: parseFloat(style.getPropertyValue('--height')) }, code };
}

/**
 * @param {string} text What the code says.
 * @param {string} html
 */
function coded(text, html) {
  const check = /control-check"><b dir="ltr">(\w{8})</.exec(html)?.[1] ?? 'none';
  const right = new RegExp(`^HTTPS://[A-Z.]+/Q/[0-9A-Z]{7}/#[^#]*\\.${check}$`).test(text);
  return right ? [] : [`its code says “${text}”`];
}
