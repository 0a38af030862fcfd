import type { Partition } from './write-landed.ts';

/** How a table with columns of these names is written apart; undefined where it is not. */
export type PartitionOf = (names: readonly string[]) => Partition | undefined;

/**
 * @param how `none`, `month` (of CreatedDate), or the column whose values a load is written apart by
 * @param fromRows loads of fewer rows stay in one file
 */
export const partitionOf =
  (how: string, fromRows: number): PartitionOf =>
  (names) => {
    if (how === 'none') return undefined;
    const wanted = (how === 'month' ? 'CreatedDate' : how).toLowerCase();
    const column = names.find((name) => name.toLowerCase() === wanted);
    return column === undefined ? undefined : { by: how === 'month' ? 'month' : 'value', column, fromRows };
  };
