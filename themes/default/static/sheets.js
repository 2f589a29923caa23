// @ts-check
/**
 * Cards on sheets of paper: fetches cards from their pages, gives them another format where that is wanted, and puts them
 * into the slots of empty sheets, which the build has laid out.
 */
(() => {
  "use strict";

  /** How long a card's page may take, in ms. */
  const PATIENCE = 20_000;
  /** Large print, in points. */
  const LARGE = 16;
  /** Sides of a card in large print, at the most. */
  const MOST_SIDES = 40;

  const paper = /** @type {Paper} */ (Reflect.get(globalThis, "paper"));
  const HTML = ["article", "section", "div", "p", "h1", "h2", "span", "b", "bdi", "br", "img", "ol", "li"];
  const SVG = ["svg", "path"];

  // From the page of a card to its parts.

  /**
   * The parts of a page, made anew: only what cards are made of.
   * @param {PaperTree} tree
   * @returns {Element}
   */
  function grow(tree) {
    const isDrawing = SVG.includes(tree.name);
    if (!isDrawing && !HTML.includes(tree.name)) return document.createElement("span");
    const element = isDrawing ? document.createElementNS("http://www.w3.org/2000/svg", tree.name) : document.createElement(tree.name);
    for (const [name, value] of Object.entries(tree.attributes)) {
      if (!name.startsWith("on")) element.setAttribute(name, value);
    }
    element.append(...tree.parts.map((part) => (typeof part === "string" ? part : grow(part))));
    return element;
  }

  /** @type {Map<string, Promise<FetchedCard>>} */
  const fetched = new Map();

  /** @param {string} href */
  function fetch(href) {
    const known = fetched.get(href);
    if (known) return known;
    const card = fetchCard(href).catch((error) => {
      fetched.delete(href);
      throw error;
    });
    fetched.set(href, card);
    return card;
  }

  /**
   * A page in a folder on a disk cannot be read; in a frame it hands its card over by itself (fit.js).
   * @param {string} href
   * @returns {Promise<FetchedCard>}
   */
  function fetchCard(href) {
    const frame = document.createElement("iframe");
    frame.name = "kneeboard-card";
    frame.hidden = true;
    frame.src = href;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(() => reject(new Error(href))), PATIENCE);
      /** @param {() => void} last */
      function end(last) {
        clearTimeout(timer);
        removeEventListener("message", heard);
        frame.remove();
        last();
      }
      /** @param {MessageEvent} event */
      function heard(event) {
        if (event.source !== frame.contentWindow || !event.data?.card) return;
        const [article, further] = [grow(event.data.card), grow(event.data.further)];
        const larger = event.data.more ? grow(event.data.more) : null;
        const more = larger instanceof HTMLElement ? larger : null;
        end(() => (article instanceof HTMLElement && further instanceof HTMLElement ? resolve({ article, more, further }) : reject(new Error(href))));
      }
      addEventListener("message", heard);
      document.body.append(frame);
    });
  }

  // From the parts of a card to another format.

  /**
   * @param {FetchedCard} card
   * @param {PaperFormat | null} format
   * @param {boolean} large
   * @param {Element} stage
   */
  function shape(card, format, large, stage) {
    const article = copy((format?.pictures && card.more) || card.article);
    stage.replaceChildren(article);
    if (format) {
      article.className = `paper format-${format.name}`;
      reflow(article, card.further, format, large);
    } else {
      paper.fit([article]);
    }
    article.remove();
    return article;
  }

  /**
   * Lays a card out anew as the build does: at the largest size at which its sides hold it, in two columns where one does not,
   * on more sides than its author wants and in narrow columns only when it has to.
   * @param {HTMLElement} article
   * @param {HTMLElement} further
   * @param {PaperFormat} format
   * @param {boolean} large
   */
  function reflow(article, further, format, large) {
    const shown = groupsOf(article).map((group) => group.filter((part) => format.pictures || !part.matches(".c-pictures, .c-need")));
    const groups = shown.filter((group) => group.length > 0);
    if (!format.pictures) article.querySelectorAll(".c-pictures").forEach((pictures) => pictures.remove());
    const [first, ...others] = article.querySelectorAll(".side");
    others.forEach((side) => side.remove());
    if (!(first instanceof HTMLElement)) return;
    const tries = waysOf(article, format, large);
    tries.some((way, index) => {
      let { most } = way;
      const isLast = index === tries.length - 1;
      const holds = (/** @type {PaperSetting} */ setting) => {
        paper.set([article], setting);
        const isHeld = (setting.size <= way.twoColumns ? [1, 2] : [1]).some((columns) => {
          fill(article, first, further, groups, { most, columns });
          return paper.fits([article]);
        });
        // Larger than full only where that takes no further side.
        if (isHeld && setting.size >= way.limits.full) most = Math.min(most, article.childElementCount);
        return isHeld;
      };
      return paper.settle([article], way.limits, holds, isLast ? undefined : []);
    });
  }

  /**
   * The ways to lay a card out, best first.
   * @param {HTMLElement} article
   * @param {PaperFormat} format
   * @param {boolean} large
   * @returns {{ limits: PaperLimits, twoColumns: number, most: number }[]} the largest size for two columns, sides at the most
   */
  function waysOf(article, format, large) {
    // A wide table wants the whole width, and none breaks a word for larger type.
    const hasTable = article.querySelector(".c-row") !== null;
    const isWide = article.querySelector(".c-row > :nth-child(3)") !== null;
    const [wanted, most] = [Number(article.dataset.wanted), Number(article.dataset.most)];
    if (large) {
      const size = Math.max(LARGE, format.full);
      return [{ limits: { least: size, full: size, largest: size }, twoColumns: 0, most: MOST_SIDES }];
    }
    const usual = { limits: { ...format, largest: hasTable ? format.full : format.largest }, twoColumns: isWide ? 0 : format.twoColumns };
    const narrow = { limits: { ...format, largest: format.full }, twoColumns: format.full, most };
    return [{ ...usual, most: wanted }, ...(most > wanted ? [{ ...usual, most }] : []), ...(format.narrow && !hasTable ? [narrow] : [])];
  }

  /**
   * The parts of a card that stay together.
   * @param {HTMLElement} article
   */
  function groupsOf(article) {
    /** @type {HTMLElement[][]} */
    const groups = [];
    let open = false;
    for (const column of article.querySelectorAll(".side-column")) {
      if (!(column instanceof HTMLElement)) continue;
      const kept = new Set((column.dataset.kept ?? "").split(" "));
      for (const [index, part] of [...column.children].entries()) {
        // The head of a table that goes on is there already.
        if (!(part instanceof HTMLElement) || (index === 0 && column.dataset.again !== undefined)) continue;
        if (open) groups.at(-1)?.push(part);
        else groups.push([part]);
        open = kept.has(String(index));
      }
    }
    return groups;
  }

  /**
   * @param {HTMLElement} article
   * @param {HTMLElement} first
   * @param {HTMLElement} further
   * @param {HTMLElement[][]} groups
   * @param {{ most: number, columns: number }} room sides at the most, columns of each
   */
  function fill(article, first, further, groups, { most, columns }) {
    article.replaceChildren(first);
    let side = first;
    let free = emptied(side, columns);
    let column = /** @type {Element} */ (free.shift());
    for (const group of groups) {
      column.append(...group);
      const alone = column.childElementCount === group.length;
      if (alone || paper.overflow(side) <= paper.TOLERANCE) continue;
      if (free.length === 0) {
        if (article.childElementCount >= most) continue;
        side = furtherSide(first, further);
        article.append(side);
        free = emptied(side, columns);
      }
      const head = headOf(group[0]);
      column = /** @type {Element} */ (free.shift());
      column.append(...(head ? [head] : []), ...group);
    }
    const sides = [...article.querySelectorAll(".side")];
    for (const [index, side] of sides.entries()) {
      const number = side.querySelector(".side-number");
      if (number) number.textContent = `${index + 1} / ${sides.length}`;
      side.setAttribute("aria-label", `${side.querySelector(".side-title")?.textContent} ${index + 1} / ${sides.length}`);
    }
    const mark = first.querySelector(".control-number");
    if (mark instanceof HTMLElement) mark.hidden = sides.length === 1;
  }

  /**
   * The columns of a side, made anew.
   * @param {HTMLElement} side
   * @param {number} count
   */
  function emptied(side, count) {
    const columns = Array.from({ length: count }, () => document.createElement("div"));
    columns.forEach((column) => (column.className = "side-column c-stack"));
    side.querySelector(".side-body")?.replaceChildren(...columns);
    return columns;
  }

  /**
   * The head of the table that goes on with a row, to be said again.
   * @param {HTMLElement | undefined} part still where it did not fit
   */
  function headOf(part) {
    let before = part;
    while (before?.matches(".c-row:not(.c-row-head)")) before = /** @type {HTMLElement | undefined} */ (before.previousElementSibling ?? undefined);
    return part !== before && before?.matches(".c-row-head") ? copy(before) : null;
  }

  /**
   * @param {HTMLElement} first
   * @param {HTMLElement} foot
   */
  function furtherSide(first, foot) {
    const side = copy(first);
    const title = document.createElement("p");
    title.className = "side-title";
    title.textContent = first.querySelector(".side-title")?.textContent ?? "";
    side.querySelector(".side-head")?.classList.add("is-again");
    side.querySelector(".side-title")?.replaceWith(title);
    side.querySelector(".side-foot")?.replaceWith(copy(foot));
    return side;
  }

  /** @param {HTMLElement} element */
  function copy(element) {
    return /** @type {HTMLElement} */ (element.cloneNode(true));
  }

  // From cards to sheets.

  /**
   * What stands in a slot, and behind it.
   * @typedef {{ front: HTMLElement[], back: HTMLElement[] }} Slot
   */

  /**
   * @param {PaperItem[]} items
   * @param {PaperChoice} choice
   */
  function arrange(items, choice) {
    const all = items.flatMap((item) => Array.from({ length: choice.copies }, () => item));
    if (choice.paper === "cards") {
      const parts = all.flatMap((item) => item.cards.map(copy));
      return { parts, sheets: parts.reduce((sum, part) => sum + sidesOf(part).length, 0), alone: [], apart: [] };
    }
    const duplex = choice.duplex && all.some((item) => item.cards.some((card) => sidesOf(card).length > 1));
    /** @type {Map<string, { model: HTMLTemplateElement | null, slots: Slot[] }>} */
    const groups = new Map();
    /** @type {[Set<string>, Set<string>]} */
    const [alone, apart] = [new Set(), new Set()];
    for (const item of all) {
      const format = formatOf(item.cards[0]);
      const bilingual = item.cards.length > 1;
      const wanted = bilingual || (!duplex && item.cards.some((card) => sidesOf(card).length > 1));
      const pair = wanted ? modelOf(format, choice.paper, true) : null;
      const model = pair ?? modelOf(format, choice.paper, false);
      if (!model) alone.add(item.title);
      else if (wanted && !pair) apart.add(item.title);
      const key = `${format} ${pair !== null}`;
      const group = groups.get(key) ?? { model, slots: [] };
      group.slots.push(...slotsOf(item.cards, duplex, pair !== null));
      groups.set(key, group);
    }
    /** @type {HTMLElement[]} */
    const parts = [];
    let sheets = 0;
    for (const { model, slots } of groups.values()) {
      const count = model ? Number(model.dataset.columns) * Number(model.dataset.rows) : 1;
      for (let start = 0; start < slots.length; start += count) {
        const some = slots.slice(start, start + count);
        parts.push(...(model ? sheetOf(model, some, duplex) : some.flatMap(({ front, back }) => [...front, ...back])));
        sheets += 1;
      }
    }
    return { parts, sheets, alone: [...alone], apart: [...apart] };
  }

  /**
   * The slots of a card, or of the same card in two languages.
   * @param {HTMLElement[]} cards
   * @param {boolean} duplex
   * @param {boolean} pair a slot has room for two sides
   * @returns {Slot[]}
   */
  function slotsOf(cards, duplex, pair) {
    const numbers = Array.from({ length: Math.max(...cards.map((card) => sidesOf(card).length)) }, (_, index) => index);
    const all = (/** @type {number} */ number) => cards.flatMap((card) => partOf(card, [number]));
    /** @type {HTMLElement[][]} */
    let slots;
    if (cards.length > 1) slots = pair ? numbers.map(all) : numbers.flatMap((number) => all(number).map((part) => [part]));
    else if (pair) slots = chunks(numbers, 2).map((both) => partOf(cards[0], both));
    else slots = numbers.map(all);
    if (!duplex) return slots.map((front) => ({ front, back: [] }));
    // Behind the left one of two languages is the right one of the back.
    return chunks(slots, 2).map(([front = [], back = []]) => ({ front, back: [...back].reverse() }));
  }

  /**
   * @param {HTMLTemplateElement} model
   * @param {Slot[]} slots
   * @param {boolean} duplex
   */
  function sheetOf(model, slots, duplex) {
    const front = filled(model, slots.map((slot) => slot.front));
    if (!duplex) return [front];
    const columns = Number(model.dataset.columns);
    const rows = chunks([...slots, ...Array(columns)].slice(0, Math.ceil(slots.length / columns) * columns), columns);
    const back = filled(model, rows.flatMap((row) => row.map((slot) => slot?.back ?? []).reverse()));
    back.classList.add("is-back");
    back.querySelector(".sheet-marks")?.remove();
    return [front, back];
  }

  /**
   * An empty sheet with these parts in its slots.
   * @param {HTMLTemplateElement} model
   * @param {HTMLElement[][]} slots
   */
  function filled(model, slots) {
    const sheet = copy(/** @type {HTMLElement} */ (model.content.firstElementChild));
    const made = slots.map((parts) => {
      const slot = document.createElement("div");
      slot.className = parts.length > 1 ? "slot is-bilingual" : "slot";
      slot.append(...parts);
      return slot;
    });
    sheet.prepend(...made);
    return sheet;
  }

  /**
   * Some sides of a card; none if it does not have them.
   * @param {HTMLElement | undefined} card
   * @param {number[]} numbers
   */
  function partOf(card, numbers) {
    if (!card) return [];
    const sides = sidesOf(card);
    const chosen = numbers.flatMap((number) => sides[number] ?? []);
    const part = /** @type {HTMLElement} */ (card.cloneNode(false));
    part.append(...chosen.map((side) => side.cloneNode(true)));
    return chosen.length > 0 ? [part] : [];
  }

  /** @param {HTMLElement} card */
  function sidesOf(card) {
    return [...card.querySelectorAll(".side")];
  }

  /** @param {HTMLElement | undefined} card */
  function formatOf(card) {
    return [...(card?.classList ?? [])].find((name) => name.startsWith("format-"))?.slice("format-".length) ?? "";
  }

  /**
   * @param {string} format
   * @param {string} paper
   * @param {boolean} pair
   */
  function modelOf(format, paper, pair) {
    const models = [...document.querySelectorAll("template.model")].filter((model) => model instanceof HTMLTemplateElement);
    return models.find(({ dataset }) => dataset.format === format && dataset.paper === paper && (dataset.pair !== undefined) === pair) ?? null;
  }

  /**
   * @template T
   * @param {T[]} list
   * @param {number} count
   */
  function chunks(list, count) {
    return Array.from({ length: Math.ceil(list.length / count) }, (_, index) => list.slice(index * count, (index + 1) * count));
  }

  /** @type {Sheets} */
  const sheets = { fetch, shape, arrange };
  Reflect.set(globalThis, "sheets", sheets);
})();
