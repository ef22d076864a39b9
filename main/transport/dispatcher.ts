import { z } from 'zod';
import { contract, type Handlers, type Method } from '../../contract/contract.ts';
import type { Caller, Reply } from '../../contract/reply.ts';
import { CoreError } from '../domain/core-error.ts';
import type { Logger } from '../platform/ports.ts';

export type Dispatch = (method: string, input: unknown, caller: Caller) => Promise<Reply>;

/**
 * The one way into the core. Validates the input, runs the handler, and turns whatever happens into an envelope: expected
 * errors keep their code and message, the rest becomes `internal` and is logged. Outputs are checked too when
 * `checkOutputs` is set (development and tests).
 */
export function createDispatcher(
  handlers: Handlers,
  logger: Logger,
  options: { checkOutputs?: boolean; isCoreError?: (error: unknown) => CoreError | null } = {},
): Dispatch {
  return async (method, input, caller) => {
    if (typeof method !== 'string') return fail('unknown_method', 'A method is named by a text.');
    // Own-property check: "toString" and "__proto__" are no methods of ours.
    if (!Object.hasOwn(contract, method)) {
      return fail('unknown_method', `There is no method “${method.slice(0, 80)}”.`);
    }
    const name = method as Method;
    const parsed = contract[name].input.safeParse(input);
    if (!parsed.success) {
      return fail('invalid_input', z.prettifyError(parsed.error), {
        issues: parsed.error.issues.map((issue) => ({ path: issue.path.map(String), message: issue.message })),
      });
    }
    try {
      // Handlers is exhaustive by type; the union of functions cannot be called without this one widening.
      const run = handlers[name] as (input: unknown, caller: Caller) => unknown;
      const value = await run(parsed.data, caller);
      if (options.checkOutputs === true) contract[name].output.parse(value);
      return { ok: true, value };
    } catch (error) {
      if (error instanceof CoreError) return fail(error.code, error.message, error.details);
      if (error instanceof Error && error.name === 'AbortError') return fail('cancelled', 'It was cancelled.');
      const known = options.isCoreError?.(error) ?? null;
      if (known !== null) return fail(known.code, known.message, known.details);
      logger.error({ method, error }, 'A handler failed unexpectedly');
      return fail('internal', 'Something went wrong inside Metarr. The log has the details.', {
        cause: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

function fail(code: CoreError['code'], message: string, details?: CoreError['details']): Reply {
  return { ok: false, error: details === undefined ? { code, message } : { code, message, details } };
}
