import * as contract from '@audit/contract';
import { dictionary, qualifiedName, type Table } from '@audit/contract';

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'grain' in value && 'columns' in value && 'schema' in value;

/** Every table the contract exports, alone or in a record of tables, in the order of the layers. */
const allTables = (): readonly Table[] => {
  const layers = ['bronze', 'silver', 'curated', 'gold', 'ops'];
  const exported = Object.values<unknown>(contract);
  const inRecords = exported
    .filter((value) => typeof value === 'object' && value !== null && !isTable(value))
    .flatMap((record) => Object.values<unknown>(record as Readonly<Record<string, unknown>>));
  const rank = (table: Table): string => `${layers.indexOf(table.layer)} ${table.name}`;
  return [...exported, ...inRecords].filter(isTable).toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
};

/** The data dictionary: one page a table and an index of them. */
export const dictionaryPages = (): readonly (readonly [path: string, text: string])[] => {
  const tables = allTables();
  const rows = tables.map((table) => {
    const name = qualifiedName(table);
    return `| [\`${name}\`](${name}.md) | ${table.grain.join(', ')} | ${table.description} |`;
  });
  const index = [
    '# Data dictionary',
    'Generated from the table contracts (`packages/contract/src/tables`) by `npm run docs`; do not edit.',
    ['| table | one row per | is |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
  return [
    ['docs/dictionary/README.md', index],
    ...tables.map((table) => [`docs/dictionary/${qualifiedName(table)}.md`, dictionary(table)] as const),
  ];
};
