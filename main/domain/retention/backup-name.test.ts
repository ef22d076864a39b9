import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BackupName } from '../../../contract/maintenance.ts';
import { backupName, parseBackupName } from './backup-name.ts';

it('tells moment and kind by the name alone', () => {
  const moments = fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') });
  fc.assert(
    fc.property(moments, fc.constantFrom('automatic', 'manual', 'replaced'), (createdMs, kind) => {
      const name = backupName(createdMs, kind);
      expect(parseBackupName(name)).toEqual({ createdMs, kind });
      expect(BackupName.safeParse(name).success).toBe(true);
    }),
  );
});

it.each(['metarr.sqlite', 'metarr-2026-13-01T00-00-00-000Z-manual.sqlite', 'notes.txt', ''])(
  '%j is no backup',
  (name) => {
    expect(parseBackupName(name)).toBeNull();
  },
);

it.each(['../metarr.sqlite', '.hidden', 'a/b.sqlite', ''])('%j leads nowhere', (name) => {
  expect(BackupName.safeParse(name).success).toBe(false);
});
