import { contractTables, dictionary, qualifiedName, type Table } from '@audit/contract';

/** Every table a lake may hold, in the order of the layers. */
const allTables = (): readonly Table[] => {
  const layers = ['bronze', 'silver', 'curated', 'gold', 'ops'];
  const rank = (table: Table): string => `${layers.indexOf(table.layer)} ${table.name}`;
  return [...contractTables.values()].toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
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
    'Bronze tables of sources that are extracted as they are have no page: their columns are those of their source, as text, and nine that say where each row came from ([extraction](../extract.md)).',
    ['| table | one row per | is |', '|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
  return [
    ['docs/dictionary/README.md', index],
    ...tables.map((table) => [`docs/dictionary/${qualifiedName(table)}.md`, dictionary(table)] as const),
  ];
};
