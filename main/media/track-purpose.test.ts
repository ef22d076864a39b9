import { describe, expect, it } from 'vitest';
import { type TrackPurpose, trackPurpose } from './track-purpose.ts';

const titled = (title: string): string[] => set(trackPurpose({ index: 1, tags: { title } }));
const flagged = (...flags: string[]): string[] =>
  set(trackPurpose({ index: 1, disposition: Object.fromEntries(flags.map((flag) => [flag, 1])) }));

function set(purpose: TrackPurpose): string[] {
  return Object.entries(purpose).flatMap(([name, isSet]) => (isSet === true ? [name] : []));
}

describe('trackPurpose', () => {
  it.each<[string, string[]]>([
    ['', []],
    ['English', []],
    ['Surround 5.1', []],
    ['Forced', ['isForced']],
    ['English (forced)', ['isForced']],
    ['Français forcés', ['isForced']],
    ['Castellano forzados', ['isForced']],
    ['Foreign Parts Only', ['isForced']],
    ['Unforced accents', []],
    ['Non-forced', []],
    ['English SDH', ['isHearingImpaired']],
    ['English [CC]', ['isHearingImpaired']],
    ['Full_SDH', ['isHearingImpaired']],
    ['Deutsch für Hörgeschädigte', ['isHearingImpaired']],
    ['Sourds et malentendants', ['isHearingImpaired']],
    ['English HI', ['isHearingImpaired']],
    ['hi', []],
    ['ACCESS', []],
    ['Forced SDH', ['isForced', 'isHearingImpaired']],
    ["Director's Commentary", ['isCommentary']],
    ['Audiokommentar der Regisseurin', ['isCommentary']],
    ['Commentaire audio', ['isCommentary']],
    ['Commended', []],
    ['Audio Description', ['isVisualImpaired']],
    ['Stereo AD', ['isVisualImpaired']],
    ['Descriptive Audio', ['isVisualImpaired']],
    ['Hörfilmfassung', ['isVisualImpaired']],
    ['ad hoc mix', []],
  ])('of a track called %j', (title, expected) => {
    expect(titled(title)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['default', []],
    ['forced', ['isForced']],
    ['hearing_impaired', ['isHearingImpaired']],
    ['captions', ['isHearingImpaired']],
    ['visual_impaired', ['isVisualImpaired']],
    ['descriptions', ['isVisualImpaired']],
    ['comment', ['isCommentary']],
  ])('of a track flagged %s', (flag, expected) => {
    expect(flagged(flag)).toEqual(expected);
  });

  it('knows what broadcasters write for audio description', () => {
    expect(set(trackPurpose({ index: 1, tags: { language: 'qad' } }))).toEqual(['isVisualImpaired']);
  });
});
