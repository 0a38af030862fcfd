import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
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

interface Packing {
  readonly packed: boolean;
  readonly sized: boolean;
}

const packingOf = (request: IncomingMessage, { body }: Answer, ends: boolean): Packing => {
  const isSmall = body === undefined || (typeof body === 'string' && body.length < leastPacked);
  const packed = !isSmall && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  return { packed, sized: typeof body === 'string' && !packed && !ends };
};

const headersOf = (answer: Answer, { packed, sized }: Packing, stripped: boolean): Readonly<Record<string, string>> => {
  const length = sized && typeof answer.body === 'string' ? { 'content-length': String(Buffer.byteLength(answer.body)) } : {};
  const all = Object.entries({ ...answer.headers, ...length, ...(packed ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' } : {}) });
  return Object.fromEntries(stripped ? all.filter(([name]) => !name.startsWith('Sforce-')) : all);
};

/** Sends an answer with what the fault does to it. @returns bytes of the body before packing */
export const send = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  fault: Fault | undefined,
): Promise<number> => {
  const ending = fault !== undefined && endings.has(fault.kind) ? fault : undefined;
  const packing = packingOf(request, answer, ending !== undefined);
  if (fault?.kind === 'delay') await sleep(fault.millis ?? 1000);
  response.writeHead(answer.status, headersOf(answer, packing, fault?.kind === 'stripped-headers'));
  let bytes = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of ending === undefined ? pieces(answer.body) : upTo(answer.body, ending)) {
      bytes += piece.length;
      yield piece;
    }
  };
  const options = { end: ending?.kind !== 'cut' && ending?.kind !== 'stall' };
  // The fastest level: it costs a fifth of the default one.
  if (packing.packed) await pipeline(counted, createGzip({ level: constants.Z_BEST_SPEED }), response, options);
  else await pipeline(counted, response, options);
  if (ending?.kind === 'cut') {
    // What was written goes out first: half a page is worse than none.
    await sleep(20);
    response.destroy();
  }
  return bytes;
};
