// @ts-check
/**
 * Cards: looks for the largest type at which all sides of a card hold their text, between the limits of its format, and
 * says what does not fit. The build has computed a size already; this is the browser's own word on it.
 */
(() => {
  "use strict";

  /** Steps between type sizes, in points. */
  const GRID = 0.25;
  /** How close together the parts of a card may stand, beyond what is usual. */
  const TIGHT = [1, 2, 3];
  /** What a browser may be off by rounding, in px. */
  const TOLERANCE = 0.75;
  const MM = 96 / 25.4;

  /**
   * How much is too much on one side, in px: below its box, or beside a column.
   * @param {Element} side
   */
  function overflow(side) {
    const body = side.querySelector(".side-body");
    if (!body) return 0;
    const cut = above(side.querySelector(".side-head"));
    const below = cut - body.getBoundingClientRect().bottom;
    return Math.max(cut, ...[...body.children].map((column) => beyond(column, below)));
  }

  /**
   * How much of a column is too much.
   * @param {Element} column
   * @param {number} below
   */
  function beyond(column, below) {
    if (!column.lastElementChild) return 0;
    const box = column.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(column);
    const text = range.getBoundingClientRect();
    const bottom = Math.max(text.bottom, column.lastElementChild.getBoundingClientRect().bottom);
    return Math.max(bottom + below, text.right - box.right, box.left - text.left);
  }

  /**
   * How much of a title that is higher than its card is cut off, in px.
   * @param {Element | null} head
   */
  function above(head) {
    if (!head) return 0;
    const range = document.createRange();
    range.selectNodeContents(head);
    return Math.max(0, range.getBoundingClientRect().bottom - head.getBoundingClientRect().bottom);
  }

  /**
   * Sets a card at a size. A card on sheets is several articles.
   * @param {HTMLElement[]} card
   * @param {PaperSetting} setting
   */
  function set(card, { size, tight }) {
    for (const article of card) {
      article.style.setProperty("--size", `${size}pt`);
      TIGHT.forEach((level) => article.classList.toggle(`tight-${level}`, level === tight));
    }
  }

  /**
   * Whether every side holds its text as it is set.
   * @param {HTMLElement[]} card
   */
  function fits(card) {
    return card.flatMap((article) => [...article.querySelectorAll(".side")]).every((side) => overflow(side) <= TOLERANCE);
  }

  /**
   * Sizes from the first down to the last, best first.
   * @param {number} first in points
   * @param {number} last in points
   * @returns {PaperSetting[]}
   */
  function sizes(first, last) {
    const count = Math.max(0, Math.ceil((first - last) / GRID));
    return [...Array.from({ length: count }, (_, step) => first - step * GRID), last].map((size) => ({ size, tight: 0 }));
  }

  /**
   * Sets a card at the largest size that holds it, at last with its parts ever closer together, and says what was found.
   * @param {HTMLElement[]} card
   * @param {PaperLimits} limits
   * @param {(setting: PaperSetting) => boolean} holds sets the card; what holds it does so at every smaller size
   * @param {number[]} tight how close together its parts may stand at the smallest size
   * @returns {boolean} whether it fits
   */
  function settle(card, { least, full, largest }, holds, tight = TIGHT) {
    const isFull = largest >= full && holds({ size: full, tight: 0 });
    const tighter = tight.map((tight) => ({ size: least, tight }));
    const settings = isFull ? sizes(largest, full) : [...sizes(Math.min(full, largest), least), ...tighter];
    let [low, high] = [0, settings.length - 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (holds(/** @type {PaperSetting} */ (settings[middle]))) high = middle;
      else low = middle + 1;
    }
    const best = /** @type {PaperSetting} */ (settings[low]);
    const fits = holds(best);
    if (fits) tell(card, best.size, isFull ? "full" : "smaller");
    else tell(card, least, "overflows");
    return fits;
  }

  /** @param {HTMLElement[]} card */
  function fit(card) {
    const { least, full, largest } = card[0]?.dataset ?? {};
    settle(card, { least: Number(least), full: Number(full), largest: Number(largest ?? full) }, (setting) => {
      set(card, setting);
      return fits(card);
    });
  }

  /**
   * Writes into a card what was found, and marks the sides that overflow.
   * @param {HTMLElement[]} card
   * @param {number} size in points
   * @param {string} verdict
   */
  function tell(card, size, verdict) {
    for (const article of card) {
      article.dataset.size = String(size);
      article.dataset.fit = verdict;
      let most = 0;
      for (const side of article.querySelectorAll(".side")) {
        const over = overflow(side);
        const mark = side.querySelector(".side-over");
        side.classList.toggle("is-over", over > TOLERANCE);
        if (!(mark instanceof HTMLElement)) continue;
        mark.hidden = over <= TOLERANCE;
        mark.textContent = say("overflows", size, over / MM);
        most = Math.max(most, over);
      }
      article.dataset.over = (most > TOLERANCE ? most / MM : 0).toFixed(2);
    }
  }

  const report = document.getElementById("fit-report");

  /**
   * @param {string} verdict
   * @param {number} size in points
   * @param {number} over in mm
   */
  function say(verdict, size, over) {
    return (report?.dataset[verdict] ?? "").replace("{size}", String(size)).replace("{mm}", over.toFixed(1));
  }

  /** Resolves when the fonts of cards are there: a card without text in them does not load them by itself. */
  async function ready() {
    const fonts = ["Kneeboard Text", "Kneeboard Arabic"].flatMap((family) => [`400 10pt "${family}"`, `700 10pt "${family}"`]);
    await Promise.all(fonts.map((font) => document.fonts.load(font, "Aa 1 م")));
    await document.fonts.ready;
  }

  async function fitAll() {
    await ready();
    /** @type {Map<string, HTMLElement[]>} */
    const cards = new Map();
    for (const article of document.querySelectorAll(".paper[data-full]")) {
      if (!(article instanceof HTMLElement)) continue;
      const key = `${article.dataset.aid} ${article.lang}`;
      cards.set(key, [...(cards.get(key) ?? []), article]);
    }
    const all = [...cards.values()];
    all.forEach(fit);
    const only = all.length === 1 ? all[0]?.[0] : undefined;
    if (report && only) report.textContent = say(only.dataset.fit ?? "", Number(only.dataset.size), Number(only.dataset.over));
    document.documentElement.dataset.fitted = String(all.length);
  }

  /**
   * A part of the page as plain values: a name, its attributes, what is in it. Addresses become absolute.
   * @param {Node} node
   * @returns {PaperTree | string}
   */
  function tree(node) {
    if (!(node instanceof Element)) return node.textContent ?? "";
    const attributes = node.getAttributeNames().filter((name) => name !== "style");
    // What is in a template has no address of its own.
    const value = (/** @type {string} */ name) => (name === "src" ? new URL(node.getAttribute(name) ?? "", document.baseURI).href : node.getAttribute(name) ?? "");
    const values = attributes.map((name) => [name, value(name)]);
    return { name: node.localName, attributes: Object.fromEntries(values), parts: [...node.childNodes].map(tree) };
  }

  const card = document.querySelector(".paper");
  const further = document.getElementById("further-foot");
  if (window.name === "kneeboard-card" && card && further instanceof HTMLTemplateElement) {
    // In the print studio, which cannot read other pages of a folder on a disk: the card hands itself over.
    const foot = further.content.firstElementChild;
    const more = document.getElementById("more");
    const larger = more instanceof HTMLTemplateElement ? more.content.firstElementChild : null;
    parent.postMessage({ card: tree(card), more: larger ? tree(larger) : null, further: foot ? tree(foot) : null }, "*");
    return;
  }

  /** @type {Paper} */
  const paper = { set, settle, fits, fit, overflow, ready, TOLERANCE };
  Reflect.set(globalThis, "paper", paper);
  const button = document.querySelector(".bar .bar-print");
  if (button instanceof HTMLElement) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  void fitAll();
})();
