import { quote } from '@audit/contract';
import {
  leastParity,
  optionalViewColumns,
  schemaParity,
  upstreamViewColumns,
  upstreamViewNames,
  type ViewColumnName,
  type ViewKind,
  viewKind,
} from '@audit/contract/profile';
import type { PostgresConnection } from './postgres-connection.ts';
import { type ViewColumn, viewColumns } from './view-columns.ts';
import { type CodesOf, faultsOf } from './view-faults.ts';
import { viewName } from './view-name.ts';

/** What is to be said of one part of a view: itself, a column, its parity with a layer. */
export interface ViewFinding {
  readonly subject: string;
  /** `bad` breaks section 18 of the law; `poor` is loaded all the same, and shows in the quality of the data. */
  readonly status: 'good' | 'poor' | 'bad';
  readonly detail: string;
}

/** A question whose answer is a number of rows. */
interface Count {
  readonly subject: ViewColumnName;
  readonly says: string;
  readonly severity: 'must' | 'should';
  readonly sql: string;
}

const counted = (rows: number | string, what: string): string => `${rows} ${Number(rows) === 1 ? 'row' : 'rows'} ${what}`;

/**
 * Examines a view against section 18 of the law: names and types of its columns, then every value, in one pass on the server. Numbers of
 * rows are told, never values.
 *
 * @param codesOf codes of the catalogs of enumerations
 * @throws SourceRefused where there is no such view or its rows cannot be read; SourceUnavailable
 */
export const examineView = async (connection: PostgresConnection, view: string, codesOf: CodesOf): Promise<readonly ViewFinding[]> => {
  const columns = await viewColumns(connection, view);
  const byName = new Map(columns.map((column) => [column.name, column]));
  const fitting = upstreamViewNames.filter((name) => typeFault(name, byName.get(name)) === undefined);
  const { rows, found } = await countFaults(connection, view, fitting, codesOf);
  return [
    { subject: 'view', status: rows === '0' ? 'poor' : 'good', detail: `${view} at ${connection.place}, ${counted(rows, 'in it')}` },
    ...upstreamViewNames.map((name) => columnFinding(name, byName.get(name), found)),
    ...furtherColumns(columns),
    ...parityFindings(columns),
  ];
};

const typeFault = (name: ViewColumnName, column: ViewColumn | undefined): string | undefined => {
  if (column === undefined) return 'missing';
  const kind = viewKind(upstreamViewColumns[name]);
  return column.kind === kind ? undefined : `${column.type}, not ${kind === 'text' ? 'varchar or text' : kind}`;
};

/** Rows of the view, and of those the questions found any in. */
const countFaults = async (
  connection: PostgresConnection,
  view: string,
  names: readonly ViewColumnName[],
  codesOf: CodesOf,
): Promise<{ readonly rows: string; readonly found: readonly (Count & { readonly rows: number })[] }> => {
  // A text beside an enumeration is judged with it.
  const there = new Set<string>(names);
  const answerable = names.filter((name) => !name.endsWith('_other') || there.has(name.slice(0, -'_other'.length)));
  const counts: readonly Count[] = answerable.flatMap((subject) => [
    ...(subject === 'customer_id' ? [duplicates] : []),
    ...faultsOf(subject, codesOf).map(({ says, severity, sql }) => ({ subject, says, severity, sql: `COUNT(*) FILTER (WHERE ${sql})` })),
  ]);
  const questions = ['COUNT(*)', ...counts.map(({ sql }) => sql)];
  // OFFSET 0 keeps the server from computing a column of the view anew for each question about it.
  const once = `(SELECT * FROM ${viewName(view).sql} OFFSET 0) AS v`;
  const [answers = []] = await connection.rows(`reading ${view}`, `SELECT ${questions.join(',\n')} FROM ${once}`);
  const found = counts.map((count, at) => ({ ...count, rows: Number(answers[at + 1]) })).filter(({ rows }) => rows > 0);
  return { rows: answers[0] ?? '0', found };
};

const duplicates: Count = {
  subject: 'customer_id',
  says: 'more than one of their customer',
  severity: 'must',
  sql: `COUNT(${quote('customer_id')}) - COUNT(DISTINCT CAST(${quote('customer_id')} AS text) COLLATE "C")`,
};

const columnFinding = (
  name: ViewColumnName,
  column: ViewColumn | undefined,
  found: readonly (Count & { readonly rows: number })[],
): ViewFinding => {
  const fault = typeFault(name, column);
  if (fault !== undefined) return { subject: name, status: 'bad', detail: fault };
  const here = found.filter(({ subject }) => subject === name);
  if (here.length === 0) return { subject: name, status: 'good', detail: column?.type ?? '' };
  const status = here.some(({ severity }) => severity === 'must') ? 'bad' : 'poor';
  return { subject: name, status, detail: here.map(({ rows, says }) => counted(rows, says)).join('; ') };
};

const furtherColumns = (columns: readonly ViewColumn[]): readonly ViewFinding[] => {
  const known: ReadonlySet<string> = new Set([...upstreamViewNames, ...optionalViewColumns]);
  return columns
    .filter(({ name }) => !known.has(name))
    .map(({ name, type }) => ({ subject: name, status: 'poor', detail: `${type}: not in the contract, it stays where it is` }));
};

const parityFindings = (columns: readonly ViewColumn[]): readonly ViewFinding[] => {
  const kinds = new Map(columns.flatMap(({ name, kind }): [string, ViewKind][] => [[name, kind ?? 'text']]));
  return Object.entries(schemaParity(kinds)).map(([layer, { same, of, differing }]) => {
    const share = `${same} of ${of} columns are the same in ${layer}`;
    const detail = differing.length === 0 ? share : `${share}, not ${differing.join(', ')}`;
    return { subject: `parity ${layer}`, status: same / of < leastParity ? 'bad' : 'good', detail };
  });
};
