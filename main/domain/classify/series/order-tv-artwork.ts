import type { TvArtworkFile } from '../../series-facts.ts';

/**
 * By type and number, the preferred name first; images of numbered folders, whose rank is `folderRank`, move up to the next
 * free number.
 */
export function orderTvArtwork(files: readonly TvArtworkFile[], folderRank: number): TvArtworkFile[] {
  const ranked = files.toSorted(
    (a, b) => a.rank - b.rank || a.index - b.index || (a.relPath < b.relPath ? -1 : a.relPath > b.relPath ? 1 : 0),
  );
  const taken = new Set<string>();
  const ordered = ranked.map((file) => {
    let index = file.rank >= folderRank ? Math.max(file.index, 1) : file.index;
    while (file.rank >= folderRank && taken.has(`${file.type}${index}`)) index += 1;
    taken.add(`${file.type}${index}`);
    return { ...file, index };
  });
  return ordered.sort((a, b) => (a.type === b.type ? a.index - b.index : a.type < b.type ? -1 : 1));
}
