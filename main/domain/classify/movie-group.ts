import type { MovieGroup, NameFacts, VideoFile } from '../folder-facts.ts';
import { mergeNameFacts } from '../names/merge-name-facts.ts';
import { resolutionTag } from '../names/release-tags.ts';
import { versionLabel } from './film-groups.ts';
import type { VideoUnit } from './video-unit.ts';

/**
 * Makes the group of one film from its versions, with everything but the videos, the name and the discs' NFO still empty.
 * Order: disc structures, the version named like the folder, versions without an edition, the larger first.
 * @param folderFacts null when the folder does not belong to this film alone
 */
export function createMovieGroup(
  versions: readonly VideoUnit[],
  folderName: string,
  folderFacts: NameFacts | null,
): MovieGroup {
  const labelled = versions.map((unit) => ({
    unit,
    label: folderFacts === null ? null : versionLabel(unit.stem, folderName),
    sizeBytes: unit.entries.reduce((sum, { file }) => sum + file.sizeBytes, 0),
  }));
  labelled.sort(
    (a, b) =>
      Number(b.unit.disc !== null) - Number(a.unit.disc !== null) ||
      Number(b.label === '') - Number(a.label === '') ||
      Number(a.unit.facts.edition !== null) - Number(b.unit.facts.edition !== null) ||
      b.sizeBytes - a.sizeBytes ||
      (a.unit.stem < b.unit.stem ? -1 : 1),
  );
  const isOnly = versions.length === 1;
  const units = labelled.map(({ unit }) => unit);
  return {
    videos: labelled.flatMap(({ unit, label }) =>
      videoFiles(unit, isOnly ? unit.facts.edition : versionName(unit, label)),
    ),
    disc: units[0]?.disc ?? null,
    name: groupName(units, folderFacts),
    nfos: units.flatMap(({ discNfos }) => discNfos),
    artwork: [],
    subtitles: [],
    externalAudio: [],
    extras: [],
    actorImages: [],
    themes: [],
    unknown: [],
  };
}

function videoFiles(unit: VideoUnit, edition: string | null): VideoFile[] {
  return unit.entries.map(({ file }, at) => ({ ...file, part: unit.parts[at] ?? null, edition }));
}

function versionName(unit: VideoUnit, label: string | null): string | null {
  if (unit.facts.edition !== null) return unit.facts.edition;
  const isPlain = label !== null && label !== '' && !/[[\](){}]/u.test(label);
  return isPlain ? label : (resolutionTag(unit.stem) ?? (label === '' ? null : label));
}

function groupName(units: readonly VideoUnit[], folderFacts: NameFacts | null): NameFacts {
  const first = units[0]?.facts as NameFacts;
  const facts: NameFacts = {
    ...first,
    year: first.year ?? units.find(({ facts: { year } }) => year !== null)?.facts.year ?? null,
    tmdbId: units.find(({ facts: { tmdbId } }) => tmdbId !== null)?.facts.tmdbId ?? null,
    imdbId: units.find(({ facts: { imdbId } }) => imdbId !== null)?.facts.imdbId ?? null,
    tvdbId: units.find(({ facts: { tvdbId } }) => tvdbId !== null)?.facts.tvdbId ?? null,
  };
  return { ...(folderFacts === null ? facts : mergeNameFacts(facts, folderFacts)), part: null };
}
