// Probes: tiny words beside every text and picture of a page, out of its flow. Where they are in a PDF says on which page of
// paper a part came to stand, whatever its words and its script are. How wide they are says whether the page was drawn in
// its true size: of a page on which something is too wide, Chromium prints everything smaller, and says nothing.

const PROBE = /Qx(\d+)x/g;
const PX_PER_MM = 96 / 25.4;
/** How far widths on paper and on screen may be apart: of hinting, not of a page that is drawn smaller. */
const SAME = 0.02;

/**
 * A part of a page and its probes.
 *
 * @typedef {object} Part
 * @property {string} name
 * @property {number[]} probes
 */

/**
 * Puts the probes in place; runs in the page. Says which parts have to stay whole, which have to be on paper, and which never.
 */
export function mark() {
  /** Parts that nobody can read on two pages. */
  const whole = '.step, .hazard, .item, :is(.decision, .lookup) tbody tr, .figure, .note, .self-check, .branch, .video, .banner, .record';
  /** What leads to the next part, and is nothing without it. */
  const leading = '.hazard, .pause, :is(h2, h3, h4)';
  const screen = 'nav, body > header, body > footer, .skip, .filter, .tally, .related, .edition, .self-check-answer, button:not(.step-button)';
  const short = (/** @type {Element} */ part) => `${part.tagName.toLowerCase()}.${part.className} ${part.textContent?.trim().slice(0, 40)}`;
  const before = document.documentElement.scrollHeight;

  /** @type {Map<Element, number[]>} */
  const probes = new Map();
  /** @type {Element[]} */
  const words = [];
  const probe = (/** @type {Element} */ parent, /** @type {Node | null} */ next) => {
    const word = document.createElement('span');
    const count = words.push(word) - 1;
    word.textContent = `Qx${count}x`;
    // As high as the text, but side by side: words on top of each other are read as one, and none is printed in the margin.
    const [left, lower] = [(count % 12) * 5, (Math.floor(count / 12) % 3) * 3];
    word.style.cssText = `all: initial; position: absolute; font: 1px sans-serif; left: ${left}px; margin-top: ${lower}px`;
    probes.set(parent, [...(probes.get(parent) ?? []), count]);
    parent.insertBefore(word, next);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  /** @type {Node[]} */
  const nodes = [...document.querySelectorAll('img')];
  while (walker.nextNode()) if (walker.currentNode.textContent?.trim()) nodes.push(walker.currentNode);
  for (const node of nodes) {
    const parent = node.parentElement;
    if (!parent || parent.closest('svg, script, video, select, .unseen, .step-button')) continue;
    probe(parent, node);
    probe(parent, node.nextSibling);
  }

  const of = (/** @type {Element} */ part) => [part, ...part.querySelectorAll('*')].flatMap((inner) => probes.get(inner) ?? []);
  const all = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)];
  const part = (/** @type {Element} */ element) => ({ name: short(element), probes: of(element) });
  const seen = (/** @type {Element} */ element) => element.checkVisibility({ visibilityProperty: true });
  const lead = (/** @type {Element} */ element) => {
    const next = element.nextElementSibling;
    return { name: `${short(element)} → ${next ? short(next) : ''}`, probes: [...of(element), ...(next ? of(next).slice(0, 1) : [])] };
  };
  const main = [...probes.keys()].filter((element) => element.closest('main') && !element.closest(screen) && seen(element));
  return {
    whole: [...all(whole).map(part), ...all(leading).filter(seen).map(lead)],
    needed: main.map((element) => ({ name: short(element), probes: probes.get(element) ?? [] })),
    never: all(screen).map(part),
    steps: all('.step').flatMap(of),
    answers: all('.self-check').length > 0 ? all('section.answers').flatMap(of) : [],
    widths: words.map((word) => word.getBoundingClientRect().width),
    problems: [
      ...(document.documentElement.scrollHeight === before ? [] : ['the probes moved something']),
      ...(all('section.answers li').length === all('.self-check').length ? [] : ['not one answer for every question']),
    ],
  };
}

/**
 * Puts one probe into each part; runs in the page.
 *
 * @param {string} selector Of the parts.
 * @returns {number[]} How wide each probe has to be, in CSS px.
 */
export function measure(selector) {
  return [...document.querySelectorAll(selector)].map((part, index) => {
    const word = document.createElement('span');
    word.textContent = `Qx${index}x`;
    word.style.cssText = 'all: initial; position: absolute; top: 0; left: 0; font: 10px sans-serif';
    part.append(word);
    return word.getBoundingClientRect().width;
  });
}

/**
 * Problems of pages that are drawn smaller or larger than they are on screen.
 *
 * @param {number[]} widths Of the probes, in CSS px; 0 where a probe is not drawn.
 * @param {import('../pdf.mjs').Sheet[]} sheets
 * @returns {string[]}
 */
export function scaled(widths, sheets) {
  const found = probesOn(sheets);
  const scales = widths.flatMap((width, probe) => (width > 0 ? (found.get(probe) ?? []).map((on) => (on.width * PX_PER_MM) / width) : []));
  if (scales.length === 0) return ['no size can be told'];
  const wrong = scales.find((scale) => Math.abs(scale - 1) > SAME);
  return wrong === undefined ? [] : [`drawn at ${Math.round(wrong * 100)} % of its size`];
}

/**
 * Where each probe is on paper, and how wide, in mm.
 *
 * @param {import('../pdf.mjs').Sheet[]} sheets
 */
export function probesOn(sheets) {
  /** @type {Map<number, { page: number, top: number, width: number }[]>} */
  const found = new Map();
  for (const [index, { words }] of sheets.entries()) {
    for (const { text, top, left, right } of words) {
      // Probes that touch are read as one word.
      const width = isProbe(text) ? (right - left) / (text.match(PROBE) ?? []).length : 0;
      for (const [, probe] of text.matchAll(PROBE)) {
        found.set(Number(probe), [...(found.get(Number(probe)) ?? []), { page: index + 1, top, width }]);
      }
    }
  }
  return found;
}

/** @param {string} word */
export function isProbe(word) {
  return word.search(PROBE) >= 0;
}
