import fs from 'node:fs';

/**
 * The file-system calls that writing code makes, as one value, so that a test can stop the world after any of them.
 *
 * They are the synchronous ones on purpose: this code runs in worker threads, where they cost a fifth of the promise
 * ones and a dead mount blocks that worker only, not the thread pool the whole process shares.
 */
export type FsOps = Pick<
  typeof fs,
  | 'accessSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'lstatSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'readSync'
  | 'renameSync'
  | 'rmdirSync'
  | 'statfsSync'
  | 'statSync'
  | 'unlinkSync'
  | 'utimesSync'
  | 'writeSync'
>;

export const nodeFs: FsOps = fs;
