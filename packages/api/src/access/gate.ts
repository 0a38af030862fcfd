import { ApiProblem } from '../http/problem.ts';
import { keyOf } from './api-key.ts';
import { IssuerKeys } from './issuer-keys.ts';
import { type Claims, type Issuer, verifyToken } from './json-web-token.ts';
import { KeyRing } from './key-ring.ts';
import { type Access, isScope, type Scope } from './scopes.ts';

/** Who is let in, and how. */
export interface GateOptions {
  /** File of keys. */
  readonly keys: string;
  readonly issuer: Issuer | undefined;
  /** Roles that see personal data. */
  readonly unmaskRoles: readonly string[];
  /** Role of whoever started the server: that of everybody on this machine while there are no keys. */
  readonly localRole: string;
  readonly now: () => number;
}

/** What of a request decides who asks. */
export interface Credentials {
  readonly authorization: string | undefined;
  readonly apiKey: string | undefined;
}

const words = (claim: string | readonly string[] | undefined): readonly string[] =>
  typeof claim === 'string' ? claim.split(' ') : (claim ?? []);

const bearer = /^bearer +(\S+)$/i;

/** Tells who asks, by an API key or a token of the issuer. */
export class Gate {
  readonly #options: GateOptions;
  readonly #ring: KeyRing;
  readonly #issuerKeys: IssuerKeys | undefined;

  /** @throws ConfigError for a file of keys that is none, or that others may read */
  constructor(options: GateOptions) {
    this.#options = options;
    this.#ring = new KeyRing(options.keys, options.now);
    this.#issuerKeys = options.issuer === undefined ? undefined : new IssuerKeys(options.issuer.jwks, options.now);
  }

  /** Whether nobody needs a key: there are none, and no issuer. */
  get isOpen(): boolean {
    return this.#options.issuer === undefined && this.#ring.keys === undefined;
  }

  /** @throws {@link ApiProblem} 401 for no, unknown, expired or revoked credentials */
  async admit({ authorization, apiKey }: Credentials): Promise<Access> {
    if (this.isOpen) return this.#access('local', ['read', 'act', 'admin'], [this.#options.localRole]);
    const token = apiKey ?? bearer.exec(authorization ?? '')?.[1];
    if (token === undefined) throw new ApiProblem('NOT_AUTHENTICATED', 'give an API key or a token as "Authorization: Bearer …"');
    if (token.startsWith('audit_')) return this.#byKey(token);
    return await this.#byToken(token);
  }

  #byKey(token: string): Access {
    const outcome = keyOf(token, this.#ring.keys ?? [], this.#options.now());
    if ('refused' in outcome) throw new ApiProblem('NOT_AUTHENTICATED', `the API key is ${outcome.refused}`);
    const { id, scopes, role } = outcome.key;
    return this.#access(id, scopes, role === null ? [] : [role]);
  }

  async #byToken(token: string): Promise<Access> {
    const { issuer, now } = this.#options;
    const keys = this.#issuerKeys;
    if (issuer === undefined || keys === undefined) throw new ApiProblem('NOT_AUTHENTICATED', 'the API key is unknown');
    const outcome = await verifyToken(token, issuer, async (renew) => await keys.keys(renew), now());
    if ('refused' in outcome) throw new ApiProblem('NOT_AUTHENTICATED', `the token is ${outcome.refused}`);
    return this.#byClaims(outcome.claims);
  }

  #byClaims({ sub, scope, scp, roles = [], role }: Claims): Access {
    const given = [...words(scope), ...words(scp)].filter((word) => isScope(word));
    return this.#access(sub, given, role === undefined ? roles : [...roles, role]);
  }

  #access(id: string, scopes: readonly Scope[], roles: readonly string[]): Access {
    const { unmaskRoles } = this.#options;
    const unmasked = scopes.includes('unmask') || roles.some((role) => role !== '' && unmaskRoles.includes(role));
    return { id, scopes: new Set(scopes), unmasked };
  }
}
