import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { socketTeller } from './tell-problem.ts';

const late = Object.assign(new Error('late'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
const told = (sockets: readonly PassThrough[]): number => sockets.filter((socket) => socket.writableEnded).length;

test('sockets that are late together are told so a few at a time, and whoever else asks has a turn between', async () => {
  const sockets = Array.from({ length: 25 }, () => new PassThrough());
  const tell = socketTeller();
  for (const socket of sockets) tell(late, socket as unknown as Socket);
  const seen = [told(sockets)];
  while (seen.at(-1)! < sockets.length) {
    await turn();
    seen.push(told(sockets));
  }
  expect(seen).toEqual([0, 10, 20, 25]);
  expect(String(sockets.at(-1)!.read())).toMatch(/^HTTP\/1\.1 408 [^]*REQUEST_TIMEOUT/);
  const next = new PassThrough();
  tell(late, next as unknown as Socket);
  await turn();
  expect(told([next])).toBe(1);
});

test('a socket that is gone is not told anything', async () => {
  const gone = new PassThrough();
  gone.destroy();
  socketTeller()(late, gone as unknown as Socket);
  await turn();
  expect([gone.writableEnded, gone.read()]).toEqual([false, null]);
});
