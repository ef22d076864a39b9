-- Upkeep by the clock. A job without a row runs as often as the application says.
CREATE TABLE schedules (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  interval_minutes INTEGER CHECK (interval_minutes BETWEEN 15 AND 525600), -- null: only when it is asked for
  last_run_at TEXT CHECK (last_run_at GLOB '????-??-??T??:??:??.???Z'),
  last_job_id INTEGER REFERENCES job_queue(id) ON DELETE SET NULL,
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')) CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID;

CREATE INDEX idx_schedules_last_job ON schedules(last_job_id) WHERE last_job_id IS NOT NULL;
