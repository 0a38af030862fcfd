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

/** For tests: asks a simulator like a client that knows nothing of it. */
export interface Client {
  readonly token: string;
  /** @param path after `/services/data/v60.0`, or a whole one */
  ask(path: string, init?: Init): Promise<Answered>;
  query(soql: string): Promise<{ readonly totalSize: number; readonly records: readonly Readonly<Record<string, unknown>>[] }>;
}

const base = '/services/data/v60.0';

export const logIn = async (sim: Simulator): Promise<Client> => {
  const { clientId, clientSecret } = sim.credentials;
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret });
  const answer = await fetch(`${sim.url}/services/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = (await answer.json()) as { readonly access_token: string };
  const ask: Client['ask'] = async (path, init = {}) => {
    const response = await fetch(`${sim.url}${path.startsWith('/services') ? '' : base}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  return {
    token,
    ask,
    query: async (soql) => JSON.parse((await ask(`/query?q=${encodeURIComponent(soql)}`)).text) as Awaited<ReturnType<Client['query']>>,
  };
};
