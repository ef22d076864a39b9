import { resolutionLabel } from '../stream-labels.ts';
import { expandPattern, type NamePattern, tokensOf } from './name-pattern.ts';
import type { TokenName } from './rename-tokens.ts';
import type { TitleFacts, VideoFacts } from './rename-facts.ts';
import { nameOf } from './rename-step.ts';
import { nameKey, type NameRules, safeName, safeValue } from './safe-name.ts';
import { splitVideoName } from './sidecars.ts';
import { format3d, type TokenSource, tokenValues } from './token-values.ts';

/**
 * A video's new name without extension. What only the name says of a file (edition, 3D, part, version) is written even where
 * the pattern has no token for it, so that no name ever loses it.
 * @param version what tells it from others, null when nothing has to
 */
export function videoStem(
  pattern: NamePattern,
  source: TokenSource & { of: TitleFacts; video: VideoFacts },
  rules: NameRules,
): string {
  const tokens = tokensOf(pattern);
  const { video, version = null } = source;
  const [name = ''] = expandPattern(pattern, tokenValues(source, rules));
  const lacks = (token: TokenName): boolean => !tokens.has(token);
  let stem = name;
  if (lacks('Edition') && video.edition !== null) stem += ` {edition-${safeValue(video.edition, rules)}}`;
  if (lacks('Version') && version !== null) stem += ` - ${version}`;
  const format = format3d(video.path);
  if (lacks('3D') && format !== '') stem += ` - ${format}`;
  if (lacks('Part') && video.part !== null) stem += `-part${String(video.part)}`;
  return safeName(stem, rules);
}

/**
 * Names videos side by side; those that would be named alike are told apart by their resolution. Null where that does not
 * help: two names would be one.
 */
export function distinctStems<V extends VideoFacts>(
  videos: readonly V[],
  stemOf: (video: V, version: string | null) => string,
): Map<V, string> | null {
  const stems = new Map(videos.map((video) => [video, stemOf(video, null)]));
  const groups = groupBy(videos, (video) => nameKey(stems.get(video) ?? ''));
  for (const group of groups) {
    if (group.length === 1) continue;
    for (const video of group) stems.set(video, stemOf(video, versionLabel(video)));
  }
  const isDistinct = new Set([...stems.values()].map(nameKey)).size === videos.length;
  return isDistinct ? stems : null;
}

function versionLabel(video: VideoFacts): string | null {
  return resolutionLabel(video.width, video.height);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

/** The present name of a video, without extension. */
export function presentStem(video: VideoFacts): { stem: string; extension: string } {
  return splitVideoName(nameOf(video.path));
}

/** One video of each name: those that differ in their extensions only are renamed as one, with what is named after them. */
export function oneOfEachStem<V extends VideoFacts>(videos: readonly V[]): V[] {
  const seen = new Set<string>();
  return videos.filter((video) => {
    const key = video.path.slice(0, video.path.length - presentStem(video).extension.length);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
