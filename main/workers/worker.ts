import type * as acceptImageTask from './accept-image.ts';
import type * as cropImageTask from './crop-image.ts';
import type * as checkPublishedTask from './check-published.ts';
import type * as compareNfoTask from './compare-nfo.ts';
import type * as createSampleTask from './create-sample.ts';
import type * as diffFilesTask from './diff-files.ts';
import type * as grabStillTask from './grab-still.ts';
import type * as inspectUnknownTask from './inspect-unknown.ts';
import type * as makeThumbnailTask from './make-thumbnail.ts';
import type * as keepFilesTask from './keep-files.ts';
import type * as moveFilesTask from './move-files.ts';
import type * as listCacheTask from './list-cache.ts';
import type * as lookForFilesTask from './look-for-files.ts';
import type * as preparePublishTask from './prepare-publish.ts';
import type * as probeTask from './probe.ts';
import type * as renameFilesTask from './rename-files.ts';
import type * as readArchiveTask from './read-archive.ts';
import type * as readManifestsTask from './read-manifests.ts';
import type * as readSetFolderTask from './read-set-folder.ts';
import type * as takeInImageTask from './take-in-image.ts';
import type * as verifyFilesTask from './verify-files.ts';
import type * as writeArchiveTask from './write-archive.ts';
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

export const verifyFiles = async (input: verifyFilesTask.VerifyInput): Promise<verifyFilesTask.VerifyOutput> =>
  (await import('./verify-files.ts')).verifyFiles(input);

export const keepFile: typeof keepFilesTask.keepFile = async (input) =>
  (await import('./keep-files.ts')).keepFile(input);

export const removeKept: typeof keepFilesTask.removeKept = async (input) =>
  (await import('./keep-files.ts')).removeKept(input);

export const restoreKept: typeof keepFilesTask.restoreKept = async (input) =>
  (await import('./keep-files.ts')).restoreKept(input);

export const listSetFolders: typeof readSetFolderTask.listSetFolders = async (root) =>
  (await import('./read-set-folder.ts')).listSetFolders(root);

export const readSetFolder: typeof readSetFolderTask.readSetFolder = async (input) =>
  (await import('./read-set-folder.ts')).readSetFolder(input);

export const hashFiles = async (paths: readonly string[]): Promise<keepFilesTask.HashedPath[]> =>
  (await import('./keep-files.ts')).hashFiles(paths);

export const compareNfo: typeof compareNfoTask.compareNfo = async (input) =>
  (await import('./compare-nfo.ts')).compareNfo(input);

export const checkPublished = async (
  input: Parameters<typeof checkPublishedTask.checkPublished>[0],
): Promise<number[]> => (await import('./check-published.ts')).checkPublished(input);

export const diffFiles: typeof diffFilesTask.diffFiles = async (input) =>
  (await import('./diff-files.ts')).diffFiles(input);

export const readManifests: typeof readManifestsTask.readManifests = async (input) =>
  (await import('./read-manifests.ts')).readManifests(input);

export const listCache: typeof listCacheTask.listCache = async (input) =>
  (await import('./list-cache.ts')).listCache(input);

export const listCacheFolders: typeof listCacheTask.listCacheFolders = async (input) =>
  (await import('./list-cache.ts')).listCacheFolders(input);

export const planRenames: (input: renameFilesTask.RenamePlanTask) => Promise<renameFilesTask.RenamePlans> = async (
  input,
) => (await import('./rename-files.ts')).planRenames(input);

export const takeRenameSteps: typeof renameFilesTask.takeRenameSteps = async (input) =>
  (await import('./rename-files.ts')).takeRenameSteps(input);

export const lookForFiles: typeof lookForFilesTask.lookForFiles = async (input) =>
  (await import('./look-for-files.ts')).lookForFiles(input);

export const makeFolder: typeof lookForFilesTask.makeFolder = async (input) =>
  (await import('./look-for-files.ts')).makeFolder(input);

export const writeArchive: typeof writeArchiveTask.writeArchive = async (input) =>
  (await import('./write-archive.ts')).writeArchive(input);

export const inspectArchive: typeof readArchiveTask.inspectArchive = async (input) =>
  (await import('./read-archive.ts')).inspectArchive(input);

export const unpackArchive: typeof readArchiveTask.unpackArchive = async (input) =>
  (await import('./read-archive.ts')).unpackArchive(input);

export const findLateSteps: (
  input: renameFilesTask.RenameStageTask,
) => Promise<ReturnType<typeof renameFilesTask.findLateSteps>> = async (input) =>
  (await import('./rename-files.ts')).findLateSteps(input);
