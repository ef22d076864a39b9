/**
 * The worker threads' entry: every task that reads, hashes, decodes or writes many bytes. Tasks take and return plain
 * data; they know no database and no Electron.
 */
export { commitPublish, recoverPublish, stagePublish } from '../files/apply-publish.ts';
export { acceptImage } from './accept-image.ts';
export { checkCache } from './check-cache.ts';
export { createSample } from './create-sample.ts';
export { makeThumbnail } from './make-thumbnail.ts';
export { preparePublish } from './prepare-publish.ts';
export { probe } from './probe.ts';
export { readFolders, readMovies } from './read-folders.ts';
