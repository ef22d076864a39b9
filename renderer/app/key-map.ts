import { t } from '../messages/t.ts';

/** A digit chooses what has this number. */
export const CHOOSE_COMMANDS = [
  'choose1',
  'choose2',
  'choose3',
  'choose4',
  'choose5',
  'choose6',
  'choose7',
  'choose8',
  'choose9',
] as const;

/** Everything the keyboard can ask for. */
export type CommandId =
  | 'palette'
  | 'keys'
  | 'search'
  | 'undo'
  | 'next'
  | 'previous'
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'first'
  | 'last'
  | 'pageUp'
  | 'pageDown'
  | 'open'
  | 'look'
  | 'toggle'
  | 'extendUp'
  | 'extendDown'
  | 'extendLeft'
  | 'extendRight'
  | 'selectAll'
  | 'clear'
  | 'trash'
  | 'publish'
  | 'edit'
  | 'lock'
  | 'toggleView'
  | 'identify'
  | 'searchWords'
  | 'enrich'
  | 'rename'
  | 'alternatives'
  | (typeof CHOOSE_COMMANDS)[number];

/**
 * Where a key counts: `always` even while typing, `window` while nothing is typed and no dialog is open, `list` only
 * while the focus is on the list or nowhere.
 */
export type KeyScope = 'always' | 'window' | 'list';

const KEYS: readonly (readonly [chord: string, command: CommandId, scope: KeyScope])[] = [
  ['Mod+k', 'palette', 'always'],
  ['?', 'keys', 'window'],
  ['/', 'search', 'window'],
  ['Mod+f', 'search', 'window'],
  ['u', 'undo', 'window'],
  ['Mod+z', 'undo', 'window'],
  ['j', 'next', 'window'],
  ['k', 'previous', 'window'],
  ['ArrowDown', 'down', 'list'],
  ['ArrowUp', 'up', 'list'],
  ['ArrowLeft', 'left', 'list'],
  ['ArrowRight', 'right', 'list'],
  ['Home', 'first', 'list'],
  ['End', 'last', 'list'],
  ['PageUp', 'pageUp', 'list'],
  ['PageDown', 'pageDown', 'list'],
  ['Enter', 'open', 'list'],
  ['Space', 'look', 'list'],
  ['x', 'toggle', 'window'],
  ['Shift+ArrowUp', 'extendUp', 'list'],
  ['Shift+ArrowDown', 'extendDown', 'list'],
  ['Shift+ArrowLeft', 'extendLeft', 'list'],
  ['Shift+ArrowRight', 'extendRight', 'list'],
  ['Mod+a', 'selectAll', 'window'],
  ['Escape', 'clear', 'window'],
  ['Delete', 'trash', 'list'],
  ['Mod+Backspace', 'trash', 'list'],
  ['p', 'publish', 'window'],
  ['e', 'edit', 'window'],
  ['F2', 'edit', 'window'],
  ['l', 'lock', 'window'],
  ['v', 'toggleView', 'window'],
  ['i', 'identify', 'window'],
  ['s', 'searchWords', 'window'],
  ['r', 'enrich', 'window'],
  ['n', 'rename', 'window'],
  ['a', 'alternatives', 'window'],
  ...CHOOSE_COMMANDS.map((command, index) => [String(index + 1), command, 'window'] as const),
];

/** What the keyboard is about to act on. */
export interface KeyContext {
  isTyping: boolean;
  isModalOpen: boolean;
  isListFocused: boolean;
}

/** The command a chord stands for in this context, or null. Chords are named by lib/chord.ts. */
export function commandFor(chord: string, context: KeyContext): CommandId | null {
  const found = KEYS.find(([candidate]) => candidate === chord);
  if (!found) return null;
  const [, command, scope] = found;
  if (scope === 'always') return command;
  if (context.isTyping || context.isModalOpen) return null;
  return scope === 'window' || context.isListFocused ? command : null;
}

/** The list of keys as people read it: groups of a text and its alternatives. Mod is shown as the platform's key. */
export const KEY_GROUPS: readonly { title: string; keys: readonly (readonly [text: string, ...chords: string[]])[] }[] =
  [
    {
      title: t.keys.groups.everywhere,
      keys: [
        [t.keys.palette, 'Mod K'],
        [t.keys.search, '/'],
        [t.keys.undo, 'U', 'Mod Z'],
        [t.keys.keys, '?'],
      ],
    },
    {
      title: t.keys.groups.item,
      keys: [
        [t.keys.edit, 'E', 'F2'],
        [t.keys.lock, 'L'],
        [t.keys.alternatives, 'A'],
        [t.keys.enrich, 'R'],
        [t.keys.rename, 'N'],
        [t.keys.identify, 'I'],
        [t.keys.moveCredit, 'Alt ↑ ↓'],
      ],
    },
    {
      title: t.keys.groups.inbox,
      keys: [
        [t.keys.inboxMove, 'J', 'K'],
        [t.keys.inboxChoose, '1 – 9', '↑ ↓'],
        [t.keys.inboxAccept, 'Enter'],
        [t.keys.inboxSearch, 'S'],
        [t.keys.inboxId, 'I'],
      ],
    },
    {
      title: t.keys.groups.episodes,
      keys: [
        [t.keys.episodeMove, '↑ ↓'],
        [t.keys.episodeFold, '← →'],
        [t.keys.episodeOpen, 'Enter'],
      ],
    },
    {
      title: t.keys.groups.list,
      keys: [
        [t.keys.next, 'J'],
        [t.keys.previous, 'K'],
        [t.keys.arrows, '← ↑ ↓ →'],
        [t.keys.home, 'Home', 'End'],
        [t.keys.open, 'Enter'],
        [t.keys.look, 'Space'],
        [t.keys.toggle, 'X'],
        [t.keys.extend, 'Shift ← ↑ ↓ →'],
        [t.keys.selectAll, 'Mod A'],
        [t.keys.clear, 'Esc'],
        [t.keys.publish, 'P'],
        [t.keys.enrich, 'R'],
        [t.keys.rename, 'N'],
        [t.keys.identify, 'I'],
        [t.keys.trash, 'Del'],
        [t.keys.toggleView, 'V'],
      ],
    },
  ];
