import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SubtitleFile } from '../domain/folder-facts.ts';
import { subtitleTracks } from './subtitle-tracks.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'metarr-subtitles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const file = (relPath: string, more: Partial<SubtitleFile> = {}): SubtitleFile => ({
  relPath,
  sizeBytes: 100,
  mtimeMs: 1,
  language: null,
  languageTag: null,
  isForced: false,
  isHearingImpaired: false,
  isDefault: false,
  isCommentary: false,
  title: null,
  codec: 'vobsub',
  ...more,
});
const tracks = (...files: SubtitleFile[]): (string | number | null)[][] =>
  subtitleTracks(files, ({ relPath }) => path.join(folder, relPath)).map((track) => [
    path.basename(track.filePath ?? ''),
    track.streamIndex,
    track.language,
  ]);

it('gives a track for each language of a VobSub index', () => {
  writeFileSync(path.join(folder, 'Film.idx'), 'id: en, index: 0\nid: de, index: 1\nid: --, index: 2\n');
  expect(tracks(file('Film.idx', { language: 'fre' }))).toEqual([
    ['Film.idx', 0, 'eng'],
    ['Film.idx', 1, 'ger'],
    ['Film.idx', 2, null],
  ]);
});

it('asks an index of one language only where the name tells none', () => {
  writeFileSync(path.join(folder, 'Film.idx'), 'id: sv, index: 0\n');
  expect(tracks(file('Film.idx'))).toEqual([['Film.idx', null, 'swe']]);
  expect(tracks(file('Film.idx', { language: 'nor' }))).toEqual([['Film.idx', null, 'nor']]);
});

it('goes by the name of an index that cannot be read, and of every other subtitle', () => {
  expect(tracks(file('gone.idx', { language: 'ita' }))).toEqual([['gone.idx', null, 'ita']]);
  expect(tracks(file('Film.en.srt', { codec: 'subrip', language: 'eng' }))).toEqual([['Film.en.srt', null, 'eng']]);
});
