import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Micros } from '../tables/column.ts';
import { Assertion } from './assertion.ts';
import { AuditError } from './audit-error.ts';
import { CatalogInvalid } from './catalog-invalid.ts';
import { DefinitionsInvalid, MappingInvalid, PipelineInvalid } from './declaration-invalid.ts';
import { catalogue } from './catalogue.ts';
import { ConfigError, SecretInConfig } from './config.ts';
import { ArrowRefused, DiskFull, EngineFailed, OutOfMemory, UpperChanged } from './engine.ts';
import { errorsPage } from './errors-page.ts';
import { ContentChanged, FileRefused, InputRefused, MixedCurrency } from './intake.ts';
import {
  CommitOutcomeUnknown,
  DamagedFile,
  DamagedLog,
  HeadMoved,
  LakeBusy,
  NetworkDisk,
  StateBusy,
  UnknownVersion,
  WriteFailed,
} from './lake.ts';
import { ManualContradiction } from './linking.ts';
import { RateMissing, RatesChanged, RateStale } from './rates.ts';
import { BatchChanged, ChangesUntold, LoadTimeNotLater, ProfileInvariantBroken, TooManyMissing } from './profile.ts';
import { GateFailed, ReplayDiffers } from './pipeline.ts';
import { reasons } from './reasons.ts';
import { SourceAuthentication, SourceIncomplete, SourceQuota, SourceRefused, SourceUnavailable } from './source.ts';
import { CheckFailed, ModelRefused, RowsUnaccounted, SchemaMismatch, UnknownTable } from './stage.ts';
import { FileMissing, FileUnreadable, Interrupted, UsageError } from './usage.ts';

const holder = { pid: 7, command: 'audit build-mart a.json', runId: 'r1', since: '2024-01-01T00:00:00Z' };
const problem = { code: 'BAD_NUMBER', source: 'a.json', record: 3, line: 5, column: 'quantity', value: 'abc' };

/** One of each class, each as it would be thrown, with the words its message must hold. */
const examples: readonly (readonly [AuditError, ...string[]])[] = [
  [new Assertion('two heads'), 'two heads', 'report it'],
  [new UsageError('unknown flag "--lak"', 'did you mean "--lake"?'), '--lak', '--lake'],
  [new FileMissing('a.json'), 'a.json', 'check'],
  [new FileUnreadable('data', 'it is a directory'), 'data', 'directory', 'name a file'],
  [new Interrupted('SIGINT'), 'SIGINT', 'run the same command again'],
  [new ConfigError('audit.config.json: lake', 'expected text', 'write a path'), 'audit.config.json: lake', 'write a path'],
  [new SecretInConfig('audit.config.json: db.password', 'AUDIT_DB_PASSWORD'), 'db.password', 'AUDIT_DB_PASSWORD_FILE'],
  [
    new CatalogInvalid('configs/enumerations', [
      { file: 'customer_occupation.yaml', line: 12, code: 'FARMER', what: 'order 6 is taken', remedy: 'give it another' },
      { file: 'customer_nationality.yaml', line: null, code: null, what: 'the file is missing', remedy: 'put it there' },
    ]),
    '2 faults in the catalogs in "configs/enumerations"',
    'customer_occupation.yaml:12 (FARMER): order 6 is taken; give it another',
    'customer_nationality.yaml: the file is missing; put it there',
  ],
  [
    new DefinitionsInvalid('metrics.json', [{ path: 'rules[0]', what: 'it is missing', remedy: 'give it a value' }]),
    'definitions "metrics.json"',
    'rules[0]',
  ],
  [
    new PipelineInvalid('nightly.json', [{ path: '', what: 'it is not JSON', remedy: 'correct it there' }]),
    'pipeline "nightly.json"',
    'it is not JSON',
  ],
  [
    new MappingInvalid('mapping.json', [
      { path: 'tables.account.columns[3].type', what: 'there is no type "dat"', remedy: 'did you mean "date"?' },
      { path: '', what: 'it is not JSON', remedy: 'correct it there' },
    ]),
    '2 faults in the mapping "mapping.json"',
    'tables.account.columns[3].type: there is no type "dat"; did you mean "date"?',
    'it is not JSON; correct it there',
  ],
  [new DiskFull('stage orders', '/spill', { spilling: true }), 'stage orders', '/spill', '--temp-dir'],
  [new OutOfMemory('stage orders', '1GB'), 'stage orders', '1GB', '--memory-limit'],
  [new EngineFailed('binding orders', 'no such column'), 'binding orders', 'no such column'],
  [new UpperChanged('duckdb', 1451), 'duckdb', '1451 letters', 'use the engine version'],
  [new ArrowRefused('offsets run backwards'), 'offsets run backwards', 'make the table again'],
  [new StateBusy('data.state', 77), 'data.state', 'pid 77', 'serve.state'],
  [new LakeBusy('data', holder), 'audit build-mart a.json', 'pid 7', 'try again'],
  [new HeadMoved('data', 3, 4), '3', '4', 'run again'],
  [new DamagedFile('gold/a.parquet', 'sha256 differs'), 'gold/a.parquet', 'sha256', 'audit verify'],
  [new DamagedLog('_log/1.json', 'sum differs'), '_log/1.json', 'audit verify'],
  [new UnknownVersion('data', '99', '1 to 4'), '99', '1 to 4', 'audit history'],
  [new CommitOutcomeUnknown('data', 4), 'version 4', 'audit verify'],
  [new WriteFailed('data/_stage', 'no space left'), 'no space left', 'nothing was published'],
  [new NetworkDisk('data', 'nfs'), 'nfs', 'local disk'],
  [new SourceAuthentication('db:5432/bank', 'password authentication failed', 'AUDIT_OPDB_URL'), 'db:5432/bank', 'AUDIT_OPDB_URL'],
  [new SourceUnavailable('db:5432/bank', 'connection refused'), 'db:5432/bank', 'connection refused', 'run again'],
  [
    new SourceIncomplete('org.my.salesforce.com', 'Account, page 2', ['200 rows promised, 175 came']),
    'org.my',
    'page 2',
    '175 came',
    'run again',
  ],
  [new SourceQuota('org.my.salesforce.com', '12000 of 15000 API requests are used'), 'org.my', '12000 of 15000', 'run again later'],
  [new SourceRefused('db:5432/bank', 'reading v', 'permission denied', '42501', { remedy: 'grant it' }), '42501', 'reading v', 'grant it'],
  [new GateFailed('nightly', [{ gate: 'accounts are there', found: '0 rows, at least 1' }]), 'nightly', 'accounts are there', 'at least 1'],
  [new ReplayDiffers('fixtures/replay/mart', ['gold_orders: 1 row differs']), 'fixtures/replay/mart', 'gold_orders', '--update'],
  [new UnknownTable('gold_order', ['gold_orders', 'ops_quarantine']), 'gold_order', 'gold_orders'],
  [new SchemaMismatch('model orders.sql', 'gold_orders', ['order_id is BIGINT, not VARCHAR']), 'BIGINT', 'gold_orders'],
  [new CheckFailed('orders', 'one_customer', [{ order_id: 'o1' }]), 'orders', 'one_customer', '"o1"'],
  [new ModelRefused('orders.sql', 3, 9, 'QUALIFY', 'use a sub-query'), 'line 3, column 9', 'QUALIFY', 'sub-query'],
  [new RowsUnaccounted('a.json', { received: 3, accepted: 1, quarantined: 1 }), 'received 3', 'quarantined 1'],
  [new InputRefused({ BAD_NUMBER: 1 }, [problem]), 'a.json record 3 (line 5), column quantity: BAD_NUMBER "abc"', '--on-error'],
  [new FileRefused('a.json', 'TRUNCATED', 12, 'the list is not closed'), 'TRUNCATED', 'byte 12', 'not closed', 'get the file again, whole'],
  [
    new MixedCurrency([
      { currency: 'EUR', place: 'the lake' },
      { currency: 'USD', place: 'a.json record 1' },
    ]),
    'EUR',
    'a.json record 1',
  ],
  [new BatchChanged('b1', 'new.ndjson', 'old.ndjson'), 'new.ndjson', 'old.ndjson', '"b1"', '--batch-id'],
  [new LoadTimeNotLater(1n as Micros, 2n as Micros), '1970-01-01T00:00:00.000001Z', '--load-ts'],
  [
    new ManualContradiction('manual.json', { entry: 2, a: 'A', b: 'C', type: 'different', by: 'eve', at: '2026-02-01' }, [
      { entry: 0, a: 'A', b: 'B', type: 'same', by: 'ann', at: '2026-01-01' },
      { entry: 1, a: 'B', b: 'C', type: 'same', by: 'bob', at: '2026-01-02' },
    ]),
    'manual.json: links[2] (A and C are different, by eve',
    'links[0] (A and B are same',
    'links[1] (B and C',
    'remove one',
  ],
  [new RateMissing('KWD', 'USD'), 'from KWD to USD', 'audit fx import'],
  [new RateStale({ from: 'ISK', to: 'USD', on: '2012-03-03' }, '2008-12-16', '1999-01-04'), 'ISK', '2012-03-03', '2008-12-16'],
  [
    new RatesChanged('rates.csv', 30, [
      { source: 'ecb', base: 'EUR', quote: 'USD', valid_from: '2024-03-28', was: '1.0811', is: '1.0812' },
    ]),
    'rates.csv',
    'ecb EUR/USD 2024-03-28: 1.0811 in the lake, 1.0812 now',
    'and 29 more',
    '--restate',
  ],
  [new ProfileInvariantBroken('one current version', [{ customer_id: 'c1' }]), 'one current version', '"c1"', 'audit profile verify'],
  [new ChangesUntold([{ target: 'crm', reason: 'it answered 500', told: 1 }]), '"crm" after 1 event: it answered 500', '--deliver'],
  [new TooManyMissing('view.csv', { missing: 7, current: 20, mostPercent: 5 }), '7 of 20', '5 %', '--max-missing-percent 35'],
  [new ContentChanged('a.json', '2024-01-01T00:00:00Z'), 'a.json', '--append', '--replace'],
];

type ErrorClass = { readonly prototype: unknown; readonly name: string };
const classes: ErrorClass[] = [];
beforeAll(async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  for (const file of files) {
    const names = (await import(/* @vite-ignore */ new URL(file, import.meta.url).href)) as Record<string, unknown>;
    for (const value of Object.values(names)) {
      if (typeof value === 'function' && value.prototype instanceof AuditError) classes.push(value);
    }
  }
});

describe('the error catalogue', () => {
  test('has each code once, reasons included but for those that are both', () => {
    const codes = [...catalogue.map((e) => e.code), ...Object.keys(reasons)];
    const twice = codes.filter((code, at) => codes.indexOf(code) !== at);
    expect(twice.toSorted()).toEqual(['MIXED_CURRENCY', 'RATE_MISSING', 'RATE_STALE']);
  });

  test('has an example here of every class in this folder', () => {
    const shown = new Set(examples.map(([error]) => error.constructor.name));
    expect(classes.map((c) => c.name).filter((name) => !shown.has(name))).toEqual([]);
    expect(classes.length).toBe(examples.length);
  });

  test('describes exactly the classes there are, with their exit codes', () => {
    const ofClasses = examples.map(([error]) => `${error.code} ${error.exitCode}`);
    expect(catalogue.map((e) => `${e.code} ${e.exitCode}`).toSorted()).toEqual(ofClasses.toSorted());
  });

  test.each(examples.map(([error, ...words]) => ({ code: error.code, error, words })))(
    '$code says what, where and what to do',
    ({ error, words }) => {
      for (const word of words) expect(error.message).toContain(word);
      expect(error.name).toBe(error.constructor.name);
      expect(error.message).toMatch(/;/);
    },
  );

  test('agrees with the exit codes promised to cron jobs', () => {
    const byExit = Object.groupBy(catalogue, (e) => String(e.exitCode));
    expect(byExit['75']?.map((e) => e.code)).toEqual(['CHANGES_UNTOLD', 'HEAD_MOVED', 'LAKE_BUSY', 'SOURCE_QUOTA', 'STATE_BUSY']);
    expect(byExit['5']?.map((e) => e.code)).toEqual(['SOURCE_AUTHENTICATION']);
    expect(byExit['6']?.map((e) => e.code)).toEqual(['SOURCE_UNAVAILABLE', 'SOURCE_INCOMPLETE']);
    expect(byExit['130']?.map((e) => e.code)).toEqual(['INTERRUPTED']);
    expect(byExit['2']?.map((e) => e.code)).toContain('FILE_MISSING');
  });

  test('makes a page on which every code and reason stands', () => {
    const page = errorsPage();
    for (const code of [...catalogue.map((e) => e.code), ...Object.keys(reasons)]) expect(page).toContain(`| \`${code}\` |`);
  });
});

describe('input refused', () => {
  test('names the first twenty and counts them all', () => {
    const problems = Array.from({ length: 25 }, (_, at) => ({ ...problem, record: at + 1 }));
    const { message } = new InputRefused({ BAD_NUMBER: 30, BLANK_ID: 5 }, problems);
    expect(message).toContain('35 bad records (BAD_NUMBER 30, BLANK_ID 5)');
    expect(message).toContain('record 20 ');
    expect(message).not.toContain('record 21 ');
    expect(message).toContain('and 15 more');
  });
});
