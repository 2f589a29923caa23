// A small site in which everything is wrong: each check must say so, or it checks nothing.

import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { open, temporaryFolder } from './site.mjs';

const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'">`;

/** An aid that nobody can use once it is printed. */
const PAPER = `<!doctype html><html data-page="aid" data-aid-type="checklist" lang="en" dir="ltr"><head><title>Paper</title>
  <style>
    @media (prefers-color-scheme: dark) { body { background: #000 } }
    .cut { overflow: hidden; width: 20px; white-space: nowrap }
    .wide { width: 2000px }
    .gone { position: absolute; left: -500px }
  </style></head>
  <body><nav>Elsewhere</nav><main><article data-aid="aids/paper" data-rev="2"><h1>Paper</h1>
  <div class="hazard"><p class="hazard-word"></p></div>
  <section class="answers"><p>Answers first.</p></section>
  <ol><li class="step">${'<p>A step as long as this.</p>'.repeat(100)}</li></ol>
  <details class="self-check"><summary>Why?</summary></details>
  <p class="gone">Beside the paper.</p><p class="cut">Cut off where it matters.</p><p class="wide">Wide.</p>
  </article></main></body></html>`;

/** @returns {import('./site.mjs').Site} */
export function brokenSite() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'aids'));
  const write = (/** @type {string} */ path, /** @type {string} */ text) => writeFileSync(join(folder, path), text);
  write('script.js', "document.querySelector('[hidden]').hidden = false; document.querySelector('main').append('Only here. ');" +
      "console.error('oops');");
  write('heavy.js', `/* ${randomBytes(60_000).toString('hex')} */`);
  write(
    'index.html',
    `<!doctype html><html data-page="home" lang="en"><head><title>Home</title>${POLICY}</head>
     <body><main style="color: red"><a href="/aids/a.html">from the root</a> <a href="aids/">a folder</a>
     <a href="aids/none.html">nothing</a> <a href="aids/a.html#none">no anchor</a> <a href="#here">nor here</a>
     <img src="https://elsewhere.example/x.png" alt="x"><img srcset="none.png 1x" alt="y">
     <img src="none.png" alt="" width="40" height="0">
     <pre>${'wide '.repeat(100)}</pre></main></body></html>`,
  );
  write('aids/paper.html', PAPER);
  write(
    'aids/a.html',
    `<!doctype html><html data-page="aid" data-aid-type="procedure"><head><title>A</title>
     <script src="../script.js" defer></script><script src="../heavy.js" defer></script></head>
     <body><main><p>Shown.</p><p hidden>Held back.</p><p style="display: none">Gone.</p><img src="a.png"></main></body></html>`,
  );
  write('old.html', '<!doctype html><html data-page="redirect"><meta http-equiv="refresh" content="0; url=aids/gone.html"></html>');
  return open(folder);
}
