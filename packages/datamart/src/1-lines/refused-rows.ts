import {
  type Micros,
  type Problem,
  problemsShown,
  quarantine,
  quote,
  type ReasonCode,
  reasons,
  type Row,
  shownValue,
  transactionLines,
} from '@audit/contract';
import type { LandedBlock, Session } from '@audit/warehouse';
import { landedTransactions } from './landed-transactions.ts';

/** A record that was refused, as SQL gave it: everything as text. */
interface BadRow {
  readonly record: number;
  readonly line: number | null;
  readonly at: number | null;
  readonly code: string;
  readonly column: string | null;
  readonly value: string | null;
}

/** SQL of each column's value as it was spelled; a number that was read has lost its trailing zeros. */
const spelled = Object.entries(landedTransactions.columns).flatMap(([name, { type }]): readonly (readonly [string, string])[] => {
  if (type.kind === 'decimal')
    return [[name, `COALESCE(l.${quote(`${name}_text`)}, REGEXP_REPLACE(CAST(l.${quote(name)} AS VARCHAR), '[.]?0+$', ''))`]];
  return type.kind === 'text' && !name.startsWith('fault') && !name.endsWith('_text') ? [[name, `l.${quote(name)}`]] : [];
});

/** The bad rows of a block with their places and the values at fault. */
const badRowsSql = (
  checked: string,
  block: string,
): string => `SELECT c.record AS record, l.line AS line, l."at" AS byte_position, c.problem AS problem,
  CASE SPLIT_PART(c.problem, ' ', 2) ${spelled.map(([name, value]) => `WHEN '${name}' THEN ${value}`).join(' ')} END AS value
FROM ${quote(checked)} c JOIN ${quote(block)} l ON l.record = c.record
WHERE c.problem IS NOT NULL`;

const toNumber = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text));

const badRow = (row: Readonly<Record<string, string | null>>): BadRow => {
  const [code = '', column = ''] = (row['problem'] ?? '').split(' ');
  return {
    record: Number(row['record']),
    line: toNumber(row['line']),
    at: toNumber(row['byte_position']),
    code,
    column: column === '' ? null : column,
    value: row['value'] ?? null,
  };
};

/** Reason in words, for a code of the catalogue. */
const reasonOf = (code: string): string => reasons[code as ReasonCode]?.meaning ?? code;

const piiOf = (column: string | null) => Object.entries(transactionLines.columns).find(([name]) => name === column)?.[1].pii ?? 'none';

/** What is known of the run when a row is refused. */
export interface RefusalContext {
  readonly source: string;
  readonly runId: string;
  readonly clock: Micros;
}

/** Records of one file that its rows alone show to be bad. */
export class RefusedRows {
  readonly counts: Record<string, number> = {};
  /** The first of them, for the message. */
  readonly problems: Problem[] = [];
  /** Names of session tables of `ops_quarantine` rows, their source_id still blank. */
  readonly tables: string[] = [];
  readonly #session: Session;
  readonly #context: RefusalContext;
  readonly #keepsRows: boolean;

  /** @param keepsRows whether the rows are wanted for the quarantine; else they are only counted */
  constructor(session: Session, context: RefusalContext, keepsRows: boolean) {
    this.#session = session;
    this.#context = context;
    this.#keepsRows = keepsRows;
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Takes note of the bad rows among a block's checked rows; returns how many. */
  async add(checked: string, block: LandedBlock): Promise<number> {
    const found = await this.#session.evidence(badRowsSql(checked, block.table), block.rows);
    const rows = found.map(badRow).toSorted((left, right) => left.record - right.record);
    for (const { code } of rows) this.counts[code] = (this.counts[code] ?? 0) + 1;
    for (const row of rows.slice(0, problemsShown - this.problems.length)) this.problems.push(this.#problem(row, block));
    if (this.#keepsRows && rows.length > 0) await this.#keep(rows, block, `${checked}_refused`);
    return rows.length;
  }

  #problem({ record, line, code, column, value }: BadRow, block: LandedBlock): Problem {
    // A time that could not be read has no text in the landed relation: the record as received does.
    const spelt = value ?? (column === null ? null : block.spelled(record, column));
    return { code, source: this.#context.source, record, line, column, value: shownValue(spelt, piiOf(column)) };
  }

  async #keep(rows: readonly BadRow[], block: LandedBlock, name: string): Promise<void> {
    const refused = rows.map((row): Row<typeof quarantine> => quarantineRow(this.#context, row, block.rawText(row.record)));
    await this.#session.bindRows(name, quarantine, refused);
    this.tables.push(name);
  }
}

const quarantineRow = ({ source, runId, clock }: RefusalContext, row: BadRow, raw: string | null): Row<typeof quarantine> => ({
  source_id: '',
  source,
  record: BigInt(row.record),
  line: row.line === null ? null : BigInt(row.line),
  byte_position: row.at === null ? null : BigInt(row.at),
  column_name: row.column,
  code: row.code,
  reason: reasonOf(row.code),
  raw,
  order_id: null,
  line_id: null,
  customer_id: null,
  run_id: runId,
  refused_at: clock,
});

/** The row that stands for a file that was refused whole. */
export const refusedFileRow = (context: RefusalContext, code: string, at: number | null, reason: string): Row<typeof quarantine> => ({
  ...quarantineRow(context, { record: 0, line: null, at, code, column: null, value: null }, null),
  reason,
});
