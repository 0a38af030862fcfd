import { type SeededRandom, seededRandom } from '@audit/warehouse/proof';
import { expect, test } from 'vitest';
import { openTrial, type SalesforceTrial } from './salesforce-trial.fixture.ts';

const isDeep = process.env['AUDIT_TEST_DEEP'] === '1';
const seed = Number(process.env['AUDIT_TEST_SEED'] ?? Date.now() % 1_000_000_007);

/** The server tells of their hard deletions. */
const objects = ['Account', 'Contact', 'Case', 'Invoice'];
/** Histories of each, one after the other in one organisation. */
const histories = 5;

/** Something happens to an object, or nothing. @param late how long a transaction may take, seconds */
const happen = async ({ sim }: SalesforceTrial, random: SeededRandom, object: string, late: readonly number[]): Promise<void> => {
  const bin = (await sim.org.truth(object, ['Id', 'IsDeleted'])).flatMap((row) =>
    row['IsDeleted'] === 'true' && row['Id'] ? [row['Id']] : [],
  );
  const back = bin.filter(() => random.below(2) === 0);
  await sim.org.change({
    object,
    insert: random.below(3),
    update: random.below(4),
    softDelete: random.below(2),
    hardDelete: random.below(2),
    // Rows of a transaction that is still open stay in the bin of the simulator.
    ...(random.below(3) === 0 && back.length > 0 ? { undelete: 1 } : {}),
    lateSeconds: late[random.below(late.length)] ?? 0,
  });
};

// Most of them such that a run falls between the stamp of a late commit and its end.
const pauses = [1, 119, 121, 250, 400, 600, 3600];

/** Random changes, clocks and extractions; all transactions end by the last one. */
const live = async (trial: SalesforceTrial, random: SeededRandom, late: readonly number[]): Promise<void> => {
  for (let step = 0; step < 2; step++) {
    for (const object of objects) await happen(trial, random, object, late);
    await trial.sim.org.advance(pauses[random.below(pauses.length)] ?? 1);
    if (step === 0) await trial.extract(objects.filter(() => random.below(2) > 0));
  }
  await trial.sim.org.advance(20_000);
};

const calculated = async (trial: SalesforceTrial): Promise<readonly string[]> => {
  const described = await Promise.all(
    objects.map((object) =>
      trial
        .client()
        .json<{ readonly fields: readonly { readonly name: string; readonly calculated?: boolean }[] }>(
          'describing',
          `sobjects/${object}/describe`,
        ),
    ),
  );
  return described.flatMap(({ fields }) => fields.filter((field) => field.calculated === true).map(({ name }) => name));
};

const differencesOf = async (trial: SalesforceTrial): Promise<readonly string[]> => {
  const ignored = await calculated(trial);
  const found: string[] = [];
  for (const object of objects) found.push(...(await trial.differences(object, ignored)).map((line) => `${object} ${line}`));
  return found;
};

const rounds = Math.ceil(Number(process.env['AUDIT_TEST_N'] ?? (isDeep ? 200 : 10)) / (objects.length * histories));
// Transactions that end within look-back and settling time are found by themselves; slower ones by a comparison of all Ids.
const quick = [0, 300, 700, 700];
const slow = [0, 5000];

test.each(Array.from({ length: rounds }, (_, round) => seed + round))(
  'after random histories bronze is the source, by what changed alone and by reconciliation (seed %i)',
  async (own) => {
    await using trial = await openTrial({ seed: own, accounts: 12 });
    const random = seededRandom(own);
    await trial.extract(objects);
    for (let history = 0; history < histories; history++) {
      const isSlow = history % 2 === 1;
      await live(trial, random, isSlow ? slow : quick);
      const landed = await trial.extract(objects, { reconcile: isSlow });
      expect(await differencesOf(trial)).toEqual([]);
      for (const { reconciliation, object } of landed) {
        if (!isSlow) continue;
        const rows = await trial.sim.org.truth(object, ['Id']);
        expect(reconciliation).toMatchObject({ source: rows.length, newer: 0, different: 0 });
      }
    }
  },
);

test('control: what the look-back cannot reach is missing until bronze is compared with the source', async () => {
  await using trial = await openTrial({ accounts: 12 });
  await trial.extract(['Account']);
  await trial.sim.org.change({ object: 'Account', insert: 1, lateSeconds: 5000 });
  await trial.sim.org.advance(4000);
  await trial.sim.org.change({ object: 'Account', update: 1 });
  await trial.sim.org.advance(900);
  await trial.extract(['Account']);
  await trial.sim.org.advance(4000);
  await trial.extract(['Account']);
  const lacking = (await trial.differences('Account')).filter((line) => !line.includes('Days_As_Customer__c'));
  expect(lacking).toEqual([expect.stringMatching(/is missing$/)]);
  const [landed] = await trial.extract(['Account'], { reconcile: true });
  expect(landed?.reconciliation).toMatchObject({ missing: 1, gone: 0, different: 0 });
});
