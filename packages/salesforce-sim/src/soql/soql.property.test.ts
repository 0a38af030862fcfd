import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, logIn } from '../client.fixture.ts';
import { type Simulator, startSimulator } from '../index.ts';

type Row = Readonly<Record<string, string | null>>;
type Kind = 'text' | 'id' | 'number' | 'date' | 'datetime' | 'boolean';

/** What a generated query is: its text, and what it means, worked out without SQL. */
interface Asked {
  readonly soql: string;
  readonly holds: (row: Row) => boolean;
}

const kinds: Readonly<Record<string, Kind>> = {
  Name: 'text',
  StageName: 'text',
  Type: 'text',
  Id: 'id',
  ContractId: 'id',
  Amount: 'number',
  Probability: 'number',
  CloseDate: 'date',
  CreatedDate: 'datetime',
  IsWon: 'boolean',
};
const names = Object.keys(kinds);

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const literal = (kind: Kind, value: string): string => (kind === 'text' || kind === 'id' ? quoted(value) : value);

/** Orders two values as the API does: text without regard to case, numbers by size, all else as written. */
const compare = (kind: Kind, a: string, b: string): number => {
  const [x, y] = kind === 'number' ? [Number(a), Number(b)] : kind === 'text' ? [a.toLowerCase(), b.toLowerCase()] : [a, b];
  return x < y ? -1 : x > y ? 1 : 0;
};

const likeness = (pattern: string): RegExp => {
  const source = pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('%', '[^]*')
    .replaceAll('_', '[^]');
  return new RegExp(`^${source}$`, 'iu');
};

const comparison = (rows: readonly Row[]): fc.Arbitrary<Asked> => {
  const values = (name: string): readonly string[] => [...new Set(rows.flatMap((row) => row[name] ?? []))];
  const strange: Readonly<Record<Kind, readonly string[]>> = {
    text: ["O'Neil \\ %", 'ÄÖ', 'closed WON'],
    id: ['0065g0000000000'],
    number: ['-1', '0', '12.5', '1e3'],
    date: ['2020-02-29'],
    datetime: ['2024-03-01T12:00:00.000Z'],
    boolean: ['true', 'false'],
  };
  return fc.constantFrom(...names).chain((name) => {
    const kind = kinds[name] ?? 'text';
    const value = fc.constantFrom(...values(name), ...strange[kind]);
    const is = (row: Row, test: (found: string) => boolean): boolean => {
      const found = row[name];
      return found !== null && found !== undefined && test(found);
    };
    const same = (found: string, one: string): boolean =>
      kind === 'id' ? found === one || found.slice(0, 15) === one : compare(kind, found, one) === 0;
    const ordered = fc.tuple(fc.constantFrom('<', '<=', '>', '>='), value).map(([operator, one]): Asked => {
      const test = { '<': (n: number) => n < 0, '<=': (n: number) => n <= 0, '>': (n: number) => n > 0, '>=': (n: number) => n >= 0 }[
        operator as '<'
      ];
      return { soql: `${name} ${operator} ${literal(kind, one)}`, holds: (row) => is(row, (found) => test(compare(kind, found, one))) };
    });
    const equal = fc.tuple(fc.boolean(), value).map(([not, one]): Asked => ({
      soql: `${name} ${not ? '!=' : '='} ${literal(kind, one)}`,
      holds: (row) => is(row, (found) => same(found, one)) !== not,
    }));
    const empty = fc
      .boolean()
      .map((not): Asked => ({ soql: `${name} ${not ? '!=' : '='} null`, holds: (row) => (row[name] === null) !== not }));
    const among = fc.tuple(fc.boolean(), fc.array(value, { minLength: 1, maxLength: 3 })).map(([not, list]): Asked => ({
      soql: `${name} ${not ? 'NOT IN' : 'in'} (${list.map((one) => literal(kind, one)).join(', ')})`,
      holds: (row) => is(row, (found) => list.some((one) => same(found, one))) !== not,
    }));
    const like = fc.tuple(value, fc.nat({ max: 6 }), fc.constantFrom('%', '_', '')).map(([one, cut, wild]): Asked => {
      const pattern = `${wild}${one.replaceAll(/[%_\\]/g, '').slice(cut)}%`;
      return { soql: `${name} LIKE ${quoted(pattern)}`, holds: (row) => is(row, (found) => likeness(pattern).test(found)) };
    });
    if (kind === 'boolean') return equal;
    return kind === 'text'
      ? fc.oneof(equal, empty, among, like, ordered)
      : fc.oneof(equal, empty, among, ...(kind === 'id' ? [] : [ordered]));
  });
};

const condition = (rows: readonly Row[]): fc.Arbitrary<Asked> =>
  fc.letrec<{ any: Asked }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      comparison(rows),
      tie('any').map(({ soql, holds }): Asked => ({ soql: `NOT (${soql})`, holds: (row) => !holds(row) })),
      fc.tuple(fc.boolean(), fc.array(tie('any'), { minLength: 2, maxLength: 3 })).map(([or, parts]): Asked => ({
        soql: parts.map(({ soql }) => `(${soql})`).join(or ? ' OR ' : ' and '),
        holds: (row) => (or ? parts.some(({ holds }) => holds(row)) : parts.every(({ holds }) => holds(row))),
      })),
    ),
  })).any;

interface Order {
  readonly name: string;
  readonly descending: boolean;
  readonly nulls: 'FIRST' | 'LAST' | null;
}

const inOrder = (rows: readonly Row[], { name, descending, nulls }: Order): readonly Row[] =>
  rows.toSorted((a, b) => {
    const [x = null, y = null] = [a[name], b[name]];
    if (x === null || y === null) return x === y ? 0 : (x === null) === (nulls !== 'LAST') ? -1 : 1;
    return compare(kinds[name] ?? 'text', x, y) * (descending ? -1 : 1);
  });

let sim: Simulator;
let client: Client;
let rows: readonly Row[];
beforeAll(async () => {
  sim = await startSimulator({ seed: 2, accounts: 40, threads: 1 });
  client = await logIn(sim);
  rows = await sim.org.truth('Opportunity', names);
});
afterAll(() => sim.close());

const runs = Number(process.env['AUDIT_TEST_N'] ?? (process.env['AUDIT_TEST_DEEP'] === '1' ? 3000 : 80));

test('a query finds the rows its conditions hold of, in its order', async () => {
  const order = fc.record({
    name: fc.constantFrom(...names),
    descending: fc.boolean(),
    nulls: fc.constantFrom('FIRST' as const, 'LAST' as const, null),
  });
  await fc.assert(
    fc.asyncProperty(condition(rows), order, fc.option(fc.integer({ min: 1, max: 20 })), async (asked, by, limit) => {
      const soql = `SELECT Id FROM Opportunity WHERE ${asked.soql} ORDER BY ${by.name} ${by.descending ? 'DESC' : 'ASC'}${by.nulls === null ? '' : ` NULLS ${by.nulls}`}${limit === null ? '' : ` LIMIT ${limit}`}`;
      const found = (await client.query(soql)).records.map((record) => record['Id']);
      const expected = inOrder(rows.filter(asked.holds), by).slice(0, limit ?? undefined);
      expect(found).toEqual(expected.map((row) => row['Id']));
    }),
    { numRuns: runs },
  );
});
