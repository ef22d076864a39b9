import { randomFrom } from './world-random.ts';
import type { Random } from './world-random.ts';
import { FAMILY_NAMES, GIVEN_NAMES } from './world-words.ts';
import type { WorldCredit, WorldCrew, WorldPerson } from './world-types.ts';
import { worldImage } from './world-image.ts';

const FIRST_ID = 3_100_000;
const COUNT = 420;

/**
 * Everybody. The last twelve are namesakes of the first twelve: the same name, another id, another face. A third of the
 * rest has no portrait.
 */
export function makePeople(seed: number): Map<number, WorldPerson> {
  const people = new Map<number, WorldPerson>();
  const names = GIVEN_NAMES.flatMap((given) => FAMILY_NAMES.map((family) => `${given} ${family}`));
  const chosen = randomFrom(seed, 'names').some(names, COUNT - 12);
  for (let index = 0; index < COUNT; index += 1) {
    const random = randomFrom(seed, 'person', index);
    const tmdbId = FIRST_ID + index * 7;
    const name = chosen[index] ?? chosen[index - chosen.length]!;
    people.set(tmdbId, {
      tmdbId,
      tvdbId: 700_000 + index,
      imdbId: `nm9${String(100_000 + index)}`,
      name,
      gender: random.pick([0, 1, 1, 2, 2, 3]),
      department: random.pick(['Acting', 'Acting', 'Acting', 'Directing', 'Writing']),
      popularity: random.int(5, 400) / 10,
      birthday: random.chance(0.8) ? `19${String(random.int(20, 95))}-0${String(random.int(1, 9))}-15` : null,
      images: random.chance(0.66)
        ? Array.from({ length: random.int(1, 3) }, (_, at) =>
            worldImage(random, 'profile', `person ${String(tmdbId)}/${String(at)}`, { hosts: ['tmdb', 'tvdb'] }),
          )
        : [],
    });
  }
  return people;
}

/** The people of a title: some are everywhere, most are in few. */
export function drawPeople(
  random: Random,
  people: ReadonlyMap<number, WorldPerson>,
  count: number,
): { cast: WorldCredit[]; crew: WorldCrew[] } {
  const ids = [...people.keys()];
  // Half of a cast comes from a tenth of all actors.
  const busy = ids.slice(0, 42);
  const cast = [...new Set([...random.some(busy, Math.ceil(count / 2)), ...random.some(ids, Math.floor(count / 2))])];
  const [director, second, writer, novelist, composer, editor] = random.some(ids, 6);
  const crew: WorldCrew[] = [
    { personId: director!, job: 'Director', department: 'Directing' },
    { personId: writer!, job: 'Screenplay', department: 'Writing' },
    { personId: composer!, job: 'Original Music Composer', department: 'Sound' },
    { personId: editor!, job: 'Editor', department: 'Editing' },
  ];
  if (random.chance(0.15)) crew.push({ personId: second!, job: 'Director', department: 'Directing' });
  if (random.chance(0.3)) crew.push({ personId: novelist!, job: 'Novel', department: 'Writing' });
  if (random.chance(0.2)) crew.push({ personId: director!, job: 'Writer', department: 'Writing' });
  return {
    cast: cast.map((personId, order) => ({
      personId,
      order,
      character: order > 5 && random.chance(0.2) ? '' : `${random.pick(GIVEN_NAMES)}${order === 0 ? ' the Elder' : ''}`,
    })),
    crew,
  };
}
