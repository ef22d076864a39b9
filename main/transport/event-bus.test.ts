import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventEnvelope } from '../../contract/events.ts';
import type { ItemRef } from '../../contract/primitives.ts';
import { EventBus } from './event-bus.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function listenTo(bus: EventBus): EventEnvelope[] {
  const heard: EventEnvelope[] = [];
  bus.on((envelope) => heard.push(envelope));
  return heard;
}

const movies = (...ids: number[]): ItemRef[] => ids.map((id) => ({ type: 'movie', id }));

describe('EventBus', () => {
  it('numbers events from 1 without gaps, the same for every listener', () => {
    const bus = new EventBus();
    const [first, second] = [listenTo(bus), listenTo(bus)];
    for (let id = 1; id <= 5; id++) bus.publish({ name: 'activity.logged', payload: { id } });
    bus.itemChanged({ type: 'movie', id: 7 });
    bus.flush();
    expect(first.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(second).toEqual(first);
  });

  it('gathers changed items for a moment and names each once', () => {
    const bus = new EventBus(50);
    const heard = listenTo(bus);
    for (const id of [3, 1, 3, 2, 1]) bus.itemChanged({ type: 'movie', id });
    bus.itemChanged({ type: 'episode', id: 1 });
    expect(heard).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(heard).toEqual([
      { seq: 1, name: 'items.changed', payload: { items: [...movies(3, 1, 2), { type: 'episode', id: 1 }] } },
    ]);
    bus.itemChanged({ type: 'movie', id: 3 });
    vi.advanceTimersByTime(50);
    expect(heard.at(-1)).toEqual({ seq: 2, name: 'items.changed', payload: { items: movies(3) } });
  });

  it('keeps sending while changes never stop coming', () => {
    const bus = new EventBus(50);
    const heard = listenTo(bus);
    for (let id = 1; id <= 100; id++) {
      bus.itemChanged({ type: 'movie', id });
      vi.advanceTimersByTime(10);
    }
    bus.flush();
    expect(heard.length).toBeGreaterThan(10);
    expect(heard.flatMap((event) => (event.name === 'items.changed' ? event.payload.items : []))).toHaveLength(100);
  });

  it('sends nothing when there is nothing to flush', () => {
    const bus = new EventBus();
    const heard = listenTo(bus);
    bus.flush();
    expect(heard).toEqual([]);
  });

  it('is quiet for a listener that has left', () => {
    const bus = new EventBus();
    const heard: EventEnvelope[] = [];
    const off = bus.on((envelope) => heard.push(envelope));
    off();
    bus.publish({ name: 'settings.changed', payload: {} });
    expect(heard).toEqual([]);
  });

  it('reaches the other listeners, and does not fail the publisher, when one throws', () => {
    const bus = new EventBus();
    bus.on(() => {
      throw new Error('gone');
    });
    const heard = listenTo(bus);
    expect(() => {
      bus.publish({ name: 'settings.changed', payload: {} });
    }).not.toThrow();
    expect(heard).toHaveLength(1);
  });

  it('keeps the order for all when a listener publishes in turn', () => {
    const bus = new EventBus();
    bus.on((envelope) => {
      if (envelope.name === 'settings.changed') bus.publish({ name: 'activity.logged', payload: { id: 1 } });
    });
    const heard = listenTo(bus);
    bus.publish({ name: 'settings.changed', payload: {} });
    expect(heard.map((event) => event.seq)).toEqual([1, 2]);
  });
});
