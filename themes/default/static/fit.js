// @ts-check
/**
 * Cards: looks for the largest type at which all sides of a card hold their text, between the limits of its format, and
 * says what does not fit. The build has computed a size already; this is the browser's own word on it.
 */
(() => {
  "use strict";

  /** Steps between type sizes, in points. */
  const GRID = 0.25;
  /** What a browser may be off by rounding, in px. */
  const TOLERANCE = 0.75;
  const MM = 96 / 25.4;

  /**
   * How much is too much on one side, in px: below its box, or beside it.
   * @param {Element} side
   */
  function overflow(side) {
    const body = side.querySelector(".side-body");
    if (!body?.lastElementChild) return 0;
    const box = body.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(body);
    const text = range.getBoundingClientRect();
    const below = Math.max(text.bottom, body.lastElementChild.getBoundingClientRect().bottom) - box.bottom;
    const beside = Math.max(text.right - box.right, box.left - text.left);
    return Math.max(below, beside);
  }

  /**
   * @param {HTMLElement} card
   * @param {number} size in points
   */
  function fits(card, size) {
    card.style.setProperty("--size", `${size}pt`);
    return [...card.querySelectorAll(".side")].every((side) => overflow(side) <= TOLERANCE);
  }

  /**
   * The largest size that fits; the smallest when none does.
   * @param {HTMLElement} card
   * @param {number} least
   * @param {number} full
   */
  function largest(card, least, full) {
    for (let size = full; size > least; size -= GRID) {
      if (fits(card, size)) return size;
    }
    return least;
  }

  /** @param {HTMLElement} card */
  function fit(card) {
    const least = Number(card.dataset.least);
    const full = Number(card.dataset.full);
    const size = largest(card, least, full);
    const fitted = fits(card, size);
    card.dataset.size = String(size);
    card.dataset.fit = !fitted ? "overflows" : size < full ? "smaller" : "full";
    let most = 0;
    for (const side of card.querySelectorAll(".side")) {
      const over = overflow(side);
      const mark = side.querySelector(".side-over");
      side.classList.toggle("is-over", over > TOLERANCE);
      if (!(mark instanceof HTMLElement)) continue;
      mark.hidden = over <= TOLERANCE;
      mark.textContent = say("overflows", size, over / MM);
      most = Math.max(most, over);
    }
    card.dataset.over = (most > TOLERANCE ? most / MM : 0).toFixed(2);
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

  async function fitAll() {
    await document.fonts.ready;
    const cards = [...document.querySelectorAll(".paper[data-full]")].filter((card) => card instanceof HTMLElement);
    await Promise.all(cards.flatMap((card) => ["400", "700"].map((weight) => document.fonts.load(`${weight} 10pt "Kneeboard Text"`))));
    cards.forEach(fit);
    const only = cards.length === 1 ? cards[0] : undefined;
    if (report && only) report.textContent = say(only.dataset.fit ?? "", Number(only.dataset.size), Number(only.dataset.over));
    document.documentElement.dataset.fitted = String(cards.length);
  }

  const button = document.querySelector(".bar-print");
  if (button instanceof HTMLElement) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  void fitAll();
})();
