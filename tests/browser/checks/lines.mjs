// Where Chromium breaks lines of the font of cards: the table that the build is held against is what Chromium does.

import { readFileSync } from 'node:fs';

const TABLE = new URL('../../lines/paragraphs.tsv', import.meta.url);
const SHEET = new URL('../../../themes/default/static/fonts.css', import.meta.url);

/** The style sheet with the fonts of cards. */
export const FONTS = readFileSync(SHEET, 'utf8');

/** Every line is as high as this many em. */
const LEADING = 2;

/** @typedef {{ width: string, size: string, lines: number, text: string }} Row */

/**
 * Rows of the table that this browser breaks otherwise.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} fonts A style sheet with addresses relative to the theme's.
 * @returns {Promise<string[]>}
 */
export async function lines(browser, fonts) {
  const rows = readFileSync(TABLE, 'utf8').trimEnd().split('\n').map(row);
  const context = await browser.newContext();
  try {
    const tab = await context.newPage();
    // From there a page may load the fonts.
    await tab.goto(SHEET.href);
    await tab.setContent('<!doctype html><title>Lines</title><body>');
    await tab.addStyleTag({ content: fonts });
    await tab.addStyleTag({
      content: `body { font: 12px/${LEADING} "Kneeboard Text", "Kneeboard Arabic", "Kneeboard Symbols"; overflow-wrap: anywhere;
        font-kerning: normal; text-rendering: geometricPrecision } span { font-size: 0.875em; line-height: 0 }`,
    });
    const counts = await tab.evaluate(count, { rows, leading: LEADING });
    return rows.flatMap(({ width, lines, text }, index) =>
      counts[index] === lines ? [] : [`${counts[index]} lines, not ${lines}, in ${width} em: ${text}`],
    );
  } finally {
    await context.close();
  }
}

/**
 * @param {string} line
 * @returns {Row}
 */
function row(line) {
  const [width = '', size = '', lines = '', text = ''] = line.split('\t');
  return { width, size, lines: Number(lines), text };
}

/**
 * How many lines each row takes. Runs in the page.
 *
 * @param {{ rows: Row[], leading: number }} asked
 * @returns {Promise<number[]>}
 */
async function count({ rows, leading }) {
  const faces = [...document.fonts].map((face) => face.load());
  if (faces.length === 0) throw new Error('no fonts');
  await Promise.all(faces);
  const paragraphs = rows.map(({ width, size, text }) => {
    const paragraph = document.createElement('div');
    Object.assign(paragraph.style, { inlineSize: `${width}em`, fontSize: `${size}px` });
    paragraph.dir = 'auto';
    for (const [index, part] of text.split('**').entries()) {
      const weight = document.createElement(index % 2 ? 'b' : 'i');
      weight.style.fontStyle = 'normal';
      for (const [place, piece] of part.split('`').entries()) {
        const run = place % 2 ? document.createElement('span') : document.createTextNode('');
        run.textContent = piece;
        weight.append(run);
      }
      paragraph.append(weight);
    }
    document.body.append(paragraph);
    return paragraph;
  });
  return paragraphs.map((paragraph, index) =>
    Math.round(paragraph.getBoundingClientRect().height / (Number(rows[index]?.size) * leading)),
  );
}
