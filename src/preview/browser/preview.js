// @ts-check
// What the page does with what it hears.

/** In place of a page that cannot be shown, the whole window tells why. */
const isErrorPage = document.documentElement.dataset.kneeboard === "error";
const margin = isErrorPage ? errorPage() : makeMargin();
/** The state of the site that this page has seen last. */
let known = -1;
/** Counts what was asked; only the newest answer is shown. */
let asked = 0;

function errorPage() {
  const status = document.querySelector("[role=status]");
  const words = status?.textContent ?? "";
  const said = make("p", "unseen");
  said.setAttribute("role", "status");
  document.querySelector("main")?.append(said);
  for (const code of document.querySelectorAll("[data-copy]")) {
    code.replaceWith(copier(code.textContent ?? "", (text) => (said.textContent = text)));
  }
  return {
    show() {},
    setPage() {},
    offer() {},
    /** @param {boolean} lost */
    setLost(lost) {
      const text = lost ? "The preview has stopped. Reconnecting …" : words;
      if (status && status.textContent !== text) status.textContent = text;
    },
  };
}

/** Fetches what there is to say of this page. */
async function refresh() {
  if (isErrorPage) return;
  const mine = ++asked;
  try {
    const answer = await fetch(`/.kneeboard/margin?page=${encodeURIComponent(PAGE)}`, { cache: "no-store" });
    if (!answer.ok) return;
    const news = /** @type {Margin} */ (await answer.json());
    if (mine === asked) margin.show(news);
  } catch {
    // The stream says that nobody answers.
  }
}

returnToPlace();
listen({
  onNews({ number, saved, styles }) {
    known = number;
    const scripts = saved.some(({ file }) => file.endsWith(".js"));
    if (scripts || (saved.length > 0 && hasReadOthers())) return reloadInPlace();
    renewStyles(styles, number);
    renewPictures(saved.map(({ file }) => file), number);
    const other = saved.filter(({ page, exists }) => exists && page !== null && page !== PAGE).at(-1);
    if (other) margin.offer(other);
  },
  onState({ number, page }) {
    if (known >= 0 && number !== known) {
      // Something was missed: what the fingerprint of the page does not cover may be another.
      if (page === "same" && hasReadOthers()) return reloadInPlace();
      renewStyles("all", number);
      renewPictures("all", number);
    }
    known = number;
    if (page === "changed" || (isErrorPage && page !== "same")) return reloadInPlace();
    margin.setPage(page);
    void refresh();
  },
  onLost: (lost) => margin.setLost(lost),
});
