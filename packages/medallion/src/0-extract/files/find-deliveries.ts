import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { FileMissing } from '@audit/contract';
import { fileSource, findSources, type InputSource } from '@audit/warehouse';
import { bronzeTableName } from '../../landing/bronze-table-name.ts';

/** A file that holds records of an object. */
export interface Delivery {
  /** `Account`, of `Account.csv` and of `Account.2026-01-31.ndjson.gz`. */
  readonly object: string;
  readonly table: string;
  readonly source: InputSource;
}

/** The files of a drop folder or of a pattern, in the order of their names. */
export interface Deliveries {
  readonly files: readonly Delivery[];
  /** Names of files in the folder that are no deliveries. */
  readonly others: readonly string[];
}

const deliveryName = /^([^.]+)\.(?:.*\.)?(?:csv|tsv|ndjson|jsonl|json|parquet|arrow|arrows|feather|ipc)(?:\.(?:gz|gzip|zst|zstd))?$/i;

/**
 * What is to be extracted under a path: the files right in a folder, or those a pattern finds.
 *
 * @throws FileMissing where there is neither
 */
export const findDeliveries = async (path: string, cwd: string): Promise<Deliveries> => {
  const sources = await sourcesAt(path, cwd);
  const files = sources.flatMap((source): readonly Delivery[] => {
    const object = deliveryName.exec(basename(source.label))?.[1];
    return object === undefined ? [] : [{ object, table: bronzeTableName(object), source }];
  });
  const others = sources.map(({ label }) => basename(label)).filter((name) => !deliveryName.test(name));
  return { files, others };
};

const sourcesAt = async (path: string, cwd: string): Promise<readonly InputSource[]> => {
  if (path === '') throw new FileMissing(path);
  const folder = resolve(cwd, path);
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) return await findSources([path], { cwd, stdin: noInput() });
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .toSorted()
    .map((name) => fileSource(join(folder, name), join(path, name)));
};

async function* noInput(): AsyncGenerator<Uint8Array> {}
