import { ProfileInvariantBroken } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { neighboursSql } from './neighbours-sql.ts';

/** Rows of evidence a broken law shows. */
const evidenceRows = 20;

/**
 * Laws of the history of the customers a load touches; each is a query whose rows are the evidence against it. An id of a person has no
 * place in an error, so they name the customer by the delivered record that presents the version: whoever holds the batch finds both.
 */
const laws: Readonly<Record<string, string>> = {
  'a customer has at most one current version': `SELECT ARG_MIN(batch_id, effective_start_ts) AS batch_id, ARG_MIN(record, effective_start_ts) AS record,
      MIN(effective_start_ts) AS effective_start_ts, MAX(effective_start_ts) AS last_start_ts, COUNT(*) AS versions
    FROM believed WHERE effective_end_ts IS NULL GROUP BY customer_id HAVING COUNT(*) > 1`,
  'versions end no earlier than they start':
    'SELECT batch_id, record, effective_start_ts, effective_end_ts FROM believed WHERE effective_end_ts < effective_start_ts',
  'versions do not overlap': `SELECT batch_id, record, effective_start_ts, effective_end_ts, next_start_ts FROM neighbours
    WHERE next_start_ts IS NOT NULL AND (effective_end_ts IS NULL OR effective_end_ts >= next_start_ts)`,
  'adjacent versions differ': `SELECT batch_id, record, effective_start_ts, effective_end_ts FROM neighbours
    WHERE effective_end_ts + INTERVAL 1 MICROSECOND = next_start_ts AND next_material = material`,
  'there is one event for each version that entered or left belief': `SELECT c.batch_id, c.record, COALESCE(c.effective_start_ts, e.event_ts) AS effective_start_ts,
      COALESCE(e.events, 0) AS events
    FROM (SELECT c.* FROM changes c WHERE c.change = 'entered' OR (c.change = 'left'
      AND NOT EXISTS (SELECT 1 FROM believed b WHERE b.customer_id = c.customer_id AND b.effective_start_ts = c.effective_start_ts))) c
    FULL JOIN (SELECT customer_profile_version_sk, MIN(event_ts) AS event_ts, COUNT(*) AS events FROM new_events
      WHERE event_type <> 'PROFILE_VERSION_CLOSE' GROUP BY customer_profile_version_sk) e
      ON e.customer_profile_version_sk = c.customer_profile_version_sk
    WHERE c.customer_profile_version_sk IS NULL OR e.events IS NULL OR e.events <> 1`,
};

/**
 * Checks the laws before anything is published.
 *
 * @param session with `believed`, `changes` and `new_events` bound
 * @throws {@link ProfileInvariantBroken} with the first rows against the first law that does not hold
 */
export const checkLoadLaws = async (session: Session): Promise<void> => {
  await session.bindSql('neighbours', neighboursSql('believed'));
  for (const [law, sql] of Object.entries(laws)) {
    const rows = await session.evidence(sql, evidenceRows);
    if (rows.length > 0) throw new ProfileInvariantBroken(law, rows);
  }
};
