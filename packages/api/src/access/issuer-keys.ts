import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });
const freshMs = 10 * 60_000;
const renewMs = 60_000;
const timeoutMs = 5000;

/** The public keys of an issuer, kept for ten minutes; asked for earlier, at most once a minute, when a token names one that is not among them. */
export class IssuerKeys {
  readonly #url: string;
  readonly #now: () => number;
  #keys: readonly JsonWebKey[] = [];
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> | undefined;

  constructor(url: string, now: () => number) {
    this.#url = url;
    this.#now = now;
  }

  /** Those known where the issuer does not answer. */
  async keys(renew: boolean): Promise<readonly JsonWebKey[]> {
    const age = this.#now() - this.#askedAt;
    if (age >= freshMs || (renew && age >= renewMs)) await (this.#asking ??= this.#ask().finally(() => (this.#asking = undefined)));
    return this.#keys;
  }

  async #ask(): Promise<void> {
    this.#askedAt = this.#now();
    try {
      const response = await fetch(this.#url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      const read = keySet.safeParse(await response.json());
      if (response.ok && read.success) this.#keys = read.data.keys;
    } catch {
      // An issuer that is away for a moment must not lock out those whose keys are known.
    }
  }
}
