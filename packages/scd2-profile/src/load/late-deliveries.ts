import { qualifiedName } from '@audit/contract';
import { customerProfileStandardized, profileBatches, profileObservations } from '@audit/contract/profile';
import { bindTable, type Manifest, type Publication, type Session, tableScan, textLiteral } from '@audit/warehouse';
import { hashVersionOf } from '../canonical/hash-version.ts';
import type { Touched } from './touched-customers.ts';
import { customerOf } from './customer-of.ts';
import type { Feed } from '../3-observe/observations.stage.ts';
import { nothingObserved, observe, type Observed } from './observe.ts';
import type { PlacedBatch } from './profile-batch.ts';
import { sqlInstant } from './sql-instant.ts';

/**
 * A batch with an older extract than one loaded before meets deliveries that were passed over as repetitions; against it they count,
 * for they say later what it says otherwise. They are taken from bronze, for the customers folded anew, and observed.
 */
export const addLateDeliveries = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  batch: PlacedBatch,
  { refolded }: Touched,
  mapping: boolean,
): Promise<Observed> => {
  if (!batch.isLate || refolded === 0) return nothingObserved;
  const scan = tableScan(place.lake, profileBatches, parent.tables[qualifiedName(profileBatches)]);
  const later = await session.evidence(
    `SELECT batch_id, feed FROM (${scan}) b WHERE repeated > 0 AND extract_ts > TIMESTAMP '${sqlInstant(batch.extractTs)}' ORDER BY load_ts`,
    Number.MAX_SAFE_INTEGER,
  );
  if (later.length === 0) return nothingObserved;
  await bindTable(
    session,
    'all_bronze',
    place.lake,
    customerProfileStandardized,
    parent.tables[qualifiedName(customerProfileStandardized)],
  );
  await bindTable(session, 'logged', place.lake, profileObservations, parent.tables[qualifiedName(profileObservations)]);
  let found = nothingObserved;
  for (const [at, { batch_id: id, feed }] of later.entries()) {
    const records = `SELECT d.* FROM (SELECT * FROM all_bronze WHERE batch_id = ${textLiteral(id ?? '')}) d SEMI JOIN refolded r ON r.customer_id = ${customerOf('d')}
       ANTI JOIN (SELECT record FROM logged WHERE batch_id = ${textLiteral(id ?? '')}) l ON l.record = d.record`;
    const more = await observe(session, place, {
      records,
      name: `late_${at}`,
      feed: feed as Feed,
      mapping,
      hashVersion: hashVersionOf(parent),
    });
    found = {
      standardized: [...found.standardized, ...more.standardized],
      observations: [...found.observations, ...more.observations],
      records: found.records + more.records,
    };
  }
  return found;
};
