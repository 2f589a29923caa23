// Whether every script in a folder can be parsed: `node parse.mjs FOLDER`. Ends with 1 and says which cannot.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

const [folder = ''] = process.argv.slice(2);
for (const name of readdirSync(folder)) {
  const source = readFileSync(join(folder, name), 'utf8');
  try {
    new Script(source, { filename: name });
  } catch (error) {
    console.error(`${name}: ${error}\n${source.slice(0, 200)}`);
    process.exitCode = 1;
  }
}
