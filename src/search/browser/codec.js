// @ts-check
// Numbers and postings as printable text. The twin of src/search/codec.rs and postings.rs, which say what the numbers mean.

const SIGNS = 91;
const LONG_CELL = 90;
const HEAD_CELLS = 5;

/**
 * The code, 0 to 90, of the sign at a place.
 * @param {string} text
 * @param {number} at
 */
function codeAt(text, at) {
  const sign = text.charCodeAt(at);
  return sign > 92 ? sign - 36 : sign - 35;
}

/** Reads signs one after another. */
class Signs {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  get isEmpty() {
    return this.at >= this.text.length;
  }

  code() {
    return codeAt(this.text, this.at++);
  }

  number() {
    const first = this.code();
    if (first < 61) return first;
    if (first < 85) return 61 + (first - 61) * SIGNS + this.code();
    if (first < 90) return 2245 + ((first - 85) * SIGNS + this.code()) * SIGNS + this.code();
    let number = 0;
    for (let count = 0; count < 4; count++) number = number * SIGNS + this.code();
    return 43650 + number;
  }
}

/**
 * Gives every posting to `take`; `cells` is good until the next one.
 * @param {Signs} signs
 * @param {(document: number, impact: number, cells: number[]) => void} take
 */
function eachPosting(signs, take) {
  /** @type {number[]} */
  const cells = [];
  let next = 0;
  while (!signs.isEmpty) {
    const document = next + signs.number();
    const head = signs.code();
    let count = (head % HEAD_CELLS) + 1;
    if (count === HEAD_CELLS) count += signs.number();
    cells.length = 0;
    for (; count > 0; count--) {
      const cell = signs.code();
      cells.push(cell === LONG_CELL ? LONG_CELL + signs.number() : cell);
    }
    take(document, Math.floor(head / HEAD_CELLS), cells);
    next = document + 1;
  }
}
