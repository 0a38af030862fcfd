import type { Simulation } from './simulation.ts';

/** A request as the routes see it. */
export interface Exchange {
  readonly simulation: Simulation;
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Version in the path, such as `v60.0`, and the path of it: `/services/data/v60.0`. */
  readonly version: string;
  readonly base: string;
  /** Parts of the path that the route names. */
  readonly parts: readonly string[];
  /** A fault asks for the page before the one that is due. */
  readonly duplicatePage: boolean;
}

/** What a route answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | AsyncIterable<Uint8Array>;
}

/** An answer in JSON. */
export const json = (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer & { readonly body: string } => ({
  status,
  headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
  body: JSON.stringify(value),
});

export interface Route {
  readonly method: string;
  /** Of the path after `/services/data/vNN.0`, or of the whole one; its groups are the parts. */
  readonly path: RegExp;
  /** True of routes that stand outside of the versions. */
  readonly whole?: boolean;
  /** False of routes that need no session. */
  readonly open?: boolean;
  readonly answer: (exchange: Exchange) => Promise<Answer> | Answer;
}
