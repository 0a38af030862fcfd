import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Micros, Row } from '@audit/contract';
import { customerProfileStandardized, deliveredColumns, type HashVersion } from '@audit/contract/profile';
import { type DuckDbEngine, duckDbEngine } from '@audit/warehouse';
import { catalogCodes } from './1-standardize/catalogs/catalog-codes.ts';
import { standardizeDelivery } from './load/standardize-delivery.ts';
import { standardizedDelivery } from './tables/standardized-delivery.ts';

export type Delivered = Partial<Record<keyof typeof deliveredColumns, string | null>>;

/** Records of one batch, as they are delivered. */
export interface TrialBatch {
  readonly batchId: string;
  readonly extractTs: bigint;
  readonly records: readonly Delivered[];
}
export interface TrialOptions {
  /** Of the catalogs; given, spellings are mapped to codes. */
  readonly codes?: readonly Row<typeof catalogCodes>[];
  /** By default 1. */
  readonly hashVersion?: HashVersion;
  /** SQL over the columns of the stored form, computed beside it. */
  readonly recomputed?: { readonly canonical: string; readonly hash: string };
}
/** A standardized record, and what was recomputed of it. */
export type TrialRow = Row<typeof standardizedDelivery> & { readonly recomputed: Readonly<Record<'canonical' | 'hash', string | null>> };

/** One engine for the tests of a file. */
export interface TrialProfile extends AsyncDisposable {
  readonly engine: DuckDbEngine;
  /** The standardized delivery, in the order of batches and records. */
  standardize(batches: readonly TrialBatch[], options?: TrialOptions): Promise<readonly TrialRow[]>;
}

const blank = Object.fromEntries(Object.keys(deliveredColumns).map((name) => [name, null])) as Record<keyof typeof deliveredColumns, null>;

const rowsOf = (batches: readonly TrialBatch[]): readonly Row<typeof customerProfileStandardized>[] =>
  batches.flatMap(({ batchId, extractTs, records }) =>
    records.map((record, at) => ({
      ...blank,
      ...record,
      batch_id: batchId,
      record: BigInt(at + 1),
      extract_ts: extractTs as Micros,
      load_ts: extractTs as Micros,
    })),
  );

export const openTrialProfile = (): TrialProfile => {
  const root = mkdtempSync(join(tmpdir(), 'audit-profile-'));
  const engine = duckDbEngine({ tempDirectory: root, directories: [root], threads: 2 });
  return {
    engine,
    standardize: async (batches, { codes, hashVersion = 1, recomputed = { canonical: 'NULL', hash: 'NULL' } } = {}) => {
      await using session = await engine.session();
      await session.bindRows('given', customerProfileStandardized, rowsOf(batches));
      await session.bindRows('codes', catalogCodes, codes ?? []);
      await standardizeDelivery(session, { records: 'SELECT * FROM given', mapping: codes !== undefined, hashVersion });
      await session.materialise('stored', 'SELECT * FROM standardized_delivery');
      const rows = await session.rows('SELECT * FROM stored ORDER BY batch_id, record', standardizedDelivery);
      const { canonical, hash } = recomputed;
      const beside = await session.evidence(`SELECT batch_id, record, ${canonical} AS canonical, ${hash} AS hash FROM stored`, rows.length);
      const byRecord = new Map(beside.map((row) => [`${row['batch_id']} ${row['record']}`, row]));
      return rows.map((row) => {
        const { canonical = null, hash = null } = byRecord.get(`${row.batch_id} ${row.record}`) ?? {};
        return { ...row, recomputed: { canonical, hash } };
      });
    },
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      rmSync(root, { recursive: true, force: true });
    },
  };
};
