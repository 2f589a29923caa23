// The preview as a writer meets it: what happens in the browser when a file is saved.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { copyExample } from '../site.mjs';

const REPOSITORY = new URL('../../..', import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AID = 'packing/reset-light-curtain';

/**
 * @typedef {import('playwright-core').Page} Tab
 * @typedef {object} Preview
 * @property {string} address Ends in `/`.
 * @property {(path: string) => string} read
 * @property {(path: string, text: string) => void} write
 * @property {(path: string) => void} remove
 * @property {() => void} stop
 */

/** @returns {Promise<Preview>} The preview of a copy of the example site. */
export async function startPreview() {
  const folder = copyExample();
  const command = process.env.KNEEBOARD ?? join(REPOSITORY, 'target/debug/kneeboard');
  const server = spawn(command, ['serve', folder, '--port', '0'], { stdio: ['pipe', 'ignore', 'pipe'] });
  process.on('exit', () => server.kill());
  let said = '';
  const address = await new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error(said)));
    server.stderr.on('data', (bytes) => {
      said += bytes;
      const found = /http:\/\/[\d.]+:\d+\//.exec(said)?.[0];
      if (found) resolve(found);
    });
  });
  const at = (/** @type {string} */ path) => join(folder, path);
  return {
    address,
    read: (path) => readFileSync(at(path), 'utf8'),
    write(path, text) {
      mkdirSync(join(at(path), '..'), { recursive: true });
      writeFileSync(at(path), text);
    },
    remove: (path) => rmSync(at(path), { recursive: true }),
    stop: () => void server.kill(),
  };
}

/** @param {Tab} tab */
const margin = (tab) => tab.locator('#kneeboard-preview');

/**
 * Opens a page, and waits until it listens.
 *
 * @param {Tab} tab
 * @param {string} address
 */
async function visit(tab, address) {
  await tab.goto(address);
  await margin(tab).waitFor({ state: 'attached' });
  await tab.waitForFunction(() => document.querySelector('#kneeboard-preview')?.getAttribute('data-state') !== 'new');
}

/** @param {Tab} tab */
const mark = (tab) => tab.evaluate(() => Reflect.set(window, 'marker', true));
/** @param {Tab} tab */
const isMarked = (tab) => tab.evaluate(() => Reflect.get(window, 'marker') === true);

/** @type {{ name: string, run: (tab: Tab, preview: Preview) => Promise<void> }[]} */
export const SCENARIOS = [
  {
    name: 'a card and the print studio are current, too',
    async run(tab, preview) {
      await visit(tab, `${preview.address}${AID}.card.html`);
      const text = preview.read(`${AID}.md`);
      preview.write(`${AID}.md`, text.replace('Read the fault code', 'Read the whole fault code'));
      await tab.locator('.side', { hasText: 'Read the whole fault code' }).first().waitFor();
      await visit(tab, `${preview.address}print/index.html#aids=${AID}`);
      await tab.locator('#sheets .side', { hasText: 'Read the whole fault code' }).first().waitFor();
      preview.write(`${AID}.md`, text);
      await tab.locator('#sheets .side', { hasText: 'Read the fault code' }).first().waitFor();
      assert.equal(await margin(tab).getAttribute('data-state'), 'good');
    },
  },
  {
    name: 'the margin says whether the card fits, and leads to it',
    async run(tab, preview) {
      await visit(tab, `${preview.address}${AID}.html`);
      const open = margin(tab).locator('.tab');
      await open.click();
      const fact = margin(tab).locator('.sheet-facts span', { hasText: 'Card ' });
      const before = await fact.innerText();
      assert.match(before, /^Card a5 fits at [\d.]+ pt/);
      const text = preview.read(`${AID}.md`);
      preview.write(`${AID}.md`, text.replace('format: a5, sides: 2', 'format: card'));
      await margin(tab).locator('.sheet-facts', { hasText: 'Card card does not fit at 8.25 pt, 1 side' }).waitFor();
      preview.write(`${AID}.md`, text);
      await margin(tab).locator('.sheet-facts', { hasText: before }).waitFor();
      await fact.locator('a').click();
      await tab.waitForURL(`**/${AID}.card.html`);
    },
  },
  {
    name: 'an edit shows, and the same line stays before the eyes',
    async run(tab, preview) {
      await visit(tab, `${preview.address}${AID}.html`);
      await tab.evaluate(() => document.getElementById('step-5')?.scrollIntoView({ behavior: 'instant' }));
      const place = () => tab.evaluate(() => document.getElementById('step-5')?.getBoundingClientRect().top ?? NaN);
      const before = await place();
      const source = preview.read(`${AID}.md`);
      preview.write(`${AID}.md`, source.replace(/^1\. /m, 'A sentence added above.\n\nAnd one more.\n\n1. '));
      await tab.getByText('A sentence added above.').waitFor({ state: 'attached' });
      await tab.waitForFunction((y) => Math.abs((document.getElementById('step-5')?.getBoundingClientRect().top ?? 0) - y) <= 1, before);
      preview.write(`${AID}.md`, source);
      await tab.getByText('A sentence added above.').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a style changes without a reload',
    async run(tab, preview) {
      await visit(tab, `${preview.address}${AID}.html`);
      await mark(tab);
      preview.write('theme/styles/99-own.css', 'body { background: rgb(1, 2, 3) !important; }');
      await tab.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)');
      assert.ok(await isMarked(tab), 'the page was not loaded again');
      preview.remove('theme');
      await tab.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== 'rgb(1, 2, 3)');
    },
  },
  {
    name: 'a broken front matter is told with its place, which a click copies, until it is mended',
    async run(tab, preview) {
      await tab.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await visit(tab, `${preview.address}${AID}.html`);
      const source = preview.read(`${AID}.md`);
      await margin(tab).locator('.tab').click();
      preview.write(`${AID}.md`, source.replace('title:', 'expires: June\ntitle:'));
      const problem = margin(tab).locator('.problem.is-error');
      await problem.filter({ hasText: 'F04' }).waitFor();
      assert.equal(await problem.locator('mark').innerText(), 'June');
      await problem.locator('.copier').click();
      await margin(tab).locator('[role=status]').filter({ hasText: 'Copied' }).waitFor({ state: 'attached' });
      assert.equal(await tab.evaluate(() => navigator.clipboard.readText()), `${AID}.md:2:10`);
      preview.write(`${AID}.md`, source);
      await problem.waitFor({ state: 'detached' });
      assert.match(await margin(tab).locator('.ask').first().innerText(), /1/);
      await margin(tab).locator('.sheet .close').press('Escape');
      assert.ok(await margin(tab).locator('.sheet').isHidden());
    },
  },
  {
    name: 'a template that fails leaves the page, a reload tells why, and mended it comes back by itself',
    async run(tab, preview) {
      await visit(tab, `${preview.address}${AID}.html`);
      await mark(tab);
      const template = readFileSync(join(REPOSITORY, 'themes/default/templates/aid.html'), 'utf8');
      preview.write('theme/templates/aid.html', template.replace('{% block main %}', '{% block main %}{{ aid.titel.x }}'));
      await margin(tab).locator('.problem').filter({ hasText: 'Z01' }).waitFor();
      assert.ok(await isMarked(tab), 'the last good page stays');
      assert.ok(await tab.locator('article.card').isVisible());
      await tab.reload();
      await tab.locator('.stopped .source mark').filter({ hasText: 'titel' }).waitFor();
      assert.deepEqual(await violations(tab), []);
      preview.remove('theme');
      await tab.locator('article.card').waitFor();
      await margin(tab).locator('.tab').waitFor();
    },
  },
  {
    name: 'the way to another aid that was saved is offered, and search knows its new word',
    async run(tab, preview) {
      await visit(tab, `${preview.address}${AID}.html`);
      await mark(tab);
      const other = 'filling/run-cip';
      const source = preview.read(`${other}.md`);
      preview.write(`${other}.md`, source.replace(/^1\. /m, 'Mind the quagga.\n\n1. '));
      const offer = margin(tab).locator('.offer a');
      await offer.filter({ hasText: 'filling/run-cip.md saved' }).waitFor();
      assert.ok(await isMarked(tab), 'nobody is made to go there');
      await tab.locator('.search-input').fill('quagga');
      await tab.locator('.found .row-title').first().filter({ hasText: 'Run CIP' }).waitFor();
      await tab.goto(preview.address + (await offer.getAttribute('href'))?.slice(1));
      await tab.getByText('Mind the quagga.').waitFor({ state: 'attached' });
      preview.write(`${other}.md`, source);
      await tab.getByText('Mind the quagga.').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'eight tabs of one browser all load and all hear of a change',
    async run(tab, preview) {
      const context = tab.context();
      const tabs = await Promise.all(Array.from({ length: 8 }, () => context.newPage()));
      await Promise.all(tabs.map((each) => visit(each, `${preview.address}${AID}.html`)));
      const source = preview.read(`${AID}.md`);
      preview.write(`${AID}.md`, source.replace(/^1\. /m, 'For all eight.\n\n1. '));
      await Promise.all(tabs.map((each) => each.getByText('For all eight.').waitFor({ state: 'attached' })));
      preview.write(`${AID}.md`, source);
      await Promise.all(tabs.map((each) => each.getByText('For all eight.').waitFor({ state: 'detached' })));
    },
  },
  {
    name: 'axe finds nothing in the margin, and it covers nothing that the page keeps in view',
    async run(tab, preview) {
      for (const path of [`${AID}.html`, 'site/wash-hands.ar.html']) {
        for (const width of [1280, 320]) {
          await tab.setViewportSize({ width, height: 720 });
          await visit(tab, preview.address + path);
          for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
            await tab.emulateMedia({ colorScheme });
            assert.deepEqual(await violations(tab), [], `${path} ${width} ${colorScheme}`);
            await margin(tab).locator('.tab').click();
            assert.deepEqual(await violations(tab), [], `${path} ${width} ${colorScheme} open`);
            await margin(tab).locator('.tab').click();
          }
          const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${wide} px wide`);
          // The bar comes when the first step is in sight.
          await tab.evaluate(() => document.getElementById('step-1')?.scrollIntoView({ behavior: 'instant' }));
          await tab.waitForFunction(() => {
            const bar = document.querySelector('.tally:not(.is-away)')?.getBoundingClientRect();
            const tab = document.getElementById('kneeboard-preview')?.getBoundingClientRect();
            const apart = bar && tab && (tab.bottom <= bar.top || tab.left >= bar.right || tab.right <= bar.left);
            return apart === true;
          });
        }
      }
      await tab.emulateMedia({ media: 'print' });
      assert.ok(await margin(tab).isHidden(), 'nothing of it is printed');
    },
  },
];

/**
 * @param {Tab} tab
 * @returns {Promise<string[]>}
 */
async function violations(tab) {
  if (!(await tab.evaluate(() => 'axe' in window))) await tab.addScriptTag({ content: AXE });
  const found = await tab.evaluate(async () => {
    const axe = Reflect.get(window, 'axe');
    return (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations;
  });
  return found.map((/** @type {{id: string, nodes: {html: string}[]}} */ { id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
