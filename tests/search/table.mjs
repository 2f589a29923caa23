// Tables of cases that Rust and Node share: fields between tabs; a line that begins with `# ` is a remark.

import { readFileSync } from 'node:fs';

/**
 * The rows of a table beside this file.
 *
 * @param {string} name
 * @returns {string[][]}
 */
export function rows(name) {
  const lines = readFileSync(new URL(name, import.meta.url), 'utf8').replace(/\n$/, '').split('\n');
  return lines.filter((line) => !line.startsWith('# ')).map((line) => line.split('\t').map(unescape));
}

/** @param {string} field */
function unescape(field) {
  return field.replaceAll(/\\u\{(\w+)\}/g, (_, number) => String.fromCodePoint(parseInt(number, 16)));
}
