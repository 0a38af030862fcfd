import { standardizedProfiles } from '@audit/contract/profile';
import type { Manifest, Publication, Session } from '@audit/warehouse';
import { type Absence, findMissing, type MissingPolicy, observePresence, refuseTooManyMissing } from './missing-customers.ts';
import type { Observed } from './observe.ts';
import type { PlacedBatch } from './profile-batch.ts';

/** Who of the current customers is not in a full extract, and everything a batch tells, what it implies about them included. */
export interface Presence extends Absence {
  readonly told: Observed;
  readonly implied: number;
}

/** What a batch tells itself, and what follows from who is not in it. */
interface Telling {
  readonly told: Observed;
  readonly received: number;
  readonly policy: MissingPolicy | undefined;
  readonly mapping: boolean;
}

/**
 * Observes what a batch implies about who is there; binds `standardized` to all that it tells.
 *
 * @throws {@link TooManyMissing}
 */
export const observeAbsence = async (
  session: Session,
  place: Publication,
  parent: Manifest,
  batch: PlacedBatch,
  { told, received, policy, mapping }: Telling,
): Promise<Presence> => {
  const absence = batch.isFull ? await findMissing(session, place, parent) : { current: 0, missing: 0 };
  // An extract older than one that was loaded says nothing of who is there now.
  const closes = policy?.close === true && absence.missing > 0 && !batch.isLate;
  if (closes) refuseTooManyMissing(batch, absence, policy.mostPercent);
  const implied = await observePresence(session, place, parent, batch, { received, closes, mapping });
  if (implied.records === 0) return { ...absence, told, implied: 0 };
  const both = {
    standardized: [...told.standardized, ...implied.standardized],
    observations: [...told.observations, ...implied.observations],
    records: told.records + implied.records,
  };
  const paths = both.standardized.map((ref) => place.lake.path(ref));
  await session.bindFiles('standardized', standardizedProfiles, paths);
  return { ...absence, told: both, implied: implied.records };
};
