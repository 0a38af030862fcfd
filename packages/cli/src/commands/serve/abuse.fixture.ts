import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { problem } from './described-answers.fixture.ts';
import { rawAnswer } from './raw-answer.fixture.ts';
import type { ServedLake } from './served-lake.fixture.ts';

const close = 'Host: localhost\r\nConnection: close\r\n\r\n';
const line = (target: string, method = 'GET'): string => `${method} ${target} HTTP/1.1\r\n${close}`;
const customer = (id: string): string => line(`/api/customer/${id}`);

/** Requests that try to get somewhere else, or to be read in two ways, and the status each gets. */
const tricks: readonly (readonly [what: string, request: string, status: number])[] = [
  ['a path upwards', line('/api/../../etc/passwd'), 404],
  ['a path upwards, encoded', customer('%2e%2e%2f%2e%2e%2fetc%2fpasswd'), 404],
  ['the same, encoded twice', customer('%252e%252e%252fpasswd'), 404],
  ['the same, as overlong UTF-8', customer('%c0%ae%c0%ae%c0%afpasswd'), 400],
  ['a path of Windows', customer('..%5c..%5cboot.ini'), 404],
  ['a NUL', customer('a%00b'), 400],
  ['a line break that would be a header', customer('a%0d%0aX-Evil:%201'), 400],
  ['a line break in the query', line('/api/customers?q=a%0d%0aX-Evil:%201'), 200],
  ['no version, as in 1991', `GET /api/runs\r\nX-Evil: 1\r\n${close}`, 200],
  ['two slashes', line('//api/runs'), 404],
  ['a percent sign alone', customer('%'), 400],
  ['an address as proxies are asked for it', line('http://evil.example/api/runs'), 200],
  ['a star', line('*', 'OPTIONS'), 404],
  ['a tunnel', `CONNECT evil.example:443 HTTP/1.1\r\n${close}`, 0],
  ['a trace', line('/api/runs', 'TRACE'), 405],
  ['a method nobody knows', line('/api/runs', 'STEAL'), 400],
  ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['two lengths', `POST /api/runs HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${close}`, 400],
  ['a length and chunks', `POST /api/runs HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n${close}0\r\n\r\n`, 400],
  ['a length below nothing', `POST /api/runs HTTP/1.1\r\nContent-Length: -1\r\n${close}`, 400],
  ['a header of two lines', `GET /api/runs HTTP/1.1\r\nX-A: 1\r\n X-Evil: 1\r\n${close}`, 400],
  ['no host', 'GET /api/runs HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['an id as long as a path may be', customer('x'.repeat(599)), 400],
  ['an id longer than that', customer('x'.repeat(10_000)), 414],
  ['a path longer than all headers', customer('x'.repeat(20_000)), 431],
  ['a header longer than all may be', `GET /healthz HTTP/1.1\r\nX-Big: ${'x'.repeat(20_000)}\r\n${close}`, 431],
  ['two thousand headers', `GET /healthz HTTP/1.1\r\n${'X: 1\r\n'.repeat(4000)}${close}`, 431],
  ['nonsense', 'nonsense\r\n\r\n', 400],
];

/** Bodies of more than the server takes, with and without a length. */
const largeBodies: readonly (readonly [what: string, head: string, body: string])[] = [
  ['of a length', 'Content-Length: 70002', JSON.stringify('x'.repeat(70_000))],
  ['in chunks', 'Transfer-Encoding: chunked', `11172\r\n"${'x'.repeat(70_000)}\r\n0\r\n\r\n`],
];

const opened = async (served: ServedLake, count: number): Promise<readonly Socket[]> => {
  const sockets = Array.from({ length: count }, () => connect(Number(new URL(served.url).port), '127.0.0.1').on('error', () => undefined));
  for (const socket of sockets) if (socket.connecting) await once(socket, 'connect');
  return sockets;
};

/** For tests: whoever means harm gets nothing for it, and everybody else is answered. @param path of an answer */
export const describeAbuse = (served: () => ServedLake, path: string): void => {
  describe('whoever means harm', () => {
    test.each(tricks)('%s', async (_, request, status) => {
      const told = await rawAnswer(served().url, request);
      expect(Number(/^HTTP\/1\.1 (\d{3}) /.exec(told)?.[1] ?? 0)).toBe(status);
      expect(told).not.toMatch(/^x-evil|passwd/im);
      expect((await served().get(path)).status).toBe(200);
    });

    test.each(largeBodies)('a body that is too large, %s', async (_, head, body) => {
      const request = `POST /nope HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n${head}\r\n\r\n${body}`;
      expect(await rawAnswer(served().url, request)).toMatch(/^HTTP\/1\.1 413 [^]*BODY_TOO_LARGE/);
    });

    test('a thousand sockets that ask nothing, or a letter at a time, are closed; others are answered meanwhile', async () => {
      const idle = await opened(served(), 1000);
      const slow = Array.from(
        { length: 50 },
        async () => await rawAnswer(served().url, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: '),
      );
      const asked = await Promise.all(Array.from({ length: 50 }, async () => await served().get(path)));
      expect(new Set(asked.map((got) => got.status))).toEqual(new Set([200]));
      for (const told of await Promise.all(slow)) expect(told).toMatch(/^HTTP\/1\.1 408 [^]*REQUEST_TIMEOUT/);
      await Promise.all(idle.map(async (socket) => socket.closed || (await once(socket.resume(), 'close'))));
      expect((await served().get('/healthz')).status).toBe(200);
    }, 30_000);
  });
};

type Headers = Readonly<Record<string, string>>;

/** For tests: one asks ten times as often as it may, another now and then meanwhile. @returns the statuses of either */
export const flood = async (
  served: ServedLake,
  greedy: Headers,
  modest: Headers,
  most: number,
): Promise<readonly (readonly number[])[]> => {
  const ask = async (headers: Headers, times: number): Promise<readonly number[]> =>
    await Promise.all(
      Array.from({ length: times }, async () => {
        const got = await served.get('/api/runs', headers);
        if (got.status === 429)
          expect([...problem(got), Number(got.headers.get('retry-after')) > 0]).toEqual([429, 'TOO_MANY_REQUESTS', true]);
        return got.status;
      }),
    );
  const [greedily, modestly]: [number[], number[]] = [[], []];
  for (let tenth = 0; tenth < 10; tenth++) {
    const [much, little] = await Promise.all([ask(greedy, most), ask(modest, 2)]);
    greedily.push(...much);
    modestly.push(...little);
  }
  return [greedily, modestly];
};
