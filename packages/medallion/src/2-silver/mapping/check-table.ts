import { contractTables, type JsonFault, readRule, remedyFor } from '@audit/contract';
import { columnFaults } from './check-column.ts';
import { currencyFaults } from './check-currency.ts';
import { readType } from './column-type.ts';
import { deriveColumns, ruleTypes } from './derive-columns.ts';
import type { MappedTable } from './mapped-table.ts';
import type { ColumnMapping, Mapping, TableMapping } from './mapping-schema.ts';

type Path = readonly (string | number)[];
type Faults = readonly JsonFault[];

/** Options that would make a key another text than the source's, by which changed records are found. */
const changesText = (column: ColumnMapping): string | undefined =>
  (['null', 'replace', 'case', 'map', 'country', 'phone', 'email', 'url', 'parse', 'validate'] as const).find(
    (name) => column[name] !== undefined,
  );

const keyFaults = ({ key, columns }: TableMapping, path: Path): Faults =>
  key.flatMap((source, at): Faults => {
    const here = [...path, 'key', at];
    const index = columns.findIndex((column) => column.source === source);
    const column = columns[index];
    if (column === undefined) {
      const sources = columns.map((one) => one.source);
      return [
        { path: here, what: `no column is read from "${source}"`, remedy: remedyFor(source, sources, 'map it to a column of its own') },
      ];
    }
    const option = column.type === 'text' ? changesText(column) : 'type';
    if (option !== undefined)
      return [
        {
          path: [...path, 'columns', index, option],
          what: 'a key stays as the source spells it',
          remedy: 'leave this out; map the source to a second column for it',
        },
      ];
    return column.optional
      ? [{ path: [...path, 'columns', index, 'optional'], what: 'a key is never optional', remedy: 'leave it out' }]
      : [];
  });

const nameFaults = ({ columns, derive }: TableMapping, path: Path): Faults => {
  const seen = new Map<string, number>();
  const repeated = columns.flatMap(({ target }, at): Faults => {
    const before = seen.get(target);
    seen.set(target, at);
    return before === undefined
      ? []
      : [
          {
            path: [...path, 'columns', at, 'target'],
            what: `columns[${before}] is called "${target}" too`,
            remedy: 'give it another name',
          },
        ];
  });
  const taken = Object.keys(derive).filter((name) => seen.has(name));
  return [
    ...repeated,
    ...taken.map((name) => ({
      path: [...path, 'derive', name],
      what: `a column is called "${name}" already`,
      remedy: 'give it another name',
    })),
  ];
};

const otherColumnFaults = ({ columns }: TableMapping, { tables }: Mapping, bronze: string, path: Path): Faults =>
  columns.flatMap(({ validate, phone }, at): Faults => {
    const here = [...path, 'columns', at];
    const faults: JsonFault[] = [];
    const table = validate?.reference;
    if (table !== undefined) {
      const at = [...here, 'validate', 'reference'];
      const other = tables[table];
      if (other === undefined)
        faults.push({ path: at, what: `no table "${table}" is mapped`, remedy: remedyFor(table, Object.keys(tables), 'name one that is') });
      else if (other.key.length > 1) faults.push({ path: at, what: 'its records have a key of several columns', remedy: 'leave it out' });
      else if (table === bronze) faults.push({ path: at, what: 'a table cannot be judged by itself', remedy: 'leave it out' });
    }
    const country = phone?.country;
    if (country !== undefined && !columns.some(({ target }) => target === country)) {
      faults.push({
        path: [...here, 'phone', 'country'],
        what: `there is no column "${country}"`,
        remedy: remedyFor(
          country,
          columns.map(({ target }) => target),
          'name a column of the table',
        ),
      });
    }
    return faults;
  });

const targetFaults = ({ target }: TableMapping, { tables }: Mapping, bronze: string, path: Path): Faults => {
  const here = [...path, 'target'];
  if (contractTables.has(`silver_${target}`))
    return [{ path: here, what: `silver_${target} is a table of audit's own`, remedy: 'give it another name' }];
  const [first] = Object.entries(tables).find((one) => one[1].target === target) ?? [];
  return first === bronze ? [] : [{ path: here, what: `"${first}" goes to "${target}" too`, remedy: 'give it another name' }];
};

/** Rows are put in order before their texts are read: another notation than the usual one would not be understood. */
const orderFaults = ({ dedupe_by: order, columns }: TableMapping, path: Path): Faults =>
  columns.flatMap(({ source, parse }, at): Faults =>
    parse !== undefined && order.includes(source)
      ? [
          {
            path: [...path, 'columns', at, 'parse'],
            what: `rows are put in order by "${source}", which is read before notations are`,
            remedy: 'order by another column (dedupe_by)',
          },
        ]
      : [],
  );

/** Reads a table of a mapping: its words found right, or all that is wrong with them. */
export const readTable = (
  mapping: Mapping,
  bronze: string,
  table: TableMapping,
): { readonly table: MappedTable } | { readonly faults: Faults } => {
  const path = ['tables', bronze];
  const faults = [
    ...targetFaults(table, mapping, bronze, path),
    ...nameFaults(table, path),
    ...keyFaults(table, path),
    ...orderFaults(table, path),
    ...table.columns.flatMap((column, at) => columnFaults(column, [...path, 'columns', at])),
    ...otherColumnFaults(table, mapping, bronze, path),
    ...currencyFaults(table, mapping, [...path, 'currency']),
  ];
  if (faults.length > 0) return { faults };
  const columns = table.columns.flatMap((one) => {
    const type = readType(one.type);
    return type === undefined
      ? []
      : [{ mapping: one, type, isKey: table.key.includes(one.source) && !isSecond(table, one), onError: one.on_error ?? table.on_error }];
  });
  const named = columns.map(({ mapping: { target }, type }) => ({ name: target, type }));
  const derived = deriveColumns(table.derive, named, [...path, 'derive']);
  if ('faults' in derived) return derived;
  const all = [...named, ...derived.levels.flat()];
  const filter = table.filter === undefined ? undefined : readRule(table.filter, ruleTypes(all));
  if (filter !== undefined && 'fault' in filter) return { faults: [{ ...filter.fault, path: [...path, 'filter', ...filter.fault.path] }] };
  if (filter !== undefined && filter.rule.type.kind !== 'bool')
    return {
      faults: [
        {
          path: [...path, 'filter'],
          what: `a filter is a condition, and this is a ${filter.rule.type.kind}`,
          remedy: 'compare it with something',
        },
      ],
    };
  return { table: { bronze, mapping: table, columns, derived: derived.levels, filter: filter?.rule } };
};

/** The first column read from a source that is a key is the key. */
const isSecond = ({ columns }: TableMapping, column: ColumnMapping): boolean =>
  columns.find(({ source }) => source === column.source) !== column;
