import type { Secret } from '@audit/contract';
import { postJson } from './post-json.ts';
import { signatureOf } from './signature.ts';
import type { Target } from './target.ts';

/** Where and how a webhook is told. */
export interface Webhook {
  readonly name: string;
  readonly url: string;
  readonly secret: Secret;
  /** The present as ISO text. */
  readonly now: () => string;
}

/** One event a request, each with its id as key, so that a receiver that was told twice can see it. */
export const webhookTarget = ({ name, url, secret, now }: Webhook): Target => ({
  name,
  atOnce: 1,
  tell: async ([event], signal) => {
    if (event === undefined) return;
    const seconds = String(Math.floor(Date.parse(now()) / 1000));
    await postJson(
      url,
      {
        'user-agent': 'audit',
        'idempotency-key': event.eventId,
        'audit-timestamp': seconds,
        'audit-signature': signatureOf(secret, seconds, event.json),
      },
      event.json,
      signal,
    );
  },
});
