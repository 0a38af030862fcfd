import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { countDifferent, duckDbEngine, Lake, bindTable } from '@audit/warehouse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keptTables } from '../table-lookup.ts';
import { openHookServer } from '../triggers/hook-server.fixture.ts';
import { everyStep, laterLines, type NightProject, openNightProject, profileLine } from './run/night-project.fixture.ts';

let project: NightProject;
beforeEach(() => {
  project = openNightProject();
});
afterEach(() => project[Symbol.dispose]());

interface Told {
  readonly status: string;
  readonly version: number;
  readonly quarantined: number;
  readonly steps: readonly {
    readonly step: string;
    readonly outcome: string;
    readonly why: string;
    readonly resumed: boolean;
    readonly tables: readonly { readonly table: string }[];
  }[];
  readonly gates: readonly { readonly gate: string; readonly outcome: string; readonly value: number | null }[];
  readonly report: { readonly html: string; readonly json: string } | null;
}

const run = async (args: readonly string[] = [], env: Readonly<Record<string, string>> = {}, code = 0): Promise<Told> => {
  const finished = await project.audit(['run', '--json', ...args], env);
  expect([finished.code, finished.stderr]).toEqual([code, finished.code === code ? finished.stderr : '']);
  return JSON.parse(finished.stdout) as Told;
};
const head = (lake = 'data') => Lake.open(join(project.cwd, lake)).head();

/** Columns that tell when and by which run a row was written. */
const written = /run_id|_at$|_ts$|^clock|made_at|seconds|load|recorded|event_id|audit_id|extract|created|updated|digest|batch/;

/** Rows in which two lakes of the project differ, by table, columns that only tell of the run left out. */
const differences = async (one: string, other: string): Promise<Readonly<Record<string, number>>> => {
  const [left, right] = [one, other].map((name) => Lake.open(join(project.cwd, name)));
  await using engine = duckDbEngine({ tempDirectory: join(project.cwd, 'spill'), directories: [project.cwd], threads: 1 });
  await using session = await engine.session();
  const found: Record<string, number> = {};
  for (const { name, table, state } of keptTables(right!.head())) {
    const was = left!.head().tables[name];
    if (name.startsWith('ops_') || was === undefined) continue;
    await bindTable(session, 'one', left!, table, was);
    await bindTable(session, 'other', right!, table, state);
    const columns = Object.keys(table.columns).filter((column) => !written.test(column) && !column.startsWith('_'));
    found[name] = await countDifferent(session, 'one', 'other', columns);
  }
  return found;
};

describe('a night', () => {
  test('makes in one version what its commands make one by one, does nothing twice, and takes in what is new', async () => {
    project.declare({ steps: everyStep });
    const first = await run();
    expect(first).toMatchObject({ status: 'published', version: 1, quarantined: 0 });
    expect(first.steps.map(({ step, outcome }) => `${step} ${outcome}`)).toEqual([
      'extract done',
      'transform done',
      'link done',
      'mart done',
      'profile done',
    ]);
    // As a kill after publication leaves it.
    const deltaLog = join(project.cwd, 'data/gold/orders/_delta_log');
    rmSync(deltaLog, { recursive: true });
    const again = await run();
    expect(again).toMatchObject({ status: 'unchanged', version: 1 });
    expect(existsSync(deltaLog)).toBe(true);
    expect(again.steps.flatMap(({ tables }) => tables)).toEqual([]);

    const singly = async (clock: string, files: readonly string[], batch: string): Promise<void> => {
      const env = { AUDIT_CLOCK: clock, AUDIT_LAKE: 'singly' };
      for (const args of [['extract'], ['transform'], ['link', 'run'], ['build-mart', ...files], ['profile', 'load', batch]])
        expect(await project.audit([...args, '--quiet'], env)).toMatchObject({ code: 0, stderr: '' });
    };
    await singly('2026-03-01T02:00:00Z', ['input/lines.csv'], 'input/profiles-1.ndjson');
    project.append('drop/Account.csv', '001A000004,New Quay,GB,2026-03-01T10:00:00.000Z\n');
    project.write('input/lines-2.csv', laterLines(30, 33));
    project.write('input/profiles-2.ndjson', profileLine('1', 'MARRIED', '2026-02-01T00:00:00Z'));
    const second = await run([], { AUDIT_CLOCK: '2026-03-02T02:00:00Z' });
    expect(second).toMatchObject({ status: 'published', version: 2 });
    await singly('2026-03-02T02:00:00Z', ['input/lines-2.csv'], 'input/profiles-2.ndjson');
    const found = await differences('singly', 'data');
    expect(Object.keys(found)).toEqual(
      expect.arrayContaining([
        'bronze_account',
        'silver_accounts',
        'silver_account_masters',
        'gold_orders',
        'gold_customer_period_year',
        'curated_dim_customer_profile',
      ]),
    );
    expect(Object.entries(found).filter(([, rows]) => rows > 0)).toEqual([]);
    // All that changed, changed in the one version.
    const { tables, accounts, job } = head();
    expect([...new Set(Object.values(tables).map(({ changedAt }) => changedAt))].toSorted((left, right) => left - right)).toEqual([1, 2]);
    expect(tables['gold_orders']).toMatchObject({ changedAt: 2 });
    expect(job).toBe('nightly');
    expect(accounts.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['extract/files.Account', 'datamart/orders', 'link', 'scd2-profile/load']),
    );
    expect((await project.audit(['verify', '--json'])).code).toBe(0);
  }, 300_000);

  test('leaves out what has nothing to do, and says why; what is required and has nothing is refused', async () => {
    project.declare({ steps: { ...everyStep, profile: { batches: ['nowhere/*'] }, link: { enabled: false } } });
    const told = await run(['--only', 'extract,mart,link,profile']);
    const whys = Object.fromEntries(told.steps.map(({ step, outcome, why }) => [step, `${outcome} ${why}`.trim()]));
    expect(whys).toEqual({
      extract: 'done',
      transform: 'skipped not asked for',
      link: 'skipped switched off in the pipeline',
      mart: 'done',
      profile: 'skipped no file matches nowhere/*',
    });
    project.declare({ steps: { profile: { batches: ['nowhere/*'], required: true } } });
    const refused = await project.audit(['run', '--report', 'reports']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('the step profile has nothing to do: no file matches nowhere/*');
    const [json = ''] = readdirSync(join(project.cwd, 'reports')).filter((name) => name.endsWith('.json'));
    expect(JSON.parse(readFileSync(join(project.cwd, 'reports', json), 'utf8'))).toMatchObject({
      steps: [{ step: 'profile', outcome: 'failed' }],
    });
    expect(head().version).toBe(1);
  });

  test('ends with 4 where rows stand in quarantine, and counts them', async () => {
    project.append('input/lines.csv', 'l99,o99,c1,2026-02-30T00:00:00Z,p1,1,1.00,\n');
    project.declare({ steps: { mart: everyStep.mart } });
    const told = await run([], {}, 4);
    expect(told).toMatchObject({ status: 'published', quarantined: 1 });
    const quality = JSON.parse((await project.audit(['quality', '--json'])).stdout) as { readonly quarantine: readonly object[] };
    expect(quality.quarantine).toMatchObject([{ source: 'input/lines.csv', code: 'BAD_TIMESTAMP', column: 'event_ts', rows: 1 }]);
  });

  test('is for one day or several: those that were missed run in order, one version each', async () => {
    project.declare({ steps: { mart: everyStep.mart } });
    await run([], { AUDIT_CLOCK: '2026-03-01T02:00:00Z' });
    const missed = await project.audit(['run', '--missed', '--json'], { AUDIT_CLOCK: '2026-03-04T02:00:00Z' });
    const days = missed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly as_of: string; readonly version: number });
    expect(days.map(({ as_of: day, version }) => [day, version])).toEqual([
      ['2026-03-02', 2],
      ['2026-03-03', 3],
      ['2026-03-04', 4],
    ]);
    expect((await project.audit(['run', '--missed'], { AUDIT_CLOCK: '2026-03-04T02:00:00Z' })).stdout).toBe(
      'nightly: no day is missing.\n',
    );
    const back = await project.audit(['run', '--from', '2026-02-01', '--to', '2026-02-02', '--json'], {
      AUDIT_CLOCK: '2026-03-04T02:00:00Z',
    });
    expect(
      back.stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as Told).status),
    ).toEqual(['unchanged', 'unchanged']);
    expect(head().version).toBe(4);
    // Some steps alone are not the night of the day.
    project.declare({ steps: { mart: everyStep.mart, profile: everyStep.profile } });
    const later = { AUDIT_CLOCK: '2026-03-05T02:00:00Z' };
    expect(await run(['--only', 'mart'], later)).toMatchObject({ status: 'unchanged' });
    const plan = await project.audit(['run', '--missed', '--dry-run', '--json'], later);
    expect(JSON.parse(plan.stdout)).toMatchObject({ days: ['2026-03-05'] });
    for (const [args, words] of [
      [['--only', 'mart,link'], '--only: the pipeline has no step link; it has mart, profile'],
      [['--from', '2024-01-01'], '794 days are too many for one call; give at most 400 with --from and --to'],
      [['--as-of', '2026-02-30'], 'is no day'],
      [['--as-of', '2027-01-01'], 'after today'],
      [['--from', '2026-03-03', '--to', '2026-03-01'], 'is after --to'],
    ] as const) {
      const refused = await project.audit(['run', ...args], { AUDIT_CLOCK: '2026-03-04T02:00:00Z' });
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(words)]);
    }
  });

  test('is planned without touching anything: what is stale and why, and what waits for a step before', async () => {
    project.declare({ steps: everyStep });
    const plan = async (): Promise<Readonly<Record<string, string>>> => {
      const { stdout } = await project.audit(['run', '--dry-run', '--json']);
      const { steps } = JSON.parse(stdout) as { readonly steps: readonly { readonly step: string; readonly what: string }[] };
      return Object.fromEntries(steps.map(({ step, what }) => [step, what]));
    };
    expect(await plan()).toEqual({ extract: 'run', transform: 'may', link: 'may', mart: 'run', profile: 'run' });
    expect(existsSync(join(project.cwd, 'data'))).toBe(false);
    await run();
    expect(await plan()).toMatchObject({ extract: 'skip', transform: 'skip', mart: 'skip', profile: 'skip' });
    // A change that linking does not read is no reason to link.
    project.append('drop/Account.csv', '001A000003,Old Quay,GB,2026-03-01T01:00:00.000Z\n');
    await run();
    expect(await plan()).toMatchObject({ transform: 'skip', link: 'may' });
    project.write('input/lines-2.csv', laterLines(30, 31));
    expect(await plan()).toMatchObject({ extract: 'skip', mart: 'run', profile: 'skip' });
  });

  test('goes on behind the steps that were done when a source could not be reached, and keeps its name', async () => {
    const { extract, mart } = everyStep;
    project.declare({ steps: { extract, transform: {}, mart, profile: { source: 'opdb' } }, outputs: { report: 'reports' } });
    const env = { AUDIT_OPDB_URL: 'postgres://u:p@127.0.0.1:1/bank' };
    for (let attempt = 0; attempt < 2; attempt++) expect((await project.audit(['run'], env)).code).toBe(6);
    expect(head().version).toBe(0);
    const reports = readdirSync(join(project.cwd, 'reports')).filter((name) => name.endsWith('.json'));
    // The second attempt is the same run: its report takes the place of the first one's.
    expect(reports).toHaveLength(1);
    const resumed = (name = ''): readonly string[] => {
      const { steps } = JSON.parse(readFileSync(join(project.cwd, 'reports', name), 'utf8')) as Told;
      return steps.map((one) => `${one.step} ${one.outcome}${one.resumed ? ' before' : ''}`);
    };
    expect(resumed(reports[0])).toEqual(['extract done before', 'transform done before', 'mart done before', 'profile failed']);
    // What was made by another mapping is not gone on with.
    const shipped = readFileSync(new URL('../../../../configs/bronze_to_silver_mapping.json', import.meta.url), 'utf8');
    project.write('configs/bronze_to_silver_mapping.json', shipped.replace('Companies and branches', 'Branches'));
    expect((await project.audit(['run'], env)).code).toBe(6);
    const [other] = readdirSync(join(project.cwd, 'reports')).filter((name) => name.endsWith('.json') && !reports.includes(name));
    expect(resumed(other)).toEqual(['extract done', 'transform done', 'mart done', 'profile failed']);
  });

  test('waits for no one: beside another writer it ends with 75', async () => {
    project.declare({ steps: { mart: everyStep.mart } });
    await using _ = await Lake.open(join(project.cwd, 'data')).lock({ runId: 'other', command: 'audit extract' });
    expect((await project.audit(['run'])).code).toBe(75);
  });
});

describe('gates', () => {
  const gate = (name: string, rest: object): object => ({ name, table: 'gold_orders', ...rest });

  test('that data do not pass keep everything unpublished; the report says so, and whoever asked is told', async () => {
    const tell = [process.execPath, '-e', 'process.stdin.pipe(require("node:fs").createWriteStream("told.ndjson"))'];
    project.declare({
      steps: { mart: everyStep.mart },
      gates: [
        gate('enough orders', { rows: { at_least: 100 } }),
        gate('none is large', { rule: { lt: ['total_spend', 1] }, on_breach: 'warn' }),
        gate('an order is there once', { unique: { columns: ['order_id'] } }),
      ],
      outputs: { report: 'reports', on_failure: [{ name: 'ops', command: tell }] },
    });
    const failed = await project.audit(['run', '--json']);
    expect(failed.code).toBe(3);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      error: { code: 'GATE_FAILED', facts: { broken: [{ gate: 'enough orders', found: 'rows 7, at least 100' }] } },
    });
    expect([head().version, readdirSync(join(project.cwd, 'data/_stage'))]).toEqual([0, []]);
    const [html = '', json = ''] = readdirSync(join(project.cwd, 'reports'))
      .toSorted()
      .map((name) => readFileSync(join(project.cwd, 'reports', name), 'utf8'));
    expect(html).toContain('nothing was published');
    // One page that needs nothing else: no script, no file, no address; and the picture of what would have been made.
    expect(html).not.toMatch(/<script|<link|<img|src=|href=|https?:\/\//);
    expect(html).toMatch(/<svg[^]*silver_transaction_lines[^]*gold_orders[^]*<\/svg>/);
    expect(JSON.parse(json)).toMatchObject({
      status: 'failed',
      version: null,
      gates: [{ outcome: 'failed' }, { outcome: 'warned', value: 7 }, { outcome: 'passed', value: 0 }],
    });
    expect(JSON.parse(readFileSync(join(project.cwd, 'told.ndjson'), 'utf8'))).toMatchObject({
      event: 'PIPELINE_FAILED',
      pipeline: 'nightly',
      error: { code: 'GATE_FAILED' },
    });
  });

  test('measure rows, shares, uniqueness, age and rules, are kept with the version, and skip what is not there', async () => {
    project.declare({
      steps: { mart: everyStep.mart },
      gates: [
        gate('rows', { rows: { at_least: 7, at_most: 7 } }),
        gate('no cost is known', { null_share: { column: 'total_margin', at_most: 0.5 }, on_breach: 'warn' }),
        gate('customers come once', { unique: { columns: ['customer_id'] }, on_breach: 'warn' }),
        gate('fresh', { freshness: { column: 'last_item_ts', within_hours: 24 }, on_breach: 'warn' }),
        gate('old enough', { freshness: { column: 'last_item_ts', within_hours: 100_000 } }),
        gate('most are small', { rule: { lt: ['total_spend', 25] }, at_most_share: 0.9 }),
        { name: 'few are refused', table: 'silver_transaction_lines', quarantine_share: { at_most: 0 } },
        { name: 'not there', table: 'silver_accounts', null_share: { column: 'name', at_most: 0 } },
      ],
    });
    const { gates } = await run();
    expect(Object.fromEntries(gates.map((one) => [one.gate, one.outcome]))).toEqual({
      rows: 'passed',
      'no cost is known': 'warned',
      'customers come once': 'warned',
      fresh: 'warned',
      'old enough': 'passed',
      'most are small': 'passed',
      'few are refused': 'passed',
      'not there': 'skipped',
    });
    const kept = JSON.parse((await project.audit(['quality', '--json'])).stdout) as {
      readonly gates: readonly { readonly gate: string; readonly value: number | null }[];
    };
    expect(kept.gates).toHaveLength(8);
    expect(kept.gates.find(({ gate: name }) => name === 'no cost is known')).toMatchObject({
      value: 1,
      outcome: 'warned',
      pipeline: 'nightly',
      as_of: '2026-03-01',
    });
    expect((await project.audit(['quality'])).stdout).toMatch(/customers come once +gold_orders +duplicates 3/);
  });
});

/** What OpenLineage 2-0-2 requires of a run event and of the facets that are sent. */
const requiredFacets: Readonly<Record<string, readonly string[]>> = {
  parent: ['run.runId', 'job.namespace', 'job.name'],
  nominalTime: ['nominalStartTime'],
  errorMessage: ['message', 'programmingLanguage'],
  jobType: ['processingType', 'integration'],
  schema: ['fields'],
  columnLineage: ['fields'],
  outputStatistics: ['rowCount'],
};
const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce((inner, key) => (inner as Readonly<Record<string, unknown>> | undefined)?.[key], value);
const lacks = (event: unknown): readonly string[] => {
  const missing = ['eventType', 'eventTime', 'producer', 'schemaURL', 'run.runId', 'job.namespace', 'job.name'].filter(
    (path) => at(event, path) === undefined,
  );
  const datasets = [...(at(event, 'inputs') as readonly object[]), ...(at(event, 'outputs') as readonly object[])];
  const holders = [at(event, 'run'), at(event, 'job'), ...datasets];
  for (const dataset of datasets) missing.push(...['namespace', 'name'].filter((path) => at(dataset, path) === undefined));
  for (const holder of holders)
    for (const group of ['facets', 'outputFacets'])
      for (const [name, facet] of Object.entries(at(holder, group) ?? {}))
        missing.push(
          ...['_producer', '_schemaURL', ...(requiredFacets[name] ?? ['known'])]
            .filter((path) => at(facet, path) === undefined)
            .map((path) => `${name}.${path}`),
        );
  return missing;
};

test('events of OpenLineage tell of the run and its steps, to a file and to an endpoint, as the specification asks', async () => {
  await using server = await openHookServer();
  project.declare({
    steps: { extract: {}, transform: {}, mart: everyStep.mart },
    outputs: { openlineage: { file: 'lineage/events.ndjson', url: server.url, api_key_env: 'LINEAGE_KEY' } },
  });
  expect((await project.audit(['run'])).stderr).toContain('LINEAGE_KEY');
  await run([], { LINEAGE_KEY: 's3cret' });
  const text = readFileSync(join(project.cwd, 'lineage/events.ndjson'), 'utf8');
  const events = text
    .trim()
    .split('\n')
    .map(
      (line) =>
        JSON.parse(line) as {
          readonly eventType: string;
          readonly job: { readonly name: string };
          readonly run: { readonly runId: string };
        },
    );
  expect(events.flatMap(lacks)).toEqual([]);
  expect(events.map(({ eventType, job }) => `${eventType} ${job.name}`)).toEqual([
    'START nightly',
    ...['extract', 'transform', 'mart'].flatMap((step) => [`START nightly.${step}`, `COMPLETE nightly.${step}`]),
    'COMPLETE nightly',
  ]);
  expect(events.every(({ run: { runId } }) => /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(runId))).toBe(
    true,
  );
  const transform = events.find(({ eventType, job }) => eventType === 'COMPLETE' && job.name === 'nightly.transform');
  const outputs = at(transform, 'outputs') as readonly { readonly name: string }[];
  const accounts = outputs.find(({ name }) => name === 'silver_accounts');
  expect(at(accounts, 'outputFacets.outputStatistics.rowCount')).toBe(3);
  expect(at(accounts, 'facets.columnLineage.fields.name.inputFields')).toMatchObject([{ name: 'bronze_account', field: 'Name' }]);
  expect((at(transform, 'inputs') as readonly { readonly name: string }[]).map(({ name }) => name)).toContain('bronze_account');
  expect(server.heard.map(({ body }) => body)).toEqual(text.trim().split('\n'));
  expect(server.heard[0]?.headers.authorization).toBe('Bearer s3cret');
  expect(text).not.toContain('s3cret');
  // An endpoint that refuses is warned of once, and fails no run.
  server.answer = () => 400;
  project.write('input/lines-2.csv', laterLines(30, 31));
  const finished = await project.audit(['run'], { LINEAGE_KEY: 's3cret' });
  expect([finished.code, finished.stderr.match(/OpenLineage/g)?.length]).toEqual([0, 1]);
}, 300_000);
