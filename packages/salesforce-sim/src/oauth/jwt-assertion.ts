import { type KeyObject, verify } from 'node:crypto';

/** At most five minutes ahead; a few seconds are the rounding of clients. */
const maxAheadSeconds = 305;

interface Claims {
  readonly iss?: unknown;
  readonly sub?: unknown;
  readonly prn?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
}

const decode = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** What a JWT must hold. */
export interface Expected {
  readonly clientId: string;
  readonly username: string;
  readonly audiences: readonly string[];
  readonly publicKey: KeyObject;
  /** Seconds since 1970 by the clock of the machine: clients sign by theirs. */
  readonly nowSeconds: number;
}

/**
 * Why a JWT bearer assertion is refused, in the words of the token endpoint, or undefined when it is good: RS256 by the app's key,
 * issued by it for the user and this server, not expired and not longer than five minutes ahead.
 */
export const refusalOfAssertion = (assertion: string, expected: Expected): string | undefined => {
  const [head = '', payload = '', signature = '', ...more] = assertion.split('.');
  const [header, claims] = [decode(head), decode(payload)];
  if (more.length > 0 || !isObject(header) || !isObject(claims) || header['alg'] !== 'RS256') return 'invalid assertion';
  if (!verify('RSA-SHA256', Buffer.from(`${head}.${payload}`), expected.publicKey, Buffer.from(signature, 'base64url')))
    return 'invalid assertion';
  const { iss, sub, prn, aud, exp } = claims as Claims;
  if (iss !== expected.clientId) return 'invalid client credentials';
  if (typeof aud !== 'string' || !expected.audiences.includes(aud.replace(/\/$/, ''))) return 'audience is invalid';
  // Some clients send it as text (simple-salesforce); the real one takes it.
  const expiry = typeof exp === 'string' && /^\d+$/.test(exp) ? Number(exp) : exp;
  if (typeof expiry !== 'number' || expiry <= expected.nowSeconds) return 'expired authorization code';
  if (expiry > expected.nowSeconds + maxAheadSeconds) return 'invalid assertion: exp is more than five minutes ahead';
  return (sub ?? prn) === expected.username ? undefined : `user hasn't approved this consumer`;
};
