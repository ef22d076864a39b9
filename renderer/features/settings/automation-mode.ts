import type { AutomationMode, LibraryAutomation } from '../../../contract/providers.ts';

export type AutomationFlags = Pick<LibraryAutomation, 'autoEnrich' | 'autoSelectAssets' | 'autoPublish'>;

/** What each mode switches on: a mode is a preset of the flags. */
export const MODE_FLAGS: Readonly<Record<AutomationMode, AutomationFlags>> = {
  manual: { autoEnrich: false, autoSelectAssets: false, autoPublish: false },
  hybrid: { autoEnrich: true, autoSelectAssets: true, autoPublish: false },
  yolo: { autoEnrich: true, autoSelectAssets: true, autoPublish: true },
};

/** True when the flags are no longer those of the mode. */
export function isCustom(automation: Pick<LibraryAutomation, 'mode'> & AutomationFlags): boolean {
  const preset = MODE_FLAGS[automation.mode];
  return (Object.keys(preset) as (keyof AutomationFlags)[]).some((flag) => preset[flag] !== automation[flag]);
}
