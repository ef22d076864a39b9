import { readFileSync } from 'node:fs';
import type { MovieMetadata } from '../../domain/movie-metadata.ts';
import type { MediaStreams } from '../../domain/streams.ts';
import type { MovieNfoValues } from '../movie-nfo-values.ts';
import { readMovieNfo } from '../read-movie-nfo.ts';
import { patchMovieNfo } from '../write-movie-nfo.ts';

export const KODI = readFileSync(new URL('./kodi-movie.nfo', import.meta.url));
export const JELLYFIN = readFileSync(new URL('./jellyfin-movie.nfo', import.meta.url));

export function patched(existing: string | Uint8Array | null, values: MovieNfoValues): string {
  const result = patchMovieNfo(typeof existing === 'string' ? Buffer.from(existing) : existing, values);
  if ('error' in result) throw new Error(`${result.error}: ${result.message}`);
  return Buffer.from(result.bytes).toString('utf8');
}

export function read(bytes: string | Uint8Array): MovieMetadata {
  const reading = readMovieNfo(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  if (reading.outcome !== 'parsed') throw new Error(reading.outcome);
  return reading.metadata;
}

/** The file after wanting what it says but for some fields. */
export function changed(existing: string | Uint8Array, changes: Partial<MovieNfoValues>): string {
  return patched(existing, { ...read(existing), streams: null, ...changes });
}

export const STREAMS: MediaStreams = {
  video: {
    codec: 'hevc',
    aspectRatio: 2.39,
    width: 3840,
    height: 1606,
    durationSeconds: 6241,
    bitrate: 20000,
    framerate: 24,
    hdrType: 'Dolby Vision',
    colorSpace: null,
    fileSize: 1,
  },
  audio: [
    {
      streamIndex: 1,
      codec: 'eac3',
      language: 'fre',
      channels: 6,
      channelLayout: '5.1',
      bitrate: 640,
      sampleRate: 48000,
      title: null,
      isDefault: true,
      isForced: false,
    },
  ],
  subtitles: ['eng', null].map((language, streamIndex) => ({
    streamIndex,
    codec: 'subrip',
    language,
    title: null,
    isExternal: false,
    filePath: null,
    isDefault: false,
    isForced: false,
    isHearingImpaired: false,
  })),
};

export const FULL: MovieNfoValues = {
  title: 'Tin & Thunder',
  originalTitle: 'Blech',
  sortTitle: 'Tin',
  year: 2003,
  premiered: '2003-04-05',
  runtime: 91,
  mpaa: 'PG',
  tagline: 'Loud.',
  outline: 'Short.',
  plot: 'One.\nTwo <three>.',
  userRating: 7,
  tmdbId: 900010,
  imdbId: 'tt9000010',
  uniqueIds: [{ type: 'trakt', value: 'tin', isDefault: false }],
  set: { name: 'Tin Set', overview: 'All tin.', tmdbCollectionId: 55 },
  genres: ['Drama', 'Music'],
  studios: ['Tinworks'],
  countries: ['Norway'],
  tags: ['band'],
  directors: ['Una Holm'],
  writers: ['Per Dahl'],
  actors: [
    { name: 'Siv Moe', role: 'Drums', order: 0, thumbUrl: 'https://img.example/siv.jpg', tmdbId: 77 },
    { name: 'Ola Lie', role: null, order: 1, thumbUrl: null, tmdbId: null },
  ],
  ratings: [{ source: 'imdb', value: 7.25, max: 10, votes: 42, isDefault: true }],
  streams: STREAMS,
};

