// @ts-check
/**
 * Search on every page: the field, the results below it, filters, and what to do when nothing is found. The engine is a
 * script of its own, loaded when somebody turns to the field. Everything that comes from the index or the query is
 * written as text. Without this script, or without the engine, the field leads to the A–Z list.
 */
(() => {
  "use strict";

  /** Milliseconds without a key before results are looked at closely. */
  const QUIET = 150;
  /** How long Enter waits at most for the place in the page, in milliseconds: a slow disk or a slow line. */
  const PATIENCE = 2000;
  /** Milliseconds in which nobody has read the first row yet, so that rows may still move. */
  const REACTION = 400;
  /** Milliseconds after which a query counts as meant. */
  const MEANT = 1500;
  /** Results at first, and how many more each time. */
  const SOME = 10;
  /** Values of a facet on offer. */
  const CHIPS = 8;
  /** Searches that found nothing, kept on the device. */
  const MISSED = 50;
  /** Characters of a line before the first word that met the query. */
  const LEAD = 16;

  if (!document.querySelector("form.search") || !document.querySelector(".found")) return;
  const form = part("form.search", HTMLFormElement);
  const input = part(".search-input", HTMLInputElement, form);
  const button = part(".search-button", HTMLButtonElement, form);
  const status = part(".search-status", HTMLElement, form);
  const panel = part(".found", HTMLElement);
  const list = part(".rows", HTMLElement, panel);
  const filters = part(".found-filters", HTMLDetailsElement, panel);
  const { content: template } = part("template", HTMLTemplateElement, panel);
  const words = panel.dataset;
  /** Over the page in the masthead; on the home page the results stand in the page itself. */
  const finder = panel.closest(".finder");

  /** @type {Results | undefined} */
  let shown;
  /** When they were shown. */
  let shownAt = 0;
  /** @type {Filters} */
  let chosen = {};
  /** @type {Map<string, string>} names of values by `kind value` */
  const names = new Map();
  let limit = SOME;
  /** Counts what was asked; only the newest answer is shown. */
  let turn = 0;
  /** The newest search, done when its results are shown. */
  let newest = Promise.resolve();
  /** The lines and places of these results, when they are there. */
  let lines = Promise.resolve();
  /** @type {Element | null} what had the focus before the field took it */
  let before = null;

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @param {ParentNode} root
   * @returns {T}
   */
  function part(selector, type, root = document) {
    const element = root.querySelector(selector);
    if (element instanceof type) return element;
    throw new Error(`no ${selector} in this page`);
  }

  const found = (/** @type {string} */ name) => part(`.found-${name}`, HTMLElement, panel);

  /**
   * @param {string | undefined} pattern
   * @param {Record<string, string | number>} values
   */
  function fill(pattern, values) {
    return (pattern ?? "").replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
  const query = () => input.value.trim();

  /** @type {Map<string, number>} */
  const timers = new Map();

  /**
   * Does it once nothing of the same name has been asked for a while.
   * @param {string} name
   * @param {number} time
   * @param {() => void} work
   */
  function later(name, time, work) {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(work, time));
  }

  // The engine.

  /** @type {Promise<Engine> | undefined} */
  let engine;

  function load() {
    engine ??= fetchEngine().catch((error) => {
      engine = undefined;
      throw error;
    });
    return engine;
  }

  /** @returns {Promise<Engine>} */
  function fetchEngine() {
    const address = new URL(words.engine ?? "", location.href).href;
    const policy = scriptPolicy(new URL(".", address).href);
    const script = document.createElement("script");
    script.src = policy ? policy.createScriptURL(address) : address;
    return new Promise((resolve, reject) => {
      script.addEventListener("error", () => reject(new Error(address)));
      script.addEventListener("load", () => {
        const loaded = Reflect.get(globalThis, "kneeboard");
        if (typeof loaded.search === "function") resolve(loaded);
        else reject(new Error(address));
      });
      document.head.append(script);
    });
  }

  /**
   * The page's only right to add scripts, shared with the engine: those of the search folder.
   * @param {string} folder
   * @returns {{ createScriptURL(address: string): string } | undefined}
   */
  function scriptPolicy(folder) {
    const known = Reflect.get(globalThis, "kneeboard");
    // A heading with this id answers to the name, too.
    const shared = known && !(known instanceof Node) ? known : {};
    Reflect.set(globalThis, "kneeboard", shared);
    shared.policy ??= Reflect.get(globalThis, "trustedTypes")?.createPolicy("kneeboard", {
      createScriptURL(/** @type {string} */ address) {
        if (new URL(address, folder).href.startsWith(folder)) return address;
        throw new TypeError(address);
      },
    });
    return shared.policy;
  }

  // From the query to the results.

  /** Starts again with the first results. */
  function restart() {
    limit = SOME;
    newest = search();
  }

  async function search() {
    const mine = ++turn;
    timers.forEach(clearTimeout);
    later("address", 300, keepAddress);
    if (query() === "") return forget();
    later("say", 500, showWaiting);
    try {
      const loaded = await load();
      const facets = filters.open || isFiltered() ? chosen : undefined;
      const results = await loaded.search(query(), { limit, facets });
      if (mine !== turn) return;
      show(results, 0);
      lines = lookClosely(loaded, mine, facets).catch(() => {});
      void settle(loaded, results, mine).catch(() => {});
    } catch {
      if (mine === turn) showBroken();
    }
  }

  /**
   * After a moment of quiet: the line that matched in each aid, and how many results each filter would leave.
   * @param {Engine} loaded
   * @param {number} mine
   * @param {Filters | undefined} counted
   */
  async function lookClosely(loaded, mine, counted) {
    await pause(QUIET);
    if (mine !== turn || !shown) return;
    const detailed = await loaded.excerpts(shown);
    if (mine !== turn) return;
    for (const hit of detailed.hits) addLine(loaded, hit);
    if (counted) return;
    const { facets } = await loaded.search(query(), { limit, facets: chosen });
    if (mine === turn) showFacets(facets);
  }

  /**
   * A better ranking takes the place of the first, except for what may be under a finger or before the eyes.
   * @param {Engine} loaded
   * @param {Results} first
   * @param {number} mine
   */
  async function settle(loaded, first, mine) {
    if (!first.settle) return;
    await pause(QUIET);
    if (mine !== turn) return;
    const better = await first.settle();
    if (!shown || mine !== turn) return;
    const keep = rowsToKeep();
    const kept = shown.hits.slice(0, keep);
    const rest = better.hits.filter((hit) => !kept.some(({ id }) => id === hit.id));
    show({ ...better, hits: [...kept, ...rest].slice(0, limit) }, keep);
    await lookClosely(loaded, mine, chosen);
  }

  /** How many rows must stay where they are. */
  function rowsToKeep() {
    const rows = [...list.children];
    const used = rows.map((row) => row.matches(":hover, :active, :focus-within")).lastIndexOf(true) + 1;
    if (performance.now() - shownAt < REACTION) return used;
    // A finger does not say where it is going.
    return matchMedia("(hover: none)").matches ? rows.length : Math.max(used, 1);
  }

  const isFiltered = () => Object.values(chosen).some((values) => values.length > 0);

  // What is shown.

  /**
   * @param {Results} results
   * @param {number} keep rows that stay
   */
  function show(results, keep) {
    shown = results;
    shownAt = performance.now();
    const { hits, total } = results;
    const missing = hits.length === 0 || results.nearest;
    for (const row of [...list.children].slice(keep)) row.remove();
    list.append(...hits.slice(keep).map(row));
    list.classList.toggle("is-sure", !missing);
    const count = missing ? message(results) : fill(words.found, { n: total });
    const title = hits[0]?.title;
    showHead(missing ? "" : count, missing ? count : "", results.suggestion);
    found("unfilter").hidden = !isFiltered() || !missing;
    found("more").hidden = hits.length >= total || missing;
    offerHelp(missing && !isFiltered());
    if (results.facets.length > 0) showFacets(results.facets);
    showChosen();
    panel.hidden = false;
    stretch();
    const first = fill(words.first, { n: total, title: title ?? "" });
    later("say", 600, () => say(missing ? [count, title].filter(Boolean).join(" ") : first));
    if (missing && !isFiltered()) later("missed", MEANT, () => keepMissed(results.query));
  }

  /** @param {Results} results */
  function message({ hits, query }) {
    if (isFiltered() && hits.length === 0) return words.filtered ?? "";
    return hits.length === 0 ? fill(words.none, { query }) : (words.nearest ?? "");
  }

  /**
   * @param {string} count
   * @param {string} message
   * @param {string | null} suggestion
   */
  function showHead(count, message, suggestion) {
    const suggest = found("suggest");
    found("head").hidden = count === "" && !isFiltered();
    found("count").textContent = count;
    found("words").textContent = message;
    suggest.hidden = !suggestion;
    suggest.dataset.query = suggestion ?? "";
    suggest.textContent = fill(words.suggest, { query: suggestion ?? "" });
    found("message").hidden = message === "" && !suggestion;
  }

  /** @param {Hit} hit */
  function row(hit) {
    const row = /** @type {HTMLElement} */ (part(".row", HTMLElement, template).cloneNode(true));
    const link = part(".row-title", HTMLAnchorElement, row);
    const need = part(".row-need", HTMLElement, row);
    const line = part(".hit-line", HTMLElement, row);
    row.dataset.id = String(hit.id);
    if (hit.lang) row.lang = hit.lang;
    for (const kind of row.querySelectorAll(`.hit-kind:not([data-kind="${CSS.escape(hit.type)}"])`)) kind.remove();
    link.href = hit.url;
    link.append(...marked(hit.title, hit.matched));
    part("bdi", HTMLElement, need).append(...marked(hit.need || hit.summary, hit.matched));
    line.textContent = nameOf("type", hit.type);
    need.id = `page.need-${hit.id}`;
    line.id = `page.line-${hit.id}`;
    link.setAttribute("aria-describedby", `${need.id} ${line.id}`);
    return row;
  }

  /**
   * The line that matched, when it says something else, and the way to it.
   * @param {Engine} loaded
   * @param {Hit} hit
   */
  function addLine(loaded, hit) {
    const row = list.querySelector(`[data-id="${hit.id}"]`);
    if (!row) return;
    part(".row-title", HTMLAnchorElement, row).href = hit.url;
    const known = `${hit.title}\n${hit.need || hit.summary}`.toLowerCase();
    if (known.includes(hit.excerpt.toLowerCase())) return;
    const step = /#step-(\d+)$/.exec(hit.url)?.[1];
    const text = document.createElement("bdi");
    text.append(...marked(fromFirstMark(loaded, hit), hit.matched));
    const place = document.createElement("b");
    place.textContent = step ? fill(words.step, { n: step }) : "";
    part(".hit-line", HTMLElement, row).replaceChildren(...(step ? [place, text] : [text]));
  }

  /**
   * A long line begins shortly before the first word that met the query.
   * @param {Engine} loaded
   * @param {Hit} hit
   */
  function fromFirstMark(loaded, { excerpt, matched }) {
    let at = 0;
    for (const piece of loaded.mark(excerpt, matched)) {
      if (piece.marked) break;
      at += piece.text.length;
    }
    if (at >= excerpt.length || at <= LEAD) return excerpt;
    const space = excerpt.indexOf(" ", at - LEAD);
    return space >= 0 && space < at ? `… ${excerpt.slice(space + 1)}` : excerpt;
  }

  /**
   * @param {string} text
   * @param {string[]} matched
   * @returns {(string | HTMLElement)[]}
   */
  function marked(text, matched) {
    const loaded = /** @type {Engine} */ (Reflect.get(globalThis, "kneeboard"));
    return loaded.mark(text, matched).map((piece) => {
      if (!piece.marked) return piece.text;
      const mark = document.createElement("mark");
      mark.textContent = piece.text;
      return mark;
    });
  }

  /** The engine is still on its way. */
  function showWaiting() {
    say(words.wait ?? "");
    if (shown) return;
    showHead(words.wait ?? "", "", null);
    panel.hidden = false;
  }

  function showBroken() {
    shown = undefined;
    list.replaceChildren();
    found("more").hidden = true;
    found("unfilter").hidden = true;
    showHead("", words.broken ?? "", null);
    filters.hidden = true;
    offerHelp(true);
    panel.hidden = false;
    stretch();
    later("say", 0, () => say(words.broken ?? ""));
  }

  /** An empty field. */
  function forget() {
    shown = undefined;
    list.replaceChildren();
    panel.hidden = true;
    stretch();
    say("");
  }

  /** On a page that shows results in itself, they take the place of what stands there. */
  function stretch() {
    if (finder) return;
    document.body.classList.toggle("is-searching", shown !== undefined);
    for (const part of document.querySelectorAll(".home-parts")) {
      if (part instanceof HTMLElement) part.hidden = shown !== undefined;
    }
  }

  /** @param {string} text for those who listen */
  function say(text) {
    status.textContent = text;
  }

  // Filters.

  /**
   * @param {string} kind
   * @param {string} value
   */
  function nameOf(kind, value) {
    const word = kind === "type" && template.querySelector(`[data-kind="${CSS.escape(value)}"]`)?.textContent?.trim();
    return word || names.get(`${kind} ${value}`) || value;
  }

  /** @param {Facet[]} facets */
  function showFacets(facets) {
    const focused = document.activeElement instanceof HTMLElement ? { ...document.activeElement.dataset } : {};
    for (const group of panel.querySelectorAll("[data-facet]")) {
      if (!(group instanceof HTMLElement)) continue;
      const kind = group.dataset.facet ?? "";
      const values = facets.find((facet) => facet.kind === kind)?.values ?? [];
      for (const { value, label } of values) names.set(`${kind} ${value}`, label);
      const offered = values.filter(({ count, selected }) => count > 0 || selected);
      offered.sort((a, b) => Number(b.selected) - Number(a.selected) || b.count - a.count);
      group.hidden = offered.length < 2 && !offered[0]?.selected;
      const list = part("ul", HTMLElement, group);
      const inView = offered.slice(0, CHIPS);
      if (filters.open) keepOrder(inView, list);
      const chips = inView.map(({ value, count, selected }) => {
        const item = chip(kind, value, "aria-pressed", String(selected));
        const number = document.createElement("span");
        number.className = "chip-count";
        number.textContent = String(count);
        item.firstElementChild?.append(" ", number);
        return item;
      });
      list.replaceChildren(...chips);
    }
    filters.hidden = filters.querySelector("[data-facet]:not([hidden])") === null;
    const same = `[data-kind="${CSS.escape(focused.kind ?? "")}"][data-value="${CSS.escape(focused.value ?? "")}"]`;
    const again = focused.kind && filters.querySelector(same);
    if (again instanceof HTMLElement) again.focus();
    showChosen();
  }

  /**
   * Open filters stay where they are: a second touch must not meet another value. New ones follow.
   * @param {Facet["values"]} values
   * @param {HTMLElement} list
   */
  function keepOrder(values, list) {
    const places = new Map([...list.querySelectorAll("button")].map((chip, place) => [chip.dataset.value, place]));
    const place = (/** @type {string} */ value) => places.get(value) ?? places.size;
    values.sort((a, b) => place(a.value) - place(b.value));
  }

  /**
   * @param {string} kind
   * @param {string} value
   * @param {string} attribute what tells of its state
   * @param {string} state
   */
  function chip(kind, value, attribute, state) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    Object.assign(button.dataset, { kind, value });
    button.setAttribute(attribute, state);
    button.textContent = nameOf(kind, value);
    item.append(button);
    return item;
  }

  /** The chosen values, to be taken away one by one. */
  function showChosen() {
    const pairs = Object.entries(chosen).flatMap(([kind, values]) => values.map((value) => [kind, value]));
    const chips = pairs.map(([kind = "", value = ""]) =>
      chip(kind, value, "aria-label", fill(words.remove, { name: nameOf(kind, value) })),
    );
    found("chosen").replaceChildren(...chips);
  }

  /** @param {HTMLButtonElement} chip */
  function choose(chip) {
    const { kind = "", value = "" } = chip.dataset;
    const values = chosen[kind] ?? [];
    chosen[kind] = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
    // What was taken away cannot keep the focus.
    if (!chip.hasAttribute("aria-pressed")) (filters.hidden ? button : part("summary", HTMLElement, filters)).focus();
    restart();
  }

  // Nothing found: whom to tell, and what was looked for on this device.

  /** @param {boolean} needed */
  function offerHelp(needed) {
    found("help").hidden = !needed;
    const tell = panel.querySelector(".found-tell");
    const link = tell?.querySelector('a[href^="mailto:"]');
    if (needed && tell instanceof HTMLElement && link instanceof HTMLAnchorElement) {
      const subject = fill(tell.dataset.subject, { query: query() });
      link.href = `${link.href.split("?")[0]}?subject=${encodeURIComponent(subject)}`;
    }
    if (needed) showMissed();
  }

  const storageKey = `kneeboard missed ${new URL(words.root ?? "", location.href).pathname}`;

  /**
   * @typedef {{ query: string, date: string }} Missed
   * @returns {Missed[]} newest first
   */
  function readMissed() {
    try {
      const missed = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
      return Array.isArray(missed) ? missed : [];
    } catch {
      return [];
    }
  }

  /** @param {string} query */
  function keepMissed(query) {
    const others = readMissed().filter((missed) => missed.query !== query);
    writeMissed([{ query, date: new Date().toISOString().slice(0, 10) }, ...others].slice(0, MISSED));
  }

  /** @param {Missed[]} missed */
  function writeMissed(missed) {
    try {
      localStorage.setItem(storageKey, JSON.stringify(missed));
    } catch {
      // A browser without storage has nothing to export.
    }
    showMissed();
  }

  function showMissed() {
    const missed = readMissed();
    found("missed").hidden = missed.length === 0;
    const lines = missed.map(({ query, date }) => `${date}\t${query}`);
    part(".found-missed-list", HTMLTextAreaElement, panel).value = lines.join("\n");
  }

  async function copyMissed() {
    const area = part(".found-missed-list", HTMLTextAreaElement, panel);
    try {
      await navigator.clipboard.writeText(area.value);
      say(words.copied ?? "");
      found("copy").textContent = words.copied ?? "";
    } catch {
      // Not allowed here: the list is marked, so that the reader can copy it.
      area.focus();
      area.select();
    }
  }

  // The address says what is looked for.

  const kinds = [...panel.querySelectorAll("[data-facet]")].map((group) => group.getAttribute("data-facet") ?? "");

  function keepAddress() {
    const address = new URL(location.href);
    const isOpen = query() !== "" && (!finder || finder.classList.contains("is-open"));
    address.searchParams.delete("q");
    if (isOpen) address.searchParams.set("q", query());
    for (const kind of kinds) {
      address.searchParams.delete(kind);
      for (const value of isOpen ? (chosen[kind] ?? []) : []) address.searchParams.append(kind, value);
    }
    try {
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    } catch {
      // A browser may not allow this for a file; only sharing is lost.
    }
  }

  function arrive() {
    const address = new URLSearchParams(location.search);
    const asked = (address.get("q") ?? "").slice(0, input.maxLength);
    if (asked.trim() === "") return;
    chosen = Object.fromEntries(kinds.map((kind) => [kind, [...new Set(address.getAll(kind))]]));
    input.value = asked;
    if (matchMedia("(hover: hover)").matches) input.focus({ preventScroll: true });
    if (finder) open();
    else restart();
  }

  // Opening, closing, keys.

  function open() {
    if (!finder || finder.classList.contains("is-open")) return;
    finder.classList.add("is-open");
    part(".search-close", HTMLElement, form).hidden = false;
    if (query() !== "") restart();
  }

  function close() {
    if (!finder?.classList.contains("is-open")) return;
    turn += 1;
    timers.forEach(clearTimeout);
    finder.classList.remove("is-open");
    part(".search-close", HTMLElement, form).hidden = true;
    panel.hidden = true;
    say("");
    keepAddress();
  }

  /** Closes and goes back to where the reader was. */
  function leave() {
    if (!finder?.classList.contains("is-open")) return;
    close();
    if (before instanceof HTMLElement && before !== document.body) before.focus({ preventScroll: true });
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    before = null;
  }

  /** Turns to the field from anywhere. */
  function turnTo() {
    if (!form.contains(document.activeElement) && !panel.contains(document.activeElement)) before = document.activeElement;
    open();
    input.focus({ preventScroll: finder !== null });
    input.select();
  }

  /** @param {EventTarget | null} target */
  function takesText(target) {
    if (!(target instanceof HTMLElement)) return false;
    const box = target instanceof HTMLInputElement && ["checkbox", "radio", "button", "submit", "reset"].includes(target.type);
    return target.isContentEditable || (target.matches("input, textarea, select") && !box);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const command = event.ctrlKey || event.metaKey;
    if (event.isComposing || event.altKey || event.defaultPrevented) return;
    if (command ? event.key.toLowerCase() === "k" && !event.shiftKey : event.key === "/" && !takesText(event.target)) {
      event.preventDefault();
      turnTo();
    } else if (!command && (form.contains(document.activeElement) || panel.contains(document.activeElement))) {
      steer(event);
    } else if (event.key === "Escape") {
      leave();
    }
  }

  /**
   * Keys in the field and its results.
   * @param {KeyboardEvent} event
   */
  function steer(event) {
    const links = [...list.querySelectorAll("a")];
    const at = links.findIndex((link) => link === document.activeElement);
    const inField = document.activeElement === input;
    if (event.key === "Escape") {
      event.preventDefault();
      if (!form.contains(document.activeElement)) input.focus();
      else if (finder) leave();
      else clear();
    } else if (event.key === "ArrowDown" && (inField || at >= 0)) {
      event.preventDefault();
      links[at + 1]?.focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (links[at - 1] ?? input).focus();
    } else if (at >= 0 && (event.key === "Backspace" || (event.key.length === 1 && event.key !== " "))) {
      input.focus();
    }
  }

  function clear() {
    input.value = "";
    chosen = {};
    restart();
  }

  /** @param {SubmitEvent} event */
  async function onSubmit(event) {
    const isClosed = finder !== null && !finder.classList.contains("is-open");
    if (query() === "" && !isClosed) return;
    event.preventDefault();
    if (isClosed) return turnTo();
    const mine = turn;
    await newest;
    await Promise.race([lines, pause(PATIENCE)]);
    if (mine !== turn) return;
    const link = list.querySelector("a");
    if (!shown) location.assign(form.action);
    else if (list.classList.contains("is-sure")) link?.click();
    else link?.focus();
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const target = event.target instanceof Element ? event.target.closest("button, a") : null;
    if (target instanceof HTMLAnchorElement) return follow(target);
    if (!(target instanceof HTMLButtonElement)) return;
    if (target.classList.contains("chip")) return choose(target);
    if (target === found("more")) return void showMore();
    if (target === found("copy")) return void copyMissed();
    input.focus();
    if (target === found("clear")) return writeMissed([]);
    if (target === found("suggest")) input.value = target.dataset.query ?? "";
    else chosen = {};
    restart();
  }

  async function showMore() {
    const had = list.children.length;
    limit += SOME;
    newest = search();
    await newest;
    list.children[had]?.querySelector("a")?.focus();
  }

  /**
   * A result on this very page is behind the results.
   * @param {HTMLAnchorElement} link
   */
  function follow(link) {
    keepAddress();
    if (link.pathname === location.pathname && link.search === location.search) close();
  }

  input.addEventListener("focus", () => {
    load().catch(() => {});
    open();
  });
  input.addEventListener("input", restart);
  form.addEventListener("submit", onSubmit);
  panel.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  addEventListener("hashchange", close);
  if (finder) {
    part(".search-close", HTMLElement, form).addEventListener("click", leave);
    document.addEventListener("pointerdown", ({ target }) => {
      if (target === finder || (target instanceof Node && !finder.contains(target))) close();
    });
    finder.addEventListener("focusout", (event) => {
      const next = event instanceof FocusEvent ? event.relatedTarget : null;
      if (next instanceof Node && !finder.contains(next)) close();
    });
  }
  arrive();
})();
