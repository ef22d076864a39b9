import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ownTurn } from './own-turn.ts';

test('each gets a turn of its own, in the order they asked', async () => {
  let turn = 0;
  const counting = (async () => {
    for (let i = 0; i < 20; i++) {
      await nextTurn();
      turn += 1;
    }
  })();
  const seen = await Promise.all([1, 2, 3].map(async (name) => (await ownTurn(), { name, turn })));
  await counting;
  expect(seen.map(({ name }) => name)).toEqual([1, 2, 3]);
  expect(new Set(seen.map((entry) => entry.turn)).size).toBe(3);
});

test('what asks again while it has its turn waits for the next', async () => {
  const order: string[] = [];
  const first = (async () => {
    await ownTurn();
    order.push('first');
    await ownTurn();
    order.push('first again');
  })();
  const second = (async () => {
    await ownTurn();
    order.push('second');
  })();
  await Promise.all([first, second]);
  expect(order).toEqual(['first', 'second', 'first again']);
});
