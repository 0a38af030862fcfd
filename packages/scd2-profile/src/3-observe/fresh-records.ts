import { profileState } from '@audit/contract/profile';
import { type Manifest, modelSql, type Publication, type Session, tableScan } from '@audit/warehouse';
import { customerOf } from '../load/customer-of.ts';
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
 * Leaves out records that repeat their customer's newest delivery byte for byte, and binds `raw_fingerprints`.
 * Right only for a batch extracted no earlier than all before it (docs/profile.md, "Repetitions").
 *
 * @param session with `delivered` bound
 */
export const leaveOutRepetitions = async (session: Session, { lake }: Publication, parent: Manifest): Promise<Fresh> => {
  await session.materialise('raw_fingerprints', modelSql(rawFingerprintsStage, session.engine, {}));
  const state = parent.tables['ops_profile_state'];
  if (state === undefined) return { records: allDelivered, repeated: 0 };
  await session.bindSql('known_states', tableScan(lake, profileState, state));
  const repeated = await session.materialise(
    'repeating_customers',
    `SELECT r.customer_id FROM raw_fingerprints r JOIN known_states s ON s.customer_id = r.customer_id AND s.raw_fingerprint = r.raw_fingerprint`,
  );
  if (repeated === 0) return { records: allDelivered, repeated };
  await session.materialise(
    'saying_customers',
    'SELECT customer_id FROM raw_fingerprints r ANTI JOIN repeating_customers p USING (customer_id)',
  );
  await session.materialise(
    'saying_records',
    `SELECT d.* FROM all_delivered d SEMI JOIN saying_customers c ON c.customer_id = ${customerOf('d')}`,
  );
  return { records: 'SELECT * FROM saying_records', repeated };
};
