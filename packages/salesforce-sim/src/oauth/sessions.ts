import { randomBytes } from 'node:crypto';
import { ApiRefusal } from '../http/api-refusal.ts';

/** A session ends two hours of the virtual clock after its last request. */
const idleMillis = 7_200_000;

/** Access tokens that are good. */
export class Sessions {
  readonly #clock: () => string;
  readonly #lastUsed = new Map<string, number>();

  constructor(clock: () => string) {
    this.#clock = clock;
  }

  open(organisationId: string): string {
    const token = `${organisationId.slice(0, 15)}!AQ${randomBytes(60).toString('base64url').replaceAll('-', '.')}`;
    this.#lastUsed.set(token, Date.parse(this.#clock()));
    return token;
  }

  /** @throws ApiRefusal INVALID_SESSION_ID */
  check(authorization: string | undefined): string {
    const token = /^(?:Bearer|OAuth) (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const now = Date.parse(this.#clock());
    const last = this.#lastUsed.get(token);
    if (last === undefined || now - last > idleMillis) throw new ApiRefusal(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
    this.#lastUsed.set(token, now);
    return token;
  }

  /** Ends the session of a request. */
  end(authorization: string | undefined): void {
    this.#lastUsed.delete(/^(?:Bearer|OAuth) (.+)$/i.exec(authorization ?? '')?.[1] ?? '');
  }
}
