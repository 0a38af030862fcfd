import { bool, type Column, type Columns, int64, text, timestamp } from './column.ts';
import { defineTable, type Table } from './define-table.ts';
import { personalClass } from './personal-column.ts';
import { folded, type SourceField, type SourceShape } from './source-shape.ts';

/** Columns every bronze table of a source has after the source's own: where each row came from. */
export const lineageColumns = {
  _extracted_at: timestamp({ description: 'Clock of the run that fetched the row', unit: 'us UTC' }),
  _source_system: text({ description: 'Source it came from: salesforce, opdb, files' }),
  _run_id: text({ description: 'Run that fetched it' }),
  _api: text({ description: 'How it was fetched: rest, bulk2, copy, file' }),
  _job_id: text({ description: 'Job or snapshot of the source; of a file the first 16 hex digits of its SHA-256', nullable: true }),
  _page: int64({ description: 'Page of the answer it stood on, from 1; of a file the position of its record', nullable: true }),
  _org_id: text({ description: 'Organisation or database of the source', nullable: true }),
  _schema_hash: text({ description: 'Schema the source had then (ops_source_schemas)' }),
  _is_deleted: bool({ description: 'Whether it says that its record is gone' }),
} as const;

const lineageNames = Object.keys(lineageColumns);

const received = ([name, type]: SourceField): readonly [string, Column] => [
  name,
  text({ description: `As the source sent it (${type})`, nullable: true, pii: personalClass(name, type) }),
];

/**
 * The declaration of a bronze table of a source, from its columns: all text, all nullable, followed by {@link lineageColumns}. Files may
 * lack columns that came later, which then are null.
 *
 * @param name without its layer: `account`
 */
export const sourceTable = (name: string, shape: SourceShape): Table => {
  const columns: Columns = { ...Object.fromEntries(shape.columns.map(received)), ...lineageColumns };
  const grain = [...shape.key, '_run_id', '_job_id', '_page'];
  return defineTable<Columns, never>({
    name,
    layer: 'bronze',
    // Columns of a source may be null, and are in no type.
    grain: grain as unknown as [never],
    description: 'Records of a source as received: each change of a record is a row, a delete too.',
    columns,
    shape,
  });
};

/**
 * Names for the columns of a table of a source, none like another or like a column of the lineage: SQL does not tell upper and lower
 * case apart. The first of equal names keeps it, later ones get `_2`, `_3`, …; what the lake has already keeps its spelling.
 *
 * @param names as the source spells them
 */
export const bronzeNames = (names: readonly string[], known: readonly string[] = []): readonly string[] => {
  const exact = new Set(known);
  const spelt = new Map(known.map((name) => [folded(name), name]));
  const taken = new Set([...lineageNames, ...names.filter((name) => exact.has(name)).map(folded)]);
  return names.map((name) => {
    if (exact.has(name)) return name;
    let free = name;
    for (let at = 2; taken.has(folded(free)); at++) free = `${name}_${at}`;
    taken.add(folded(free));
    return spelt.get(folded(free)) ?? free;
  });
};
