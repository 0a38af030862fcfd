import { type JsonFault, lineageColumns, nearest, remedyFor } from '@audit/contract';
import type { MappedTable } from './mapped-table.ts';
import { type ReadMapping, refuseMapping } from './read-mapping.ts';

const usualOrder = 'SystemModstamp';

const faultsOf = ({ bronze, mapping }: MappedTable, known: readonly string[]): readonly JsonFault[] => {
  const path = ['tables', bronze];
  const used = new Set(mapping.columns.map(({ source }) => source));
  const lacks = (name: string): boolean => !known.includes(name) && !Object.hasOwn(lineageColumns, name);
  const fault = (name: string, at: readonly (string | number)[], remedy: string): JsonFault => {
    return { path: [...path, ...at], what: `bronze_${bronze} has no column "${name}"`, remedy: remedyFor(name, known, remedy) };
  };
  // A column the source may lack is a slip all the same where a name like it is there and nobody reads it.
  const isSlip = (name: string): boolean =>
    nearest(
      name,
      known.filter((one) => !used.has(one)),
    ) !== undefined;
  return [
    ...mapping.columns.flatMap(({ source, optional }, at) =>
      !lacks(source) || (optional && !isSlip(source))
        ? []
        : [fault(source, ['columns', at, 'source'], 'leave the column out, or set "optional": true if the source may lack it')],
    ),
    ...mapping.dedupe_by.flatMap((name, at) =>
      name === usualOrder || !lacks(name) ? [] : [fault(name, ['dedupe_by', at], 'name a column it has')],
    ),
  ];
};

/** @param columnsOf the columns a bronze table ever had @throws MappingInvalid for columns it never had, with the nearest */
export const checkColumns = (read: ReadMapping, tables: readonly MappedTable[], columnsOf: (bronze: string) => readonly string[]): void => {
  const faults = tables.flatMap((table) => faultsOf(table, columnsOf(table.bronze)));
  if (faults.length > 0) refuseMapping(read.origin, faults);
};
