import type { Session } from '@audit/warehouse';

/** What became of the records of a batch. */
export interface LoadAccount {
  readonly received: number;
  /** Records that repeat the newest delivery of their customer byte for byte. */
  readonly repeated: number;
  readonly quarantined: number;
  /** Current customers that a full extract does not hold. */
  readonly missing: number;
  /** Observations of customers who are not in the batch any more, or are in it again. */
  readonly implied: number;
  /** Events PROFILE_VERSION_CREATE. */
  readonly created: number;
  /** Events PROFILE_VERSION_CORRECTION. */
  readonly corrected: number;
  /** Versions ended by a delete. */
  readonly closed: number;
  /** Version rows rewritten in place. */
  readonly type1Updated: number;
  /** Accepted records that caused no event, no delete and no rewrite. */
  readonly unchanged: number;
}

/** Records of the batch that changed something: what they present, rewrite, end or withdraw. */
const effective = `SELECT c.batch_id, c.record FROM changes c WHERE c.change = 'entered'
  UNION SELECT d.batch_id, d.record FROM dimension_rows d JOIN changes c USING (customer_profile_version_sk) WHERE c.change <> 'entered'
  UNION SELECT o.batch_id, o.record FROM new_observations o JOIN changes c ON c.customer_id = o.customer_id
    AND c.ends_by_delete AND c.change <> 'kept' AND c.effective_end_ts + INTERVAL 1 MICROSECOND = o.valid_ts WHERE o.kind = 'delete'
  UNION SELECT o.batch_id, o.record FROM new_observations o JOIN new_events e ON e.customer_id = o.customer_id
    AND e.change_kind = 'WITHDRAWN' AND e.event_ts >= o.valid_ts`;

/** Counts events, and records without effect. @param session with `new_events`, `new_observations`, `changes` and `dimension_rows` bound */
export const accountOfLoad = async (
  session: Session,
  known: Pick<LoadAccount, 'received' | 'repeated' | 'quarantined' | 'missing' | 'implied' | 'type1Updated'>,
): Promise<LoadAccount> => {
  const [events] = await session.evidence(
    `SELECT COUNT(*) FILTER (WHERE event_type = 'PROFILE_VERSION_CREATE') AS created,
      COUNT(*) FILTER (WHERE event_type = 'PROFILE_VERSION_CORRECTION') AS corrected,
      COUNT(*) FILTER (WHERE event_type = 'PROFILE_VERSION_CLOSE') AS closed FROM new_events`,
    1,
  );
  const [records] = await session.evidence(
    `SELECT COUNT(*) AS n FROM new_observations o ANTI JOIN (${effective}) e ON e.batch_id = o.batch_id AND e.record = o.record WHERE o.feed <> 'presence'`,
    1,
  );
  return {
    ...known,
    created: Number(events?.['created']),
    corrected: Number(events?.['corrected']),
    closed: Number(events?.['closed']),
    unchanged: known.repeated + Number(records?.['n']),
  };
};
