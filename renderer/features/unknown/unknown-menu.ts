import EyeOff from '@lucide/svelte/icons/eye-off';
import FolderInput from '@lucide/svelte/icons/folder-input';
import Tag from '@lucide/svelte/icons/tag';
import Trash2 from '@lucide/svelte/icons/trash-2';
import type { UnknownFile } from '../../../contract/unknown-files.ts';
import { t } from '../../messages/t.ts';
import type { MenuEntry } from '../../ui/menu-entry.ts';
import { moveToExtras, trashFiles } from './unknown-commands.ts';

/** Everything that can be done with files: `onTask` opens the dialog of what needs one. */
export function unknownMenu(
  files: readonly UnknownFile[],
  onTask: (kind: 'assign' | 'ignore') => void,
  onDone: () => void,
): MenuEntry[] {
  const isBesideItem = files.every((file) => file.item !== null);
  return [
    { label: t.unknown.assign, icon: Tag, shortcut: 'Enter', onSelect: () => onTask('assign') },
    { label: t.unknown.ignore, icon: EyeOff, onSelect: () => onTask('ignore') },
    {
      label: t.unknown.moveToExtras,
      icon: FolderInput,
      isDisabled: !isBesideItem,
      onSelect: () => void moveToExtras(files).then(onDone),
    },
    'separator',
    {
      label: t.unknown.trash,
      icon: Trash2,
      shortcut: 'Del',
      isDanger: true,
      onSelect: () => void trashFiles(files).then(onDone),
    },
  ];
}
