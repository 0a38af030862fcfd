import { type OperationalTable, UsageError, formatInstant } from '@audit/contract';
import type { DuckDbEngine, Manifest } from '@audit/warehouse';
import type { LandedTable } from '../../1-bronze/landed-table.ts';
import { objectKey } from '../../landing/object-key.ts';
import { chosen } from '../../landing/chosen.ts';
import type { Extracted } from '../../landing/extracted.ts';
import type { PartitionOf } from '../../landing/partition-of.ts';
import type { ExtractPlace, ExtractRequest, PlannedTable, Source } from '../../landing/source.ts';
import { zonedText } from './column-text.ts';
import { cursorOf, isTime } from './cursor.ts';
import { inSnapshot } from './in-snapshot.ts';
import { landSpooled } from './land-spooled.ts';
import { objectColumns, type OperationalObject, operationalObjects, sourceColumns } from './operational-object.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { conditionOf, type Extent, spoolTable, type SpooledTable } from './spooled-table.ts';
import { viewName } from './view-name.ts';

/** A database, and what is extracted from it. */
export interface PostgresSourceOptions {
  /** The source closes it. */
  readonly connection: PostgresConnection;
  readonly engine: DuckDbEngine;
  readonly tables: readonly OperationalTable[];
  readonly partitionOf: PartitionOf;
}

/** Tables and views of a PostgreSQL database as a source: all of a run are of one instant. */
export const postgresSource = (options: PostgresSourceOptions): Source => {
  const { connection, tables } = options;
  const objects = (words: readonly string[]): readonly OperationalObject[] => chosen('opdb', operationalObjects(tables), words);
  return {
    name: 'opdb',
    goesOn: false,
    describe: async (words) => {
      const described = [];
      for (const one of objects(words)) {
        const columns = await objectColumns(connection, one);
        described.push({
          ...one,
          columns: sourceColumns(
            columns,
            columns.map(({ name }) => name),
          ),
        });
      }
      return described;
    },
    plan: async (request, parent) =>
      await inSnapshot(connection, 'planning', async () => {
        const planned: PlannedTable[] = [];
        for (const one of objects(request.tables))
          planned.push(await planOne(connection, await extentOf(connection, one, request, parent)));
        return planned;
      }),
    extract: async (request, place) => await extract(options, objects(request.tables), request, place),
    [Symbol.asyncDispose]: async () => await connection[Symbol.asyncDispose](),
  };
};

const extentOf = async (
  connection: PostgresConnection,
  one: OperationalObject,
  request: ExtractRequest,
  parent: Manifest,
): Promise<Extent> => {
  const columns = await objectColumns(connection, one);
  const cursorColumn = columns.find(({ name }) => name === one.configured.cursor_column);
  const known = cursorOf(parent.watermarks[objectKey({ source: 'opdb', object: one.object })], cursorColumn?.name);
  if (request.since !== undefined && (cursorColumn === undefined || !isTime(cursorColumn)))
    throw new UsageError(`--since, and ${one.object} has no cursor_column of a time`, 'leave it out, or name other tables', {
      table: one.object,
    });
  const given =
    request.since === undefined || cursorColumn === undefined ? known : { column: cursorColumn.name, value: formatInstant(request.since) };
  const since = request.full ? undefined : given;
  return { one, columns, cursorColumn, since, allKeys: request.reconcile && since !== undefined && one.configured.key !== undefined };
};

const planOne = async (connection: PostgresConnection, extent: Extent): Promise<PlannedTable> => {
  const { one, cursorColumn, since } = extent;
  const [row] = await connection.rows(
    `reading ${one.object}`,
    `SELECT COUNT(*) FROM ${viewName(one.object).sql} WHERE ${conditionOf(extent)}`,
  );
  const full = cursorColumn === undefined ? 'it has no cursor_column' : 'it has no cursor yet, or all was asked for';
  return {
    source: 'opdb',
    object: one.object,
    table: one.table,
    mode: since === undefined ? 'full' : 'incremental',
    why: since === undefined ? full : `${since.column} from ${since.value} on, less the look-back`,
    since: since?.value ?? null,
    rows: Number(row?.[0]),
    bytes: null,
    apiCalls: extent.allKeys ? 2 : 1,
  };
};

const extract = async (
  { connection, partitionOf }: PostgresSourceOptions,
  objects: readonly OperationalObject[],
  request: ExtractRequest,
  place: ExtractPlace,
): Promise<Extracted> => {
  const { takenAt, spooled } = await inSnapshot(connection, 'taking a snapshot', async () => {
    const [now] = await connection.rows('taking a snapshot', `SELECT ${zonedText('now()')}`);
    const all: SpooledTable[] = [];
    for (const one of objects) {
      const table = await spoolTable(connection, place.folder, await extentOf(connection, one, request, place.parent));
      place.onRows({ table: one.table, rows: table.counted });
      all.push(table);
    }
    return { takenAt: String(now?.[0]), spooled: all };
  });
  const tables: LandedTable[] = [];
  for (const one of spooled) tables.push(await landSpooled(place, one, { place: connection.place, takenAt, partitionOf }));
  return { tables };
};
