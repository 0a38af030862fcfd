import { RowsUnaccounted } from '@audit/contract';
import { objectKey } from '../landing/object-key.ts';
import type { LandedTable } from './landed-table.ts';

/**
 * What a source sent is what landed, was there already, or was refused; and what landed is in the files.
 *
 * @throws RowsUnaccounted
 */
export const assertClosed = (landed: LandedTable): void => {
  const { received, landed: rows, duplicates, quarantined } = landed.metrics;
  const inFiles = landed.files.reduce((sum, file) => sum + file.rows, 0);
  if (received !== rows + duplicates + quarantined || inFiles !== rows)
    throw new RowsUnaccounted(`extracting ${objectKey(landed)}`, { received, landed: rows, duplicates, quarantined, inFiles });
};
