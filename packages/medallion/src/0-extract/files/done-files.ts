import { statSync } from 'node:fs';
import { inputFiles, qualifiedName } from '@audit/contract';
import { bindTable, hashSource, type InputSource, type Lake, type Manifest, type Session, textLiteral } from '@audit/warehouse';
import type { Delivery } from './find-deliveries.ts';

/** The files of a bronze table that are done. */
interface Done {
  readonly checksums: ReadonlySet<string>;
  readonly sizes: ReadonlySet<number>;
}

/** By bronze table. */
export type DoneFiles = ReadonlyMap<string, Done>;

/** The marks in the lake; nothing marks the folder. @param tables bronze tables */
export const doneFiles = async (session: Session, lake: Lake, { tables }: Manifest, wanted: readonly string[]): Promise<DoneFiles> => {
  const state = tables[qualifiedName(inputFiles)];
  if (state === undefined || wanted.length === 0) return new Map();
  await bindTable(session, 'done_files', lake, inputFiles, state);
  const kinds = wanted.map((table) => textLiteral(`bronze_${table}`)).join(', ');
  const rows = await session.evidence(
    `SELECT DISTINCT kind, sha256, bytes FROM done_files WHERE kind IN (${kinds})`,
    Number.MAX_SAFE_INTEGER,
  );
  const groups = Map.groupBy(rows, (row) => (row['kind'] ?? '').replace(/^bronze_/, ''));
  return new Map([...groups].map(([table, marks]) => [table, doneOf(marks)]));
};

const doneOf = (marks: readonly Readonly<Record<string, string | null>>[]): Done => ({
  checksums: new Set(marks.map((mark) => mark['sha256'] ?? '')),
  sizes: new Set(marks.map((mark) => Number(mark['bytes']))),
});

/** Whether a delivery was loaded before, whatever it was called. A file is its content. */
export const isDone = async ({ table, source }: Delivery, done: DoneFiles): Promise<boolean> => {
  const known = done.get(table);
  return known !== undefined && mayBe(source, known) && known.checksums.has((await hashSource(source)).sha256);
};

/** A file of another size has another content, and need not be hashed; what is no file tells no size. */
const mayBe = ({ path }: InputSource, { sizes }: Done): boolean => {
  const file = path === null ? undefined : statSync(path);
  return file?.isFile() !== true || sizes.has(file.size);
};
