import { filePath } from './tmdb-texts.ts';
import type { World, WorldCredit, WorldCrew, WorldPerson } from './world-types.ts';

type Json = Record<string, unknown>;

/** What every credit says of its person. */
export function personHead(person: WorldPerson): Json {
  return {
    adult: false,
    gender: person.gender,
    id: person.tmdbId,
    known_for_department: person.department,
    name: person.name,
    original_name: person.name,
    popularity: person.popularity,
    profile_path: person.images[0] === undefined ? null : filePath(person.images[0]),
  };
}

export function credits(world: World, cast: readonly WorldCredit[], crew: readonly WorldCrew[]): Json {
  return {
    cast: cast.map((credit) => ({
      ...personHead(world.people.get(credit.personId)!),
      cast_id: credit.order + 1,
      character: credit.character,
      credit_id: creditId(credit.personId, credit.order),
      order: credit.order,
    })),
    crew: crew.map((one, index) => ({
      ...personHead(world.people.get(one.personId)!),
      credit_id: creditId(one.personId, 1000 + index),
      department: one.department,
      job: one.job,
    })),
  };
}

/** Of a show: each person once, with roles and jobs and in how many episodes. */
export function aggregateCredits(world: World, cast: readonly WorldCredit[], crew: readonly WorldCrew[]): Json {
  return {
    cast: cast.map((credit) => ({
      ...personHead(world.people.get(credit.personId)!),
      roles: [
        {
          credit_id: creditId(credit.personId, credit.order),
          character: credit.character,
          episode_count: credit.episodeCount ?? 1,
        },
      ],
      total_episode_count: credit.episodeCount ?? 1,
      order: credit.order,
    })),
    crew: crew.map((one, index) => ({
      ...personHead(world.people.get(one.personId)!),
      jobs: [{ credit_id: creditId(one.personId, 1000 + index), job: one.job, episode_count: 3 }],
      department: one.department,
      total_episode_count: 3,
    })),
  };
}

/** Guests of an episode, and its crew, as a season lists them. */
export function episodePeople(world: World, guests: readonly WorldCredit[], crew: readonly WorldCrew[]): Json {
  const { cast: guestStars, crew: makers } = credits(world, guests, crew) as { cast: Json[]; crew: Json[] };
  return { crew: makers, guest_stars: guestStars.map(({ cast_id: _, ...star }) => star) };
}

export function personDetails(person: WorldPerson): Json {
  const { adult, gender, id, known_for_department, name, popularity, profile_path } = personHead(person);
  return {
    adult,
    also_known_as: [],
    biography: '',
    birthday: person.birthday,
    deathday: null,
    gender,
    homepage: null,
    id,
    imdb_id: person.imdbId,
    known_for_department,
    name,
    place_of_birth: null,
    popularity,
    profile_path,
  };
}

function creditId(personId: number, order: number): string {
  return `52fe${personId.toString(16).padStart(10, '0')}${order.toString(16).padStart(10, '0')}`;
}
