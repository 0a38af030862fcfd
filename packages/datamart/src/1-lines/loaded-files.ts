import { statSync } from 'node:fs';
import { ContentChanged, inputFiles, qualifiedName, quote, type Row } from '@audit/contract';
import { bindTable, type InputSource, type Lake, type Manifest, type Session } from '@audit/warehouse';

export type LoadedFile = Row<typeof inputFiles>;

/** The transaction files whose lines the lake holds. */
export const loadedFiles = async (session: Session, lake: Lake, parent: Manifest): Promise<readonly LoadedFile[]> => {
  const state = parent.tables[qualifiedName(inputFiles)];
  if (state === undefined) return [];
  await bindTable(session, 'lake_files', lake, inputFiles, state);
  const columns = Object.keys(inputFiles.columns).map((name) => quote(name));
  return await session.rows(`SELECT ${columns.join(', ')} FROM lake_files WHERE kind = 'transactions'`, inputFiles);
};

/**
 * Files loaded before from the path of an input that now has other content.
 *
 * @returns those to replace: all of them, or none for `append`
 * @throws {@link ContentChanged} if it was not said which
 */
export const replacedBy = (
  loaded: readonly LoadedFile[],
  path: string,
  whenChanged: 'append' | 'replace' | undefined,
): readonly LoadedFile[] => {
  const before = loaded.filter((file) => file.path === path);
  const [first] = before;
  if (first === undefined || whenChanged === 'append') return [];
  if (whenChanged === undefined) throw new ContentChanged(path, new Date(Number(first.loaded_at / 1000n)).toISOString());
  return before;
};

/** Whether an input can be opened again: a file, not a pipe. */
export const isFile = ({ path }: InputSource): boolean => path !== null && statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Whether an input may have been loaded before, so that it pays to hash it before it is read: its path or its size is known. */
export const mayBeLoaded = (source: InputSource, loaded: readonly LoadedFile[]): boolean => {
  if (source.path === null || loaded.length === 0 || !isFile(source)) return false;
  const { size } = statSync(source.path);
  return loaded.some((file) => file.path === source.label || Number(file.bytes) === size);
};
