import type { Stage } from '@audit/warehouse';
import { checkBinding } from '@audit/warehouse/proof';
import { afterAll, expect, test } from 'vitest';
import { contestedRecordsStage } from '../1-standardize/contested-records.stage.ts';
import { enumSpellingsStage } from '../1-standardize/enum-spellings.stage.ts';
import { repeatedRecordsStage } from '../1-standardize/repeated-records.stage.ts';
import { setSpellingsStage } from '../1-standardize/set-spellings.stage.ts';
import { standardizedRecordsStage } from '../1-standardize/standardized-records.stage.ts';
import { standardizedDeliveryStage } from '../2-hash/standardized-delivery.stage.ts';
import { openTrialProfile } from '../trial-profile.fixture.ts';

const trial = openTrialProfile();
afterAll(() => trial[Symbol.asyncDispose]());

const stages: readonly (readonly [string, Stage, Readonly<Record<string, unknown>>])[] = [
  [enumSpellingsStage.id, enumSpellingsStage, { mapping: true }],
  [setSpellingsStage.id, setSpellingsStage, { mapping: true }],
  [repeatedRecordsStage.id, repeatedRecordsStage, {}],
  [standardizedRecordsStage.id, standardizedRecordsStage, {}],
  [contestedRecordsStage.id, contestedRecordsStage, {}],
  [standardizedDeliveryStage.id, standardizedDeliveryStage, { hash_version: 2 }],
];

test.each(stages)('%s: its model binds to its declared inputs and yields its declared columns', async (_, stage, params) => {
  await using session = await trial.engine.session();
  await checkBinding(session, stage, params);
});

test('a delivery of nothing is standardized to nothing', async () => {
  expect(await trial.standardize([])).toEqual([]);
});
