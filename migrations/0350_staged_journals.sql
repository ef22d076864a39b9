-- When all new bytes of a publication lay ready: only then is the first file put in its place. Of a journal without it nothing has been
-- changed, whatever lies in the folder: a plan that was made while a disk was away may name files that are there again.
ALTER TABLE publish_journal ADD COLUMN staged_at TEXT CHECK (staged_at GLOB '????-??-??T??:??:??.???Z');
