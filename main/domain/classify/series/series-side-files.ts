import { type AssetImageType, imageTypesOf } from '../../asset-types.ts';
import type { ListedFile } from '../../folder-facts.ts';
import type { SeasonFiles, SeriesFiles, TvArtworkFile } from '../../series-facts.ts';
import { readExternalAudio } from '../external-audio.ts';
import { AUDIO_EXTENSIONS, IMAGE_EXTENSIONS, SUBTITLE_EXTENSIONS } from '../file-extensions.ts';
import { readSubtitleStem, readSubtitleSuffix, subtitleCodec } from '../subtitle-name.ts';
import { readTvArtworkName } from '../tv-artwork-name.ts';
import { type Entry, foldName } from '../video-unit.ts';
import type { EpisodeOwners, OwnedByName } from './episode-owners.ts';
import { readEpisodeNames, settleNumbers, type NumberingHabits } from './episode-numbers.ts';
import { type EpisodeUnit, numbersKey } from './episode-unit.ts';
import type { FolderPlace, FolderPlaces } from './folder-place.ts';
import { orderTvArtwork } from './order-tv-artwork.ts';

interface SideFileContext {
  showName: string;
  series: SeriesFiles;
  places: FolderPlaces;
  owners: EpisodeOwners;
  habits: NumberingHabits;
  /** The season's files; made when there are none yet. */
  seasonOf: (season: number) => SeasonFiles;
}

/** Behind every name that says what it is: images of numbered folders. */
const FOLDER_RANK = 1000;
const NUMBER_AT_END = /(\d{1,3})$/u;
const SEASON_NFO = /^season[-_. ]?(?:(\d{1,4})|specials?)?$/iu;
const DIGITS = /\d/u;

/** Gives every file that is no video to the show, a season or an episode. One folder, one use. */
export class SeriesSideFiles {
  readonly #context: SideFileContext;
  readonly #vobsubIndexes: ReadonlySet<string>;
  readonly #nfoRanks = new Map<ListedFile, number>();

  constructor(context: SideFileContext, entries: readonly Entry[]) {
    this.#context = context;
    this.#vobsubIndexes = new Set(entries.filter(({ path }) => path.extension === 'idx').map(pairKey));
  }

  add(entry: Entry): void {
    // The `.sub` of a vobsub pair is part of its `.idx`, which stands for both.
    if (entry.path.extension === 'sub' && this.#vobsubIndexes.has(pairKey(entry))) return;
    const place = this.#context.places.of(entry.path.folders);
    if (!this.#place(entry, place)) this.#addUnknown(entry, place);
  }

  /** Puts the best first. To be called once, behind the last file. */
  finish(units: readonly EpisodeUnit[]): void {
    const { series } = this.#context;
    const byRank = (files: ListedFile[]): ListedFile[] =>
      files.sort((a, b) => (this.#nfoRanks.get(a) ?? 1) - (this.#nfoRanks.get(b) ?? 1) || comparePaths(a, b));
    series.nfos = byRank(series.nfos);
    series.artwork = orderTvArtwork(series.artwork, FOLDER_RANK);
    series.allSeasonsArtwork = orderTvArtwork(series.allSeasonsArtwork, FOLDER_RANK);
    for (const season of series.seasons) season.artwork = orderTvArtwork(season.artwork, FOLDER_RANK);
    for (const { files } of units) {
      files.nfos = byRank(files.nfos);
      files.artwork = orderTvArtwork(files.artwork, FOLDER_RANK);
    }
  }

  #addUnknown(entry: Entry, place: FolderPlace): void {
    const owned = place.companion === null ? this.#ownerOf(entry, place) : null;
    const unit = owned?.unit ?? this.#episodeOfFolder(place);
    (unit?.files ?? this.#context.series).unknown.push(entry.file);
  }

  /** False when the file has no place of its own. */
  #place(entry: Entry, place: FolderPlace): boolean {
    switch (place.companion?.kind) {
      case 'actors':
        return this.#addActor(entry);
      case 'extrafanart':
        return this.#addNumbered(entry, place, 'fanart');
      case 'extrathumbs':
        return this.#addNumbered(entry, place, 'landscape');
      case 'theme':
        return this.#addTheme(entry, place);
      case 'subtitles':
        return this.#addSubtitle(entry, this.#ownerOf(entry, place));
      case undefined:
        return this.#addBeside(entry, place);
      default:
        return false;
    }
  }

  #addBeside(entry: Entry, place: FolderPlace): boolean {
    const { stem, extension } = entry.path;
    if (IMAGE_EXTENSIONS.has(extension)) return this.#addImage(entry, place);
    if (SUBTITLE_EXTENSIONS.has(extension)) return this.#addSubtitle(entry, this.#ownerOf(entry, place));
    if (extension === 'nfo') return this.#addNfo(entry, place);
    if (!AUDIO_EXTENSIONS.has(extension)) return false;
    return stem.toLowerCase() === 'theme' ? this.#addTheme(entry, place) : this.#addAudio(entry, place);
  }

  /** By the video's name, else by the number in the name, else as the only episode of a folder made for it. */
  #ownerOf({ path }: Entry, place: FolderPlace): OwnedByName | null {
    const { owners } = this.#context;
    const byName = owners.ofStem(place.home, path.stem);
    if (byName !== null) return byName;
    const byFolder = place.inner === null ? null : owners.ofStem(place.home, place.inner);
    const unit = byFolder?.unit ?? this.#unitByNumber(place.inner ?? path.stem, place) ?? this.#episodeOfFolder(place);
    return unit === null ? null : { unit, stem: null, suffix: null };
  }

  #unitByNumber(stem: string, place: FolderPlace): EpisodeUnit | null {
    if (!DIGITS.test(stem)) return null;
    const { showName, habits, owners } = this.#context;
    const facts = readEpisodeNames(showName, place, `${stem}.mkv`);
    return owners.ofKey(numbersKey(settleNumbers(facts, place, habits)));
  }

  #episodeOfFolder({ home, seasonFolder }: FolderPlace): EpisodeUnit | null {
    return home === '' || home === seasonFolder ? null : this.#context.owners.onlyOf(home);
  }

  #addImage(entry: Entry, place: FolderPlace): boolean {
    const { owners, series, showName } = this.#context;
    const folderUnit = this.#episodeOfFolder(place);
    const owned = owners.ofStem(place.home, entry.path.stem);
    const named = readTvArtworkName(entry.path.stem, {
      videoStems: new Set(owned?.stem == null ? [] : [owned.stem]),
      inSeasonFolder: place.home === place.seasonFolder ? place.season : null,
      showFolder: showName,
    });
    if (named === null) return false;
    const { type, index, rank } = named;
    switch (named.scope) {
      case 'episode': {
        const unit = named.videoStem === null ? this.#unitByNumber(entry.path.stem, place) : (owned?.unit ?? null);
        return unit !== null && push(unit.files.artwork, entry, { type, index, rank }, 'episode');
      }
      case 'season': {
        const { season } = named;
        if (season === 'all') return push(series.allSeasonsArtwork, entry, { type, index, rank }, 'season');
        if (season === null || !mayBe(type, 'season')) return false;
        return push(this.#context.seasonOf(season).artwork, entry, { type, index, rank }, 'season');
      }
      case 'show': {
        if (folderUnit !== null) {
          return (
            type === 'landscape' && push(folderUnit.files.artwork, entry, { type: 'thumb', index, rank }, 'episode')
          );
        }
        return place.home === '' && push(series.artwork, entry, { type, index, rank }, 'series');
      }
      default:
        return false;
    }
  }

  #addNumbered(entry: Entry, place: FolderPlace, type: 'fanart' | 'landscape'): boolean {
    if (!IMAGE_EXTENSIONS.has(entry.path.extension)) return false;
    const index = Number(NUMBER_AT_END.exec(entry.path.stem)?.[1] ?? 0);
    const artwork = { type, index, rank: FOLDER_RANK };
    if (place.home === '') return push(this.#context.series.artwork, entry, artwork, 'series');
    if (place.season === null || place.home !== place.seasonFolder) return false;
    return push(this.#context.seasonOf(place.season).artwork, entry, artwork, 'season');
  }

  #addActor(entry: Entry): boolean {
    if (!IMAGE_EXTENSIONS.has(entry.path.extension)) return false;
    const actorName = entry.path.stem.replace(/_+/gu, ' ').trim();
    const name = actorName === '' ? entry.path.stem : actorName;
    this.#context.series.actorImages.push({ ...entry.file, actorName: name });
    return true;
  }

  #addTheme(entry: Entry, place: FolderPlace): boolean {
    if (IMAGE_EXTENSIONS.has(entry.path.extension)) return this.#addNumbered(entry, place, 'fanart');
    if (!AUDIO_EXTENSIONS.has(entry.path.extension)) return false;
    this.#context.series.themes.push(entry.file);
    return true;
  }

  #addNfo(entry: Entry, place: FolderPlace): boolean {
    const { series, showName, owners } = this.#context;
    const stem = foldName(entry.path.stem);
    const byName = owners.ofStem(place.home, entry.path.stem);
    if (byName?.suffix === '') return this.#pushNfo(byName.unit.files.nfos, entry, 0);
    if (place.home === '' && stem === 'tvshow') return this.#pushNfo(series.nfos, entry, 0);
    const season = this.#seasonOfNfo(stem, place);
    if (season !== null) {
      const files = this.#context.seasonOf(season);
      if (files.nfo !== null) return false;
      files.nfo = entry.file;
      return true;
    }
    if (place.home === '' && stem === foldName(showName)) return this.#pushNfo(series.nfos, entry, 1);
    // The NFO of a video that was replaced keeps the old name; those of releases are no player's.
    const unit = this.#unitByNumber(entry.path.stem, place);
    return unit !== null && this.#pushNfo(unit.files.nfos, entry, 2);
  }

  #seasonOfNfo(stem: string, place: FolderPlace): number | null {
    const match = SEASON_NFO.exec(stem);
    if (match === null || (place.home !== '' && place.home !== place.seasonFolder)) return null;
    if (match[1] !== undefined) return Number(match[1]);
    return stem === 'season' ? place.season : 0;
  }

  #pushNfo(nfos: ListedFile[], entry: Entry, rank: number): boolean {
    this.#nfoRanks.set(entry.file, rank);
    nfos.push(entry.file);
    return true;
  }

  #addAudio(entry: Entry, place: FolderPlace): boolean {
    const owned = this.#context.owners.ofStem(place.home, entry.path.stem);
    const name = owned?.suffix == null ? null : readExternalAudio(owned.suffix);
    if (owned === null || name === null) return false;
    owned.unit.files.externalAudio.push({ ...entry.file, ...name });
    return true;
  }

  #addSubtitle(entry: Entry, owned: OwnedByName | null): boolean {
    if (owned === null || !SUBTITLE_EXTENSIONS.has(entry.path.extension)) return false;
    const name = owned.suffix === null ? readSubtitleStem(entry.path.stem) : readSubtitleSuffix(owned.suffix);
    owned.unit.files.subtitles.push({ ...entry.file, ...name, codec: subtitleCodec(entry.path.extension) });
    return true;
  }
}

function mayBe(type: AssetImageType, item: 'series' | 'season' | 'episode'): boolean {
  return imageTypesOf(item).includes(type);
}

/** False for a type that items of the kind do not have. */
function push(
  artwork: TvArtworkFile[],
  { file }: Entry,
  name: Pick<TvArtworkFile, 'type' | 'index' | 'rank'>,
  item: 'series' | 'season' | 'episode',
): boolean {
  if (!mayBe(name.type, item)) return false;
  artwork.push({ ...file, ...name });
  return true;
}

function pairKey({ path }: Entry): string {
  return foldName([...path.folders, path.stem].join('/'));
}

function comparePaths(a: ListedFile, b: ListedFile): number {
  return a.relPath < b.relPath ? -1 : a.relPath > b.relPath ? 1 : 0;
}
