import { describe, expect, it } from 'vitest';
import { intervalOptions } from './interval-options.ts';

describe('intervalOptions', () => {
  it('begins with never and goes from minutes to days', () => {
    const labels = intervalOptions(null).map((option) => option.label);
    expect(labels[0]).toBe('Not by itself');
    expect(labels.slice(1)).toEqual([
      'Every 15 minutes',
      'Every hour',
      'Every 6 hours',
      'Every 12 hours',
      'Every day',
      'Every 7 days',
    ]);
  });

  it('has what is set now, in its place', () => {
    expect(intervalOptions(45).map((option) => option.value)).toEqual([
      '0',
      '15',
      '45',
      '60',
      '360',
      '720',
      '1440',
      '10080',
    ]);
    expect(intervalOptions(60)).toHaveLength(7);
  });
});
