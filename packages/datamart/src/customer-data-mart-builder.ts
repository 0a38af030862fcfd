import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  customerPeriods,
  formatInstant,
  type Granularity,
  granularities as allGranularities,
  type Micros,
  orders,
  qualifiedName,
  quarantine,
  runId,
  runIdEntropyBytes,
  type Table,
  UsageError,
} from '@audit/contract';
import {
  clusterOrder,
  type DuckDbEngine,
  duckDbEngine,
  fileSource,
  type InputFormat,
  type InputSource,
  Lake,
  type Manifest,
  recordsSource,
  type Session,
  streamSource,
  tableScan,
} from '@audit/warehouse';
import type { Table as ArrowTable } from 'apache-arrow';
import type { LandingAccount } from './1-lines/landing.ts';
import type { FuturePolicy, ReturnsPolicy } from './1-lines/lines.stage.ts';
import { buildMart, type MartOptions } from './build-mart.ts';

export interface BuilderOptions {
  /** Default: quarter and year. */
  readonly granularities?: readonly Granularity[];
  /** Business zone: its midnights cut the periods. Default UTC. */
  readonly timezone?: string;
  /** Zone of times without an offset. Default: the business zone. */
  readonly inputTimezone?: string;
  readonly returns?: ReturnsPolicy;
  readonly duplicates?: 'keep' | 'drop';
  /** `fail` (default): a bad record throws; `quarantine`: it is kept aside in `quarantined`. */
  readonly onError?: 'fail' | 'quarantine';
  readonly futureTimestamps?: FuturePolicy;
  readonly excludeStatus?: readonly string[];
  /** Such as '1GB'; what exceeds it is spilt to `tempDirectory`. */
  readonly memoryLimit?: string;
  readonly threads?: number;
  /** Default: the folder of the operating system. */
  readonly tempDirectory?: string;
  /** The clock by which a time lies in the future. */
  readonly now?: () => Date;
}

/** What {@link CustomerDataMartBuilder.build} takes: records, an Arrow table, or files by path. */
export type Transactions = ArrowTable | string | readonly string[] | Iterable<object> | AsyncIterable<object>;

/** Arrow tables of the declared schemas, sorted as the contract says. */
export interface CustomerDataMart<G extends Granularity = Granularity> {
  /** One row per order: `orders` of the contract. */
  readonly orders: ArrowTable;
  /** One row per customer and period, for each granularity asked for. */
  readonly periods: Readonly<Record<G, ArrowTable>>;
  /** Records refused, with reasons; empty unless `onError` is `quarantine`. */
  readonly quarantined: ArrowTable;
  readonly account: LandingAccount;
}

/**
 * Turns transaction lines into order and customer × period marts, as the founding system's class of that name does, through
 * the same stages as `audit build-mart`.
 *
 * @example
 * const builder = new CustomerDataMartBuilder({ granularities: ['quarter', 'year'] });
 * const mart = await builder.build([
 *   { order_id: 'A-1', customer_id: '123', event_ts: '2024-01-04T10:02:00Z', product_id: 'SKU-1', quantity: 2, unit_price: 30 },
 *   { order_id: 'A-1', customer_id: '123', event_ts: '2024-01-04T10:05:00Z', product_id: 'SKU-2', quantity: 1, unit_price: 15 },
 * ]);
 * mart.orders.numRows; // => 1
 * mart.periods.quarter.numRows; // => 1
 */
export class CustomerDataMartBuilder<const G extends Granularity = 'quarter' | 'year'> {
  readonly periodGranularities: readonly G[];
  readonly #options: BuilderOptions;

  constructor(options: BuilderOptions & { readonly granularities?: readonly G[] } = {}) {
    this.periodGranularities = options.granularities ?? (['quarter', 'year'] as readonly Granularity[] as readonly G[]);
    this.#options = options;
    const unknown = this.periodGranularities.find((name) => !allGranularities.includes(name));
    if (unknown !== undefined) throw new UsageError(`there is no granularity ${unknown}`, `choose of ${allGranularities.join(', ')}`);
  }

  /**
   * @throws {@link InputRefused} for bad records, all counted and the first named, unless `onError` is `quarantine`
   * @throws {@link FileRefused}, {@link FileMissing}, {@link MixedCurrency}
   */
  async build(transactions: Transactions): Promise<CustomerDataMart<G>> {
    const scratch = mkdtempSync(join(this.#options.tempDirectory ?? tmpdir(), 'audit-mart-'));
    try {
      return await this.#buildIn(scratch, transactions);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }

  async #buildIn(scratch: string, transactions: Transactions): Promise<CustomerDataMart<G>> {
    const { sources, format } = await sourcesOf(transactions);
    const paths = sources.flatMap(({ path }) => (path === null ? [] : [path]));
    const { memoryLimit, threads } = this.#options;
    await using engine = duckDbEngine({
      tempDirectory: join(scratch, 'spill'),
      directories: [scratch, ...paths],
      ...(memoryLimit === undefined ? {} : { memoryLimit }),
      ...(threads === undefined ? {} : { threads }),
    });
    return await this.#run(engine, Lake.open(join(scratch, 'lake'), { durable: false }), sources, format);
  }

  async #run(
    engine: DuckDbEngine,
    lake: Lake,
    sources: readonly InputSource[],
    format: InputFormat | undefined,
  ): Promise<CustomerDataMart<G>> {
    const now = BigInt((this.#options.now ?? (() => new Date()))().getTime()) * 1000n;
    const id = runId(now as Micros, randomBytes(runIdEntropyBytes));
    await using lock = await lake.lock({ runId: id, command: 'CustomerDataMartBuilder' });
    const clock = formatInstant(now as Micros);
    const { manifest, account } = await buildMart(engine, lake, lock, sources, this.#martOptions(format), { runId: id, clock });
    await using session = await engine.session();
    const read = async (table: Table): Promise<ArrowTable> => await readTable(session, lake, manifest, table);
    const periods: Partial<Record<G, ArrowTable>> = {};
    for (const granularity of this.periodGranularities) periods[granularity] = await read(customerPeriods[granularity]);
    return { orders: await read(orders), periods: periods as Record<G, ArrowTable>, quarantined: await read(quarantine), account };
  }

  #martOptions(format: InputFormat | undefined): MartOptions {
    const { timezone = 'UTC', inputTimezone = timezone, returns = 'reject', duplicates = 'keep', onError = 'fail' } = this.#options;
    const { futureTimestamps = 'warn', excludeStatus = [] } = this.#options;
    return {
      granularities: this.periodGranularities,
      zone: timezone,
      inputZone: inputTimezone,
      returns,
      duplicates,
      onError,
      future: futureTimestamps,
      excludeStatus,
      format,
    };
  }
}

interface TransactionSources {
  readonly sources: readonly InputSource[];
  readonly format: InputFormat | undefined;
}
const sourcesOf = async (transactions: Transactions): Promise<TransactionSources> => {
  if (isArrowTable(transactions)) {
    const { arrowFile } = await import('@audit/warehouse/arrow');
    return { sources: [streamSource('Arrow table', [arrowFile(transactions)])], format: 'arrow' };
  }
  if (typeof transactions === 'string') return { sources: [fileSource(resolve(transactions), transactions)], format: undefined };
  if (isPaths(transactions)) return { sources: transactions.map((path) => fileSource(resolve(path), path)), format: undefined };
  return { sources: [recordsSource(transactions, 'records')], format: 'ndjson' };
};

// By shape: a program may have loaded another copy of the Arrow library.
const isArrowTable = (transactions: Transactions): transactions is ArrowTable =>
  typeof transactions === 'object' && 'schema' in transactions && 'batches' in transactions;

const isPaths = (transactions: Exclude<Transactions, string | ArrowTable>): transactions is readonly string[] =>
  Array.isArray(transactions) && transactions.length > 0 && transactions.every((item) => typeof item === 'string');

const readTable = async (session: Session, lake: Lake, manifest: Manifest, table: Table): Promise<ArrowTable> =>
  await session.query(`SELECT * FROM (${tableScan(lake, table, manifest.tables[qualifiedName(table)])}) t ${clusterOrder(table)}`, table);
