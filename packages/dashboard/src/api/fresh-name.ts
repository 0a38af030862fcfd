import type { Once } from './customer360.ts';

/** A fresh name of a deed, for its Idempotency-Key; also where a page came over plain HTTP, which has no `randomUUID`. */
export const freshName = (): Once => ({
  name: [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
});
