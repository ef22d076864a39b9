import { z } from 'zod';
import { Id } from './primitives.ts';

export const VideoStreamView = z.object({
  codec: z.string().nullable(),
  profile: z.string().nullable(),
  aspectRatio: z.number().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  durationSeconds: z.int().nullable(),
  bitrate: z.int().nullable(),
  framerate: z.number().nullable(),
  bitDepth: z.int().nullable(),
  pixelFormat: z.string().nullable(),
  hdrType: z.string().nullable(),
  /** Dolby Vision's profile, e.g. 8.1. */
  hdrProfile: z.string().nullable(),
  /** What is shown without Dolby Vision. */
  hdrBase: z.enum(['SDR', 'HDR10', 'HLG']).nullable(),
  colorSpace: z.string().nullable(),
  colorTransfer: z.string().nullable(),
  colorPrimaries: z.string().nullable(),
  isInterlaced: z.boolean().nullable(),
  stereoMode: z.enum(['sbs', 'tab', 'mvc']).nullable(),
});
export const AudioStreamView = z.object({
  streamIndex: z.int(),
  codec: z.string().nullable(),
  /** Atmos, DTS:X, … */
  profile: z.string().nullable(),
  language: z.string().nullable(),
  channels: z.int().nullable(),
  channelLayout: z.string().nullable(),
  bitrate: z.int().nullable(),
  sampleRate: z.int().nullable(),
  bitDepth: z.int().nullable(),
  title: z.string().nullable(),
  isDefault: z.boolean(),
  isForced: z.boolean(),
  isCommentary: z.boolean(),
  /** Describes the picture to who cannot see it. */
  isVisualImpaired: z.boolean(),
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
  isCommentary: z.boolean(),
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
