import { companionOf } from './companion-folder.ts';
import { foldName } from './video-unit.ts';

/**
 * Folders side by side that are the discs of one film: "Film (1965) Disc 1" and "Film (1965) Disc 2". Same name but for the
 * number, which runs from 1 without a gap (https://kodi.wiki/view/Naming_video_files/Movies#Split_Video_Files).
 * @param names names of the folders within one folder, in any order
 * @returns the names of each stack in playing order
 */
export function stackFolders(names: readonly string[]): string[][] {
  const byStem = new Map<string, { name: string; part: number }[]>();
  for (const name of names) {
    const companion = companionOf(name);
    if (companion?.kind !== 'part' || companion.stem === '') continue;
    const key = foldName(companion.stem);
    byStem.set(key, [...(byStem.get(key) ?? []), { name, part: companion.part }]);
  }
  return [...byStem.values()].flatMap((folders) => {
    folders.sort((a, b) => a.part - b.part);
    const isComplete = folders.length > 1 && folders.every(({ part }, at) => part === at + 1);
    return isComplete ? [folders.map(({ name }) => name)] : [];
  });
}
