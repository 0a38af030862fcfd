import { statSync } from 'node:fs';
import { assert, type Micros, UsageError } from '@audit/contract';
import type { Manifest } from '@audit/warehouse';
import { chosen } from '../../landing/chosen.ts';
import type { Extracted } from '../../landing/extracted.ts';
import type { DescribedObject, ExtractPlace, ExtractRequest, PlannedTable, Source } from '../../landing/source.ts';
import { doneFiles, isDone } from './done-files.ts';
import { extractFiles } from './extract-files.ts';
import type { FilesSourceOptions, NewDeliveries } from './files-source-options.ts';
import { type Delivery, findDeliveries } from './find-deliveries.ts';
import { lookThroughAll } from './look-through-all.ts';

/**
 * Files as a source: `<Object>.csv`, `.ndjson`, `.json`, `.parquet`, packed or not, in the column names of the source they come from. A
 * file is its content: what was loaded once is passed by, whatever it is called and wherever it lies; nothing is moved or marked.
 */
export const filesSource = (options: FilesSourceOptions): Source => ({
  name: 'files',
  goesOn: false,
  describe: async (words) => await describe(options, words),
  plan: async (request, parent) => await plan(options, request, parent),
  extract: async (request, place) => await extract(options, request, place),
  [Symbol.asyncDispose]: async () => undefined,
});

const wanted = async ({ path, cwd, onOthers }: FilesSourceOptions, words: readonly string[]): Promise<readonly Delivery[]> => {
  const { files, others } = await findDeliveries(path, cwd);
  if (others.length > 0) onOthers(others);
  return chosen(`files ${path}`, files, words);
};

const byTable = (files: readonly Delivery[]): NewDeliveries => Map.groupBy(files, ({ table }) => table);

const extract = async (options: FilesSourceOptions, request: ExtractRequest, place: ExtractPlace): Promise<Extracted> => {
  refuseSince(request.since);
  const files = await wanted(options, request.tables);
  return await extractFiles(options, await newDeliveries(options, files, request, place.parent), request, place);
};

const newDeliveries = async (
  options: FilesSourceOptions,
  files: readonly Delivery[],
  { full }: ExtractRequest,
  parent: Manifest,
): Promise<NewDeliveries> => {
  if (full) return byTable(files);
  await using session = await options.engine.session();
  const done = await doneFiles(session, options.lake, parent, [...new Set(files.map(({ table }) => table))]);
  const fresh: Delivery[] = [];
  for (const file of files) if (!(await isDone(file, done))) fresh.push(file);
  return byTable(fresh);
};

const refuseSince = (since: Micros | undefined): void => {
  if (since !== undefined) throw new UsageError('--since with files', 'a file is taken whole or not at all: leave it out', {});
};

const plan = async (options: FilesSourceOptions, request: ExtractRequest, parent: Manifest): Promise<readonly PlannedTable[]> => {
  refuseSince(request.since);
  const all = await wanted(options, request.tables);
  const fresh = await newDeliveries(options, all, request, parent);
  return [...byTable(all)].map(([table, files]) => {
    const read = fresh.get(table) ?? [];
    const bytes = read.reduce((sum, { source }) => sum + (source.path === null ? 0 : statSync(source.path).size), 0);
    const [first] = files;
    assert(first !== undefined, 'a group has a member');
    const why = read.length === 0 ? 'every file was loaded before' : `${read.length} of ${files.length} files are new`;
    return {
      source: 'files',
      object: first.object,
      table,
      mode: read.length === 0 ? 'skip' : 'full',
      why,
      since: null,
      rows: null,
      bytes,
      apiCalls: null,
    };
  });
};

const describe = async (options: FilesSourceOptions, words: readonly string[]): Promise<readonly DescribedObject[]> => {
  const described: DescribedObject[] = [];
  for (const [table, files] of byTable(await wanted(options, words))) {
    const { columns, object } = await lookThroughAll(options, files, [], (_, refused) => {
      throw refused;
    });
    described.push({ object, table, columns });
  }
  return described;
};
