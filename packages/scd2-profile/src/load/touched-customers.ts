import { qualifiedName } from '@audit/contract';
import { dimCustomerProfile, profileObservations, profileState } from '@audit/contract/profile';
import { bindTable, type Manifest, type Publication, type Session } from '@audit/warehouse';
import { bindCorrections } from './bind-corrections.ts';
import type { PlacedBatch } from './profile-batch.ts';

/** Customers a load touches: how many, and how many of them need their whole past. */
export interface Touched {
  readonly customers: number;
  /** Customers with an observation that is not later than all before it, or with a correction: their history is folded anew. */
  readonly refolded: number;
  /** Corrections ever accepted of them; customers with one are always folded anew. */
  readonly corrections: number;
}

/**
 * Binds what is known of the customers of a batch: `touched`, `states`, `refolded`, and `held`, the versions that the load may change.
 * A customer told of in order can only lose the version in force, so that one alone is looked at.
 *
 * @param session with `standardized` and `new_corrections` bound
 */
export const bindTouched = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  { isLate, feed }: PlacedBatch,
): Promise<Touched> => {
  const { lake } = place;
  const customers = await session.materialise(
    'touched',
    `SELECT customer_id, MIN(valid_ts) AS first_valid_ts, MAX(valid_ts) AS last_valid_ts,
       MIN(CASE WHEN last_modified_ts <= extract_ts THEN 1 ELSE 0 END) = 1 AS is_dated
     FROM standardized GROUP BY customer_id`,
  );
  await bindTable(session, 'all_states', lake, profileState, parent.tables[qualifiedName(profileState)]);
  await session.materialise('states', 'SELECT s.* FROM all_states s SEMI JOIN touched t ON t.customer_id = s.customer_id');
  const corrections = await bindCorrections(session, place, parent, feed === 'correction');
  const corrected = corrections === 0 ? '' : ' OR t.customer_id IN (SELECT customer_id FROM corrections)';
  const outOfOrder = isLate ? 'TRUE' : `t.first_valid_ts <= s.last_valid_ts${corrected}`;
  const refolded = await session.materialise(
    'refolded',
    `SELECT t.customer_id FROM touched t JOIN states s ON s.customer_id = t.customer_id WHERE ${outOfOrder}`,
  );
  await bindTable(session, 'all_versions', lake, dimCustomerProfile, parent.tables[qualifiedName(dimCustomerProfile)]);
  const current = 'SELECT v.* FROM all_versions v SEMI JOIN touched t ON t.customer_id = v.customer_id WHERE v.is_current';
  const whole = 'SELECT v.* FROM all_versions v SEMI JOIN refolded r ON r.customer_id = v.customer_id';
  const inOrder = refolded === 0 ? current : `SELECT c.* FROM (${current}) c ANTI JOIN refolded r ON r.customer_id = c.customer_id`;
  await session.materialise('held', refolded === 0 ? inOrder : `${inOrder} UNION ALL ${whole}`);
  return { customers, refolded, corrections };
};

/**
 * Binds `observed`: all that was ever observed of the customers folded anew; of the others the version in force, as the oldest
 * observation there is, and what the batch says.
 *
 * @param session with `new_observations` bound
 */
export const bindObserved = async (session: Session, { lake }: Publication, parent: Manifest, { refolded }: Touched): Promise<void> => {
  const inForce = `SELECT h.customer_id, h.effective_start_ts AS valid_ts, TIMESTAMP '1970-01-01' AS extract_ts,
    TIMESTAMP '1970-01-01' AS load_ts, h.batch_id, h.record, CAST(-1 AS INTEGER) AS precedence, 'changelog' AS feed, 'profile' AS kind,
    h.profile_hash, h.material_key
  FROM held h ${refolded === 0 ? '' : 'ANTI JOIN refolded r ON r.customer_id = h.customer_id'}`;
  const columns = Object.keys(profileObservations.columns).join(', ');
  const parts = [`SELECT ${columns} FROM new_observations`, `SELECT ${columns} FROM (${inForce}) f`];
  if (refolded > 0) {
    await bindTable(session, 'all_observations', lake, profileObservations, parent.tables[qualifiedName(profileObservations)]);
    parts.push(`SELECT ${columns} FROM all_observations o SEMI JOIN refolded r USING (customer_id)`);
  }
  await session.bindSql('observed', parts.join(' UNION ALL '));
};
