import type { Timing } from './timing.ts';

/** Faults that may pass, each with a budget of its own: a server that is busy is waited for longer than one that is broken. */
export type PassingFault = 'throttled' | 'server' | 'connection';

const budgets: Readonly<Record<PassingFault, number>> = { throttled: 8, server: 5, connection: 5 };
const firstMillis = 500;
const mostMillis = 60_000;
/** A server that asks for a longer pause than this is left for another run. */
const longestPauseMillis = 300_000;

/** Status codes of a server that has too much to do. 420 is Salesforce's own. */
const throttledStatus: ReadonlySet<number> = new Set([420, 429, 503]);

export const passingFaultOf = (status: number): PassingFault | undefined =>
  throttledStatus.has(status) ? 'throttled' : status >= 500 || status === 408 ? 'server' : undefined;

/** Milliseconds a `Retry-After` asks for: seconds or a date. */
export const retryAfterMillis = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  if (/^\d{1,6}$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

/** The retries of one request. */
export class RetryBudget {
  readonly #timing: Timing;
  readonly #spent: Record<PassingFault, number> = { throttled: 0, server: 0, connection: 0 };

  constructor(timing: Timing) {
    this.#timing = timing;
  }

  /**
   * Waits before the next try: a random time of up to twice the last bound (full jitter: those that failed together do not come again
   * together), at least what the server asked for.
   *
   * @see Brooker, Exponential Backoff And Jitter, AWS Architecture Blog (2015)
   * @returns false when there is no next try
   */
  async next(fault: PassingFault, askedMillis: number | undefined, signal: AbortSignal | undefined): Promise<boolean> {
    const spent = this.#spent[fault]++;
    if (spent >= budgets[fault] || (askedMillis ?? 0) > longestPauseMillis) return false;
    const bound = Math.min(mostMillis, firstMillis * 2 ** spent);
    await this.#timing.sleep(Math.max(this.#timing.random() * bound, askedMillis ?? 0), signal);
    return true;
  }
}
