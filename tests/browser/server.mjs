// A static host as plain as there is: files below one prefix, nothing else.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.vtt': 'text/vtt; charset=utf-8',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
};

/**
 * Serves a folder on the loopback address.
 *
 * @param {string} folder
 * @param {string} prefix Where the site begins: `/` or `/a/b/`. Everything outside of it is missing.
 * @returns {Promise<{address: string, missing: string[], close: () => void}>} `address` ends in `/`; `missing` grows by
 * every path that was asked for and is not there.
 */
export async function serve(folder, prefix) {
  /** @type {string[]} */
  const missing = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const inside = path.startsWith(prefix) ? normalize(`/${path.slice(prefix.length)}`) : undefined;
    try {
      if (inside === undefined) throw new Error('outside of the site');
      const bytes = await readFile(join(folder, inside));
      response.setHeader('content-type', TYPES[extname(inside)] ?? 'application/octet-stream').end(bytes);
    } catch {
      missing.push(path);
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { address: `http://127.0.0.1:${port}${prefix}`, missing, close };
}
