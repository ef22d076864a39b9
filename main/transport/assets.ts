import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { WireError } from '../../contract/errors.ts';
import { CoreError } from '../domain/core-error.ts';

export interface AssetSource {
  /** Path and type of a cached file; null when the cache has no such hash. */
  find(hash: string): { path: string; mimeType: string; sizeBytes: number } | null;
  /** A copy at most `width` pixels wide. */
  thumbnail(hash: string, width: number): Promise<{ bytes: Uint8Array; mimeType: string }>;
  /** A small copy of an image that a provider offers, by its address; absent where nobody offers any. */
  offered?(url: string): Promise<{ bytes: Uint8Array; mimeType: string }>;
  /** As thumbnail, of an image that may not be downloaded yet; null when there is no such candidate. */
  candidate(id: number, width: number, signal: AbortSignal): Promise<{ bytes: Uint8Array; mimeType: string } | null>;
  /** Takes an image in: verified, hashed, cached. Throws CoreError for what is no image. */
  put(bytes: Uint8Array): Promise<{ hash: string; width: number; height: number }>;
}

/** Widths that may be asked for: a closed set, so that nobody can fill the disk with thumbnails. */
export const THUMBNAIL_WIDTHS = [100, 200, 300, 400, 600, 800, 1280, 1920] as const;
/** Larger uploads are refused before they are read. */
export const MAX_UPLOAD_BYTES = 50 * 1024 * 1024;

/** `?url=…`: what has not been chosen and may never be. */
const OFFERED_PATH = '/assets/offered';
const MAX_ADDRESS_LENGTH = 2000;
const ASSET_PATH = /^\/assets\/([0-9a-f]{64})$/;
const CANDIDATE_PATH = /^\/assets\/candidate\/([1-9]\d{0,15})$/;

/**
 * Artwork by content: `GET /assets/<sha256>[?w=300]`, candidates: `GET /assets/candidate/<id>`, what providers offer besides:
 * `GET /assets/offered?url=…`, and `POST /assets` to hand an image in. One function for every transport: Electron's
 * protocol.handle and the HTTP server call it with the same standard Request.
 */
export function createAssetHandler(source: AssetSource): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    try {
      if (request.method === 'POST' && url.pathname === '/assets') return await upload(request, source);
      if (request.method !== 'GET' && request.method !== 'HEAD') return failure(405, 'invalid_input', 'Not allowed.');
      if (url.pathname === OFFERED_PATH) return await offered(request, url, source);
      const candidateId = CANDIDATE_PATH.exec(url.pathname)?.[1];
      if (candidateId !== undefined) return await respondCandidate(request, url, Number(candidateId), source);
      const hash = ASSET_PATH.exec(url.pathname)?.[1];
      if (hash === undefined) return failure(404, 'not_found', 'There is no such asset.');
      const found = source.find(hash);
      if (found === null) return failure(404, 'not_found', 'There is no such asset.');
      return await respond(request, url, hash, found, source);
    } catch (error) {
      if (error instanceof CoreError) return failure(error.code === 'not_found' ? 404 : 422, error.code, error.message);
      return failure(500, 'io_error', 'The image could not be read from the cache.');
    }
  };
}

async function respond(
  request: Request,
  url: URL,
  hash: string,
  found: { path: string; mimeType: string; sizeBytes: number },
  source: AssetSource,
): Promise<Response> {
  const wanted = url.searchParams.get('w');
  const width = wanted === null ? null : Number(wanted);
  if (width !== null && !(THUMBNAIL_WIDTHS as readonly number[]).includes(width)) {
    return failure(400, 'invalid_input', `Widths are ${THUMBNAIL_WIDTHS.join(', ')}.`);
  }
  // The hash names the bytes, so what was sent once never changes.
  const headers: Record<string, string> = {
    'cache-control': 'private, max-age=31536000, immutable',
    etag: `"${hash}${width === null ? '' : `-${String(width)}`}"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  };
  if (request.headers.get('if-none-match') === headers['etag']) return new Response(null, { status: 304, headers });
  if (width !== null) {
    const { bytes, mimeType } = await source.thumbnail(hash, width);
    headers['content-type'] = mimeType;
    headers['content-length'] = String(bytes.byteLength);
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
  }
  headers['content-type'] = found.mimeType;
  headers['content-length'] = String(found.sizeBytes);
  if (request.method === 'HEAD') return new Response(null, { headers });
  const stream = Readable.toWeb(createReadStream(found.path)) as ReadableStream<Uint8Array>;
  return new Response(stream, { headers });
}

async function offered(request: Request, { searchParams }: URL, source: AssetSource): Promise<Response> {
  const address = searchParams.get('url') ?? '';
  if (source.offered === undefined || address === '' || address.length > MAX_ADDRESS_LENGTH) {
    return failure(404, 'not_found', 'There is no such image.');
  }
  const { bytes, mimeType } = await source.offered(address);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
    headers: {
      'cache-control': 'private, max-age=86400',
      'content-length': String(bytes.byteLength),
      'content-type': mimeType,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    },
  });
}

async function respondCandidate(request: Request, url: URL, id: number, source: AssetSource): Promise<Response> {
  const width = Number(url.searchParams.get('w') ?? '300');
  if (!(THUMBNAIL_WIDTHS as readonly number[]).includes(width)) {
    return failure(400, 'invalid_input', `Widths are ${THUMBNAIL_WIDTHS.join(', ')}.`);
  }
  const found = await source.candidate(id, width, request.signal);
  if (found === null) return failure(404, 'not_found', 'There is no such image.');
  const headers = {
    // Its provider may replace it.
    'cache-control': 'private, max-age=86400',
    'content-type': found.mimeType,
    'content-length': String(found.bytes.byteLength),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(found.bytes), { headers });
}

async function upload(request: Request, source: AssetSource): Promise<Response> {
  const declared = Number(request.headers.get('content-length') ?? '0');
  if (declared > MAX_UPLOAD_BYTES) return tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (request.body !== null) {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MAX_UPLOAD_BYTES) return tooLarge();
      chunks.push(chunk);
    }
  }
  if (size === 0) return failure(422, 'image_invalid', 'The file is empty. Choose a JPEG, PNG or WebP image.');
  return Response.json(await source.put(Buffer.concat(chunks)), { headers: { 'x-content-type-options': 'nosniff' } });
}

function tooLarge(): Response {
  return failure(413, 'image_too_large', 'The image is larger than 50 MB. Choose a smaller one.');
}

function failure(status: number, code: WireError['code'], message: string): Response {
  return Response.json({ error: { code, message } }, { status, headers: { 'x-content-type-options': 'nosniff' } });
}
