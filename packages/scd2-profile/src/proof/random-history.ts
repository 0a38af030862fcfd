import { enumAttributes, nameAttributes, otherAttributes, scalarAttributes, setAttributes } from '@audit/contract/profile';
import type { SeededRandom } from '@audit/warehouse/proof';
import type { DeliveredRecord, DeliveredValue } from './profile-case.ts';
import { instantAt, spelled } from './random-instant.ts';
import { anyCode, anyCustomerId, anyEvidence, anyList, anyName, padded, retyped } from './random-text.ts';

/** A record and the batch it comes with. */
export interface Delivery {
  readonly batch: number;
  readonly record: DeliveredRecord;
}

const others = otherAttributes.map((name) => `${name}_other`);
const lists = setAttributes.map((name) => `${name}_list`);
const columns = [...scalarAttributes, ...others, ...lists];
const includes = (names: readonly string[], name: string): boolean => names.includes(name);

const days = ['1985-03-10', '1985-03-10T23:30:00+07:00', ' 1985-03-11 ', '1984-02-29'];
/** Around full age, 120 years and birth at the extracts of the cases, and beyond what a calendar of today holds. */
const edges = ['2007-01-02', '2007-01-01', '2006-12-31', '1904-01-01', '1904-01-03', '2025-01-02', '2025-01-03', '0001-01-01'];
const noDays = ['1985-02-29', '10.03.1985', 'unknown', '', '0000-01-01', '2528-03-10'];

const anyValue = (random: SeededRandom, column: string): DeliveredValue => {
  if (random.next() < 0.12) return null;
  if (column === 'evidence_unique_key') return anyEvidence(random);
  if (column === 'birthdate') return random.pick(random.pick([days, edges, noDays]));
  if (includes(lists, column)) return anyList(random);
  if (includes(enumAttributes, column))
    return anyCode(random, includes(otherAttributes, column) ? ['OTHER', 'other', ' Other ', 'MR', 'mr', 'TH'] : ['ONE', 'one', 'TWO']);
  return includes(others, column) ? random.pick(['Astronaut', 'astronaut', ' Astronaut', '', 'A|B', '__NULL__', 'ลูกค้า']) : anyName(random);
};

const retypedValue = (random: SeededRandom, value: DeliveredValue): DeliveredValue =>
  typeof value === 'string' ? retyped(random, value) : value;

/** What one customer's rows may hold: few values in few columns, so that they come back. */
interface Temper {
  readonly id: string;
  readonly inPlay: readonly { readonly column: string; readonly values: readonly DeliveredValue[] }[];
  readonly deletes: number;
  readonly hours: number;
  /** How many of its rows say no time of change, or one to come. */
  readonly undated: number;
}

const anyTemper = (random: SeededRandom, serial: number): Temper => {
  const inPlay = Array.from({ length: 1 + random.below(3) }, () => {
    const column = random.pick(random.pick([columns, nameAttributes, lists, others]));
    return { column, values: Array.from({ length: 2 + random.below(2) }, () => anyValue(random, column)) };
  });
  return {
    id: anyCustomerId(random, serial),
    inPlay,
    deletes: random.pick([0, 0, 0.1, 0.4]),
    hours: random.pick([4, 12, 46]),
    undated: random.pick([0.02, 0.02, 0.02, 0.6]),
  };
};

const deliveredId = (random: SeededRandom, id: string): DeliveredValue => {
  if (/^[1-9]\d*$/.test(id) && random.next() < 0.3) return BigInt(id);
  return random.next() < 0.1 ? padded(random, id) : id;
};

/** A full row to begin with; columns may be absent. */
const firstContent = (random: SeededRandom): DeliveredRecord => {
  const plain = random.next() < 0.5;
  const sure: DeliveredRecord = {
    evidence_unique_key: 'AB1',
    firstname: 'Ann',
    lastname: 'Lee',
    birthdate: '1985-03-10',
    occupation: 'OTHER',
    occupation_other: 'Pilot',
  };
  const more = columns.filter(() => random.next() < (plain ? 0.1 : 0.7)).map((column) => [column, anyValue(random, column)]);
  return { ...sure, ...(Object.fromEntries(more) as DeliveredRecord) };
};

const changed = (random: SeededRandom, content: DeliveredRecord, { inPlay }: Temper): DeliveredRecord => {
  const { column, values } = random.pick(inPlay);
  const way = random.next();
  if (way < 0.2) return { ...content, [column]: retypedValue(random, content[column] ?? null) };
  if (way < 0.3) {
    const any = random.pick(Object.keys(content));
    return { ...content, [any]: retypedValue(random, content[any] ?? null) };
  }
  return { ...content, [column]: random.pick(values) };
};

const stamped = (random: SeededRandom, temper: Temper, content: DeliveredRecord, valid: bigint): DeliveredRecord => {
  const last = random.next() < temper.undated ? random.pick([null, '2999-01-01T00:00:00Z']) : spelled(random, valid);
  const op: DeliveredRecord = random.next() < temper.deletes ? { op: 'DELETE' } : random.next() < 0.1 ? { op: null } : {};
  const bare = op['op'] === 'DELETE' && random.next() < 0.7;
  return { customer_id: deliveredId(random, temper.id), ...(bare ? {} : content), ...op, last_modified_ts: last };
};

/** A customer of whom records come in any batch, in any order, some of one instant, some byte for byte once more. */
const scattered = (random: SeededRandom, temper: Temper, batches: number): readonly Delivery[] => {
  let content = firstContent(random);
  let record: DeliveredRecord | null = null;
  let valid = instantAt(random, random.below(temper.hours));
  return Array.from({ length: 1 + random.below(random.next() < 0.1 ? 25 : 7) }, () => {
    if (record === null || random.next() > 0.15) {
      if (random.next() > 0.25) content = changed(random, content, temper);
      if (random.next() > 0.2) valid = instantAt(random, random.below(temper.hours));
      record = stamped(random, temper, content, valid);
    }
    return { batch: random.below(batches), record };
  });
};

/** A customer of whom each batch shows the row as it is then: mostly as it was, whatever order the batches are loaded in. */
const mirrored = (random: SeededRandom, temper: Temper, extracts: readonly bigint[]): readonly Delivery[] => {
  let content = firstContent(random);
  const times = Array.from({ length: 1 + random.below(4) }, () => instantAt(random, random.below(46))).toSorted((a, b) => (a < b ? -1 : 1));
  const rows = times.map((valid) => {
    content = changed(random, content, temper);
    return { valid, record: stamped(random, temper, content, random.next() < 0.15 ? instantAt(random, random.below(46)) : valid) };
  });
  return extracts.flatMap((extract, batch) => {
    const seen = rows.findLast(({ valid }) => valid <= extract);
    return seen === undefined || random.next() < 0.1 ? [] : [{ batch, record: seen.record }];
  });
};

/** All deliveries of one customer, in an order that holds within each batch. @param extracts when the source was read, batch by batch */
export const anyHistory = (random: SeededRandom, serial: number, extracts: readonly bigint[]): readonly Delivery[] => {
  const temper = anyTemper(random, serial);
  return random.next() < 0.5 ? mirrored(random, temper, extracts) : scattered(random, temper, extracts.length);
};
