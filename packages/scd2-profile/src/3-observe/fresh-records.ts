import { profileState } from '@audit/contract/profile';
import { type Manifest, modelSql, type Publication, type Session, tableScan } from '@audit/warehouse';
import { customerOf } from '../load/customer-of.ts';
import { freshRecordsStage } from './fresh-records.stage.ts';
import { rawFingerprintsStage } from './raw-fingerprints.stage.ts';

/** The records of a batch as they came. */
export const allDelivered = 'SELECT * FROM all_delivered';

/** What is left to observe, and how much was left out. */
export interface Fresh {
  /** Query for the records that say something. */
  readonly records: string;
  readonly repeated: number;
}

/**
 * Leaves out records that repeat their customer's newest delivery byte for byte, and binds `raw_fingerprints` of the others.
 * Right only for a batch extracted no earlier than all before it (docs/profile.md, "Repetitions").
 *
 * @param received records delivered @param session with `delivered` bound; bound to the records that are left, afterwards
 */
export const leaveOutRepetitions = async (session: Session, { lake }: Publication, parent: Manifest, received: number): Promise<Fresh> => {
  const state = parent.tables['ops_profile_state'];
  const fresh = state === undefined ? undefined : await freshOf(session, tableScan(lake, profileState, state), received);
  await session.materialise('raw_fingerprints', modelSql(rawFingerprintsStage, session.engine, {}));
  return fresh ?? { records: allDelivered, repeated: 0 };
};

/** One pass over the batch; only what is left of it is kept. @param states query of ops_profile_state */
const freshOf = async (session: Session, states: string, received: number): Promise<Fresh | undefined> => {
  await session.bindSql('known_states', states);
  const fresh = await session.materialise('fresh_records', modelSql(freshRecordsStage, session.engine, {}));
  if (fresh === received) return undefined;
  const added = await addSiblings(session);
  const records = added === 0 ? 'SELECT * FROM fresh_records' : 'SELECT * FROM fresh_records UNION ALL SELECT * FROM siblings';
  await session.bindSql('delivered', records);
  return { records, repeated: received - fresh - added };
};

/**
 * A record that repeats what is known says something all the same beside another one of its customer: it comes back, in `siblings`.
 *
 * @returns how many came back
 */
const addSiblings = async (session: Session): Promise<number> => {
  const siblings = await session.materialise(
    'divided_customers',
    `SELECT f.customer_id FROM (SELECT ${customerOf('d')} AS customer_id, COUNT(*) AS records FROM fresh_records d GROUP BY ALL) f
     JOIN (SELECT ${customerOf('d')} AS customer_id FROM all_delivered d) a ON a.customer_id = f.customer_id
     GROUP BY f.customer_id, f.records HAVING COUNT(*) > f.records`,
  );
  if (siblings === 0) return 0;
  return await session.materialise(
    'siblings',
    `SELECT d.* FROM all_delivered d SEMI JOIN divided_customers c ON c.customer_id = ${customerOf('d')}
     ANTI JOIN fresh_records f ON f.batch_id = d.batch_id AND f.record = d.record`,
  );
};
