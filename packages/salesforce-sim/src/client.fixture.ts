import type { Simulator } from './index.ts';

/** What came back. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Init {
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Page {
  readonly totalSize: number;
  readonly done: boolean;
  readonly nextRecordsUrl?: string;
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

/** For tests: asks a simulator like a client that knows nothing of it. */
export interface Client {
  readonly token: string;
  /** @param path after `/services/data/v60.0`, or a whole one */
  ask(path: string, init?: Init): Promise<Answered>;
  /** The body of an answer, parsed. */
  json<T = Readonly<Record<string, unknown>>>(path: string, init?: Init): Promise<T>;
  query(soql: string): Promise<Page>;
  /** Status and code of an error. */
  refusal(path: string, init?: Init): Promise<readonly [number, string | undefined]>;
}

const base = '/services/data/v60.0';

/** Asks for a token. */
export const askToken = (sim: Simulator, form: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${sim.url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });

export const logIn = async (sim: Simulator): Promise<Client> => {
  const { clientId, clientSecret } = sim.credentials;
  const answer = await askToken(sim, { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  const ask: Client['ask'] = async (path, init = {}) => {
    const response = await fetch(`${sim.url}${path.startsWith('/services') ? '' : base}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const json = async <T>(path: string, init?: Init): Promise<T> => JSON.parse((await ask(path, init)).text) as T;
  return {
    token,
    ask,
    json,
    query: (soql) => json(`/query?q=${encodeURIComponent(soql)}`),
    refusal: async (path, init) => {
      const { status, text } = await ask(path, init);
      const [first] = JSON.parse(text) as readonly { readonly errorCode: string }[];
      return [status, first?.errorCode];
    },
  };
};

export interface Job {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsProcessed: number;
}

/** Creates a query job. */
export const createJob = (client: Client, query: string, more: Readonly<Record<string, string>> = {}): Promise<Job> =>
  client.json('/jobs/query', { method: 'POST', body: JSON.stringify({ operation: 'query', query, ...more }) });

/** Creates a query job and asks for it until it is over. */
export const finishJob = async (client: Client, query: string, more: Readonly<Record<string, string>> = {}): Promise<Job> => {
  let job = await createJob(client, query, more);
  while (!['JobComplete', 'Aborted', 'Failed'].includes(job.state)) job = await client.json(`/jobs/query/${job.id}`);
  return job;
};
