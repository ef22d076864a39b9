import { expect, test } from 'vitest';
import { type Flight, SharedFlights } from './shared-flights.ts';

const caller = (isInteractive = false): { signal: AbortSignal; isInteractive: boolean; control: AbortController } => {
  const control = new AbortController();
  return { control, signal: control.signal, isInteractive };
};

function deferred(): { promise: Promise<string>; resolve: (value: string) => void; reject: (error: Error) => void } {
  return Promise.withResolvers<string>();
}

test('callers of the same request share it, callers of another do not', async () => {
  const flights = new SharedFlights<string>();
  const answer = deferred();
  let starts = 0;
  const start = (): Promise<string> => {
    starts += 1;
    return answer.promise;
  };
  const all = [
    flights.join('a', caller(), start),
    flights.join('a', caller(), start),
    flights.join('b', caller(), start),
  ];
  answer.resolve('yes');
  expect(await Promise.all(all)).toEqual(['yes', 'yes', 'yes']);
  expect(starts).toBe(2);
  expect(await flights.join('a', caller(), start)).toBe('yes');
  expect(starts).toBe(3);
});

test('one who gives up leaves the others waiting; the last one ends the request', async () => {
  const flights = new SharedFlights<string>();
  const [first, second] = [caller(), caller()];
  let flight: Flight | undefined;
  const start = (started: Flight): Promise<string> => {
    flight = started;
    return new Promise((_, reject) => {
      started.signal.addEventListener('abort', () => {
        reject(started.signal.reason as Error);
      });
    });
  };
  const answers = [flights.join('a', first, start), flights.join('a', second, start)];
  first.control.abort(new Error('first gave up'));
  await expect(answers[0]).rejects.toThrow('first gave up');
  expect(flight?.signal.aborted).toBe(false);
  second.control.abort(new Error('second gave up'));
  await expect(answers[1]).rejects.toThrow('second gave up');
  expect(flight?.signal.aborted).toBe(true);
  const third = flights.join('a', caller(), () => Promise.resolve('new'));
  expect(await third).toBe('new');
});

test('a request becomes interactive when somebody comes to wait for it', async () => {
  const urgent: string[] = [];
  const flights = new SharedFlights<string>((key) => urgent.push(key));
  const answer = deferred();
  let flight: Flight | undefined;
  const background = flights.join('a', caller(), (started) => {
    flight = started;
    return answer.promise;
  });
  expect(flight?.isInteractive).toBe(false);
  const waiting = flights.join('a', caller(true), () => Promise.reject(new Error('not asked')));
  expect(flight?.isInteractive).toBe(true);
  expect(urgent).toEqual(['a']);
  answer.resolve('yes');
  expect(await Promise.all([background, waiting])).toEqual(['yes', 'yes']);
});

test('all who share a request share its failure, and the next one tries anew', async () => {
  const flights = new SharedFlights<string>();
  const answer = deferred();
  const all = [flights.join('a', caller(), () => answer.promise), flights.join('a', caller(), () => answer.promise)];
  answer.reject(new Error('no'));
  for (const one of all) await expect(one).rejects.toThrow('no');
  expect(await flights.join('a', caller(), () => Promise.resolve('again'))).toBe('again');
});
