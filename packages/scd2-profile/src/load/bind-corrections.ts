import { qualifiedName } from '@audit/contract';
import { profileCorrections } from '@audit/contract/profile';
import { bindTable, type Manifest, type Publication, type Session } from '@audit/warehouse';

const columns = Object.keys(profileCorrections.columns).join(', ');

/**
 * Binds `corrections`: all that were ever accepted of the customers a load touches.
 *
 * @param session with `touched` and `new_corrections` bound
 * @returns how many; where nothing was ever corrected nothing is bound
 */
export const bindCorrections = async (
  session: Session,
  { lake }: Publication,
  parent: Manifest,
  isCorrection: boolean,
): Promise<number> => {
  const before = parent.tables[qualifiedName(profileCorrections)];
  if (before === undefined && !isCorrection) return 0;
  await bindTable(session, 'earlier_corrections', lake, profileCorrections, before);
  return await session.materialise(
    'corrections',
    `SELECT ${columns} FROM (SELECT ${columns} FROM earlier_corrections UNION ALL SELECT ${columns} FROM new_corrections) c
     SEMI JOIN touched t ON t.customer_id = c.customer_id`,
  );
};
