/** Changes one below the other, or before and after side by side. */
export type DiffView = 'unified' | 'split';

/** How a person likes to see changes, for as long as the window is open. */
export const diffView = $state<{ value: DiffView }>({ value: 'unified' });
