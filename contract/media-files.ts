import { z } from 'zod';
import { Id } from './primitives.ts';

export const VideoStreamView = z.object({
  codec: z.string().nullable(),
  aspectRatio: z.number().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  durationSeconds: z.int().nullable(),
  bitrate: z.int().nullable(),
  framerate: z.number().nullable(),
  hdrType: z.string().nullable(),
  colorSpace: z.string().nullable(),
});
export const AudioStreamView = z.object({
  streamIndex: z.int(),
  codec: z.string().nullable(),
  language: z.string().nullable(),
  channels: z.int().nullable(),
  channelLayout: z.string().nullable(),
  bitrate: z.int().nullable(),
  sampleRate: z.int().nullable(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
  isForced: z.boolean(),
});
export const SubtitleStreamView = z.object({
  streamIndex: z.int().nullable(),
  codec: z.string().nullable(),
  language: z.string().nullable(),
  title: z.string().nullable(),
  isExternal: z.boolean(),
  fileName: z.string().nullable(),
  isDefault: z.boolean(),
  isForced: z.boolean(),
  isHearingImpaired: z.boolean(),
});

export const MediaFileView = z.object({
  id: Id,
  /** Relative to the film's folder. */
  fileName: z.string(),
  kind: z.enum(['main', 'extra', 'trailer', 'sample', 'theme']),
  extraType: z.string().nullable(),
  part: z.int().nullable(),
  edition: z.string().nullable(),
  sizeBytes: z.int(),
  durationSeconds: z.int().nullable(),
  probeState: z.enum(['pending', 'done', 'failed', 'skipped']),
  probeError: z.string().nullable(),
});

export const UnknownFileView = z.object({ id: Id, fileName: z.string(), sizeBytes: z.int() });
