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

  if (!form || !(input instanceof HTMLInputElement) || !status || !list || rows.length === 0) return;
  if (!(found instanceof HTMLElement) || !(parts instanceof HTMLElement)) return;

  /** @param {string} text */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function search() {
    const words = fold(input instanceof HTMLInputElement ? input.value : "").split(/\s+/).filter(Boolean);
    const hits = words.length === 0 ? [] : rows.filter(({ text }) => words.every((word) => text.includes(word)));
    list?.replaceChildren(...hits.map(({ row }) => row.cloneNode(true)));
    const none = words.length > 0 && hits.length === 0;
    if (status instanceof HTMLElement) status.textContent = none ? (status.dataset.none ?? "") : words.length > 0 ? String(hits.length) : "";
    if (found instanceof HTMLElement) found.hidden = hits.length === 0;
    if (parts instanceof HTMLElement) parts.hidden = hits.length > 0;
  }

  input.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    const only = list.querySelector("a");
    if (only === null) return;
    event.preventDefault();
    only.click();
  });
  search();
})();
