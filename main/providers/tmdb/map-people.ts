import type { ActorCredit } from '../../domain/movie-metadata.ts';
import { plainNames, plainText } from '../plain-text.ts';
import { portraitUrl } from './tmdb-images.ts';
import type { ImageMaker } from './tmdb-images.ts';
import type { TmdbCast, TmdbCrew } from './tmdb-schemas.ts';

/** Long-running shows list thousands; what comes after so many, nobody looks for. */
const MOST_ACTORS = 200;
/** Kodi's credits: who wrote it, then who wrote what it was made of. */
const WRITING_JOBS = [
  'Screenplay',
  'Writer',
  'Teleplay',
  'Author',
  'Story',
  'Novel',
  'Book',
  'Comic Book',
  'Graphic Novel',
];

/** The cast in TMDB's order. Who plays several characters is named once, with all of them. */
export function actorsOf(cast: readonly TmdbCast[], maker: ImageMaker): ActorCredit[] {
  const actors = new Map<string, ActorCredit>();
  for (const member of cast.toSorted((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || 0)) {
    const name = plainText(member.name);
    if (name === null) continue;
    const key = member.id === null ? `name ${name}` : `id ${String(member.id)}`;
    const roles = rolesOf(member);
    const known = actors.get(key);
    if (known === undefined && actors.size < MOST_ACTORS) {
      const thumbUrl = portraitUrl(maker, member.profile_path);
      const role = roles.length === 0 ? null : roles.join(' / ');
      actors.set(key, { name, role, order: actors.size, thumbUrl, tmdbId: member.id });
    } else if (known !== undefined) {
      const all = plainNames([...(known.role?.split(' / ') ?? []), ...roles]);
      known.role = all.length === 0 ? null : all.join(' / ');
    }
  }
  return [...actors.values()];
}

function rolesOf(member: TmdbCast): string[] {
  const roles = member.roles.toSorted((a, b) => (b.episode_count ?? 0) - (a.episode_count ?? 0));
  return plainNames([member.character, ...roles.map(({ character }) => character)]);
}

export function directorsOf(crew: readonly TmdbCrew[]): string[] {
  return plainNames(crew.filter((member) => jobsOf(member).includes('Director')).map(({ name }) => name));
}

/** Authors of the screenplay before those of what it is based on. */
export function writersOf(crew: readonly TmdbCrew[]): string[] {
  const rank = (member: TmdbCrew): number =>
    Math.min(
      ...jobsOf(member)
        .map((job) => WRITING_JOBS.indexOf(job))
        .filter((index) => index >= 0),
      Infinity,
    );
  const writers = crew.filter((member) => Number.isFinite(rank(member)));
  return plainNames(writers.toSorted((a, b) => rank(a) - rank(b)).map(({ name }) => name));
}

function jobsOf(member: TmdbCrew): string[] {
  return [member.job, ...member.jobs.map(({ job }) => job)].filter((job) => job !== null);
}
