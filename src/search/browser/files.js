// @ts-check
// The files of an index: what there is, loading by script elements (which works from file:// too), shards. The twin of
// src/search/shards.rs; files.rs says what the letters of the root mean.

/** Signs of a content's fingerprint in a file name. */
const FINGERPRINT = 4;

/**
 * A family of shards: entry n begins at boundary n.
 * @typedef {{ boundaries: string[], names: string[] }} Family
 * @typedef {{ lang: string, count: number, per: [number, number], t: string, p: string, s: string, z: string, d: string,
 *   x: string, m: string, f: string }} Root
 * @typedef {{ engine: string, root: Root, families: Record<string, Family>, files: Map<string, unknown>,
 *   loading: Map<string, Promise<unknown>> }} Index `engine` is the script that brought it
 * @typedef {{ words: string[], payload: string }} Entry
 */

/** @type {Map<string, Index>} */
const indexes = new Map();
const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
const folder = new URL(".", script?.src ?? location.href).href;
/** The script that runs now. */
const nameOfScript = () =>
  /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src.split(/[?#]/)[0]?.split("/").pop() || "engine.js";

/** The page and the engine share one policy: there is only one of its name. @type {{ createScriptURL(url: string): unknown } | undefined} */
const policy = (kneeboard.policy ??= /** @type {any} */ (globalThis).trustedTypes?.createPolicy("kneeboard", {
  createScriptURL: (/** @type {string} */ url) => (url.startsWith(folder) ? url : ""),
}));

/**
 * Takes an index into use; a newer one of the same language replaces it.
 * @param {Root} root
 */
function openIndex(root) {
  /** @type {Record<string, Family>} */
  const families = {};
  for (const kind of /** @type {const} */ (["t", "p", "s", "z"])) {
    /** @type {Family} */
    const family = { boundaries: [], names: [] };
    let previous = "";
    for (const shard of root[kind].split(" ")) {
      previous = readWord(previous, shard.slice(FINGERPRINT));
      family.names.push(shard.slice(0, FINGERPRINT));
      family.boundaries.push(previous);
    }
    families[kind] = family;
  }
  indexes.set(root.lang, { engine: nameOfScript(), root, families, files: new Map(), loading: new Map() });
}

/**
 * Every file of an index calls this.
 * @param {string} name
 * @param {unknown} content
 */
function add(name, content) {
  indexes.get(name.split("/")[0] ?? "")?.files.set(name, content);
}

/**
 * Runs a script of the search folder.
 * @param {string} name
 * @returns {Promise<void>}
 */
function run(name) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.onload = () => {
      element.remove();
      resolve();
    };
    element.onerror = () => {
      element.remove();
      reject(new Error(`cannot load search/${name}`));
    };
    const url = folder + name;
    element.src = /** @type {string} */ (policy ? policy.createScriptURL(url) : url);
    document.head.append(element);
  });
}

/**
 * The name of a file; undefined for one that does not exist.
 * @param {Index} index
 * @param {string} kind
 * @param {number} number
 */
function nameOf(index, kind, number) {
  const names = index.families[kind]?.names;
  const fingerprint = names ? names[number] : /** @type {any} */ (index.root)[kind].slice(number * FINGERPRINT, (number + 1) * FINGERPRINT);
  return fingerprint ? `${index.root.lang}/${kind}${number}-${fingerprint}` : undefined;
}

/**
 * The content of a file that is here already.
 * @param {Index} index
 * @param {string} kind
 * @param {number} number
 */
function loaded(index, kind, number) {
  return index.files.get(nameOf(index, kind, number) ?? "");
}

/**
 * The content of a file; it is loaded once.
 * @param {Index} index
 * @param {string} kind
 * @param {number} number
 * @returns {Promise<any>}
 */
function file(index, kind, number) {
  const name = nameOf(index, kind, number);
  if (name === undefined) return Promise.resolve(undefined);
  let loading = index.loading.get(name);
  if (!loading) {
    loading = run(`${name}.js`).then(() => {
      // Some hosts answer with a page where a file is missing.
      if (!index.files.has(name)) throw new Error(`search/${name}.js is not what it was`);
      return index.files.get(name);
    });
    loading.catch(() => index.loading.delete(name));
    index.loading.set(name, loading);
  }
  return loading;
}

/**
 * A word after the one before it: how many letters they share, and the rest.
 * @param {string} previous
 * @param {string} text
 */
function readWord(previous, text) {
  const count = text ? codeAt(text, 0) : 0;
  // Letters beyond the first plane take two units.
  const shared = /[\ud800-\udfff]/.test(previous) ? [...previous].slice(0, count).join("") : previous.slice(0, count);
  return shared + text.slice(1);
}

/**
 * The shard that a word belongs to: the last whose boundary is not greater.
 * @param {Family} family
 * @param {string} word
 */
function shardOf(family, word) {
  let low = 0;
  let high = family.boundaries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((family.boundaries[middle] ?? "") <= word) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
}

/**
 * The first and last shard with words of this beginning.
 * @param {Family} family
 * @param {string} prefix
 * @returns {[number, number]}
 */
function shardsFrom(family, prefix) {
  return [shardOf(family, prefix), shardOf(family, `${prefix}\uffff`)];
}

/**
 * The entries of a shard.
 * @param {Index} index
 * @param {string} kind
 * @param {number} number
 * @returns {Promise<Entry[]>}
 */
async function shard(index, kind, number) {
  const fields = String((await file(index, kind, number)) ?? "").split("!");
  /** @type {Entry[]} */
  const entries = [];
  let previous = "";
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const words = (fields[at] ?? "").split(" ").map((word) => (previous = readWord(previous, word)));
    entries.push({ words, payload: fields[at + 1] ?? "" });
  }
  return entries;
}
