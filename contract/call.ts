import type { z } from 'zod';

/** One method of the boundary. A query never changes anything; a command may. */
export interface Call<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: 'query' | 'command';
  input: I;
  output: O;
}

export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): Call<I, O> & { kind: 'query' } {
  return { kind: 'query', input, output };
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Call<I, O> & { kind: 'command' } {
  return { kind: 'command', input, output };
}
