import { expect, test } from 'vitest';
import { type Patience, retrying } from './retrying.ts';
import { NotTold } from './target.ts';

const patience: Patience = { limitMillis: 5000, firstWaitMillis: 1, longestWaitMillis: 8, random: () => 0.5 };
const never = new AbortController().signal;

/** Fails so many times, then works. */
const failing = (times: number, failure: () => Error) => {
  const tried: number[] = [];
  return {
    tried,
    work: async (): Promise<void> => {
      tried.push(performance.now());
      if (tried.length <= times) throw failure();
    },
  };
};

test('what fails for a while is tried until it works', async () => {
  const { tried, work } = failing(4, () => new NotTold('it answered 500'));
  await retrying(work, patience, never);
  expect(tried).toHaveLength(5);
});

test('each wait is at least half of twice the one before, up to the longest', async () => {
  const { tried, work } = failing(4, () => new NotTold('it answered 500'));
  await retrying(work, { ...patience, firstWaitMillis: 20, longestWaitMillis: 60, random: () => 0 }, never);
  const waits = tried.slice(1).map((at, k) => at - (tried[k] ?? 0));
  for (const [k, least] of [10, 20, 30, 30].entries()) expect(waits[k]).toBeGreaterThanOrEqual(least - 2);
});

test('what would fail again all the same is tried once', async () => {
  const { tried, work } = failing(9, () => new NotTold('it answered 404', { isFinal: true }));
  await expect(retrying(work, patience, never)).rejects.toThrow('it answered 404');
  expect(tried).toHaveLength(1);
});

test('what fails for too long is given up with its last reason', async () => {
  const { tried, work } = failing(Number.POSITIVE_INFINITY, () => new NotTold('it answered 500'));
  await expect(retrying(work, { ...patience, limitMillis: 100 }, never)).rejects.toThrow('it answered 500');
  expect(tried.length).toBeGreaterThan(5);
});

test('a target that does not answer is left when the time is up', async () => {
  const hanging = (signal: AbortSignal): Promise<void> =>
    new Promise((_, fail) => signal.addEventListener('abort', () => fail(new NotTold('it did not answer in time'))));
  await expect(retrying(hanging, { ...patience, limitMillis: 50 }, never)).rejects.toThrow('in time');
});

test('what failed, and then did not answer in time, is given up with what it said', async () => {
  let tries = 0;
  const work = (signal: AbortSignal): Promise<void> =>
    new Promise((_, fail) => {
      if (tries++ === 0) fail(new NotTold('it answered 500'));
      else signal.addEventListener('abort', () => fail(new NotTold('it did not answer in time')));
    });
  await expect(retrying(work, { ...patience, limitMillis: 50 }, never)).rejects.toThrow('it answered 500');
  expect(tries).toBe(2);
});

test('an interrupted run waits for nothing', async () => {
  const interrupt = new AbortController();
  const { tried, work } = failing(9, () => new NotTold('it answered 500'));
  const started = performance.now();
  const retried = retrying(
    work,
    { ...patience, firstWaitMillis: 60_000, longestWaitMillis: 60_000, limitMillis: 600_000 },
    interrupt.signal,
  );
  setTimeout(() => interrupt.abort(), 20);
  await expect(retried).rejects.toThrow('it answered 500');
  expect(tried).toHaveLength(1);
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('a defect of our own is no reason to try again', async () => {
  const { tried, work } = failing(9, () => new TypeError('no such thing'));
  await expect(retrying(work, patience, never)).rejects.toThrow(TypeError);
  expect(tried).toHaveLength(1);
});
