// @ts-check
/**
 * The field on the home page keeps, while you type, the aids of the page whose title or need has all the words.
 * Without this script, or on a site with too many aids for one page, the field leads to the A–Z list.
 */
(() => {
  "use strict";

  const form = document.querySelector("form.search");
  const input = document.querySelector(".search-input");
  const status = document.querySelector(".search-status");
  const found = document.querySelector(".found");
  const list = document.querySelector(".found .rows");
  const parts = document.querySelector(".home-parts");
  const rows = [...document.querySelectorAll("#all .row")].map((row) => ({ row, text: fold(row.textContent ?? "") }));

  /** @param {string} text */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLInputElement} input
   * @param {HTMLElement} status
   * @param {HTMLElement} found
   * @param {HTMLElement} parts
   * @param {Element} list
   */
  function listen(form, input, status, found, parts, list) {
    const search = () => keep(input.value, status, found, parts, list);
    input.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      const hit = list.querySelector("a");
      if (hit === null) return;
      event.preventDefault();
      hit.click();
    });
    search();
  }

  /**
   * @param {string} typed
   * @param {HTMLElement} status
   * @param {HTMLElement} found
   * @param {HTMLElement} parts
   * @param {Element} list
   */
  function keep(typed, status, found, parts, list) {
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const hits = words.length === 0 ? [] : rows.filter(({ text }) => words.every((word) => text.includes(word)));
    list.replaceChildren(...hits.map(({ row }) => row.cloneNode(true)));
    const pattern = hits.length === 0 ? status.dataset.none : status.dataset.found;
    status.textContent = words.length === 0 ? "" : (pattern ?? "").replace("{n}", String(hits.length));
    found.hidden = hits.length === 0;
    parts.hidden = hits.length > 0;
  }

  if (
    form instanceof HTMLFormElement &&
    input instanceof HTMLInputElement &&
    status instanceof HTMLElement &&
    found instanceof HTMLElement &&
    parts instanceof HTMLElement &&
    list &&
    rows.length > 0
  ) {
    listen(form, input, status, found, parts, list);
  }
})();
