// An aid is all there without JavaScript; with it, nothing is shown that was not to be seen before.

import { forEach } from '../chromium.mjs';

/** Text may be made for one of these alone, such as a footer that only paper needs. */
const SURFACES = /** @type {const} */ ([
  { media: 'screen', width: 1280 },
  { media: 'screen', width: 320 },
  { media: 'print', width: 1280 },
]);

/**
 * Text that no surface shows without scripts, and text that only scripts show.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function withoutScript(browser, site, address) {
  const aids = site.pages.filter((page) => page.kind === 'aid');
  /** @type {Map<string, Set<string>>} */
  const plain = new Map();
  const off = await browser.newContext({ javaScriptEnabled: false });
  const unseen = await forEach(off, aids, async (tab, page) => {
    await tab.goto(address + page.path);
    const seen = new Set();
    const all = new Set();
    for (const surface of SURFACES) {
      await tab.emulateMedia({ media: surface.media });
      await tab.setViewportSize({ width: surface.width, height: 720 });
      for (const text of await tab.evaluate(textsOfMain)) {
        if (!text.withheld) all.add(text.text);
        if (text.visible) seen.add(text.text);
      }
    }
    plain.set(page.path, seen);
    if (seen.size === 0) return [`${page.path}: says nothing without scripts`];
    return [...all].filter((text) => !seen.has(text)).map((text) => `${page.path}: never shown without scripts: ${text}`);
  });
  const on = await browser.newContext();
  const added = await forEach(on, aids, async (tab, page) => {
    await tab.goto(address + page.path);
    const before = plain.get(page.path);
    const shown = (await tab.evaluate(textsOfMain)).filter((text) => text.visible && !before?.has(text.text));
    return shown.map((text) => `${page.path}: shown by scripts only: ${text.text}`);
  });
  return [...unseen, ...added];
}

/**
 * Runs in the page: the pieces of text of the main part. Controls are left out, for without scripts they would do nothing.
 * `withheld` is text that the page keeps for another day, by the attribute `hidden`.
 *
 * @returns {{text: string, visible: boolean, withheld: boolean}[]}
 */
function textsOfMain() {
  const main = document.querySelector('main') ?? document.body;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    const control = element?.closest('button, output, [aria-live], [role=status], script, style, template, noscript');
    const labelled = element?.closest('label')?.control;
    if (!element || control || labelled?.matches('[type=search]') || text === '') continue;
    const folded = element.closest('details:not([open])') !== null;
    const visible = folded || element.checkVisibility({ visibilityProperty: true });
    texts.push({ text, visible, withheld: element.closest('[hidden]') !== null });
  }
  return texts;
}
