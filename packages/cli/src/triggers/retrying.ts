import { setTimeout as sleep } from 'node:timers/promises';
import { NotTold } from './target.ts';

/** How often and how long something is tried. */
export interface Patience {
  /** Failing for longer than this is given up. */
  readonly limitMillis: number;
  /** Before the second try; doubled before each later one. */
  readonly firstWaitMillis: number;
  readonly longestWaitMillis: number;
  /** A number from 0 up to 1: clients that failed together should not come back together. */
  readonly random: () => number;
}

/** What targets are given where nothing says otherwise. */
export const usualPatience = { firstWaitMillis: 200, longestWaitMillis: 5000, random: Math.random } as const;

const waitOf = ({ firstWaitMillis, longestWaitMillis, random }: Patience, tries: number): number =>
  Math.min(firstWaitMillis * 2 ** (tries - 1), longestWaitMillis) * (0.5 + random() / 2);

/**
 * Tries until it works, or the limit would be passed.
 *
 * @param interrupted ends waiting at once @throws {@link NotTold} of the last try, or of the one before where the limit cut the last one short
 */
export const retrying = async (
  work: (signal: AbortSignal) => Promise<void>,
  patience: Patience,
  interrupted: AbortSignal,
): Promise<void> => {
  const end = performance.now() + patience.limitMillis;
  let before: NotTold | undefined;
  for (let tries = 1; ; tries++) {
    const left = end - performance.now();
    try {
      return await work(AbortSignal.any([interrupted, AbortSignal.timeout(Math.max(1, Math.ceil(left)))]));
    } catch (error) {
      if (!(error instanceof NotTold) || error.isFinal || interrupted.aborted) throw error;
      const wait = waitOf(patience, tries);
      if (performance.now() >= end) throw before ?? error;
      if (performance.now() + wait >= end) throw error;
      before = error;
      await sleep(wait, undefined, { signal: interrupted }).catch(() => undefined);
      if (interrupted.aborted) throw error;
    }
  }
};
