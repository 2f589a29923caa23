// An aid is all there without JavaScript; with it, nothing is said that was not there before.

import { forEach } from '../chromium.mjs';

/**
 * Text that is hidden without scripts, and text that only scripts bring.
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
  const hidden = await forEach(off, aids, async (tab, page) => {
    await tab.goto(address + page.path);
    const texts = await tab.evaluate(textsOfMain);
    plain.set(page.path, new Set(texts.map((text) => text.text)));
    if (texts.length === 0) return [`${page.path}: says nothing without scripts`];
    return texts.filter((text) => !text.visible).map((text) => `${page.path}: hidden without scripts: ${text.text}`);
  });
  const on = await browser.newContext();
  const added = await forEach(on, aids, async (tab, page) => {
    await tab.goto(address + page.path);
    const texts = await tab.evaluate(textsOfMain);
    const before = plain.get(page.path);
    return texts.filter((text) => !before?.has(text.text)).map((text) => `${page.path}: said by scripts only: ${text.text}`);
  });
  return [...hidden, ...added];
}

/**
 * Runs in the page: the pieces of text of the main part. Controls are left out, for without scripts they would do nothing.
 *
 * @returns {{text: string, visible: boolean}[]}
 */
function textsOfMain() {
  const main = document.querySelector('main') ?? document.body;
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const text = walker.currentNode.textContent?.replace(/\s+/g, ' ').trim() ?? '';
    if (!element || text === '' || element.closest('button, output, [aria-live], [role=status], script, style, template, noscript')) continue;
    const visible = element.checkVisibility({ visibilityProperty: true }) || element.closest('details:not([open])') !== null;
    texts.push({ text, visible });
  }
  return texts;
}
