// A finished site on disk, and what its pages say of themselves.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const REPOSITORY = new URL('../..', import.meta.url).pathname;

/**
 * A page of a site.
 *
 * @typedef {object} Page
 * @property {string} path Path in the site, with `/`.
 * @property {string} html Its source.
 * @property {string} kind `aid`, `home`, `facet`, …: `data-page` of the html element.
 * @property {string} type `procedure`, `checklist`, …: `data-aid-type`; empty for pages that are no aid.
 * @property {string} direction `ltr` or `rtl`.
 */

/**
 * A site.
 *
 * @typedef {object} Site
 * @property {string} folder Where it is on disk.
 * @property {Set<string>} files Every file, as a path in the site.
 * @property {Page[]} pages Every page, sorted by path.
 */

/**
 * The example site, built by the command (`KNEEBOARD`, else cargo's debug build) into a temporary folder.
 *
 * @returns {Site}
 */
export function buildExample() {
  return build(join(REPOSITORY, 'example-content'));
}

/**
 * A site with one pack of so many cards, some of them with a back.
 *
 * @param {number} count
 * @returns {Site}
 */
export function buildPack(count) {
  const source = temporaryFolder();
  writeFileSync(join(source, 'kneeboard.yaml'), 'title: Many\nbase_url: https://aids.example/\nowner: Ana\nprint: {format: a7}\n');
  for (let number = 1; number <= count; number++) {
    const steps = Array.from({ length: 2 + (number % 9) }, (_, step) => `${step + 1}. Turn valve ${number + step} to **OPEN** and wait for the lamp.\n`);
    const front = `title: Open line ${number}\nrev: ${number}\neffective: 2026-05-01\nroles: [operator]\nprint: {sides: 2}`;
    writeFileSync(join(source, `line-${number}.md`), `---\n${front}\n---\n\n${steps.join('')}`);
  }
  return build(source);
}

/** @returns {string} A copy of the content of the example site. */
export function copyExample() {
  const [source, example] = [join(temporaryFolder(), 'content'), join(REPOSITORY, 'example-content')];
  cpSync(example, source, { recursive: true, filter: (path) => path !== join(example, 'public') });
  return source;
}

/**
 * @param {string} source
 * @returns {Site}
 */
export function build(source) {
  const folder = join(temporaryFolder(), 'site');
  kneeboard('build', source, '--out', folder, '--strict');
  return open(folder);
}

/**
 * Runs the command; gives what it writes to its standard output.
 *
 * @param {...string} options
 */
export function kneeboard(...options) {
  const command = process.env.KNEEBOARD ?? join(REPOSITORY, 'target/debug/kneeboard');
  return execFileSync(command, options, { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8' });
}

/** @returns {string} A new folder that goes when the tests end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kneeboard-browser-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Reads a finished site.
 *
 * @param {string} folder
 * @returns {Site}
 */
export function open(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
    .sort();
  const pages = files.filter((path) => path.endsWith('.html')).map((path) => page(folder, path));
  return { folder, files: new Set(files), pages };
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {Page}
 */
function page(folder, path) {
  const html = readFileSync(join(folder, path), 'utf8');
  const root = /<html\b[^>]*>/i.exec(html)?.[0] ?? '';
  const attribute = (/** @type {string} */ name) => new RegExp(`\\s${name}="([^"]*)"`).exec(root)?.[1] ?? '';
  const direction = attribute('dir') || 'ltr';
  return { path, html, kind: attribute('data-page'), type: attribute('data-aid-type'), direction };
}

/**
 * One page of each kind, aid type and direction: what a reader can tell apart.
 *
 * @param {Site} site
 * @returns {Page[]}
 */
export function oneOfEach(site) {
  /** @type {Map<string, Page>} */
  const found = new Map();
  for (const page of site.pages.filter((page) => !['redirect', 'code'].includes(page.kind))) {
    const key = `${page.kind} ${page.type} ${page.direction}`;
    if (!found.has(key)) found.set(key, page);
  }
  return [...found.values()];
}
