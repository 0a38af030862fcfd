import { addDays } from '@audit/contract';
import type { Session } from '@audit/warehouse';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTrialEngine } from '../trial-inputs.fixture.ts';
import { readTrial, shippedJson } from '../scores/trial-definitions.fixture.ts';
import { keptScores } from './kept-scores.ts';
import { keepScores } from './score-history.ts';

const trial = openTrialEngine();
let session: Session;
beforeAll(async () => {
  session = await trial.engine.session();
});
afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await trial[Symbol.asyncDispose]();
});

const scores = [
  { name: 'health', band: 'health_band', days: 35 },
  { name: 'usage', band: undefined, days: 0 },
  { name: 'contact', band: undefined, days: 60 },
];
const historyColumns = 'master_id, score, as_of, value, band';

/** A run of a day on what the days before left. */
const runDay = async (asOf: string, health: number, usage: number | null): Promise<void> => {
  const band = health >= 80 ? 'healthy' : 'at_risk';
  await session.materialise(
    'score_values',
    `SELECT 'M' AS master_id, ${health}e0 AS health, '${band}' AS health_band, CAST(${usage ?? 'NULL'} AS DOUBLE) AS usage, ${health}e0 AS contact`,
  );
  await keepScores(session, scores, { asOf, zone: 'UTC' });
  await session.materialise('score_history_kept', `SELECT ${historyColumns} FROM score_history_now`);
  await session.materialise('score_history_before', `SELECT ${historyColumns} FROM score_history_kept`);
};

const startOver = async (): Promise<void> => {
  await session.materialise(
    'score_history_before',
    `SELECT 'M' AS master_id, 'health' AS score, DATE '2026-01-01' AS as_of, 1e0 AS value, 'x' AS band WHERE FALSE`,
  );
};

const daysOf = async (score: string): Promise<readonly string[]> => {
  const rows = await session.evidence(`SELECT as_of FROM score_history_kept WHERE score = '${score}' ORDER BY as_of`, 1000);
  return rows.map(({ as_of: day }) => day ?? '');
};

/** 120 days from 1 January: healthy but from the 10th to the 19th; usage is missing from the 50th day on. */
const liveThrough = async (): Promise<void> => {
  await startOver();
  for (let day = 0; day < 120; day++) await runDay(addDays('2026-01-01', day), day >= 9 && day < 19 ? 60 : 90, day >= 49 ? null : 50);
};

test('every day of the last 35 is kept, and of the time before what tells bands and months', { timeout: 120_000 }, async () => {
  await liveThrough();
  const days = await daysOf('health');
  const recent = days.filter((day) => day > addDays('2026-04-30', -36));
  expect(recent).toHaveLength(36);
  // The first, those around both changes of the band, and the last of each month.
  expect(days.filter((day) => !recent.includes(day))).toEqual([
    '2026-01-01',
    '2026-01-09',
    '2026-01-10',
    '2026-01-19',
    '2026-01-20',
    '2026-01-31',
    '2026-02-28',
  ]);
  expect(await daysOf('usage')).toEqual(['2026-01-01', '2026-01-31', '2026-02-18', '2026-02-19', '2026-02-28', '2026-03-31', '2026-04-30']);
  expect((await daysOf('contact')).slice(-61)[0]).toBe(addDays('2026-04-30', -60));
  const changes = await session.evidence('SELECT score, band_before, band, changed_on FROM bands_changed ORDER BY changed_on', 10);
  expect(changes).toEqual([
    { score: 'health', band_before: 'healthy', band: 'at_risk', changed_on: '2026-01-10' },
    { score: 'health', band_before: 'at_risk', band: 'healthy', changed_on: '2026-01-20' },
  ]);
});

test('a day computed again replaces its rows, and an earlier one does not know later ones', { timeout: 120_000 }, async () => {
  await startOver();
  for (const [day, health] of [
    ['2026-03-01', 90],
    ['2026-03-02', 60],
    ['2026-03-03', 60],
  ] as const)
    await runDay(day, health, 1);
  await runDay('2026-03-03', 90, 1);
  const kept = `SELECT as_of, value FROM score_history_kept WHERE score = 'health' ORDER BY as_of`;
  expect((await session.evidence(kept, 9)).map(({ value }) => value)).toEqual(['90.0', '60.0', '90.0']);
  await runDay('2026-03-02', 90, 1);
  expect(await session.evidence('SELECT changed_on FROM bands_changed', 9)).toEqual([]);
  expect((await session.evidence(kept, 9)).map(({ value }) => value)).toEqual(['90.0', '90.0', '90.0']);
});

test('scores are kept as far back as facts ask for them; without scores earlier ones stay', async () => {
  const json = shippedJson();
  const ago = (of: string, days: number) => ({ label: 'Then', description: 'Then', kind: 'value_ago' as const, of, days, within_days: 5 });
  json.scores.further_facts = { ...json.scores.further_facts, health_then: ago('health', 90), contact_then: ago('engagement', 20) };
  const days = new Map(keptScores(readTrial(json)).map((kept) => [kept.name, kept.days]));
  expect([days.get('health'), days.get('churn_risk'), days.get('engagement')]).toEqual([95, 35, 25]);
  await startOver();
  await runDay('2026-03-01', 90, 1);
  await keepScores(session, [], { asOf: '2026-03-02', zone: 'UTC' });
  expect(await session.evidence('SELECT score, as_of FROM score_history_now ORDER BY score', 9)).toEqual([
    { score: 'contact', as_of: '2026-03-01' },
    { score: 'health', as_of: '2026-03-01' },
    { score: 'usage', as_of: '2026-03-01' },
  ]);
});
