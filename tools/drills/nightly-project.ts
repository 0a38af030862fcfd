import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomOf } from './random.ts';

/** How much a made-up project holds. */
export interface ProjectSize {
  readonly accounts: number;
  readonly lines: number;
  readonly customers: number;
}

/** A stable number in [0, below) for a place: the same on every machine, and another for every seed. */
const pick = (seed: number, at: number, below: number): number => Math.floor(randomOf(Math.imul(seed + 1, 0x9e_37_79_b1) + at)() * below);

const words = ['Harbour', 'Mill', 'Quay', 'Nordwind', 'Delta', 'Orion', 'Castle', 'River', 'Summit', 'Atlas', 'Copper', 'Linden'];
const trades = ['Foods', 'Logistics', 'Stone', 'Textiles', 'Energy', 'Optics', 'Papers', 'Tools'];

const accountColumns = 'Id,Name,BillingCountry,Website,SystemModstamp\n';
const lineColumns = 'order_id,customer_id,event_ts,product_id,quantity,unit_price,unit_cost\n';

/** Accounts of a customer have names alike; one in eight is of another's. */
const accountRow = (seed: number, at: number, stamp: string): string => {
  const of = at % 8 === 7 ? at - 1 : at;
  const name = `${words[pick(seed, of, words.length)]} ${trades[pick(seed + 1, of, trades.length)]} ${of}${of === at ? '' : ' Ltd'}`;
  return `001A${String(at).padStart(8, '0')},${name},${['DE', 'GB', 'US'][of % 3]},https://c${of}.example,${stamp}`;
};

const lineRow = (seed: number, at: number): string => {
  const order = Math.floor(at / 3);
  const day = 1 + pick(seed, order, 28);
  return `o${order},c${pick(seed, order, Math.max(10, Math.floor(order / 4) + 10))},2025-${String(1 + pick(seed + 2, order, 12)).padStart(2, '0')}-${String(day).padStart(2, '0')}T08:00:00Z,p${at % 7},${1 + (at % 3)},${(pick(seed + 3, at, 9000) + 100) / 100},`;
};

const profileRow = (seed: number, at: number, version: number): string =>
  JSON.stringify({
    customer_id: String(at),
    evidence_unique_key: `K${at}`,
    firstname: 'Ann',
    lastname: words[pick(seed + version, at, words.length)],
    marital_status: ['SINGLE', 'MARRIED', 'DIVORCED'][pick(seed + version, at + 7, 3)],
    last_modified_ts: `2025-0${1 + (version % 9)}-01T00:00:00Z`,
  });

const file = (path: string, head: string, rows: readonly string[]): void => writeFileSync(path, `${head}${rows.join('\n')}\n`);
const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, at) => from + at);

/** Declares a night over files; amounts are not converted and spellings stay, so that nothing but the project is loaded. @param last steps after the usual ones */
export const writeProject = (folder: string, last: object = {}): void => {
  for (const name of ['drop', 'input', 'configs/pipelines']) mkdirSync(join(folder, name), { recursive: true });
  const settings = { files: { path: 'drop' }, silver: { currency: 'off' }, profile: { mapping: 'off' } };
  writeFileSync(join(folder, 'audit.config.json'), JSON.stringify(settings));
  const steps = {
    extract: {},
    transform: {},
    link: {},
    mart: { transactions: ['input/lines-*'] },
    profile: { batches: ['input/profiles-*'] },
    ...last,
  };
  const gates = [{ name: 'an order is there once', table: 'gold_orders', unique: { columns: ['order_id'] } }];
  writeFileSync(join(folder, 'configs/pipelines/nightly.json'), JSON.stringify({ steps, gates }));
};

/** The files of the first night. */
export const writeFirstNight = (folder: string, seed: number, { accounts, lines, customers }: ProjectSize): void => {
  file(
    join(folder, 'drop/Account.csv'),
    accountColumns,
    range(0, accounts).map((at) => accountRow(seed, at, '2026-01-01T00:00:00.000Z')),
  );
  file(
    join(folder, 'input/lines-1.csv'),
    lineColumns,
    range(0, lines).map((at) => lineRow(seed, at)),
  );
  file(
    join(folder, 'input/profiles-1.ndjson'),
    '',
    range(0, customers).map((at) => profileRow(seed, at, 1)),
  );
};

/** The files of a second night: a share of the accounts and customers changed, and as many lines more. */
export const writeSecondNight = (folder: string, seed: number, { accounts, lines, customers }: ProjectSize, share: number): void => {
  const some = (of: number): ReadonlySet<number> =>
    new Set(range(0, Math.max(1, Math.round(of * share))).map((at) => pick(seed + 11, at, of)));
  // As an incremental source sends them: what changed, and no more.
  const changed = [...some(accounts)].map((at) => accountRow(seed + 5, at, '2026-02-01T00:00:00.000Z'));
  file(join(folder, 'drop/Account.csv'), accountColumns, changed);
  const more = Math.max(1, Math.round(lines * share));
  file(
    join(folder, 'input/lines-2.csv'),
    lineColumns,
    range(lines, lines + more).map((at) => lineRow(seed, at)),
  );
  file(
    join(folder, 'input/profiles-2.ndjson'),
    '',
    [...some(customers)].map((at) => profileRow(seed, at, 2)),
  );
};
