import { type Session, textLiteral } from '@audit/warehouse';

/**
 * The master account a person means: its id, that of one merged into it, or that of one of its accounts; undefined for an id the day does not know.
 * Reads `masters`, `members` and `master_ids`.
 */
export const masterOf = async (session: Session, customer: string): Promise<string | undefined> => {
  const id = textLiteral(customer);
  const [found] = await session.evidence(
    `SELECT m.master_id FROM masters m
     WHERE m.master_id = ${id} OR m.master_id IN (SELECT a.master_id FROM members a WHERE a.account_id = ${id})
       OR m.master_id IN (SELECT i.resolves_to FROM master_ids i WHERE i.master_id = ${id} AND i.state = 'alias')
     ORDER BY m.master_id = ${id} DESC, m.master_id`,
    1,
  );
  return found?.['master_id'] ?? undefined;
};
