import { type Micros, type Problem, problemsShown, quarantine, quote, type ReasonCode, reasons, type Row } from '@audit/contract';
import type { LandedBlock, Session } from '@audit/warehouse';
import { cell } from './record-columns.ts';

/** Which file records are refused of, and by whom. */
export interface RefusedOf {
  readonly sourceId: string;
  /** Bronze table it is of: another may be given the same bytes. */
  readonly table: string;
  readonly label: string;
  readonly runId: string;
  readonly at: Micros;
}

/** What is known of a refused record; `reason` where the code alone does not say it. */
interface Refusal {
  readonly record: number;
  readonly line: number | null;
  readonly bytePosition: number | null;
  readonly column: string | null;
  readonly code: ReasonCode;
  readonly raw: string | null;
  readonly reason?: string;
}

const numberOf = (text: string | null | undefined): number | null => (text === null || text === undefined ? null : Number(text));

/** The records of one file that are refused: counted, the first named, and kept for the quarantine where it wants them. */
export class RefusedRecords {
  readonly counts: Record<string, number> = {};
  readonly problems: Problem[] = [];
  /** Relations of the session in the columns of the quarantine. */
  readonly relations: { readonly name: string; readonly rows: number }[] = [];
  readonly #session: Session;
  readonly #of: RefusedOf;
  readonly #keeps: boolean;

  /** @param keeps whether rows are wanted; else they are only counted */
  constructor(session: Session, of: RefusedOf, keeps: boolean) {
    this.#session = session;
    this.#of = of;
    this.#keeps = keeps;
  }

  get total(): number {
    return Object.values(this.counts).reduce((sum, count) => sum + count, 0);
  }

  /** Takes the records of a block that have a `problem`. @param checked relation of the block with that column @param names of its cells */
  async addBlock(checked: string, names: readonly string[], block: LandedBlock): Promise<void> {
    const raw = this.#keeps && names.length > 0 ? rowJson(names) : 'NULL';
    const rows = await this.#session.evidence(
      `SELECT record, line, "at" AS byte_position, problem, ${raw} AS raw FROM ${quote(checked)} WHERE problem IS NOT NULL ORDER BY record`,
      block.rows,
    );
    const rawOf = (row: Readonly<Record<string, string | null>>): string | null =>
      this.#keeps ? (block.rawText(Number(row['record'])) ?? row['raw'] ?? null) : null;
    await this.#add(rows.map((row) => ({ ...refusalOf(row), raw: rawOf(row) })));
  }

  /** Takes records that contradict each other. @param sql query for record, line, byte_position, problem, raw, reason */
  async addSet(sql: string): Promise<void> {
    const rows = await this.#session.evidence(sql, Number.MAX_SAFE_INTEGER);
    await this.#add(rows.map((row) => ({ ...refusalOf(row), raw: row['raw'] ?? null, reason: row['reason'] ?? '' })));
  }

  /** Takes the file as a whole. */
  async addFile(code: ReasonCode, bytePosition: number | null, reason: string): Promise<void> {
    await this.#keep([{ record: 0, line: null, bytePosition, column: null, code, raw: null, reason }]);
  }

  async #add(refusals: readonly Refusal[]): Promise<void> {
    for (const { code } of refusals) this.counts[code] = (this.counts[code] ?? 0) + 1;
    for (const { code, record, line, column, reason } of refusals.slice(0, problemsShown - this.problems.length)) {
      const told = reason === undefined ? {} : { reason };
      this.problems.push({ code, source: this.#of.label, record, line, column, value: null, ...told });
    }
    if (this.#keeps) await this.#keep(refusals);
  }

  async #keep(refusals: readonly Refusal[]): Promise<void> {
    if (refusals.length === 0) return;
    const { table, sourceId } = this.#of;
    const name = `refused_${table}_${sourceId}_${this.relations.length}`;
    await this.#session.bindRows(
      name,
      quarantine,
      refusals.map((refusal) => quarantineRow(this.#of, refusal)),
    );
    this.relations.push({ name, rows: refusals.length });
  }
}

/** SQL of a record as JSON, by the names of its columns; cut at 64 KiB as raw text is. */
export const rowJson = (names: readonly string[]): string =>
  `LEFT(CAST(TO_JSON(STRUCT_PACK(${names.map((name, at) => `${quote(name)} := ${cell(at)}`).join(', ')})) AS VARCHAR), 65536)`;

const refusalOf = (row: Readonly<Record<string, string | null>>): Omit<Refusal, 'raw'> => {
  const [code = '', ...column] = (row['problem'] ?? '').split(' ');
  return {
    record: Number(row['record']),
    line: numberOf(row['line']),
    bytePosition: numberOf(row['byte_position']),
    column: column.join(' ') || null,
    code: code as ReasonCode,
  };
};

const bigOf = (value: number | null): bigint | null => (value === null ? null : BigInt(value));

const quarantineRow = ({ sourceId, label, runId, at }: RefusedOf, refusal: Refusal): Row<typeof quarantine> => ({
  source_id: sourceId,
  source: label,
  record: BigInt(refusal.record),
  line: bigOf(refusal.line),
  byte_position: bigOf(refusal.bytePosition),
  column_name: refusal.column,
  code: refusal.code,
  reason: refusal.reason ?? reasons[refusal.code].meaning,
  raw: refusal.raw,
  order_id: null,
  line_id: null,
  customer_id: null,
  run_id: runId,
  refused_at: at,
});
