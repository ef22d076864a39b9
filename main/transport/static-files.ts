import { readFile } from 'node:fs/promises';
import path from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
};

/**
 * Serves the built renderer from one folder, and nothing outside it. Answers null for what is not there. The paths are
 * contained by path.relative after decoding, so no spelling of ".." leaves the folder.
 */
export function createStaticFiles(root: string): (pathname: string) => Promise<Response | null> {
  return async (pathname) => {
    let decoded: string;
    try {
      decoded = decodeURIComponent(pathname === '/' ? '/index.html' : pathname);
    } catch {
      return null;
    }
    if (decoded.includes('\0')) return null;
    const file = path.join(root, decoded);
    const relative = path.relative(root, file);
    if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return null;
    const type = TYPES[path.extname(file).toLowerCase()];
    if (type === undefined) return null;
    try {
      const bytes = await readFile(file);
      return new Response(bytes, {
        headers: {
          'content-type': type,
          'x-content-type-options': 'nosniff',
          'cache-control': relative.startsWith('assets') ? 'public, max-age=31536000, immutable' : 'no-cache',
        },
      });
    } catch {
      return null;
    }
  };
}
