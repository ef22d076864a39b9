import { describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { inspectGroup } from './inspect-group.ts';

async function inspect(...lines: string[]): Promise<{ exitCode: number; answers: unknown[] }> {
  const answers: unknown[] = [];
  const exitCode = await inspectGroup(['--stdin'], {
    lines: (async function* () {
      for (const line of lines) yield await Promise.resolve(line);
    })(),
    print: (value) => answers.push(value),
    note: () => undefined,
  });
  return { exitCode, answers };
}

interface Question {
  files: string[];
  library?: 'movie' | 'tv';
  entries_are?: 'files' | 'folders';
}

async function group(question: Question): Promise<unknown> {
  const { answers, exitCode } = await inspect(JSON.stringify({ library: 'movie', ...question }));
  expect(exitCode).toBe(0);
  return answers[0];
}

const single = (...paths: string[]): unknown[] => paths.map((path) => ({ members: [path], stacks: [] }));
const stack = (...paths: string[]): unknown => ({ members: paths, stacks: [paths] });

describe('films', () => {
  it('gives paths back as they came, drives and shares too', async () => {
    const files = [
      'D:\\Films\\Harbour (2011)\\Harbour (2011) cd1.avi',
      'D:\\Films\\Harbour (2011)\\Harbour (2011) cd2.avi',
    ];
    expect(await group({ files })).toEqual({ items: [stack(...files)], extras: {} });
  });

  it('joins versions in the film’s folder, with a stack among them', async () => {
    const at = (name: string): string => `/films/Harbour (2011)/${name}`;
    const parts = [at('Harbour (2011) - 4K part1.mkv'), at('Harbour (2011) - 4K part2.mkv')];
    expect(await group({ files: [...parts, at('Harbour (2011).mkv'), at('Harbour (2011)-trailer.mkv')] })).toEqual({
      items: [{ members: [at('Harbour (2011).mkv'), ...parts], stacks: [parts] }],
      extras: { [at('Harbour (2011)-trailer.mkv')]: 'trailer' },
    });
  });

  it.each([
    ['numbers behind the year', ['Harbour (2011).mkv', 'Harbour (2011) 1.mkv', 'Harbour (2011) 2.mkv']],
    ['clips', ['/f/Mixed/Harbour (2011).mkv', '/f/Mixed/Harbour (2011) - Big Spot.mkv']],
    ['years', ['/f/Harbour/Harbour.mkv', '/f/Harbour/Harbour (2011).mkv', '/f/Harbour/Harbour (2019).mkv']],
    ['labels whose bracket is open', ['/f/Bay (2001)/Bay (2001) [Cut 1.mkv', '/f/Bay (2001)/Bay (2001) [Cut 2.mkv']],
    ['a folder of a letter', ['/f/H/Harbour 1.mkv', '/f/H/Harbour 2.mkv']],
    ['subfolders of a collection', ['/f/Saga/One (2001)/One (2001).mkv', '/f/Saga/Two (2003)/Two (2003).mkv']],
  ])('keeps apart films with different %s', async (_what, files) => {
    const answer = (await group({ files })) as { items: unknown[] };
    expect(answer.items).toHaveLength(files.length);
    expect(answer.items).toEqual(expect.arrayContaining(single(...files)));
  });

  it('trusts every label beside one that is surely a version', async () => {
    const files = ['/f/Harbour/Harbour - 1080p.mkv', '/f/Harbour/Harbour - Rainy.mkv'];
    expect(await group({ files })).toMatchObject({ items: [{ members: expect.arrayContaining(files) as unknown }] });
  });

  it('tells extras of all kinds, samples of unknown size and themes', async () => {
    const at = (name: string): string => `/f/Harbour (2011)/${name}`;
    const extras = {
      [at('Harbour (2011)-featurette.mkv')]: 'featurette',
      [at('Deleted Scenes/One.mkv')]: 'deleted',
      [at('sample-harbour.mkv')]: 'sample',
      [at('theme.mp3')]: 'theme_song',
      [at('backdrops/loop.mp4')]: 'theme_video',
    };
    const film = at('Harbour (2011).mkv');
    expect(await group({ files: [film, ...Object.keys(extras)] })).toEqual({ items: single(film), extras });
  });

  it('knows the extra of a film that is not there', async () => {
    expect(await group({ files: ['Bay a.mkv', 'Harbour-trailer.mkv'] })).toEqual({
      items: single('Bay a.mkv'),
      extras: { 'Harbour-trailer.mkv': 'trailer' },
    });
  });

  it.each([
    ['within the film’s folder', ['/f/Harbour (2011)/CD1/a.avi', '/f/Harbour (2011)/CD2/a.avi']],
    ['with its name', ['/f/Musicals/Harbour (2011) (Disc 1)/a.avi', '/f/Musicals/Harbour (2011) (Disc 2)/a.avi']],
  ])('joins folders of parts %s', async (_what, files) => {
    expect(await group({ files })).toEqual({ items: [stack(...files)], extras: {} });
  });

  it('groups folders', async () => {
    const files = ['M:/Films/Harbour (2011) Disc 01', 'M:/Films/Harbour (2011) Disc 02', 'M:/Films/Bay Disc 2'];
    expect(await group({ files, entries_are: 'folders' })).toEqual({
      items: [stack(...files.slice(0, 2)), ...single('M:/Films/Bay Disc 2')],
      extras: {},
    });
  });
});

describe('episodes', () => {
  it('joins versions and parts, and gives an episode its extras', async () => {
    const at = (name: string): string => `/tv/Harbour/Season 1/${name}`;
    const parts = [at('Harbour - S01E01 - 4K part1.mkv'), at('Harbour - S01E01 - 4K part2.mkv')];
    const trailer = at('Harbour - S01E01-trailer.mp4');
    const files = [...parts, at('Harbour - S01E01.mkv'), trailer, at('Harbour - S01E02.mkv')];
    expect(await group({ files, library: 'tv' })).toEqual({
      items: [
        { members: [at('Harbour - S01E01.mkv'), ...parts], stacks: [parts] },
        ...single(at('Harbour - S01E02.mkv')),
      ],
      extras: { [trailer]: 'trailer' },
    });
  });

  it('keeps shows apart that lie in one folder, and takes what has no number for a title', async () => {
    const files = ['Harbour S01E01.mkv', 'Bay S01E01.mkv', 'Pilot.mkv'];
    const answer = (await group({ files, library: 'tv' })) as { items: unknown[] };
    expect(answer.items).toHaveLength(3);
  });

  it('gives a season and a show their extras', async () => {
    const extras = { '/tv/Harbour/Season 1/Interviews/a.mkv': 'interview', '/tv/Harbour/Extras/b.mkv': 'other' };
    const files = ['/tv/Harbour/Season 1/Harbour S01E01.mkv', ...Object.keys(extras)];
    expect(await group({ files, library: 'tv' })).toMatchObject({ extras });
  });
});

describe('lines that are no question', () => {
  it.each([
    ['{', 'The line is no JSON.'],
    ['7', 'The line is no JSON object.'],
    ['{"library":"movie"}', '"files" must be a list of texts.'],
    ['{"files":[1],"library":"movie"}', '"files" must be a list of texts.'],
    ['{"files":[],"library":"music"}', '"library" must be "movie" or "tv".'],
    ['{"files":[],"library":"tv","entries_are":"discs"}', '"entries_are" must be "files" or "folders".'],
  ])('answers %s in its place', async (line, error) => {
    const { answers, exitCode } = await inspect('', line, '{"files":[],"library":"tv"}');
    expect(answers).toEqual([{ error }, { items: [], extras: {} }]);
    expect(exitCode).toBe(1);
  });

  it('takes no other arguments', async () => {
    const io = { lines: (async function* () {})(), print: () => undefined, note: () => undefined };
    await expect(inspectGroup(['x'], io)).rejects.toThrow(UsageError);
  });
});
