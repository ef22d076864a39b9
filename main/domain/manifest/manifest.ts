import { CoreError } from '../core-error.ts';

/** What a manifest can be of; its folder's name. People are kept so many to a file. */
export const MANIFEST_KINDS = ['application', 'library', 'people', 'set', 'movie', 'series'] as const;
export type ManifestKind = (typeof MANIFEST_KINDS)[number];

/** How many people one manifest holds: those whose id, less one, divides by it to the manifest's own id. */
export const PEOPLE_PER_MANIFEST = 500;

/**
 * The format's version, which is not the database's: 1 until something is kept in a way that an older Metarr would read
 * wrongly. Columns that come or go are no such thing.
 */
export const MANIFEST_VERSION = 1;

export type ManifestValue = string | number | null;
/** A row by the schema's column names. */
export type ManifestRow = Record<string, ManifestValue>;

/** What one manifest file says; docs/manifests.md describes it. */
export interface ManifestBody {
  kind: ManifestKind;
  /** The row's id in the database that wrote it. */
  id: number;
  writtenAt: string;
  /** The library that a film or a show is in; null for everything else. */
  library: { id: number; name: string; type: string; path: string } | null;
  /** Rows by table. */
  tables: Record<string, ManifestRow[]>;
}

/** The file's text: one line around the body, with a hash of it that tells whether every byte is as it was written. */
export function manifestText(body: ManifestBody, sha256: (text: string) => string): string {
  const text = JSON.stringify(body);
  return `{"format":"metarr-manifest","version":${String(MANIFEST_VERSION)},"sha256":"${sha256(text)}","body":${text}}\n`;
}

/**
 * Reads a manifest's text. Throws CoreError with a sentence for the person: `damaged` for what is cut short or has other
 * bytes, `database_newer` for a version that this Metarr does not know.
 */
export function parseManifest(text: string, sha256: (text: string) => string): ManifestBody {
  const file = asRecord(parseJson(text));
  if (file?.['format'] !== 'metarr-manifest') throw new CoreError('damaged', 'This is not a manifest of Metarr.');
  const version = file['version'];
  if (typeof version !== 'number' || version > MANIFEST_VERSION) {
    throw new CoreError(
      'database_newer',
      `This manifest has version ${String(version)}, which a newer Metarr wrote; this one reads up to ${String(MANIFEST_VERSION)}. Update Metarr, and try again.`,
    );
  }
  const body = asRecord(file['body']);
  if (body === null || sha256(JSON.stringify(body)) !== file['sha256']) {
    throw new CoreError('damaged', 'This manifest is damaged: its bytes are not those that were written.');
  }
  const { kind, id, tables } = body;
  if (!isKind(kind) || typeof id !== 'number' || asRecord(tables) === null) {
    throw new CoreError('damaged', 'This manifest lacks what a manifest must have.');
  }
  return body as unknown as ManifestBody;
}

function isKind(value: unknown): value is ManifestKind {
  return typeof value === 'string' && (MANIFEST_KINDS as readonly string[]).includes(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CoreError('damaged', 'This manifest is damaged: it is cut short or has other bytes.');
  }
}

function asRecord(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}
