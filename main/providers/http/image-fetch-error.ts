/**
 * - `gone`: the server has no such image (404, 410). `refused`: it does not give it to us (other 4xx).
 * - `too_large`, `redirected`: to another host, `not_allowed`: an address that is not asked: no use in trying again.
 * - `offline`, `unreachable`, `timeout`, `unavailable` (5xx), `rate_limited`, `truncated`: another time it may work.
 */
export type ImageFetchCode =
  | 'gone'
  | 'refused'
  | 'too_large'
  | 'redirected'
  | 'not_allowed'
  | 'offline'
  | 'unreachable'
  | 'timeout'
  | 'unavailable'
  | 'rate_limited'
  | 'truncated';

const TRANSIENT: ReadonlySet<ImageFetchCode> = new Set([
  'offline',
  'unreachable',
  'timeout',
  'unavailable',
  'rate_limited',
  'truncated',
]);

/** Why an image could not be fetched, as a sentence for the person. */
export class ImageFetchError extends Error {
  override readonly name = 'ImageFetchError';
  readonly code: ImageFetchCode;
  /** Milliseconds since the epoch from when it may be tried again; null when nobody knows. */
  readonly retryAtMs: number | null;
  /** Nothing was sent: the server is left alone for a while. */
  readonly isUnsent: boolean;

  constructor(code: ImageFetchCode, message: string, details: { retryAtMs?: number | null; isUnsent?: boolean } = {}) {
    super(message);
    this.code = code;
    this.retryAtMs = details.retryAtMs ?? null;
    this.isUnsent = details.isUnsent ?? false;
  }

  /** True when the same request may succeed later. */
  get isTransient(): boolean {
    return TRANSIENT.has(this.code);
  }
}

/** What a status other than 200 and 206 says. */
export function imageStatusError(status: number, url: URL, retryAtMs: number | null): ImageFetchError {
  const said = `(status ${String(status)})`;
  if (status === 404 || status === 410)
    return new ImageFetchError('gone', `${url.host} does not have this image any more.`);
  if (status === 429) {
    return new ImageFetchError('rate_limited', `${url.host} wants to be asked less often for a while.`, { retryAtMs });
  }
  if (status === 408 || status === 416 || status === 425 || status >= 500) {
    return new ImageFetchError('unavailable', `${url.host} is in trouble at the moment ${said}. Try again later.`, {
      retryAtMs,
    });
  }
  return new ImageFetchError('refused', `${url.host} refuses to give this image ${said}.`);
}

const OFFLINE = new Set(['ENETUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EAI_FAIL', 'ENOTFOUND']);
/** Of the file system: nothing that the server is to blame for. */
const OURS = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOENT', 'ENOTDIR']);

/** What kept an image from arriving, from what `fetch` threw; the file system's errors come back as they are. */
export function imageNetworkError(error: unknown, url: URL): unknown {
  if (error instanceof ImageFetchError) return error;
  const code = systemCode(error);
  if (OURS.has(code)) return error;
  if (OFFLINE.has(code)) {
    return new ImageFetchError('offline', `${url.host} cannot be found: there is no network connection.`);
  }
  const why = code === '' ? '' : ` (${code})`;
  return new ImageFetchError('unreachable', `The connection to ${url.host} broke${why}. Try again later.`);
}

/** The system's code, which `fetch` wraps once, or twice when it tried several addresses. */
function systemCode(error: unknown): string {
  for (let at = error, depth = 0; depth < 4 && typeof at === 'object' && at !== null; depth += 1) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if ('errors' in at && Array.isArray(at.errors)) at = at.errors[0] as unknown;
    else at = 'cause' in at ? at.cause : null;
  }
  return '';
}
