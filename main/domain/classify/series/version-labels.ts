import { resolutionTag } from '../../names/release-tags.ts';
import { foldName } from '../video-unit.ts';

const SEPARATOR = /\s+[-–]\s+/u;

/**
 * What tells versions of one episode apart: the edition their names carry, else the pieces between dashes that only one of
 * them has ("Show - S01E01 - Aired", "Show - S01E01 - Uncensored"), else the resolution. Null for the plain name, for a
 * single version, and where nothing tells.
 */
export function versionLabels(versions: readonly { stem: string; edition: string | null }[]): (string | null)[] {
  if (versions.length === 1) return [versions[0]?.edition ?? null];
  const pieces = versions.map(({ stem }) => stem.split(SEPARATOR));
  const shortest = Math.min(...pieces.map((own) => own.length));
  let common = 0;
  while (
    common < shortest &&
    pieces.every((own) => foldName(own[common] ?? '') === foldName(pieces[0]?.[common] ?? ''))
  ) {
    common += 1;
  }
  return versions.map(({ stem, edition }, at) => {
    if (edition !== null) return edition;
    const rest = (pieces[at] ?? []).slice(common);
    if (common > 1 && rest.length === 1 && rest[0] !== '') return rest[0] ?? null;
    return common > 1 && rest.length === 0 ? null : resolutionTag(stem);
  });
}
