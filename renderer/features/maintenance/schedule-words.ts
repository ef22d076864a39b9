import type { Job } from '../../../contract/jobs.ts';
import type { Schedule } from '../../../contract/maintenance.ts';
import { formatBytes } from '../../lib/format-bytes.ts';
import { t } from '../../messages/t.ts';

const CHOICES_MINUTES = [60, 360, 1440, 10_080, 43_200] as const;

/** What a scheduled job is called and does; one that this window does not know is called by the core's name. */
export function scheduleTitle(name: string): { title: string; text: string } {
  return t.maintenance.jobs[name] ?? { title: name, text: '' };
}

/** How often it can run, with what it is set to now (minutes; null for never by itself) among the choices. */
export function scheduleIntervals(present: number | null): { value: string; label: string }[] {
  const minutes = [...new Set([...CHOICES_MINUTES, ...(present === null ? [] : [present])])].sort((a, b) => a - b);
  return [
    ...minutes.map((value) => ({ value: String(value), label: intervalWords(value) })),
    { value: '0', label: t.maintenance.onlyAsked },
  ];
}

function intervalWords(minutes: number): string {
  const { intervals } = t.libraries;
  if (minutes % 1440 === 0) return intervals.days(minutes / 1440);
  return minutes % 60 === 0 ? intervals.hours(minutes / 60) : intervals.minutes(minutes);
}

export interface RunWords {
  text: string;
  tone: 'plain' | 'ok' | 'danger';
  isRunning: boolean;
}

/** How the last run of a scheduled job stands, or ended. */
export function lastRunWords({ name, lastJob, lastRunAt }: Schedule): RunWords {
  const words = t.maintenance;
  if (lastJob === null) {
    return { text: lastRunAt === null ? words.neverRan : words.results.done, tone: 'plain', isRunning: false };
  }
  switch (lastJob.status) {
    case 'pending':
      return { text: words.waiting, tone: 'plain', isRunning: true };
    case 'processing':
      return { text: words.running, tone: 'plain', isRunning: true };
    case 'failed':
      return { text: words.failed(lastJob.errorMessage ?? ''), tone: 'danger', isRunning: false };
    case 'cancelled':
      return { text: words.cancelled, tone: 'plain', isRunning: false };
    case 'completed':
      return { text: resultWords(name, lastJob.result), tone: 'ok', isRunning: false };
  }
}

function resultWords(name: string, result: Job['result']): string {
  const { results } = t.maintenance;
  const facts = (typeof result === 'object' && result !== null ? result : {}) as Record<string, unknown>;
  const count = (key: string): number => (typeof facts[key] === 'number' ? facts[key] : 0);
  switch (name) {
    case 'backup':
      return results.backup;
    case 'purge':
      return results.purge(count('purged'));
    case 'collect':
      return results.collect(count('files'), formatBytes(count('bytes')));
    case 'tidy':
      return results.tidy(count('removed'));
    case 'answers':
      return results.answers(count('forgotten'));
    default:
      return results.done;
  }
}
