import { type SeededRandom, seededRandom } from '@audit/warehouse/proof';
import { isoOf } from './model-instant.ts';
import type { DeliveredBatch, DeliveredRecord } from './profile-case.ts';
import { instantAt, spelled } from './random-instant.ts';

const firstLoad = BigInt(Date.parse('2025-02-01T00:00:00Z')) * 1000n;
const channels = ['phone', 'PHONE', ' Phone\u00A0', 'email', 'Email', 'LINE', 'straße', 'ที่อยู่'];
const values = [
  '081-555-0001',
  ' 081-555-0001',
  '081-555-0002',
  'a@example.com',
  'A@example.com',
  'ซอย 5',
  'x|y',
  '__NULL__',
  '๑'.repeat(1000),
];
const refused: readonly DeliveredRecord[] = [
  { customer_id: ' \u200B', channel: 'phone', value: '1' },
  { customer_id: null, channel: 'phone', value: '1' },
  { customer_id: 'x'.repeat(51), channel: 'phone', value: '1' },
  { customer_id: 'x', channel: '\uFEFF ', value: '1' },
  { customer_id: 'x', channel: 'c'.repeat(51), value: '1' },
  { customer_id: 'x', channel: 'phone', value: ' ' },
  { customer_id: 'x', channel: 'phone', value: 'é'.repeat(1001) },
  { customer_id: 'x', channel: 'phone' },
];

const anyRecord = (random: SeededRandom, customers: number): DeliveredRecord => {
  if (random.next() < 0.06) return random.pick(refused);
  const way = random.next();
  return {
    customer_id: `${random.next() < 0.1 ? ' ' : ''}c${random.below(customers)}`,
    channel: random.pick(channels),
    ...(random.next() < 0.15 ? { op: 'DELETE' } : { value: random.pick(values) }),
    last_modified_ts: way < 0.04 ? null : way < 0.08 ? '2999-01-01T00:00:00Z' : spelled(random, instantAt(random, random.below(46))),
  };
};

/** Loads of random contacts: extracts in any order, instants that meet, records that come again. */
export const randomContacts = (seed: number, { customers, batches }: { customers: number; batches: number }): readonly DeliveredBatch[] => {
  const random = seededRandom(seed);
  const extracts = new Set<bigint>();
  while (extracts.size < batches) extracts.add(instantAt(random, 5 + random.below(41)));
  const said: DeliveredRecord[] = [];
  return [...extracts].map((extract, k) => {
    const records = Array.from({ length: 3 * customers }, () => {
      const record = said.length > 0 && random.next() < 0.2 ? random.pick(said) : anyRecord(random, customers);
      said.push(record);
      return record;
    });
    return { batch_id: `b${k}`, extract_ts: isoOf(extract), load_ts: isoOf(firstLoad + BigInt(k)), records };
  });
};
