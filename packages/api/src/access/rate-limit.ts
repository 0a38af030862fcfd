/** How often somebody may ask. */
export interface Rate {
  readonly perSecond: number;
  /** Requests at once after a pause. */
  readonly burst: number;
}

interface Bucket {
  left: number;
  at: number;
}

/** What is left to somebody. */
export interface Allowance {
  readonly allowed: boolean;
  readonly left: number;
  /** Until the next request is allowed. */
  readonly retrySeconds: number;
}

const mostKnown = 10_000;

/** A bucket of requests for each who asks, filled again as time goes by. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now milliseconds of a clock */
  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  get limit(): number {
    return this.#rate.burst;
  }

  take(who: string): Allowance {
    const { perSecond, burst } = this.#rate;
    const now = this.#now();
    const was = this.#buckets.get(who);
    const left = was === undefined ? burst : Math.min(burst, was.left + (Math.max(0, now - was.at) / 1000) * perSecond);
    const allowed = left >= 1;
    // The last to ask stand last: those forgotten first have asked longest ago.
    this.#buckets.delete(who);
    this.#buckets.set(who, { left: allowed ? left - 1 : left, at: now });
    for (const [oldest] of this.#buckets) {
      if (this.#buckets.size <= mostKnown) break;
      this.#buckets.delete(oldest);
    }
    return { allowed, left: Math.floor(allowed ? left - 1 : left), retrySeconds: allowed ? 0 : Math.ceil((1 - left) / perSecond) };
  }
}
