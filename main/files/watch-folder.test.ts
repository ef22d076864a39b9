import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChangedFolder } from './watch-changes.ts';
import type { FolderEvents } from './watch-events.ts';
import { FolderWatcher, type WatchOptions } from './watch-folder.ts';

let root: string;
let watcher: FolderWatcher | null = null;
const states: [string, string | null][] = [];
const reports: (ChangedFolder[] | null)[] = [];
let settled = 0;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'metarr-watch-')));
  states.length = 0;
  reports.length = 0;
  settled = 0;
});
afterEach(async () => {
  await watcher?.close();
  watcher = null;
  rmSync(root, { recursive: true, force: true });
});

const library = (...parts: string[]): string => join(root, 'library', ...parts);

async function watch(options: Partial<WatchOptions> = {}): Promise<void> {
  mkdirSync(library(), { recursive: true });
  watcher = new FolderWatcher(
    {
      root: library(),
      mode: 'auto',
      isIgnoredFolder: (name) => name === '@eaDir',
      pollMs: 50,
      guardMs: 50,
      gather: { quietMs: 50, growthMs: 50 },
      ...options,
    },
    {
      onState: (state, reason) => states.push([state, reason]),
      onChanges: (folders) => reports.push(folders),
      onSettled: () => (settled += 1),
    },
  );
  await watcher.start();
}

/** Folders reported so far, those that came or went with a plus. */
const reported = (): string[] => [
  ...new Set(
    reports
      .flatMap((folders) => folders ?? [])
      .map(({ path, isDeep }) => `${isDeep ? '+' : ''}${path.slice(root.length + 1)}`),
  ),
];
const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 15_000, interval: 20 });

describe.each([
  ['events', 'auto'],
  ['polling', 'poll'],
] as const)('watching by %s', (state, mode) => {
  it('reports folders that come, go and change, and not what was there or is ignored', async () => {
    mkdirSync(library('Old', 'Extras'), { recursive: true });
    writeFileSync(library('Old', 'a.mkv'), 'x');
    mkdirSync(library('Old', '@eaDir'));
    await watch({ mode });
    expect(states).toEqual([[state, null]]);
    writeFileSync(library('Old', '@eaDir', 'thumb.jpg'), 'x');
    writeFileSync(library('Old', 'a.nfo'), 'x');
    await eventually(() => {
      expect(reported()).toContain('library/Old');
    });
    mkdirSync(library('New', 'Deep'), { recursive: true });
    await eventually(() => {
      expect(reported()).toContain('+library/New');
    });
    renameSync(library('Old'), library('Other'));
    await eventually(() => {
      expect(reported()).toEqual(expect.arrayContaining(['+library/Old', '+library/Other']));
    });
    expect(reported().join()).not.toContain('@eaDir');
  });

  it('says nothing of what vanishes with the folder itself, and comes back with it', async () => {
    mkdirSync(library('Old'), { recursive: true });
    await watch({ mode, isIgnoredFolder: () => false });
    renameSync(library(), join(root, 'away'));
    await eventually(() => {
      expect(states.at(-1)?.[0]).toBe('failed');
    });
    renameSync(join(root, 'away'), library());
    await eventually(() => {
      expect(states.at(-1)).toEqual([state, null]);
      expect(reports.at(-1)).toBeNull();
    });
    mkdirSync(library('New'));
    await eventually(() => {
      expect(reported()).toContain('+library/New');
    });
  });
});

describe('a file that is being written', () => {
  it('is reported at once, and again when it is complete', async () => {
    mkdirSync(library('A'), { recursive: true });
    await watch();
    const file = library('A', 'a.mkv');
    writeFileSync(file, 'x');
    await eventually(() => {
      expect(reports.length).toBe(1);
    });
    for (let i = 0; i < 10; i++) {
      appendFileSync(file, 'more');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await eventually(() => {
      const sizes = reports
        .flatMap((folders) => folders ?? [])
        .flatMap(({ files }) => files.map((one) => one.sizeBytes));
      expect(sizes.at(-1)).toBe(41);
      expect(settled).toBeGreaterThan(0);
    });
    const before = reports.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(reports.length).toBe(before);
  });
});

describe('the limits of the system', () => {
  const exhausted =
    (code: string) =>
    (_root: string, _isIgnored: unknown, { onError }: FolderEvents): { close: () => Promise<void> } => {
      queueMicrotask(() => {
        for (let i = 0; i < 3; i++) onError(Object.assign(new Error(code), { code }));
      });
      return { close: () => Promise.resolve() };
    };

  it.each(['ENOSPC', 'EMFILE'])('%s: it is looked at again and again instead, and says why', async (code) => {
    await watch({ openWatch: exhausted(code) });
    expect(states).toEqual([['polling', expect.stringContaining('once a minute') as string]]);
    mkdirSync(library('New'));
    await eventually(() => {
      expect(reported()).toContain('+library/New');
    });
  });

  it('more folders than can be named are one report without names', async () => {
    await watch({ gather: { quietMs: 100, maxFolders: 5 } });
    for (let i = 0; i < 20; i++) mkdirSync(library(`Film ${String(i)}`));
    await eventually(() => {
      expect(reports).toContain(null);
    });
  });
});

it('a folder that is not there is not watched until it is', async () => {
  mkdirSync(library(), { recursive: true });
  rmSync(library(), { recursive: true });
  watcher = new FolderWatcher(
    { root: library(), mode: 'auto', isIgnoredFolder: () => false, guardMs: 50 },
    {
      onState: (state, reason) => states.push([state, reason]),
      onChanges: () => undefined,
      onSettled: () => undefined,
    },
  );
  await watcher.start();
  expect(states[0]).toEqual(['failed', `${library()} cannot be found.`]);
  mkdirSync(library());
  await eventually(() => {
    expect(states.at(-1)).toEqual(['events', null]);
  });
});

it('says nothing of the folder above once the watched one was away', async () => {
  await watch({ guardMs: 60_000 });
  renameSync(library(), join(root, 'away'));
  await eventually(() => {
    expect(reported()).toContain('+library');
  });
  renameSync(join(root, 'away'), library());
  writeFileSync(join(root, 'beside.txt'), 'x');
  await eventually(() => {
    mkdirSync(library('New'), { recursive: true });
    appendFileSync(library('New', 'a.mkv'), 'x');
    expect(reported()).toContain('+library/New');
  });
  expect(reported()).not.toContain('');
});
