import { join } from 'node:path';
import { qualifiedName, quote, type Table } from '@audit/contract';
import { bindTable, duckDbEngine, type Manifest, replaceTable } from '@audit/warehouse';
import { keptTables } from '../../table-lookup.ts';
import { type CustomerDocument, operations } from './described-answers.fixture.ts';
import type { ServedLake } from './served-lake.fixture.ts';

type Key = Readonly<Record<string, string>>;

/** Columns of a table that hold words about persons, by its contract; keys would lead nowhere if they were others. */
const personalTexts = ({ columns, grain, cluster }: Table): readonly string[] =>
  Object.entries(columns).flatMap(([name, { pii, type }]) =>
    pii !== 'none' && type.kind === 'text' && !grain.includes(name) && !cluster.includes(name) ? [name] : [],
  );

const canaryOf = (table: Table, column: string): string => `CANARY_${qualifiedName(table)}_${column}_`;

/** For tests: publishes a version in which each column of personal words says which one it is. @returns what stands in each */
export const publishCanaries = async ({ lake, cwd, publish }: ServedLake): Promise<readonly string[]> => {
  const head = lake.head();
  const tables = { ...head.tables };
  const canaries: string[] = [];
  await using engine = duckDbEngine({ tempDirectory: join(cwd, 'spill'), directories: [cwd], threads: 1 });
  await using session = await engine.session();
  {
    await using lock = await lake.lock({ runId: 'test', command: 'test' });
    const place = { lake, folder: lake.stage(lock, 'canaries', '2026-02-01T02:00:00.000000Z'), version: head.version + 1 };
    const made = { key: 'test', stage: 'test', code: '', params: '{}', inputs: {}, tables: {} };
    for (const { name, table, state } of keptTables(head)) {
      const personal = personalTexts(table);
      if (personal.length === 0 || state.rows === 0 || table.layer === 'bronze') continue;
      await bindTable(session, 'was', lake, table, state);
      const columns = Object.keys(table.columns).map((column) =>
        personal.includes(column)
          ? `CASE WHEN ${quote(column)} IS NOT NULL THEN '${canaryOf(table, column)}' END AS ${quote(column)}`
          : quote(column),
      );
      const replaced = await replaceTable(session, place, table, `SELECT ${columns.join(', ')} FROM was`, made);
      tables[name] = { ...state, ...replaced, made: state.made };
      canaries.push(...personal.map((column) => canaryOf(table, column)));
    }
  }
  await publish((): Manifest['tables'] => tables);
  return canaries;
};

/** A question to every route that is read, about some customers, and all metrics of the first. */
const everyQuestion = (metrics: readonly string[], customers: readonly string[]): readonly string[] =>
  operations
    .flatMap(({ path, method }) => {
      if (method !== 'get') return [];
      const each = path.includes('{id}') ? customers.map((id) => path.replace('{id}', id)) : [path];
      return path.endsWith('/explain') ? metrics.map((name) => `${each[0]}?metric=${name}`) : each;
    })
    .concat('/api/customers?q=canary', '/api/customer/CANARY', '/api/customers?canary=1');

/** For tests: which canaries are in the answers to every question whoever has the key may ask, headers among them. */
export const canarySight = async ({ get }: ServedLake, canaries: readonly string[], customers: readonly string[], steward: Key) => {
  const { metrics } = (await get(`/api/customer/${customers[0]}`, steward)).json as CustomerDocument;
  const questions = everyQuestion(
    metrics.map(({ name }) => name),
    customers,
  );
  return async (key: Key): Promise<readonly string[]> => {
    const seen = new Set<string>();
    for (const question of questions) {
      const { text, headers } = await get(question, key);
      const told = `${text}${JSON.stringify([...headers])}`;
      for (const canary of canaries) if (told.includes(canary)) seen.add(canary);
    }
    return [...seen].toSorted();
  };
};
