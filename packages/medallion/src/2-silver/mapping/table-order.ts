import type { MappedTable } from './mapped-table.ts';
import type { JsonFault } from '@audit/contract';

/** Bronze tables whose silver tables a table reads: those its references and its currency name. */
export const readsOf = ({ mapping, columns }: MappedTable, hasCurrency: boolean): readonly string[] => {
  const references = columns.flatMap(({ mapping: { validate } }) => (validate?.reference === undefined ? [] : [validate.reference]));
  const parent = hasCurrency ? mapping.currency?.parent?.table : undefined;
  return [...new Set([...references, ...(parent === undefined ? [] : [parent])])];
};

/** Tables in an order in which each comes after those it reads. */
export const tableOrder = (tables: readonly MappedTable[]): { readonly tables: readonly MappedTable[] } | { readonly fault: JsonFault } => {
  const ordered: MappedTable[] = [];
  const names = new Set(tables.map(({ bronze }) => bronze));
  const done = new Set<string>();
  while (ordered.length < tables.length) {
    const ready = tables.filter((one) => !done.has(one.bronze) && readsOf(one, true).every((name) => !names.has(name) || done.has(name)));
    const left = tables.filter((one) => !done.has(one.bronze)).map(({ bronze }) => bronze);
    if (ready.length === 0)
      return {
        fault: {
          path: ['tables', left[0] ?? ''],
          what: `${left.join(', ')} refer to each other`,
          remedy: 'leave out a "reference" or "parent" of one of them',
        },
      };
    ordered.push(...ready);
    for (const { bronze } of ready) done.add(bronze);
  }
  return { tables: ordered };
};
