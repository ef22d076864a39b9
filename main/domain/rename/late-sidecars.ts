import { VIDEO_EXTENSIONS } from '../classify/file-extensions.ts';
import { joinPath, nameOf, parentOf, type RenameStep } from './rename-step.ts';
import { movesOfOwned, ownedEntries, type RenameEntry, splitVideoName } from './sidecars.ts';

/** A video that was renamed: where it lay, and where it lies; folders are named as they are now. */
interface RenamedVideo {
  from: string;
  to: string;
}

/** The videos that steps gave another name or folder, by way of whatever names between. */
function renamedVideos(steps: readonly RenameStep[]): RenamedVideo[] {
  const origins = new Map<string, string>();
  for (const { op, isFolder, from, to } of steps) {
    if (op !== 'move' || isFolder) continue;
    const origin = origins.get(from) ?? from;
    origins.delete(from);
    origins.set(to, origin);
  }
  return [...origins]
    .map(([to, from]) => ({ from, to }))
    .filter(({ to }) => VIDEO_EXTENSIONS.has(to.slice(to.lastIndexOf('.') + 1).toLowerCase()));
}

/** The folders in which something may have been named after renamed videos since. */
export function foldersOfRenamed(steps: readonly RenameStep[]): string[] {
  return [...new Set(renamedVideos(steps).map(({ to }) => parentOf(to)))];
}

/**
 * What was named after renamed videos since, as further steps of that rename, so that taking it back takes them along:
 * published artwork, fetched subtitles.
 * @param entries what lies in the folders of the videos now
 */
export function lateSteps(steps: readonly RenameStep[], entries: readonly RenameEntry[]): RenameStep[] {
  const known = new Set(steps.map(({ to }) => to));
  const stage = steps.at(-1)?.stage ?? 0;
  const videos = renamedVideos(steps);
  const owned = ownedEntries(
    videos.map((video) => ({ folder: parentOf(video.to), stem: splitVideoName(nameOf(video.to)).stem, owner: video })),
    entries,
    false,
  );
  return videos.flatMap((video) => {
    const late = (owned.get(video) ?? []).filter(({ path, inside }) => inside === '' && !known.has(path));
    const { stem } = splitVideoName(nameOf(video.from));
    return movesOfOwned(late, parentOf(video.from), stem).map(({ from, to, isFolder }) => ({
      op: 'move' as const,
      isFolder,
      from: joinPath(to),
      to: from,
      stage,
    }));
  });
}
