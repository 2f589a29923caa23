// What is on paper: pages of a PDF in mm, their words, and what a camera would see of them. Poppler reads, as viewers do.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';

/** @type {typeof import('jsqr').default} */
const jsQR = createRequire(import.meta.url)('jsqr');
const POINTS_PER_MM = 72 / 25.4;
/** Half of what a cutter sees, in mm. */
export const TOLERANCE = 0.3;
/** What an office laser prints at least. */
const DPI = 300;

/**
 * A word on paper. Lengths in mm from the upper left corner of the page.
 *
 * @typedef {object} Word
 * @property {string} text
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 */

/**
 * A page of a PDF, in mm.
 *
 * @typedef {object} Sheet
 * @property {number} width
 * @property {number} height
 * @property {Word[]} words
 */

/**
 * A grey picture.
 *
 * @typedef {object} Raster
 * @property {number} width
 * @property {number} height
 * @property {Uint8Array} grey One byte a dot, by rows.
 */

/**
 * The pages of a PDF with their words.
 *
 * @param {Buffer} pdf
 * @returns {Promise<Sheet[]>}
 */
export async function sheetsOf(pdf) {
  const text = (await poppler('pdftotext', ['-bbox', '-', '-'], pdf)).toString('utf8');
  return text.split('<page ').slice(1).map((page) => {
    const [width = 0, height = 0] = numbers(page.slice(0, page.indexOf('>')));
    const words = [...page.matchAll(/<word ([^>]*)>([^<]*)<\/word>/g)].map(([, box = '', word = '']) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = numbers(box);
      return { text: plain(word), left, top, right, bottom };
    });
    return { width, height, words };
  });
}

/**
 * Problems of pages that do not have the size they should.
 *
 * @param {{ width: number, height: number }[]} pages
 * @param {{ width: number, height: number }[]} wanted
 */
export function sized(pages, wanted) {
  const problems = pages.length === wanted.length ? [] : [`${pages.length} pages, not ${wanted.length}`];
  for (const [index, { width, height }] of pages.slice(0, wanted.length).entries()) {
    const right = wanted[index] ?? { width: 0, height: 0 };
    if (Math.abs(width - right.width) > TOLERANCE || Math.abs(height - right.height) > TOLERANCE) {
      problems.push(`page ${index + 1} has ${width.toFixed(1)} × ${height.toFixed(1)} mm, not ${right.width} × ${right.height}`);
    }
  }
  return problems;
}

/** @param {string} attributes Lengths in points. */
function numbers(attributes) {
  return [...attributes.matchAll(/="([-\d.]+)"/g)].map(([, points]) => Number(points) / POINTS_PER_MM);
}

/** @param {string} word */
function plain(word) {
  return word.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/**
 * What a page looks like without colours.
 *
 * @param {Buffer} pdf
 * @param {{ page?: number, dpi?: number, left?: number, top?: number, width?: number, height?: number }} part The page,
 *   from 1; dots per inch; which part of it, in mm.
 * @returns {Promise<Raster>}
 */
export async function rasterOf(pdf, { page = 1, dpi = DPI, ...part } = {}) {
  const dots = (/** @type {number | undefined} */ mm) => String(Math.round(((mm ?? 0) * dpi) / 25.4));
  const box = ['-x', dots(part.left), '-y', dots(part.top), '-W', dots(part.width), '-H', dots(part.height)];
  const pgm = await poppler('pdftoppm', ['-gray', '-r', String(dpi), '-f', String(page), '-l', String(page), ...box, '-'], pdf);
  const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 64).toString('latin1')) ?? ['', 0, 0];
  return { width: Number(width), height: Number(height), grey: new Uint8Array(pgm.subarray(head.length)) };
}

/**
 * What the code in a picture says; the first one of several.
 *
 * @param {Raster} raster
 * @returns {string | undefined}
 */
export function codeIn({ width, height, grey }) {
  const coloured = new Uint8ClampedArray(width * height * 4);
  grey.forEach((value, dot) => coloured.fill(value, dot * 4, dot * 4 + 3));
  return jsQR(coloured, width, height, { inversionAttempts: 'dontInvert' })?.data;
}

/**
 * Runs a tool of Poppler.
 *
 * @param {string} tool
 * @param {string[]} options
 * @param {Buffer} input
 * @returns {Promise<Buffer>}
 */
function poppler(tool, options, input) {
  return new Promise((done, fail) => {
    const child = spawn(tool, options, { stdio: ['pipe', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const out = [];
    let said = '';
    child.stdout.on('data', (part) => out.push(part));
    child.stderr.on('data', (part) => (said += part));
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done(Buffer.concat(out)) : fail(new Error(`${tool}: ${said}`))));
    child.stdin.end(input);
  });
}
