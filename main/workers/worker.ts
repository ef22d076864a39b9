import type * as acceptImageTask from './accept-image.ts';
import type * as cropImageTask from './crop-image.ts';
import type * as createSampleTask from './create-sample.ts';
import type * as grabStillTask from './grab-still.ts';
import type * as inspectUnknownTask from './inspect-unknown.ts';
import type * as makeThumbnailTask from './make-thumbnail.ts';
import type * as moveFilesTask from './move-files.ts';
import type * as preparePublishTask from './prepare-publish.ts';
import type * as probeTask from './probe.ts';
import type * as takeInImageTask from './take-in-image.ts';
import { yieldToMain } from './yield-to-main.ts';

yieldToMain();

/**
 * The worker threads' entry: every task that reads, hashes, decodes or writes many bytes. Tasks take and return plain
 * data; they know no database and no Electron. What a scan needs is loaded with the thread; the rest when it is first
 * asked for, so that a thread is ready in a moment.
 */
export { cacheVideo } from './cache-video.ts';
export { checkCache } from './check-cache.ts';
export { listCacheEntries, listRetired, retireEntries, settleRetired, statCacheEntries } from './collect-cache.ts';
export { sweepTemps } from './sweep-temps.ts';
export { locateFolders } from './locate-folders.ts';
export { readFolders, readMovies } from './read-folders.ts';
export { readEpisodes, readTvFolders } from './read-tv-folders.ts';
export { commitPublish, recoverPublish, stagePublish } from '../files/apply-publish.ts';

export const acceptImage: typeof acceptImageTask.acceptImage = async (input) =>
  (await import('./accept-image.ts')).acceptImage(input);

export const createSample: typeof createSampleTask.createSample = async (input) =>
  (await import('./create-sample.ts')).createSample(input);

export const makeThumbnail: typeof makeThumbnailTask.makeThumbnail = async (input) =>
  (await import('./make-thumbnail.ts')).makeThumbnail(input);

export const readThumbnail: typeof makeThumbnailTask.readThumbnail = async (input) =>
  (await import('./make-thumbnail.ts')).readThumbnail(input);

export const preparePublish: typeof preparePublishTask.preparePublish = async (input) =>
  (await import('./prepare-publish.ts')).preparePublish(input);

export const probe: typeof probeTask.probe = async (input) => (await import('./probe.ts')).probe(input);

export const inspectUnknown: typeof inspectUnknownTask.inspectUnknown = async (input) =>
  (await import('./inspect-unknown.ts')).inspectUnknown(input);

export const findPartners: typeof inspectUnknownTask.findPartners = async (input) =>
  (await import('./inspect-unknown.ts')).findPartners(input);

export const moveFiles: typeof moveFilesTask.moveFiles = async (input) =>
  (await import('./move-files.ts')).moveFiles(input);

export const settleMoves: typeof moveFilesTask.settleMoves = async (input) =>
  (await import('./move-files.ts')).settleMoves(input);

export const statFiles: typeof moveFilesTask.statFiles = async (input) =>
  (await import('./move-files.ts')).statFiles(input);

export const takeInImage: typeof takeInImageTask.takeInImage = async (input) =>
  (await import('./take-in-image.ts')).takeInImage(input);

export const hashImage: typeof takeInImageTask.hashImage = async (input) =>
  (await import('./take-in-image.ts')).hashImage(input);

export const cropImage: typeof cropImageTask.cropImage = async (input) =>
  (await import('./crop-image.ts')).cropImage(input);

export const grabStill: typeof grabStillTask.grabStill = async (input) =>
  (await import('./grab-still.ts')).grabStill(input);
