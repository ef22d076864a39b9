/** What ffprobe prints with `-print_format json -show_format -show_streams`. Numbers are strings; anything may be absent. */
export interface FfprobeDocument {
  /** The first packets of the file, where they were asked for. */
  packets?: FfprobePacket[];
  streams?: FfprobeStream[];
  format?: {
    format_name?: string;
    duration?: string;
    size?: string;
    bit_rate?: string;
    tags?: Record<string, string>;
  };
}

export interface FfprobePacket {
  stream_index?: number;
  /** Bytes. */
  size?: string;
  /** Byte of the file. */
  pos?: string;
  side_data_list?: FfprobeSideData[];
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
  display_aspect_ratio?: string;
  avg_frame_rate?: string;
  r_frame_rate?: string;
  pix_fmt?: string;
  field_order?: string;
  color_space?: string;
  color_primaries?: string;
  color_transfer?: string;
  channels?: number;
  channel_layout?: string;
  sample_rate?: string;
  bits_per_sample?: number;
  bits_per_raw_sample?: string;
  bit_rate?: string;
  duration?: string;
  disposition?: Record<string, number>;
  tags?: Record<string, string>;
  side_data_list?: FfprobeSideData[];
}

export interface FfprobeSideData {
  side_data_type?: string;
  /** Display Matrix */
  rotation?: number;
  /** Stereo 3D: "side by side", "top and bottom", … */
  type?: string;
  /** DOVI configuration record */
  dv_profile?: number;
  dv_bl_signal_compatibility_id?: number;
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

/** A number above 0 from what ffprobe prints as number or text; null for anything else. */
export function positive(value: string | number | undefined): number | null {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : null;
}

/** A name, unless ffprobe says by it that it knows none. */
export function known(name: string | undefined): string | null {
  return name === undefined || /^(?:|unknown|reserved|unspecified|n\/a|-?\d+)$/i.test(name) ? null : name;
}
