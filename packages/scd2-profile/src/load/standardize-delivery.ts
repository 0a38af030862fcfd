import type { HashVersion } from '@audit/contract/profile';
import { checkUpper, modelSql, type Session, type Stage } from '@audit/warehouse';
import { standardizedDeliveryStage } from '../2-hash/standardized-delivery.stage.ts';
import { contestedRecordsStage } from '../1-standardize/contested-records.stage.ts';
import { enumSpellingsStage } from '../1-standardize/enum-spellings.stage.ts';
import { repeatedRecordsStage } from '../1-standardize/repeated-records.stage.ts';
import { setSpellingsStage } from '../1-standardize/set-spellings.stage.ts';
import { standardizedRecordsStage } from '../1-standardize/standardized-records.stage.ts';
import { contestedRecords } from '../tables/contested-records.ts';

export interface StandardizeOptions {
  /** Query that yields the delivered records: columns of bronze_customer_profile_standardized. */
  readonly records: string;
  /** Whether spellings become codes of the catalogs, bound as `codes`; else they are stored as they are. */
  readonly mapping: boolean;
  /** Rules by which the profiles are hashed: those of the lake they are for. */
  readonly hashVersion: HashVersion;
}

/**
 * Binds `standardized_delivery`, a view that computes the stored form of the records when it is read: to be read once, into a
 * table or a file. Also binds what it is computed from, `delivered` among it.
 *
 * @throws {@link UpperChanged}
 */
export const standardizeDelivery = async (session: Session, { records, mapping, hashVersion }: StandardizeOptions): Promise<void> => {
  const sqlOf = (stage: Stage, params: Readonly<Record<string, unknown>> = {}): string => modelSql(stage, session.engine, params);
  const compute = (stage: Stage, params?: Readonly<Record<string, unknown>>): Promise<number> =>
    session.materialise(stage.writes.name, sqlOf(stage, params));
  const bind = (stage: Stage, params?: Readonly<Record<string, unknown>>): Promise<void> =>
    session.bindSql(stage.writes.name, sqlOf(stage, params));
  await checkUpper(session);
  await session.bindSql('delivered', records);
  await compute(enumSpellingsStage, { mapping });
  await compute(setSpellingsStage, { mapping });
  await bind(standardizedRecordsStage);
  if ((await compute(repeatedRecordsStage)) === 0) await session.bindFiles(contestedRecords.name, contestedRecords, []);
  else {
    // Few records can contradict another: the stored form of these is computed first, and for itself.
    await session.bindSql('delivered', `SELECT r.* FROM (${records}) r SEMI JOIN repeated_records USING (batch_id, record)`);
    await compute(contestedRecordsStage);
    await session.bindSql('delivered', records);
  }
  await bind(standardizedDeliveryStage, { hash_version: hashVersion });
};
