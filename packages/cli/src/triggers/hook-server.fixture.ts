import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came. */
export interface Heard {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real server on this machine that hears what a webhook is told. */
export interface HookServer extends AsyncDisposable {
  readonly url: string;
  readonly heard: Heard[];
  /** What it answers; by default 204. `hang up` closes the connection without a word. */
  answer: (heard: Heard) => number | 'hang up';
  /** Milliseconds it takes to; by default none. */
  slowness: () => number;
}

export const openHookServer = async (): Promise<HookServer> => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body };
      heard.push(one);
      const answer = hook.answer(one);
      const reply = (): void => {
        if (answer === 'hang up') request.socket.destroy();
        else response.writeHead(answer).end('secret words of the receiver');
      };
      const slowness = hook.slowness();
      if (slowness === 0) reply();
      else setTimeout(reply, slowness);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const hook: HookServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/T0K3N`,
    heard,
    answer: () => 204,
    slowness: () => 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return hook;
};
