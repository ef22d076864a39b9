import { contentSecurityPolicy } from '../../transport/content-security-policy.ts';
import { createStaticFiles } from '../../transport/static-files.ts';
import { APP_HOST, APP_SCHEME } from '../../transport/trusted-frame.ts';

/**
 * Renderer chunks lie under /assets too; artwork is named by 64 hexadecimal digits, a candidate by its id, what providers
 * offer besides by its address, and `/assets` itself takes uploads.
 */
const ARTWORK = /^\/assets(\/[0-9a-f]{64}|\/candidate\/\d+|\/offered)?$/;

/**
 * Answers `metarr://app/…`: artwork by the core's function, the rest from the built renderer, with the window's policy.
 * Other hosts, other methods and paths outside the folder get an error status; nothing throws.
 */
export function createAppProtocol(
  rendererDir: string,
  handleAsset: (request: Request) => Promise<Response>,
): (request: Request) => Promise<Response> {
  const files = createStaticFiles(rendererDir);
  return async (request) => {
    const url = new URL(request.url);
    if (url.protocol !== `${APP_SCHEME}:` || url.host !== APP_HOST) return plain(404, 'Not found.');
    if (ARTWORK.test(url.pathname)) return handleAsset(request);
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Not allowed.');
    const response = await files(url.pathname);
    if (response === null) return plain(404, 'Not found.');
    response.headers.set('content-security-policy', contentSecurityPolicy());
    return request.method === 'HEAD' ? new Response(null, { headers: response.headers }) : response;
  };
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': contentSecurityPolicy(),
    },
  });
}
