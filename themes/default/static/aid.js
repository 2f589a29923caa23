// @ts-check
/**
 * What an aid's page adds to its HTML: where you are in the steps, what is checked, one question at a time, a filter for
 * long tables, and a look at the device's date. The page is complete without any of it. Marks stay on the device, end
 * with the session, and are never printed.
 */
(() => {
  "use strict";

  const found = document.querySelector("article.card");
  if (!(found instanceof HTMLElement)) return;
  const card = found;

  // Marks made by an earlier rev must not appear on this one.
  const storageKey = `kneeboard ${location.pathname} ${card.dataset.rev ?? ""}`;

  /** @typedef {{ step?: number, ticks?: string[] }} Marks */

  /** @returns {Marks} */
  function readMarks() {
    try {
      const marks = JSON.parse(sessionStorage.getItem(storageKey) ?? "{}");
      return marks !== null && typeof marks === "object" ? marks : {};
    } catch {
      return {};
    }
  }

  /** @param {Marks} changed */
  function keepMarks(changed) {
    try {
      sessionStorage.setItem(storageKey, JSON.stringify({ ...readMarks(), ...changed }));
    } catch {
      // A browser without storage only forgets sooner.
    }
  }

  /**
   * @param {string} pattern
   * @param {Record<string, string | number>} values
   */
  function fill(pattern, values) {
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @param {ParentNode} root
   * @returns {T[]}
   */
  function all(selector, type, root = card) {
    return [...root.querySelectorAll(selector)].flatMap((element) => (element instanceof type ? [element] : []));
  }

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {new () => T} type
   * @param {ParentNode} root
   * @returns {T | undefined}
   */
  function first(selector, type, root = card) {
    return all(selector, type, root)[0];
  }

  /** @param {Element} element */
  function bringIntoView(element) {
    element.scrollIntoView({ block: "start" });
  }

  /**
   * The bar keeps away while what comes before the first step or item is read.
   * @param {HTMLElement} bar
   * @param {HTMLElement | undefined} start
   */
  function appearWith(bar, start) {
    bar.classList.toggle("is-away", start !== undefined);
    bar.hidden = false;
    if (!start) return;
    const watch = new IntersectionObserver(
      (entries) => {
        const last = entries.at(-1);
        if (last) bar.classList.toggle("is-away", !last.isIntersecting && last.boundingClientRect.top > 0);
      },
      { rootMargin: "0px 0px -25% 0px" },
    );
    watch.observe(start);
  }

  // Validity: the page may be older than the day on which it is read.

  function compareDates() {
    const now = new Date();
    const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const { effective, expires } = card.dataset;
    show("expired", expires !== undefined && expires < today);
    show("pending", effective !== undefined && effective > today);
  }

  /**
   * @param {string} validity
   * @param {boolean} holds
   */
  function show(validity, holds) {
    for (const banner of all(`[data-validity="${validity}"]`, HTMLElement)) banner.hidden = !holds;
  }

  // Steps: the bug stands at the current one, and the screen stays on between the first and the last.

  /** @type {WakeLockSentinel | undefined} */
  let wakeLock;
  let working = false;

  async function stayAwake() {
    try {
      if (working && document.visibilityState === "visible") {
        if (wakeLock === undefined || wakeLock.released) wakeLock = await navigator.wakeLock.request("screen");
      } else {
        await wakeLock?.release();
      }
    } catch {
      // Not offered here, or the battery is low: the screen then goes dark as it always does.
    }
  }

  function followSteps() {
    const bar = first(".tally-steps", HTMLElement);
    const steps = all(".step", HTMLElement);
    // Where answers decide what comes next, there is no next step to offer.
    if (!bar || steps.length < 2 || card.querySelector(".branch")) return;
    const back = first(".tally-back", HTMLButtonElement, bar);
    const next = first(".tally-next", HTMLButtonElement, bar);
    const reset = first(".tally-reset", HTMLButtonElement, bar);
    const text = first(".tally-text", HTMLElement, bar);
    if (!back || !next || !reset || !text) return;

    /** @param {number} current index of the current step; the number of steps when all are done */
    function mark(current) {
      steps.forEach((step, index) => {
        step.classList.toggle("is-done", index < current);
        step.classList.toggle("is-current", index === current);
        if (index === current) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
      });
      const complete = current >= steps.length;
      const number = steps[current]?.querySelector(".step-number")?.textContent?.trim() ?? "";
      const pattern = (complete ? bar?.dataset.all : bar?.dataset.of) ?? "";
      if (text) text.textContent = fill(pattern, { n: number, total: steps.length });
      if (back) back.disabled = current === 0;
      if (next) next.hidden = complete;
      if (reset) reset.hidden = !complete;
      position = current;
      working = current > 0 && !complete;
      void stayAwake();
      keepMarks({ step: current });
    }

    /** @param {number} current */
    function go(current) {
      mark(Math.min(Math.max(current, 0), steps.length));
      const step = steps[position];
      if (step) bringIntoView(step);
    }

    steps.forEach((step, index) => {
      const number = step.querySelector(".step-number");
      if (!number) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "step-button";
      button.textContent = number.textContent;
      button.setAttribute("aria-label", fill(bar.dataset.mark ?? "{n}", { n: number.textContent ?? "" }));
      button.addEventListener("click", () => mark(index === position ? index + 1 : index));
      number.replaceChildren(button);
    });

    let position = 0;
    const stored = readMarks().step;
    mark(Number.isInteger(stored) ? Math.min(Math.max(Number(stored), 0), steps.length) : 0);
    back.addEventListener("click", () => go(position - 1));
    next.addEventListener("click", () => go(position + 1));
    reset.addEventListener("click", () => {
      go(0);
      next.focus({ preventScroll: true });
    });
    document.addEventListener("visibilitychange", () => void stayAwake());
    appearWith(bar, steps[0]);
  }

  // Checklists: how many of how many.

  function countItems() {
    const bar = first(".tally-items", HTMLElement);
    const boxes = all(".item-box", HTMLInputElement);
    if (!bar || boxes.length === 0) return;
    const text = first(".tally-text", HTMLElement, bar);
    const progress = first("progress", HTMLProgressElement, bar);
    const reset = first(".tally-reset", HTMLButtonElement, bar);

    function count() {
      const checked = boxes.filter((box) => box.checked);
      const pattern = (checked.length === boxes.length ? bar?.dataset.all : bar?.dataset.of) ?? "";
      if (text) text.textContent = fill(pattern, { n: checked.length, total: boxes.length });
      if (progress) progress.value = checked.length;
      if (reset) reset.disabled = checked.length === 0;
      keepMarks({ ticks: checked.map((box) => box.id) });
    }

    const { ticks } = readMarks();
    if (Array.isArray(ticks)) for (const box of boxes) box.checked = ticks.includes(box.id);
    for (const box of boxes) box.addEventListener("change", count);
    reset?.addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      count();
      boxes[0]?.focus();
    });
    count();
    appearWith(bar, boxes[0]?.closest("li") ?? undefined);
  }

  // Branches: one question at a time; the address says which, so that Back goes back.

  function askInTurn() {
    const questions = all(".branch", HTMLElement);
    if (questions.length < 2) return;
    /** Questions on the way to the current one, in the order in which they were asked. @type {HTMLElement[]} */
    let asked = [];
    const led = new Set(questions.flatMap((question) => all(".answer a", HTMLAnchorElement, question).map(placeOf)));
    /** What the answers lead to, and nothing else: it is not read before a question has led there. */
    const outcomes = all(".branch ~ .prose", HTMLElement).filter((prose) => {
      const headings = all("h2[id], h3[id]", HTMLElement, prose);
      return headings.length > 0 && prose.firstElementChild === headings[0] && headings.every(({ id }) => led.has(id));
    });

    /** @param {HTMLAnchorElement} link */
    function placeOf(link) {
      try {
        return decodeURIComponent(link.hash.slice(1));
      } catch {
        return "";
      }
    }

    function targetOfAddress() {
      try {
        return document.getElementById(decodeURIComponent(location.hash.slice(1)));
      } catch {
        return null;
      }
    }

    function draw() {
      const target = targetOfAddress();
      const question = questions.find((candidate) => candidate === target || candidate.contains(target));
      if (question) {
        const at = asked.indexOf(question);
        asked = at < 0 ? [...asked, question] : asked.slice(0, at + 1);
      } else if (!target || asked.length === 0) {
        asked = questions.slice(0, 1);
      }
      const open = asked.at(-1);
      for (const candidate of questions) {
        const known = asked.includes(candidate);
        candidate.classList.toggle("is-waiting", !known);
        const answered = known && (candidate !== open || answerTo(candidate, target));
        candidate.classList.toggle("is-answered", answered);
        if (!answered) for (const answer of all(".is-chosen", HTMLElement, candidate)) answer.classList.remove("is-chosen");
        const again = first(".branch-again", HTMLElement, candidate);
        if (again) again.hidden = !(answered && candidate === open);
      }
      const settled = open?.classList.contains("is-answered") || outcomes.some((outcome) => outcome.contains(target));
      for (const outcome of outcomes) outcome.classList.toggle("is-waiting", !settled);
      if (target && asked.length > 0) bringIntoView(question ?? target);
    }

    /**
     * The open question counts as answered when one of its answers led out of the questions, to a place on this page.
     * @param {HTMLElement} question
     * @param {HTMLElement | null} target
     */
    function answerTo(question, target) {
      return target !== null && !questions.some((other) => other.contains(target)) && question.querySelector(".is-chosen") !== null;
    }

    for (const question of questions) {
      for (const answer of all(".answer", HTMLElement, question)) {
        answer.addEventListener("click", (event) => {
          if (!(event.target instanceof Element) || !event.target.closest("a")) return;
          for (const other of all(".answer", HTMLElement, question)) other.classList.toggle("is-chosen", other === answer);
        });
      }
      first(".branch-again button", HTMLButtonElement, question)?.addEventListener("click", () => {
        asked = [];
        const start = `#${questions[0]?.id ?? ""}`;
        if (location.hash === start) draw();
        else location.hash = start;
      });
    }
    addEventListener("hashchange", draw);
    draw();
  }

  // Long tables: type to keep the rows that have the words.

  function filterTables() {
    for (const frame of all(".table-frame", HTMLElement)) {
      const field = first(".filter", HTMLElement, frame);
      const input = first("input", HTMLInputElement, frame);
      const status = first(".filter-status", HTMLElement, frame);
      if (!field || !input) continue;
      const rows = all("tbody tr", HTMLElement, frame).map((row) => ({ row, text: fold(row.textContent ?? "") }));
      input.addEventListener("input", () => {
        const words = fold(input.value).split(/\s+/).filter(Boolean);
        for (const { row, text } of rows) row.hidden = !words.every((word) => text.includes(word));
        if (status) status.textContent = rows.every(({ row }) => row.hidden) ? (status.dataset.none ?? "") : "";
      });
      field.hidden = false;
    }
  }

  /** @param {string} text */
  function fold(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // Words with a meaning: a finger cannot hover, so a tap writes the meaning beside the word.

  function explainWords() {
    for (const word of all("abbr[title]", HTMLElement)) {
      word.addEventListener("click", (event) => {
        if (word.closest("a")) return;
        event.preventDefault();
        const next = word.nextElementSibling;
        if (next?.classList.contains("gloss")) {
          next.remove();
          return;
        }
        const gloss = document.createElement("span");
        gloss.className = "gloss";
        gloss.textContent = word.title;
        word.after(gloss);
      });
    }
  }

  function offerPrinting() {
    for (const button of all(".print-button", HTMLButtonElement)) {
      button.hidden = false;
      button.addEventListener("click", () => print());
    }
  }

  /** Captions show from the first play; a browser may not load them into a page that was opened as a file. */
  function showCaptions() {
    if (location.protocol === "file:") return;
    for (const video of all("video", HTMLVideoElement)) {
      const tracks = [...video.textTracks];
      const own = tracks.find((track) => track.language === document.documentElement.lang) ?? tracks[0];
      if (own) video.addEventListener("play", () => (own.mode = "showing"), { once: true });
    }
  }

  /** A table that is wider than the page can be reached and moved by keyboard. */
  function reachWideTables() {
    for (const box of all(".prose", HTMLElement)) if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  }

  compareDates();
  followSteps();
  countItems();
  askInTurn();
  filterTables();
  explainWords();
  offerPrinting();
  showCaptions();
  reachWideTables();
})();
