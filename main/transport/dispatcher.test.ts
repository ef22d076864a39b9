import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, type Handlers } from '../../contract/contract.ts';
import { ERROR_CODES, WireError } from '../../contract/errors.ts';
import type { Caller, Reply } from '../../contract/reply.ts';
import { CoreError } from '../domain/core-error.ts';
import type { Logger } from '../platform/ports.ts';
import { createDispatcher } from './dispatcher.ts';

const CALLER: Caller = { principal: 'window', signal: new AbortController().signal };
let logged: { fields: Record<string, unknown>; message: string }[] = [];
const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => logged.push({ fields, message }),
};

beforeEach(() => {
  logged = [];
});

/** A dispatcher in which only the given methods do anything. */
function dispatcher(handlers: Partial<Handlers>, options: { checkOutputs?: boolean } = {}) {
  const dispatch = createDispatcher(handlers as Handlers, logger, options);
  return async (method: string, input: unknown): Promise<Reply> => {
    const reply = await dispatch(method, input, CALLER);
    // Every reply must survive the wire as it is.
    expect(JSON.parse(JSON.stringify(reply))).toEqual(reply);
    if (!reply.ok) expect(WireError.parse(reply.error)).toEqual(reply.error);
    return reply;
  };
}

const REMOVE = { 'movies.remove': ({ ids }: { ids: number[] }) => ({ removed: ids.length }) };

describe('the dispatcher', () => {
  it('answers what the handler answers', async () => {
    expect(await dispatcher(REMOVE)('movies.remove', { ids: [1, 2] })).toEqual({ ok: true, value: { removed: 2 } });
  });

  it('hands the caller to the handler, and the input with its defaults', async () => {
    let seen: unknown;
    const call = dispatcher({
      'jobs.list': (input, caller) => {
        seen = [input, caller];
        return [];
      },
    });
    await call('jobs.list', {});
    expect(seen).toEqual([{ finishedLimit: 20 }, CALLER]);
  });

  it.each(['', 'movies', 'movies.remove ', 'toString', 'constructor', '__proto__', 'hasOwnProperty', 'valueOf'])(
    'does not know the method %j',
    async (method) => {
      const reply = await dispatcher(REMOVE)(method, {});
      expect(reply).toMatchObject({ ok: false, error: { code: 'unknown_method' } });
      expect(logged).toEqual([]);
    },
  );

  it.each([undefined, null, 7, {}, ['movies.remove']])('does not take %j for a method', async (method) => {
    const reply = await dispatcher(REMOVE)(method as string, { ids: [1] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'unknown_method' } });
  });

  it('repeats no more than the beginning of a long method name', async () => {
    const reply = await dispatcher(REMOVE)('x'.repeat(100_000), {});
    expect(JSON.stringify(reply).length).toBeLessThan(300);
  });

  it.each([
    undefined,
    null,
    [],
    'ids',
    {},
    { ids: [] },
    { ids: ['1'] },
    { ids: [0] },
    { ids: [1.5] },
    { ids: [2 ** 60] },
    { ids: Array.from({ length: 501 }, (_, i) => i + 1) },
  ])('refuses the input %j before the handler sees it', async (input) => {
    let wasCalled = false;
    const call = dispatcher({
      'movies.remove': () => {
        wasCalled = true;
        return { removed: 0 };
      },
    });
    const reply = await call('movies.remove', input);
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(wasCalled).toBe(false);
  });

  it('does not let an input reach the prototype', async () => {
    let seen: unknown;
    const call = dispatcher({
      'settings.set': (input) => {
        seen = input;
        throw new CoreError('cancelled', 'enough');
      },
    });
    await call('settings.set', JSON.parse('{"__proto__":{"polluted":true},"theme":"dark"}'));
    expect(seen).toEqual({ theme: 'dark' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it.each(ERROR_CODES)('keeps an expected error: %s', async (code) => {
    const call = dispatcher({
      'movies.remove': () => {
        throw new CoreError(code, 'why', { path: '/films', count: 3 });
      },
    });
    expect(await call('movies.remove', { ids: [1] })).toEqual({
      ok: false,
      error: { code, message: 'why', details: { path: '/films', count: 3 } },
    });
    expect(logged).toEqual([]);
  });

  it.each([
    ['an error', new TypeError('x is not a function')],
    ['a text', 'no error at all'],
    ['nothing', undefined],
  ])('turns %s into internal, and logs it', async (_name, thrown) => {
    const call = dispatcher({
      'movies.remove': () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a careless package throws
        throw thrown;
      },
    });
    const reply = await call('movies.remove', { ids: [1] });
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(logged).toHaveLength(1);
    expect(logged[0]?.fields).toMatchObject({ method: 'movies.remove', error: thrown });
  });

  it('does not show a person the text of an unexpected error as the message', async () => {
    const call = dispatcher({ 'movies.remove': () => Promise.reject(new Error('SQLITE_SECRET')) });
    const reply = await call('movies.remove', { ids: [1] });
    expect(!reply.ok && reply.error.message).not.toContain('SQLITE_SECRET');
  });

  it('says cancelled when the work was aborted', async () => {
    const call = dispatcher({ 'movies.remove': () => Promise.reject(new DOMException('stop', 'AbortError')) });
    expect(await call('movies.remove', { ids: [1] })).toMatchObject({ error: { code: 'cancelled' } });
    expect(logged).toEqual([]);
  });

  it('finds outputs that break the contract, when asked to check them', async () => {
    const handlers = { 'movies.remove': () => ({ removed: 'two' }) } as unknown as Partial<Handlers>;
    expect(await dispatcher(handlers)('movies.remove', { ids: [1] })).toMatchObject({ ok: true });
    expect(await dispatcher(handlers, { checkOutputs: true })('movies.remove', { ids: [1] })).toMatchObject({
      error: { code: 'internal' },
    });
    expect(logged).toHaveLength(1);
  });
});

describe('the contract', () => {
  const methods = Object.entries(contract);

  it.each(methods)('%s is named noun.verb and is a query or a command', (name, call) => {
    expect(name).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
    expect(['query', 'command']).toContain(call.kind);
  });

  it.each(methods)('%s can be told in JSON Schema, in and out: nothing in it is lost on the wire', (_name, call) => {
    // Dates, maps, functions and the like have no JSON Schema: zod throws for them.
    z.toJSONSchema(call.input, { io: 'input' });
    z.toJSONSchema(call.output);
  });

  it.each(methods)('%s refuses what is no object', (_name, call) => {
    for (const wrong of [null, 7, 'x', []]) expect(call.input.safeParse(wrong).success).toBe(false);
  });
});
