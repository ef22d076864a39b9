import { describe, expect, it } from 'vitest';
import { draftRating, emptyDraft, parseRatings } from './rating-drafts.ts';

const imdb = { source: 'imdb', value: 8.5, max: 10, votes: 950_000, isDefault: true };

describe('ratings as they are typed', () => {
  it('come back as they were', () => {
    expect(parseRatings([draftRating(imdb)])).toEqual({ ok: true, ratings: [imdb] });
  });

  it('drop empty rows and accept a comma and separated thousands', () => {
    const typed = { ...emptyDraft(true), source: 'metacritic', value: '7,5', votes: '1,234' };
    expect(parseRatings([emptyDraft(false), typed])).toEqual({
      ok: true,
      ratings: [{ source: 'metacritic', value: 7.5, max: 10, votes: 1234, isDefault: true }],
    });
  });

  it('always leave one main rating', () => {
    const parsed = parseRatings([draftRating({ ...imdb, isDefault: false })]);
    expect(parsed.ok && parsed.ratings[0]?.isDefault).toBe(true);
  });

  it.each([
    { ...emptyDraft(true), value: '8' },
    { ...emptyDraft(true), source: 'imdb', value: 'eight' },
    { ...emptyDraft(true), source: 'imdb', value: '11' },
    { ...emptyDraft(true), source: 'imdb', value: '8', max: '0' },
  ])('refuse %j', (draft) => expect(parseRatings([draft]).ok).toBe(false));
});
