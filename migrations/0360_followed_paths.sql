-- A file that is renamed takes these with it, each found by its path: without an index a library that is renamed would go through all of
-- them for each of its files.
CREATE INDEX idx_verify_findings_path ON verify_findings(path);

CREATE INDEX idx_file_moves_from ON file_moves(from_path) WHERE state = 'moved';

CREATE INDEX idx_file_moves_to ON file_moves(to_path) WHERE state = 'moved';
