// @ts-check
// Files of the page that change while the page stays.

/**
 * Fetches style sheets again, without a moment without any.
 * @param {string[] | "all"} paths paths of the output
 * @param {number} version
 */
function renewStyles(paths, version) {
  for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
    if (!(link instanceof HTMLLinkElement) || !isOneOf(link.href, paths)) continue;
    const renewed = /** @type {HTMLLinkElement} */ (link.cloneNode());
    renewed.href = newAddress(link.href, version);
    renewed.addEventListener("load", () => link.remove(), { once: true });
    renewed.addEventListener("error", () => renewed.remove(), { once: true });
    link.after(renewed);
  }
}

/**
 * Fetches pictures again; the old one stays until the new one is there.
 * @param {string[] | "all"} paths paths of the output
 * @param {number} version
 */
function renewPictures(paths, version) {
  for (const picture of document.images) {
    if (isOneOf(picture.src, paths)) picture.src = newAddress(picture.src, version);
  }
}

/**
 * @param {string} address
 * @param {string[] | "all"} paths
 */
function isOneOf(address, paths) {
  const { origin, pathname } = new URL(address, location.href);
  if (origin !== location.origin) return false;
  return paths === "all" || paths.some((path) => new URL(addressOf(path), origin).pathname === decoded(pathname));
}

/**
 * A path as `addressOf` spells it.
 * @param {string} pathname
 */
function decoded(pathname) {
  try {
    return addressOf(decodeURIComponent(pathname.slice(1)));
  } catch {
    return pathname;
  }
}

/**
 * @param {string} address
 * @param {number} version
 */
function newAddress(address, version) {
  const renewed = new URL(address, location.href);
  renewed.searchParams.set("v", String(version));
  return renewed.href;
}

/**
 * Whether this page shows what it has read elsewhere: its search the index, the print studio cards. That of another state of the
 * site would lead astray.
 */
function hasReadOthers() {
  const shared = Reflect.get(globalThis, "kneeboard");
  const hasIndex = typeof shared === "object" && shared !== null && typeof Reflect.get(shared, "search") === "function";
  const read = performance.getEntriesByType("resource").filter((entry) => entry instanceof PerformanceResourceTiming);
  return hasIndex || read.some(({ initiatorType }) => initiatorType === "iframe");
}
