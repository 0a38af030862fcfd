import { readFileSync } from 'node:fs';
import { formatInstant, parseInstant } from '@audit/contract';
import { deliveredColumns, upstreamViewName, upstreamViewNames } from '@audit/contract/profile';
import { array, constantFrom, oneof, option, sample, string } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landView } from './land-view.ts';
import type { PostgresConnection } from './postgres-connection.ts';
import { trialServer } from './proof/trial-bank.ts';
import { openTrialLanding, type Texts, type TrialLanding } from './trial-landing.fixture.ts';

let trial: TrialLanding;
beforeAll(async () => {
  if (trialServer !== undefined) trial = await openTrialLanding(trialServer);
});
afterAll(async () => await trial?.[Symbol.asyncDispose]());

const literal = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

/** What readers of CSV stumble over. */
const marks = ['', ' ', ',', '"', '""', '\n', '\r\n', '\\N', '\\.', 'NULL', '|', '\t', '\u0001', 'ก็', '😀', "'", '\uFEFF', 'a,b'];
const hostile = constantFrom(...marks);
const joined = array(hostile).map((parts) => parts.join(''));
const anyText = oneof(hostile, string({ unit: 'grapheme' }), joined).map((text) => text.replaceAll('\0', ''));
const cell = option(anyText, { nil: null, freq: 4 });

describe.skipIf(trialServer === undefined)('the view of a real PostgreSQL', () => {
  test('arrives row for row as the server shows it, with its count and the time of the snapshot', async () => {
    const before = await trial.bank.sql(`SELECT now() AT TIME ZONE 'UTC'`);
    const landed = await trial.land();
    const names = upstreamViewNames.map((name) => `${name}::text`).join(', ');
    const shown = await trial.bank.sql(`SELECT ${names} FROM ${upstreamViewName} ORDER BY customer_id COLLATE "C" NULLS FIRST`);
    const rows = await trial.read(landed);
    expect(rows.map((row) => Object.values(row))).toEqual(shown.map((row) => [...row.slice(0, -1), row.at(-1)?.replace(' ', 'T') ?? null]));
    expect({ rows: landed.rows, columns: landed.columns, unknown: landed.unknownColumns }).toEqual({
      rows: 309,
      columns: upstreamViewNames,
      unknown: [],
    });
    expect(landed.extractTs).toBeGreaterThan(parseInstant(`${before[0]?.[0]}Z`)?.micros ?? 0n);
    expect(formatInstant(landed.extractTs)).toMatch(/^20\d\d-.*\.\d{6}Z$/);
  });

  test('keeps the customers no bank is without: blank and long ids, names with pipes, quotes and line breaks, nothing but nulls', async () => {
    const rows = await trial.read(await trial.land());
    const of = (id: string | null): Texts | undefined => rows.find(({ customer_id }) => customer_id === id);
    expect(of(null)?.['firstname']).toBe('Blank');
    expect(of('9'.repeat(51))?.['firstname']).toBe('Long');
    expect(of('7')).toMatchObject({ firstname: 'A|B', lastname: '"Quoted", Jr.', firstname_local: 'สอง\nบรรทัด', lastname_local: 'a\\b' });
    expect(of('7')?.['last_modified_ts']).toBe('2025-07-01T08:00:00.123456');
    expect(of('007')).toMatchObject({
      firstname: 'John  Paul',
      lastname: "O'Brien",
      firstname_local: 'จอห์น',
      person_title: 'OTHER',
      person_title_other: 'Reverend',
      occupation_other: 'Astronaut',
      income_country_other: 'International Waters',
      source_of_income_list: 'DIVIDEND|OTHER|SALARY',
    });
    expect(of('900002')?.['person_title_other']).toBeNull();
    expect(of('900004')).toMatchObject({ firstname_local: 'null', lastname_local: '__NULL__' });
    expect(Object.values(of('900001') ?? {}).filter((value) => value !== null)).toEqual(['900001', '2025-07-02T00:00:00']);
  });

  test('keeps any text to the letter, null and the empty text apart', async () => {
    const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
    const records = sample(array(cell, { minLength: 24, maxLength: 24 }), { numRuns: 500, seed });
    const dated = records.map((cells, at) => [String(at).padStart(4, '0'), ...cells.slice(1, 17), '2000-02-29', ...cells.slice(18), null]);
    const values = dated.map((cells) => `(${cells.map(literal).join(', ')})`).join(',\n');
    const rows = await trial.read(await trial.land(await trial.view('any_text', `VALUES ${values}`)));
    expect(
      rows.map((row) => Object.values(row)),
      `AUDIT_TEST_SEED=${seed}`,
    ).toEqual(dated);
  });

  test('keeps times to the microsecond and converts those with a zone; what is no day of our calendar stays readable; the server’s own zone and date style do not matter', async () => {
    const cells = upstreamViewNames.map((name) => (name === 'birthdate' || name === 'last_modified_ts' ? '' : 'NULL::text'));
    const row = (id: string, birth: string, modified: string): string =>
      `(${cells.map((cell, at) => (at === 0 ? literal(id) : cell === '' ? (upstreamViewNames[at] === 'birthdate' ? `date '${birth}'` : `timestamptz '${modified}'`) : cell)).join(', ')})`;
    await trial.bank.sql(`CREATE SCHEMA IF NOT EXISTS trial; CREATE VIEW trial.zoned AS SELECT * FROM (VALUES
      ${row('a', '1899-12-31', '2025-01-01 00:30:00.000001+07')}, ${row('b', 'infinity', 'infinity')}, ${row('c', '0044-03-15 BC', '1970-01-01 00:00:00+00')})
      AS t (${upstreamViewNames.join(', ')})`);
    const database = new URL(trial.bank.url).pathname.slice(1);
    await trial.bank.sql(`ALTER DATABASE ${database} SET DateStyle = 'German'; ALTER DATABASE ${database} SET TimeZone = 'Asia/Bangkok'`);
    const rows = await trial.read(await trial.land('trial.zoned'));
    expect(rows.map(({ birthdate, last_modified_ts }) => [birthdate, last_modified_ts])).toEqual([
      ['1899-12-31', '2024-12-31T17:30:00.000001Z'],
      ['infinity', 'infinity'],
      ['0044-03-15 BC', '1970-01-01T00:00:00Z'],
    ]);
  });

  test('is the same bytes while nothing changes, and differs in the row that did', async () => {
    const [first, second] = [await trial.land(), await trial.land()];
    expect(readFileSync(second.path).equals(readFileSync(first.path))).toBe(true);
    expect(second.extractTs).toBeGreaterThan(first.extractTs);
    await trial.bank.sql(
      `UPDATE opdb.customer_master SET surname_en = 'Changed', updated_at = '2025-12-01 10:00:00.5' WHERE cust_no = '100007'`,
    );
    const third = await trial.land();
    const old = new Set((await trial.read(second)).map((row) => JSON.stringify(row)));
    const changed = (await trial.read(third)).filter((row) => !old.has(JSON.stringify(row)));
    expect(changed).toMatchObject([{ customer_id: '100007', lastname: 'Changed', last_modified_ts: '2025-12-01T10:00:00.5' }]);
  });

  test('is of one instant: what is changed before and while its rows stream does not show', async () => {
    await using connection = await trial.connect();
    const change = (id: string): Promise<unknown> =>
      trial.bank.sql(`UPDATE opdb.customer_master SET name_en = 'Late'; DELETE FROM opdb.customer_master WHERE cust_no = '${id}'`);
    const disturbed: PostgresConnection = {
      ...connection,
      async *copy(what, sql) {
        await change('100008');
        for await (const chunk of connection.copy(what, sql)) {
          yield chunk;
          await change('100009');
        }
      },
    };
    const before = await trial.read(await trial.land());
    const landed = await landView(disturbed, trial.engine, { view: upstreamViewName, folder: trial.folder() });
    expect(await trial.read(landed)).toEqual(before);
    expect((await trial.land()).rows).toBe(landed.rows - 2);
  });

  test('that has no rows is a file without rows', async () => {
    const landed = await trial.land(
      await trial.view('empty', `SELECT ${upstreamViewNames.map(() => `NULL::text`).join(', ')} WHERE FALSE`),
    );
    expect({ rows: landed.rows, read: await trial.read(landed) }).toEqual({ rows: 0, read: [] });
  });

  test('may say which rows are deletes and the kind of evidence; a column we do not know stays there and is named', async () => {
    await trial.bank.sql(`CREATE SCHEMA IF NOT EXISTS trial;
      CREATE VIEW trial.more AS SELECT 1 AS shoe_size, NULL::text AS op, v.*, 'NATIONAL_ID' AS evidence_type FROM ${upstreamViewName} AS v`);
    const landed = await trial.land('trial.more');
    expect(landed.columns).toEqual(Object.keys(deliveredColumns));
    expect(landed.unknownColumns).toEqual(['shoe_size']);
  });
});
