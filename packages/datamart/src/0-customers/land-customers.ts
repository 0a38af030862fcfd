import { customerRecords, InputRefused, type Problem, quote, shownValue, sourceId, trimId } from '@audit/contract';
import {
  appendSource,
  type DuckDbEngine,
  type FileRef,
  type InputSource,
  type LandedBlock,
  landFile,
  type LandOptions,
  modelSql,
  type Publication,
  type Session,
  type TableState,
  textLiteral,
  noRows,
} from '@audit/warehouse';
import { checkedCustomersStage } from './checked-customers.stage.ts';
import { customerFields, landedCustomers } from './landed-customers.ts';

export interface CustomerLandingOptions extends Pick<LandOptions, 'format' | 'maxInput'> {
  /** Zone of times without an offset. */
  readonly inputZone: string;
  /** Acquisitions after it are refused: ISO with Z. */
  readonly clock: string;
  /** Fills source_system where a record has none. */
  readonly sourceSystem: string | undefined;
  /** Leave out records that are not visible. */
  readonly enforceVisibility: boolean;
}
/** A file whose good records are `customer_records.seen` up to `lastSeen`, from where the file before it ended. */
export interface LandedCustomerFile {
  readonly label: string;
  readonly lastSeen: number;
}
/** received = accepted + hidden, for a bad record ends the landing. */
export interface LandedCustomers {
  readonly received: number;
  readonly accepted: number;
  /** Good, not visible, and visibility is enforced. */
  readonly hidden: number;
  readonly files: readonly LandedCustomerFile[];
  /** Of `customer_records`. */
  readonly state: TableState;
}

const columns = Object.keys(customerRecords.columns);
const columnList = (names: readonly string[]): string => names.map((name) => quote(name)).join(', ');
const checkedColumns = columnList(columns.filter((name) => name !== 'seen' && name !== 'source_id'));

let tables = 0;

/** Files of customer records on their way to `customer_records`: each block is checked in SQL while the next one is parsed. */
class CustomerLanding {
  received = 0;
  accepted = 0;
  hidden = 0;
  readonly counts: Record<string, number> = {};
  readonly problems: Problem[] = [];
  readonly files: LandedCustomerFile[] = [];
  readonly unknownColumns = new Set<string>();
  readonly added: FileRef[] = [];
  readonly #session: Session;
  readonly #place: Publication;
  readonly #check: string;

  constructor(session: Session, place: Publication, check: string) {
    this.#session = session;
    this.#place = place;
    this.#check = check;
  }

  async read(engine: DuckDbEngine, source: InputSource, options: LandOptions): Promise<void> {
    const blocks: string[] = [];
    const { sha256, unknownColumns } = await landFile(engine, source, customerFields, options, async (block) => {
      blocks.push(await this.#take(block, source.label));
    });
    this.files.push({ label: source.label, lastSeen: this.accepted });
    for (const name of unknownColumns) this.unknownColumns.add(name);
    if (blocks.length > 0) await this.#keep(blocks, sourceId(sha256));
  }

  async #take(block: LandedBlock, label: string): Promise<string> {
    const checked = `checked_customers_${tables++}`;
    await this.#session.bindSql('landed', `SELECT ${columnList(Object.keys(landedCustomers.columns))} FROM ${block.table}`);
    await this.#session.materialise(checked, this.#check);
    await this.#note(checked, block, label);
    const good = `${checked}_good`;
    const rows = await this.#session.materialise(
      good,
      `SELECT CAST(${this.accepted} + ROW_NUMBER() OVER (ORDER BY record) AS BIGINT) AS seen, ${checkedColumns}
       FROM ${checked} WHERE problem IS NULL AND NOT is_hidden`,
    );
    const [count] = await this.#session.evidence(`SELECT COUNT(*) AS n FROM ${checked} WHERE is_hidden`, 1);
    await this.#session.drop(checked);
    this.received += block.rows;
    this.accepted += rows;
    this.hidden += Number(count?.['n']);
    return good;
  }

  /** Takes note of every bad record of a block. */
  async #note(checked: string, block: LandedBlock, source: string): Promise<void> {
    const rows = await this.#session.evidence(
      `SELECT c.record AS record, l.line AS line, SPLIT_PART(c.problem, ' ', 1) AS code, NULLIF(SPLIT_PART(c.problem, ' ', 2), '') AS field,
        CASE SPLIT_PART(c.problem, ' ', 2) WHEN 'customer_id' THEN l.customer_id WHEN 'source_system' THEN l.source_system WHEN 'metadata' THEN l.metadata END AS value
      FROM ${checked} c JOIN ${block.table} l ON l.record = c.record WHERE c.problem IS NOT NULL ORDER BY c.record`,
      block.rows,
    );
    for (const row of rows) {
      const { code, line, field } = row;
      this.counts[code ?? ''] = (this.counts[code ?? ''] ?? 0) + 1;
      const pii = Object.entries(customerRecords.columns).find(([name]) => name === field)?.[1].pii ?? 'none';
      this.problems.push({
        code: code ?? '',
        source,
        record: Number(row['record']),
        line: line === null || line === undefined ? null : Number(line),
        column: field ?? null,
        // A time or a flag that could not be read has no text in the landed relation.
        value: shownValue(row['value'] ?? block.spelled(Number(row['record']), field ?? ''), pii),
      });
    }
  }

  async #keep(blocks: readonly string[], id: string): Promise<void> {
    const path = this.#place.folder.file(`customer_records.${this.files.length}.parquet`);
    const given = columnList(columns).replace('"source_id"', `${textLiteral(id)} AS source_id`);
    const rows = await this.#session.write(blocks.map((name) => `SELECT ${given} FROM ${name}`).join('\nUNION ALL '), path);
    for (const name of blocks) await this.#session.drop(name);
    if (rows > 0) this.added.push(this.#place.folder.adopt(customerRecords, path, rows));
  }
}

/**
 * Reads files of customer records through the input gate and judges each by the contract, in SQL.
 *
 * @throws {@link InputRefused} naming every bad record; {@link FileRefused}
 */
export const landCustomers = async (
  engine: DuckDbEngine,
  place: Publication,
  sources: readonly InputSource[],
  options: CustomerLandingOptions,
): Promise<LandedCustomers> => {
  await using session = await engine.session();
  const params = checkedCustomersStage.params.parse({
    input_tz: options.inputZone,
    clock: options.clock,
    source_system: trimId(options.sourceSystem ?? ''),
    enforce_visibility: options.enforceVisibility,
  });
  const landing = new CustomerLanding(session, place, modelSql(checkedCustomersStage, session.engine, params));
  const { format, maxInput } = options;
  for (const source of sources) await landing.read(engine, source, { format, maxInput });
  const { received, accepted, hidden, files, added, counts, problems } = landing;
  if (problems.length > 0) {
    const unnamed = problems.some(({ code, column }) => code === 'MISSING_FIELD' && column === 'source_system');
    throw new InputRefused(counts, problems, {
      shown: problems.length,
      remedy: `correct them at their source${unnamed ? ', or name their source system with --source-system' : ''}`,
      unknownColumns: [...landing.unknownColumns],
    });
  }
  const state = await appendSource(session, place, customerRecords, undefined, { added });
  return { received, accepted, hidden, files, state: state ?? noRows(customerRecords, place.version) };
};
