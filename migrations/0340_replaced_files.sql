-- When a scan saw that another file lies under the same name. The file's own time does not tell: a downloader moves a file in with
-- the time that it got when it was downloaded, which may be long before what was published beside its predecessor.
ALTER TABLE media_files ADD COLUMN replaced_at TEXT CHECK (replaced_at GLOB '????-??-??T??:??:??.???Z');
