import type { SeededRandom } from '@audit/warehouse/proof';
import { textOf } from './model-text.ts';
import type { DeliveredBatch, DeliveredCorrection, DeliveredRecord } from './profile-case.ts';
import { instantAt, spelled } from './random-instant.ts';
import { anyRefusedId } from './random-text.ts';

/** An instant that something is said at, and about whom. */
interface Said {
  readonly record: DeliveredRecord;
  readonly at: string;
}

const contentOf = ({ customer_id: _, op: __, last_modified_ts: ___, ...content }: DeliveredRecord): DeliveredRecord => content;

const signed = (random: SeededRandom): Pick<DeliveredCorrection, 'reason' | 'ticket' | 'approver'> => ({
  reason: random.next() < 0.02 ? ' ' : ' written wrong ',
  ticket: random.next() < 0.02 ? null : 'T-1',
  ...(random.next() < 0.02 ? {} : { approver: 'a.b' }),
});

/** Wrong in a way that has a reason code of its own. */
const spoilt = (random: SeededRandom, correction: DeliveredCorrection): DeliveredCorrection =>
  random.pick<DeliveredCorrection>([
    { ...correction, customer_id: anyRefusedId(random) },
    { ...correction, effective_start_ts: null },
    { ...correction, profile: { firstname: 'Ann' }, retract: true },
    { ...correction, profile: null, retract: false },
    { ...correction, retract: 'true' },
    { ...correction, profile: 'Ann', retract: null },
    { ...correction, profile: { fristname: 'Ann' }, retract: false },
    { ...correction, customer_id: 'nobody', profile: null, effective_end_ts: null, retract: true },
  ]);

/** What may be said about a customer at one of the instants something else is said at, or at another. */
const anyCorrection = (random: SeededRandom, said: readonly Said[], withRetracts: boolean): DeliveredCorrection => {
  const { record, at } = random.pick(said);
  const start = random.next() < 0.6 ? at : spelled(random, instantAt(random, random.below(47)));
  const about = { customer_id: record['customer_id'] ?? null, effective_start_ts: start, ...signed(random) };
  if (withRetracts && random.next() < 0.35) return { ...about, effective_start_ts: at, retract: true };
  const content = contentOf(random.next() < 0.7 ? record : random.pick(said).record);
  const end = random.next() < 0.5 ? { effective_end_ts: spelled(random, instantAt(random, random.below(49))) } : {};
  return { ...about, ...end, profile: content };
};

/**
 * Batches of corrections for the customers of a case. What they correct was delivered somewhere in the case: before them, after them, or
 * it is a correction itself. @param withRetracts without them none is refused for what is known when it is loaded
 */
export const anyCorrectionBatches = (
  random: SeededRandom,
  batches: readonly Omit<DeliveredBatch, 'load_ts'>[],
  { count, size, withRetracts }: { readonly count: number; readonly size: number; readonly withRetracts: boolean },
): readonly Omit<DeliveredBatch, 'load_ts'>[] => {
  const told = batches.flatMap(({ extract_ts, records }) =>
    records.flatMap((record): readonly Said[] => {
      const at = record['last_modified_ts'];
      return textOf(record['customer_id']) === null
        ? []
        : [{ record, at: typeof at === 'string' && !at.startsWith('2999') ? at : extract_ts }];
    }),
  );
  if (told.length === 0) return [];
  const said = [...told];
  return Array.from({ length: count }, (_, k) => ({
    batch_id: `c${k}`,
    extract_ts: spelled(random, instantAt(random, random.below(48))),
    records: [],
    corrections: Array.from({ length: size }, () => {
      const correction = anyCorrection(random, said, withRetracts);
      const { customer_id, effective_start_ts: at, profile } = correction;
      if (typeof profile === 'object' && profile !== null && at) said.push({ record: { ...profile, customer_id }, at });
      return random.next() < 0.06 && withRetracts ? spoilt(random, correction) : correction;
    }),
  }));
};

/** Both in one order of loading: each keeps its own. */
export const interleaved = <T>(random: SeededRandom, some: readonly T[], others: readonly T[]): readonly T[] => {
  const places = others.map(() => random.below(some.length + 1)).toSorted((a, b) => a - b);
  return [...some.keys(), some.length].flatMap((at) => [
    ...others.filter((_, k) => places[k] === at),
    ...(at < some.length ? some.slice(at, at + 1) : []),
  ]);
};
