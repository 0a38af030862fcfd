import { ApiRefusal } from './api-refusal.ts';

const dayMillis = 86_400_000;

/** Requests of the last 24 hours of the virtual clock. */
export class Quota {
  readonly max: number;
  readonly maxJobs = 10_000;
  readonly #clock: () => string;
  #since: number;
  #used = 0;
  #jobs = 0;

  constructor(max: number, clock: () => string) {
    this.max = max;
    this.#clock = clock;
    this.#since = Date.parse(clock());
  }

  #turn(): void {
    const now = Date.parse(this.#clock());
    if (now - this.#since < dayMillis) return;
    this.#since = now;
    this.#used = 0;
    this.#jobs = 0;
  }

  get used(): number {
    this.#turn();
    return this.#used;
  }

  get jobs(): number {
    this.#turn();
    return this.#jobs;
  }

  /** @throws ApiRefusal REQUEST_LIMIT_EXCEEDED when all are used */
  take(): void {
    if (this.used >= this.max) throw new ApiRefusal(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
    this.#used++;
  }

  takeJob(): void {
    if (this.jobs >= this.maxJobs)
      throw new ApiRefusal(400, 'LIMIT_EXCEEDED', 'Bulk API 2.0 query jobs of the last 24 hours: limit exceeded.');
    this.#jobs++;
  }

  /** As `Sforce-Limit-Info` has it. */
  get header(): string {
    return `api-usage=${this.used}/${this.max}`;
  }
}
