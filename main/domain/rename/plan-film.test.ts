import { expect, test } from 'vitest';
import type { RenamePatterns } from '../../../contract/renaming.ts';
import { checkPatterns, type ParsedPatterns } from './check-patterns.ts';
import { DEFAULT_RENAME_PATTERNS } from './default-patterns.ts';
import { type FilmToRename, planFilm } from './plan-film.ts';
import type { TitleFacts, VideoFacts } from './rename-facts.ts';

function patterns(change: Partial<RenamePatterns> = {}): ParsedPatterns {
  const { parsed, problems } = checkPatterns({ ...DEFAULT_RENAME_PATTERNS, ...change });
  if (parsed === null) throw new Error(JSON.stringify(problems));
  return parsed;
}

function film(change: Partial<TitleFacts> = {}): TitleFacts {
  return {
    title: 'The Long Quay',
    originalTitle: null,
    year: 1979,
    imdbId: 'tt0000123',
    tmdbId: 348,
    tvdbId: null,
    set: null,
    ...change,
  };
}

function video(path: string, change: Partial<VideoFacts> = {}): VideoFacts {
  return {
    path,
    edition: null,
    part: null,
    width: null,
    height: null,
    videoCodec: null,
    hdrType: null,
    audioCodec: null,
    audioProfile: null,
    audioChannels: null,
    ...change,
  };
}

function own(folder: string, names: readonly string[], change: Partial<FilmToRename> = {}): FilmToRename {
  const entries = names.map((name) => ({ path: `${folder}/${name}`, isFolder: !/\.\w+$/u.test(name) }));
  const [main = ''] = names;
  return {
    film: film(),
    videos: [video(`${folder}/${main}`)],
    folder,
    isOwnFolder: true,
    otherStems: [],
    entries,
    ...change,
  };
}

function names(input: FilmToRename, change: Partial<RenamePatterns> = {}): Record<string, string> {
  const plan = planFilm(input, patterns(change));
  if (plan.problem !== null) return { problem: plan.problem };
  return Object.fromEntries(plan.changes.map(({ before, after }) => [before, after]));
}

test('renames a film’s folder and with its video all that is named after it', () => {
  const input = own('quay.1979', [
    'quay.mkv',
    'quay.nfo',
    'quay-poster.jpg',
    'quay.de.forced.srt',
    'quay-trailer.mp4',
    'quay.trickplay',
    'poster.jpg',
    'notes of mine.txt',
    'quaint.txt',
  ]);
  expect(names(input)).toEqual({
    'quay.1979': 'The Long Quay (1979)',
    'quay.1979/quay.mkv': 'The Long Quay (1979)/The Long Quay (1979).mkv',
    'quay.1979/quay.nfo': 'The Long Quay (1979)/The Long Quay (1979).nfo',
    'quay.1979/quay-poster.jpg': 'The Long Quay (1979)/The Long Quay (1979)-poster.jpg',
    'quay.1979/quay.de.forced.srt': 'The Long Quay (1979)/The Long Quay (1979).de.forced.srt',
    'quay.1979/quay-trailer.mp4': 'The Long Quay (1979)/The Long Quay (1979)-trailer.mp4',
    'quay.1979/quay.trickplay': 'The Long Quay (1979)/The Long Quay (1979).trickplay',
  });
});

test('takes the folder first, then the files in it', () => {
  const { steps, mustBeFree } = planFilm(own('quay', ['quay.mkv']), patterns());
  expect(steps).toEqual([
    { op: 'move', isFolder: true, from: 'quay', to: 'The Long Quay (1979)', stage: 0 },
    {
      op: 'move',
      isFolder: false,
      from: 'The Long Quay (1979)/quay.mkv',
      to: 'The Long Quay (1979)/The Long Quay (1979).mkv',
      stage: 0,
    },
  ]);
  expect(mustBeFree).toEqual(['The Long Quay (1979)']);
});

test('has nothing to do where all names are right', () => {
  const input = own('The Long Quay (1979)', ['The Long Quay (1979).mkv', 'The Long Quay (1979)-poster.jpg']);
  expect(planFilm(input, patterns())).toMatchObject({ steps: [], changes: [], problem: null });
});

test('changes only the case of a name by way of another name', () => {
  const { steps } = planFilm(own('the long quay (1979)', ['the long quay (1979).mkv']), patterns());
  expect(steps.map(({ from, to, stage }) => [from, to, stage])).toEqual([
    ['the long quay (1979)', '.renaming-0', 0],
    ['.renaming-0', 'The Long Quay (1979)', 1],
    ['The Long Quay (1979)/the long quay (1979).mkv', 'The Long Quay (1979)/.renaming-2', 1],
    ['The Long Quay (1979)/.renaming-2', 'The Long Quay (1979)/The Long Quay (1979).mkv', 2],
  ]);
});

test('moves a film out of a folder it shares into one of its own, and leaves the others’ files', () => {
  const input: FilmToRename = {
    film: film(),
    videos: [video('quay.mkv')],
    folder: '',
    isOwnFolder: false,
    otherStems: ['quay-two'],
    entries: ['quay.mkv', 'quay.nfo', 'quay-two.mkv', 'quay-two-poster.jpg', 'Subs', 'Subs/quay.en.srt'].map(
      (path) => ({
        path,
        isFolder: path === 'Subs',
      }),
    ),
  };
  expect(names(input)).toEqual({
    'quay.mkv': 'The Long Quay (1979)/The Long Quay (1979).mkv',
    'quay.nfo': 'The Long Quay (1979)/The Long Quay (1979).nfo',
    'Subs/quay.en.srt': 'The Long Quay (1979)/Subs/The Long Quay (1979).en.srt',
  });
  const { steps } = planFilm(input, patterns());
  expect(steps.slice(0, 2).map(({ op, to }) => [op, to])).toEqual([
    ['make_folder', 'The Long Quay (1979)'],
    ['make_folder', 'The Long Quay (1979)/Subs'],
  ]);
});

test('keeps parts in their order, and names what belongs to all of them after all of them', () => {
  const input = own('quay', ['quay-cd1.avi', 'quay-cd2.avi', 'quay-poster.jpg'], {
    videos: [video('quay/quay-cd1.avi', { part: 1 }), video('quay/quay-cd2.avi', { part: 2 })],
  });
  expect(Object.values(names(input)).slice(1)).toEqual([
    'The Long Quay (1979)/The Long Quay (1979)-part1.avi',
    'The Long Quay (1979)/The Long Quay (1979)-part2.avi',
    'The Long Quay (1979)/The Long Quay (1979)-poster.jpg',
  ]);
});

test('writes what only the name says, even where the pattern has no token for it', () => {
  const input = own('quay', ['a.mkv', 'b.mkv'], {
    videos: [
      video('quay/a.mkv', { edition: "Director's Cut", part: 1 }),
      video('quay/b.mkv', { edition: "Director's Cut", part: 2 }),
    ],
  });
  expect(Object.values(names(input, { movieFile: '{Title} ({Year})' })).slice(1)).toEqual([
    "The Long Quay (1979)/The Long Quay (1979) {edition-Director's Cut}-part1.mkv",
    "The Long Quay (1979)/The Long Quay (1979) {edition-Director's Cut}-part2.mkv",
  ]);
});

test('tells versions apart by their resolution, and says so where that does not help', () => {
  const videos = [
    video('quay/a.mkv', { width: 1920, height: 1080 }),
    video('quay/b.mkv', { width: 3840, height: 2160 }),
  ];
  expect(Object.values(names(own('quay', ['a.mkv', 'b.mkv'], { videos }))).slice(1)).toEqual([
    'The Long Quay (1979)/The Long Quay (1979) - 1080p.mkv',
    'The Long Quay (1979)/The Long Quay (1979) - 2160p.mkv',
  ]);
  const alike = videos.map((each) => ({ ...each, width: 1920, height: 1080 }));
  expect(names(own('quay', ['a.mkv', 'b.mkv'], { videos: alike }))['problem']).toContain('would get one name');
});

test('leaves the inside of discs as it is', () => {
  const input = own('quay', ['VIDEO_TS'], { videos: [video('quay/VIDEO_TS/VIDEO_TS.IFO')] });
  expect(names(input)).toEqual({ quay: 'The Long Quay (1979)' });
});

test('goes across nothing that is there', () => {
  const input = own('The Long Quay (1979)', ['quay.mkv', 'The Long Quay (1979).mkv'], {
    videos: [video('The Long Quay (1979)/quay.mkv')],
  });
  expect(names(input)['problem']).toContain('is there already');
});

test('exchanges two names by way of others', () => {
  const folder = 'The Long Quay (1979)';
  const stem = (part: number): string => `${folder}-part${String(part)}`;
  const input = own(folder, [`${stem(1)}.avi`, `${stem(2)}.avi`], {
    videos: [video(`${folder}/${stem(2)}.avi`, { part: 1 }), video(`${folder}/${stem(1)}.avi`, { part: 2 })],
  });
  expect(planFilm(input, patterns()).steps.map(({ from, to, stage }) => [from.slice(21), to.slice(21), stage])).toEqual(
    [
      [`${stem(2)}.avi`, '.renaming-0', 0],
      [`${stem(1)}.avi`, '.renaming-1', 0],
      ['.renaming-0', `${stem(1)}.avi`, 1],
      ['.renaming-1', `${stem(2)}.avi`, 1],
    ],
  );
});

test.each([
  ['Quay: The Return', 'smart', 'Quay - The Return (1979)'],
  ['Quay: The Return', 'remove', 'Quay The Return (1979)'],
  ['Quay 4:20', 'smart', 'Quay 4-20 (1979)'],
  ['Who/What?', 'smart', 'Who-What (1979)'],
  ['A*B|C "D" <E>', 'smart', "A-B-C 'D' (E) (1979)"],
  ['...Ends.', 'smart', 'Ends. (1979)'],
  ['Ame\u0301lie', 'smart', 'Am\u00e9lie (1979)'],
] as const)('%s with colon %s becomes %s', (title, colon, folder) => {
  const plan = planFilm(own('x', ['x.mkv'], { film: film({ title }) }), patterns({ colon }));
  expect(plan.problem).toBeNull();
  expect(plan.changes[0]?.after).toBe(folder);
});

test.each([
  ['Con', '{Title}', 'Con_'],
  ['Quay…', '{Title}.', 'Quay…'],
])('%s as %s is no name that Windows refuses', (title, movieFolder, folder) => {
  const input = own('x', ['x.mkv'], { film: film({ title, year: null }) });
  expect(planFilm(input, patterns({ movieFolder })).changes[0]?.after).toBe(folder);
});

test('keeps the signs that Linux takes, where only those rules are wanted', () => {
  const input = own('x', ['x.mkv'], { film: film({ title: 'Quay: Why?' }) });
  expect(planFilm(input, patterns({ allowed: 'unix' })).changes[0]?.after).toBe('Quay: Why? (1979)');
});

test('refuses a name that would be read as something else, unless an id settles it', () => {
  const input = own('x', ['x.mkv'], { film: film({ title: 'Quay 1080p Remux' }) });
  expect(planFilm(input, patterns()).problem).toContain('would be read');
  const withId = { movieFolder: '{Title} ({Year}) {tmdb-{TmdbId}}' };
  expect(planFilm(input, patterns(withId)).problem).toBeNull();
});

test('refuses what no disk takes', () => {
  const input = own('x', ['x.mkv'], { film: film({ title: 'Quay '.repeat(60).trim() }) });
  expect(planFilm(input, patterns()).problem).toContain('longer than the 255 bytes');
});

test('sorts into folders of the library where that is wanted', () => {
  const input = own('Harbour/quay', ['quay.mkv'], { film: film({ set: 'Quays' }) });
  const { steps } = planFilm(
    input,
    patterns({ place: 'library', movieFolder: '{Set}/{Title} ({Year})', movieFile: '' }),
  );
  expect(steps.map(({ op, to }) => [op, to])).toEqual([
    ['make_folder', 'Quays'],
    ['move', 'Quays/The Long Quay (1979)'],
    ['remove_folder', 'Harbour'],
  ]);
  const none = planFilm(
    own('Harbour/quay', ['quay.mkv']),
    patterns({ place: 'library', movieFolder: '{Set}/{Title} ({Year})' }),
  );
  expect(none.changes[0]?.after).toBe('The Long Quay (1979)');
});

test('says what is wrong with patterns', () => {
  const messages = (change: Partial<RenamePatterns>): string[] =>
    checkPatterns({ ...DEFAULT_RENAME_PATTERNS, ...change }).problems.map(({ message }) => message);
  expect(messages({})).toEqual([]);
  expect(messages({ movieFile: '{Year}' })[0]).toContain('Add {Title}');
  expect(messages({ movieFile: '{Title}' })[0]).toContain('cannot be told apart');
  expect(messages({ movieFolder: '{Set}/{Title} ({Year})' })[0]).toContain('into the library’s folder');
  expect(messages({ seasonFolder: 'Season' })[0]).toContain('Add {season}');
  expect(messages({ episodeFile: '{Title}' })[0]).toContain('tell the episodes apart');
  expect(messages({ showFolder: '{Title} {Edition}' })[0]).toContain('{Edition} says nothing here');
});
