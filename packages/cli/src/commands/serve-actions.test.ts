import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJournal } from '@audit/api';
import { StateFile } from '@audit/warehouse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import { openDesk } from './serve/action-desk.fixture.ts';
import { type CustomerDocument, operations, problem, schemaOf } from './serve/described-answers.fixture.ts';
import { makeKeys } from './serve/made-keys.fixture.ts';
import { pagesOf } from './serve/pages.fixture.ts';
import { openServedLake, type ServedLake } from './serve/served-lake.fixture.ts';

const mill = '942fa2df-925d-5fa1-95bc-74d33bae6588';
const quay = 'ca3eebfb-3f42-5f4f-bbc4-1f438295eb80';
const unknown = '0'.repeat(32);

let served: ServedLake;
beforeAll(async () => {
  served = await openServedLake({
    privacy: { unmask_roles: ['steward'] },
    serve: { requests_at_once: 1000, requests_per_second: 1000 },
  });
}, 240_000);
afterAll(() => served[Symbol.asyncDispose]());

const { page } = pagesOf(() => served);
const desk = openDesk(() => served);
const { post, execute, settled, recommendations, alerts } = desk;

describe('an action', () => {
  test('is kept at once, carried out, and answered as the OpenAPI document says', async () => {
    const [{ id, version }] = await recommendations(mill);
    const got = await execute(
      id,
      'a-1',
      { note: 'call Ada', due_on: new Date().toISOString().slice(0, 10), assignee: 'jo' },
      { 'If-Match': `"${version}"` },
    );
    expect([got.status, got.json]).toMatchObject([
      202,
      { id, customer: mill, state: 'requested', attempt: 1, connector: 'log', note: '***' },
    ]);
    const done = await settled(id);
    expect(done.history.map(({ before, after, by }) => [before, after, by])).toEqual([
      ['proposed', 'requested', 'local'],
      ['requested', 'running', 'server'],
      ['running', 'succeeded', 'server'],
    ]);
    expect(done.history[0]?.request_id).toBe(got.headers.get('x-request-id'));
    const told = operations.find(({ path, method }) => path === '/api/actions/{id}/execute' && method === 'post')!;
    schemaOf(told.operation.responses['202']?.content?.['application/json']?.schema ?? {}).parse(got.json);
  });

  test('is done once: the same key and body are answered as before, others refused', async () => {
    const [, { id }] = await recommendations(mill);
    const body = { note: 'once' };
    const [first, ...more] = await Promise.all(Array.from({ length: 12 }, () => execute(id, 'b-1', body)));
    const all = [first!, ...more];
    const fresh = all.filter(({ status, headers }) => status === 202 && headers.get('idempotency-replayed') === null);
    expect(fresh).toHaveLength(1);
    const busy = all.filter(({ status }) => status === 409);
    expect(busy.length).toBeGreaterThan(0);
    expect(new Set(busy.map((one) => problem(one)[1]))).toEqual(new Set(['REQUEST_IN_PROGRESS']));
    const again = await execute(id, 'b-1', body);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([202, 'true']);
    expect(again.text).toBe(fresh[0]?.text);
    expect((await settled(id)).attempt).toBe(1);
    expect(problem(await execute(id, 'b-1', { note: 'twice' }))).toEqual([422, 'KEY_REUSED']);
    expect(problem(await post(`/api/actions/${id}/execute`, body))).toEqual([400, 'BAD_REQUEST']);
    expect(problem(await execute(id, 'a key with blanks', body))).toEqual([400, 'BAD_REQUEST']);
  });

  test('of many who ask at once, one is heard', async () => {
    const [, , { id }] = await recommendations(mill);
    const got = await Promise.all(Array.from({ length: 10 }, (_, at) => execute(id, `c-${at}`)));
    expect(got.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(problem(got.find(({ status }) => status === 409)!)).toEqual([409, 'TRANSITION_REFUSED']);
    await settled(id);
  });

  test('goes from state to state, and nowhere else; what is refused names the state', async () => {
    const [, , , { id, version }] = await recommendations(mill);
    const refusedFor = async (path: string, ...rest: readonly [string, object?, Readonly<Record<string, string>>?]) =>
      path === 'execute' ? await execute(id, ...rest) : await post(`/api/actions/${id}/cancel`, {});
    expect((await refusedFor('cancel', '')).json).toMatchObject({
      code: 'TRANSITION_REFUSED',
      detail: expect.stringContaining('proposed') as string,
    });
    expect(problem(await execute(id, 'd-0', {}, { 'If-Match': '"0123456789abcdef"' }))).toEqual([412, 'VERSION_CHANGED']);
    const dry = await execute(id, 'd-1', { dry_run: true });
    expect([dry.status, dry.json]).toMatchObject([200, { state: 'requested', attempt: 1 }]);
    expect((await served.get(`/api/actions/${id}`)).json).toMatchObject({ state: 'proposed', attempt: 0, version, history: [] });
    expect((await execute(id, 'd-2')).status).toBe(202);
    await settled(id);
    expect((await refusedFor('execute', 'd-3')).json).toMatchObject({
      code: 'TRANSITION_REFUSED',
      detail: expect.stringContaining('succeeded') as string,
    });
    expect((await post(`/api/actions/${id}/cancel`, { note: 'not now' })).json).toMatchObject({ state: 'cancelled', attempt: 1 });
    expect((await refusedFor('cancel', '')).json).toMatchObject({
      code: 'TRANSITION_REFUSED',
      detail: expect.stringContaining('cancelled') as string,
    });
    expect((await execute(id, 'd-4')).json).toMatchObject({ state: 'requested', attempt: 2 });
    expect((await settled(id)).state).toBe('succeeded');
    expect((await post(`/api/actions/${id}/cancel`, {})).status).toBe(202);
  });

  test('is refused where it makes no sense', async () => {
    const [{ id }] = await recommendations(mill);
    for (const body of [{ notes: 'x' }, { due_on: '2020-01-01' }, { due_on: 'soon' }, { note: 'x'.repeat(2001) }, { dry_run: 'yes' }])
      expect([body, ...problem(await execute(id, 'e-1', body))]).toEqual([body, 400, 'BAD_REQUEST']);
    expect(problem(await execute(unknown, 'e-2'))).toEqual([404, 'NO_SUCH_RECOMMENDATION']);
    expect(problem(await post(`/api/actions/${unknown}/cancel`, {}))).toEqual([404, 'NO_SUCH_RECOMMENDATION']);
    expect(problem(await served.get(`/api/actions/${unknown}`))).toEqual([404, 'NO_SUCH_RECOMMENDATION']);
    expect(problem(await execute('nonsense', 'e-3'))).toEqual([400, 'BAD_REQUEST']);
  });

  test('of pages of others, and of forms, nothing is done', async () => {
    const [{ id }] = await recommendations(mill);
    const path = `/api/actions/${id}/execute`;
    for (const origin of ['https://evil.example', 'null', 'http://localhost:1'])
      expect([origin, ...problem(await post(path, {}, { 'Idempotency-Key': 'f-1', Origin: origin }))]).toEqual([
        origin,
        403,
        'NOT_THIS_MACHINE',
      ]);
    const form = await served.ask('POST', path, { 'Idempotency-Key': 'f-1', 'Content-Type': 'text/plain' }, '{}');
    expect(problem(form)).toEqual([415, 'NOT_JSON']);
    expect(problem(await served.ask('POST', path, { 'Idempotency-Key': 'f-1' }))).toEqual([400, 'BAD_REQUEST']);
    expect((await post(path, { dry_run: true }, { 'Idempotency-Key': 'f-2', Origin: served.url })).status).toBe(409);
  });
});

describe('what people did', () => {
  test('is told with recommendations, the customer, the summary and the measures, and no answer of before is the same', async () => {
    const path = `/api/customer/${mill}/recommendations`;
    const before = await served.get(path);
    const list = await recommendations(mill);
    expect(list.map(({ execution }) => execution?.state)).toEqual(['succeeded', 'succeeded', 'succeeded', 'cancelled']);
    const customer = (await served.get(`/api/customer/${mill}`)).json as CustomerDocument & { readonly recommendations: object };
    expect(customer.recommendations).toMatchObject({ open: 4, acted_on: 3, next_action: list[3].action });
    const summary = async () => ((await served.get('/api/dashboard/summary')).json as { readonly business: object }).business;
    expect(await summary()).toMatchObject({ execution_rate: 0.75 });
    expect((await served.get('/metrics')).text).toMatch(/^audit_actions\{state="succeeded"\} 3$/m);
    await post(`/api/actions/${list[2].id}/cancel`, {});
    await settled(list[2].id);
    expect(await summary()).toMatchObject({ execution_rate: 0.5 });
    const after = await served.get(path, { 'If-None-Match': before.headers.get('etag') ?? '' });
    expect([after.status, after.headers.get('etag') === before.headers.get('etag')]).toEqual([200, false]);
    expect((await served.get(path, { 'If-None-Match': after.headers.get('etag') ?? '' })).status).toBe(304);
    expect((await recommendations(quay)).every(({ execution }) => execution === null)).toBe(true);
    expect((await page('/api/actions?state=cancelled&limit=1')).items).toMatchObject([{ id: list[3].id }]);
  });

  test('stands in the timeline, and pages begun before go on as they were', async () => {
    const path = `/api/customer/${mill}/timeline`;
    const kinds = 'action_requested,action_succeeded,action_cancelled';
    const own = await page(`${path}?limit=100&kinds=${kinds}`);
    const counts = kinds.split(',').map((kind) => own.items.filter((one) => one['kind'] === kind).length);
    expect([counts, own.items.length]).toEqual([[5, 5, 3], 13]);
    const whole = await page(`${path}?limit=100`);
    const first = await page(`${path}?limit=7`);
    const [alert] = await alerts(mill);
    await post(`/api/alerts/${alert.id}/ack`, {});
    const rest = await pagesOf(() => served).walk(`${path}?limit=7`, first.next_cursor);
    expect([...first.items.map(({ id }) => id), ...rest].slice(0, 100)).toEqual(whole.items.map(({ id }) => id));
    const forged = { ...(JSON.parse(Buffer.from(first.next_cursor ?? '', 'base64url').toString()) as object), k: null };
    const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url');
    expect(problem(await served.get(`${path}?limit=7&cursor=${cursor}`))).toEqual([404, 'BAD_CURSOR']);
    const now = await page(`${path}?limit=1`);
    expect(now.items).toMatchObject([{ kind: 'alert_acknowledged', title: `Alert seen: ${alert.title}` }]);
    await post(`/api/alerts/${alert.id}/unack`, {});
  });

  test('is in the journal, entry after entry; whoever changes one is found out', async () => {
    const path = join(served.cwd, 'data.state/journal.ndjson');
    const text = readFileSync(path, 'utf8');
    const read = readJournal(path)!;
    expect([read.broken, read.entries.length, read.head.seq]).toEqual([undefined, text.split('\n').length - 1, read.entries.length]);
    expect(text).not.toContain('call Ada');
    const copy = join(served.cwd, 'copy.ndjson');
    const lines = text.split('\n');
    const forged: readonly (readonly string[])[] = [
      lines.map((line, at) => (at === 2 ? line.replace('"server"', '"nobody"') : line)),
      lines.filter((_, at) => at !== 3),
      lines.toSpliced(1, 2, lines[2]!, lines[1]!),
    ];
    for (const one of forged) {
      writeFileSync(copy, one.join('\n'));
      expect(readJournal(copy)?.broken).toBeDefined();
    }
    writeFileSync(copy, text + lines[0]!.slice(0, 40));
    expect(readJournal(copy)?.head).toEqual(read.head);
  });
});

test('the nightly run counts what was carried out by the end of its day, and computes it anew when more was', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'audit-rate-'));
  cpSync(served.cwd, copy, { recursive: true });
  const [before, today] = ['2026-01-31', new Date().toISOString().slice(0, 10)];
  const night = async (...more: readonly string[]) => await auditHere(['aggregate', ...more], { cwd: copy });
  const rates = async () =>
    (await auditHere(['show', 'gold_business_metrics', '--json', '--limit', '0'], { cwd: copy })).stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly execution_rate: number | null }).execution_rate);
  expect((await night('--as-of', before, '--dry-run')).stdout).toContain('up to date');
  const told = await night('--as-of', today);
  expect([told.code, await rates()]).toEqual([0, [null, 0.25]]);
  const journal = join(copy, 'data.state/journal.ndjson');
  const lines = readFileSync(journal, 'utf8');
  expect((await night('--as-of', today, '--dry-run')).stdout).toContain('up to date');
  writeFileSync(journal, lines.split('\n').slice(0, 3).join('\n') + '\n');
  expect((await night('--as-of', today, '--dry-run')).stdout).toContain('actions');
  writeFileSync(journal, lines.replace('"server"', '"nobody"'));
  expect((await night('--as-of', today, '--again')).stderr).toContain('the journal of actions is broken at line 2');
  expect(await rates()).toEqual([null, null]);
  rmSync(copy, { recursive: true });
});

describe('an alert', () => {
  test('is acknowledged, put off within bounds, and both are taken back', async () => {
    const [{ id }] = await alerts(mill);
    const mark = async (word: string, body: object) => (await post(`/api/alerts/${id}/${word}`, body)).json;
    const first = await mark('ack', { note: 'seen' });
    expect(first).toMatchObject({ id, customer: mill, ack: { by: 'local', note: '***' }, snoozed_until: null });
    expect(await mark('ack', {})).toEqual(first);
    const until = new Date(Date.now() + 3600_000).toISOString();
    expect(await mark('snooze', { until })).toMatchObject({ snoozed_until: until });
    const customer = (await served.get(`/api/customer/${mill}`)).json as { readonly alerts: object };
    expect(customer.alerts).toMatchObject({ open: 5, acknowledged: 1, snoozed: 1 });
    expect((await alerts(mill)).find((one) => one.id === id)).toMatchObject({ ack: { by: 'local' }, snoozed_until: until });
    expect(await mark('unsnooze', {})).toMatchObject({ snoozed_until: null });
    expect(await mark('unack', {})).toMatchObject({ ack: null });
    for (const bad of ['2020-01-01T00:00:00Z', new Date(Date.now() + 91 * 86_400_000).toISOString(), 'tomorrow'])
      expect(problem(await post(`/api/alerts/${id}/snooze`, { until: bad }))).toEqual([400, 'BAD_REQUEST']);
    expect(problem(await post(`/api/alerts/${unknown}/ack`, {}))).toEqual([404, 'NO_SUCH_ALERT']);
  });

  test('that was put off is back when its time has come, and answers say so', async () => {
    const [, { id }] = await alerts(mill);
    await post(`/api/alerts/${id}/snooze`, { until: new Date(Date.now() + 2500).toISOString() });
    const path = `/api/customer/${mill}/alerts`;
    const put = await served.get(path);
    expect((await alerts(mill))[1].snoozed_until).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 2550));
    expect((await served.get(path)).headers.get('etag')).not.toBe(put.headers.get('etag'));
    expect((await alerts(mill))[1].snoozed_until).toBeNull();
  });
});

test('rules are listed with their conditions in the words of people, and how many customers they are open for', async () => {
  const { rules, facts, definitions } = (await served.get('/api/rules')).json as {
    readonly rules: readonly Readonly<Record<string, unknown>>[];
    readonly facts: readonly object[];
    readonly definitions: string;
  };
  expect(rules.find(({ id }) => id === 'R001')).toMatchObject({
    section: 'rules',
    level: 'HIGH',
    condition: 'Churn risk > 70 and Days to expiry < 90',
    when: { all: [{ gt: ['churn_risk', 70] }, { lt: ['days_to_expiry', 90] }] },
    action: 'Schedule Urgent Retention Call',
  });
  expect(rules.find(({ id }) => id === 'health_low')).toMatchObject({ section: 'alerts', level: 'high', clear_condition: 'Health ≥ 55' });
  expect(facts).toContainEqual({ name: 'churn_risk', label: 'Churn risk', unit: 'score' });
  expect(definitions).toContain('silver_to_gold_metrics.json');
  const { items } = (await served.get(`/api/customer/${mill}/alerts?state=open&limit=100`)).json as {
    readonly items: readonly { readonly rule: string }[];
  };
  for (const { rule } of items)
    expect([rule, rules.find(({ id }) => id === rule)?.['open']]).toEqual([rule, expect.toSatisfy((open: number) => open > 0)]);
});

test('changed rules are tried: whom they would fire for, and who would change band; nothing is changed', async () => {
  const tried = async (definitions: unknown) => await post('/api/rules/preview', { definitions, examples: 2 });
  const got = await tried({ rules: { R001: { when: { gt: ['churn_risk', 1] } }, R003: null } });
  const { operation } = operations.find(({ path }) => path === '/api/rules/preview')!;
  schemaOf(operation.responses['200']?.content?.['application/json']?.schema ?? {}).parse(got.json);
  expect(got.json).toMatchObject({
    rules: [{ rule: 'R001', condition: 'Churn risk > 1', customers: 3, fired: 3, examples: [{}, { values: {} }] }],
    changes: [
      { of: 'R001', what: 'outcome', before: 'not_fired', after: 'fired', customers: 2 },
      { of: 'R003', what: 'outcome', before: 'fired', after: 'absent', customers: 1, examples: [mill] },
    ],
  });
  const weights = (await tried({ scores: { scores: { health: { least_coverage: 1 } } } })).json;
  expect(weights).toMatchObject({
    rules: [],
    changes: expect.arrayContaining([expect.objectContaining({ of: 'health', what: 'band', after: 'none' })]) as object[],
  });
  const wrong = await tried({ rules: { R001: { when: { gt: ['churn_rsk', 1] } } } });
  expect(problem(wrong)).toEqual([409, 'BAD_DEFINITIONS']);
  expect(wrong.json).toMatchObject({
    errors: [{ field: 'body.definitions.rules.R001.when.gt[0]', detail: expect.stringContaining('churn_risk') as string }],
  });
  expect(problem(await tried([]))).toEqual([400, 'BAD_REQUEST']);
  expect((await tried(JSON.parse('{"__proto__":{"rules":{}},"rules":{"R003":{"__proto__":[1]}}}'))).status).toBe(200);
  const both = await Promise.all([tried({}), tried({})]);
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 503]));
});

test('a customer is shown as it was on an earlier day the lake keeps; another day is told which there are', async () => {
  const now = await served.get(`/api/customer/${mill}`);
  expect((await served.audit('aggregate', '--as-of', '2026-01-30')).code).toBe(0);
  await served.look((ready) => ready['as_of'] === '2026-01-30');
  const path = `/api/customer/${mill}?as_of=2026-01-31`;
  const past = await served.get(path);
  expect([past.status, past.headers.get('x-data-as-of')]).toEqual([200, '2026-01-31']);
  const { alerts: _, recommendations: __, ...same } = now.json as Record<string, unknown>;
  expect(past.json).toMatchObject(same);
  expect(past.json).toMatchObject({ alerts: { open: 5, acknowledged: null }, recommendations: { open: 4, acted_on: null } });
  const kept = await served.get(path);
  expect([kept.headers.get('x-cache'), kept.headers.get('x-data-as-of'), kept.text]).toEqual(['HIT', '2026-01-31', past.text]);
  expect((await served.get(`/api/customer/001H00000000003?as_of=2026-01-31`)).headers.get('location')).toBe(path);
  const gone = await served.get(`/api/customer/${mill}?as_of=2025-12-24`);
  expect(problem(gone)).toEqual([404, 'NO_SUCH_DAY']);
  expect(gone.text).toContain('2026-01-30, 2026-01-31');
  const { items } = await page('/api/days');
  expect(items.map((one) => one['as_of'])).toEqual(['2026-01-31', '2026-01-30']);
  expect(problem(await served.get(`/api/customer/${mill}?as_of=today`))).toEqual([400, 'BAD_REQUEST']);
});

test('another server of the same actions is refused, and told why; one of others needs a port of its own', async () => {
  const second = await served.audit('serve', '--lake', 'data', '--port', '0');
  expect([second.code, second.stderr]).toEqual([75, expect.stringContaining('data.state are in use by another server')]);
  const env = { AUDIT_SERVE_STATE: 'other.state' };
  const { code, stderr } = await auditHere(['serve', '--port', new URL(served.url).port], { cwd: served.cwd, env });
  expect([code, stderr]).toEqual([2, expect.stringContaining('in use')]);
});

/** The command line, which asks the running server. */
const actions = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  await auditHere(['actions', ...args], { cwd: served.cwd, env: { AUDIT_API_URL: served.url, ...env } });

test('the command line lists, executes and cancels by the running server, and follows the journal', async () => {
  const { id } = (await recommendations(quay))[0] ?? (await recommendations(mill))[3];
  expect((await actions(['execute', id, '--dry-run'])).stdout).toMatch(/: requested.*\nNothing was done/);
  expect((await actions(['execute', id, '--note', 'by hand', '--json'])).code).toBe(0);
  await settled(id);
  const again = await actions(['execute', id]);
  expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/the action is succeeded.*TRANSITION_REFUSED/)]);
  expect((await actions(['show', id])).stdout).toMatch(/succeeded[^]*running +succeeded +server/);
  expect((await actions(['list', '--limit', '1'])).stdout).toContain(id);
  expect((await actions(['list', '--dead'])).stdout).toBe('There is no such action.\n');
  expect((await actions(['cancel', id, '--idempotency-key', 'x'])).stdout).toContain('cancelled');
  expect((await actions(['cancel', id, '--idempotency-key', 'x'])).code).toBe(0);
  expect((await actions(['cancel', id])).code).toBe(2);
  expect((await actions(['show', unknown])).stderr).toContain('NO_SUCH_RECOMMENDATION');
  expect((await actions(['list'], { AUDIT_API_URL: 'http://127.0.0.1:9' })).code).toBe(6);
  expect((await actions(['list'], { AUDIT_API_URL: 'http://evil.example' })).code).toBe(2);
  expect((await actions(['verify'])).stdout).toMatch(/^\d+ entries, each after the one before it; a server has what is kept/);
});

test('with keys: who acts is named, notes are for those who may see them, and a key answers for itself only', async () => {
  const keys = await makeKeys(served);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const bearer = (name: keyof typeof keys) => ({ Authorization: `Bearer ${keys[name]}` });
  const list = (await served.get(`/api/customer/${mill}/recommendations`, bearer('reader'))).json as {
    items: { id: string; execution: object }[];
  };
  const { id } = list.items.find((one) => one.execution === null) ?? list.items[3]!;
  const asked = await execute(id, 'k-1', { note: 'ask for Ada' }, bearer('actor'));
  expect([asked.status, asked.json]).toMatchObject([202, { note: '***', requested_by: expect.stringMatching(/^[0-9a-f]{12}$/) as string }]);
  const seen = (await served.get(`/api/actions/${id}`, bearer('unmasked'))).json;
  expect(seen).toMatchObject({ note: 'ask for Ada' });
  expect((await served.get(`/api/actions/${id}`, bearer('reader'))).text).not.toContain('Ada');
  expect(problem(await execute(id, 'k-1', { note: 'ask for Ada' }, bearer('admin')))).toEqual([409, 'TRANSITION_REFUSED']);
  expect(problem(await execute(id, 'k-2', {}, bearer('reader')))).toEqual([403, 'NOT_ALLOWED']);
  expect(served.log()).not.toContain('Ada');
  const past = async (name: 'reader' | 'steward') =>
    (await served.get(`/api/customer/${mill}?as_of=2026-01-31`, bearer(name))).text.includes('Mill, Stone');
  expect([await past('reader'), await past('steward')]).toEqual([false, true]);
});

test('the journal is compared with what is kept once no server has it; who changes either is found out', async () => {
  expect((await actions(['list'])).code).toBe(5);
  expect(await served.stop()).toBe(0);
  const verified = async () => {
    const { code, stdout } = await actions(['verify', '--json']);
    return [code, JSON.parse(stdout) as unknown];
  };
  expect(await verified()).toMatchObject([0, { ok: true, compared: true, errors: [] }]);
  const path = join(served.cwd, 'data.state/journal.ndjson');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.split('\n').slice(0, 5).join('\n') + '\n');
  expect((await actions(['verify'])).stdout).toContain('more are kept');
  writeFileSync(path, text.replace('"attempt":1', '"attempt":2'));
  expect(await verified()).toMatchObject([3, { ok: false, errors: [{ line: 1, reason: 'entry 1 was changed' }] }]);
  writeFileSync(path, text);
  const state = await StateFile.open(join(served.cwd, 'data.state'), []);
  await state.transact([{ sql: `UPDATE journal SET detail = '{}' WHERE seq = $1`, values: [1n] }]);
  await state[Symbol.asyncDispose]();
  expect(await verified()).toMatchObject([3, { errors: [{ line: null, reason: 'what is kept: the note of entry 1 was changed' }] }]);
});
