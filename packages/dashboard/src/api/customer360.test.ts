import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ApiProblem } from './api-problem.ts';
import { cancelAction, executeAction, getCustomer, getSummary, listCustomers, markAlert } from './customer360.ts';
import { dataStamp } from './data-stamp.ts';
import { grantedScopes } from './granted-scopes.ts';
import { freshName } from './fresh-name.ts';
import { keyWanted, sessionKey } from './session-key.ts';

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const asked: IncomingMessage[] = [];

const json =
  (status: number, body: object, headers: Readonly<Record<string, string>> = {}) =>
  (_: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));

const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: 'No',
  status,
  detail: 'because',
  code,
  request_id: 'r-1',
  errors: [],
});

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => void server.close());
beforeEach(() => {
  // All that the client needs of a page: where it is.
  vi.stubGlobal('document', { baseURI: `http://127.0.0.1:${(server.address() as AddressInfo).port}/customers/1` });
  asked.length = 0;
  sessionKey.set('');
  keyWanted.set(undefined);
  dataStamp.set(undefined);
  grantedScopes.set(undefined);
});

const refused = async (): Promise<ApiProblem> => {
  const outcome: unknown = await getSummary().catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(ApiProblem);
  return outcome as ApiProblem;
};

test('a question goes to the server of the page, its words encoded, the key in a header and never in the address', async () => {
  answer = json(200, { items: [], next_cursor: null });
  sessionKey.set('audit_secret');
  await listCustomers({ q: 'a&b c', band: 'critical' });
  await getCustomer('a/b');
  expect(asked.map(({ url }) => url)).toEqual(['/api/customers?q=a%26b+c&band=critical', '/api/customer/a%2Fb']);
  expect(asked[0]?.headers.authorization).toBe('Bearer audit_secret');
});

test('a problem keeps its code, words and request id; one of a missing key asks for it', async () => {
  answer = json(401, problem(401, 'NOT_AUTHENTICATED'));
  expect(await refused()).toMatchObject({ code: 'NOT_AUTHENTICATED', status: 401, title: 'No', requestId: 'r-1', isPassing: false });
  expect(keyWanted.get()).toBe('because');
});

test('only what passes is worth another try, after the time the server asks for', async () => {
  answer = json(503, problem(503, 'TOO_SLOW'), { 'Retry-After': '2' });
  expect(await refused()).toMatchObject({ isPassing: true, retryAfterMs: 2000 });
  answer = json(429, problem(429, 'TOO_MANY_REQUESTS'));
  expect(await refused()).toMatchObject({ isPassing: true, retryAfterMs: undefined });
  answer = json(404, problem(404, 'NO_SUCH_CUSTOMER'));
  expect(await refused()).toMatchObject({ isPassing: false });
});

test('an answer that is no problem document is told by its status and request id', async () => {
  answer = (_, response) => void response.writeHead(502, { 'X-Request-Id': 'r-2' }).end('<html>bad gateway</html>');
  expect(await refused()).toMatchObject({ code: 'UNREADABLE', status: 502, requestId: 'r-2' });
});

test('no server at all is a problem that passes; a question that is taken back is none', async () => {
  answer = (request) => void request.socket.destroy();
  expect(await refused()).toMatchObject({ code: 'OFFLINE', status: 0, isPassing: true });
  answer = () => undefined;
  const control = new AbortController();
  const outcome = getSummary(control.signal).catch((error: unknown) => error);
  control.abort();
  expect(await outcome).toMatchObject({ name: 'AbortError' });
});

test('the data that are shown are those of the newest answer; one of an older version changes nothing', async () => {
  const of = (version: string, asOf: string) =>
    json(200, {}, { 'X-Data-Version': version, 'X-Data-As-Of': asOf, 'X-Data-Currency': 'EUR' });
  answer = of('7', '2026-10-02');
  await getSummary();
  expect(dataStamp.get()).toMatchObject({ version: 7, asOf: '2026-10-02', currency: 'EUR' });
  const seen = vi.fn();
  const stop = dataStamp.subscribe(seen);
  answer = of('6', '2026-10-01');
  await getSummary();
  expect(seen).not.toHaveBeenCalled();
  answer = of('8', '2026-10-03');
  await getSummary();
  stop();
  expect(dataStamp.get()).toMatchObject({ version: 8, asOf: '2026-10-03' });
});

test('an answer of an earlier day tells nothing of the data of today', async () => {
  answer = json(200, {}, { 'X-Data-Version': '3', 'X-Data-As-Of': '2026-09-01' });
  await getCustomer('1', '2026-09-01');
  expect([asked[0]?.url, dataStamp.get()]).toEqual(['/api/customer/1?as_of=2026-09-01', undefined]);
});

test('what a key may do is known by the newest answer', async () => {
  answer = json(200, {}, { 'X-Scopes': 'read' });
  await getSummary();
  expect(grantedScopes.get()).toBe('read');
  answer = json(200, {}, { 'X-Scopes': 'read act' });
  await getSummary();
  expect(grantedScopes.get()).toBe('read act');
});

test('a deed goes under its name and with the version that was seen; each deed has a name of its own', async () => {
  const bodies: string[] = [];
  answer = (request, response) => {
    request.on('data', (part: Buffer) => void bodies.push(String(part)));
    request.on('end', () => json(202, {})(request, response));
  };
  const deed = freshName();
  await executeAction('a/b', { due_on: '2026-12-01' }, { ...deed, version: 'v1' });
  await executeAction('a/b', { due_on: '2026-12-01' }, { ...deed, version: 'v1' });
  await cancelAction('a', freshName());
  await markAlert('c', { kind: 'snooze', until: '2026-12-01T00:00:00Z' }, freshName());
  await markAlert('c', { kind: 'ack' }, freshName());
  expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /api/actions/a%2Fb/execute',
    'POST /api/actions/a%2Fb/execute',
    'POST /api/actions/a/cancel',
    'POST /api/alerts/c/snooze',
    'POST /api/alerts/c/ack',
  ]);
  expect(bodies).toEqual(['{"due_on":"2026-12-01"}', '{"due_on":"2026-12-01"}', '{}', '{"until":"2026-12-01T00:00:00Z"}', '{}']);
  const names = asked.map(({ headers }) => headers['idempotency-key']);
  expect([names[0] === names[1], new Set(names).size]).toEqual([true, 4]);
  expect([asked[0]?.headers['if-match'], asked[0]?.headers['content-type']]).toEqual(['"v1"', 'application/json']);
});
