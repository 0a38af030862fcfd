import type { Secret } from '@audit/contract';
import { signatureOf } from './signature.ts';
import { NotTold, type Target } from './target.ts';

/** Where and how a webhook is told. */
export interface Webhook {
  readonly name: string;
  readonly url: string;
  readonly secret: Secret;
  /** The present as ISO text. */
  readonly now: () => string;
}

/** Too many requests, or too early, or too slow: not the fault of what was said. */
const passing = new Set([408, 425, 429]);

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return code;
  return cause instanceof Error ? cause.name : 'the connection failed';
};

/** One event a request, each with its id as key, so that a receiver that was told twice can see it. */
export const webhookTarget = ({ name, url, secret, now }: Webhook): Target => ({
  name,
  atOnce: 1,
  tell: async ([event], signal) => {
    if (event === undefined) return;
    const seconds = String(Math.floor(Date.parse(now()) / 1000));
    let response: Response;
    try {
      response = await fetch(url, {
        method: 'POST',
        // A redirection could lead to anybody.
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'user-agent': 'audit',
          'idempotency-key': event.eventId,
          'audit-timestamp': seconds,
          'audit-signature': signatureOf(secret, seconds, event.json),
        },
        body: event.json,
        signal,
      });
      await response.body?.cancel();
    } catch (cause) {
      throw new NotTold(signal.aborted ? 'it did not answer in time' : `no answer (${reasonOf(cause)})`, { cause });
    }
    const { status, ok } = response;
    if (!ok) throw new NotTold(`it answered ${status}`, { isFinal: status < 500 && !passing.has(status) });
  },
});
