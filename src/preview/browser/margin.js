// @ts-check
// The writer's margin: a tab at the edge of the page, and what it opens to. It lives in a tree of its own, where the styles of
// the theme do not reach, and nothing of it is printed.

/**
 * What src/preview/margin.rs says.
 *
 * @typedef {{ query: string, top: number, place: number | null, first: { title: string, page: string } | null }} Ask
 * @typedef {{ file: string, page: string | null, counts: Counts, first: string }} FileProblems
 * @typedef {object} Margin
 * @property {number} number
 * @property {"aid" | "site" | "draft" | "unreadable" | "gone"} page
 * @property {boolean} stale
 * @property {string | null} file
 * @property {Problem[]} problems
 * @property {number} more_problems
 * @property {{ words: number, minutes: number, steps: number } | null} reading
 * @property {{ page: string, format: string, fit: "full" | "smaller" | "overflows", size: number, sides: number } | null} card
 * @property {Ask[]} asks
 * @property {Ask[]} asks_not
 * @property {{ counts: Counts, files: FileProblems[], more_files: number }} elsewhere
 */

/** Pixels between the tab and what the page itself keeps at the edge of the window. */
const GAP = 8;
/** Milliseconds after which a page that was scrolled has put its own parts in their places. */
const SETTLED = 250;
/** Why there is nothing at the page's address. */
const GONE = { draft: "A draft, left out", unreadable: "The file cannot be read", gone: "There is no such page" };
const keptOpen = keeper(() => localStorage, "kneeboard preview margin");

/** @returns what changes the margin */
function makeMargin() {
  const host = make("div", "");
  host.id = "kneeboard-preview";
  host.lang = "en";
  host.dir = "ltr";
  host.dataset.side = getComputedStyle(document.documentElement).direction === "rtl" ? "left" : "right";
  host.hidden = true;
  const root = host.attachShadow({ mode: "open" });
  const style = make("link", "");
  style.rel = "stylesheet";
  style.href = "/.kneeboard/preview.css";
  // Without its styles it would push the page about.
  style.addEventListener("load", () => {
    host.hidden = false;
    lift();
  });

  const sign = make("span", "sign");
  const words = make("span", "tab-words", "Preview");
  const length = make("span", "tab-length");
  const tab = make("button", "tab", sign, words, length);
  tab.type = "button";
  tab.setAttribute("aria-controls", "sheet");
  const close = make("button", "close", make("span", "unseen", "Close"));
  close.type = "button";
  const file = make("div", "sheet-file");
  const facts = make("p", "sheet-facts");
  const parts = make("div", "sheet-parts");
  parts.tabIndex = 0;
  parts.setAttribute("role", "group");
  parts.setAttribute("aria-label", "Problems and asks");
  const sheet = make("div", "sheet", make("div", "sheet-head", file, facts, close), parts);
  sheet.id = "sheet";
  const offer = make("p", "offer");
  offer.hidden = true;
  const status = make("p", "unseen");
  status.setAttribute("role", "status");
  const aside = make("aside", "margin", offer, tab, sheet, status);
  aside.setAttribute("aria-label", "Writer’s margin");
  root.append(style, aside);
  document.documentElement.append(host);

  /** It opened by itself, and goes by itself. */
  let isCalled = false;
  /** @type {Margin | undefined} */
  let shown;
  let isLost = false;
  /** @type {State["page"]} */
  let page = "same";

  /** @param {string} text for those who listen */
  function say(text) {
    status.textContent = text;
  }

  /** @param {boolean} isOpen */
  function setOpen(isOpen) {
    sheet.hidden = !isOpen;
    tab.setAttribute("aria-expanded", String(isOpen));
    host.classList.toggle("is-open", isOpen);
  }

  /** @param {boolean} isOpen */
  function choose(isOpen) {
    isCalled = false;
    keptOpen.write(isOpen);
    setOpen(isOpen);
    if (!isOpen) tab.focus({ preventScroll: true });
  }

  /** Above what the page keeps at the lower edge of the window itself. */
  function lift() {
    const { left, width } = host.getBoundingClientRect();
    const columns = [left + 1, left + width / 2, left + width - 1];
    const under = columns.flatMap((x) => document.elementsFromPoint(x, innerHeight - 2)).filter((element) => element !== host);
    const fixed = under.find((element) => isFixed(element) && element.getBoundingClientRect().height < innerHeight / 2);
    const height = fixed ? innerHeight - keptBy(fixed).getBoundingClientRect().top : 0;
    host.style.setProperty("--lift", `${Math.max(0, Math.round(height)) + GAP}px`);
  }

  /**
   * The part that keeps its place, of which this is a piece.
   * @param {Element} element
   * @returns {Element}
   */
  function keptBy(element) {
    const isKept = ["fixed", "sticky"].includes(getComputedStyle(element).position);
    return isKept || !element.parentElement ? element : keptBy(element.parentElement);
  }

  function draw() {
    const counts = { errors: 0, warnings: 0, infos: 0 };
    for (const { level } of shown?.problems ?? []) counts[/** @type {const} */ (`${level}s`)] += 1;
    const said = inState(counts);
    if (shown) drawSheet(shown, counts);
    host.dataset.state = said.state;
    sign.textContent = said.sign;
    if (words.textContent !== said.words) say(said.words);
    words.textContent = said.words;
    const reading = shown?.reading;
    length.textContent = reading ? `${counted(reading.words, "word")} · ${reading.minutes} min` : "";
  }

  /**
   * What the tab says, the most pressing first.
   * @param {Counts} counts
   */
  function inState(counts) {
    if (isLost) return { state: "lost", sign: "…", words: "Reconnecting" };
    if (!shown) return { state: "new", sign: "…", words: "Preview" };
    const { errors, warnings, infos } = counts;
    if (page === "broken" || shown.stale) return { state: "error", sign: "!", words: "Not the newest state" };
    if (shown.page !== "aid" && shown.page !== "site") return { state: "error", sign: "!", words: GONE[shown.page] };
    const total = String(errors + warnings + infos + shown.more_problems);
    if (errors > 0) return { state: "error", sign: total, words: inWords(counts) };
    if (warnings > 0) return { state: "warning", sign: total, words: inWords(counts) };
    if (infos > 0) return { state: "info", sign: total, words: inWords(counts) };
    const others = shown.elsewhere.counts;
    if (shown.page === "site" && others.errors + others.warnings > 0) {
      const state = others.errors > 0 ? "error" : "warning";
      return { state, sign: String(others.errors + others.warnings), words: `${inWords({ ...others, infos: 0 })} in the site` };
    }
    return { state: "good", sign: "✓", words: "No problems" };
  }

  /**
   * @param {Margin} margin
   * @param {Counts} counts
   */
  function drawSheet(margin, counts) {
    const { reading, card, problems, more_problems, asks, asks_not, elsewhere } = margin;
    file.replaceChildren(margin.file ? copier(margin.file, say) : make("p", "sheet-site", "This site"));
    const about = margin.page === "aid" || margin.page === "site" ? "A page made of many files" : GONE[margin.page];
    const steps = reading && reading.steps > 0 ? [counted(reading.steps, "step")] : [];
    facts.replaceChildren(
      ...(reading ? [counted(reading.words, "word"), `${reading.minutes} min to read`, ...steps] : [about])
        .map((fact) => make("span", "", fact)),
      ...(card ? [cardLink(card)] : []),
    );
    const drawn = [...notices(margin)];
    const items = problems.map((problem) => problemItem(problem, say));
    if (more_problems > 0) items.push(make("li", "more", `… and ${more_problems} more`));
    if (margin.page !== "site" || items.length > 0) {
      drawn.push(section("problems", "Problems", items.length > 0 ? inWords(counts) : "none", ...items));
    }
    if (asks.length + asks_not.length > 0) drawn.push(askSection(asks, asks_not));
    const { counts: others, files, more_files } = elsewhere;
    if (files.length > 0) {
      const rows = files.map(fileItem);
      if (more_files > 0) rows.push(make("li", "more", `… and ${counted(more_files, "file")} more`));
      drawn.push(section("elsewhere", margin.page === "site" ? "In the site" : "Elsewhere in the site", inWords(others), ...rows));
    }
    parts.replaceChildren(...drawn, make("p", "sheet-foot", "Preview only: none of this is published."));
  }

  /**
   * Why what is shown is not what is on disk.
   * @param {Margin} margin
   * @returns {Node[]}
   */
  function notices(margin) {
    if (margin.stale) return [make("p", "notice", "The theme does not work. What you see is the site as it was before.")];
    if (page === "broken") return [make("p", "notice", "This page cannot be made any more. What you see is how it was before.")];
    if (margin.page === "aid" || margin.page === "site") return [];
    const why = {
      draft: "Its aid is a draft, and drafts are left out: start the preview with --drafts to see them.",
      unreadable: "Its file cannot be read as text.",
      gone: "No file makes this page.",
    };
    const before = page === "gone" ? " What you see is how it was before." : "";
    return [make("p", "notice", why[margin.page] + before)];
  }

  for (const button of [tab, close]) button.addEventListener("click", () => choose(Boolean(sheet.hidden)));
  aside.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || sheet.hidden) return;
    // The page has keys of its own.
    event.preventDefault();
    choose(false);
  });
  let isWaiting = false;
  let settling = 0;
  const liftSoon = () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      lift();
    });
    // A bar may come only after the scrolling that calls for it.
    clearTimeout(settling);
    settling = setTimeout(lift, SETTLED);
  };
  addEventListener("scroll", liftSoon, { passive: true });
  addEventListener("resize", liftSoon);
  document.addEventListener("transitionend", liftSoon);
  setOpen(keptOpen.read() === true);
  draw();

  return {
    /** @param {Margin} margin */
    show(margin) {
      shown = margin;
      const isStopped = margin.stale || page === "broken" || page === "gone";
      if (isStopped && sheet.hidden && !isCalled) {
        isCalled = true;
        setOpen(true);
      } else if (!isStopped && isCalled) {
        isCalled = false;
        setOpen(false);
      }
      draw();
    },
    /** @param {State["page"]} state how the page stands */
    setPage(state) {
      page = state;
    },
    /** @param {boolean} lost */
    setLost(lost) {
      if (lost === isLost) return;
      isLost = lost;
      draw();
    },
    /**
     * Offers the way to an aid that was saved.
     * @param {Saved} saved
     */
    offer({ file, page, title }) {
      if (page === null) return;
      const link = make("a", "offer-link", make("bdi", "offer-file", file), " saved: ", make("bdi", "", title ?? file));
      link.href = addressOf(page);
      const dismiss = make("button", "close", make("span", "unseen", "Dismiss"));
      dismiss.type = "button";
      dismiss.addEventListener("click", () => {
        offer.hidden = true;
        tab.focus({ preventScroll: true });
      });
      offer.replaceChildren(link, dismiss);
      offer.hidden = false;
      say(`${file} saved. Open it from the writer’s margin.`);
    },
  };
}

/** @param {NonNullable<Margin["card"]>} card */
function cardLink({ page, format, fit, size, sides }) {
  const told = { full: `fits at ${size} pt, full size`, smaller: `fits at ${size} pt`, overflows: `does not fit at ${size} pt` }[fit];
  const link = make("a", "card-link", `Card ${format}`);
  link.href = addressOf(page);
  return make("span", "", link, ` ${told}, ${counted(sides, "side")}`);
}

/**
 * @param {Ask[]} asks
 * @param {Ask[]} asksNot
 */
function askSection(asks, asksNot) {
  const found = asks.filter(({ place, top }) => place !== null && place <= top).length;
  const aside = asks.length > 0 ? `${found} of ${asks.length} found` : "";
  const forbidden = asksNot.map((ask) => askItem(ask, false, "must not find this aid"));
  return section("asks", "Asks", aside, ...forbidden, ...asks.map((ask) => {
    const isFound = ask.place !== null && ask.place <= ask.top;
    return askItem(ask, isFound, isFound ? "" : `should be ${ask.top === 1 ? "first" : `among the first ${ask.top}`}`);
  }));
}

/**
 * @param {Ask} ask
 * @param {boolean} isGood
 * @param {string} demand
 */
function askItem({ query, place, first }, isGood, demand) {
  const where = place === null ? "not found" : `place ${place}`;
  const mark = make("span", "ask-place", make("span", "", place === null ? "–" : String(place)));
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", where);
  const text = make("div", "ask-text", make("bdi", "ask-query", query));
  if (demand) text.append(make("p", "ask-demand", `${where}, ${demand}`));
  if (first && !isGood) {
    const link = make("a", "", make("bdi", "", first.title));
    link.href = addressOf(first.page);
    text.append(make("p", "ask-first", "first is ", link));
  }
  return make("li", isGood ? "ask" : "ask is-unfound", mark, text);
}

/** @param {FileProblems} file */
function fileItem({ file, page, counts, first }) {
  const name = make("bdi", "", file);
  const shown = page === null ? make("span", "other-file", name) : make("a", "other-file", name);
  if (page !== null && shown instanceof HTMLAnchorElement) shown.href = addressOf(page);
  return make("li", "other", shown, make("span", "other-counts", inWords(counts)), make("p", "other-first", ...prose(first)));
}
