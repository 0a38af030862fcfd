import { inputFiles, qualifiedName } from '@audit/contract';
import { bindTable, hashSource, type Lake, type Manifest, type Session, textLiteral } from '@audit/warehouse';
import type { Delivery } from './find-deliveries.ts';

/** Checksums of the files that are done, by bronze table. */
export type DoneFiles = ReadonlyMap<string, ReadonlySet<string>>;

/** The marks in the lake; nothing marks the folder. @param tables bronze tables */
export const doneFiles = async (session: Session, lake: Lake, { tables }: Manifest, wanted: readonly string[]): Promise<DoneFiles> => {
  const state = tables[qualifiedName(inputFiles)];
  if (state === undefined || wanted.length === 0) return new Map();
  await bindTable(session, 'done_files', lake, inputFiles, state);
  const kinds = wanted.map((table) => textLiteral(`bronze_${table}`)).join(', ');
  const rows = await session.evidence(`SELECT DISTINCT kind, sha256 FROM done_files WHERE kind IN (${kinds})`, Number.MAX_SAFE_INTEGER);
  const groups = Map.groupBy(rows, (row) => (row['kind'] ?? '').replace(/^bronze_/, ''));
  return new Map([...groups].map(([table, marks]) => [table, new Set(marks.map((mark) => mark['sha256'] ?? ''))]));
};

/** Whether a delivery was loaded before, whatever it was called. A file is its content. */
export const isDone = async ({ table, source }: Delivery, done: DoneFiles): Promise<boolean> => {
  const marks = done.get(table);
  return marks !== undefined && marks.has((await hashSource(source)).sha256);
};
