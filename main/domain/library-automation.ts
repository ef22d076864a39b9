import type { AutomationMode, LibraryAutomation } from '../../contract/providers.ts';

/** What a library does by itself; `acceptFrom` is a confidence of 0–100. */
export type AutomationFlags = Pick<LibraryAutomation, 'autoEnrich' | 'autoSelectAssets' | 'autoPublish'>;

/** The flags that choosing a mode sets. */
export const AUTOMATION_PRESETS: Readonly<Record<AutomationMode, AutomationFlags>> = {
  manual: { autoEnrich: false, autoSelectAssets: false, autoPublish: false },
  hybrid: { autoEnrich: true, autoSelectAssets: true, autoPublish: false },
  yolo: { autoEnrich: true, autoSelectAssets: true, autoPublish: true },
};

export const DEFAULT_ACCEPT_FROM = 85;

/** Nothing happens unasked until the person chooses otherwise. */
export function defaultAutomation(libraryId: number): LibraryAutomation {
  return { libraryId, mode: 'manual', ...AUTOMATION_PRESETS.manual, acceptFrom: DEFAULT_ACCEPT_FROM };
}

export type AutomationChange = { [K in keyof Omit<LibraryAutomation, 'libraryId'>]?: LibraryAutomation[K] | undefined };

/**
 * The automation after a change. Choosing a mode sets its flags; a flag that is given wins over its mode's, and a flag
 * alone keeps the mode.
 */
export function changedAutomation(before: LibraryAutomation, change: AutomationChange): LibraryAutomation {
  const preset = change.mode === undefined ? before : AUTOMATION_PRESETS[change.mode];
  return {
    libraryId: before.libraryId,
    mode: change.mode ?? before.mode,
    autoEnrich: change.autoEnrich ?? preset.autoEnrich,
    autoSelectAssets: change.autoSelectAssets ?? preset.autoSelectAssets,
    autoPublish: change.autoPublish ?? preset.autoPublish,
    acceptFrom: change.acceptFrom ?? before.acceptFrom,
  };
}
