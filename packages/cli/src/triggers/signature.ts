import { createHmac } from 'node:crypto';
import type { Secret } from '@audit/contract';

/** What a receiver checks: HMAC-SHA256 over the time of sending, a dot and the body. @param seconds since 1970 */
export const signatureOf = (secret: Secret, seconds: string, body: string): string =>
  `v1=${createHmac('sha256', secret.reveal()).update(`${seconds}.${body}`).digest('hex')}`;
