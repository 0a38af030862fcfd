/** Which requests a fault happens to: the `nth` of those that match (from 1), and `times` in a row from there. */
export interface FaultTrigger {
  /** Text that is part of path and query, or a pattern of them; all requests when left out. */
  readonly path?: string | RegExp;
  readonly method?: string;
  readonly nth: number;
  /** 1 when left out; a large number stands for "from then on". */
  readonly times?: number;
}

/** What may go wrong. */
export const faultKinds = [
  /** Another answer: `status`, with `body` and `headers`, or with `errorCode` and `message` as the API words errors. Without either, a page of HTML. */
  'status',
  /** The answer comes `millis` later. */
  'delay',
  /** The connection breaks after `bytes` of the body (half of it when left out). */
  'cut',
  /** The body ends after `bytes` (half of it), and cleanly: what a proxy does whose own source broke. */
  'short-body',
  /** Nothing more comes after `bytes`, and the connection stays open. */
  'stall',
  /** The page before the one that is due, under the headers of the one that is. */
  'duplicate-page',
  /** `Sforce-*` headers are missing: what some proxies do. */
  'stripped-headers',
  /** 401, and the session is over. */
  'expired-session',
  /** 403 REQUEST_LIMIT_EXCEEDED */
  'quota',
  /** The job asked for becomes Aborted, or Failed. */
  'aborted-job',
  'failed-job',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One planned fault. */
export interface Fault {
  readonly on: FaultTrigger;
  readonly kind: FaultKind;
  readonly status?: number;
  readonly errorCode?: string;
  readonly message?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly millis?: number;
  readonly bytes?: number;
}
