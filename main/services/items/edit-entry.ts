import type { EditEntry } from '../../../contract/items.ts';
import type { Edit } from '../../store/edit-history.store.ts';

/** An edit in the boundary's shape. Edits made together are one, of `all`. */
export function toEditEntry(edit: Edit): EditEntry {
  const isGroup = edit.groupId !== null;
  return {
    id: edit.id,
    item: edit.item,
    field: isGroup ? 'all' : edit.field,
    before: isGroup ? null : (edit.before.value as EditEntry['before']),
    after: isGroup ? null : (edit.after.value as EditEntry['after']),
    beforeLocked: edit.beforeLocked,
    afterLocked: edit.afterLocked,
    editedAt: edit.editedAt,
    isUndone: edit.undoneAt !== null,
  };
}

/** Edits, newest first, with those made together as one entry that has the newest one's id. */
export function toHistory(edits: readonly Edit[], limit: number): EditEntry[] {
  const groups = new Set<string>();
  const entries: EditEntry[] = [];
  for (const edit of edits) {
    if (edit.groupId !== null && groups.has(edit.groupId)) continue;
    if (edit.groupId !== null) groups.add(edit.groupId);
    entries.push(toEditEntry(edit));
    if (entries.length === limit) break;
  }
  return entries;
}
