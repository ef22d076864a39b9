import { z } from 'zod';
import type { ProviderName } from '../domain/provider-answer.ts';
import { ProviderError } from './provider.ts';

/**
 * Building blocks for schemas of real answers: fields go missing, are null, change between number and text. Only what an
 * answer is of no use without may make it fail; one bad element of a list costs that element.
 */

const ANYTHING = z.unknown().optional();

/** A text; null for anything else. Numbers are written out. */
export const looseText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(null)
  .transform((text) => text ?? null);

/** A finite number, also one written as text ("12", " 1.5 "); null for anything else. */
export const looseNumber = ANYTHING.transform((value) => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[-+]?\d+(?:\.\d+)?\s*$/u.test(value)) return null;
  return Number(value);
});

/** A whole number above zero; null for anything else: 0 is how providers write "unknown". */
export const looseCount = looseNumber.transform((value) =>
  value !== null && Number.isSafeInteger(value) && value > 0 ? value : null,
);

/** A whole number from zero; null for anything else. */
export const looseIndex = looseNumber.transform((value) =>
  value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null,
);

export const looseFlag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((flag) => flag ?? false);

/** Those elements that fit; empty for what is no list. */
export function looseList<S extends z.ZodType>(element: S): z.ZodType<z.output<S>[]> {
  return ANYTHING.transform((value) =>
    (Array.isArray(value) ? (value as unknown[]) : []).flatMap((item): z.output<S>[] => {
      const parsed = element.safeParse(item);
      return parsed.success ? [parsed.data] : [];
    }),
  );
}

/** The object, or null for what does not fit. */
export function looseObject<S extends z.ZodType>(schema: S): z.ZodType<z.output<S> | null> {
  return ANYTHING.transform((value): z.output<S> | null => {
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : null;
  });
}

/**
 * What an answer says, by its schema.
 * @param what what was asked for, for the message: "details of a film"
 * @throws ProviderError `bad_answer` when the answer is of another shape
 */
export function readAnswer<S extends z.ZodType>(
  provider: ProviderName,
  schema: S,
  body: unknown,
  what: string,
): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue === undefined ? '' : ` (${[issue.path.join('.'), issue.message].filter(Boolean).join(': ')})`;
  throw new ProviderError(provider, 'bad_answer', `The answer for ${what} has an unknown shape${place}.`);
}
