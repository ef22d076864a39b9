/** Streams of one video file, in the units of the schema reference: bit rates in kbit/s, durations in whole seconds. */
export type HdrType = 'HDR10' | 'HDR10+' | 'Dolby Vision' | 'HLG';

export interface VideoStream {
  codec: string | null;
  /** Display aspect ratio, e.g. 2.39. */
  aspectRatio: number | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  bitrate: number | null;
  framerate: number | null;
  hdrType: HdrType | null;
  colorSpace: string | null;
  fileSize: number;
}

export interface AudioStream {
  streamIndex: number;
  codec: string | null;
  /** ISO 639-2/B, e.g. eng, ger; null when unknown. */
  language: string | null;
  channels: number | null;
  channelLayout: string | null;
  bitrate: number | null;
  sampleRate: number | null;
  title: string | null;
  isDefault: boolean;
  isForced: boolean;
}

export interface SubtitleStream {
  /** Index in the video file; null for an external file. */
  streamIndex: number | null;
  codec: string | null;
  language: string | null;
  title: string | null;
  isExternal: boolean;
  filePath: string | null;
  isDefault: boolean;
  isForced: boolean;
  isHearingImpaired: boolean;
}

export interface MediaStreams {
  video: VideoStream | null;
  audio: AudioStream[];
  subtitles: SubtitleStream[];
}
