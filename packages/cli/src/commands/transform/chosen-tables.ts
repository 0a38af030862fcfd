import { remedyFor, UsageError } from '@audit/contract';
import type { ReadMapping } from '@audit/medallion';

type MappedTable = ReadMapping['tables'][number];

/** Names a table of a mapping goes by: `account`, `bronze_account`, `accounts`, `silver_accounts`. */
const namesOf = ({ bronze, mapping: { target } }: MappedTable): readonly string[] => [
  bronze,
  `bronze_${bronze}`,
  target,
  `silver_${target}`,
];

/** A table of a mapping by any of its names. @throws UsageError naming the nearest */
export const mappedTable = ({ tables, origin }: ReadMapping, name: string): MappedTable => {
  const folded = name.toLowerCase();
  const found = tables.find((table) => namesOf(table).includes(folded));
  if (found !== undefined) return found;
  const known = tables.map(({ bronze }) => bronze).join(', ');
  throw new UsageError(`no table "${name}" is in the mapping ${origin}`, remedyFor(folded, tables.flatMap(namesOf), `it has ${known}`), {
    table: name,
  });
};
