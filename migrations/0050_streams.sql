-- What ffprobe found in the files. A row without media_file_id stands for the item as a whole.

CREATE TABLE video_streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'episode')),
  entity_id INTEGER NOT NULL,
  media_file_id INTEGER REFERENCES media_files(id) ON DELETE CASCADE,

  codec TEXT,
  profile TEXT,
  bit_depth INTEGER,
  pixel_format TEXT,
  aspect_ratio REAL,
  width INTEGER,
  height INTEGER,
  duration_seconds INTEGER,

  bitrate INTEGER, -- kbit/s
  framerate REAL,
  hdr_type TEXT CHECK (hdr_type IN ('HDR10', 'HDR10+', 'Dolby Vision', 'HLG')),
  color_space TEXT,
  stereo_mode TEXT, -- 3D: sbs, tab, …
  file_size INTEGER,

  scanned_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (scanned_at GLOB '????-??-??T??:??:??.???Z'),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_video_streams_entity ON video_streams(entity_type, entity_id, ifnull(media_file_id, 0));
CREATE INDEX idx_video_streams_resolution ON video_streams(width, height);
CREATE INDEX idx_video_streams_codec ON video_streams(codec);
CREATE INDEX idx_video_streams_media_file ON video_streams(media_file_id);

CREATE TABLE audio_streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'episode')),
  entity_id INTEGER NOT NULL,
  media_file_id INTEGER REFERENCES media_files(id) ON DELETE CASCADE,
  stream_index INTEGER NOT NULL,

  codec TEXT,
  profile TEXT, -- Atmos, DTS-HD MA, DTS:X, …
  language TEXT, -- ISO 639-2
  channels INTEGER,
  channel_layout TEXT,

  bitrate INTEGER, -- kbit/s
  sample_rate INTEGER,
  bit_depth INTEGER,
  title TEXT,

  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  is_forced INTEGER NOT NULL DEFAULT 0 CHECK (is_forced IN (0, 1)),
  is_commentary INTEGER NOT NULL DEFAULT 0 CHECK (is_commentary IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;

CREATE UNIQUE INDEX idx_audio_streams_entity
  ON audio_streams(entity_type, entity_id, ifnull(media_file_id, 0), stream_index);
CREATE INDEX idx_audio_streams_language ON audio_streams(language);
CREATE INDEX idx_audio_streams_media_file ON audio_streams(media_file_id);

CREATE TABLE subtitle_streams (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  entity_type TEXT NOT NULL CHECK (entity_type IN ('movie', 'episode')),
  entity_id INTEGER NOT NULL,
  media_file_id INTEGER REFERENCES media_files(id) ON DELETE CASCADE,
  stream_index INTEGER,

  language TEXT, -- ISO 639-2
  codec TEXT,
  title TEXT,

  is_external INTEGER NOT NULL DEFAULT 0 CHECK (is_external IN (0, 1)),
  file_path TEXT,

  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  is_forced INTEGER NOT NULL DEFAULT 0 CHECK (is_forced IN (0, 1)),
  is_hearing_impaired INTEGER NOT NULL DEFAULT 0 CHECK (is_hearing_impaired IN (0, 1)),
  is_commentary INTEGER NOT NULL DEFAULT 0 CHECK (is_commentary IN (0, 1)),

  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),

  CHECK (CASE is_external WHEN 1 THEN file_path IS NOT NULL ELSE stream_index IS NOT NULL END)
) STRICT;

CREATE INDEX idx_subtitle_streams_entity ON subtitle_streams(entity_type, entity_id);
CREATE INDEX idx_subtitle_streams_language ON subtitle_streams(language);
CREATE INDEX idx_subtitle_streams_external ON subtitle_streams(is_external);
CREATE INDEX idx_subtitle_streams_media_file ON subtitle_streams(media_file_id);
-- Two, because a NULL in either column would make one index over both accept every duplicate.
CREATE UNIQUE INDEX idx_subtitle_streams_embedded
  ON subtitle_streams(entity_type, entity_id, ifnull(media_file_id, 0), stream_index) WHERE is_external = 0;
CREATE UNIQUE INDEX idx_subtitle_streams_external_file
  ON subtitle_streams(entity_type, entity_id, file_path) WHERE is_external = 1;
