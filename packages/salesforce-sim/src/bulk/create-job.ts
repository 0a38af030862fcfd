import { ApiRefusal } from '../http/api-refusal.ts';
import type { Exchange } from '../http/exchange.ts';
import { parseJson } from '../http/parse-json.ts';
import type { Simulation } from '../http/simulation.ts';
import { csvHeader, type CsvDialect, recordCsv } from '../result/record-sql.ts';
import { type Compile, runQuery } from '../result/result-set.ts';
import { type CompiledQuery, compileQuery } from '../soql/compile.ts';
import { parseQuery } from '../soql/parse.ts';
import type { BulkJob } from './bulk-jobs.ts';

const delimiters: Readonly<Record<string, string>> = { COMMA: ',', SEMICOLON: ';', PIPE: '|', TAB: '\t', CARET: '^', BACKQUOTE: '`' };

interface Asked {
  readonly operation: 'query' | 'queryAll';
  readonly query: string;
  readonly columnDelimiter: string;
  readonly lineEnding: 'LF' | 'CRLF';
}

const readBody = (body: string): Asked => {
  const invalid = (message: string): ApiRefusal => new ApiRefusal(400, 'API_ERROR', message);
  const {
    operation,
    query,
    columnDelimiter = 'COMMA',
    lineEnding = 'LF',
    contentType = 'CSV',
  } = (parseJson(body) ?? {}) as Readonly<Record<string, unknown>>;
  if (operation !== 'query' && operation !== 'queryAll') throw invalid(`InvalidJob : Unable to find operation: ${String(operation)}`);
  if (typeof query !== 'string' || query.trim() === '')
    throw new ApiRefusal(400, 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null');
  if (typeof columnDelimiter !== 'string' || !Object.hasOwn(delimiters, columnDelimiter))
    throw invalid(`InvalidJob : unknown columnDelimiter ${String(columnDelimiter)}`);
  if (lineEnding !== 'LF' && lineEnding !== 'CRLF') throw invalid(`InvalidJob : unknown lineEnding ${String(lineEnding)}`);
  if (contentType !== 'CSV') throw invalid('InvalidJob : contentType must be CSV');
  return { operation, query, columnDelimiter, lineEnding };
};

/** What Bulk API 2.0 does not do, in its words. */
const refuseUnsupported = ({ object, columns, isCount, aggregates, range }: CompiledQuery): void => {
  if (!object.bulk) throw new ApiRefusal(400, 'INVALIDENTITY', `${object.name} is not supported by the Bulk API`);
  const types = columns.map(({ field }) => field.type);
  const refuse = (what: string): never => {
    throw new ApiRefusal(400, 'FUNCTIONALITY_NOT_ENABLED', what);
  };
  if (types.includes('address')) refuse('Selecting compound data not supported in Bulk Query');
  if (types.includes('base64')) refuse('Selecting binary data not supported in Bulk Query');
  if (isCount || aggregates.length > 0) refuse('Aggregate functions not supported in Bulk Query');
  if (range.includes('OFFSET')) refuse('OFFSET not supported in Bulk Query');
};

const run = async (simulation: Simulation, job: () => BulkJob, compile: Compile, dialect: CsvDialect): Promise<void> => {
  try {
    const result = await runQuery(simulation.organisation, compile, ({ columns }) => recordCsv(columns, dialect));
    job().result = { ...result, header: csvHeader(result.query.columns, dialect) };
  } catch (error) {
    job().state = 'Failed';
    job().errorMessage = `InternalServerError: ${error instanceof Error ? error.message : 'unknown'}`;
  }
};

/** Starts a job on the rows as they are now. @throws ApiRefusal for what Bulk API 2.0 refuses */
export const createJob = ({ simulation, body, version }: Exchange): BulkJob => {
  const asked = readBody(body);
  const parsed = parseQuery(asked.query);
  const compile: Compile = () => compileQuery(simulation.organisation, parsed, asked.operation === 'queryAll');
  const compiled = compile();
  refuseUnsupported(compiled);
  simulation.quota.takeJob();
  const dialect: CsvDialect = { delimiter: delimiters[asked.columnDelimiter] ?? ',', lineEnd: asked.lineEnding === 'LF' ? '\n' : '\r\n' };
  const job: BulkJob = {
    ...asked,
    id: simulation.jobs.nextId(),
    object: compiled.object.name,
    apiVersion: version.slice(1),
    createdDate: simulation.organisation.clock,
    state: 'UploadComplete',
    errorMessage: null,
    polls: 0,
    processed: 0,
    result: undefined,
    running: run(simulation, () => job, compile, dialect),
  };
  simulation.jobs.add(job);
  return job;
};
