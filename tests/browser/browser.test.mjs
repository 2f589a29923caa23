// What only a real browser can show. One browser, one built example, every check on both a server and the bare folder.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { brokenSite } from './broken.mjs';
import { accessibility } from './checks/accessibility.mjs';
import { cards } from './checks/cards.mjs';
import { editions } from './checks/edition.mjs';
import { crawl, fileAddress, redirects } from './checks/crawl.mjs';
import { PROMISES, openSearch, search } from './checks/search.mjs';
import { FONTS, lines } from './checks/lines.mjs';
import { paper } from './checks/paper.mjs';
import { SCENARIOS, startPreview } from './checks/preview.mjs';
import { reprint } from './checks/reprint.mjs';
import { enlarged, packs, studio } from './checks/studio.mjs';
import { overweight } from './checks/weight.mjs';
import { withoutScript } from './checks/without-script.mjs';
import { launch } from './chromium.mjs';
import { serve } from './server.mjs';
import { buildExample, buildPack, oneOfEach } from './site.mjs';

/** @param {string[]} problems */
function assertNone(problems) {
  assert.ok(problems.length === 0, `${problems.length} problems\n${problems.slice(0, 40).join('\n')}`);
}

/**
 * @param {string[]} problems
 * @param {string[]} expected Parts of messages.
 */
function assertEach(problems, expected) {
  for (const part of expected) {
    assert.ok(problems.some((problem) => problem.includes(part)), `no “${part}” in\n${problems.join('\n')}`);
  }
}

/** @type {import('playwright-core').Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

describe('the example site', () => {
  /** @type {import('./site.mjs').Site} */
  let site;
  before(() => {
    site = buildExample();
  });

  test('has pages of every kind and aids of every type', () => {
    const kinds = new Set(site.pages.map((page) => page.kind));
    const types = new Set(site.pages.map((page) => page.type));
    for (const kind of ['home', 'aid', 'facet', 'facet-value', 'a-z', 'changes', 'not-found']) assert.ok(kinds.has(kind), kind);
    for (const type of ['procedure', 'checklist', 'decision', 'lookup', 'troubleshooting', 'worksheet']) {
      assert.ok(types.has(type), type);
    }
    assert.ok(oneOfEach(site).some((page) => page.direction === 'rtl'), 'a page from right to left');
  });

  for (const prefix of ['/', '/a/b/']) {
    test(`works on a server under ${prefix}`, async () => {
      const server = await serve(site.folder, prefix);
      try {
        assertNone(await crawl(browser, site, server.address));
        assertNone(server.missing);
      } finally {
        server.close();
      }
    });
  }

  test('works from a folder, without a server', async () => {
    assertNone(await crawl(browser, site, fileAddress(site.folder)));
  });

  test('old addresses lead to the new ones', () => assertNone(redirects(site)));

  test('axe finds nothing: light and dark, wide and narrow', async () => {
    assertNone(await accessibility(browser, oneOfEach(site), fileAddress(site.folder)));
  });

  test('axe finds nothing while somebody searches', async () => {
    const pages = oneOfEach(site).filter((page) => ['home', 'procedure'].includes(page.type || page.kind));
    assertNone(await accessibility(browser, pages, fileAddress(site.folder), openSearch));
  });

  test('search finds from a server and from a folder', async () => {
    const server = await serve(site.folder, '/a/b/');
    try {
      for (const address of [server.address, fileAddress(site.folder)]) assertNone(await search(browser, address, 10_000));
    } finally {
      server.close();
    }
  });

  test('every aid is whole on paper, A4 and Letter, and its code can be read', async () => {
    assertNone(await paper(browser, site, fileAddress(site.folder)));
  });

  test('every card is printed as the build says, and its code can be read', async () => {
    assertNone(await cards(browser, site, fileAddress(site.folder)));
  });

  test('packs are whole and in their true size, card by card and on sheets', async () => {
    assertNone(await packs(browser, site, fileAddress(site.folder)));
  });

  test('the print studio prints what is picked, from a server and from a folder', async () => {
    const server = await serve(site.folder, '/a/b/');
    try {
      for (const address of [server.address, fileAddress(site.folder)]) assertNone(await studio(browser, address));
    } finally {
      server.close();
    }
  });

  test('who scans a printed copy reads whether it is current', async () => {
    const server = await serve(site.folder, '/a/b/');
    try {
      for (const address of [server.address, fileAddress(site.folder)]) assertNone(await editions(browser, site, address));
    } finally {
      server.close();
    }
  });

  test('every aid is all there without scripts', async () => {
    assertNone(await withoutScript(browser, site, fileAddress(site.folder)));
  });

  test('no aid weighs more than 40 kB', () => assertNone(overweight(site)));
});

test('after some edits the right copies are printed again, and scanned ones say so', async () => assertNone(await reprint(browser)));

test('a small card has its pictures on a larger format', async () => assertNone(await enlarged(browser)));

test('a pack of 200 cards is whole', async () => {
  const site = buildPack(200);
  assertNone(await packs(browser, site, fileAddress(site.folder)));
});

test('lines of cards break where the build says', async () => assertNone(await lines(browser, FONTS)));

describe('the preview', () => {
  /** @type {import('./checks/preview.mjs').Preview} */
  let preview;
  before(async () => {
    preview = await startPreview();
  });
  after(() => preview.stop());

  for (const { name, run } of SCENARIOS) {
    test(name, async () => {
      // The policy of the page would keep axe out.
      const context = await browser.newContext({ bypassCSP: name.includes('axe') || name.includes('template'), reducedMotion: 'reduce' });
      context.setDefaultTimeout(10_000);
      try {
        await run(await context.newPage(), preview);
      } finally {
        await context.close();
      }
    });
  }
});

describe('a broken site', () => {
  /** @type {import('./site.mjs').Site} */
  let site;
  before(() => {
    site = brokenSite();
  });

  test('is found broken by the crawl, on a server and in a folder', async () => {
    const server = await serve(site.folder, '/');
    try {
      for (const address of [server.address, fileAddress(site.folder)]) {
        assertEach(await crawl(browser, site, address), [
          '"/aids/a.html"> is not relative',
          '"aids/"> does not end in a file name',
          '"aids/none.html"> leads to nothing',
          '"aids/a.html#none"> has no such anchor',
          '"#here"> has no such anchor',
          'srcset="none.png"> leads to nothing',
          'asks for https://elsewhere.example/x.png',
          'policy: style-src-attr',
          'px wider than a screen of 320 px',
          'no place is kept for none.png',
          'console: oops',
        ]);
      }
      assert.ok(server.missing.includes('/aids/a.png'));
    } finally {
      server.close();
    }
    assertEach(redirects(site), ['aids/gone.html']);
  });

  test('is found broken by axe', async () => {
    const found = await accessibility(browser, oneOfEach(site), fileAddress(site.folder));
    assertEach(found, ['light 1280 px aids/a.html: image-alt', 'dark 320 px aids/a.html: html-has-lang']);
  });

  test('is found to hide and to add text', async () => {
    const found = await withoutScript(browser, site, fileAddress(site.folder));
    assertEach(found, ['never shown without scripts: Gone.', 'by scripts only: Held back.', 'by scripts only: Only here.']);
  });

  test('is found without search', async () => {
    const server = await serve(site.folder, '/');
    try {
      assertEach(await search(browser, server.address, 300), PROMISES);
    } finally {
      server.close();
    }
  });

  test('is found to break lines elsewhere', async () => {
    assertEach(await lines(browser, FONTS.replaceAll('text-400', 'text-700')), ['lines, not']);
  });

  test('is found unfit for paper', async () => {
    assertEach(await paper(browser, site, fileAddress(site.folder)), [
      'prints otherwise from a dark screen',
      'no heavy frame',
      'no hazard word',
      'no symbol',
      'cut off on paper: cut Cut off',
      'not one answer for every question',
      // By how much depends on the machine's fonts.
      'A4: drawn at 6',
      'Letter: drawn at 6',
      'split over pages 1, 2',
      'not on paper: p.gone',
      'on paper: nav',
      'answers before the last step',
      'its code says “”',
      'its code says rev , not 2',
      '“aids/paper” is not on the first page',
    ]);
  });

  test('is found too heavy', () => assertEach(overweight(site), ['aids/a.html: ']));
});
