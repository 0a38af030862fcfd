import { printable } from './printable.ts';

/** A column of a printed table. */
export interface TextColumn {
  readonly title: string;
  /** Numbers stand right, so that their digits line up. */
  readonly align?: 'left' | 'right';
  /** Longer cells are cut and end with an ellipsis. */
  readonly maxWidth?: number;
}

const cut = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`);
const oneLine = (text: string): string => printable(text).replaceAll('\n', ' ');

/** Rows as aligned columns under their titles, for people; control characters in cells are blanked. */
export const textTable = (columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string => {
  const lines = [columns.map(({ title }) => title), ...rows].map((row) =>
    columns.map(({ maxWidth }, index) => cut(oneLine(row[index] ?? ''), maxWidth ?? Number.POSITIVE_INFINITY)),
  );
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => (line[index] ?? '').length)));
  const laid = lines.map((line) =>
    line
      .map((cell, index) => (columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `${laid.join('\n')}\n`;
};
