import path from 'node:path';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { Id, ItemRef } from '../../../contract/primitives.ts';
import { type JobKind, jobKind, PRIORITY } from '../../jobs/job-kind.ts';
import { findProgram } from '../../media/find-program.ts';
import { runYtDlp } from '../../media/run-yt-dlp.ts';
import { recordCachedFile } from '../../store/cache.store.ts';
import { candidateRecord, setDownloaded, setDownloadError } from '../../store/candidate.store.ts';
import type { NewJob } from '../../store/job.store.ts';
import { transaction } from '../../store/sql.ts';
import { toTimestamp } from '../../store/timestamps.ts';
import type { ArtworkDependencies } from './artwork-dependencies.ts';

export const DOWNLOAD_TRAILER = 'download_trailer';

const SITES = ['youtube.com', 'youtu.be', 'youtube-nocookie.com', 'vimeo.com', 'dailymotion.com'];
const RETRY_MS = 60 * 60_000;

/** Whether an address is a video site's: yt-dlp would fetch from anywhere. */
export function isVideoSite(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && SITES.some((site) => hostname === site || hostname.endsWith(`.${site}`));
}

export function downloadTrailerJob(candidateId: number): NewJob {
  return {
    type: DOWNLOAD_TRAILER,
    label: 'Download a trailer',
    priority: PRIORITY.user,
    payload: { candidateId },
    dedupeKey: `${DOWNLOAD_TRAILER}:${String(candidateId)}`,
  };
}

/** Downloads a trailer with the person's yt-dlp, sees whether it is a video, and keeps it in the cache. */
export function createDownloadTrailerKind(
  deps: Pick<ArtworkDependencies, 'db' | 'pool' | 'cacheDir' | 'clock' | 'events'>,
  find: () => Promise<string | null> = () => findProgram('yt-dlp'),
): JobKind {
  const { db, pool, cacheDir } = deps;
  return jobKind({
    type: DOWNLOAD_TRAILER,
    payload: z.object({ candidateId: Id }),
    concurrency: 1,
    // A video that is private or gone stays so; the person can try again.
    maxRetries: 1,
    run: async ({ candidateId }, context) => {
      const { signal } = context;
      const candidate = candidateRecord(db, candidateId);
      if (candidate?.url == null || !isVideoSite(candidate.url) || candidate.hash !== null) return { kind: 'done' };
      const announce = (): void => {
        const item = ItemRef.safeParse({ type: candidate.entityType, id: candidate.entityId });
        if (item.success) deps.events.itemChanged(item.data);
      };
      try {
        const program = await find();
        if (program === null) throw new Error('yt-dlp is not installed any more.');
        const file = await runYtDlp({
          program,
          url: candidate.url,
          tempDir: path.join(cacheDir, '.tmp'),
          signal,
          onProgress: (percent) => {
            context.progress(Math.round(percent), 100);
          },
        });
        const probed = await pool.run('probe', { path: file });
        if (!probed.ok || probed.streams.video === null) {
          await rm(file, { force: true });
          throw new Error(`What arrived is no video${probed.ok ? '' : `: ${probed.reason}`}.`);
        }
        const { width, height } = probed.streams.video;
        const cached = await pool.run('cacheVideo', { cacheDir, path: file });
        transaction(db, () => {
          recordCachedFile(db, {
            contentHash: cached.hash,
            filePath: cached.path,
            fileSize: cached.sizeBytes,
            assetType: 'trailer',
            mimeType: null,
            width,
            height,
          });
          setDownloaded(db, candidateId, {
            hash: cached.hash,
            cachePath: cached.path,
            sizeBytes: cached.sizeBytes,
            width,
            height,
            perceptualHash: null,
          });
        });
        announce();
        return { kind: 'done' };
      } catch (error) {
        signal.throwIfAborted();
        const message = error instanceof Error ? error.message : String(error);
        // The link may be good all the same: it stays a choice.
        setDownloadError(db, candidateId, message, toTimestamp(deps.clock.now() + RETRY_MS));
        announce();
        return { kind: 'retry', reason: message };
      }
    },
  });
}
