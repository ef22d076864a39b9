/** Streams of one video file, in the units of the schema reference: bit rates in kbit/s, durations in whole seconds. */
export type HdrType = 'HDR10' | 'HDR10+' | 'Dolby Vision' | 'HLG';

/** What players and their NFO files tell of a picture. */
export interface VideoStream {
  codec: string | null;
  /** Display aspect ratio, e.g. 2.39. */
  aspectRatio: number | null;
  width: number | null;
  height: number | null;
  durationSeconds: number | null;
  bitrate: number | null;
  /** Frames a second, e.g. 23.976. */
  framerate: number | null;
  hdrType: HdrType | null;
  colorSpace: string | null;
  fileSize: number;
}

/** What a probe tells besides. */
export interface MeasuredVideo extends VideoStream {
  /** As ffprobe names it: High, Main 10, … */
  profile: string | null;
  /** Bits a sample: 8, 10, 12. */
  bitDepth: number | null;
  pixelFormat: string | null;
  /** Dolby Vision's profile with what its base layer is compatible to: 5, 7, 8.1, 8.4, … */
  hdrProfile: string | null;
  /** What a player without Dolby Vision shows; null for another range, or where there is nothing to fall back to. */
  hdrBase: 'SDR' | 'HDR10' | 'HLG' | null;
  colorTransfer: string | null;
  colorPrimaries: string | null;
  isInterlaced: boolean | null;
  /** 3D within the picture: side by side, top and bottom, or a second view beside it. */
  stereoMode: 'sbs' | 'tab' | 'mvc' | null;
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

export interface MeasuredAudio extends AudioStream {
  /** Atmos, DTS:X, DTS-HD MA, …; otherwise ffprobe's name of it. */
  profile: string | null;
  bitDepth: number | null;
  isCommentary: boolean;
  /** Describes the picture to who cannot see it. */
  isVisualImpaired: boolean;
}

export interface SubtitleStream {
  /** Index in the video file; for an external file that holds several tracks its number there, else null. */
  streamIndex: number | null;
  codec: string | null;
  /** ISO 639-2/B; null when unknown. */
  language: string | null;
  title: string | null;
  isExternal: boolean;
  filePath: string | null;
  isDefault: boolean;
  isForced: boolean;
  isHearingImpaired: boolean;
}

/** A subtitle in a video or beside it. */
export interface SubtitleTrack extends SubtitleStream {
  isCommentary: boolean;
}

export interface MediaStreams {
  video: VideoStream | null;
  audio: AudioStream[];
  subtitles: SubtitleStream[];
}

export interface MeasuredStreams {
  video: MeasuredVideo | null;
  audio: MeasuredAudio[];
  subtitles: SubtitleTrack[];
}
