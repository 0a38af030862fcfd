import type { z } from 'zod';
import type { Access, Scope } from '../access/scopes.ts';
import type { Actions } from '../actions/act.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Place } from './cursor.ts';
import type { ProblemCode } from './problem.ts';
import type { ServiceMetrics } from './service-metrics.ts';

/** What an endpoint works with. */
export interface Asked<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The version it answers from: that of the cursor, or the newest. */
  readonly snapshot: Snapshot;
  /** Where the list goes on, by its cursor, and the name of the list it was given out for. */
  readonly cursor: { readonly list: string; readonly place: Place } | undefined;
  readonly access: Access;
  /** Of those the endpoint takes, by their names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly requestId: string;
  readonly service: Service;
}

/** The server as endpoints about it see it. */
export interface Service {
  readonly keeper: SnapshotKeeper;
  readonly metrics: ServiceMetrics;
  /** What people did to recommendations and alerts. */
  readonly actions: Actions;
  readonly openApi: string;
  /** ISO 4217: what money of the answers is in. */
  readonly currency: string;
  /** Milliseconds of the clock. */
  readonly now: () => number;
}

export interface Answer {
  readonly status?: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A route: what it takes, what it answers, and who may ask. The OpenAPI document is made of it. */
export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** As `/api/customer/:id`. */
  readonly path: string;
  readonly name: string;
  readonly summary: string;
  /** Null: nobody needs a key. */
  readonly scope: Scope | null;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | undefined;
  /** Headers it takes. */
  readonly headers: z.ZodObject | undefined;
  /** Of the answer; undefined for text. */
  readonly answer: z.ZodType | undefined;
  readonly type: string;
  /** Of answers that are no problems. */
  readonly statuses: readonly number[];
  /** Beside those any route may have. */
  readonly problems: readonly ProblemCode[];
  /** Whether the answer is the same as long as the version is: then it has an ETag, and is kept. */
  readonly byVersion: boolean;
  /** Whether it tells what people did to recommendations and alerts: then its ETag follows that too. */
  readonly byState: boolean;
  /** Whether it may hold personal data. */
  readonly personal: boolean;
  readonly reply: (asked: Asked<never, never, never>) => Promise<Answer>;
}

/** What most endpoints need not say. */
type Spec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Pick<Endpoint, 'path' | 'name' | 'summary' | 'answer'> &
  Partial<Omit<Endpoint, 'params' | 'query' | 'body' | 'reply'>> & {
    readonly params: P;
    readonly query: Q;
    readonly body?: B;
    readonly reply: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answer>;
  };

export const endpoint = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType = z.ZodUndefined>(
  spec: Spec<P, Q, B>,
): Endpoint => ({
  method: 'GET',
  scope: 'read',
  type: 'application/json',
  statuses: [200],
  problems: [],
  byVersion: true,
  byState: false,
  personal: false,
  ...spec,
  body: spec.body,
  headers: spec.headers,
});
