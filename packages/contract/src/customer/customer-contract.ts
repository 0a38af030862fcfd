import { InputRefused, type Problem } from '../errors/intake.ts';
import { ConfigError } from '../errors/config.ts';
import type { Micros } from '../tables/column.ts';
import { formatInstant } from '../time/instant.ts';
import { zoneName } from '../time/zone.ts';
import type { Conflict, CustomerRecord, Lineage, MergedCustomer, Metadata } from './customer-record.ts';
import { mergeCustomer } from './merge-customer.ts';
import { readRecord } from './read-record.ts';
import { defaultSurvivorship, type SurvivorshipPolicy } from './survivorship.ts';

export interface CustomerContractOptions {
  /** Leave out records that are not visible; default false. */
  readonly enforceVisibility?: boolean;
  /** Zone of times without an offset; default UTC. */
  readonly inputTimezone?: string;
  /** Acquisitions after it are refused; default the present. */
  readonly clock?: () => Micros;
  /** Per field; fields left out follow the founding system. */
  readonly survivorship?: Partial<SurvivorshipPolicy>;
}

/** Where the records of one call come from. */
export interface RecordsOrigin {
  /** Fills `source_system` where a record has none of its own. */
  readonly sourceSystem?: string;
  /** Name of the file or feed, for messages and lineage; default `records`. */
  readonly source?: string;
}

/** Every record of a call, in exactly one of three places. */
export interface Inspection {
  readonly accepted: readonly CustomerRecord[];
  /** Valid, not visible, and visibility is enforced. */
  readonly hidden: number;
  /** One problem a bad record: its first fault, in the order customer_id, acquisition_ts, source_system, is_visible, metadata. */
  readonly problems: readonly Problem[];
}

/** A record as JSON: snake_case, ISO UTC times. A merged customer has the last three too. */
export interface SerialisedCustomer {
  readonly customer_id: string;
  readonly acquisition_ts: string;
  readonly source_system: string;
  readonly is_visible: boolean;
  readonly metadata: Metadata;
  readonly source_systems?: readonly string[];
  readonly lineage?: Lineage;
  readonly conflicts?: readonly Conflict[];
}

const systemClock = (): Micros => (BigInt(Date.now()) * 1000n) as Micros;

const countByCode = (problems: readonly Problem[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { code } of problems) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

/**
 * What every customer record must be, and how records of one customer become one (founding document 000, "Customer Contract").
 *
 * A record has `customer_id` (text, trimmed), `acquisition_ts` (ISO text or Date, from 1970 to now), `source_system` (its own, else that of
 * the call), `is_visible` (a real boolean; true when absent) and `metadata` (an object; {} when absent or null).
 *
 * @example
 * const contract = new CustomerContract();
 * const records = contract.validateRecords(
 *   [
 *     { customer_id: '123', acquisition_ts: '2023-01-15' },
 *     { customer_id: '123', acquisition_ts: '2023-02-02', is_visible: false },
 *   ],
 *   { sourceSystem: 'crm' },
 * );
 * contract.merge(records).length // => 1
 */
export class CustomerContract {
  readonly #enforceVisibility: boolean;
  readonly #inputZone: string;
  readonly #clock: () => Micros;
  readonly #survivorship: SurvivorshipPolicy;

  /** @throws {@link ConfigError} if the zone does not exist */
  constructor(options: CustomerContractOptions = {}) {
    const zone = zoneName(options.inputTimezone ?? 'UTC');
    if (zone === undefined)
      throw new ConfigError(
        'inputTimezone',
        `"${options.inputTimezone}" is no zone`,
        'give one of the zone database, such as Europe/Berlin',
      );
    this.#enforceVisibility = options.enforceVisibility ?? false;
    this.#inputZone = zone;
    this.#clock = options.clock ?? systemClock;
    this.#survivorship = { ...defaultSurvivorship, ...options.survivorship };
  }

  /** Judges every record; good and bad ones stand in the result, nothing is lost: accepted + hidden + problems = records. */
  inspectRecords(records: Iterable<unknown>, origin: RecordsOrigin = {}): Inspection {
    const source = origin.source ?? 'records';
    const rules = {
      sourceSystem: origin.sourceSystem,
      inputZone: this.#inputZone,
      clock: this.#clock(),
      enforceVisibility: this.#enforceVisibility,
    };
    const accepted: CustomerRecord[] = [];
    const problems: Problem[] = [];
    let hidden = 0;
    let record = 0;
    for (const given of records) {
      record++;
      const outcome = readRecord(given, rules);
      if (outcome === 'hidden') hidden++;
      else if ('fault' in outcome) problems.push({ ...outcome.fault, source, record, line: null });
      else accepted.push({ ...outcome.value, origin: { source, record } });
    }
    return { accepted, hidden, problems };
  }

  /**
   * The records, if all are good.
   * @throws {@link InputRefused} naming every bad one
   */
  validateRecords(records: Iterable<unknown>, origin: RecordsOrigin = {}): readonly CustomerRecord[] {
    const { accepted, problems } = this.inspectRecords(records, origin);
    if (problems.length > 0) throw new InputRefused(countByCode(problems), problems);
    return accepted;
  }

  /**
   * One customer per id, in order of first sight. By default: earliest acquisition, first source system (all are kept in `sourceSystems`),
   * visible if visible anywhere, metadata merged shallowly with the later record winning a key.
   * The stage `datamart/src/0-customers` does the same in SQL for records beyond memory.
   */
  merge(records: Iterable<CustomerRecord>): readonly MergedCustomer[] {
    const byId = new Map<string, [CustomerRecord, ...CustomerRecord[]]>();
    for (const record of records) {
      const known = byId.get(record.customerId);
      if (known === undefined) byId.set(record.customerId, [record]);
      else known.push(record);
    }
    return [...byId.values()].map((known) => mergeCustomer(known, this.#survivorship));
  }

  toSerialisable(customer: CustomerRecord | MergedCustomer): SerialisedCustomer {
    const fields = {
      customer_id: customer.customerId,
      acquisition_ts: formatInstant(customer.acquisitionTs),
      source_system: customer.sourceSystem,
      is_visible: customer.isVisible,
      metadata: customer.metadata,
    };
    if (!('lineage' in customer)) return fields;
    return { ...fields, source_systems: customer.sourceSystems, lineage: customer.lineage, conflicts: customer.conflicts };
  }
}
