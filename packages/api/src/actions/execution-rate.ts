import type { Snapshot } from '../snapshot/snapshot.ts';
import type { ServiceState } from '../state/service-state.ts';

/** Of the recommendations ever made, those that were carried out; undefined until anybody acted on one, null where none was made. */
export const executionRate = async (snapshot: Snapshot, state: ServiceState): Promise<number | null | undefined> => {
  if (state.actions.size === 0) return undefined;
  const done = [...state.actions.values()].flatMap(({ id, state: now }) => (now === 'succeeded' ? [id] : []));
  const [row] = await snapshot.rows(
    `SELECT COUNT(*), COUNT(d.id) FROM recommendation r LEFT JOIN (SELECT unnest(string_split($1, ',')) AS id) d ON d.id = r.recommendation_id`,
    [done.join(',')],
  );
  const [made, executed] = (row ?? []).map(Number);
  return made === undefined || executed === undefined || made === 0 ? null : executed / made;
};
