import { deepStrictEqual } from 'node:assert/strict';
import { expect, test } from 'vitest';
import { expectedOf } from './model.ts';
import { byBytes } from './model-text.ts';
import type { ProfileCase } from './profile-case.ts';
import { jsonLine, randomCase } from './random-case.ts';
import { rearranged, timelessOf } from './rearranged-case.ts';
import { smallestFailing } from './smallest-failing.ts';

const firstSeed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);
const seeds = Array.from({ length: 60 }, (_, i) => firstSeed + i);
const small = (seed: number): ProfileCase => randomCase(seed, { customers: 5, batches: 1 + (seed % 9) });

test('a case depends on its seed only, and goes through JSON', () => {
  const [a, b] = [jsonLine(small(1)), jsonLine(small(1))];
  expect(a).toBe(b);
  expect(jsonLine(small(2))).not.toBe(a);
  expect((JSON.parse(a) as ProfileCase).batches.map((batch) => batch.batch_id)).toEqual(small(1).batches.map((batch) => batch.batch_id));
});

test(`other batches with the same observations give the model the same versions (seed ${firstSeed})`, () => {
  for (const seed of seeds) {
    const one = small(seed);
    deepStrictEqual(timelessOf(expectedOf(rearranged(one, seed))), timelessOf(expectedOf(one)), `seed ${seed}`);
  }
});

test(`corrections keep their order and no order of the source changes what they lead to (seed ${firstSeed})`, () => {
  for (const seed of seeds) {
    const one = randomCase(seed, { customers: 5, batches: 1 + (seed % 5), corrections: 'profiles' });
    deepStrictEqual(timelessOf(expectedOf(rearranged(one, seed))), timelessOf(expectedOf(one)), `seed ${seed}`);
  }
});

test(`random corrections are refused for every reason there is (seed ${firstSeed})`, () => {
  const results = seeds.map((seed) => expectedOf(randomCase(seed, { customers: 30, batches: 4, corrections: 'any' })));
  const codes = new Set(results.flatMap(({ dq }) => dq.flatMap(([, , customer, [code = '']]) => (customer === null ? [code] : []))));
  expect([...codes].toSorted(byBytes)).toEqual([
    'BAD_BOOLEAN',
    'BAD_PROFILE',
    'BLANK_ID',
    'ENDS_BEFORE_START',
    'ID_TOO_LONG',
    'MISSING_FIELD',
    'NOTHING_TO_RETRACT',
    'PROFILE_OR_RETRACT',
    'QUARANTINED_CUSTOMER_ID',
    'UNKNOWN_CUSTOMER',
  ]);
});

test(`random cases hold every kind of change, refusal and finding (seed ${firstSeed})`, () => {
  const results = seeds.map((seed) => expectedOf(randomCase(seed, { customers: 30, batches: 8 })));
  const kinds = new Set(results.flatMap(({ events }) => events.map((event) => `${event.change_kind} ${event.rationale_code}`)));
  const codes = new Set(results.flatMap(({ dq }) => dq.flatMap(([, , , found]) => found.map((code) => code.split(':')[0] ?? ''))));
  expect([...kinds].toSorted(byBytes)).toEqual([
    'APPENDED INITIAL_LOAD',
    'APPENDED SOURCE_UPDATE',
    'INSERTED CORRECTION',
    'REPLACED CORRECTION',
    'WITHDRAWN CORRECTION',
  ]);
  expect([...codes].toSorted(byBytes)).toEqual([
    'AGE_OUT_OF_RANGE',
    'BIRTHDATE_FUTURE',
    'BIRTHDATE_INVALID',
    'CONFLICTING_SAME_TS',
    'DELIMITER_OR_NULL_TOKEN_IN_TEXT',
    'LMT_FUTURE',
    'LMT_MISSING',
    'MANDATORY_MISSING',
    'OTHER_WITHOUT_TEXT',
    'QUARANTINED_CUSTOMER_ID',
    'TEXT_WITHOUT_OTHER',
  ]);
  const versions = results.flatMap((result) => result.versions);
  expect(new Set(versions.map((version) => version.is_current))).toEqual(new Set([true, false]));
  expect(results.some(({ batch_results }) => batch_results.includes('SKIPPED'))).toBe(true);
});

test('a failing case shrinks to what makes it fail', async () => {
  const one = randomCase(3, { customers: 40, batches: 8 });
  const hasWithdrawn = async (of: ProfileCase): Promise<boolean> =>
    expectedOf(of).events.some((event) => event.change_kind === 'WITHDRAWN');
  const shrunk = await smallestFailing(one, hasWithdrawn);
  expect(await hasWithdrawn(shrunk)).toBe(true);
  expect(shrunk.batches.flatMap((batch) => batch.records).length).toBeLessThanOrEqual(3);
  expect(shrunk.pit).toEqual([]);
});
