import { counted } from '../output/quantity.ts';
import type { ReplayedTable } from './replayed-tables.ts';

/** A cell that differs, as JSON text; undefined where the row has no such column. */
interface DifferentCell {
  readonly column: string;
  readonly expected: string | undefined;
  readonly found: string | undefined;
}
/** A row that differs, by its key. */
interface DifferentRow {
  readonly key: string;
  readonly kind: 'missing' | 'unexpected' | 'changed';
  readonly cells: readonly DifferentCell[];
}
/** A table compared with what is expected of it. */
export interface ComparedTable {
  readonly table: string;
  readonly expected: number;
  readonly found: number;
  readonly differences: readonly DifferentRow[];
  /** Why it cannot be compared; empty where it was. */
  readonly fault: string;
}

type Cells = ReadonlyMap<string, string>;

/** Cells of a line as the text they have in it: a number keeps every digit. */
const cellsOf = (line: string): Cells => {
  const keep = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined ? JSON.rawJSON(context.source) : value;
  const row = JSON.parse(line, keep) as Readonly<Record<string, unknown>>;
  return new Map(Object.entries(row).map(([name, value]) => [name, JSON.stringify(value)]));
};

const keyOf = (grain: readonly string[], cells: Cells): string => grain.map((name) => `${name} ${cells.get(name) ?? ''}`).join(', ');

const byKey = (grain: readonly string[], lines: readonly string[]): ReadonlyMap<string, Cells> =>
  new Map(
    lines.map((line) => {
      const cells = cellsOf(line);
      return [keyOf(grain, cells), cells];
    }),
  );

/** Number of the first line that is no JSON object, from 1; undefined where each is. */
const wrongLine = (lines: readonly string[]): number | undefined => {
  const isObject = (line: string): boolean => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    } catch {
      return false;
    }
  };
  const at = lines.findIndex((line) => !isObject(line));
  return at < 0 ? undefined : at + 1;
};

const differentCells = (expected: Cells, found: Cells): readonly DifferentCell[] =>
  [...new Set([...expected.keys(), ...found.keys()])]
    .filter((column) => expected.get(column) !== found.get(column))
    .map((column) => ({ column, expected: expected.get(column), found: found.get(column) }));

/** Compares the lines of a table exactly; rows are told apart by its grain. @param expected undefined where no file says it */
export const compareTable = ({ name, table, lines }: ReplayedTable, expected: readonly string[] | undefined): ComparedTable => {
  const compared = { table: name, expected: expected?.length ?? 0, found: lines.length, differences: [], fault: '' };
  if (expected === undefined) return { ...compared, fault: `there is no expected/${name}.ndjson` };
  if (expected.length === lines.length && expected.every((line, at) => line === lines[at])) return compared;
  const wrong = wrongLine(expected);
  if (wrong !== undefined) return { ...compared, fault: `row ${wrong} of expected/${name}.ndjson is no JSON object` };
  const [wanted, given] = [byKey(table.grain, expected), byKey(table.grain, lines)];
  const missing = [...wanted].flatMap(([key, cells]): DifferentRow[] => {
    const found = given.get(key);
    if (found === undefined) return [{ key, kind: 'missing', cells: [] }];
    const different = differentCells(cells, found);
    return different.length === 0 ? [] : [{ key, kind: 'changed', cells: different }];
  });
  const unexpected = [...given.keys()]
    .filter((key) => !wanted.has(key))
    .map((key): DifferentRow => ({ key, kind: 'unexpected', cells: [] }));
  const differences = [...missing, ...unexpected];
  const order = differences.length === 0 ? 'the same rows stand in another order, or are written otherwise' : '';
  return { ...compared, differences, fault: order };
};

const rowsShown = 5;

const rowText = ({ key, kind, cells }: DifferentRow): readonly string[] => [
  `    ${key}: ${kind === 'changed' ? `${cells.length} ${cells.length === 1 ? 'column differs' : 'columns differ'}` : kind}`,
  ...cells.map(
    ({ column, expected, found }) => `      ${column}: expected ${expected ?? 'no such column'}, found ${found ?? 'no such column'}`,
  ),
];

/** The first rows that differ, by key and column; nothing for a table that is as expected. */
export const differenceText = ({ table, expected, found, differences, fault }: ComparedTable): readonly string[] => {
  if (differences.length === 0 && fault === '') return [];
  const rest = differences.length - rowsShown;
  return [
    `  ${table}: ${differences.length === 0 ? fault : `${counted(differences.length, 'row')} ${differences.length === 1 ? 'differs' : 'differ'}`} (expected ${expected} rows, found ${found})`,
    ...differences.slice(0, rowsShown).flatMap(rowText),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
};

export const isDifferent = ({ differences, fault }: ComparedTable): boolean => differences.length > 0 || fault !== '';
