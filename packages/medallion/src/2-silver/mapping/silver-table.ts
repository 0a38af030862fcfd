import {
  type Column,
  type Columns,
  declaredTable,
  lineageColumns,
  personalClass,
  type Pii,
  type Scalar,
  type Table,
  text,
} from '@audit/contract';
import type { MappedTable } from './mapped-table.ts';
import { keptLineage } from './table-chain.ts';

interface About {
  readonly description: string;
  readonly unit?: string | undefined;
  readonly pii: Pii;
  readonly nullable: boolean;
}

/** A column whose type is known only when it is made. */
const columnOf = (type: Scalar, { unit, ...about }: About): Column => ({ type, ...about, ...(unit === undefined ? {} : { unit }) });

/** What a name and a type say of a column nobody gave a class: texts that may name a person are taken to do so. */
const classOf = (source: string, type: Scalar): Pii => {
  if (type.kind === 'text') return personalClass(source, 'text');
  return personalClass(source, 'text') === 'direct' ? 'direct' : 'none';
};

/** Whether a column has a value in every row of the silver table. */
const isRequired = ({ isKey, mapping, onError }: MappedTable['columns'][number]): boolean =>
  isKey || (mapping.null?.policy === 'reject' && onError === 'quarantine');

/** Columns of the table's own: mapped ones, then derived ones. */
export const ownColumns = ({ columns, derived }: MappedTable): Columns =>
  Object.fromEntries([
    ...columns.map((column): readonly [string, Column] => {
      const { mapping, type } = column;
      const description = mapping.description ?? `${mapping.source} of the source`;
      const pii =
        mapping.pii ??
        (column.isKey || mapping.country === true || mapping.validate?.enum !== undefined ? 'none' : classOf(mapping.source, type));
      return [mapping.target, columnOf(type, { description, unit: mapping.unit, pii, nullable: !isRequired(column) })];
    }),
    ...derived.flat().map(({ name, mapping, type }): readonly [string, Column] => {
      const { description = 'Computed from other columns', unit, pii = 'none' } = mapping;
      return [name, columnOf(type, { description, unit, pii, nullable: true })];
    }),
  ]);

/** Columns after a table's own: values taken out, and where the row came from. */
const lastColumns = (hasFlags: boolean): Columns => ({
  ...(hasFlags
    ? { _flags: text({ description: 'Values taken out, each as column, reason and rule; NULL where there are none', nullable: true }) }
    : {}),
  ...Object.fromEntries(keptLineage.map((name) => [name, lineageColumns[name]])),
});

/** Names of the columns that tell records apart. */
export const keyNames = ({ columns }: MappedTable): readonly string[] =>
  columns.filter(({ isKey }) => isKey).map(({ mapping }) => mapping.target);

/** The silver table of a mapping. @param converted columns that amounts in the base currency add */
export const silverTable = (table: MappedTable, converted: Columns, hasFlags: boolean): Table =>
  declaredTable('silver', table.mapping.target, {
    grain: keyNames(table),
    description: table.mapping.description ?? `Records of bronze_${table.bronze} as they stand, cleaned.`,
    columns: { ...ownColumns(table), ...converted, ...lastColumns(hasFlags) },
  });

/** What is refused of a table, as it stands: no record is in both. */
export const refusedTable = (table: MappedTable): Table => {
  const own = ownColumns(table);
  const keys = Object.fromEntries(
    keyNames(table).map((name) => [name, text({ description: 'Key of the record', pii: own[name]?.pii ?? 'none' })]),
  );
  return declaredTable('ops', `refused_${table.mapping.target}`, {
    grain: keyNames(table),
    description: `Records of bronze_${table.bronze} that are not in silver_${table.mapping.target}, with the reasons; a record leaves it when it is right.`,
    columns: {
      ...keys,
      _column: text({ description: 'Column at fault, the first' }),
      _code: text({ description: 'Its reason code (docs/errors.md)' }),
      _rule: text({ description: 'Rule of the mapping it breaks' }),
      _problems: text({ description: 'All that is wrong, each as column, reason and rule' }),
      _raw: text({ description: 'The columns the mapping reads as received, as JSON, cut at 64 KiB', pii: 'direct' }),
      _source_system: lineageColumns._source_system,
      _extracted_at: lineageColumns._extracted_at,
    },
  });
};
