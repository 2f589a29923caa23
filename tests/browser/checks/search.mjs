// Search as a reader meets it: by keyboard, by finger, by address, when nothing is found, when it cannot be loaded.

import assert from 'node:assert/strict';

/** A page that has its field in the masthead. */
const AID = 'filling/run-cip.html';
const QUERY = 'cap stuck';
const FIRST = 'Clear a cap jam at the capper';
const HOSTILE = '"><img src=x onerror="document.title=1"><script>document.title=2</script>';

/**
 * @typedef {import('playwright-core').Page} Tab
 * @typedef {object} Scenario
 * @property {string} name What must hold.
 * @property {import('playwright-core').BrowserContextOptions} [context]
 * @property {'http'} [only] Where it can be tried.
 * @property {(tab: Tab, address: string) => Promise<void>} run Throws when it does not hold.
 */

/** @param {Tab} tab */
const titles = (tab) => tab.locator('.found .row-title').allTextContents();

/** @param {Tab} tab */
const focused = (tab) => tab.evaluate(() => document.activeElement?.className ?? '');

/**
 * Types once the field is there, and waits for a first result.
 *
 * @param {Tab} tab
 * @param {string} text
 * @param {string} title
 */
async function type(tab, text, title) {
  await tab.locator('.search-input').fill(text);
  await tab.locator('.found .row-title').first().filter({ hasText: title }).waitFor();
}

/**
 * @param {Tab} tab
 * @param {(address: URL) => boolean} holds
 */
const addressIs = (tab, holds) => tab.waitForURL(holds, { waitUntil: 'commit' });

/**
 * What an engine answers, and when: milliseconds after it was asked.
 *
 * @typedef {{ after: number, titles: string[], better?: Answer }} Answer
 */

/**
 * An engine that has an answer to a few queries, at its own pace.
 *
 * @param {Tab} tab
 * @param {Record<string, Answer>} answers
 */
async function slowEngine(tab, answers) {
  const body = `(${engine})(${JSON.stringify(answers)})`;
  await tab.route('**/search/engine.js', (route) => route.fulfill({ contentType: 'text/javascript', body }));
}

/** @type {Scenario[]} */
const SCENARIOS = [
  {
    name: 'a key leads to the field from anywhere, and Escape back',
    async run(tab, address) {
      await tab.goto(address + AID);
      await tab.evaluate(() => scrollTo({ top: 600, behavior: 'instant' }));
      for (const key of ['/', 'Control+k', 'Meta+k']) {
        await tab.keyboard.press(key);
        assert.equal(await focused(tab), 'search-input', key);
        await tab.keyboard.press('Escape');
        assert.notEqual(await focused(tab), 'search-input', `Escape after ${key}`);
        assert.equal(await tab.locator('.finder.is-open').count(), 0);
      }
      assert.equal(await tab.evaluate(() => scrollY), 600, 'the page stays where it was');
      await tab.goto(address + 'start-here.html');
      await tab.locator('.filter input').press('/');
      assert.equal(await tab.locator('.filter input').inputValue(), '/', 'a slash can be typed');
      await tab.keyboard.press('Escape');
      assert.equal(await tab.locator('.filter input:focus').count(), 1, 'Escape leaves other fields alone');
    },
  },
  {
    name: 'results come while typing, with their need, and Enter opens the first',
    async run(tab, address) {
      for (const page of ['index.html', AID]) {
        await tab.goto(address + page);
        await tab.keyboard.press('/');
        await tab.keyboard.type(QUERY);
        await tab.locator('.found .row').first().filter({ hasText: FIRST }).waitFor();
        const row = await tab.locator('.found .row').first().innerText();
        assert.match(row, /The capper has stopped because a cap is stuck in the chute/);
        assert.ok((await tab.locator('.found .row mark').count()) > 0, 'words that met the query are marked');
        await tab.keyboard.press('Enter');
        await addressIs(tab, ({ pathname }) => pathname.endsWith('/clear-cap-jam.html'));
      }
    },
  },
  {
    name: 'Enter waits for the newest results and their places',
    async run(tab, address) {
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await tab.keyboard.type('pull towards the hopper');
      await tab.keyboard.press('Enter');
      await addressIs(tab, ({ pathname }) => pathname.endsWith('/clear-cap-jam.html'));
      await tab.locator('#step-4:target').waitFor();
    },
  },
  {
    name: 'arrows walk the results, letters go on with the query',
    async run(tab, address) {
      await tab.goto(address + 'index.html');
      await tab.keyboard.press('/');
      await type(tab, 'capper ', FIRST);
      await tab.keyboard.press('Home');
      assert.equal(await tab.evaluate(caret), 0, 'Home stays with the text');
      await tab.keyboard.press('End');
      await tab.keyboard.press('ArrowDown');
      await tab.keyboard.press('ArrowDown');
      assert.equal(await tab.evaluate(() => document.activeElement?.textContent), (await titles(tab))[1]);
      await tab.keyboard.press('ArrowUp');
      await tab.keyboard.press('ArrowUp');
      assert.equal(await focused(tab), 'search-input');
      await tab.keyboard.press('ArrowDown');
      await tab.keyboard.type('torque');
      assert.equal(await tab.locator('.search-input').inputValue(), 'capper torque');
      await tab.locator('.found .row-title').first().filter({ hasText: 'Set the capper torque' }).waitFor();
      await tab.keyboard.press('Escape');
      assert.equal(await tab.locator('.search-input').inputValue(), '', 'Escape clears');
      await tab.locator('.home-parts').waitFor();
    },
  },
  {
    name: 'Tab leads from the field to the results in the order that is seen',
    async run(tab, address) {
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await type(tab, QUERY, FIRST);
      await tab.locator('.found-filters').waitFor();
      const passed = [];
      for (let press = 0; press < 4; press += 1) {
        await tab.keyboard.press('Tab');
        passed.push(await tab.evaluate(() => document.activeElement?.className || document.activeElement?.localName));
      }
      assert.deepEqual(passed, ['search-button', 'search-close', 'summary', 'row-title']);
    },
  },
  {
    name: 'who listens hears how many there are and the first',
    async run(tab, address) {
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await type(tab, QUERY, FIRST);
      await tab.locator('.search-status').filter({ hasText: FIRST }).waitFor({ state: 'attached' });
      assert.match(await tab.locator('.search-status').innerText(), /^Found: \d+\. First: /);
    },
  },
  {
    name: 'lines that are added move no row',
    async run(tab, address) {
      await tab.goto(address + 'index.html');
      await tab.keyboard.press('/');
      await type(tab, 'capper', FIRST);
      const before = await tab.evaluate(tops);
      await tab.locator('.hit-line bdi').first().waitFor();
      await tab.locator('.found-filters').waitFor();
      assert.deepEqual(await tab.evaluate(tops), before);
    },
  },
  {
    name: 'a result leads to the step that matched, and the step shows it',
    context: { viewport: { width: 390, height: 700 } },
    async run(tab, address) {
      await tab.goto(address + AID);
      await tab.locator('.search-button').click();
      await tab.locator('.search-input').fill('reach hook');
      const link = tab.locator('.found .row-title[href*="#step-"]').first();
      await link.click();
      await tab.waitForURL(({ hash }) => hash.startsWith('#step-'), { waitUntil: 'load' });
      const seen = await tab.evaluate(placeOfTarget);
      assert.ok(seen.top >= 0 && seen.top < seen.bar / 2, `the step begins at ${seen.top} px, the bar at ${seen.bar}`);
      assert.equal(seen.frame, 'solid');
    },
  },
  {
    name: 'the address says what is looked for and shows it again',
    async run(tab, address) {
      await tab.goto(address + 'index.html');
      await tab.keyboard.press('/');
      await type(tab, QUERY, FIRST);
      await addressIs(tab, ({ searchParams }) => searchParams.get('q') === QUERY);
      for (const page of ['index.html', AID, 'browse/a-z.html']) {
        await tab.goto(`${address}${page}?q=cap+stuck&roles=operator`);
        await tab.locator('.found .row-title').first().filter({ hasText: FIRST }).waitFor();
        assert.equal(await tab.locator('.search-input').inputValue(), QUERY);
        assert.equal(await tab.locator('.found-chosen .chip').textContent(), 'Line operator');
      }
      await tab.locator('.search-close').click();
      await addressIs(tab, ({ search }) => search === '');
    },
  },
  {
    name: 'filters leave what they promise and can be taken away',
    async run(tab, address) {
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await type(tab, 'capper', FIRST);
      const all = await tab.locator('.found-count').textContent();
      const summary = tab.locator('.found-filters summary');
      await summary.waitFor();
      const closed = await summary.boundingBox();
      await summary.click();
      assert.deepEqual(await summary.boundingBox(), closed, 'what opens the filters stays under the finger');
      const chip = tab.locator('[data-facet="roles"] .chip[data-value="maintenance"]');
      const promised = await chip.locator('.chip-count').textContent();
      await chip.press('Enter');
      await tab.locator('.chip[data-value="maintenance"][aria-pressed="true"]').waitFor();
      assert.equal(await tab.locator('.found-count').textContent(), `Found: ${promised}`);
      assert.equal(await chip.getAttribute('aria-pressed'), 'true');
      assert.match(await focused(tab), /^chip/, 'the focus stays on the filter');
      await addressIs(tab, ({ searchParams }) => searchParams.get('roles') === 'maintenance');
      await summary.click();
      const remove = tab.locator('.found-chosen .chip');
      assert.equal(await remove.getAttribute('aria-label'), 'Remove filter: Maintenance');
      await remove.click();
      await tab.locator('.found-count').filter({ hasText: all ?? '' }).waitFor();
      assert.equal(await tab.locator('.found-chosen .chip').count(), 0);
      await addressIs(tab, ({ searchParams }) => !searchParams.has('roles'));
    },
  },
  {
    name: 'filters that leave nothing are taken away at once',
    async run(tab, address) {
      await tab.goto(`${address}index.html?q=forklift&roles=lab`);
      await tab.locator('.found-unfilter').click();
      await tab.locator('.found .row-title').first().filter({ hasText: 'Inspect the forklift' }).waitFor();
    },
  },
  {
    name: 'a slip of the finger is understood and said',
    async run(tab, address) {
      await tab.goto(`${address}index.html?q=palletizer+curtian`);
      const suggest = tab.locator('.found-suggest');
      await suggest.waitFor();
      assert.match((await suggest.textContent()) ?? '', /^Did you mean “.*curtain”\?$/);
      await suggest.click();
      assert.match(await tab.locator('.search-input').inputValue(), /curtain$/);
      await suggest.waitFor({ state: 'hidden' });
    },
  },
  {
    name: 'a search without result is kept on the device, copied and cleared',
    async run(tab, address) {
      await tab.goto(address + 'index.html');
      await tab.keyboard.press('/');
      await tab.locator('.search-input').fill('qqqqzzzz');
      await tab.locator('.found-words').filter({ hasText: 'Nothing found for “qqqqzzzz”.' }).waitFor();
      assert.equal(await tab.locator('.found-help a[href$="browse/a-z.html"]').count(), 1, 'the list is offered');
      assert.match(await tab.locator('.found-tell').innerText(), /Shift leads · ext 210/);
      await tab.locator('.found-missed summary').click();
      assert.match(await tab.locator('.found-missed-list').inputValue(), /^\d{4}-\d\d-\d\d\tqqqqzzzz$/);
      await tab.locator('.found-copy').click();
      await tab.waitForFunction(isCopiedOrMarked);
      await tab.locator('.found-clear').click();
      await tab.locator('.found-missed').waitFor({ state: 'hidden' });
      assert.deepEqual(await tab.evaluate(() => Object.values(localStorage)), ['[]']);
    },
  },
  {
    name: 'hostile text is text',
    async run(tab, address) {
      await tab.goto(`${address}index.html?q=${encodeURIComponent(HOSTILE)}&roles=${encodeURIComponent(HOSTILE)}`);
      await tab.locator('.found-chosen .chip').waitFor();
      assert.equal(await tab.locator('.search-input').inputValue(), HOSTILE);
      assert.equal(await tab.locator('.found-chosen .chip').textContent(), HOSTILE);
      assert.equal(await tab.locator('.found img, .found script').count(), 0);
      assert.equal(await tab.title(), 'Harrow Lane Bottling');
    },
  },
  {
    name: 'a page from right to left searches in its language',
    async run(tab, address) {
      await tab.goto(address + 'index.ar.html');
      await tab.keyboard.press('/');
      await type(tab, 'اغسل يديك', 'اغسل يديك قبل دخول الصالات');
      assert.match((await tab.locator('.found-count').textContent()) ?? '', /^النتائج: \d+$/);
      const [icon, title] = await tab.evaluate(() =>
        [...document.querySelectorAll('.found .hit-kind, .found .row-title')].map((part) => part.getBoundingClientRect().left),
      );
      assert.ok((icon ?? 0) > (title ?? 0), 'the symbol stands at the right');
    },
  },
  {
    name: 'a phone has a symbol to press that opens the field over the page',
    context: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
    async run(tab, address) {
      await tab.goto(address + AID);
      const box = await tab.locator('.search-button').boundingBox();
      assert.ok(box && box.width >= 44 && box.height >= 44, JSON.stringify(box));
      await tab.locator('.search-button').tap();
      assert.equal(await focused(tab), 'search-input');
      await type(tab, QUERY, FIRST);
      const wider = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wider <= 0, `${wider} px wider than the screen`);
      await tab.locator('.search-close').tap();
      assert.equal(await tab.locator('.found').isVisible(), false);
    },
  },
  {
    name: 'without scripts the form leads to the list',
    context: { javaScriptEnabled: false },
    async run(tab, address) {
      for (const page of ['index.html', AID]) {
        await tab.goto(address + page);
        await tab.locator('.search-input').fill(QUERY);
        await tab.locator('.search-button').click();
        await addressIs(tab, ({ pathname }) => pathname.endsWith('/browse/a-z.html'));
      }
    },
  },
  {
    name: 'answers that come too late are not shown',
    only: 'http',
    async run(tab, address) {
      await slowEngine(tab, { slow: { after: 900, titles: ['Late'] }, quick: { after: 0, titles: ['In time'] } });
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await tab.locator('.search-input').fill('slow');
      await type(tab, 'quick', 'In time');
      await tab.waitForTimeout(1200);
      assert.deepEqual(await titles(tab), ['In time']);
    },
  },
  {
    name: 'a better ranking leaves the row that is pointed at and those above it',
    only: 'http',
    async run(tab, address) {
      const better = { after: 900, titles: ['D', 'C', 'B', 'A'] };
      await slowEngine(tab, { word: { after: 0, titles: ['A', 'B', 'C', 'D'], better } });
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await type(tab, 'word', 'A');
      await tab.locator('.found .row').nth(1).hover();
      await tab.locator('.found .row').nth(2).filter({ hasText: 'D' }).waitFor();
      assert.deepEqual(await titles(tab), ['A', 'B', 'D', 'C']);
    },
  },
  {
    name: 'without its engine the search says so and shows the list',
    only: 'http',
    async run(tab, address) {
      await tab.route('**/search/engine.js', (route) => route.abort());
      await tab.goto(address + 'index.html?q=cap');
      await tab.locator('.found-words').filter({ hasText: 'could not be loaded' }).waitFor();
      assert.ok(await tab.locator('.home-parts').isVisible(), 'the home page keeps what it has');
      await tab.goto(address + AID);
      await tab.keyboard.press('/');
      await tab.keyboard.type(QUERY);
      await tab.locator('.found-words').filter({ hasText: 'could not be loaded' }).waitFor();
      await tab.locator('.found-help a').first().click();
      await addressIs(tab, ({ pathname }) => pathname.endsWith('/browse/a-z.html'));
    },
  },
];

/** More contexts at once are slower on two cores. */
const AT_ONCE = 3;

/** The names of what must hold. */
export const PROMISES = SCENARIOS.map(({ name }) => name);

/**
 * What does not hold.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {number} patience Milliseconds to wait for anything.
 * @returns {Promise<string[]>}
 */
export async function search(browser, address, patience) {
  const waiting = SCENARIOS.filter(({ only }) => !only || address.startsWith(only));
  /** @type {string[]} */
  const problems = [];
  const worker = async () => {
    for (let scenario = waiting.shift(); scenario; scenario = waiting.shift()) {
      problems.push(...(await tryOut(browser, address, patience, scenario)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return problems;
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {number} patience
 * @param {Scenario} scenario
 */
async function tryOut(browser, address, patience, { name, context: options, run }) {
  /** @type {string[]} */
  const problems = [];
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(patience);
  const tab = await context.newPage();
  tab.on('pageerror', (error) => problems.push(`${name}: script: ${error.message}`));
  tab.on('console', (message) => {
    if (message.text().includes('Security Policy')) problems.push(`${name}: ${message.text()}`);
  });
  try {
    await run(tab, address);
  } catch (error) {
    problems.push(`${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await context.close();
  }
  return problems;
}

/**
 * Opens the search with results and filters, for other checks to look at.
 *
 * @param {Tab} tab
 */
export async function openSearch(tab) {
  await tab.keyboard.press('/');
  await type(tab, 'a', '');
  await tab.locator('.found-filters summary').click();
}

// These run in the page.

/** @param {Record<string, Answer>} answers */
function engine(answers) {
  const none = { query: '', facets: [], suggestion: null, nearest: false };
  /** @type {(answer: Answer) => Promise<object>} */
  const after = async ({ after: time, titles, better }) => {
    await new Promise((resolve) => setTimeout(resolve, time));
    const hits = titles.map((title) => ({ id: title.charCodeAt(0), title, matched: [], url: '', need: '', summary: '', excerpt: '', type: '' }));
    return { ...none, hits, total: hits.length, settle: better ? () => after(better) : null };
  };
  Object.assign(Reflect.get(globalThis, 'kneeboard'), {
    search: (/** @type {string} */ query) => after(answers[query] ?? { after: 0, titles: [] }),
    excerpts: async (/** @type {object} */ results) => results,
    mark: (/** @type {string} */ text) => [{ text, marked: false }],
  });
}

function caret() {
  const field = document.activeElement;
  return field instanceof HTMLInputElement ? field.selectionStart : undefined;
}

function tops() {
  return [...document.querySelectorAll('.found .row')].map((row) => row.getBoundingClientRect().top);
}

function placeOfTarget() {
  const target = document.querySelector(':target');
  const bar = document.querySelector('.tally')?.getBoundingClientRect().top ?? 0;
  const frame = target ? getComputedStyle(target, '::after').outlineStyle : '';
  return { top: target?.getBoundingClientRect().top ?? -1, bar: bar > 0 ? bar : innerHeight, frame };
}

function isCopiedOrMarked() {
  const area = document.querySelector('.found-missed-list');
  const copied = document.querySelector('.found-copy')?.textContent === 'Copied';
  return copied || (area instanceof HTMLTextAreaElement && area.selectionEnd > area.selectionStart);
}
