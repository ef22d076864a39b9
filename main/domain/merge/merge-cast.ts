import type { CastCredit } from '../metadata-values.ts';

/**
 * The cast of the first source, with what the others know besides of the same people: ids, role, portrait. People are the
 * same by an id, else by their name where no other bears it; different ids of one source are different people.
 * @param casts best first
 */
export function mergeCast(casts: readonly (readonly CastCredit[])[], maxActors: number): CastCredit[] {
  const [first = [], ...others] = casts;
  const merged = first.slice(0, maxActors).map((credit) => ({ ...credit }));
  for (const other of others) {
    for (const credit of other) {
      for (const known of samePerson(merged, credit, other)) complete(known, credit);
    }
  }
  return withoutRepeats(merged);
}

/** Every credit of the person; they may play several roles. */
function samePerson(
  merged: readonly CastCredit[],
  credit: CastCredit,
  among: readonly CastCredit[],
): readonly CastCredit[] {
  const byId = merged.filter((known) => sharesId(known, credit));
  if (byId.length > 0) return byId;
  const name = nameKey(credit);
  const byName = merged.filter((known) => nameKey(known) === name);
  const namesakes = among.filter((other) => nameKey(other) === name);
  const isPlain = isOnePerson(byName) && isOnePerson(namesakes);
  return isPlain ? byName.filter((known) => !contradicts(known, credit)) : [];
}

function isOnePerson(credits: readonly CastCredit[]): boolean {
  return credits.every((a) => credits.every((b) => a === b || sharesId(a, b) || (!contradicts(a, b) && !hasId(a))));
}

const ID_KEYS = ['tmdbId', 'tvdbId', 'imdbId'] as const;

function hasId(credit: CastCredit): boolean {
  return ID_KEYS.some((key) => credit[key] != null);
}

function sharesId(a: CastCredit, b: CastCredit): boolean {
  return ID_KEYS.some((key) => a[key] != null && a[key] === b[key]) && !contradicts(a, b);
}

function contradicts(a: CastCredit, b: CastCredit): boolean {
  return ID_KEYS.some((key) => a[key] != null && b[key] != null && a[key] !== b[key]);
}

function complete(known: CastCredit, credit: CastCredit): void {
  known.role ??= credit.role;
  known.thumbUrl ??= credit.thumbUrl;
  known.tmdbId ??= credit.tmdbId;
  known.tvdbId ??= credit.tvdbId ?? null;
  known.imdbId ??= credit.imdbId ?? null;
}

/** Two credits may turn out to be one person in one role when the second gets an id. */
function withoutRepeats(cast: readonly CastCredit[]): CastCredit[] {
  const known = new Set<string>();
  return cast.filter((credit) => {
    const key = JSON.stringify([personKey(credit), credit.role ?? '']);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}

function personKey(credit: CastCredit): string | number {
  return credit.tmdbId ?? credit.tvdbId ?? credit.imdbId ?? nameKey(credit);
}

export function nameKey(credit: { name: string }): string {
  return credit.name.normalize('NFC').toLowerCase();
}
