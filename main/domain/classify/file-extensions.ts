/** Extensions by what they hold: lower case, without the dot. */

/** Stand-ins that play something else (a URL, a disc on the shelf): main videos by name, but nothing to probe. */
export const STUB_EXTENSIONS: ReadonlySet<string> = new Set(['strm', 'disc']);

/** Images of whole discs: one main video, although a probe sees no single stream in them. */
export const DISC_IMAGE_EXTENSIONS: ReadonlySet<string> = new Set(['iso', 'img']);

export const VIDEO_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['mkv', 'mk3d', 'mp4', 'm4v', 'mov', 'qt', 'avi', 'divx', 'xvid', 'wmv', 'asf', 'flv', 'f4v', 'webm'],
  ...['mpg', 'mpeg', 'mpe', 'm1v', 'm2v', 'mpv', 'ts', 'tp', 'trp', 'm2t', 'mts', 'm2ts', 'vob', 'evo'],
  ...['ogv', 'ogm', '3gp', '3g2', 'rm', 'rmvb', 'dvr-ms', 'wtv', 'mxf', 'nut'],
  ...STUB_EXTENSIONS,
  ...DISC_IMAGE_EXTENSIONS,
]);

export const SUBTITLE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['srt', 'ass', 'ssa', 'vtt', 'sub', 'idx', 'sup', 'smi', 'sami', 'ttml', 'dfxp', 'usf'],
]);

export const IMAGE_EXTENSIONS: ReadonlySet<string> = new Set([
  ...['jpg', 'jpeg', 'png', 'webp', 'gif', 'bmp', 'tbn', 'tif', 'tiff'],
]);

export const AUDIO_EXTENSIONS: ReadonlySet<string> = new Set([
  ...[
    'mp3',
    'flac',
    'm4a',
    'aac',
    'ogg',
    'oga',
    'opus',
    'wav',
    'wma',
    'mka',
    'ac3',
    'eac3',
    'dts',
    'thd',
    'aif',
    'aiff',
  ],
]);
