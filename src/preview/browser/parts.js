// @ts-check
// Elements of the margin. Everything of the site is written as text.

/**
 * @typedef {{ before: string, marked: string, after: string }} SourceLines
 * @typedef {{ code: string, level: "error" | "warning" | "info", message: string, hints: string[], file: string,
 *   line: number | null, column: number | null, source: SourceLines | null }} Problem
 * @typedef {{ errors: number, warnings: number, infos: number }} Counts
 */

/** How a level is named and drawn. */
const LEVELS = { error: "Error", warning: "Warning", info: "Note" };

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * What stands in backticks is as it is written in a file.
 * @param {string} text
 * @returns {(Node | string)[]}
 */
function prose(text) {
  return text.split("`").map((part, at, all) => {
    if (at % 2 === 0) return part;
    // A backtick without its like is one.
    return at === all.length - 1 ? `\`${part}` : make("code", "", part);
  });
}

/**
 * @param {number} count
 * @param {string} one
 */
function counted(count, one) {
  return `${count.toLocaleString("en")} ${one}${count === 1 ? "" : "s"}`;
}

/**
 * `2 errors, 1 warning`
 * @param {Counts} counts
 */
function inWords({ errors, warnings, infos }) {
  const words = [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""];
  return [...words, infos > 0 ? counted(infos, "note") : ""].filter(Boolean).join(", ");
}

/**
 * A list under its name.
 * @param {string} id
 * @param {string} name
 * @param {string} aside what stands beside the name
 * @param {...Node} items
 */
function section(id, name, aside, ...items) {
  const title = make("p", "part-name", make("span", "", name), make("span", "part-aside", aside));
  title.id = id;
  const list = make("ul", "part-list", ...items);
  list.setAttribute("role", "list");
  list.setAttribute("aria-labelledby", id);
  return make("div", "part", title, ...(items.length > 0 ? [list] : []));
}

/**
 * Text that a click copies.
 * @param {string} text
 * @param {(text: string) => void} say
 */
function copier(text, say) {
  const shown = make("code", "", text);
  shown.dir = "auto";
  const button = make("button", "copier", shown, " ", make("span", "copier-word", "Copy"));
  button.type = "button";
  button.addEventListener("click", async () => {
    const isCopied = await copy(text, shown);
    const word = isCopied ? "Copied" : "Marked: press Ctrl+C";
    button.lastElementChild?.replaceChildren(word);
    button.classList.add("is-done");
    say(`${word}: ${text}`);
    setTimeout(() => {
      button.lastElementChild?.replaceChildren("Copy");
      button.classList.remove("is-done");
    }, 2000);
  });
  return button;
}

/**
 * @param {string} text
 * @param {HTMLElement} shown where it stands, to be marked when the clipboard is closed
 * @returns {Promise<boolean>}
 */
async function copy(text, shown) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(shown);
    return false;
  }
}

/**
 * @param {Problem} problem
 * @param {(text: string) => void} say
 */
function problemItem(problem, say) {
  const { code, level, message, hints, file, line, column, source } = problem;
  const plate = make("span", "problem-code", `${LEVELS[level]} ${code}`);
  const item = make("li", `problem is-${level}`, make("p", "problem-message", plate, " ", ...prose(message)));
  item.append(make("p", "problem-place", copier([file, line, column].filter((part) => part !== null).join(":"), say)));
  if (source) item.append(sourceLines(source, line ?? 1));
  if (hints.length > 0) item.append(make("ul", "problem-hints", ...hints.map((hint) => make("li", "", ...prose(hint)))));
  item.append(make("p", "problem-explain", make("code", "", `kneeboard explain ${code}`)));
  return item;
}

/**
 * The lines of a file with their numbers.
 * @param {SourceLines} source
 * @param {number} firstLine
 */
function sourceLines({ before, marked, after }, firstLine) {
  /** @type {HTMLElement[]} */
  const lines = [];
  const open = () => {
    const text = make("code", "");
    text.dir = "auto";
    const line = make("span", "source-line", text);
    line.dataset.line = String(firstLine + lines.length);
    lines.push(line);
    return text;
  };
  let text = open();
  for (const { part, isMarked } of [{ part: before, isMarked: false }, { part: marked, isMarked: true }, { part: after, isMarked: false }]) {
    part.split("\n").forEach((piece, index) => {
      if (index > 0) text = open();
      text.append(isMarked ? make("mark", "", piece) : piece);
    });
  }
  const source = make("pre", "source", ...lines);
  source.dir = "ltr";
  return source;
}
