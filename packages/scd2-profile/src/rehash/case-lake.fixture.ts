import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Micros, parseInstant, qualifiedName, type Table } from '@audit/contract';
import * as profile from '@audit/contract/profile';
import { type DuckDbEngine, Lake, tableScan } from '@audit/warehouse';
import { contentHash } from '@audit/warehouse/arrow';
import { loadProfileBatch } from '../load/load-profile-batch.ts';
import type { DeliveredBatch, Feed } from '../proof/profile-case.ts';
import { jsonLine } from '../proof/random-case.ts';
import { type Rehash, rehashProfiles } from './rehash-profiles.ts';

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && 'grain' in value && 'layer' in value;

/** Every table that the contract of the profile declares. */
export const profileTables: readonly Table[] = Object.values<unknown>(profile).filter(isTable);

export const isHash = (column: string): boolean => /profile_hash$|^hash_algorithm/.test(column);

const micros = (text: string): Micros => parseInstant(text)?.micros ?? (0n as Micros);
const clock = '2025-01-01T00:00:00.000000Z';

/** A scratch lake of profiles that is loaded and rehashed step by step. */
export interface CaseLake {
  readonly lake: Lake;
  load(batch: DeliveredBatch, feed: Feed): Promise<void>;
  rehash(to: profile.HashVersion): Promise<Rehash>;
  /** What each table holds: all columns, or all but the hashes. */
  contents(columns: 'all' | 'but hashes'): Promise<Readonly<Record<string, string>>>;
}

/** @param folder new and private; the engine may read and write in it */
export const openCaseLake = (engine: DuckDbEngine, folder: string): CaseLake => {
  mkdirSync(folder, { recursive: true });
  const lake = Lake.open(join(folder, 'lake'), { durable: false, allowNetworkDisk: true });
  const locked = async <T>(work: (lock: Awaited<ReturnType<Lake['lock']>>) => Promise<T>): Promise<T> => {
    await using lock = await lake.lock({ runId: 'case', command: 'test' });
    return await work(lock);
  };
  return {
    lake,
    load: async ({ batch_id: batchId, extract_ts: extract, load_ts: load, records }, feed) => {
      const path = join(folder, `${batchId}.json`);
      writeFileSync(path, `[${records.map((record) => jsonLine(record)).join(',')}]`);
      const times = { extractTs: micros(extract), loadTs: micros(load) };
      const batch = { label: batchId, path, format: 'json' as const, batchId, feed, ...times };
      await locked((lock) =>
        loadProfileBatch(engine, lake, lock, batch, { repetitionsFrom: Number.POSITIVE_INFINITY }, { runId: batchId, clock }),
      );
    },
    rehash: (to) => locked((lock) => rehashProfiles(engine, lake, lock, to, { runId: 'rehash', clock })),
    contents: async (columns) => {
      await using session = await engine.session();
      const { tables } = lake.head();
      const hashes: Record<string, string> = {};
      for (const table of profileTables) {
        const shown = Object.entries(table.columns).map(([name, { type }]) => {
          if (columns === 'all' || !isHash(name)) return name;
          return `${type.kind === 'text' ? `'hidden'` : 'CAST(0 AS INTEGER)'} AS ${name}`;
        });
        const scan = tableScan(lake, table, tables[qualifiedName(table)]);
        hashes[qualifiedName(table)] = contentHash(await session.query(`SELECT ${shown.join(', ')} FROM (${scan}) t`, table), table);
      }
      return hashes;
    },
  };
};
