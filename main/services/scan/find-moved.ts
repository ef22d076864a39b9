import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { hasRememberedFiles, type RememberedFile, rememberedFiles } from '../../store/moved-file.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { ScannedFile } from '../../workers/scan-facts.ts';
import { whyUnreachable } from './library-reachable.ts';
import { isWithin } from './scan-report.ts';

/** Of a show's videos so many are asked for, until they agree on where they were before. */
const VIDEOS_ASKED = 5;

/**
 * Recognises films and shows that were moved or renamed: a video with the size and the time of one that is remembered,
 * and that is not where it was, is that one. One finder serves one scan.
 */
export class MovedFinder {
  readonly #db: WriteDb;
  readonly #libraryId: number;
  /** Before a first scan there is nothing to recognise, and nothing to ask for a hundred thousand times. */
  readonly #isNothingKnown: boolean;
  readonly #reachable = new Map<string, Promise<boolean>>();
  readonly #away: string[] = [];

  /** @param libraryId that is being scanned, and so can be reached */
  constructor(db: WriteDb, libraryId: number) {
    this.#db = db;
    this.#libraryId = libraryId;
    this.#isNothingKnown = !hasRememberedFiles(db);
  }

  /** What lies on these disks and shares is out of reach, and has not moved. */
  leaveAlone(mounts: readonly string[]): void {
    this.#away.push(...mounts);
  }

  /**
   * The film that a video was, or null: also where several could be meant and none of them had the video's name.
   * @param isTaken true for films that this scan has found elsewhere
   */
  async film(video: ScannedFile, isTaken: (id: number) => boolean): Promise<number | null> {
    const gone = await this.#gone('movie', video, isTaken);
    return chosen(video, gone)?.itemId ?? null;
  }

  /** The show that most of some videos were of, and whose folder is gone; or null. */
  async show(videos: readonly ScannedFile[], isTaken: (id: number) => boolean): Promise<number | null> {
    const votes = new Map<number, number>();
    for (const video of videos.slice(0, VIDEOS_ASKED)) {
      const gone = await this.#gone('series', video, isTaken);
      const shows = new Set(gone.map(({ itemId }) => itemId));
      const [only] = shows.size === 1 ? shows : [chosen(video, gone)?.itemId];
      if (only !== undefined) votes.set(only, (votes.get(only) ?? 0) + 1);
    }
    const [best] = [...votes].sort(([, a], [, b]) => b - a);
    return best?.[0] ?? null;
  }

  async #gone(
    type: 'movie' | 'series',
    video: ScannedFile,
    isTaken: (id: number) => boolean,
  ): Promise<RememberedFile[]> {
    // Of an empty file there is nothing to tell it by.
    if (video.sizeBytes === 0 || this.#isNothingKnown) return [];
    const known = rememberedFiles(this.#db, type, video).filter((file) => !isTaken(file.itemId));
    const checked = await Promise.all(known.map(async (file) => ({ file, isGone: await this.#isGone(type, file) })));
    return checked.filter(({ isGone }) => isGone).map(({ file }) => file);
  }

  async #isGone(type: 'movie' | 'series', file: RememberedFile): Promise<boolean> {
    if (file.libraryId !== this.#libraryId && !(await this.#isReachable(file.libraryPath))) return false;
    if (this.#away.some((mount) => isWithin(file.filePath, mount))) return false;
    // A show that is still there has lost a video; it has not moved.
    return (await isMissing(file.filePath)) && (type === 'movie' || (await isMissing(file.itemFolder)));
  }

  #isReachable(libraryPath: string): Promise<boolean> {
    const known = this.#reachable.get(libraryPath);
    if (known !== undefined) return known;
    const answer = whyUnreachable(libraryPath).then((reason) => reason === null);
    this.#reachable.set(libraryPath, answer);
    return answer;
  }
}

function chosen(video: ScannedFile, gone: readonly RememberedFile[]): RememberedFile | null {
  const items = new Set(gone.map(({ itemId }) => itemId));
  if (items.size === 1) return gone[0] ?? null;
  const name = path.basename(video.filePath);
  const named = gone.filter((file) => path.basename(file.filePath) === name);
  return new Set(named.map(({ itemId }) => itemId)).size === 1 ? (named[0] ?? null) : null;
}

/** A path that may not be looked at is not known to be gone. */
async function isMissing(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR';
  }
}
