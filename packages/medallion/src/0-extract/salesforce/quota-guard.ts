import { SourceQuota } from '@audit/contract';

export interface QuotaShares {
  /** Share of a day's API requests that one run may use, 0 to 1. */
  readonly run: number;
  /** Share of them at which we stop, whoever used them. */
  readonly total: number;
}

/** What others leave of the day's API requests, and how many a run takes. */
export class QuotaGuard {
  readonly #shares: QuotaShares;
  #calls = 0;
  #used: number | undefined;
  #limit: number | undefined;

  constructor(shares: QuotaShares) {
    this.#shares = shares;
  }

  /** API requests of this run. */
  get calls(): number {
    return this.#calls;
  }

  /** Used and allowed requests of the rolling day, as the server last told them. */
  get state(): { readonly used: number; readonly limit: number } | undefined {
    return this.#used === undefined || this.#limit === undefined ? undefined : { used: this.#used, limit: this.#limit };
  }

  /** Counts a request that is about to be sent. @throws SourceQuota when it is one too many */
  admit(place: string): void {
    const { run, total } = this.#shares;
    const state = this.state;
    if (state !== undefined && state.used >= total * state.limit)
      throw new SourceQuota(place, `${state.used} of ${state.limit} API requests of the day are used, and we stop at ${percent(total)}`, {
        remedy: 'run again when the day’s window has moved on, or raise the share in the settings',
      });
    if (state !== undefined && this.#calls >= run * state.limit)
      throw new SourceQuota(place, `this run has made ${this.#calls} API requests, ${percent(run)} of the day’s ${state.limit}`, {
        remedy: 'run again to go on, or raise the share of a run in the settings',
      });
    this.#calls++;
  }

  /** @param limitInfo header `Sforce-Limit-Info`: `api-usage=18/15000` */
  saw(limitInfo: string | undefined): void {
    const [used, limit] =
      /(?:^|[ ;,])api-usage=(\d+)\/(\d+)/
        .exec(limitInfo ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    if (used === undefined || limit === undefined || limit === 0) return;
    this.#used = used;
    this.#limit = limit;
  }
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
