import type { Component } from 'svelte';

/** One line of a menu, or a line between groups. */
export type MenuEntry =
  | {
      label: string;
      icon?: Component<{ size?: number | string }> | undefined;
      shortcut?: string | undefined;
      isDanger?: boolean;
      isDisabled?: boolean;
      onSelect: () => void;
    }
  | 'separator';
