import Layers from '@lucide/svelte/icons/layers';
import Merge from '@lucide/svelte/icons/merge';
import type { ItemType } from '../../../contract/primitives.ts';
import { t } from '../../messages/t.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { setDialog } from './set-dialog.svelte.ts';

/** What menus offer about sets: for films to be put into one, for sets to be merged. */
export function setEntries(type: ItemType, ids: number[], nameOf: (id: number) => string): MenuEntry[] {
  const [first] = ids;
  if (first === undefined) return [];
  if (type === 'movie') {
    return [
      { label: t.sets.collect, icon: Layers, onSelect: () => setDialog.open({ kind: 'collect', movieIds: [...ids] }) },
    ];
  }
  if (type !== 'set') return [];
  return [
    {
      label: t.sets.merge,
      icon: Merge,
      onSelect: () => setDialog.open({ kind: 'merge', setIds: [...ids], name: nameOf(first) }),
    },
  ];
}
