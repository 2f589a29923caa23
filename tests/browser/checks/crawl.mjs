// Opens every page as a reader's browser would, and looks at what it asks for, says and links to.

import { pathToFileURL } from 'node:url';
import { forEach } from '../chromium.mjs';

/** The narrowest screen that must do without sideways scrolling (WCAG 1.4.10), in pixels. */
const NARROW = 320;

/**
 * @typedef {object} Link
 * @property {string} element Name of the element.
 * @property {string} attribute
 * @property {string} raw As written in the page.
 * @property {boolean} absolute The address is for machines that are elsewhere: canonical, other languages.
 */

/**
 * Every problem of every page.
 *
 * @param {import('playwright-core').Browser} browser
 * @param {import('../site.mjs').Site} site
 * @param {string} address Where the site is: http or file, ending in `/`.
 * @returns {Promise<string[]>}
 */
export async function crawl(browser, site, address) {
  const context = await browser.newContext({ viewport: { width: NARROW, height: 640 } });
  await context.addInitScript(() => {
    /** @type {string[]} */
    const violations = [];
    Object.assign(window, { violations });
    addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  const anchors = new Map(site.pages.map((page) => [page.path, ids(page.html)]));
  const pages = site.pages.filter((page) => !['redirect', 'code'].includes(page.kind));
  return forEach(context, pages, async (tab, page) => {
    const problems = await visit(tab, address, page.path);
    const links = await tab.evaluate(collectLinks);
    problems.push(...links.flatMap((link) => linkProblems(site, anchors, page.path, link)));
    return problems.map((problem) => `${address}${page.path}: ${problem}`);
  });
}

/**
 * Loads a page; says what went wrong while it did.
 *
 * @param {import('playwright-core').Page} tab
 * @param {string} address
 * @param {string} path
 * @returns {Promise<string[]>}
 */
async function visit(tab, address, path) {
  /** @type {string[]} */
  const problems = [];
  const listeners = {
    /** @param {import('playwright-core').ConsoleMessage} message */
    console(message) {
      if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`);
    },
    /** @param {Error} error */
    pageerror(error) {
      problems.push(`script: ${error.message}`);
    },
    /** @param {import('playwright-core').Request} request */
    request(request) {
      // Blocked requests are told of too: a page must not even try.
      if (!request.url().startsWith(address) && !request.url().startsWith('data:')) {
        problems.push(`asks for ${request.url()}`);
      }
    },
    /** @param {import('playwright-core').Request} request */
    requestfailed(request) {
      // What is still loading when the tab moves on is stopped, and so is a video when enough of it is there.
      const error = request.failure()?.errorText;
      if (error !== 'net::ERR_ABORTED') problems.push(`cannot load ${request.url()}: ${error}`);
    },
  };
  tab.on('console', listeners.console).on('pageerror', listeners.pageerror);
  tab.on('request', listeners.request).on('requestfailed', listeners.requestfailed);
  const response = await tab.goto(address + encodePath(path));
  if (response && !response.ok() && response.status() !== 0) problems.push(`status ${response.status()}`);
  const seen = await tab.evaluate(() => ({
    violations: /** @type {string[]} */ (Reflect.get(window, 'violations')),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    // A picture whose size is known keeps its place before it is loaded, or the page jumps under the reader's finger.
    placeless: [...document.querySelectorAll('img[height]')]
      .filter((image) => image.checkVisibility() && image.getBoundingClientRect().height < 1)
      .map((image) => image.getAttribute('src')),
  }));
  tab.off('console', listeners.console).off('pageerror', listeners.pageerror);
  tab.off('request', listeners.request).off('requestfailed', listeners.requestfailed);
  problems.push(...seen.violations.map((violation) => `policy: ${violation}`));
  if (seen.overflow > 0) problems.push(`${seen.overflow} px wider than a screen of ${NARROW} px`);
  problems.push(...seen.placeless.map((src) => `no place is kept for ${src}`));
  return problems;
}

/**
 * Runs in the page.
 *
 * @returns {Link[]}
 */
function collectLinks() {
  const attributes = ['href', 'src', 'srcset', 'poster', 'data', 'action', 'xlink:href'];
  /** @type {Link[]} */
  const links = [];
  for (const element of document.querySelectorAll(attributes.map((name) => `[${CSS.escape(name)}]`).join())) {
    const relation = element.getAttribute('rel') ?? '';
    const machines = element.localName === 'link' && (relation === 'canonical' || element.hasAttribute('hreflang'));
    for (const attribute of attributes.filter((name) => element.hasAttribute(name))) {
      const value = element.getAttribute(attribute) ?? '';
      const values = attribute === 'srcset' ? value.split(',').map((part) => part.trim().split(/\s+/)[0] ?? '') : [value];
      for (const raw of values) links.push({ element: element.localName, attribute, raw, absolute: machines });
    }
  }
  return links;
}

/**
 * The source of a page.
 *
 * @param {import('../site.mjs').Site} site
 * @param {string} path
 */
function page(site, path) {
  return site.pages.find((page) => page.path === path)?.html;
}

/**
 * What is wrong with one address of a page.
 *
 * @param {import('../site.mjs').Site} site
 * @param {Map<string, Set<string>>} anchors
 * @param {string} from
 * @param {Link} link
 * @returns {string[]}
 */
function linkProblems(site, anchors, from, link) {
  const says = (/** @type {string} */ what) => [`<${link.element} ${link.attribute}="${link.raw}"> ${what}`];
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(link.raw)?.[1]?.toLowerCase();
  if (scheme === 'data' && link.element === 'img') return [];
  if (scheme !== undefined) {
    const outward = link.element === 'a' && ['http', 'https', 'mailto', 'tel', 'sms'].includes(scheme);
    return outward || link.absolute ? [] : says('is not relative');
  }
  if (link.raw.startsWith('/')) return says('is not relative');
  const [path = '', anchor] = link.raw.split('#');
  if (path === '' && anchor === undefined) return says('is empty');
  if (path.endsWith('/') || path.endsWith('.')) return says('does not end in a file name');
  const target = decodeURIComponent(new URL(path, `site:/${encodePath(from)}`).pathname.slice(1)) || from;
  if (path !== '' && !site.files.has(target)) return says('leads to nothing');
  const found = anchors.get(path === '' ? from : target);
  // What is picked in the print studio.
  const picked = /^aids=(.+)$/.exec(anchor ?? '')?.[1];
  if (picked !== undefined) return page(site, target)?.includes(`name="aid" value="${decodeURIComponent(picked)}"`) ? [] : says('picks no aid');
  if (anchor !== undefined && !found?.has(decodeURIComponent(anchor))) return says('has no such anchor');
  return [];
}

/**
 * Redirect pages lead to a page; they are read, not opened, for the browser would leave at once.
 *
 * @param {import('../site.mjs').Site} site
 * @returns {string[]}
 */
export function redirects(site) {
  return site.pages
    .filter((page) => page.kind === 'redirect')
    .flatMap((page) => {
      const target = /http-equiv="refresh" content="\d+; ?url=([^"]+)"/.exec(page.html)?.[1];
      if (target === undefined) return [`${page.path}: does not lead anywhere`];
      const link = { element: 'meta', attribute: 'content', raw: target.replaceAll('&amp;', '&'), absolute: false };
      return linkProblems(site, new Map(), page.path, link).map((problem) => `${page.path}: ${problem}`);
    });
}

/**
 * Where a folder is for a browser without a server.
 *
 * @param {string} folder
 * @returns {string}
 */
export function fileAddress(folder) {
  return `${pathToFileURL(folder)}/`;
}

/**
 * Every `id` in the source. Scripts may add others: links must not need them.
 *
 * @param {string} html
 * @returns {Set<string>}
 */
function ids(html) {
  const unescape = (/** @type {string} */ text) => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  return new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((match) => unescape(match[1] ?? '')));
}

/**
 * @param {string} path
 * @returns {string}
 */
function encodePath(path) {
  return path.split('/').map(encodeURIComponent).join('/');
}
