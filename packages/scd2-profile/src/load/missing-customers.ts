import { formatInstant, qualifiedName, quote, TooManyMissing } from '@audit/contract';
import {
  customerProfileStandardized,
  deliveredColumns,
  dimCustomerProfile,
  profileBatches,
  profileObservations,
} from '@audit/contract/profile';
import { bindTable, type Manifest, type Publication, type Session, tableScan, textLiteral } from '@audit/warehouse';
import { customerOf } from './customer-of.ts';
import { hashVersionOf } from '../canonical/hash-version.ts';
import { nothingObserved, observe, type Observed } from './observe.ts';
import type { PlacedBatch } from './profile-batch.ts';
import { sqlInstant } from './sql-instant.ts';

/** What a load does about current customers that a full extract does not hold. */
export interface MissingPolicy {
  /** Whether they are closed at the time of the extract; else they are counted only. */
  readonly close: boolean;
  /** More of the current customers than this are not closed: the extract is rather incomplete. 0 to 100. */
  readonly mostPercent: number;
}

/** Current customers, and those of them that the batch does not hold. */
export interface Absence {
  readonly current: number;
  readonly missing: number;
}

/**
 * Compares a full extract with the current customers; binds `missing_customers`.
 *
 * @param session with `all_delivered` bound
 */
export const findMissing = async (session: Session, { lake }: Publication, parent: Manifest): Promise<Absence> => {
  await bindTable(session, 'versions_before', lake, dimCustomerProfile, parent.tables[qualifiedName(dimCustomerProfile)]);
  await session.materialise('current_customers', 'SELECT customer_id FROM versions_before WHERE is_current');
  const missing = await session.materialise(
    'missing_customers',
    `SELECT c.customer_id FROM current_customers c ANTI JOIN all_delivered d ON ${customerOf('d')} = c.customer_id`,
  );
  const [row] = await session.evidence('SELECT COUNT(*) AS n FROM current_customers', 1);
  return { current: Number(row?.['n']), missing };
};

/** @throws {@link TooManyMissing} */
export const refuseTooManyMissing = (batch: PlacedBatch, { current, missing }: Absence, mostPercent: number): void => {
  if (missing * 100 > current * mostPercent) throw new TooManyMissing(batch.label, { missing, current, mostPercent });
};

const values = (own: Readonly<Record<string, string>>, other: (name: string) => string): string =>
  Object.keys(deliveredColumns)
    .map((name) => `${own[name] ?? other(name)} AS ${quote(name)}`)
    .join(', ');

/** Numbers what a batch implies behind what it holds. */
const numbered = (batch: PlacedBatch, after: number): string =>
  `${textLiteral(batch.batchId)} AS batch_id, CAST(${after} + ROW_NUMBER() OVER (ORDER BY customer_id) AS BIGINT) AS record,
   TIMESTAMP '${sqlInstant(batch.extractTs)}' AS extract_ts, TIMESTAMP '${sqlInstant(batch.loadTs)}' AS load_ts`;

/** A record that says that the customer is gone since the extract. */
const tombstones = (batch: PlacedBatch, received: number): string => {
  const own = { customer_id: 'customer_id', op: `'DELETE'`, last_modified_ts: textLiteral(formatInstant(batch.extractTs)) };
  return `SELECT ${values(own, () => 'CAST(NULL AS VARCHAR)')}, ${numbered(batch, received)} FROM missing_customers`;
};

/**
 * Customers that were gone for a time and are delivered again as they were before: the row is older than their absence, and says of
 * the time after it only that it is there at the extract. Binds `returned_records`.
 */
const findReturned = async (session: Session, { lake }: Publication, parent: Manifest, batch: PlacedBatch): Promise<number> => {
  const batches = tableScan(lake, profileBatches, parent.tables[qualifiedName(profileBatches)]);
  const [implied] = await session.evidence(`SELECT 1 AS n FROM (${batches}) b WHERE implied > 0`, 1);
  if (implied === undefined) return 0;
  await bindTable(session, 'logged_before', lake, profileObservations, parent.tables[qualifiedName(profileObservations)]);
  const at = textLiteral(formatInstant(batch.extractTs));
  const whole = Object.keys(customerProfileStandardized.columns).map((name) =>
    name === 'last_modified_ts' ? `${at} AS ${quote(name)}` : `d.${quote(name)}`,
  );
  return await session.materialise(
    'returned_records',
    `SELECT ${whole.join(', ')} FROM all_delivered d JOIN (
       SELECT s.customer_id, ARG_MAX(s.record, STRUCT_PACK(v := s.valid_ts, r := s.record)) AS record FROM standardized s
       JOIN (SELECT customer_id, MAX(valid_ts) AS valid_ts FROM logged_before WHERE feed = 'presence' GROUP BY customer_id) l
         ON l.customer_id = s.customer_id AND s.valid_ts <= l.valid_ts
       WHERE s.kind = 'profile' GROUP BY s.customer_id
     ) r ON r.record = d.record`,
  );
};

/**
 * Observes what a batch implies and does not hold: that missing customers are gone, and that some are back.
 *
 * @param session with `all_delivered`, `standardized` and, for a batch that closes, `missing_customers` bound
 */
export const observePresence = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  batch: PlacedBatch,
  { received, closes, mapping }: { readonly received: number; readonly closes: boolean; readonly mapping: boolean },
): Promise<Observed> => {
  if (batch.isLate || batch.feed === 'correction') return nothingObserved;
  const returned = await findReturned(session, place, parent, batch);
  const gone = closes ? await session.materialise('tombstones', tombstones(batch, received)) : 0;
  if (returned + gone === 0) return nothingObserved;
  const parts = [
    ...(gone === 0 ? [] : ['SELECT * FROM tombstones']),
    ...(returned === 0
      ? []
      : [`SELECT * REPLACE (CAST(${received + gone} + ROW_NUMBER() OVER (ORDER BY record) AS BIGINT) AS record) FROM returned_records`]),
  ];
  return await observe(session, place, {
    records: parts.join(' UNION ALL '),
    name: 'implied',
    feed: 'presence',
    mapping,
    hashVersion: hashVersionOf(parent),
  });
};
