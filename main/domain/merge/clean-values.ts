import { type FieldName, FIELD_VALUES } from '../../../contract/field-values.ts';
import type { ItemType } from '../../../contract/primitives.ts';
import type { CastCredit, MetadataValue, MetadataValues } from '../metadata-values.ts';
import type { MovieSetRef, Rating } from '../movie-metadata.ts';
import { fieldsOf } from '../item-fields.ts';
import { isEmptyValue } from '../field-guard.ts';
import { canonicalName } from './aliases.ts';

const MAX_NAME = 500;
const MAX_LIST = 1000;
const MAX_CAST = 2000;
const MAX_RATINGS = 50;
/** Not allowed in XML, and of no use in a text. */
// eslint-disable-next-line no-control-regex -- these are the characters to take out
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu;
/** What providers call a season that nobody named. */
const UNNAMED_SEASON =
  /^(?:specials?|extras|(?:season|series|staffel|saison|temporada|stagione|seizoen|sezon|säsong|sesong|sæson|kausi|évad|série|řada|séria|сезон|シーズン|시즌|第)\s*\d+\s*(?:季|期)?)$/iu;

/**
 * What a source says, made to fit the fields of a kind of item: text without control characters, names once each in the
 * spelling that all sources share, numbers within their ranges. What does not fit is left out: it says nothing.
 */
export function cleanValues(type: ItemType, said: MetadataValues): MetadataValues {
  const clean: MetadataValues = {};
  for (const field of fieldsOf(type)) {
    const value = cleanValue(type, field, said[field]);
    if (!isEmptyValue(value)) clean[field] = value;
  }
  return clean;
}

function cleanValue(type: ItemType, field: FieldName, value: MetadataValue | undefined): MetadataValue {
  if (value === undefined || isEmptyValue(value)) return null;
  if (field === 'actors') return cleanCast(value as CastCredit[]);
  if (field === 'ratings') return cleanRatings(value as Rating[]);
  if (field === 'set_id') return cleanSet(value as MovieSetRef);
  if (Array.isArray(value)) return cleanNames(field, value as string[]);
  const text = typeof value === 'string' ? cleanText(value) : value;
  if (type === 'season' && typeof text === 'string' && field === 'title' && UNNAMED_SEASON.test(text)) return null;
  const schemas: Readonly<Record<string, { safeParse(input: unknown): { success: boolean } }>> = FIELD_VALUES[type];
  return schemas[field]?.safeParse(text).success === true ? text : null;
}

function cleanText(text: string): string {
  return text.replace(CONTROLS, '').normalize('NFC').trim();
}

function cleanName(name: string): string {
  return cleanText(name).replace(/\s+/gu, ' ').slice(0, MAX_NAME).trim();
}

function cleanNames(field: FieldName, names: readonly string[]): string[] {
  const known = new Map<string, string>();
  for (const name of names) {
    const clean = canonicalName(field, cleanName(name));
    const key = clean.toLowerCase();
    if (clean !== '' && !known.has(key)) known.set(key, clean);
  }
  return [...known.values()].slice(0, MAX_LIST);
}

/** The same person in the same role once. */
function cleanCast(cast: readonly CastCredit[]): CastCredit[] {
  const known = new Map<string, CastCredit>();
  for (const credit of cast) {
    const name = cleanName(credit.name);
    const role = credit.role === null ? null : cleanName(credit.role) || null;
    const key = JSON.stringify([credit.tmdbId ?? credit.tvdbId ?? credit.imdbId ?? name.toLowerCase(), role]);
    if (name !== '' && !known.has(key)) known.set(key, { ...credit, name, role });
  }
  return [...known.values()].slice(0, MAX_CAST);
}

function cleanRatings(ratings: readonly Rating[]): Rating[] {
  const known = new Map<string, Rating>();
  for (const rating of ratings) {
    const source = cleanName(rating.source).slice(0, 100);
    const isSound = rating.max > 0 && rating.value >= 0 && rating.value <= rating.max;
    if (source === '' || !isSound || known.has(source)) continue;
    const votes =
      rating.votes !== null && Number.isSafeInteger(rating.votes) && rating.votes >= 0 ? rating.votes : null;
    known.set(source, { source, value: rating.value, max: rating.max, votes, isDefault: rating.isDefault });
  }
  return [...known.values()].slice(0, MAX_RATINGS);
}

function cleanSet(set: MovieSetRef): MovieSetRef | null {
  const name = cleanName(set.name);
  if (name === '') return null;
  const overview = set.overview === null ? '' : cleanText(set.overview);
  return { ...set, name, overview: overview === '' ? null : overview };
}
