/** Headers of every answer: nothing is guessed, framed, or told to other pages. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  // What is kept of an answer is for the page and the key that asked for it.
  Vary: 'Origin, Authorization, X-API-Key',
};

const exposed =
  'ETag, Age, Idempotency-Replayed, Retry-After, Location, RateLimit, RateLimit-Policy, X-Cache, X-Data-As-Of, X-Data-Currency, X-Data-Version, X-Request-Id, X-Scopes';

/** Headers for a page of an origin on the list; none for others: their browsers keep the answer from them. */
export const corsHeaders = (origin: string | undefined, allowed: readonly string[]): Readonly<Record<string, string>> =>
  origin === undefined || !allowed.includes(origin)
    ? {}
    : {
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': exposed,
        'Cross-Origin-Resource-Policy': 'cross-origin',
      };

/** What a browser is told that asks whether it may ask. */
export const preflightHeaders = (methods: readonly string[]): Readonly<Record<string, string>> => ({
  'Access-Control-Allow-Methods': methods.join(', '),
  'Access-Control-Allow-Headers': 'Authorization, X-API-Key, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id',
  'Access-Control-Max-Age': '600',
});
