import { EventEmitter } from 'node:events';
import type { IpcMain, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import type { EventEnvelope } from '../../contract/events.ts';
import type { Caller } from '../../contract/reply.ts';
import type { EventListener } from './event-bus.ts';
import { CALL_CHANNEL, EVENT_CHANNEL, registerIpc } from './ipc.ts';
import { type FrameFacts, isTrustedFrame } from './trusted-frame.ts';

const trusted: FrameFacts = { url: 'metarr://app/index.html', origin: 'metarr://app', parent: null };
const hostile: [string, FrameFacts | null][] = [
  ['a frame that is gone', null],
  ['a subframe', { ...trusted, parent: trusted }],
  ['metarr://app.evil', { url: 'metarr://app.evil/', origin: 'metarr://app.evil', parent: null }],
  ['metarr://appx', { url: 'metarr://appx/', origin: 'metarr://appx', parent: null }],
  ['a web page', { url: 'https://example.com/', origin: 'https://example.com', parent: null }],
];
const envelope: EventEnvelope = { seq: 1, name: 'settings.changed', payload: {} };

class Page extends EventEmitter {
  readonly sent: unknown[] = [];
  mainFrame: FrameFacts | null;
  private dead = false;

  constructor(mainFrame: FrameFacts | null) {
    super();
    this.mainFrame = mainFrame;
  }

  isDestroyed(): boolean {
    return this.dead;
  }

  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args]);
  }

  destroy(): void {
    this.dead = true;
    this.emit('destroyed');
  }
}

function setUp(pages: Page[] = []) {
  const calls: { method: string; input: unknown; caller: Caller }[] = [];
  const listeners = new Set<EventListener>();
  const handlers = new Map<string, (event: unknown, ...args: unknown[]) => Promise<unknown>>();
  const ipcMain = {
    handle: (channel: string, handler: (event: never, ...args: unknown[]) => Promise<unknown>) => {
      handlers.set(channel, handler as (event: unknown, ...args: unknown[]) => Promise<unknown>);
    },
    removeHandler: (channel: string) => {
      handlers.delete(channel);
    },
  } as unknown as IpcMain;
  const core = {
    dispatch: (method: string, input: unknown, caller: Caller) => {
      calls.push({ method, input, caller });
      return Promise.resolve({ ok: true as const, value: 'done' });
    },
    onEvent: (listener: EventListener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
  const off = registerIpc(ipcMain, core, isTrustedFrame, () => pages as unknown as WebContents[]);
  const call = (senderFrame: FrameFacts | null, sender: Page, ...args: unknown[]): Promise<unknown> | undefined =>
    handlers.get(CALL_CHANNEL)?.({ senderFrame, sender }, ...args);
  return { calls, call, off, publish: () => listeners.forEach((listener) => listener(envelope)) };
}

describe('calls', () => {
  it('passes a trusted frame’s call on as the window’s', async () => {
    const { calls, call } = setUp();
    expect(await call(trusted, new Page(trusted), 'movies.page', { limit: 1 })).toEqual({ ok: true, value: 'done' });
    expect(calls).toMatchObject([{ method: 'movies.page', input: { limit: 1 }, caller: { principal: 'window' } }]);
  });

  it.each(hostile)('refuses %s without asking the core', async (_name, frame) => {
    const { calls, call } = setUp();
    const reply = await call(frame, new Page(trusted), 'movies.page', {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(calls).toEqual([]);
  });

  it.each([[undefined], [null], [1], [['movies.page']], [{ toString: () => 'movies.page' }]])(
    'refuses a method that is no string: %s',
    async (method) => {
      const { calls, call } = setUp();
      expect(await call(trusted, new Page(trusted), method)).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      });
      expect(calls).toEqual([]);
    },
  );

  it('aborts what a window asked for when it is gone, and only that', async () => {
    const { calls, call } = setUp();
    const [one, two] = [new Page(trusted), new Page(trusted)];
    for (const page of [one, one, two]) await call(trusted, page, 'jobs.list', {});
    one.destroy();
    expect(calls.map(({ caller }) => caller.signal.aborted)).toEqual([true, true, false]);
    expect(one.listenerCount('destroyed')).toBe(0);
    expect(two.listenerCount('destroyed')).toBe(1);
  });
});

describe('events', () => {
  it('go to the trusted page', () => {
    const page = new Page(trusted);
    setUp([page]).publish();
    expect(page.sent).toEqual([[EVENT_CHANNEL, envelope]]);
  });

  it.each(hostile)('do not go to %s', (_name, frame) => {
    const page = new Page(frame);
    setUp([page]).publish();
    expect(page.sent).toEqual([]);
  });

  it('do not go to a window that is gone or has no frame yet', () => {
    const gone = new Page(trusted);
    gone.destroy();
    const opening = new Page(null);
    Object.defineProperty(opening, 'mainFrame', {
      get: () => {
        throw new Error('no frame');
      },
    });
    setUp([gone, opening]).publish();
    expect([gone.sent, opening.sent]).toEqual([[], []]);
  });

  it('stop, and calls too, when it is taken off', () => {
    const page = new Page(trusted);
    const { call, off, publish } = setUp([page]);
    off();
    publish();
    expect(page.sent).toEqual([]);
    expect(call(trusted, page, 'movies.page', {})).toBeUndefined();
  });
});
