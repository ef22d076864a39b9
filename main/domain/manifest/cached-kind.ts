interface CachedKind {
  assetType: 'image' | 'trailer' | 'subtitle' | 'nfo' | 'theme' | 'other';
  mimeType: string | null;
}

const KINDS: Readonly<Record<string, CachedKind>> = {
  jpg: { assetType: 'image', mimeType: 'image/jpeg' },
  png: { assetType: 'image', mimeType: 'image/png' },
  webp: { assetType: 'image', mimeType: 'image/webp' },
  gif: { assetType: 'image', mimeType: 'image/gif' },
  avif: { assetType: 'image', mimeType: 'image/avif' },
  nfo: { assetType: 'nfo', mimeType: null },
  mp4: { assetType: 'trailer', mimeType: 'video/mp4' },
  mkv: { assetType: 'trailer', mimeType: 'video/x-matroska' },
  webm: { assetType: 'trailer', mimeType: 'video/webm' },
  mp3: { assetType: 'theme', mimeType: 'audio/mpeg' },
  srt: { assetType: 'subtitle', mimeType: null },
  ass: { assetType: 'subtitle', mimeType: null },
};

/** What a file of the cache is, by the extension it is kept under. */
export function cachedKind(ext: string): CachedKind {
  return KINDS[ext] ?? { assetType: 'other', mimeType: null };
}
