import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import type { Table } from '@audit/contract';
import type { FileRef, StageFolder } from '@audit/warehouse';
import type { LandedFile } from './landed-table.ts';

/** Of its place in the folder: files of other tables and partitions may have its name. */
const noteOf = (folder: StageFolder, path: string): string =>
  `adopted.${createHash('sha256').update(relative(folder.path, path)).digest('hex').slice(0, 32)}`;

/** Gives landed files their names in the lake; a rerun takes over those that an attempt before it had named. */
export const adoptLanded = (folder: StageFolder, table: Table, files: readonly LandedFile[]): readonly FileRef[] =>
  files
    .filter(({ rows }) => rows > 0)
    .map(({ path, rows, partition }) => {
      const note = noteOf(folder, path);
      // A file that is there was landed after what the note tells of.
      const before = existsSync(path) ? undefined : folder.note<FileRef>(note);
      if (before !== undefined) return before;
      const file = { ...folder.adopt(table, path, rows), ...(partition === undefined ? {} : { partition }) };
      folder.keepNote(note, file);
      return file;
    });
