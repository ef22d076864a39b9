/** What an inspection reads and writes; a terminal's streams in the program, arrays in tests. */
export interface InspectIo {
  /** The lines of standard input, without their ends. */
  lines: AsyncIterable<string>;
  /** One JSON line on standard output. */
  print: (value: unknown) => void;
  /** A message on standard error. */
  note: (message: string) => void;
}

/** Answers the exit code: 0, or 1 when something could not be read. Throws UsageError (2). */
export type Inspection = (args: readonly string[], io: InspectIo) => Promise<number>;
