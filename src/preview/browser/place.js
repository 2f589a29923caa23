// @ts-check
// The place where somebody reads: kept when the page is fetched again, also when it has grown above that place.

/**
 * @typedef {{ id: string, top: number }} Anchor an element and how far below the upper edge of the window it stands
 * @typedef {{ at: number, value: string }} Entry what was typed into a field
 * @typedef {{ page: string, x: number, y: number, anchors: Anchor[], open: string[], entries: Entry[], focus: string,
 *   selection: [number, number] | null }} Place
 */

const keptPlace = keeper(() => sessionStorage, "kneeboard preview place");
/** Elements nearest to the place of reading; the first that is still there decides. */
const ANCHORS = 8;
const FIELDS = "input[type=search], input[type=text], input:not([type]), textarea";

/** Fetches the page again. */
function reloadInPlace() {
  // The browser's own way to restore a page does not know what was added above.
  if (keptPlace.write(presentPlace())) history.scrollRestoration = "manual";
  location.reload();
}

/** @returns {Place} */
function presentPlace() {
  const active = document.activeElement;
  const field = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement ? active : null;
  return {
    page: PAGE,
    x: scrollX,
    y: scrollY,
    anchors: scrollY > 0 ? anchors() : [],
    open: [...document.querySelectorAll("details[open]")].map(nameOfDetails),
    entries: fields().map(({ value }, at) => ({ at, value })),
    focus: active?.id ?? "",
    selection: field && field.selectionStart !== null ? [field.selectionStart, field.selectionEnd ?? 0] : null,
  };
}

/** The elements with a name around the upper third of the window, the nearest first. @returns {Anchor[]} */
function anchors() {
  const wanted = innerHeight / 3;
  const seen = [...document.querySelectorAll("main [id], article [id]")].flatMap((element) => {
    const { top, height } = element.getBoundingClientRect();
    return height > 0 && !isFixed(element) ? [{ id: element.id, top }] : [];
  });
  // What stands above the line and is being read comes before what follows below.
  const distance = (/** @type {Anchor} */ { top }) => (top <= wanted ? wanted - top : 2 * (top - wanted));
  return seen.sort((a, b) => distance(a) - distance(b)).slice(0, ANCHORS);
}

/**
 * Whether an element keeps its place in the window.
 * @param {Element} element
 */
function isFixed(element) {
  for (let part = /** @type {Element | null} */ (element); part && part !== document.body; part = part.parentElement) {
    if (["fixed", "sticky"].includes(getComputedStyle(part).position)) return true;
  }
  return false;
}

/** @param {Element} details */
function nameOfDetails(details) {
  return details.querySelector("summary")?.textContent?.trim() ?? "";
}

/** @returns {(HTMLInputElement | HTMLTextAreaElement)[]} */
function fields() {
  const found = [...document.querySelectorAll(FIELDS)];
  return found.flatMap((field) => (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? [field] : []));
}

/** After the page was fetched again: back to where the reader was. */
function returnToPlace() {
  const place = /** @type {Place | null} */ (keptPlace.read());
  if (!place) return;
  keptPlace.write(null);
  if (place.page !== PAGE) return;
  restoreParts(place);
  let moved = false;
  const move = () => (moved = true);
  const events = ["wheel", "touchmove", "keydown", "pointerdown"];
  for (const event of events) addEventListener(event, move, { once: true, passive: true });
  const restore = () => {
    if (!moved) scrollTo({ left: place.x, top: heightOf(place), behavior: "instant" });
  };
  const settle = () => {
    restore();
    for (const event of events) removeEventListener(event, move);
    history.scrollRestoration = "auto";
  };
  restore();
  if (document.readyState === "complete") settle();
  // The browser goes to the place in the address last of all.
  else addEventListener("load", () => requestAnimationFrame(settle), { once: true });
}

/**
 * How far down the same words are now.
 * @param {Place} place
 */
function heightOf({ anchors, y }) {
  for (const { id, top } of anchors) {
    const element = document.getElementById(id);
    if (element) return Math.round(scrollY + element.getBoundingClientRect().top - top);
  }
  return y;
}

/** @param {Place} place */
function restoreParts({ open, entries, focus, selection }) {
  for (const details of document.querySelectorAll("details")) {
    if (open.includes(nameOfDetails(details))) details.open = true;
  }
  const all = fields();
  for (const { at, value } of entries) {
    const field = all[at];
    if (!field || entries.length !== all.length || field.value === value) continue;
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  const focused = focus ? document.getElementById(focus) : null;
  focused?.focus({ preventScroll: true });
  const isField = focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement;
  if (isField && selection && focused.selectionStart !== null) focused.setSelectionRange(...selection);
}
