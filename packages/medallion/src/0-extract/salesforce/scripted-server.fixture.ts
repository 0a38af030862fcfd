import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@audit/contract';
import { SalesforceClient, type SalesforceOptions } from './salesforce-client.ts';
import type { Timing } from './timing.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Reply = (answer: ServerResponse, request: SeenRequest) => void;

/** A server on loopback that answers as a test tells it, and a client of it whose time does not pass by itself. */
export interface ScriptedServer extends AsyncDisposable {
  readonly url: URL;
  readonly seen: SeenRequest[];
  /** Milliseconds each wait of the client would have taken. */
  readonly waits: number[];
  readonly client: (options?: Partial<SalesforceOptions>) => SalesforceClient;
}

export const json =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply =>
  (answer) => {
    answer.writeHead(status, { 'content-type': 'application/json', ...headers });
    answer.end(JSON.stringify(body));
  };

/** Bytes of a body, and then the connection is gone. */
export const cut =
  (text: string): Reply =>
  (answer) => {
    answer.writeHead(200, { 'content-length': String(text.length + 10) });
    answer.write(text, () => answer.destroy());
  };

/** Timing that notes waits instead of waiting; chance is the middle. */
export const stillTiming = (waits: number[], now = Date.UTC(2026, 0, 1)): Timing => ({
  now: () => now,
  sleep: (millis) => {
    waits.push(millis);
    return Promise.resolve();
  },
  random: () => 0.5,
});

/** @param replies answers in turn, logins not among them; the last one stays @param login answer to a login */
export const scriptedServer = async (replies: readonly Reply[], login?: Reply): Promise<ScriptedServer> => {
  const [seen, waits]: [SeenRequest[], number[]] = [[], []];
  let next = 0;
  const server = createServer((request, answer) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      seen.push(asked);
      const isLogin = asked.path === '/services/oauth2/token';
      const token = json(200, {
        access_token: `token-${seen.length}`,
        instance_url: url.origin,
        id: `${url.origin}/id/00D000000000001AAA/005x`,
      });
      (isLogin ? (login ?? token) : replies[Math.min(next++, replies.length - 1)])?.(answer, asked);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const clients: SalesforceClient[] = [];
  return {
    url,
    seen,
    waits,
    client: (options = {}) => {
      const credentials = { kind: 'client-credentials', clientId: 'client', clientSecret: new Secret('hush-hush') } as const;
      const client = new SalesforceClient({ credentials, login: url, timing: stillTiming(waits), ...options });
      clients.push(client);
      return client;
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client[Symbol.dispose]();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
