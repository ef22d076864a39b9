import { expect, test } from 'vitest';
import { changedAutomation, defaultAutomation } from './library-automation.ts';

test('nothing happens by itself until the person chooses', () => {
  expect(defaultAutomation(3)).toEqual({
    libraryId: 3,
    mode: 'manual',
    autoEnrich: false,
    autoSelectAssets: false,
    autoPublish: false,
    acceptFrom: 85,
  });
});

test('a mode sets its flags, a flag of its own stays beside the mode', () => {
  const hybrid = changedAutomation(defaultAutomation(1), { mode: 'hybrid' });
  expect(hybrid).toMatchObject({ mode: 'hybrid', autoEnrich: true, autoSelectAssets: true, autoPublish: false });
  expect(changedAutomation(hybrid, { autoPublish: true })).toMatchObject({ mode: 'hybrid', autoPublish: true });
  expect(changedAutomation(hybrid, { mode: 'yolo', autoPublish: false })).toMatchObject({
    mode: 'yolo',
    autoEnrich: true,
    autoPublish: false,
  });
  expect(changedAutomation(hybrid, { acceptFrom: 92 })).toEqual({ ...hybrid, acceptFrom: 92 });
});
