import { ApiRefusal } from '../http/api-refusal.ts';
import { type Answer, type Exchange, json, type Route } from '../http/exchange.ts';
import { recordJson } from '../result/record-sql.ts';
import { type Compile, type ResultSet, runQuery } from '../result/result-set.ts';
import { aggregateRecord, countRows } from '../result/run-aggregates.ts';
import { compileQuery } from '../soql/compile.ts';
import { parseQuery } from '../soql/parse.ts';

const defaultBatch = 2000;
const leastBatch = 200;

/** `Sforce-Query-Options: batchSize=500`: from 200 to 2,000 records. */
const batchOf = ({ headers }: Exchange): number => {
  const asked = /batchSize\s*=\s*(\d+)/i.exec(headers['sforce-query-options'] ?? '')?.[1];
  return asked === undefined ? defaultBatch : Math.max(leastBatch, Math.min(defaultBatch, Number(asked)));
};

const encoder = new TextEncoder();

/** A page: its head, and records that come with a comma each; the last one's is cut. */
async function* page(head: string, records: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield encoder.encode(`{${head},"records":[`);
  let pending: Uint8Array | undefined;
  for await (const piece of records) {
    if (pending !== undefined) yield pending;
    pending = piece;
  }
  if (pending !== undefined) yield pending.subarray(0, -1);
  yield encoder.encode(']}');
}

const jsonHeaders = { 'content-type': 'application/json;charset=UTF-8' };

/** Which rows a page holds, and where the next one is. */
interface PagePlace {
  readonly cursor: string;
  readonly first: number;
  readonly batch: number;
}

const answerPage = (exchange: Exchange, result: ResultSet, { cursor, first, batch }: PagePlace, all: string): Answer => {
  const last = Math.min(first + batch, result.rows);
  const done = last >= result.rows;
  const next = done ? '' : `,"nextRecordsUrl":"${exchange.base}/${all}/${cursor}-${last}"`;
  const from = exchange.duplicatePage ? Math.max(0, first - batch) : first;
  return {
    status: 200,
    headers: jsonHeaders,
    body: page(`"totalSize":${result.rows},"done":${done}${next}`, result.read(from, from + last - first)),
  };
};

const query = async (exchange: Exchange, all: boolean): Promise<Answer> => {
  const text = exchange.query.get('q');
  if (text === null || text === '') throw new ApiRefusal(400, 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null');
  const { organisation, cursors } = exchange.simulation;
  const parsed = parseQuery(text);
  const compile: Compile = () => compileQuery(organisation, parsed, all);
  const compiled = compile();
  if (compiled.isCount) return json({ totalSize: await countRows(organisation, compile), done: true, records: [] });
  if (compiled.aggregates.length > 0)
    return {
      status: 200,
      headers: jsonHeaders,
      body: `{"totalSize":1,"done":true,"records":[${await aggregateRecord(organisation, compile)}]}`,
    };
  const result = await runQuery(
    organisation,
    compile,
    ({ columns, object }) => `concat(${recordJson(columns, exchange.base, object)}, ',')`,
  );
  const batch = batchOf(exchange);
  const name = all ? 'queryAll' : 'query';
  if (result.rows > batch) return answerPage(exchange, result, { cursor: await cursors.add(result, batch), first: 0, batch }, name);
  const answer = answerPage(exchange, result, { cursor: '', first: 0, batch }, name);
  return { ...answer, body: thenDrop(answer.body as AsyncIterable<Uint8Array>, result) };
};

async function* thenDrop(body: AsyncIterable<Uint8Array>, result: ResultSet): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } finally {
    await result.drop();
  }
}

/** The last page may be asked for again, should its answer get lost: the cursor stays until ten newer ones are open. */
const more = (exchange: Exchange): Answer => {
  const [name = '', cursor = '', place = ''] = exchange.parts;
  const { result, batch } = exchange.simulation.cursors.get(cursor);
  const first = Number(place);
  if (first >= result.rows) throw new ApiRefusal(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  return answerPage(exchange, result, { cursor, first, batch }, name);
};

export const queryRoutes: readonly Route[] = [
  { method: 'GET', path: /^\/query\/?$/, answer: (exchange) => query(exchange, false) },
  { method: 'GET', path: /^\/queryAll\/?$/, answer: (exchange) => query(exchange, true) },
  { method: 'GET', path: /^\/(query|queryAll)\/(01g\w{15})-(\d+)\/?$/, answer: more },
];
