import { type SeededRandom, seededRandom } from '@audit/warehouse/proof';
import { textOf } from './model-text.ts';
import type { DeliveredBatch, DeliveredRecord, Feed, ProfileCase, Question } from './profile-case.ts';
import { anyCorrectionBatches, interleaved } from './random-corrections.ts';
import { anyHistory, type Delivery } from './random-history.ts';
import { instantAt, spelled } from './random-instant.ts';
import { anyRefusedId } from './random-text.ts';

const firstLoad = BigInt(Date.parse('2025-02-01T00:00:00Z')) * 1000n;

/** When each load is made known: strictly increasing, some a microsecond apart. */
const loadTimes = function* (random: SeededRandom): Generator<string> {
  for (let at = firstLoad; ; at += random.pick([1n, 1_000_000n, 3_600_000_000n])) yield spelled(random, at);
};

/** When the source was read for each batch, in the order of loading: any order, some at the same instant. */
const anyExtracts = (random: SeededRandom, batches: number): readonly bigint[] => {
  const extracts: bigint[] = [];
  for (let k = 0; k < batches; k++) {
    const isSame = k > 0 && random.next() < 0.15;
    extracts.push(isSame ? random.pick(extracts) : instantAt(random, 5 + random.below(41)));
  }
  return random.next() < 0.5 ? extracts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : extracts;
};

/** Some batches come once more: as they are, with another id, or read again later. */
const repeated = (random: SeededRandom, batches: readonly Omit<DeliveredBatch, 'load_ts'>[]): readonly Omit<DeliveredBatch, 'load_ts'>[] =>
  batches.flatMap((batch, k) => {
    const again = { ...random.pick(batches.slice(0, k + 1)) };
    const way = random.next();
    if (way < 0.1) return [batch, again];
    if (way < 0.2) return [batch, { ...again, batch_id: `${again.batch_id}-again-${k}` }];
    if (way < 0.27)
      return [batch, { ...again, batch_id: `${again.batch_id}-later-${k}`, extract_ts: spelled(random, instantAt(random, 47)) }];
    return [batch];
  });

/** Independent histories woven into each other; the records of one customer keep their order. */
const woven = (random: SeededRandom, histories: readonly (readonly Delivery[])[], batch: number): readonly DeliveredRecord[] => {
  const keyed = histories.flatMap((history) => {
    const own = history.filter((delivery) => delivery.batch === batch);
    const keys = own.map(() => random.next()).toSorted((a, b) => a - b);
    return own.map(({ record }, i) => ({ record, key: keys[i] ?? 0 }));
  });
  const refused = Array.from({ length: random.next() < 0.2 ? 1 : 0 }, () => ({
    record: { customer_id: anyRefusedId(random), firstname: 'Nobody' },
    key: random.next(),
  }));
  return [...keyed, ...refused].toSorted((a, b) => a.key - b.key).map(({ record }) => record);
};

const anyQuestion = (random: SeededRandom, customers: readonly string[], loads: readonly string[]): Question => ({
  customer_id: random.pick(customers),
  valid: random.next() < 0.1 ? '2030-01-01T00:00:00Z' : spelled(random, instantAt(random, random.below(48))),
  known: random.next() < 0.4 || loads.length === 0 ? null : random.pick(loads),
});

/** Customers told apart by id, each with a history of its own. */
const anyHistories = (random: SeededRandom, customers: number, extracts: readonly bigint[]): ReadonlyMap<string, readonly Delivery[]> => {
  const histories = new Map<string, readonly Delivery[]>();
  while (histories.size < customers) {
    const history = anyHistory(random, random.below(customers), extracts);
    const id = textOf(history[0]?.record['customer_id']);
    if (id !== null && !histories.has(id)) histories.set(id, history);
  }
  return histories;
};

/** How large a case is, and who speaks in it. */
interface CaseSize {
  readonly customers: number;
  readonly batches: number;
  readonly feed?: Feed;
  /** Corrections between the batches: of any kind, or profiles only; none by default. */
  readonly corrections?: 'any' | 'profiles';
}

/** Many independent customers in one random schedule of batches; depends on the seed only. */
export const randomCase = (seed: number, { customers, batches, feed, corrections }: CaseSize): ProfileCase => {
  const random = seededRandom(seed);
  const kind = feed ?? random.pick(['changelog', 'snapshot']);
  const extracts = anyExtracts(random, batches);
  const histories = anyHistories(random, customers, extracts);
  const delivered = extracts.map((extract, k) => ({
    batch_id: `b${k}`,
    extract_ts: spelled(random, extract),
    records: woven(random, [...histories.values()], k),
  }));
  const corrected =
    corrections === undefined
      ? []
      : anyCorrectionBatches(random, delivered, { count: batches, size: customers, withRetracts: corrections === 'any' });
  const times = loadTimes(random);
  const again = corrected.slice(0, random.below(2));
  const loaded = interleaved(random, repeated(random, delivered), [...corrected, ...again]).map((batch) => ({
    ...batch,
    load_ts: times.next().value as string,
  }));
  const ids = [...histories.keys()];
  const loads = loaded.map((batch) => batch.load_ts);
  return {
    id: `seed-${seed}`,
    config: { feed: kind },
    batches: loaded,
    pit: Array.from({ length: Math.min(2 * customers, 60) }, () => anyQuestion(random, [...ids, 'nobody'], loads)),
  };
};

/** One line of JSON: a case as `audit profile replay` reads it, or a record as `audit profile load` does. */
export const jsonLine = (one: ProfileCase | DeliveredRecord): string =>
  JSON.stringify(one, (_, value: unknown) => (typeof value === 'bigint' ? `\u0000${value}` : value)).replaceAll(/"\\u0000(\d+)"/g, '$1');
