import { setTimeout as wait } from 'node:timers/promises';

/** Clock, waiting and chance of a client: arguments, so that a test waits for nothing. */
export interface Timing {
  /** Milliseconds since 1970-01-01. */
  now(): number;
  /** Ends early, with an error, when the signal aborts. */
  sleep(millis: number, signal: AbortSignal | undefined): Promise<void>;
  /** From 0 to below 1. */
  random(): number;
}

export const realTiming: Timing = {
  now: () => Date.now(),
  sleep: (millis, signal) => wait(millis, undefined, signal === undefined ? {} : { signal }),
  random: () => Math.random(),
};
