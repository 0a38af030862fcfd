import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from './key-file.ts';
import type { Scope } from './scopes.ts';

/** What a new key is to be. */
export interface KeyOrder {
  readonly name: string;
  readonly scopes: readonly [Scope, ...Scope[]];
  readonly role: string | null;
  /** ISO times. */
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** A new key, and the token that is shown once: 256 random bits, so that a plain hash keeps them. */
export const makeKey = ({ name, scopes, role, createdAt, expiresAt }: KeyOrder): { readonly key: ApiKey; readonly token: string } => {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const key = {
    id,
    name,
    hash: hashOf(secret),
    scopes: [...scopes] as [Scope, ...Scope[]],
    role,
    created_at: createdAt,
    expires_at: expiresAt,
    revoked_at: null,
  };
  return { key, token: `audit_${id}_${secret}` };
};

const form = /^audit_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/;

/** Compared when there is no such key, so that an unknown id takes as long as a wrong secret. */
const nobody = hashOf(randomBytes(32).toString('hex'));

/** Whether a key is taken. @param now milliseconds of the clock */
export const keyState = ({ revoked_at: revoked, expires_at: expires }: Omit<ApiKey, 'hash'>, now: number): 'good' | 'expired' | 'revoked' =>
  revoked !== null ? 'revoked' : expires !== null && Date.parse(expires) <= now ? 'expired' : 'good';

export type KeyOutcome = { readonly key: ApiKey } | { readonly refused: 'unknown' | 'expired' | 'revoked' };

/** Which key a token is of. @param now milliseconds of the clock */
export const keyOf = (token: string, keys: readonly ApiKey[], now: number): KeyOutcome => {
  const [, id = '', secret = ''] = form.exec(token) ?? [];
  const key = keys.find((one) => one.id === id);
  const same = timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(key?.hash ?? nobody, 'hex'));
  if (key === undefined || !same) return { refused: 'unknown' };
  const state = keyState(key, now);
  return state === 'good' ? { key } : { refused: state };
};
