import { copyFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackedPath } from './ffprobe-path.ts';
import { probeVideo } from './probe-video.ts';
import { explain, runFfprobe } from './run-ffprobe.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const sample = (name: string): string => join(here, '..', '..', 'resources', 'sample', 'clips', name);
const fixture = (name: string): string => join(here, '__fixtures__', name);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'metarr-probe-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function streamsOf(path: string) {
  const result = await probeVideo(path);
  if (!result.ok) throw new Error(result.reason);
  return result.streams;
}

async function reasonFor(path: string): Promise<string> {
  const result = await probeVideo(path);
  if (result.ok) throw new Error('unexpectedly a video');
  return result.reason;
}

describe('real clips', () => {
  it('reads a UHD clip with its sound and subtitles', async () => {
    const { video, audio, subtitles } = await streamsOf(sample('2160p-hevc-hdr10.mkv'));
    expect(video).toMatchObject({
      codec: 'hevc',
      width: 3840,
      height: 2160,
      aspectRatio: 1.78,
      framerate: 23.976,
      durationSeconds: 2,
      hdrType: 'HDR10',
      colorSpace: 'bt2020',
    });
    expect(audio).toMatchObject([
      { codec: 'ac3', language: 'eng', channels: 6, channelLayout: '5.1', title: 'Surround 5.1', isDefault: true },
      { codec: 'opus', language: 'ger', channels: 1, channelLayout: 'mono', isDefault: false },
    ]);
    expect(subtitles).toMatchObject([
      { codec: 'subrip', language: 'eng', isHearingImpaired: true, isForced: false, isExternal: false },
      { codec: 'subrip', language: 'ger', isHearingImpaired: false, isForced: true, isDefault: true },
    ]);
  });

  it.each([
    [sample('1080p-h264-aac.mp4'), { codec: 'h264', width: 1920, height: 1080, hdrType: null, colorSpace: 'bt709' }],
    [sample('720p-vp9-opus.webm'), { codec: 'vp9', width: 1280, height: 720, framerate: 30 }],
    [sample('1080p-av1-opus.mkv'), { codec: 'av1', width: 1920, aspectRatio: 2.39 }],
    [sample('576i-mpeg2-mp2.mkv'), { codec: 'mpeg2video', width: 720, aspectRatio: 1.78, framerate: 25 }],
    [sample('480p-mpeg4-mp3.mkv'), { codec: 'mpeg4', width: 640, durationSeconds: 4 }],
    [fixture('xvid.avi'), { codec: 'mpeg4', width: 640, height: 272 }],
    [fixture('mpeg2.ts'), { codec: 'mpeg2video', width: 720, height: 576 }],
    [fixture('cover.mkv'), { codec: 'h264', width: 640, height: 360 }],
    [fixture('hdr10plus.mkv'), { hdrType: 'HDR10+' }],
    [fixture('dolby-vision.mp4'), { hdrType: 'Dolby Vision' }],
  ])('reads the picture of %s', async (path, expected) => {
    expect((await streamsOf(path)).video).toMatchObject(expected);
  });

  it('keeps the document it read', async () => {
    const result = await probeVideo(sample('720p-vp9-opus.webm'));
    expect(result).toMatchObject({ ok: true, raw: { format: { format_name: 'matroska,webm' } } });
  });
});

describe('names that look like something else', () => {
  it.each(['-v.mkv', 'concat:a|b.mkv', '%03d.mkv', 'with space & $(touch x).mkv', 'häßlich 日本.mkv'])(
    'probes %s',
    async (name) => {
      const path = join(folder, name);
      copyFileSync(fixture('cover.mkv'), path);
      expect((await streamsOf(path)).video?.codec).toBe('h264');
    },
  );
});

describe('files that are no videos', () => {
  it('says why in words', async () => {
    expect(await reasonFor(fixture('truncated.mp4'))).toBe(
      'moov atom not found: the file is truncated or still being written',
    );
    expect(await reasonFor(fixture('not-a-video.mkv'))).toContain('not a video');
    expect(await reasonFor(join(folder, 'gone.mkv'))).toBe('the file is not there');
    expect(await reasonFor(folder)).toBe('this is a folder');
    const empty = join(folder, 'empty.mkv');
    writeFileSync(empty, '');
    expect(await reasonFor(empty)).not.toBe('');
  });

  it('does not follow a playlist that poses as a video', async () => {
    const path = join(folder, 'playlist.mkv');
    writeFileSync(path, '#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n#EXT-X-ENDLIST\n');
    expect(await reasonFor(path)).not.toBe('');
  });

  it('leaves addresses and paths out of texts it does not know', () => {
    expect(explain('[avi @ 0x55d0a0] Something odd\nfile:/m/a.avi: Unheard of error\n', '/m/a.avi')).toBe(
      'Unheard of error',
    );
    expect(explain('', '/m/a.avi')).toBe('ffprobe failed without saying why');
  });
});

describe('a probe that does not end by itself', () => {
  // A program that only waits; ffprobe's arguments mean nothing to it.
  function waiting(): string {
    const program = join(folder, 'waiting');
    writeFileSync(program, '#!/bin/sh\nexec sleep 60\n', { mode: 0o755 });
    return program;
  }

  it.skipIf(process.platform === 'win32')('is killed after the time limit', async () => {
    const result = await runFfprobe('/any.mkv', [], { program: waiting(), timeoutMs: 50 });
    expect(result).toMatchObject({ ok: false });
    expect(result.ok ? '' : result.reason).toContain('did not answer');
  });

  it.skipIf(process.platform === 'win32')('stops on abort, with the reason given', async () => {
    const abort = new AbortController();
    const running = probeVideo('/any.mkv', { program: waiting(), signal: abort.signal });
    setTimeout(() => abort.abort(new Error('scan cancelled')), 20);
    await expect(running).rejects.toThrow('scan cancelled');
    await expect(probeVideo('/any.mkv', { signal: abort.signal })).rejects.toThrow('scan cancelled');
  });

  it.skipIf(process.platform === 'win32')('is stopped when it prints without end', async () => {
    const program = join(folder, 'chatty');
    writeFileSync(program, '#!/bin/sh\nexec yes\n', { mode: 0o755 });
    const result = await runFfprobe('/any.mkv', [], { program, maxOutputBytes: 100_000 });
    expect(result.ok ? '' : result.reason).toContain('printed too much');
  });

  it('says when ffprobe cannot be started', async () => {
    const result = await runFfprobe('/any.mkv', [], { program: join(folder, 'no-such-program') });
    expect(result.ok ? '' : result.reason).toContain('could not be started');
  });
});

it('reads a film through a link', async () => {
  const link = join(folder, 'link.mkv');
  symlinkSync(sample('720p-vp9-opus.webm'), link);
  expect((await streamsOf(link)).video?.codec).toBe('vp9');
});

it('finds the program beside the archive of a packaged application', () => {
  expect(unpackedPath('/opt/Metarr/resources/app.asar/node_modules/x/ffprobe')).toBe(
    '/opt/Metarr/resources/app.asar.unpacked/node_modules/x/ffprobe',
  );
  expect(unpackedPath('C:\\M\\app.asar\\x\\ffprobe.exe')).toBe('C:\\M\\app.asar.unpacked\\x\\ffprobe.exe');
  expect(unpackedPath('/opt/app.asar.unpacked/x')).toBe('/opt/app.asar.unpacked/x');
});
