import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import type { Logger } from '../ports.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/**
 * JSON lines in `metarr.log` of the folder, and on stderr too when METARR_LOG names a level. A log beyond 5 MB is set aside
 * as `metarr.old.log` at the next start. Written synchronously: what led to a crash is on the disk.
 */
export function createFileLogger(folder: string): Logger {
  const file = path.join(folder, 'metarr.log');
  /* eslint-disable no-restricted-syntax -- once, before there is a window to block */
  mkdirSync(folder, { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > MAX_BYTES) {
    renameSync(file, path.join(folder, 'metarr.old.log'));
  }
  /* eslint-enable no-restricted-syntax */
  const level = (process.env['METARR_LOG'] ?? 'info') as pino.Level;
  const streams: pino.StreamEntry[] = [{ level, stream: pino.destination({ dest: file, sync: true }) }];
  if (process.env['METARR_LOG'] !== undefined) streams.push({ level, stream: process.stderr });
  return pino({ base: null, level, serializers: { error: pino.stdSerializers.err } }, pino.multistream(streams));
}
