-- What ffprobe tells beyond codec and size: how HDR falls back, what a sound track is for, several languages in one file.

ALTER TABLE video_streams ADD COLUMN hdr_profile TEXT; -- Dolby Vision: 5, 7, 8.1, …
ALTER TABLE video_streams ADD COLUMN hdr_base TEXT CHECK (hdr_base IN ('SDR', 'HDR10', 'HLG')); -- what others see of Dolby Vision
ALTER TABLE video_streams ADD COLUMN color_transfer TEXT;
ALTER TABLE video_streams ADD COLUMN color_primaries TEXT;
ALTER TABLE video_streams ADD COLUMN is_interlaced INTEGER CHECK (is_interlaced IN (0, 1)); -- NULL when the file does not say

ALTER TABLE audio_streams ADD COLUMN is_visual_impaired INTEGER NOT NULL DEFAULT 0 CHECK (is_visual_impaired IN (0, 1));

-- One VobSub index holds a track for each of several languages; stream_index counts them.
DROP INDEX idx_subtitle_streams_external_file;
CREATE UNIQUE INDEX idx_subtitle_streams_external_file
  ON subtitle_streams(entity_type, entity_id, file_path, ifnull(stream_index, 0)) WHERE is_external = 1;
