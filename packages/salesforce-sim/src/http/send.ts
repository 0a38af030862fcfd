import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { constants, createGzip } from 'node:zlib';
import type { Fault } from '../faults/fault.ts';
import type { Answer } from './exchange.ts';

/** Below this, packing costs more than it saves. */
const leastPacked = 1024;

async function* pieces(body: Answer['body']): AsyncGenerator<Uint8Array> {
  if (typeof body === 'string') yield Buffer.from(body);
  else if (body !== undefined) yield* body;
}

const collect = async (body: Answer['body']): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces(body)) all.push(piece);
  return Buffer.concat(all);
};

/** The body up to where the fault ends it. */
async function* upTo(body: Answer['body'], { bytes }: Fault): AsyncGenerator<Uint8Array> {
  const whole = await collect(body);
  yield whole.subarray(0, bytes ?? Math.floor(whole.length / 2));
}

const endings = new Set<Fault['kind']>(['cut', 'short-body', 'stall']);

/** Sends an answer with what the fault does to it. @returns bytes of the body before packing */
export const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<number> => {
  const ending = fault !== undefined && endings.has(fault.kind) ? fault : undefined;
  const isSmall = answer.body === undefined || (typeof answer.body === 'string' && answer.body.length < leastPacked);
  const packed = !isSmall && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const sized =
    typeof answer.body === 'string' && !packed && ending === undefined ? { 'content-length': String(Buffer.byteLength(answer.body)) } : {};
  const headers = Object.entries({
    ...answer.headers,
    ...sized,
    ...(packed ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}),
  });
  const kept = fault?.kind === 'stripped-headers' ? headers.filter(([name]) => !name.startsWith('sforce-')) : headers;
  if (fault?.kind === 'delay') await sleep(fault.millis ?? 1000);
  response.writeHead(answer.status, Object.fromEntries(kept));
  // The fastest level: it costs a fifth of the default one.
  const gzip = packed ? createGzip({ level: constants.Z_BEST_SPEED }) : undefined;
  gzip?.pipe(response);
  const into = gzip ?? response;
  let bytes = 0;
  for await (const piece of ending === undefined ? pieces(answer.body) : upTo(answer.body, ending)) {
    bytes += piece.length;
    if (response.destroyed) break;
    if (!into.write(piece)) await Promise.race([once(into, 'drain'), once(response, 'close')]);
  }
  await finish(response, gzip, ending);
  return bytes;
};

const finish = async (
  response: ServerResponse,
  gzip: ReturnType<typeof createGzip> | undefined,
  ending: Fault | undefined,
): Promise<void> => {
  if (ending?.kind === 'cut' || ending?.kind === 'stall') {
    // What is packed so far goes out first.
    if (gzip !== undefined) await new Promise<void>((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, () => resolve()));
    await sleep(20);
    if (ending.kind === 'cut') response.destroy();
    return;
  }
  (gzip ?? response).end();
  if (!response.writableFinished && !response.destroyed) await Promise.race([once(response, 'finish'), once(response, 'close')]);
};
