import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerOfFault, endJob } from '../faults/answer-fault.ts';
import type { Fault } from '../faults/fault.ts';
import { ApiRefusal } from './api-refusal.ts';
import { answerControl, isControl } from './control.ts';
import type { Answer, Exchange } from './exchange.ts';
import { findRoute } from './route.ts';
import { send } from './send.ts';
import type { Simulation } from './simulation.ts';

/** A request that was served. */
export interface RequestRecord {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly fault: Fault['kind'] | null;
  /** Bytes of the body of the answer, before packing. */
  readonly bytes: number;
}

const maxBody = 1_000_000;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxBody) throw new ApiRefusal(413, 'REQUEST_ENTITY_TOO_LARGE', `a request holds at most ${maxBody} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
};

const headersOf = (request: IncomingMessage): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));

const answerTo = async (simulation: Simulation, request: IncomingMessage, fault: Fault | undefined): Promise<Answer> => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const method = request.method ?? 'GET';
  const body = await bodyOf(request);
  if (isControl(url.pathname)) return await answerControl(simulation, method, url.pathname, body);
  const found = findRoute(method, url.pathname);
  const headers = headersOf(request);
  if (found.route.open !== true) {
    simulation.sessions.check(headers['authorization']);
    simulation.quota.take();
  }
  const instead = fault === undefined ? undefined : answerOfFault(fault, simulation.sessions, headers['authorization']);
  if (instead !== undefined) return instead;
  if (fault !== undefined) endJob(fault, simulation.jobs, url.pathname);
  const exchange: Exchange = {
    ...found,
    simulation,
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body,
    duplicatePage: fault?.kind === 'duplicate-page',
  };
  return await found.route.answer(exchange);
};

const refusalOf = (error: unknown): Answer => {
  const refusal =
    error instanceof ApiRefusal ? error : new ApiRefusal(500, 'UNKNOWN_EXCEPTION', error instanceof Error ? error.message : 'unknown');
  return { status: refusal.status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: refusal.body };
};

/** Serves one request and tells what became of it. */
export const serve = async (simulation: Simulation, request: IncomingMessage, response: ServerResponse): Promise<RequestRecord> => {
  const [method, path] = [request.method ?? 'GET', request.url ?? '/'];
  const fault = isControl(path) ? undefined : simulation.faults.strike(method, path);
  const answer = await answerTo(simulation, request, fault).catch(refusalOf);
  const common = { date: new Date(simulation.organisation.clock).toUTCString(), 'Sforce-Limit-Info': simulation.quota.header };
  const bytes = await send(request, response, { ...answer, headers: { ...common, ...answer.headers } }, fault).catch((error: unknown) => {
    response.destroy(error instanceof Error ? error : undefined);
    return 0;
  });
  return { method, path, status: answer.status, fault: fault?.kind ?? null, bytes };
};
