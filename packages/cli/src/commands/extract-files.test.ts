import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditHere } from '../audit-in-process.fixture.ts';
import type { Finished } from '../audit-process.fixture.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'audit-extract-'));
  mkdirSync(join(cwd, 'drop'));
});

const drop = (name: string, content: string | Uint8Array): void => writeFileSync(join(cwd, 'drop', name), content);
const audit = (...args: readonly string[]): Promise<Finished> => auditHere(args, { cwd });
const extract = (...args: readonly string[]): Promise<Finished> => audit('extract', '--source', 'files', '--path', 'drop', ...args);
type Row = Readonly<Record<string, unknown>>;
const rowsOf = (text: string): readonly Row[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
const show = async (table: string, ...args: readonly string[]): Promise<readonly Row[]> =>
  rowsOf((await audit('show', table, '--limit', '0', '--json', ...args)).stdout);
const pick = (rows: readonly Row[], ...names: readonly string[]): readonly unknown[] => rows.map((row) => names.map((name) => row[name]));
const head = async (): Promise<number> => rowsOf((await audit('history', '--json')).stdout).length;

const accounts =
  'Id,Industry,SystemModstamp,IsDeleted\n1,Farming,2025-01-01T00:00:00Z,false\n2,"a ""b"", c",2025-01-02T00:00:00.5+0000,true\n';

describe('files as they are dropped', () => {
  test('become bronze tables, text by text, whatever they are packed in, in one version', async () => {
    drop('Account.csv', `\uFEFF${accounts}`);
    drop(
      'Contact.2026-01-31.ndjson.gz',
      gzipSync('{"Id":"c1","Amount__c":1.50e3,"Address":{"x":[1, null]},"None":null}\n{"Id":"c2","Late__c":true}\n'),
    );
    drop('OpportunityLineItem.json.zst', zstdCompressSync('[{"Id":"o1","Quantity":0.10}]'));
    drop('notes.txt', 'not for us');
    const { code, stdout, stderr } = await extract('--json');
    expect({ code, stdout: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      stdout: {
        version: 1,
        published: true,
        tables: [
          { object: 'Account', table: 'bronze_account', received: 2, landed: 2, deleted: 1, freshness: '2025-01-02T00:00:00.500000Z' },
          { object: 'Contact', table: 'bronze_contact', received: 2, landed: 2, deleted: 0, freshness: null },
          { object: 'OpportunityLineItem', table: 'bronze_opportunity_line_item', received: 1 },
        ],
      },
    });
    expect(stderr).toContain('notes.txt');
    expect(pick(await show('account'), 'Id', 'Industry', '_is_deleted', '_page', '_source_system')).toEqual([
      ['1', 'Farming', false, 1, 'files'],
      ['2', 'a "b", c', true, 2, 'files'],
    ]);
    expect(pick(await show('contact'), 'Id', 'Amount__c', 'Late__c')).toEqual([
      ['c1', '1.50e3', null],
      ['c2', null, 'true'],
    ]);
    expect(pick(await show('bronze_opportunity_line_item'), 'Quantity')).toEqual([['0.10']]);
    const names = readdirSync(join(cwd, 'data/bronze/account')).filter((name) => name.endsWith('.parquet'));
    expect(names).toEqual([expect.stringMatching(/^bronze_account_\d{8}T\d{12}Z_[0-9a-f]{8}\.parquet$/)]);
    expect((await audit('verify')).code).toBe(0);
  });

  test('that are no deliveries are told once, in a dry run too', async () => {
    drop('Account.csv', accounts);
    drop('notes.txt', 'not for us');
    for (const flag of ['--dry-run', '--json']) expect((await extract(flag)).stderr.split('notes.txt').length - 1).toBe(1);
  });

  test('are loaded once: what is there by its content is passed by, under any name, and nothing is published', async () => {
    drop('Account.csv', accounts);
    await extract();
    drop('Account.again.csv', accounts);
    const again = await extract();
    expect({ code: again.code, says: again.stdout, versions: await head() }).toEqual({
      code: 0,
      says: 'Nothing new: nothing was published.\n',
      versions: 1,
    });
    expect(JSON.parse((await extract('--dry-run', '--json')).stdout)).toMatchObject([{ object: 'Account', mode: 'skip' }]);
    drop('Account.more.csv', 'Id,Industry,SystemModstamp\n3,Mining,2025-02-01T00:00:00Z\n');
    expect(JSON.parse((await extract('--dry-run', '--json')).stdout)).toMatchObject([{ mode: 'full', why: '1 of 3 files are new' }]);
    await extract();
    expect(pick(await show('account'), 'Id')).toEqual([['1'], ['2'], ['3']]);
    await extract('--full');
    expect((await show('account')).length).toBe(6);
  });

  test('may bring columns that were not there: older rows have null, older versions do not have them', async () => {
    drop('Account.1.csv', 'Id,Industry\n1,Farming\n');
    await extract();
    drop('Account.2.csv', 'id,INDUSTRY,Rating\n2,Mining,Hot\n');
    const { stdout } = await audit('schema', 'drift', '--source', 'files', '--path', 'drop/Account.2.csv', '--json');
    expect(pick(rowsOf(stdout), 'change', 'column')).toContainEqual(['added', 'Rating']);
    await extract();
    expect(pick(await show('account'), 'Id', 'Industry', 'Rating')).toEqual([
      ['1', 'Farming', null],
      ['2', 'Mining', 'Hot'],
    ]);
    expect(Object.keys((await show('account', '--version', '1'))[0] ?? {})).not.toContain('Rating');
    expect(pick(await show('ops_source_schemas'), 'object', 'schema_version')).toEqual([
      ['Account', 1],
      ['Account', 2],
    ]);
    const hashes = new Set((await show('account')).map((row) => row['_schema_hash']));
    expect(hashes).toEqual(new Set((await show('ops_source_schemas')).map((row) => row['schema_hash'])));
  });

  test('may call their columns anything: like ours, like each other, like SQL', async () => {
    drop(
      'Odd.ndjson',
      JSON.stringify({ record: 1, RECORD: 2, _page: 3, fault: 4, "it's": 5, '"q"': 6, select: 7, __proto__x: 8, '2024': 9 }),
    );
    expect((await extract()).code).toBe(0);
    const [row] = await show('odd');
    expect(row).toMatchObject({
      record: '1',
      RECORD_2: '2',
      _page_2: '3',
      fault: '4',
      "it's": '5',
      '"q"': '6',
      select: '7',
      '2024': '9',
      _page: 1,
    });
    expect((await audit('show', 'odd')).code).toBe(0);
  });

  test('that come later look later, in one run by their names, although the clock stands still or goes back', async () => {
    const at = async (clock: string): Promise<void> => {
      const { code } = await auditHere(['extract', '--source', 'files', '--path', 'drop'], { cwd, env: { AUDIT_CLOCK: clock } });
      expect(code).toBe(0);
    };
    drop('Rate.0.csv', 'Id,Value\na,0\n');
    drop('Rate.1.csv', 'Id,Value\na,1\n');
    await at('2026-02-01T00:00:00Z');
    drop('Rate.2.csv', 'Id,Value\na,2\n');
    await at('2026-01-31T00:00:00Z');
    const rows = (await show('rate')).toSorted((left, right) => (String(left['Value']) < String(right['Value']) ? -1 : 1));
    expect(pick(rows, 'Value', '_extracted_at')).toEqual([
      ['0', '2026-02-01T00:00:00Z'],
      ['1', '2026-02-01T00:00:00.000001Z'],
      ['2', '2026-02-01T00:00:01Z'],
    ]);
  });

  test('without rows make a table without rows; the lake then knows its columns', async () => {
    drop('Account.csv', 'Id,Industry\n');
    expect((await extract()).code).toBe(0);
    expect(rowsOf((await audit('tables', '--json')).stdout)[0]).toMatchObject({ table: 'bronze_account', rows: 0 });
    drop('Account.2.csv', 'Id,Industry\n1,x\n');
    await extract();
    expect((await show('account')).length).toBe(1);
  });

  test('of many rows are written apart by month or by a column, as the settings say', async () => {
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ bronze: { partition_from_rows: 3 } }));
    drop('Account.csv', 'Id,CreatedDate,Region__c\n1,2025-01-31T00:00:00Z,EU\n2,2025-02-01T00:00:00Z,US\n3,,EU\n');
    await extract();
    const files = (version: number): readonly { readonly partition?: string; readonly rows: number }[] => {
      const manifest = JSON.parse(readFileSync(join(cwd, 'data/_log', `${String(version).padStart(20, '0')}.json`), 'utf8')) as {
        readonly body: {
          readonly tables: Readonly<Record<string, { readonly base: readonly { readonly partition?: string; readonly rows: number }[] }>>;
        };
      };
      return manifest.body.tables['bronze_account']?.base ?? [];
    };
    expect(files(1).map(({ partition, rows }) => [partition, rows])).toEqual([
      ['2025-01', 1],
      ['2025-02', 1],
      ['none', 1],
    ]);
    await extract('--full', '--json');
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ bronze: { partition_from_rows: 3, partition: 'region__c' } }));
    await extract('--full');
    expect(
      files(3)
        .slice(-2)
        .map(({ partition, rows }) => [partition, rows]),
    ).toEqual([
      ['EU', 2],
      ['US', 1],
    ]);
    expect((await show('account')).length).toBe(9);
  });
});

describe('what is wrong with a file', () => {
  const line = '{"Id":"1","Industry":"x"}';
  type Content = string | Uint8Array;

  /** The second record of each is refused: extension, content, code, its line, the column at fault. */
  const records: readonly (readonly [ext: string, content: Content, code: string, line: number, column?: string])[] = [
    ['ndjson', `${line}\n{"Industry":"x"}\n`, 'MISSING_FIELD', 2, 'Id'],
    ['csv', 'Id,Industry\n1,x\n" ",y\n', 'BLANK_ID', 3, 'Id'],
    ['csv', 'Id,SystemModstamp\n1,2025-01-01\n2,yesterday\n', 'BAD_TIMESTAMP', 3, 'SystemModstamp'],
    ['ndjson', `${line}\n{nope}\n`, 'NOT_JSON', 2],
    ['ndjson', `${line}\n{"x":${'['.repeat(70)}${']'.repeat(70)}}\n`, 'TOO_DEEP', 2],
    ['ndjson', `${line}\n{"x":"${'y'.repeat(1_100_000)}"}\n`, 'RECORD_TOO_LARGE', 2],
    ['ndjson', `${line}\n{"Id":"2","Id":"3"}\n`, 'DUPLICATE_KEY', 2, 'Id'],
    ['csv', Buffer.concat([Buffer.from('Id,Industry\n1,x\n2,'), Buffer.from([0xff]), Buffer.from('\n')]), 'NOT_UTF8', 3],
    ['ndjson', `${line}\n{"Id":"2","Industry":"\\ud83d"}\n`, 'NOT_UTF8', 2],
    ['ndjson', `${line}\n{"Id":"2","Amount":NaN}\n`, 'NON_FINITE', 2],
    ['csv', 'Id,Industry\n1,x\n2\n', 'RAGGED_ROW', 3],
    ['csv', 'Id,Industry\n1,x\n2,"y"z\n', 'BAD_QUOTES', 3],
    ['ndjson', `${line}\n{"Id":"2","Ind`, 'TRUNCATED', 2],
  ];

  test('each bad record is refused with its reason and line, or stands in quarantine with them while the others load', async () => {
    for (const [at, [ext, content]] of records.entries()) drop(`Case${at + 10}.${ext}`, content);
    const refused = await extract('--json');
    expect([refused.code, existsSync(join(cwd, 'data'))]).toEqual([3, false]);
    const counts = Map.groupBy(records, ([, , code]) => code);
    const { error } = JSON.parse(refused.stdout) as { readonly error: { readonly facts: { readonly counts: unknown } } };
    expect(error.facts.counts).toEqual(Object.fromEntries([...counts].map(([code, of]) => [code, of.length])));
    expect((await extract('--on-error', 'quarantine')).code).toBe(4);
    const aside = (await show('ops_quarantine')).toSorted((left, right) => (String(left['source']) < String(right['source']) ? -1 : 1));
    expect(pick(aside, 'source', 'code', 'record', 'line', 'column_name')).toEqual(
      records.map(([ext, , code, at, column], index) => [join('drop', `Case${index + 10}.${ext}`), code, 2, at, column ?? null]),
    );
    expect(aside.every((row) => row['raw'] === '***')).toBe(true);
    const metrics = await show('ops_extraction_metrics');
    expect(pick(metrics, 'received', 'landed', 'quarantined')).toEqual(records.map(() => [2, 1, 1]));
    expect((await extract('--on-error', 'quarantine')).stdout).toContain('Nothing new');
  });

  const files: readonly (readonly [name: string, content: Content, code: string])[] = [
    ['Case10.csv', '', 'EMPTY_INPUT'],
    ['Case11.json', '{"Id": "1"}', 'NOT_A_LIST'],
    ['Case12.json', '[{"Id":"1"},', 'TRUNCATED'],
    ['Case13.csv', 'Id,Industry\n1,"x\n', 'TRUNCATED'],
    ['Case14.csv.gz', Buffer.from(gzipSync('Id\n1\n').map((byte, at) => (at > 9 && at < 14 ? byte ^ 0xff : byte))), 'BAD_COMPRESSION'],
    ['Case15.csv.gz', gzipSync(`Id,Industry\n1,${'x'.repeat(60_000_000)}\n`), 'EXPANDS_TOO_FAR'],
    ['Case16.csv', 'Id,Id\n1,2\n', 'BAD_HEADER'],
    ['Case17.csv', 'Id,\n1,2\n', 'BAD_HEADER'],
    ['Case18.parquet', 'PAR1 not really', 'NOT_PARQUET'],
    ['Case19.arrow', 'ARROW1 not really', 'NOT_ARROW'],
  ];

  test('a file that cannot be read is refused whole; in quarantine mode the others load beside it, and it is done', async () => {
    for (const [name, content] of files) drop(name, content);
    drop('A.ndjson', line);
    const refused = await extract();
    expect([refused.code, refused.stderr.includes('EMPTY_INPUT'), existsSync(join(cwd, 'data'))]).toEqual([3, true, false]);
    expect((await extract('--on-error', 'quarantine')).code).toBe(4);
    const aside = (await show('ops_quarantine')).toSorted((left, right) => (String(left['source']) < String(right['source']) ? -1 : 1));
    expect(pick(aside, 'source', 'code', 'record')).toEqual(files.map(([name, , code]) => [join('drop', name), code, 0]));
    expect((await show('a')).length).toBe(1);
    expect((await extract('--on-error', 'quarantine')).stdout).toContain('Nothing new');
  });

  test('one content under the names of two objects is refused of each, and once of each', async () => {
    for (const name of ['Account.csv', 'Contact.1.csv', 'Contact.2.csv']) drop(name, '');
    for (const name of ['Order.ndjson', 'Task.ndjson']) drop(name, `${line}\n{"Industry":"x"}\n`);
    expect((await extract('--on-error', 'quarantine')).code).toBe(4);
    const aside = pick(await show('ops_quarantine'), 'source', 'code', 'record')
      .map(String)
      .toSorted();
    expect(aside).toEqual([
      `${join('drop', 'Account.csv')},EMPTY_INPUT,0`,
      `${join('drop', 'Contact.1.csv')},EMPTY_INPUT,0`,
      `${join('drop', 'Order.ndjson')},MISSING_FIELD,2`,
      `${join('drop', 'Task.ndjson')},MISSING_FIELD,2`,
    ]);
    expect(
      pick(await show('ops_input_files'), 'kind', 'quarantined')
        .map(String)
        .toSorted(),
    ).toEqual(['bronze_account,0', 'bronze_contact,0', 'bronze_order,1', 'bronze_task,1']);
    expect((await extract('--on-error', 'quarantine')).stdout).toContain('Nothing new');
  });

  test('no file that can be read is exit 3 in quarantine mode too, and nothing is written', async () => {
    drop('B.csv', '');
    expect((await extract('--on-error', 'quarantine')).code).toBe(3);
    expect(existsSync(join(cwd, 'data'))).toBe(false);
  });

  test('records that repeat others are known; those that contradict others are refused, all of them', async () => {
    const stamp = '2025-01-01T00:00:00Z';
    drop('A.csv', `Id,SystemModstamp,Industry\n1,${stamp},x\n1,${stamp},x\n2,${stamp},x\n2,${stamp},y\n3,${stamp},x\n3,2025-02-01,y\n`);
    expect((await extract()).code).toBe(3);
    expect((await extract('--on-error', 'quarantine')).code).toBe(4);
    expect(pick(await show('a'), 'Id', 'Industry')).toEqual([
      ['1', 'x'],
      ['3', 'x'],
      ['3', 'y'],
    ]);
    expect(pick(await show('ops_quarantine'), 'code', 'record', 'line')).toEqual([
      ['DUPLICATE_LINE', 3, 4],
      ['DUPLICATE_LINE', 4, 5],
    ]);
    expect(pick(await show('ops_extraction_metrics'), 'received', 'landed', 'duplicates', 'quarantined')).toEqual([[6, 3, 1, 2]]);
  });

  test('a stamp of the future is refused where the settings say so', async () => {
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ future_timestamp: 'refuse' }));
    drop('A.csv', 'Id,SystemModstamp\n1,2999-01-01T00:00:00Z\n2,2025-01-01T00:00:00Z\n');
    const { code, stderr } = await extract();
    expect([code, stderr.includes('FUTURE_TIMESTAMP')]).toEqual([3, true]);
    writeFileSync(join(cwd, 'audit.config.json'), JSON.stringify({ future_timestamp: 'warn' }));
    const warned = await extract();
    expect([warned.code, warned.stderr]).toEqual([0, expect.stringMatching(/stamps after the clock of this run.*A\.csv.*1/s)]);
  });

  test('names and folders that are not there are told, with what is', async () => {
    drop('Account.csv', accounts);
    const unknown = await extract('acount');
    expect([unknown.code, unknown.stderr.includes('did you mean "Account"?')]).toEqual([2, true]);
    expect((await audit('extract', '--source', 'files', '--path', 'nowhere')).code).toBe(2);
    expect((await audit('extract')).stderr).toContain('no source is configured');
    expect((await extract('--since', '2025-01-01')).code).toBe(2);
    expect((await extract('--metrics-file', 'no/where.prom')).code).toBe(2);
  });
});

test('the metrics of a run are a file of OpenMetrics, made whole', async () => {
  drop('Account.csv', accounts);
  await extract('--metrics-file', 'm.prom');
  const text = readFileSync(join(cwd, 'm.prom'), 'utf8');
  expect(text).toContain('audit_extract_rows{source="files",object="Account",outcome="landed"} 2\n');
  expect(text).toContain('# TYPE audit_extract_duration_seconds gauge\n# UNIT audit_extract_duration_seconds seconds\n');
  expect(text.endsWith('\n# EOF\n')).toBe(true);
  for (const row of text.split('\n').filter((one) => one !== '' && !one.startsWith('#')))
    expect(row).toMatch(/^[a-z_]+(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)+\})? -?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/);
  expect(readdirSync(cwd).toSorted()).toEqual(['data', 'drop', 'm.prom']);
});

test('Parquet of another program keeps every value as text; what it is packed in does not matter', async () => {
  const script = `import { DuckDBInstance } from '@duckdb/node-api';
    const db = await (await DuckDBInstance.create(':memory:')).connect();
    await db.run("COPY (SELECT '1' AS Id, 0.1::DECIMAL(9,3) AS d, 1e300 AS f, DATE '2024-02-29' AS day, TIMESTAMPTZ '2024-01-01 00:00:00.5+02' AS ts, [1, NULL] AS list, true AS b) TO '${join(cwd, 'drop/T.parquet')}'");`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '../../../..') });
  cpSync(join(cwd, 'drop/T.parquet'), join(cwd, 'T.parquet'));
  drop('U.parquet.gz', gzipSync(readFileSync(join(cwd, 'T.parquet'))));
  expect((await extract()).code).toBe(0);
  const expected = [['1', '0.100', '1e+300', '2024-02-29', '2023-12-31 22:00:00.5+00', '[1,null]', 'true']];
  expect(pick(await show('t'), 'Id', 'd', 'f', 'day', 'ts', 'list', 'b')).toEqual(expected);
  expect(pick(await show('u'), 'Id', 'd', 'f', 'day', 'ts', 'list', 'b')).toEqual(expected);
});
