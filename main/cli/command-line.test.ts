import { describe, expect, it } from 'vitest';
import { itemArgument, itemTypeOption, parseCommandLine } from './command-line.ts';
import { UsageError } from './usage-error.ts';

describe('parseCommandLine', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']]])('%j asks for help', (argv) => {
    expect(parseCommandLine(argv).command).toBe('help');
  });

  it('reads what to rebuild, and where folders are now', () => {
    expect(parseCommandLine(['rebuild', '--from-cache', 'Films'])).toMatchObject({
      isFromCache: true,
      args: ['Films'],
    });
    expect(parseCommandLine(['rebuild', '--database'])).toMatchObject({ isDatabase: true, args: [] });
    expect(parseCommandLine(['import', 'x.zip', '--map', '/a=/b', '--map', 'D:\\x=/c']).mappings).toEqual([
      { from: '/a', to: '/b' },
      { from: 'D:\\x', to: '/c' },
    ]);
    expect(() => parseCommandLine(['import', 'x.zip', '--map', '/a'])).toThrow(UsageError);
  });

  it('reads options before, between and after the arguments', () => {
    expect(parseCommandLine(['scan', '--no-probe', '/films', '--data-dir', '/data', '--type=movies'])).toEqual({
      command: 'scan',
      args: ['/films'],
      dataDir: '/data',
      type: 'movies',
      shouldProbe: false,
      isAll: false,
      isDryRun: false,
      isDiff: false,
      run: null,
      isFull: false,
      directory: null,
      library: null,
      tmdb: null,
      tvdb: null,
      imdb: null,
      url: null,
      repair: null,
      image: null,
      isFromCache: false,
      isDatabase: false,
      hasArtwork: false,
      mappings: [],
    });
  });

  it('reads how to repair, which may be left to the command', () => {
    expect(parseCommandLine(['verify', '/films'])).toMatchObject({ repair: null, args: ['/films'] });
    expect(parseCommandLine(['verify', '--repair', '/films', '--full'])).toMatchObject({
      repair: '',
      isFull: true,
      args: ['/films'],
    });
    expect(parseCommandLine(['verify', '--repair', 'adopt'])).toMatchObject({ repair: 'adopt', args: [] });
    expect(parseCommandLine(['verify', '--repair=remove'])).toMatchObject({ repair: 'remove' });
  });

  it('reads publish with ids or with all', () => {
    expect(parseCommandLine(['publish', '--all', '--dry-run'])).toMatchObject({
      isAll: true,
      isDryRun: true,
      args: [],
    });
    expect(parseCommandLine(['publish', '3', '7'])).toMatchObject({ isAll: false, args: ['3', '7'] });
  });

  it.each([
    [
      ['set', '1', 'title', '--all'],
      ['1', 'title', '--all'],
    ],
    [
      ['set', '1', 'title', ''],
      ['1', 'title', ''],
    ],
    [
      ['set', '1', 'plot', '-'],
      ['1', 'plot', '-'],
    ],
    [
      ['set', '1', 'plot', '--data-dir'],
      ['1', 'plot', '--data-dir'],
    ],
    [
      ['set', '1', 'plot', '--data-dir=x'],
      ['1', 'plot', '--data-dir=x'],
    ],
    [
      ['set', '--', '1', 'plot', '--', 'x'],
      ['1', 'plot', '--', 'x'],
    ],
  ])('%j takes the words as they are', (argv, args) => {
    expect(parseCommandLine(argv).args).toEqual(args);
  });

  it.each([
    [['set', '--data-dir', '/d', '1', 'title', 'x']],
    [['set', '1', '--data-dir', '/d', 'title', 'x']],
    [['set', '1', 'title', 'x', '--data-dir', '/d']],
    [['set', '1', 'title', 'x', '--data-dir=/d']],
    [['set', '--type', 'episode', '1', 'title', 'x', '--data-dir=/d']],
  ])('%j has its data directory and its words', (argv) => {
    expect(parseCommandLine(argv)).toMatchObject({ dataDir: '/d', args: ['1', 'title', 'x'] });
  });

  it('reads what of a library to scan', () => {
    expect(parseCommandLine(['scan', '/tv', '--type', 'tvshows', '--full'])).toMatchObject({ isFull: true });
    expect(parseCommandLine(['scan', '/tv', '--directory', '/tv/Hollow Pines'])).toMatchObject({
      args: ['/tv'],
      directory: '/tv/Hollow Pines',
    });
  });

  it('leaves the arguments of inspect to it', () => {
    expect(parseCommandLine(['inspect', 'folder', '--stdin', '--library', 'tv']).args).toEqual([
      'folder',
      '--stdin',
      '--library',
      'tv',
    ]);
  });

  it('leaves the arguments of serve to it', () => {
    expect(parseCommandLine(['serve', '--port', '80', '--host', 'x']).args).toEqual(['--port', '80', '--host', 'x']);
  });

  it.each([[['scan', '--nope']], [['scan', '--data-dir']], [['items', '--type']]])('%j is a usage error', (argv) => {
    expect(() => parseCommandLine(argv)).toThrow(UsageError);
  });
});

describe('itemArgument', () => {
  it.each([
    ['12', 'movie', { type: 'movie', id: 12 }],
    ['12', 'episode', { type: 'episode', id: 12 }],
    ['series:12', 'movie', { type: 'series', id: 12 }],
    ['season:3', 'movie', { type: 'season', id: 3 }],
    ['episode:5', 'series', { type: 'episode', id: 5 }],
    ['movie:7', 'series', { type: 'movie', id: 7 }],
  ] as const)('reads %s among %ss', (text, type, expected) => {
    expect(itemArgument(text, type)).toEqual(expected);
  });

  it.each([
    undefined,
    '',
    '0',
    '-1',
    '1.5',
    'x',
    '1e999',
    '0x10',
    ' 7',
    '99999999999999999999',
    'series:',
    'series:0',
    'actor:1',
    'constructor:1',
    'series:1:2',
    ':1',
  ])('refuses %j', (text) => {
    expect(() => itemArgument(text, 'movie')).toThrow(UsageError);
  });
});

describe('itemTypeOption', () => {
  it('is films unless told', () => {
    expect(itemTypeOption({ type: null })).toBe('movie');
    expect(itemTypeOption({ type: 'season' })).toBe('season');
    expect(() => itemTypeOption({ type: 'movies' })).toThrow(UsageError);
  });
});
