// One browser for all checks, and a few pages at a time.

import { chromium } from 'playwright-core';

/** More pages at once are slower on two cores. */
const PAGES_AT_ONCE = 4;

/** @returns {Promise<import('playwright-core').Browser>} */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Does `work` for each item, with a few tabs of one context that are used again and again.
 *
 * @template T
 * @param {import('playwright-core').BrowserContext} context Closed at the end.
 * @param {T[]} items
 * @param {(tab: import('playwright-core').Page, item: T) => Promise<string[]>} work
 * @returns {Promise<string[]>} What the work found, in the order of the items.
 */
export async function forEach(context, items, work) {
  /** @type {string[][]} */
  const found = [];
  let next = 0;
  const worker = async () => {
    const tab = await context.newPage();
    while (next < items.length) {
      const index = next++;
      found[index] = await work(tab, /** @type {T} */ (items[index]));
    }
  };
  try {
    await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
  } finally {
    await context.close();
  }
  return found.flat();
}
