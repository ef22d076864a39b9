-- A file that was moved or renamed keeps its size and its time, and is found again by them.
CREATE INDEX idx_media_files_same ON media_files(size_bytes, mtime_ms);

-- The device that the library's folder lay on when it was last scanned in full; NULL when that is not known.
ALTER TABLE libraries ADD COLUMN root_device TEXT;
-- Paths of the disks and shares that were mounted below it then.
ALTER TABLE libraries ADD COLUMN mounts TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(mounts) AND json_type(mounts) = 'array');
