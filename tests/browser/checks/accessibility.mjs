// axe-core over one page of each kind, in light and dark, wide and narrow.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { forEach } from '../chromium.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * @typedef {object} Violation
 * @property {string} id
 * @property {string} help
 * @property {{html: string, failureSummary: string}[]} nodes
 */

/**
 * Every violation.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Page[]} pages
 * @param {string} address
 * @param {(tab: import('playwright-core').Page) => Promise<void>} prepare What a reader does before the look.
 * @returns {Promise<string[]>}
 */
export async function accessibility(browser, pages, address, prepare = async () => {}) {
  /** @type {string[]} */
  const problems = [];
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [1280, 320]) {
      // The policy of the page would keep axe out; the crawl is where it is tested.
      const context = await browser.newContext({
        bypassCSP: true,
        colorScheme,
        reducedMotion: 'reduce',
        viewport: { width, height: 720 },
      });
      const found = await forEach(context, pages, async (tab, page) => {
        await tab.goto(address + page.path);
        await prepare(tab);
        await tab.addScriptTag({ content: AXE });
        const violations = await tab.evaluate(runAxe, TAGS);
        return violations.flatMap((violation) =>
          violation.nodes.map((node) => {
            return `${page.path}: ${violation.id}: ${violation.help}\n  ${node.html}\n  ${node.failureSummary}`;
          }),
        );
      });
      problems.push(...found.map((problem) => `${colorScheme} ${width} px ${problem}`));
    }
  }
  return problems;
}

/**
 * Runs in the page.
 *
 * @param {string[]} tags
 * @returns {Promise<Violation[]>}
 */
async function runAxe(tags) {
  const axe = Reflect.get(window, 'axe');
  const result = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return result.violations;
}
