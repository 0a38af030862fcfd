import type { CustomerContract, CustomerRecord, Problem } from '@audit/contract';
import { type DuckDbEngine, type Field, type InputSource, landFile, type LandOptions, type Session } from '@audit/warehouse';

/** All records of the inputs, each in one of three places. */
export interface ReadCustomers {
  readonly accepted: CustomerRecord[];
  readonly problems: Problem[];
  hidden: number;
  received: number;
}

// Times land as text: the contract reads them itself, so that its messages can show what was written.
const fields: readonly Field[] = [
  { name: 'customer_id', kind: 'text' },
  { name: 'acquisition_ts', kind: 'text' },
  { name: 'source_system', kind: 'text' },
  { name: 'is_visible', kind: 'flag' },
  { name: 'metadata', kind: 'json' },
];

type Cells = Readonly<Record<string, string | null>>;

const given = (name: string, value: unknown): object => (value === null ? {} : { [name]: value });

const jsonValue = (text: string | null): unknown => {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const flags: Readonly<Record<string, unknown>> = { true: true, false: false };

/** The record as the contract takes it; a flag that could not be read is handed on as something that is none. */
const recordOf = (row: Cells): object => ({
  ...given('customer_id', row['customer_id']),
  ...given('acquisition_ts', row['acquisition_ts']),
  ...given('source_system', row['source_system']),
  ...(row['is_visible_is'] === '3' ? { is_visible: 'not a boolean' } : given('is_visible', flags[row['is_visible'] ?? ''] ?? null)),
  ...given('metadata', jsonValue(row['metadata'] ?? null)),
});

const intakeFault = (source: string, row: Cells): Problem => ({
  code: row['fault'] ?? '',
  source,
  record: Number(row['record']),
  line: row['line'] === null ? null : Number(row['line']),
  column: row['fault_column'] ?? null,
  value: null,
});

const takeRow = (row: Cells, source: string, contract: CustomerContract, sourceSystem: string | undefined, into: ReadCustomers): void => {
  into.received++;
  if (row['fault'] !== null) {
    into.problems.push(intakeFault(source, row));
    return;
  }
  const { accepted, hidden, problems } = contract.inspectRecords([recordOf(row)], {
    source,
    ...(sourceSystem === undefined ? {} : { sourceSystem }),
  });
  const place = { record: Number(row['record']), line: row['line'] === null ? null : Number(row['line']) };
  into.hidden += hidden;
  for (const record of accepted) into.accepted.push({ ...record, origin: { source, record: place.record } });
  for (const problem of problems) into.problems.push({ ...problem, ...place });
};

const takeBlock = async (session: Session, table: string, take: (row: Cells) => void): Promise<void> => {
  for (const row of await session.evidence(`SELECT * FROM ${table} ORDER BY record`, Number.MAX_SAFE_INTEGER)) take(row);
};

/** Reads customer records through the input gate and judges each by the contract. @throws FileRefused; FileMissing */
export const readCustomers = async (
  engine: DuckDbEngine,
  sources: readonly InputSource[],
  contract: CustomerContract,
  sourceSystem: string | undefined,
  options: LandOptions,
): Promise<ReadCustomers> => {
  const read: ReadCustomers = { accepted: [], problems: [], hidden: 0, received: 0 };
  await using session = await engine.session();
  for (const source of sources) {
    await landFile(engine, source, fields, options, ({ table }) =>
      takeBlock(session, table, (row) => takeRow(row, source.label, contract, sourceSystem, read)),
    );
  }
  return read;
};
