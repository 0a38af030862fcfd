import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Lake } from '@audit/warehouse';
import { expect, test } from 'vitest';
import { everyStep, openNightProject } from './night-project.fixture.ts';

const gate = (name: string, rest: object): object => ({ name, table: 'gold_orders', ...rest });

test('gates and steps that name what is not there are refused with the JSON path and the nearest right name', async () => {
  using project = openNightProject();
  const refusedWith = async (pipeline: object): Promise<string> => {
    project.declare(pipeline);
    const { code, stderr } = await project.audit(['run']);
    expect(code).toBe(2);
    return stderr;
  };
  expect(await refusedWith({ steps: { marts: {} } })).toMatch(/steps\.marts: there is no "marts" here; did you mean "mart"\?/);
  expect(await refusedWith({ steps: { mart: { transactions: 'x' } } })).toContain('steps.mart.transactions');
  expect(await refusedWith({ steps: {}, gates: [gate('two', { rows: { at_least: 1 }, unique: { columns: ['a'] } })] })).toContain(
    'gates[0]',
  );
  const mart = { steps: { mart: everyStep.mart } };
  expect(await refusedWith({ ...mart, gates: [gate('g', { null_share: { column: 'totl_spend', at_most: 0 } })] })).toMatch(
    /gates\[0\]\.null_share\.column: gold_orders has no column "totl_spend"; did you mean "total_spend"\?/,
  );
  expect(await refusedWith({ ...mart, gates: [gate('g', { rule: { gt: ['totl_spend', 0] } })] })).toMatch(
    /gates\[0\]\.rule\.gt\[0\]: there is no column "totl_spend"; did you mean "total_spend"\?/,
  );
  expect(await refusedWith({ ...mart, gates: [{ ...gate('g', { rows: { at_least: 1 } }), table: 'gold_ordres' }] })).toMatch(
    /gates\[0\]\.table: there is no table "gold_ordres"; did you mean "gold_orders"\?/,
  );
  // Before any step works, and of tables that definitions declare too.
  project.declare({
    steps: { mart: everyStep.mart, aggregate: {} },
    gates: [{ ...gate('g', { null_share: { column: 'helth_score', at_most: 0 } }), table: 'gold_customer_360' }],
    outputs: { report: 'reports' },
  });
  expect((await project.audit(['run'])).stderr).toMatch(/gates\[0\]\.null_share\.column: gold_customer_360 .*"health_score"/);
  const [json = ''] = readdirSync(join(project.cwd, 'reports')).filter((name) => name.endsWith('.json'));
  expect(JSON.parse(readFileSync(join(project.cwd, 'reports', json), 'utf8'))).toMatchObject({ steps: [] });
  expect((await project.audit(['run', 'weekly'])).stderr).toContain('there is no pipeline "weekly"');
  expect(Lake.open(join(project.cwd, 'data')).head().version).toBe(0);
});

test('a source that is gone ends the run like any step: it is told of, reported, and an event', async () => {
  using project = openNightProject();
  const tell = [process.execPath, '-e', 'process.stdin.pipe(require("node:fs").createWriteStream("told.ndjson"))'];
  const outputs = { report: 'reports', openlineage: { file: 'events.ndjson' }, on_failure: [{ name: 'ops', command: tell }] };
  project.declare({ steps: { extract: {} }, outputs });
  project.write('audit.config.json', JSON.stringify({ files: { path: 'gone' } }));
  const refused = await project.audit(['run']);
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('no file at "gone"')]);
  const lines = (path: string): readonly { readonly eventType?: string }[] =>
    readFileSync(join(project.cwd, path), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly eventType?: string });
  expect(lines('told.ndjson')).toMatchObject([{ event: 'PIPELINE_FAILED', step: 'extract', error: { code: 'FILE_MISSING' } }]);
  expect(lines('events.ndjson').map(({ eventType }) => eventType)).toEqual(['START', 'START', 'FAIL', 'FAIL']);
  expect(readdirSync(join(project.cwd, 'reports'))).toHaveLength(2);
});
