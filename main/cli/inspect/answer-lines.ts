import type { InspectIo } from './inspect-io.ts';

/**
 * Answers JSON lines one by one, in order. A line that is no question prints `{ "error" }` in its place; empty lines are
 * passed over. Answers the exit code: 1 when there was such a line.
 * @param readQuestion what a line's object asks, or a sentence that says what is wrong with it
 */
export async function answerLines<Question extends object>(
  io: InspectIo,
  readQuestion: (fields: Record<string, unknown>) => Question | string,
  answer: (question: Question) => Record<string, unknown>,
): Promise<number> {
  let exitCode = 0;
  for await (const line of io.lines) {
    if (line.trim() === '') continue;
    const fields = readObject(line);
    const question = typeof fields === 'string' ? fields : readQuestion(fields);
    if (typeof question === 'string') {
      io.print({ error: question });
      exitCode = 1;
    } else {
      io.print(answer(question));
    }
  }
  return exitCode;
}

function readObject(line: string): Record<string, unknown> | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'The line is no JSON.';
  }
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : 'The line is no JSON object.';
}
