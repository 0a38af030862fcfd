import type { Row } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { bindCatalogCodes } from './bind-catalog-codes.ts';
import { catalogCodes } from './catalog-codes.ts';

/**
 * Binds the codes of a folder in each session it is given. The files are read for the first one only: all batches of a run
 * are mapped by the same catalogs, whoever edits them meanwhile.
 */
export const codesOfRun = (folder: string): ((session: Session) => Promise<void>) => {
  let codes: readonly Row<typeof catalogCodes>[] | undefined;
  return async (session) => {
    if (codes !== undefined) return await session.bindRows('codes', catalogCodes, codes);
    await bindCatalogCodes(session, folder);
    codes = await session.rows('SELECT * FROM codes', catalogCodes);
  };
};
