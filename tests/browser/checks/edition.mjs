// Whoever scans the code of a printed copy reads whether it is current.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address
 * @returns {Promise<string[]>}
 */
export async function editions(browser, site, address) {
  const aid = 'packing/reset-light-curtain.html';
  const html = readFileSync(join(site.folder, aid), 'utf8');
  const [, check = '', rev = ''] = /data-check="(\w{8})" data-rev="(\d+)"/.exec(html) ?? [];
  const [, before = '', note = ''] = /<li data-rev="(\d+)" hidden>([^<]*)</.exec(html) ?? [];
  if (!check || before !== rev) return [`${aid}: no edition, or its newest change is a minor one`];
  /** @type {[string, string, string, string][]} */
  const scans = [
    [aid, `#${rev}.${check}`, 'current', ''],
    [aid, `#${rev}.${check.toLowerCase()}`, 'current', ''],
    [aid, `#${rev}.${check.slice(0, 4)}0000`, 'wording', ''],
    [aid, `#${rev}.0000${check.slice(4)}`, 'superseded', ''],
    [aid, `#${Number(rev) - 1}.00000000`, 'superseded', note],
    [aid, '#unheard%20of.00000000', 'superseded', ''],
    ['filling/run-cip.html', '#6.00000000', 'superseded', 'Step 5'],
    ['filling/rinse-filler-by-hand.html', '#1.00000000', 'gone', ''],
    ['site/yard-gate-diversion.html', '#1.00000000', 'expired', 'until 13 November 2026'],
  ];
  const context = await browser.newContext();
  const tab = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  try {
    for (const [page, printed, state, said] of scans) {
      await tab.goto(address + codePage(site, page) + printed);
      await tab.waitForURL((url) => url.pathname.endsWith(`/${page}`) && url.hash === printed);
      const answer = tab.locator('#page\\.edition');
      const shown = await answer.getAttribute('data-state', { timeout: 2000 });
      const text = (await answer.isVisible()) ? await answer.innerText() : '';
      if (shown !== state) problems.push(`${page}${printed}: ${shown}, not ${state}`);
      if (!text.includes(said)) problems.push(`${page}${printed}: “${said}” is not in “${text}”`);
      if ((await answer.locator('.edition-state:visible').count()) !== 1) problems.push(`${page}${printed}: not one answer`);
    }
    await tab.goto(`${address}filling/run-cip.html#6.00000000`);
    await tab.locator('.edition-steps a').click();
    if (!tab.url().endsWith('#step-5')) problems.push(`the changed step is not at ${tab.url()}`);
    if (!(await tab.locator('#page\\.edition').isVisible())) problems.push('the answer is lost on the way to the changed step');
    await tab.goto('about:blank');
    await tab.goto(`${address}${aid}#step-2`);
    if (await tab.locator('#page\\.edition').isVisible()) problems.push('a reader who has scanned nothing gets an answer');
  } finally {
    await context.close();
  }
  return problems;
}

/**
 * The page behind the code of an aid.
 *
 * @param {import('../site.mjs').Site} site
 * @param {string} page
 */
function codePage(site, page) {
  const found = site.pages.find(({ kind, html }) => kind === 'code' && html.includes(`id="page.target" href="../../${page}"`));
  return found?.path ?? 'no-code.html';
}
