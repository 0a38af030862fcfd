import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isThird } from '../turn.fixture.ts';
import { describeAbuse, flood } from './serve/abuse.fixture.ts';
import { canarySight, publishCanaries } from './serve/canaries.fixture.ts';
import { type CustomerDocument, document, operations, problem, schemaOf } from './serve/described-answers.fixture.ts';
import { type KeyName, makeKeys } from './serve/made-keys.fixture.ts';
import { describeNights } from './serve/nights.fixture.ts';
import { ids, pagesOf } from './serve/pages.fixture.ts';
import { lookAtFacets } from './serve/served-facets.fixture.ts';
import { lookAtRecords } from './serve/served-records.fixture.ts';
import { lookAtDashboard } from './serve/served-dashboard.fixture.ts';
import { rawAnswer } from './serve/raw-answer.fixture.ts';
import { refusedRequests } from './serve/refused-requests.fixture.ts';
import { type Got, openServedLake, type ServedLake } from './serve/served-lake.fixture.ts';

const harbour = '8d660af8-0ee6-5319-92e5-415d5a0e016e';
const mill = '942fa2df-925d-5fa1-95bc-74d33bae6588';
const quay = 'ca3eebfb-3f42-5f4f-bbc4-1f438295eb80';
const byText = (left: unknown, right: unknown): number => (String(left) < String(right) ? -1 : 1);
const unknown = '00000000-0000-0000-0000-000000000000';

let served: ServedLake;
beforeAll(async () => {
  served = await openServedLake({
    privacy: { unmask_roles: ['steward'] },
    serve: { cors_origins: ['https://crm.example'], requests_at_once: 200, requests_per_second: 60 },
  });
}, 240_000);
afterAll(() => served[Symbol.asyncDispose]());

const { page, walk } = pagesOf(() => served);

describe('answers', () => {
  test('every route gives what the OpenAPI document says', async () => {
    const questions: Readonly<Record<string, string>> = { '/api/customer/{id}/explain': '?metric=mrr', '/api/customers': '?q=00&count=1' };
    const { items } = await page(`/api/customer/${mill}/recommendations?limit=1`);
    for (const { path, operation } of operations.filter(({ method }) => method === 'get')) {
      const id = path.startsWith('/api/actions/') ? String(items[0]?.['id']) : mill;
      const got = await served.get(path.replace('{id}', id) + (questions[path] ?? ''));
      expect([path, got.status]).toEqual([path, 200]);
      const [[type, { schema }] = ['', { schema: {} }]] = Object.entries(operation.responses['200']?.content ?? {});
      expect(got.headers.get('content-type')).toContain(type);
      if (type === 'application/json') schemaOf(schema).parse(got.json);
    }
    expect((await served.get('/openapi.json')).json).toEqual(JSON.parse(JSON.stringify(document)));
  });

  test('a customer has its accounts, metrics with reasons in words, scores with what they are made of, and their course', async () => {
    const customer = (await served.get(`/api/customer/${harbour}`)).json as CustomerDocument;
    expect(customer.accounts).toEqual([
      { id: '001H00000000001', confidence: 100, rule: 'EXACT' },
      { id: '001H00000000002', confidence: 100, rule: 'EXACT' },
    ]);
    const metric = (name: string) => customer.metrics.find((one) => one.name === name);
    expect(metric('clv')).toMatchObject({ label: 'CLV', unit: 'money', value: 64_902.49, reason: null, reason_text: null });
    expect(metric('yoy_growth')).toMatchObject({
      value: null,
      reason: 'insufficient_history',
      reason_text: 'the customer’s history is shorter than what it is compared with',
    });
    const health = customer.scores.find(({ name }) => name === 'health')!;
    expect([health.shown, health.band]).toEqual([84, 'healthy']);
    expect(health.parts.reduce((sum, { points }) => sum + (points ?? 0), 0)).toBeCloseTo(health.value, 6);
    expect(customer.courses.find((one) => one.metric === 'mrr')?.points).toHaveLength(12);
  });

  test('every metric and score is explained, with the source rows it is made of', async () => {
    const { metrics } = (await served.get(`/api/customer/${mill}`)).json as {
      readonly metrics: readonly { readonly name: string; readonly value: unknown }[];
    };
    expect(metrics.length).toBeGreaterThan(40);
    let rows = 0;
    for (const { name, value } of metrics) {
      const { status, json } = await served.get(`/api/customer/${mill}/explain?metric=${name}`);
      const told = json as { readonly value: string | null; readonly source_rows: number };
      expect([name, status, told.value === null]).toEqual([name, 200, value === null]);
      rows += told.source_rows;
    }
    expect(rows).toBeGreaterThan(50);
  });

  test('profiles: every version, the one in force at a time, and what was known before it was loaded', async () => {
    const path = `/api/customer/${harbour}/profile`;
    const states = async (query: string): Promise<readonly unknown[]> =>
      (await page(path + query)).items.map((one) => one['marital_status']);
    expect(await states('')).toEqual(['SINGLE', 'MARRIED']);
    expect(await states('?at=2025-07-01T00:00:00Z')).toEqual(['SINGLE']);
    expect(await states('?at=2025-12-24T00:00:00%2B01:00')).toEqual(['MARRIED']);
    expect(await states('?at=2025-07-01T00:00:00Z&known_at=2025-07-02T00:00:00Z')).toEqual([]);
    expect((await page(`/api/customer/${quay}/profile`)).items).toEqual([]);
    expect(await states('?known_at=2025-07-02T00:00:00Z')).toEqual([]);
    expect(await states('?known_at=2026-03-01T00:00:00Z')).toEqual(['MARRIED']);
  });

  test('an id of an account leads to its customer, question and all', async () => {
    const { status, headers } = await served.get('/api/customer/001H00000000002/timeline?kinds=meeting,call&limit=3');
    expect([status, headers.get('location')]).toEqual([308, `/api/customer/${harbour}/timeline?kinds=meeting%2Ccall&limit=3`]);
    expect((await served.get('/api/customer/001H00000000003')).headers.get('location')).toBe(`/api/customer/${mill}`);
  });

  test('the same answer is a 304, and kept', async () => {
    const path = `/api/customer/${quay}/alerts`;
    const first = await served.get(path);
    const etag = first.headers.get('etag') ?? '';
    const told = ({ headers }: Got, ...names: readonly string[]) => names.map((name) => headers.get(name));
    expect(told(first, 'x-cache', 'x-data-as-of', 'cache-control')).toEqual(['MISS', '2026-01-31', 'private, no-cache']);
    expect(told(first, 'x-data-currency')).toEqual(['USD']);
    const second = await served.get(path);
    expect([...told(second, 'x-cache', 'etag', 'age'), second.text]).toEqual(['HIT', etag, '0', first.text]);
    const same = await served.get(path, { 'If-None-Match': `"other", W/${etag}` });
    expect([same.status, same.text]).toEqual([304, '']);
    expect((await served.get(`${path}?state=open`)).headers.get('etag')).not.toBe(etag);
  });
});

describe('lists', () => {
  test('customers are found by beginnings of ids, accounts and domains, and by no name where names are masked', async () => {
    const found = async (q: string): Promise<readonly unknown[]> => ids(await page(`/api/customers?q=${encodeURIComponent(q)}`));
    expect(await found(mill.slice(0, 5).toUpperCase())).toEqual([mill]);
    expect(await found('001h00000000002')).toEqual([harbour]);
    expect(await found('MillStone.')).toEqual([mill]);
    expect(await found('mill, stone')).toEqual([]);
    expect(await found('harbour foods')).toEqual([]);
    expect(await found(`'; DROP TABLE customer; --`)).toEqual([]);
    expect(problem(await served.get('/api/customers?sort=name'))).toEqual([403, 'NOT_ALLOWED']);
  });

  test('customers are filtered by bands, counted, and sorted by values, those without one last', async () => {
    expect(ids(await page('/api/customers?band=CRITICAL&risk=high'))).toEqual([mill]);
    expect(ids(await page('/api/customers'))).toEqual([mill, quay, harbour]);
    expect(ids(await page('/api/customers?sort=-health'))).toEqual([harbour, mill, quay]);
    expect(ids(await page('/api/customers?sort=health'))).toEqual([mill, harbour, quay]);
    expect(ids(await page('/api/customers?sort=relevance'))).toEqual([harbour, mill, quay]);
    expect((await page('/api/customers?limit=1&count=1')).total).toBe(3);
  });

  test('facets tell how many each value of a filter would leave, the other filters as they are', async () => await lookAtFacets(served));
  test('records are counted and listed by kind, current ones first', async () => await lookAtRecords(served, mill));
  test('pages are complete and hold nothing twice, whatever the order', async () => {
    for (const sort of ['id', '-health', 'mrr', '-open_alerts'])
      expect([sort, (await walk(`/api/customers?limit=1&sort=${sort}`)).toSorted(byText)]).toEqual([sort, [harbour, mill, quay]]);
    const whole = await page(`/api/customer/${mill}/timeline?limit=100`);
    expect(whole.next_cursor).toBeNull();
    expect(await walk(`/api/customer/${mill}/timeline?limit=7`)).toEqual(ids(whole));
    const stamps = whole.items.map((one) => String(one['happened_at']));
    expect(stamps).toEqual(stamps.toSorted((left, right) => (left < right ? 1 : -1)));
    expect((await walk(`/api/customer/${mill}/alerts?limit=2`)).length).toBe(5);
  });

  test('the timeline is filtered by kind and by half-open times', async () => {
    const whole = await page(`/api/customer/${mill}/timeline?limit=100`);
    const [first] = whole.items;
    const kind = String(first?.['kind']);
    expect(ids(await page(`/api/customer/${mill}/timeline?limit=100&kinds=${kind},none`))).toEqual(
      whole.items.filter((one) => one['kind'] === kind).map(({ id }) => id),
    );
    const at = String(whole.items.find((one) => one['happened_at'] !== first?.['happened_at'])?.['happened_at']);
    const split = [
      await page(`/api/customer/${mill}/timeline?limit=100&from=${at}`),
      await page(`/api/customer/${mill}/timeline?limit=100&to=${at}`),
    ];
    expect(split.flatMap(ids)).toEqual(ids(whole));
    expect(split[1]?.items.every((one) => String(one['happened_at']) < at)).toBe(true);
  });
});

describe('what is refused', () => {
  test.each(refusedRequests(mill, unknown))('%s', async (path, status, code) => {
    expect(problem(await served.get(path))).toEqual([status, code]);
  });

  test('methods a path does not take: 405 with those it does', async () => {
    for (const { path, method } of operations) {
      for (const other of [method === 'get' ? 'POST' : 'GET', 'PUT', 'PATCH', 'DELETE']) {
        const got = await served.ask(other, path.replace('{id}', mill));
        const allowed = method === 'get' ? 'GET, HEAD, OPTIONS' : 'OPTIONS, POST';
        expect([path, other, ...problem(got), got.headers.get('allow')]).toEqual([path, other, 405, 'METHOD_NOT_ALLOWED', allowed]);
      }
    }
    const head = await served.ask('HEAD', '/api/runs');
    expect([head.status, head.text]).toEqual([200, '']);
  });

  test('a cursor of another list', async () => {
    const { next_cursor: cursor } = await page('/api/customers?limit=1');
    expect(problem(await served.get(`/api/customers?limit=1&sort=id&cursor=${cursor}`))).toEqual([404, 'BAD_CURSOR']);
    expect(problem(await served.get(`/api/customer/${mill}/timeline?cursor=${cursor}`))).toEqual([404, 'BAD_CURSOR']);
    const forged = (given: string | null | undefined, k: unknown): string =>
      Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(given ?? '', 'base64url').toString()) as object), k })).toString('base64url');
    expect(problem(await served.get(`/api/customers?limit=1&cursor=${forged(cursor, { sql: '1' })}`))).toEqual([404, 'BAD_CURSOR']);
    const { next_cursor: found } = await page('/api/customers?q=001h&limit=1');
    expect(problem(await served.get(`/api/customers?q=001h&limit=1&cursor=${forged(found, -1e300)}`))).toEqual([404, 'BAD_CURSOR']);
  });

  test('names that only lead to this machine, and pages of others that would change something', async () => {
    // fetch sets the host itself.
    const raw = async (text: string): Promise<string> => await rawAnswer(served.url, text);
    expect(await raw('GET /api/customers HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 403 [^]*NOT_THIS_MACHINE/,
    );
    expect(await raw('GET /api/customers HTTP/1.1\r\nHost: LOCALHOST:80\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
    expect(problem(await served.ask('POST', '/api/customers', { Origin: 'https://evil.example' }))).toEqual([403, 'NOT_THIS_MACHINE']);
  });

  test('other origins are told nothing a browser would hand on; those on the list are', async () => {
    const listed = await served.ask('OPTIONS', '/api/customers', { Origin: 'https://crm.example', 'Access-Control-Request-Method': 'GET' });
    expect([
      listed.status,
      listed.headers.get('access-control-allow-origin'),
      listed.headers.get('access-control-allow-credentials'),
    ]).toEqual([204, 'https://crm.example', null]);
    expect((await served.get('/api/runs', { Origin: 'https://evil.example' })).headers.get('access-control-allow-origin')).toBeNull();
  });
});

if (isThird(0)) describeAbuse(() => served, '/api/runs');

describe('versions', () => {
  test('a new version is served without a gap; a list begun in the old one is read to its end, and no longer than to the next', async () => {
    const path = `/api/customer/${mill}/timeline`;
    const whole = ids(await page(`${path}?limit=100`));
    const first = await page(`${path}?limit=10`);
    const asked: Promise<Got>[] = [];
    const timer = setInterval(() => asked.push(served.get(`/api/customers?q=001h&limit=${1 + (asked.length % 90)}`)), 10);
    const next = await served.merge('11111111-2222-3333-4444-555555555555', quay);
    await served.look((ready) => ready['version'] === next);
    clearInterval(timer);
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([200]));
    const rest = await walk(`${path}?limit=10`, first.next_cursor);
    expect([...ids(first), ...rest]).toEqual(whole);
    expect((await served.get('/api/runs')).headers.get('x-data-version')).toBe(String(next));
    const merged = await served.get('/api/customer/11111111-2222-3333-4444-555555555555');
    expect([merged.status, merged.headers.get('location')]).toEqual([308, `/api/customer/${quay}`]);
    expect(((await served.get(`/api/customer/${quay}`)).json as { readonly aliases: unknown }).aliases).toEqual([
      '11111111-2222-3333-4444-555555555555',
    ]);
    const after = await served.publish();
    await served.look((ready) => ready['version'] === after);
    expect(problem(await served.get(`${path}?limit=10&cursor=${first.next_cursor}`))).toEqual([410, 'CURSOR_OUTDATED']);
    // Vacuum may take all but what is served and what lists may go on in.
    expect(readdirSync(join(served.cwd, 'data/_pins'))).toHaveLength(2);
  });

  test('a version that is broken is not served: the one before is, and it is said which and why', async () => {
    const before = (await served.get('/readyz')).json as { readonly version: number };
    const broken = await served.publish(({ tables }) => {
      const name = 'gold_customer_alert';
      const state = tables[name]!;
      return { ...tables, [name]: { ...state, base: state.base.map((file) => ({ ...file, sha256: '0'.repeat(64) })) } };
    });
    await served.look((ready) => ready['status'] === 'behind');
    expect((await served.get('/readyz')).json).toMatchObject({
      version: before.version,
      broken: { version: broken, code: 'DAMAGED_FILE' },
    });
    expect((await served.get(`/api/customer/${mill}`)).headers.get('x-data-version')).toBe(String(before.version));
    expect((await served.get('/metrics')).text).toContain('audit_snapshot_broken 1');
    expect(served.log()).toContain('the newest version cannot be served');
    const good = served.lake.at(before.version);
    const mended = await served.publish(() => good.tables);
    await served.look((ready) => ready['status'] === 'ready' && ready['version'] === mended);
  });
});

if (isThird(1)) describeNights(() => served, `/api/customer/${quay}`);

describe('keys', () => {
  let keys: Awaited<ReturnType<typeof makeKeys>>;
  const bearer = (name: KeyName) => ({ Authorization: `Bearer ${keys[name]}` });

  test('they are made, listed and revoked; only their hashes are kept, where nobody else reads', async () => {
    keys = await makeKeys(served);
    expect(statSync(join(served.cwd, 'data.keys.json')).mode & 0o777).toBe(0o600);
    const { stdout } = await served.audit('key', 'list', '--json');
    expect(stdout).toMatch(/"name":"steward".*"role":"steward"/);
    expect(Object.values(keys).some((key) => key.length > 19 && stdout.includes(key.slice(19)))).toBe(false);
    expect((await served.audit('key', 'revoke', keys.revokedId)).code).toBe(0);
    expect((await served.audit('key', 'revoke', 'nobody')).code).toBe(2);
    expect((await served.audit('key', 'create', 'x', '--scope', 'everything')).code).toBe(2);
    expect((await served.audit('key', 'create', 'x', '--expires', 'soon')).code).toBe(2);
    expect((await served.audit('key', 'list')).stdout).toMatch(/expired .*expired\n[^]*revoked .*revoked\n/);
    // The server looks at the file once a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
  });

  test('every route that needs one refuses no, a bad, an expired, a revoked one, and one without the scope', async () => {
    for (const { path, method, operation } of operations) {
      const ask = async (headers?: Readonly<Record<string, string>>): Promise<Got> =>
        await served.ask(method.toUpperCase(), path.replace('{id}', mill), headers);
      if (operation.security !== undefined) {
        expect([path, (await ask()).status]).toEqual([path, 200]);
        continue;
      }
      expect([path, ...problem(await ask())]).toEqual([path, 401, 'NOT_AUTHENTICATED']);
      for (const name of ['bad', 'nonsense', 'expired', 'revoked'] as const)
        expect([path, name, ...problem(await ask(bearer(name)))]).toEqual([path, name, 401, 'NOT_AUTHENTICATED']);
      const other = operation.description?.includes('`act`') ? 'reader' : 'actor';
      expect([path, ...problem(await ask(bearer(other)))]).toEqual([path, 403, 'NOT_ALLOWED']);
    }
    expect((await served.get('/api/runs', bearer('admin'))).status).toBe(200);
    expect((await served.get('/api/runs', { 'X-API-Key': keys.reader })).status).toBe(200);
    const scopes = async (name: KeyName, path = '/api/runs') => (await served.get(path, bearer(name))).headers.get('x-scopes');
    const told = await Promise.all([scopes('reader'), scopes('admin'), scopes('steward'), scopes('admin', '/readyz')]);
    expect(told).toEqual(['read', 'read act admin', 'read unmask', null]);
  });

  test('the dashboard needs none: its page wherever one enters, its files for ever, and no script but those that are served', async () => {
    await lookAtDashboard(served);
  });

  test('personal data are masked in every answer unless the key or its role has the right; each use is logged', async () => {
    const names = ['Harbour Foods', 'Mill, Stone', 'Old Quay', 'Ada', 'Lindt'];
    const shown: Record<string, number> = {};
    for (const name of ['reader', 'admin', 'clerk', 'unmasked', 'steward'] as const) {
      shown[name] = 0;
      for (const id of [harbour, mill])
        for (const path of [
          '',
          '/alerts',
          '/recommendations',
          '/timeline?limit=100',
          '/records?limit=100',
          '/explain?metric=win_rate',
          '/explain?metric=last_touch_days',
          '/profile',
        ])
          shown[name] += await count(name, `/api/customer/${id}${path}`, names);
      for (const path of [
        '/api/customers',
        '/api/customers?q=mill',
        '/api/dashboard/summary',
        '/api/quality',
        '/api/runs',
        '/metrics',
        '/openapi.json',
      ])
        shown[name] += await count(name, path, names);
    }
    expect([shown['reader'], shown['admin'], shown['clerk']]).toEqual([0, 0, 0]);
    expect(shown['unmasked']).toBeGreaterThan(10);
    expect(shown['steward']).toBe(shown['unmasked']);
    expect(ids(await page('/api/customers?q=st%C3%B3ne%20mill', bearer('steward')))).toEqual([mill]);
    expect(ids(await page('/api/customers?sort=name', bearer('steward')))).toEqual([harbour, mill, quay]);
    expect((await served.get(`/api/customer/${mill}`, bearer('steward'))).headers.get('cache-control')).toBe('private, no-store');
    const used = served
      .log()
      .split('\n')
      .filter((line) => line.includes('"unmasked":true'));
    expect(used.length).toBeGreaterThan(20);
    expect(used.every((line) => !line.includes(mill) && !line.includes('audit_'))).toBe(true);
  });
  const count = async (name: KeyName, path: string, words: readonly string[]): Promise<number> => {
    const { status, text } = await served.get(path, bearer(name));
    expect([path, status]).toEqual([path, 200]);
    return words.filter((word) => text.includes(word)).length;
  };

  test('no field that its contract calls personal is shown on any route to a role without the right, and each that is served is to one with it', async () => {
    const canaries = await publishCanaries(served);
    await served.look((ready) => ready['version'] === served.lake.head().version);
    const seen = await canarySight(served, canaries, [mill, harbour], bearer('steward'));
    for (const name of ['reader', 'admin', 'clerk'] as const) expect([name, await seen(bearer(name))]).toEqual([name, []]);
    const profile = ['evidence_unique_key', 'firstname', 'lastname'].map((name) => `curated_dim_customer_profile_${name}`);
    const records = ['email', 'name', 'phone', 'subject'].map((name) => `related_record_${name}`);
    const gold = ['360_last_event', '360_name', ...records, 'timeline_title'].map((name) => `gold_customer_${name}`);
    expect(await seen(bearer('steward'))).toEqual([...profile, ...gold, 'silver_opportunities_name'].map((name) => `CANARY_${name}_`));
  });

  test('who asks ten times too often is told when to come back, and nobody else is', async () => {
    const [greedy = [], modest = []] = await flood(served, bearer('clerk'), bearer('reader'), 200);
    expect(new Set(modest)).toEqual(new Set([200]));
    expect(new Set(greedy)).toEqual(new Set([200, 429]));
  });

  test('it measures itself and the customer base', async () => {
    const { text } = await served.get('/metrics', bearer('reader'));
    for (const line of [
      /^audit_http_request_duration_seconds_bucket\{route="\/api\/customer\/:id",method="GET",status="200",le="\+Inf"\} \d+$/m,
      /^audit_http_cache_total\{route="\/api\/runs",result="hit"\} \d+$/m,
      /^audit_http_errors_total\{route="\/api\/runs",code="NOT_AUTHENTICATED"\} \d+$/m,
      /^audit_http_in_flight 1$/m,
      /^audit_http_concurrent_users [5-9]$/m,
      /^audit_event_loop_lag_seconds [\d.e-]+$/m,
      /^audit_snapshot_age_seconds [\d.]+$/m,
      /^audit_business\{name="customers"\} 3$/m,
    ])
      expect(text).toMatch(line);
    expect(text).not.toContain(mill);
  });
});

test('it stops on SIGTERM, and leaves nothing behind', async () => {
  expect(await served.stop()).toBe(0);
  expect(readdirSync(join(served.cwd, 'data/_pins'))).toEqual([]);
  expect(existsSync(join(served.cwd, 'tmp')) ? readdirSync(join(served.cwd, 'tmp')) : []).toEqual([]);
});
