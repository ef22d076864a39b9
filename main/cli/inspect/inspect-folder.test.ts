import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { inspectFolder } from './inspect-folder.ts';

type Answer = Record<string, unknown>;

async function run(
  args: readonly string[],
  lines: readonly string[] = [],
): Promise<{ code: number; answers: Answer[] }> {
  const answers: Answer[] = [];
  const code = await inspectFolder(args, {
    lines: (async function* () {
      await Promise.resolve();
      yield* lines;
    })(),
    print: (value) => answers.push(value as Answer),
    note: () => undefined,
  });
  return { code, answers };
}

const NOTHING = {
  ...{ artwork_type: null, scope: null, season: null, episode: null, index: null, language: null, forced: null },
  ...{ sdh: null, extra_type: null, nfo_scope: null, actor: null },
};

describe('inspect folder --stdin', () => {
  const film = '/films/Harbour (2011)/Harbour (2011).mkv';
  const episode = '/shows/Lighthouse/Season 1/Lighthouse S01E01.mkv';

  it.each<[string, 'movie' | 'tv', string | null, object]>([
    [film, 'movie', film, { category: 'main_video' }],
    [
      '/films/Harbour (2011)/Harbour (2011)-fanart1.jpg',
      'movie',
      film,
      { category: 'artwork', artwork_type: 'fanart', scope: 'movie', index: 1 },
    ],
    [
      '/films/Harbour (2011)/Harbour (2011).pt-BR.sdh.srt',
      'movie',
      film,
      { category: 'subtitle', language: 'pt-BR', forced: false, sdh: true },
    ],
    ['/films/Harbour (2011)/trailers/a.mkv', 'movie', null, { category: 'trailer' }],
    ['/films/Harbour (2011)/Harbour (2011)-clip.mkv', 'movie', film, { category: 'extra', extra_type: 'clip' }],
    ['/films/Harbour (2011)/.actors/Ann_Example.jpg', 'movie', null, { category: 'actor_thumb', actor: 'Ann Example' }],
    ['/films/Harbour (2011)/set.nfo', 'movie', film, { category: 'nfo' }],
    [
      '/shows/Lighthouse/season-all-poster.jpg',
      'tv',
      episode,
      { category: 'artwork', artwork_type: 'poster', scope: 'season', season: 'all', index: 0 },
    ],
    [
      'C:\\Shows\\Lighthouse\\Season 2\\S02E03-thumb.jpg',
      'tv',
      null,
      { category: 'artwork', artwork_type: 'thumb', scope: 'episode', season: 2, episode: 3, index: 0 },
    ],
    ['/shows/Lighthouse/tvshow.nfo', 'tv', episode, { category: 'nfo', nfo_scope: 'show' }],
  ])('%s', async (path, library, main, expected) => {
    const { code, answers } = await run(['--stdin'], [JSON.stringify({ path, library, main_video: main })]);
    expect(answers).toEqual([{ path, ...NOTHING, ...expected }]);
    expect(code).toBe(0);
  });

  it('answers bad lines in their place and goes on', async () => {
    const good = JSON.stringify({ path: 'Thumbs.db', library: 'tv' });
    const bad = [
      '{',
      '[]',
      '7',
      'null',
      '{"path":"a","library":"music"}',
      '{"path":"a","library":"tv","main_video":7}',
    ];
    const { code, answers } = await run(['--stdin'], [...bad, '', good]);
    expect(code).toBe(1);
    expect(answers.slice(0, bad.length).every(({ error }) => typeof error === 'string')).toBe(true);
    expect(answers.at(-1)).toEqual({ path: 'Thumbs.db', ...NOTHING, category: 'ignored' });
  });
});

describe('inspect folder DIR', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'metarr-inspect-')));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  function write(...relPaths: string[]): void {
    for (const relPath of relPaths) {
      mkdirSync(dirname(join(root, relPath)), { recursive: true });
      writeFileSync(join(root, relPath), relPath.endsWith('.mkv') ? 'x'.repeat(1000) : 'x');
    }
  }

  async function categories(...args: string[]): Promise<Record<string, unknown>> {
    const { code, answers } = await run([root, ...args]);
    expect(code).toBe(0);
    return Object.fromEntries(
      answers.map(({ path, category, scope, season }) => [
        String(path).slice(root.length + 1),
        [category, scope, season]
          .filter((value) => value !== null)
          .map(String)
          .join(' '),
      ]),
    );
  }

  it('tells all files of a library of films, with its ignore rules', async () => {
    write('Harbour (2011)/Harbour (2011).mkv', 'Harbour (2011)/poster.jpg', 'Harbour (2011)/Extras/a.mkv');
    write('Harbour (2011)/Harbour (2011).idx', 'Harbour (2011)/Harbour (2011).sub', 'Harbour (2011)/@eaDir/x.jpg');
    write('Old Saga/poster.jpg', 'Old Saga/Delta (2012)/BDMV/index.bdmv', 'Old Saga/Delta (2012)/BDMV/PLAYLIST/1.mpls');
    write(
      'Seen/Ebb (2001)/Ebb (2001).mkv',
      'Delta (1990).mkv',
      'Delta (1990)-poster.jpg',
      'poster.jpg',
      'Shorts/S.mkv',
    );
    writeFileSync(join(root, '.ignore'), 'Seen/\n');
    expect(await categories()).toEqual({
      '.ignore': 'ignored',
      'Delta (1990)-poster.jpg': 'artwork movie',
      'Delta (1990).mkv': 'main_video',
      'Harbour (2011)/@eaDir/x.jpg': 'ignored',
      'Harbour (2011)/Extras/a.mkv': 'extra',
      'Harbour (2011)/Harbour (2011).idx': 'subtitle',
      'Harbour (2011)/Harbour (2011).mkv': 'main_video',
      'Harbour (2011)/Harbour (2011).sub': 'subtitle',
      'Harbour (2011)/poster.jpg': 'artwork movie',
      'Old Saga/Delta (2012)/BDMV/PLAYLIST/1.mpls': 'disc_structure',
      'Old Saga/Delta (2012)/BDMV/index.bdmv': 'disc_structure',
      'Old Saga/poster.jpg': 'artwork set',
      'Seen/Ebb (2001)/Ebb (2001).mkv': 'ignored',
      'Shorts/S.mkv': 'main_video',
      'poster.jpg': 'unknown',
    });
  });

  it('tells all files of a library of shows', async () => {
    write('Lighthouse/tvshow.nfo', 'Lighthouse/season02-poster.jpg', 'Lighthouse/Season 1/Lighthouse S01E01.mkv');
    write('Lighthouse/Season 1/Lighthouse S01E01-thumb.jpg', 'Lighthouse/Season 1/Extras/a.mkv');
    write('Anime/Tide/Tide - S01E01.mkv', 'Anime/Tide/poster.jpg', 'Loose S01E02.mkv', 'Loose S01E02.en.srt', 'a.txt');
    expect(await categories('--library', 'tv')).toEqual({
      'Anime/Tide/Tide - S01E01.mkv': 'main_video 1',
      'Anime/Tide/poster.jpg': 'artwork show',
      'Lighthouse/Season 1/Extras/a.mkv': 'extra 1',
      'Lighthouse/Season 1/Lighthouse S01E01-thumb.jpg': 'artwork episode 1',
      'Lighthouse/Season 1/Lighthouse S01E01.mkv': 'main_video 1',
      'Lighthouse/season02-poster.jpg': 'artwork season 2',
      'Lighthouse/tvshow.nfo': 'nfo',
      'Loose S01E02.en.srt': 'subtitle 1',
      'Loose S01E02.mkv': 'main_video 1',
      'a.txt': 'unknown',
    });
  });

  it('says that a folder is not there', async () => {
    expect(await run([join(root, 'gone')])).toEqual({ code: 1, answers: [] });
  });
});

it.each([[[]], [['a', 'b']], [['--stdin', 'a']], [['a', '--library', 'music']], [['--nothing']]])(
  'does not understand %j',
  async (args) => {
    await expect(run(args)).rejects.toThrow(UsageError);
  },
);
