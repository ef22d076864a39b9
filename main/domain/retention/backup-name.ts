import type { BackupKind } from '../../../contract/maintenance.ts';

type NamedKind = Exclude<BackupKind, 'upgrade'>;

const NAME = /^metarr-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z-(automatic|manual|replaced)\.sqlite$/;

/** What a backup of this moment (milliseconds since the epoch) is called. Colons are no part of names on Windows. */
export function backupName(createdMs: number, kind: NamedKind): string {
  return `metarr-${new Date(createdMs).toISOString().replaceAll(/[:.]/g, '-')}-${kind}.sqlite`;
}

/** What a backup's name tells; null for another file's. */
export function parseBackupName(name: string): { createdMs: number; kind: NamedKind } | null {
  const [, date = '', hour = '', minute = '', second = '', millisecond = '', kind] = NAME.exec(name) ?? [];
  const createdMs = Date.parse(`${date}T${hour}:${minute}:${second}.${millisecond}Z`);
  return Number.isNaN(createdMs) ? null : { createdMs, kind: kind as NamedKind };
}
