import { qualifiedName, quote } from '@audit/contract';
import { standardizedProfiles } from '@audit/contract/profile';
import { bindTable, type Manifest, type Publication, type Session } from '@audit/warehouse';
import { profileContents } from '../tables/profile-contents.ts';
import type { Touched } from './touched-customers.ts';

const columns = (alias: string): string =>
  Object.keys(profileContents.columns)
    .map((name) => `${alias}.${quote(name)}`)
    .join(', ');

/**
 * Binds `contents`: what presents a version, now or before. It stands in the batch, in the dimension, or, where an older observation
 * presents a version again, in silver.
 *
 * @param session with `standardized`, `held`, `changes` and `refolded` bound
 */
export const bindContents = async (
  session: Session,
  { lake }: Publication,
  parent: Manifest,
  { refolded, corrections }: Touched,
): Promise<void> => {
  // Where a correction interrupts it, one observation presents two versions.
  const presented = corrections > 0 ? 'DISTINCT ' : '';
  const parts = [`SELECT ${columns('s')} FROM standardized s WHERE s.kind = 'profile'`, `SELECT ${presented}${columns('h')} FROM held h`];
  if (refolded > 0) {
    await session.materialise(
      'presented_before',
      `SELECT DISTINCT c.batch_id, c.record FROM changes c ANTI JOIN held h ON h.batch_id = c.batch_id AND h.record = c.record
       ANTI JOIN standardized s ON s.batch_id = c.batch_id AND s.record = c.record`,
    );
    await bindTable(session, 'all_standardized', lake, standardizedProfiles, parent.tables[qualifiedName(standardizedProfiles)]);
    parts.push(
      `SELECT ${columns('a')} FROM all_standardized a SEMI JOIN presented_before p ON p.batch_id = a.batch_id AND p.record = a.record`,
    );
  }
  await session.bindSql('contents', parts.join(' UNION ALL '));
};
