// @ts-check
/**
 * The print studio: what is picked and how it is to be printed, kept in the address, and the sheets that come of it.
 */
(() => {
  "use strict";

  /** Cards that are fetched at the same time. */
  const AT_ONCE = 4;
  const MM = 96 / 25.4;

  const paper = /** @type {Paper} */ (Reflect.get(globalThis, "paper"));
  const { fetch, shape, arrange } = /** @type {Sheets} */ (Reflect.get(globalThis, "sheets"));
  const form = /** @type {HTMLFormElement} */ (document.getElementById("studio"));
  const desk = /** @type {HTMLElement} */ (document.getElementById("sheets"));
  const packs = /** @type {HTMLElement} */ (document.getElementById("packs"));
  const stage = /** @type {HTMLElement} */ (document.querySelector(".stage"));
  const summary = /** @type {HTMLElement} */ (form.querySelector(".studio-summary"));
  const problems = /** @type {HTMLElement} */ (form.querySelector(".studio-problems"));
  const printButton = /** @type {HTMLButtonElement} */ (form.querySelector(".studio-print"));
  const picked = /** @type {HTMLElement} */ (document.getElementById("studio-picked"));
  const none = /** @type {HTMLElement} */ (document.getElementById("studio-none"));
  const find = /** @type {HTMLInputElement} */ (document.getElementById("studio-find"));
  const boxes = [...form.querySelectorAll("input[name='aid']")].filter((box) => box instanceof HTMLInputElement);

  /**
   * @param {string} key
   * @param {Record<string, string | number>} values
   */
  function say(key, values) {
    const text = form.dataset[key] ?? "";
    return Object.entries(values).reduce((text, [name, value]) => text.replace(`{${name}}`, () => String(value)), text);
  }

  /** What is chosen, by the names of the fields. */
  function choice() {
    const data = new FormData(form);
    const text = (/** @type {string} */ name) => String(data.get(name) ?? "");
    const number = (/** @type {string} */ name, /** @type {number} */ least, /** @type {number} */ most) =>
      Math.min(most, Math.max(least, Number(text(name)) || 0));
    return {
      aids: data.getAll("aid").map(String),
      format: text("format"),
      large: text("large") !== "",
      second: text("with"),
      paper: text("paper") || "a4",
      duplex: text("backs") === "duplex",
      copies: Math.round(number("copies", 1, 99)),
      x: number("x", -20, 20),
      y: number("y", -20, 20),
    };
  }

  /** @param {string} name */
  function field(name) {
    const found = form.elements.namedItem(name);
    return found instanceof HTMLInputElement || found instanceof HTMLSelectElement || found instanceof RadioNodeList ? found : null;
  }

  // The address: what it says is chosen; everything else is as the site wants it.

  const FIELDS = ["format", "with", "paper", "backs", "copies", "x", "y"];
  const first = new Map(FIELDS.map((name) => [name, field(name)?.value ?? ""]));

  function readAddress() {
    const said = new URLSearchParams(location.hash.slice(1));
    const aids = new Set((said.get("aids") ?? "").split(",").map((id) => id.replaceAll("%2C", ",").replaceAll("%25", "%")));
    boxes.forEach((box) => (box.checked = aids.has(box.value)));
    for (const name of FIELDS) {
      const input = field(name);
      if (input) input.value = said.get(name) ?? first.get(name) ?? "";
    }
    const large = form.elements.namedItem("large");
    if (large instanceof HTMLInputElement) large.checked = said.has("large");
    const top = boxes.find((box) => box.checked)?.closest("li");
    if (top?.parentElement) top.parentElement.scrollTop = top.offsetTop - top.parentElement.offsetTop;
  }

  let written = location.hash;

  function writeAddress() {
    const { aids, large } = choice();
    const said = new URLSearchParams();
    if (aids.length > 0) said.set("aids", aids.map((id) => id.replaceAll("%", "%25").replaceAll(",", "%2C")).join(","));
    if (large) said.set("large", "1");
    for (const name of FIELDS) {
      const value = field(name)?.value ?? "";
      if (value !== first.get(name)) said.set(name, value);
    }
    const hash = String(said).replaceAll("%2C", ",").replaceAll("%2F", "/");
    written = hash === "" ? "" : `#${hash}`;
    if (location.hash !== written) history.replaceState(null, "", written || location.pathname + location.search);
  }

  // From what is chosen to sheets.

  /** The run that counts: an older one stops. */
  let run = 0;

  async function update() {
    const mine = (run += 1);
    const wanted = choice();
    const rows = boxes.filter((box) => box.checked);
    picked.textContent = rows.length > 0 ? say("picked", { n: rows.length }) : "";
    none.hidden = rows.length === 0;
    packs.hidden = rows.length > 0;
    desk.hidden = rows.length === 0;
    const offset = /** @type {HTMLElement} */ (form.querySelector(".offset"));
    offset.hidden = !wanted.duplex || wanted.paper === "cards";
    /** @type {HTMLElement} */ (form.querySelector(".studio-backs")).hidden = wanted.paper === "cards";
    printButton.disabled = true;
    if (rows.length === 0) {
      desk.replaceChildren();
      problems.replaceChildren();
      summary.textContent = "";
      return;
    }
    await paper.ready();
    /** @type {{ failed: string[], one: string[], overflows: string[] }} */
    const trouble = { failed: [], one: [], overflows: [] };
    const items = await itemsOf(rows, wanted, trouble, () => mine === run);
    if (mine !== run) return;
    const { parts, sheets, alone, apart } = arrange(items, wanted);
    document.documentElement.style.setProperty("--offset-x", `${wanted.x}mm`);
    document.documentElement.style.setProperty("--offset-y", `${wanted.y}mm`);
    desk.replaceChildren(...parts);
    zoom();
    const cards = items.reduce((sum, item) => sum + item.cards.length, 0) * wanted.copies;
    const hasBacks = parts.some((part) => part.classList.contains("is-back"));
    summary.textContent = say(wanted.paper === "cards" ? "pages" : "summary", { cards, sheets });
    if (hasBacks) summary.append(`. ${form.dataset.duplex}`);
    const lines = Object.entries({ ...trouble, alone, apart }).filter(([, titles]) => titles.length > 0);
    problems.replaceChildren(...lines.map(([key, titles]) => Object.assign(document.createElement("li"), { textContent: say(key, { titles: titles.join(", ") }) })));
    printButton.disabled = parts.length === 0;
    document.documentElement.dataset.sheets = String(sheets);
  }

  /**
   * @param {HTMLInputElement[]} rows
   * @param {ReturnType<typeof choice>} wanted
   * @param {{ failed: string[], one: string[], overflows: string[] }} trouble
   * @param {() => boolean} counts
   */
  async function itemsOf(rows, wanted, trouble, counts) {
    /** @type {(PaperItem | undefined)[]} */
    const items = rows.map(() => undefined);
    let next = 0;
    const work = async () => {
      for (let index = next++; index < rows.length && counts(); index = next++) {
        const row = rows[index];
        if (row) items[index] = await itemOf(row, wanted, trouble);
        summary.textContent = say("loading", { n: Math.min(next, rows.length), all: rows.length });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return items.filter((item) => item !== undefined);
  }

  /**
   * @param {HTMLInputElement} row
   * @param {ReturnType<typeof choice>} wanted
   * @param {{ failed: string[], one: string[], overflows: string[] }} trouble
   * @returns {Promise<PaperItem | undefined>}
   */
  async function itemOf(row, wanted, trouble) {
    const title = row.closest(".pick-row")?.querySelector(".pick-title")?.textContent ?? row.value;
    const hrefs = [row.dataset.href ?? ""];
    if (wanted.second) {
      const [, other] = new RegExp(`(?:^| )${wanted.second} (\\S+)`).exec(row.dataset.others ?? "") ?? [];
      if (other) hrefs.push(other);
      else trouble.one.push(title);
    }
    try {
      const fetched = await Promise.all(hrefs.map(fetch));
      const format = formatFor(row, wanted);
      const cards = fetched.map((card) => shape(card, format, wanted.large, stage));
      if (cards.some((card) => card.dataset.fit === "overflows")) trouble.overflows.push(title);
      return { title, cards };
    } catch {
      trouble.failed.push(title);
      return undefined;
    }
  }

  /**
   * The format that an aid is printed in; `null`: as its card is.
   * @param {HTMLInputElement} row
   * @param {ReturnType<typeof choice>} wanted
   * @returns {PaperFormat | null}
   */
  function formatFor(row, wanted) {
    const options = [.../** @type {HTMLSelectElement} */ (field("format")).options];
    const named = (/** @type {string | undefined} */ name) => options.find((option) => option.value === name);
    const own = row.closest(".pick-row")?.querySelector(".pick-format")?.textContent ?? "";
    const asked = named(wanted.format || own);
    const option = wanted.large ? (named(asked?.dataset.next) ?? asked) : asked;
    // The card as the build has laid it out; of two languages the other may have another format.
    if (!option || (!wanted.large && option.value === own && !(wanted.format && wanted.second))) return null;
    const { least, full, largest, twoColumns, narrow, pictures } = option.dataset;
    return { name: option.value, least: Number(least), full: Number(full), largest: Number(largest), twoColumns: Number(twoColumns), narrow: narrow !== undefined, pictures: pictures !== undefined };
  }

  /** As large as the desk is wide; never larger than life. */
  function zoom() {
    const widest = Math.max(1, ...[...desk.children].map((part) => (part instanceof HTMLElement ? widthOf(part) : 0)));
    const style = getComputedStyle(desk);
    const room = (desk.parentElement?.clientWidth ?? 0) - parseFloat(style.paddingInlineStart) - parseFloat(style.paddingInlineEnd);
    desk.style.setProperty("--zoom", Math.min(1, Math.max(0.2, room / widest)).toFixed(3));
  }

  /**
   * Width in px of a sheet or a card at 100 %.
   * @param {HTMLElement} part
   */
  function widthOf(part) {
    const style = getComputedStyle(part);
    const width = style.getPropertyValue(part.classList.contains("sheet") ? "--sheet-width" : "--width");
    return parseFloat(width) * MM;
  }

  function filter() {
    const words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const box of boxes) {
      const row = box.closest("li");
      const text = `${row?.textContent} ${box.value}`.toLocaleLowerCase();
      if (row) row.hidden = !words.every((word) => text.includes(word));
    }
  }

  /** @param {string[]} ids */
  function pick(ids) {
    const wanted = new Set(ids);
    boxes.forEach((box) => (box.checked ||= wanted.has(box.value)));
    changed();
  }

  function changed() {
    writeAddress();
    void update();
  }

  form.hidden = false;
  form.addEventListener("change", (event) => event.target !== find && changed());
  form.addEventListener("submit", (event) => event.preventDefault());
  find.addEventListener("input", filter);
  none.addEventListener("click", () => {
    boxes.forEach((box) => (box.checked = false));
    changed();
  });
  for (const button of document.querySelectorAll(".pack-pick")) {
    if (!(button instanceof HTMLElement)) continue;
    button.hidden = false;
    button.addEventListener("click", () => pick((button.dataset.ids ?? "").split(" ").map(decodeURIComponent)));
  }
  printButton.addEventListener("click", () => print());
  addEventListener("resize", zoom);
  addEventListener("hashchange", () => {
    if (location.hash === written) return;
    readAddress();
    void update();
  });
  readAddress();
  void update();
})();
