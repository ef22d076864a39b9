import path from 'node:path';
import { type AssetImageType, imageTypesOf } from '../../domain/asset-types.ts';
import { foldName } from '../../domain/classify/video-unit.ts';
import { writesImage } from '../../domain/profiles/publish-rules.ts';
import { publishedImageName } from '../../domain/publish-names.ts';
import type { DesiredFile } from '../../domain/publish-plan.ts';
import { type CandidateRow, candidatesOf } from '../../store/artwork.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import type { PublishPlace } from './publish-place.ts';
import type { PublishUnit } from './publish-unit.ts';

export interface DesiredImages {
  files: DesiredFile[];
  /** Hashes that were read at the paths of image files. */
  known: Map<string, string>;
  /** Types of selected images whose bytes are gone. */
  missing: string[];
  /** Types of which an episode has another picture selected than the one it shares its file with. */
  overruled: string[];
}

/**
 * Which image files the item is to have. A selected image goes to the file that stands for its type and rank already,
 * whatever its name, unless Metarr gave it that name by rules that have changed; where there is none, the library's profile gives the name. Episodes that share a file share
 * the picture of the first that has one.
 */
export function desiredImages(db: ReadDb, { owner, members }: PublishUnit, place: PublishPlace): DesiredImages {
  const byMember = members.map((member) => candidatesOf(db, member));
  const all = byMember.flat();
  const known = new Map<string, string>();
  for (const row of all) {
    // Pictures where no player looks are somebody's own: they stay, unless Metarr wrote them.
    if (row.filePath !== null && row.hash !== null && isRead(place, row)) known.set(row.filePath, row.hash);
  }
  const wanted: DesiredImages = { files: [], known, missing: [], overruled: [] };
  for (const type of imageTypesOf(owner.type)) {
    const selections = byMember.map((candidates) => selected(candidates, type)).filter((rows) => rows.length > 0);
    if (!writesImage(place.rules, owner.type, type)) continue;
    const ofType = all.filter((row) => row.assetType === type);
    if (selections.some((rows) => rows[0]?.hash !== selections[0]?.[0]?.hash)) wanted.overruled.push(type);
    const slots = slotsInUse(place, ofType);
    let least = 0;
    for (const row of selections[0] ?? []) {
      if (row.hash === null || row.cachePath === null) {
        wanted.missing.push(type);
        continue;
      }
      const slot = slotFor(row, slots, least, place);
      least = slot + 1;
      wanted.files.push(placeImage(place, ofType, { row, hash: row.hash, cachePath: row.cachePath, type, slot }));
    }
  }
  return wanted;
}

function selected(candidates: readonly CandidateRow[], type: string): CandidateRow[] {
  return candidates
    .filter((row) => row.assetType === type && row.isSelected === 1)
    .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
}

/** Numbers that files of a type have in the item's folders now, in order: 0 for fanart.jpg, 3 for fanart3.jpg. */
function slotsInUse(place: PublishPlace, ofType: readonly CandidateRow[]): number[] {
  const used = ofType.flatMap((row) => (row.fileIndex !== null && liesIn(place, row) ? [row.fileIndex] : []));
  return [...new Set(used)].sort((a, b) => a - b);
}

/**
 * The number an image gets. Pictures that lie there numbered with gaps (fanart1, fanart3) stay as they are: an image
 * moves up only into a number that another file holds.
 */
function slotFor(row: CandidateRow, slots: readonly number[], least: number, place: PublishPlace): number {
  const own = liesIn(place, row) ? row.fileIndex : null;
  if (own === null || own < least) return least;
  return slots.find((slot) => slot >= least) ?? own;
}

function liesIn(place: PublishPlace, row: CandidateRow): boolean {
  return isInFolders(place, row.filePath) && isRead(place, row);
}

function isInFolders({ imageFolders }: PublishPlace, filePath: string | null): filePath is string {
  return filePath !== null && imageFolders.includes(path.dirname(filePath));
}

/**
 * False for a picture whose name no player of the profile looks for. Kodi looks for those of seasons and episodes under
 * one name each, and never in a season's folder; no player takes the picture of a video that is gone for the present one's.
 */
function isRead({ profile, names, named, stems, folderPath, rules }: PublishPlace, row: CandidateRow): boolean {
  const { dir, name } = path.parse(row.filePath ?? '');
  const stem = foldName(name);
  // Of a set that was renamed the folder of its earlier name is nobody's.
  if (named.type === 'set') return dir === path.join(folderPath, named.folder ?? '');
  const isKodi = rules.profile === 'kodi' || rules.profile === 'kodi_short';
  if (isKodi && (named.type === 'season' || named.type === 'episode')) {
    const input = { profile, names, type: row.assetType as AssetImageType, rank: row.fileIndex ?? 0, extension: '' };
    const items = stems === null ? [named] : stems.map((baseName) => ({ type: 'episode' as const, baseName }));
    return dir === folderPath && items.some((item) => stem === foldName(publishedImageName({ ...input, item })));
  }
  return (
    stems === null || stems.some((own) => stem === own || stem.startsWith(`${own}-`) || stem.startsWith(`${own}.`))
  );
}

interface Placed {
  row: CandidateRow;
  hash: string;
  cachePath: string;
  type: AssetImageType;
  slot: number;
}

function placeImage(
  place: PublishPlace,
  ofType: readonly CandidateRow[],
  { row, hash, cachePath, type, slot }: Placed,
): DesiredFile {
  const extension = path.extname(cachePath);
  const { profile, names, named, outdated } = place;
  const current = slotFile(place, ofType, type, slot);
  const keepsName = current !== null && !outdated.has(current) && sameKind(path.extname(current), extension);
  const name = publishedImageName({ profile, names, item: named, type, rank: slot, extension });
  return {
    kind: 'image',
    assetType: type,
    path: keepsName ? current : path.join(place.folderPath, name),
    contentHash: hash,
    sizeBytes: row.sizeBytes ?? 0,
    supersedes: keepsName ? null : (current ?? leftBehind(place, ofType, slot)),
  };
}

/** The file that players take for this type and number now; the name that says most wins, as it does in Kodi. */
function slotFile(
  place: PublishPlace,
  ofType: readonly CandidateRow[],
  type: AssetImageType,
  slot: number,
): string | null {
  const files = ofType.filter((row) => row.fileIndex === slot && liesIn(place, row)).map((row) => row.filePath ?? '');
  const full = fullStem(place, type);
  const isFull = (file: string): boolean => path.basename(file).toLowerCase().startsWith(full);
  const isPlain = (file: string): boolean => path.basename(file).startsWith(type);
  return files.find(isFull) ?? files.find(isPlain) ?? files[0] ?? null;
}

/** In lower case: how the name begins that says whose image it is. */
function fullStem({ named }: PublishPlace, type: AssetImageType): string {
  switch (named.type) {
    case 'movie':
      return `${named.stackName ?? named.baseName}-`.toLowerCase();
    case 'series':
      return type;
    case 'season':
      return publishedImageName({ profile: 'kodi', item: named, type, rank: 0, extension: '' });
    case 'episode':
      return `${named.baseName}-${type}`.toLowerCase();
    case 'set':
      return named.folder === null ? `movieset-${type}` : type;
  }
}

/** The file of a slot that no player looks for. */
function leftBehind(place: PublishPlace, ofType: readonly CandidateRow[], slot: number): string | null {
  const row = ofType.find(
    (other) => other.fileIndex === slot && isInFolders(place, other.filePath) && !isRead(place, other),
  );
  return row?.filePath ?? null;
}

function sameKind(a: string, b: string): boolean {
  const kind = (extension: string): string => (/^\.jpe?g$|^\.tbn$/i.test(extension) ? '.jpg' : extension.toLowerCase());
  return kind(a) === kind(b);
}
