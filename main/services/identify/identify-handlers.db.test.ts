import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Handlers } from '../../../contract/contract.ts';
import { InboxEntry } from '../../../contract/identification.ts';
import type { Caller } from '../../../contract/reply.ts';
import { enqueue } from '../../store/job.store.ts';
import { type IdentifyBench, openIdentifyBench } from './__testing__/identify-bench.ts';
import { memoryProvider } from './__testing__/memory-provider.ts';
import { createIdentifyHandlers } from './identify-handlers.ts';

const CALLER: Caller = { principal: 'window', signal: new AbortController().signal };
let bench: IdentifyBench;
let handlers: Pick<Handlers, `inbox.${'page' | 'count'}` | `identify.${'search' | 'lookUp' | 'settle' | 'run'}`>;

beforeEach(() => {
  bench = openIdentifyBench();
  bench.providers = [memoryProvider('tmdb', [{ ids: { tmdbId: 348 }, title: 'Alien', year: 1979 }])];
  handlers = createIdentifyHandlers({
    ...bench.deps,
    enqueue: (job) => enqueue(bench.db, job).job,
    enrichJobOf: (item) => ({ type: 'enrich_metadata', label: 'Enrich', priority: 2, payload: { items: [item] } }),
  });
});
afterEach(() => {
  bench.close();
});

it('the inbox tells where an item lies, below its library', async () => {
  const item = bench.addFilm('Alien (1979)');
  bench.addShow('Lost');
  const page = await handlers['inbox.page']({ libraryId: null, after: null, limit: 10 }, CALLER);
  expect(page.total).toBe(2);
  expect(page.nextAfter).toBeNull();
  for (const entry of page.entries) expect(InboxEntry.parse(entry)).toEqual(entry);
  expect(page.entries[0]).toMatchObject({
    item,
    path: 'Alien (1979)/Alien (1979).mkv',
    reason: 'unasked',
    guesses: [],
  });
  expect(page.entries[1]).toMatchObject({ path: 'Lost' });
  expect(await handlers['inbox.count']({ libraryId: bench.films }, CALLER)).toEqual({ total: 1 });
});

it('a search takes other words, and stores nothing', async () => {
  const item = bench.addFilm('Unknown Thing (1990)');
  const found = await handlers['identify.search']({ item, title: 'Alien', year: null }, CALLER);
  expect(found.guesses).toMatchObject([{ tmdbId: 348 }]);
  expect((await handlers['inbox.page']({ libraryId: null, after: null, limit: 1 }, CALLER)).entries[0]?.reason).toBe(
    'unasked',
  );
  bench.providers = [];
  expect(await handlers['identify.search']({ item }, CALLER)).toMatchObject({
    guesses: [],
    problems: [{ problem: 'no_key' }],
  });
});

it('settling enriches when that is wanted', async () => {
  const item = bench.addFilm('Unknown Thing (1990)');
  expect(await handlers['identify.settle']({ item, identity: { tmdbId: 348 }, enrich: false }, CALLER)).toMatchObject({
    jobId: null,
    item: { state: 'identified', values: { tmdb_id: 348 } },
  });
  const again = await handlers['identify.settle']({ item, identity: { tmdbId: 348 }, enrich: true }, CALLER);
  expect(again).toMatchObject({ editId: null, jobId: expect.any(Number) as number });
});

it('one run of the whole inbox is enough', async () => {
  const first = await handlers['identify.run']({ libraryId: null, items: [] }, CALLER);
  expect(await handlers['identify.run']({ libraryId: null, items: [] }, CALLER)).toEqual(first);
});
