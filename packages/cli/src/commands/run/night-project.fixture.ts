import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditHere } from '../../audit-in-process.fixture.ts';
import type { Finished } from '../../audit-process.fixture.ts';

/** For tests: a folder with something for every step of a night. */
export interface NightProject extends Disposable {
  readonly cwd: string;
  readonly audit: (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Finished>;
  /** Declares the pipeline `nightly` of the project. */
  readonly declare: (pipeline: object) => void;
  readonly write: (path: string, text: string) => void;
  readonly append: (path: string, text: string) => void;
}

/** Steps over all that a project has. */
export const everyStep = {
  extract: { on_error: 'quarantine' },
  transform: {},
  link: {},
  mart: { transactions: ['input/lines*.csv'], on_error: 'quarantine' },
  profile: { batches: ['input/profiles*.ndjson'] },
} as const;

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => from + at)
    .map((i) => `l${i},o${i % 7},c${(i % 7) % 3},2025-0${1 + (i % 6)}-10T08:00:00Z,p${i % 4},2,${(i % 5) + 1}.50,\n`)
    .join('');

/** A profile as its source delivers it. */
export const profileLine = (customer: string, status: string, at: string): string =>
  `${JSON.stringify({ customer_id: customer, evidence_unique_key: `K${customer}`, firstname: 'A', lastname: 'B', marital_status: status, last_modified_ts: at })}\n`;

export const openNightProject = (): NightProject => {
  const cwd = mkdtempSync(join(tmpdir(), 'audit-night-'));
  const write = (path: string, text: string): void => {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), text);
  };
  const stamp = '2026-01-05T10:00:00.000Z';
  write(
    'drop/Account.csv',
    `Id,Name,BillingCountry,SystemModstamp\n001A000001,Harbour Foods,DE,${stamp}\n001A000002,Harbour Foods GmbH,DE,${stamp}\n001A000003,Old Quay,GB,${stamp}\n`,
  );
  write('input/lines.csv', `line_id,order_id,customer_id,event_ts,product_id,quantity,unit_price,unit_cost\n${lines(0, 30)}`);
  write('input/profiles-1.ndjson', profileLine('1', 'SINGLE', '2025-12-01T00:00:00Z') + profileLine('2', 'SINGLE', '2025-12-01T00:00:00Z'));
  write('audit.config.json', JSON.stringify({ files: { path: 'drop' }, silver: { currency: 'off' }, profile: { mapping: 'off' } }));
  return {
    cwd,
    write,
    append: (path, text) => appendFileSync(join(cwd, path), text),
    declare: (pipeline) => write('configs/pipelines/nightly.json', JSON.stringify(pipeline)),
    audit: async (args, env = {}) => await auditHere(args, { cwd, env: { AUDIT_CLOCK: '2026-03-01T02:00:00Z', ...env } }),
    [Symbol.dispose]: () => rmSync(cwd, { recursive: true, force: true }),
  };
};

/** Transactions that come later, in a file of their own. */
export const laterLines = (from: number, to: number): string =>
  `line_id,order_id,customer_id,event_ts,product_id,quantity,unit_price,unit_cost\n${lines(from, to)}`;
