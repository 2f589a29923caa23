// Cards on paper: what Chromium prints is what the build promised.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { forEach } from '../chromium.mjs';

const JSQR = createRequire(import.meta.url).resolve('jsqr');
const POINTS_PER_MM = 72 / 25.4;
/** Half of what a cutter sees, in mm. */
const PAGE_TOLERANCE = 0.3;
/** Pixels of the screen in a pixel of CSS at 300 dpi. */
const DOTS = 300 / 96;

/**
 * Every problem of every card: its size on paper, its pages, what is cut off, its code, the verdict of the build.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function cards(browser, site, address) {
  const context = await browser.newContext({ deviceScaleFactor: DOTS, viewport: { width: 1200, height: 900 }, bypassCSP: true });
  const pages = site.pages.filter((page) => page.kind === 'card');
  if (pages.length === 0) return ['no cards'];
  const whole = await wholeSize(context);
  return forEach(context, pages, async (tab, page) => {
    await tab.goto(address + page.path);
    await tab.waitForFunction(() => document.documentElement.dataset.fitted);
    const problems = [...verdicts(page.html, await tab.evaluate(fitted)), ...(await tab.evaluate(cutOff))];
    problems.push(...(await printed(tab, page.html, whole)));
    problems.push(...(await scanned(tab, page.html)));
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
 * Sizes in mm of the pages of a PDF, and the scale of each.
 *
 * @param {Buffer} pdf
 */
function pagesOf(pdf) {
  const text = pdf.toString('latin1');
  const sizes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  return sizes.map(([, width, height]) => ({ width: Number(width) / POINTS_PER_MM, height: Number(height) / POINTS_PER_MM }));
}

/**
 * The scales at which the pages are drawn: a page of which something is too wide is drawn smaller.
 *
 * @param {Buffer} pdf
 */
function scalesOf(pdf) {
  const text = pdf.toString('latin1');
  const scales = [];
  for (const { index } of text.matchAll(/stream\r?\n/g)) {
    const start = index + (text[index + 6] === '\r' ? 8 : 7);
    const drawn = inflated(pdf.subarray(start, text.indexOf('endstream', start)));
    const scale = /^([\d.-]+) 0 0 ([\d.-]+) [\d.-]+ [\d.-]+ cm/.exec(drawn);
    if (scale && drawn.includes('\nBT')) scales.push(Math.abs(Number(scale[1])));
  }
  return scales;
}

/** @param {Buffer} bytes */
function inflated(bytes) {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    // A stream of another kind.
    return '';
  }
}

/**
 * The scale of a page that surely fits.
 *
 * @param {import('playwright-core').BrowserContext} context
 */
async function wholeSize(context) {
  const tab = await context.newPage();
  await tab.setContent('<style>@page { size: 80mm 50mm; margin: 0 }</style><p>Probe</p>');
  const [scale = 0] = scalesOf(await tab.pdf({ preferCSSPageSize: true }));
  await tab.close();
  return scale;
}

/**
 * @param {import('playwright-core').Page} tab
 * @param {string} html
 * @param {number} whole
 */
async function printed(tab, html, whole) {
  const pdf = await tab.pdf({ preferCSSPageSize: true, printBackground: true });
  const wanted = await tab.evaluate(() => {
    const card = document.querySelector('.paper');
    const style = card ? getComputedStyle(card) : null;
    return { width: parseFloat(style?.getPropertyValue('--width') ?? ''), height: parseFloat(style?.getPropertyValue('--height') ?? '') };
  });
  const sides = (html.match(/class="side"/g) ?? []).length;
  const pages = pagesOf(pdf);
  const problems = pages.length === sides ? [] : [`${pages.length} pages for ${sides} sides`];
  const right = (/** @type {number} */ found, /** @type {number} */ size) => Math.abs(found - size) <= PAGE_TOLERANCE;
  for (const { width, height } of pages) {
    if (!right(width, wanted.width) || !right(height, wanted.height)) {
      problems.push(`a page of ${width.toFixed(1)} × ${height.toFixed(1)} mm, not ${wanted.width} × ${wanted.height}`);
    }
  }
  const scales = scalesOf(pdf);
  if (scales.length === 0 || scales.some((scale) => Math.abs(scale - whole) > 0.001)) {
    problems.push(`drawn at ${scales.join(', ')}, not at ${whole}`);
  }
  return problems;
}

/**
 * Reads the code from a picture at 300 dpi.
 *
 * @param {import('playwright-core').Page} tab
 * @param {string} html
 */
async function scanned(tab, html) {
  const control = tab.locator('.side-foot').first();
  await tab.addStyleTag({ content: '.bar { display: none !important }' });
  const picture = (await control.screenshot()).toString('base64');
  await tab.addScriptTag({ content: readFileSync(JSQR, 'utf8') });
  const text = await tab.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, image.width, image.height);
    // @ts-expect-error the decoder is loaded above
    return data ? jsQR(data.data, data.width, data.height)?.data : undefined;
  }, picture);
  const check = /control-check">[^<]*<b>(\w{8})</.exec(html)?.[1] ?? 'none';
  const right = new RegExp(`^HTTPS://[A-Z.]+/Q/[0-9A-Z]{7}/#[^#]*\\.${check}$`).test(text ?? '');
  return right ? [] : [`its code says ${text}`];
}
