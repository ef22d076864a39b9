import path from 'node:path';
import type { Handlers } from '../../../contract/contract.ts';
import { CoreError } from '../../domain/core-error.ts';
import type { JobRunner } from '../../jobs/job-runner.ts';
import { pageActivity } from '../../store/activity.store.ts';
import { listFinished, listUnfinished } from '../../store/job.store.ts';
import type { WriteDb } from '../../store/open-database.ts';
import type { EventSink } from '../event-sink.ts';
import { refreshCompletenessJob } from '../items/refresh-completeness.job.ts';
import type { SettingsService } from './settings-service.ts';

type SystemMethod = Extract<
  keyof Handlers,
  `system.${string}` | `settings.${string}` | `jobs.${string}` | `activity.${string}`
>;

/** The contract's jobs, activity, settings and system methods. */
export function createSystemHandlers(deps: {
  db: WriteDb;
  runner: JobRunner;
  events: EventSink;
  settings: SettingsService;
  about: { version: string; mode: 'desktop' | 'headless' | 'cli'; dataDir: string };
}): Pick<Handlers, SystemMethod> {
  const { db, runner, events, settings, about } = deps;
  return {
    'system.info': () => ({ ...about, canDropFolders: about.mode === 'desktop', pathSeparator: path.sep }),
    'settings.get': () => settings.get(),
    'settings.set': (change) => {
      const { settings: now, rulesChanged } = settings.set(change);
      if (rulesChanged) runner.enqueue(refreshCompletenessJob());
      events.publish({ name: 'settings.changed', payload: {} });
      return now;
    },
    'jobs.list': ({ finishedLimit }) => [...listUnfinished(db), ...listFinished(db, finishedLimit)],
    'jobs.cancel': ({ id }) => requireJob(runner.cancel(id)),
    'jobs.retry': ({ id }) => requireJob(runner.retry(id)),
    'jobs.pause': ({ id }) => requireJob(runner.pause(id)),
    'jobs.resume': ({ id }) => requireJob(runner.resume(id)),
    'jobs.state': () => ({ isPaused: runner.isPaused }),
    'jobs.pauseAll': () => {
      runner.setPaused(true);
      return { isPaused: runner.isPaused };
    },
    'jobs.resumeAll': () => {
      runner.setPaused(false);
      return { isPaused: runner.isPaused };
    },
    'activity.page': (request) => pageActivity(db, request),
  };
}

function requireJob<T>(job: T | null): T {
  if (job === null) throw new CoreError('not_found', 'This job is not known any more.');
  return job;
}
