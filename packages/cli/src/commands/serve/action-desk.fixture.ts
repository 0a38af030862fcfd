import { expect } from 'vitest';
import type { Got, ServedLake } from './served-lake.fixture.ts';

/** What tests look at of a recommendation. */
interface Recommendation {
  readonly id: string;
  readonly version: string;
  readonly rule: string;
  readonly action: string;
  readonly execution: { readonly state: string } | null;
}

/** What tests look at of an alert. */
interface Alert {
  readonly id: string;
  readonly title: string;
  readonly snoozed_until: string | null;
}

/** What tests look at of an action. */
interface Action {
  readonly state: string;
  readonly attempt: number;
  readonly error: string | null;
  readonly reference: string | null;
  readonly deliveries: readonly { readonly kind: string; readonly state: string; readonly tries: number; readonly error: string | null }[];
  readonly history: readonly {
    readonly before: string;
    readonly after: string;
    readonly by: string;
    readonly request_id: string | null;
  }[];
}

/** At least so many as tests name. */
type Four<T> = readonly [T, T, T, T, ...T[]];
type Headers = Readonly<Record<string, string>>;

/** For tests: acts on recommendations and alerts of a server. */
export const openDesk = (served: () => ServedLake) => {
  const post = async (path: string, body: unknown, headers: Headers = {}): Promise<Got> =>
    await served().ask('POST', path, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(body));
  const items = async <T>(path: string): Promise<Four<T>> => {
    const { status, json } = await served().get(path);
    expect([path, status]).toEqual([path, 200]);
    return (json as { readonly items: Four<T> }).items;
  };
  const action = async (id: string): Promise<Action> => (await served().get(`/api/actions/${id}`)).json as Action;
  return {
    post,
    execute: async (id: string, key: string, body: object = {}, headers: Headers = {}): Promise<Got> =>
      await post(`/api/actions/${id}/execute`, body, { 'Idempotency-Key': key, ...headers }),
    recommendations: async (customer: string) => await items<Recommendation>(`/api/customer/${customer}/recommendations`),
    alerts: async (customer: string) => await items<Alert>(`/api/customer/${customer}/alerts`),
    action,
    /** The action once nothing is being done about it. */
    settled: async (id: string, is: (action: Action) => boolean = () => true): Promise<Action> => {
      for (let tries = 0; tries < 1200; tries++) {
        const now = await action(id);
        if (now.state !== 'requested' && now.state !== 'running' && now.deliveries.every(({ state }) => state === 'dead') && is(now))
          return now;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`the action never got there: ${JSON.stringify(await action(id))}`);
    },
  };
};
