import fs from 'node:fs';
import { withFaults } from './faulty-fs.ts';

/**
 * The file-system calls that writing code makes, as one value, so that a test can stop the world after any of them.
 *
 * They are the synchronous ones on purpose: this code runs in worker threads, where they cost a fifth of the promise
 * ones and a dead mount blocks that worker only, not the thread pool the whole process shares.
 */
export type FsOps = Pick<
  typeof fs,
  | 'accessSync'
  | 'chmodSync'
  | 'chownSync'
  | 'closeSync'
  | 'copyFileSync'
  | 'fchmodSync'
  | 'fchownSync'
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

/** The real one, unless a torture run asks for a disk that fails. */
export const nodeFs: FsOps = withFaults(fs, process.env['METARR_TORTURE_FAULTS']);
