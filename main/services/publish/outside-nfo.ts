import type { FieldName } from '../../../contract/field-values.ts';
import type { ItemRef } from '../../../contract/primitives.ts';
import type { MergeField, NfoConflict } from '../../../contract/publishing.ts';
import type { MetadataValues } from '../../domain/metadata-values.ts';
import { hasOutsideValues, mergeFields } from '../../domain/publish/merge-fields.ts';
import { writerOfChange } from '../../domain/publish/other-writers.ts';
import type { OutsideChange } from '../../domain/publish-plan.ts';
import type { ItemRecord } from '../../store/item.store.ts';
import type { ReadDb } from '../../store/open-database.ts';
import { provenanceOf } from '../../store/provenance.store.ts';
import type { OutsideChangeSeen } from '../../store/publish-choice.store.ts';
import { publishedNfoText } from '../../store/publish.store.ts';
import type { ComparedNfo } from '../../workers/compare-nfo.ts';
import type { NfoContent } from '../../workers/nfo-content.ts';
import type { WorkerPool } from '../../workers/worker-pool.ts';
import { locksOf } from '../items/lock-state.ts';
import { shortTitle } from './item-title.ts';
import type { PublishUnit } from './publish-unit.ts';

/** An NFO that holds other bytes than Metarr wrote or read. */
export interface OutsideNfo {
  path: string;
  diskHash: string;
  change: OutsideChange;
  items: { item: ItemRef; title: string; fields: MergeField[]; outside: MetadataValues }[];
  diff: NfoConflict['outsideDiff'];
  /** To be noted, so that a program that writes here again and again is found out. */
  seen: OutsideChangeSeen;
}

/**
 * Looks into an NFO that somebody else changed: which fields say something else than Metarr would, who changed them, and
 * who wrote it. Null when it changed once more meanwhile, so that nothing is known of it.
 * @param published the hash of what Metarr wrote there last; null when it never did
 */
export async function lookIntoOutsideNfo(
  db: ReadDb,
  pool: WorkerPool,
  unit: PublishUnit,
  nfo: { path: string; diskHash: string; published: string | null; desired: Uint8Array; kind: NfoContent['type'] },
): Promise<OutsideNfo | null> {
  const { owner, members } = unit;
  const text = nfo.published === null ? null : publishedNfoText(db, owner, nfo.published);
  const compared = await pool.run('compareNfo', {
    path: nfo.path,
    diskHash: nfo.diskHash,
    published: text,
    desired: nfo.desired,
    kind: nfo.kind,
    episodes: members.map((item) => ({ season: item.season_number, episode: item.episode_number })),
  });
  if (!compared.ok) return null;
  const items = members.flatMap((member, index) => sidesOf(db, member, compared, index));
  const isUnread = members.every(({ nfo_hash }) => nfo_hash !== nfo.diskHash);
  const hasValues = items.some(({ item, fields }) =>
    hasOutsideValues(
      fields,
      isUnread
        ? () => false
        : decidedSinceRead(
            db,
            members.find(({ id }) => id === item.id),
          ),
    ),
  );
  return {
    path: nfo.path,
    diskHash: nfo.diskHash,
    change: hasValues || items.length < members.length ? 'values' : 'foreign_only',
    items,
    diff: compared.diff,
    seen: {
      path: nfo.path,
      diskHash: nfo.diskHash,
      libraryId: owner.library_id,
      writer: writerOfChange(text, compared.text, compared.changedShare),
      wasPublished: nfo.published !== null,
    },
  };
}

function sidesOf(
  db: ReadDb,
  member: ItemRecord,
  compared: Extract<ComparedNfo, { ok: true }>,
  index: number,
): OutsideNfo['items'] {
  const sides = compared.sides[index] ?? null;
  if (sides === null) return [];
  const locks = locksOf(db, member);
  const fields = mergeFields(sides, (field) => locks.isLocked(field));
  const item = { type: member.type, id: member.id };
  return [{ item, title: shortTitle(member), fields, outside: sides.outside }];
}

/** True for fields that were set after a scan had read this very file: whoever set them went by what it says. */
function decidedSinceRead(db: ReadDb, member: ItemRecord | undefined): (field: FieldName) => boolean {
  const readAt = member?.['nfo_parsed_at'];
  if (member === undefined || typeof readAt !== 'string') return () => false;
  const provenance = provenanceOf(db, member.type, member.id);
  return (field) => (provenance.get(field)?.setAt ?? '') > readAt;
}
