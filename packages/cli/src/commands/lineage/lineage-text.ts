import { printable } from '../../output/printable.ts';
import { counted, grouped } from '../../output/quantity.ts';
import type { ColumnLineage } from './column-lineage.ts';
import type { TableLineage } from './table-lineage.ts';

const indented = (lines: readonly string[], depth: number): readonly string[] => lines.map((line) => `${'  '.repeat(depth)}${line}`);

const howMade = ({ stage, code, params, from, files }: TableLineage): string => {
  if (stage !== null) return `made by ${stage} (code ${code?.slice(0, 8) ?? ''}) with ${JSON.stringify(params)}`;
  if (from.length > 0) return 'kept by the run that reads these';
  return files.length > 0 ? 'loaded from files' : 'kept by runs';
};

/** @param told tables told of already: what is made from one of them twice is told once */
const tableLines = (lineage: TableLineage, depth: number, told: Set<string>): readonly string[] => {
  const isKnown = told.has(lineage.table);
  told.add(lineage.table);
  const run = lineage.run_id === null ? '' : `, run ${lineage.run_id}`;
  const heading = `${depth === 0 ? '' : 'from '}${lineage.table}: ${isKnown ? 'as above' : `${counted(lineage.rows, 'row')}, last changed in version ${lineage.changed_at}${run}`}`;
  if (isKnown) return indented([heading], depth);
  const files = lineage.files.map(
    (file) =>
      `${printable(file.path)}: ${counted(file.records, 'record')}${file.quarantined === 0 ? '' : ` (${grouped(file.quarantined)} in quarantine)`}, sha256 ${file.sha256.slice(0, 16)}…, loaded ${file.loaded_at}`,
  );
  return [
    ...indented([heading], depth),
    ...indented([howMade(lineage), ...files], depth + 1),
    ...lineage.from.flatMap((source) => tableLines(source, depth + 1, told)),
  ];
};

/** A table's lineage for people: a tree down to the files. */
export const tableText = (lineage: TableLineage): string => {
  const readers = lineage.read_by.length === 0 ? 'Nothing is made from it.' : `Made from it: ${lineage.read_by.join(', ')}.`;
  return `${[...tableLines(lineage, 0, new Set()), '', readers].join('\n')}\n`;
};

type Node = ColumnLineage['from'][number];

const nodeLines = (nodes: readonly Node[], depth: number): readonly string[] =>
  nodes.flatMap((node) => [...indented([`from ${node.table}.${node.column}`], depth), ...nodeLines(node.from, depth + 1)]);

/** A column's lineage for people: what it means, and a tree down to the columns of the input. */
export const columnText = (lineage: ColumnLineage): string => {
  const unit = lineage.unit === null ? '' : `, ${lineage.unit}`;
  const stage = lineage.stage === null ? '' : `, by ${lineage.stage}`;
  const readers = lineage.read_by.length === 0 ? 'Nothing is computed from it.' : `Computed from it: ${lineage.read_by.join(', ')}.`;
  return `${[`${lineage.table}.${lineage.column}: ${lineage.type}${unit}${stage}`, `  ${lineage.description}`, ...nodeLines(lineage.from, 1), '', readers].join('\n')}\n`;
};
