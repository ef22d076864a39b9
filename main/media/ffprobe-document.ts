/** What ffprobe prints with `-print_format json -show_format -show_streams`. Numbers are strings; anything may be absent. */
export interface FfprobeDocument {
  streams?: FfprobeStream[];
  format?: {
    format_name?: string;
    duration?: string;
    size?: string;
    bit_rate?: string;
    tags?: Record<string, string>;
  };
}

export interface FfprobeStream {
  index: number;
  codec_type?: string;
  codec_name?: string;
  codec_tag_string?: string;
  profile?: string;
  width?: number;
  height?: number;
  sample_aspect_ratio?: string;
  avg_frame_rate?: string;
  r_frame_rate?: string;
  color_space?: string;
  color_primaries?: string;
  color_transfer?: string;
  channels?: number;
  channel_layout?: string;
  sample_rate?: string;
  bit_rate?: string;
  duration?: string;
  disposition?: Record<string, number>;
  tags?: Record<string, string>;
  side_data_list?: FfprobeSideData[];
}

export interface FfprobeSideData {
  side_data_type?: string;
  rotation?: number;
  rpu_present_flag?: number;
}

/** What ffprobe prints with `-show_frames`, as far as it is used. */
export interface FfprobeFrames {
  frames?: { side_data_list?: FfprobeSideData[] }[];
}

/** A tag whatever its capitals: Matroska writes LANGUAGE, MP4 language. Empty ones count as absent. */
export function tagOf(stream: FfprobeStream, name: string): string | null {
  for (const [key, value] of Object.entries(stream.tags ?? {})) {
    if (key.toLowerCase() === name && value.trim() !== '') return value.trim();
  }
  return null;
}

/** True when a flag such as default or forced is set. */
export function hasDisposition(stream: FfprobeStream, name: string): boolean {
  return stream.disposition?.[name] === 1;
}
