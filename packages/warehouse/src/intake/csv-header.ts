import { FileRefused } from '@audit/contract';
import type { Field } from './field.ts';

const QUOTE = 34;
const delimiters = [',', ';', '\t', '|'] as const;

/** The delimiter that occurs most in a header line, outside quotes; a comma if none does. */
export const sniffDelimiter = (line: Uint8Array): number => {
  const counts = new Map<number, number>(delimiters.map((mark) => [mark.charCodeAt(0), 0]));
  let quoted = false;
  for (const byte of line) {
    if (byte === QUOTE) quoted = !quoted;
    else if (!quoted && counts.has(byte)) counts.set(byte, counts.get(byte)! + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
};

/** Which field each column of the file is read into; −1 for none. */
export interface CsvHeader {
  readonly fieldOf: Int32Array;
  /** Names of the columns, trimmed. */
  readonly names: readonly string[];
  readonly unknown: readonly string[];
}

/**
 * @param anyColumns whether columns of any name are welcome, as long as they have one
 * @throws {@link FileRefused} when a name stands twice, or none is a field
 */
export const csvHeader = (source: string, cells: readonly string[], fields: readonly Field[], anyColumns = false): CsvHeader => {
  const names = cells.map((cell) => cell.trim());
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice !== undefined) throw new FileRefused(source, 'BAD_HEADER', 0, `the header names the column "${twice.slice(0, 80)}" twice`);
  const unnamed = anyColumns ? names.indexOf('') : -1;
  if (unnamed >= 0) throw new FileRefused(source, 'BAD_HEADER', 0, `column ${unnamed + 1} of the header has no name`);
  const fieldOf = Int32Array.from(names, (name) => fields.findIndex((field) => field.name === name));
  if (!anyColumns && fieldOf.every((field) => field < 0)) {
    const first = names.slice(0, 5).map((name) => `"${name.slice(0, 40)}"`);
    throw new FileRefused(
      source,
      'BAD_HEADER',
      0,
      `the first line names no known column (it has ${first.join(', ')}; known are ${fields
        .slice(0, 5)
        .map(({ name }) => name)
        .join(', ')}, …)`,
    );
  }
  return { fieldOf, names, unknown: names.filter((name, index) => name !== '' && fieldOf[index] === -1) };
};
