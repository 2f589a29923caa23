// @ts-check
// The page that this script stands in, and addresses of the preview.

/** The page's path in the output, and the fingerprint of its bytes. */
const { page: PAGE = "", tag: TAG = "" } = document.currentScript?.dataset ?? {};

/**
 * The address of a path of the output.
 * @param {string} path
 */
function addressOf(path) {
  return `/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * Something to keep in this browser; a browser that keeps nothing only forgets.
 * @param {() => Storage} storage
 * @param {string} key
 */
function keeper(storage, key) {
  return {
    /** @returns {unknown} what was kept last */
    read() {
      try {
        return JSON.parse(storage().getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    /**
     * @param {unknown} value
     * @returns {boolean} whether it is kept
     */
    write(value) {
      try {
        storage().setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  };
}
