import { Assertion } from '@audit/contract';
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBTableFunction,
  type DuckDBTableFunctionBindInfo,
  type DuckDBTableFunctionInfo,
  type DuckDBTableFunctionInitInfo,
  type DuckDBType,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import { textLiteral } from '../../sql-dialect/literal.ts';

/** Rows that this process holds in chunks of DuckDB's layout. Queries read them where they are: no table is made of them. */
export interface ChunkSource {
  readonly columns: readonly { readonly name: string; readonly type: DuckDBType }[];
  readonly rows: number;
  readonly chunks: number;
  /**
   * Copies the columns a query wants of a chunk: `vectors[i]` is for column `wanted[i]`. Returns its rows, 1 to 2,048.
   * Called by any number of scans at once, on this thread; several may be under way.
   */
  copy(chunk: number, vectors: readonly duckdb.Vector[], wanted: readonly number[]): number;
}

interface Scan {
  readonly source: ChunkSource;
  readonly positions: readonly number[];
  readonly wanted: readonly number[];
  next: number;
}

const functionName = 'audit_chunks';
const sources = new Map<string, ChunkSource>();

/** SQL of the relation that {@link provideChunks} gave this name. */
export const chunksSql = (name: string): string => `${functionName}(${textLiteral(name)})`;

/** Makes the source readable under a name, unique in the process, until {@link withdrawChunks}. */
export const provideChunks = (name: string, source: ChunkSource): void => void sources.set(name, source);

export const withdrawChunks = (name: string): void => void sources.delete(name);

/** Lets the queries of an instance read chunk sources. Call it once an instance. */
export const registerChunkScan = (connection: DuckDBConnection): void => {
  connection.registerTableFunction(
    DuckDBTableFunction.create({
      name: functionName,
      parameterTypes: [VARCHAR],
      supportsProjectionPushdown: true,
      bindFunction: bind,
      initFunction: init,
      mainFunction: copyNext,
    }),
  );
};

const bind = (info: DuckDBTableFunctionBindInfo): void => {
  const name = String(info.getParameter(0));
  const source = sources.get(name);
  if (source === undefined) {
    info.setError(`there is no chunk source ${name}`);
    return;
  }
  for (const column of source.columns) info.addResultColumn(column.name, column.type);
  info.setCardinality(source.rows, true);
  info.setBindData(source);
};

const init = (info: DuckDBTableFunctionInitInfo): void => {
  const source = info.bindData;
  if (!isSource(source)) throw new Assertion('a scan without a chunk source');
  const all = Array.from({ length: info.columnCount }, (_, position) => info.getColumnIndex(position));
  // A query that only counts rows asks for a column that does not exist.
  const positions = [...all.keys()].filter((position) => all[position]! < source.columns.length);
  const scan: Scan = { source, positions, wanted: positions.map((position) => all[position]!), next: 0 };
  info.setInitData(scan);
  info.setMaxThreads(MOST_THREADS);
};

/** Copying is done by this thread; these are for what the query does with the rows. */
const MOST_THREADS = 64;

const copyNext = (info: DuckDBTableFunctionInfo, output: DuckDBDataChunk): void => {
  const scan = info.initData as Scan;
  if (scan.next >= scan.source.chunks) {
    output.rowCount = 0;
    return;
  }
  const { chunk } = output;
  const vectors = scan.positions.map((position) => duckdb.data_chunk_get_vector(chunk, position));
  output.rowCount = scan.source.copy(scan.next++, vectors, scan.wanted);
};

const isSource = (value: object | undefined): value is ChunkSource => value !== undefined && 'copy' in value;
